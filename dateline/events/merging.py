"""One report per happening: which mentions in a story tell of the same one."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.events.answering import Group, answered
from dateline.events.draft import Draft
from dateline.events.facts import MODED
from dateline.events.sameness import calamities_agree, same, tied
from dateline.events.tolls import belonging, host, is_bare_toll
from dateline.events.voices import ECHO, TOLD

# Types whose bare noun is news at its first mention ('the drought'); elsewhere it takes up what was told.
NEWS = frozenset(
    {"other.disaster", "order.protest", "order.riot", "humanitarian.shortage", "humanitarian.displacement"}
)


def merge(drafts: list[Draft]) -> list[tuple[Draft, ...]]:
    """The drafts in groups of one happening each, groups by first mention.

    What a group's happening is known by comes first in it, then the charges, guesses and denials that answer it.
    """
    groups: list[Group] = []
    for draft in drafts:
        if draft.voice == TOLD and not draft.takes_up and not is_repetition(groups, draft):
            put(groups, draft)
    groups = housed(groups)
    for draft in answered(groups, [d for d in drafts if d.voice != TOLD or d.takes_up]):
        put(groups, draft)
    echoed(groups, drafts)
    return [tuple(members) for members in groups]


def is_repetition(groups: list[Group], draft: Draft) -> bool:
    """Whether a mention is only a noun that points back to what was told."""
    return draft.bare and (draft.type not in NEWS or any(repeats(known, draft) for g in groups for known in g))


def repeats(known: Draft, draft: Draft) -> bool:
    """Whether a noun names again what was told: 'the flood', 'the disaster', but not 'the drought' after a flood."""
    return known.type == draft.type and calamities_agree(known, draft)


def echoed(groups: list[Group], drafts: list[Draft]) -> None:
    """Adds to the only protest or riot of a story the mentions that merely name it again: they say how it went."""
    for kind in MODED:
        told = [g for g in groups if g[0].type == kind and g[0].voice == TOLD]
        known = {id(d) for g in groups for d in g}
        if len(told) == 1:
            told[0] += [replace(d, voice=ECHO) for d in drafts if d.type == kind and id(d) not in known and d.bare]


def housed(groups: list[Group]) -> list[Group]:
    """The groups, those that are only a toll put with what the people died or were hurt in."""
    left = []
    for group in groups:
        found = host(groups, group[0]) if all(is_bare_toll(d) for d in group) else None
        if found is None:
            left.append(group)
        else:
            found.extend(belonging(d, found) for d in group)
    return left


def fits(group: Group, draft: Draft) -> bool:
    """Whether nothing in a group speaks against a mention; one that points back does so to the words told last."""
    return all(same(known, draft) for known in group)


def put(groups: list[Group], draft: Draft) -> None:
    """Add a mention to the last group that it fits and is tied to, else to a new one."""
    headed = draft.found.scene.parse.role == "headline"  # it announces what the story tells first
    order = groups if headed else groups[::-1]
    fitting = [g for g in order if fits(g, draft)]
    tied_by_more = (g for g in fitting if any(tied(known, draft) for known in g))
    found = next(tied_by_more, None) or next((g for g in fitting if draft.pointing), None)
    if found is None:
        groups.append([draft])
    else:
        found.append(draft)
