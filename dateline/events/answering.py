"""Which happening a charge, a guess or a denial speaks of: they answer what the story tells elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.events.agreement import (
    agree,
    figures_agree,
    in_slot,
    is_near,
    is_nested,
    key,
    names,
    times_agree,
)
from dateline.events.cues import COUNTED
from dateline.events.draft import Draft
from dateline.events.rewording import GENERAL, VIOLENT
from dateline.events.sameness import tied
from dateline.events.scene import Scene
from dateline.events.voices import DENIED, TOLD, settled_as

Group = list[Draft]
# Whose doing can be charged, guessed and denied.
HOSTILE = ("battle.", "remote.", "civilian.", "destruction.", "humanitarian.obstruction", "order.arrest")
SETTLED = frozenset({"point", "settlement", "part_of_settlement", "near"})
MATTER = frozenset({"with", "for", "in", "behind"})


def answered(groups: list[Group], answers: Sequence[Draft]) -> list[Draft]:
    """Puts each answer into the group that it speaks of, changed in place; those that find none are returned."""
    left: list[Draft] = []
    for draft in answers:
        found = referred(groups, draft) if draft.takes_up else matching(groups, draft)
        if found is not None:
            found.append(settled_as(draft, found[0].type))
        elif not draft.takes_up:
            left.append(draft)
    return left


def told(group: Group) -> list[Draft]:
    """The mentions by which a group is known to have happened."""
    return [d for d in group if d.voice == TOLD and d.status.value in COUNTED]


def matching(groups: list[Group], draft: Draft) -> Group | None:
    """The group that tells what an answer with a deed of its own charges or denies: the last before, else the next."""
    fitting = [g for g in groups if (known := told(g)) and all(fits(d, draft) for d in known) and meets(known, draft)]
    return nearest(fitting, draft)


def nearest(groups: list[Group], draft: Draft) -> Group | None:
    """The group told last before a mention or in its words, else the first after it."""
    before = [g for g in groups if g[0].evidence.start <= draft.evidence.start]
    if before:
        return max(before, key=lambda g: max(d.evidence.start for d in g if d.evidence.start <= draft.evidence.start))
    return min(groups, key=lambda g: g[0].evidence.start, default=None)


def fits(known: Draft, draft: Draft) -> bool:
    """Whether nothing but who did it speaks against an answer being about a happening."""
    return (
        kinds_agree(known.type, draft.type)
        and known.level == draft.level
        and places_meet(known, draft)
        and times_agree(known.when, draft.when)
        and agree(known.roles.targets, draft.roles.targets)
        and agree(known.roles.victims, draft.roles.victims)
        and figures_agree(known, draft)
    )


def kinds_agree(a: str, b: str) -> bool:
    """One type, or two of violence of which one says no more than that."""
    return a == b or (a in VIOLENT and b in VIOLENT and bool({a, b} & GENERAL))


def places_meet(a: Draft, b: Draft) -> bool:
    """Whether the places may be one or one lie in the other, a town; only what a trigger's own slot says counts."""
    if a.where is None or b.where is None or not (in_slot(a) and in_slot(b)):
        return True
    settled = {a.where.precision, b.where.precision} <= SETTLED
    return key(a.where) == key(b.where) or (settled and is_nested(a.where, b.where))


def meets(known: list[Draft], draft: Draft) -> bool:
    """Whether an answer takes up a happening: one type, or something shared, or things that it takes as known."""
    return any(d.type == draft.type or tied(d, draft) for d in known) or takes_as_known(draft)


def takes_as_known(draft: Draft) -> bool:
    """'The market', 'them', 'it': an object that the reader knows."""
    found = draft.found
    parse = found.scene.parse
    objects = [t for slot in ("obj", "on", "at") for t in found.slots.get(slot, ())]
    return any(
        parse.pos[t] == "PRON" or any(parse.deps[c] == "det" and parse.lemmas[c] == "the" for c in parse.children[t])
        for t in objects
    )


def referred(groups: list[Group], draft: Draft) -> Group | None:
    """The happening that 'did it', 'the blast' or 'the charge' points back to."""
    usable = [g for g in groups if told(g) and g[0].type.startswith(HOSTILE)]
    kinds = {draft.type} if draft.found.trigger.is_weak else hinted(draft)
    if not kinds and of_something_else(draft):
        return None
    usable = [g for g in usable if any(points_to(k, d.type) for k in kinds for d in g)] if kinds else usable
    before = [g for g in usable if g[0].evidence.start <= draft.evidence.start]
    if draft.voice == TOLD and draft.found.trigger.is_weak:
        before = [g for g in before if all(fits(d, draft) for d in told(g)) and any(is_near(d, draft) for d in g)]
    if draft.voice == DENIED and not kinds:
        accused = [g for g in before if any(is_charged(d, draft) for d in g)]
        before = accused or [g for g in before if not any(is_own(d, draft) for d in g)]
    return nearest(before, draft) if before else None


def points_to(kind: str, told: str) -> bool:
    """Whether a noun of one type may point back to a happening of another: 'the attack' to any violence."""
    return kinds_agree(kind, told) or (kind in GENERAL and told.startswith(("battle.", "remote.", "civilian.")))


def of_something_else(draft: Draft) -> bool:
    """'Responsibility for the delay', 'charges of fraud': what it speaks of is named, and is no violence."""
    parse = draft.found.scene.parse
    return any(parse.pos[t] in ("NOUN", "PROPN", "VERB") for t in matter(draft))


def matter(draft: Draft) -> list[int]:
    """The tokens that name what an answer speaks of: 'for the blast', 'with it', 'the charge of murder'."""
    scene, verb = draft.found.scene, draft.found.verb
    parse = scene.parse
    inside = [t for t in parse.subtree(verb) if parse.deps[t] in ("pobj", "pcomp")]
    return [t for t in inside if names_matter(scene, parse.heads[t])]


def names_matter(scene: Scene, prep: int) -> bool:
    """Whether a preposition leads to what is answered for: 'with', 'for', or 'of' after a charge."""
    parse = scene.parse
    return parse.lemmas[prep] in MATTER or (
        parse.lemmas[prep] == "of" and "allegation" in scene.classes(parse.heads[prep])
    )


def hinted(draft: Draft) -> set[str]:
    """The types of the noun by which a mention points back: 'had nothing to do with the shelling'."""
    found = draft.found
    parse = found.scene.parse
    nouns = [parse.lemmas[t] for t in (found.token, *matter(draft)) if parse.pos[t] == "NOUN"]
    rows = [row for lemma in nouns for row in found.scene.table.nouns.get(lemma, ())]
    return {row.type for row in rows if row.type.startswith(HOSTILE) and len(row.words) == 1}


def is_charged(known: Draft, draft: Draft) -> bool:
    """Whether a mention names as its doer who denies."""
    return bool(names(known.roles.initiators) & names(draft.roles.initiators))


def is_own(known: Draft, draft: Draft) -> bool:
    """Whether who denies is who told it."""
    said = known.attribution
    tellers = {name.casefold() for name in (said.speaker, said.organisation) if name} if said is not None else set()
    return bool(tellers & names(draft.roles.initiators))
