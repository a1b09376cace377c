"""One report per happening: which mentions in a story tell of the same one."""

from __future__ import annotations

from dateline.events.answering import Group, answered
from dateline.events.draft import Draft
from dateline.events.sameness import same, tied_to
from dateline.events.voices import TOLD

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
    for draft in answered(groups, [d for d in drafts if d.voice != TOLD or d.takes_up]):
        put(groups, draft)
    return [tuple(members) for members in groups]


def is_repetition(groups: list[Group], draft: Draft) -> bool:
    """Whether a mention is only a noun that points back to what was told."""
    return draft.bare and (draft.type not in NEWS or any(known.type == draft.type for g in groups for known in g))


def put(groups: list[Group], draft: Draft) -> None:
    """Add a mention to the last group that it fits and is tied to, else to a new one."""
    found = next((g for g in reversed(groups) if all(same(known, draft) for known in g) and tied_to(g, draft)), None)
    if found is None:
        groups.append([draft])
    else:
        found.append(draft)
