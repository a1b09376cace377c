"""What a toll without a doer belongs to: in a story of a flood, 'forty were killed' were killed by the flood.

In a story of a raid, 'two soldiers died' in the next sentence died in the raid.
"""

from __future__ import annotations

import msgspec

from dateline.events import syntax
from dateline.events.agreement import is_near
from dateline.events.cues import COUNTED
from dateline.events.draft import Draft
from dateline.events.grouping import RANK
from dateline.events.levels import INCIDENT
from dateline.events.triggers import Found
from dateline.events.voices import TOLD

CALAMITIES = frozenset({"other.disaster", "other.accident", "other.outbreak"})
VIOLENCE = frozenset(RANK) - CALAMITIES - {"order.riot", "destruction.demolition", "battle.capture", "battle.advance"}
HARM = frozenset({"civilian.attack", "battle.clash", "humanitarian.displacement", "destruction.demolition"})
SUFFERED = frozenset({"kill", "die", "perish", "injure", "wound", "hurt", "displace", "destroy", "damage", "force"})


# What people are killed and hurt in.
FOUGHT = VIOLENCE - {"battle.offensive"} | {"battle.capture", "battle.advance", "destruction.demolition"}
HURT = frozenset({"kill", "die", "perish", "injure", "wound", "hurt", "harm", "lose"})
# '19 people were taken away': what an abduction's toll says.
ABDUCTION = "civilian.abduction"
TAKEN = frozenset({"take", "seize", "abduct", "kidnap", "carry"})


def settled(drafts: list[Draft]) -> list[Draft]:
    """The drafts in order; in a story that tells of calamity and of no violence, tolls have the calamity's type.

    The calamity is the last one told before the toll, else the first told after it.
    """
    calamities = [d for d in drafts if d.type in CALAMITIES and (d.status.value in COUNTED or d.pointing)]
    if not calamities or any(d.type in VIOLENCE and not is_toll(d) for d in drafts):
        return drafts
    return [in_calamity(d, calamities) for d in drafts]


def in_calamity(draft: Draft, calamities: list[Draft]) -> Draft:
    """A mention in a story of a calamity: a toll and bodies found are the calamity's, who is cut off is trapped."""
    if is_deadly(draft) or draft.type == "civilian.mass_grave":
        return msgspec.structs.replace(draft, type=nearest(draft, calamities).type)
    if draft.type == "battle.encircle" and not draft.roles.initiators:
        return msgspec.structs.replace(draft, type="humanitarian.trapped")
    return draft


def is_toll(draft: Draft) -> bool:
    """Whether a mention says only what someone suffered: no doer, no weapon."""
    lemma = draft.found.scene.parse.lemmas[draft.found.token]
    return draft.type in HARM and lemma in SUFFERED and not draft.roles.initiators and not draft.roles.weapons


def is_deadly(draft: Draft) -> bool:
    """A toll that would be violence if it stood alone; what a flood displaces or destroys keeps its own type."""
    return is_toll(draft) and draft.type in ("civilian.attack", "battle.clash")


def nearest(draft: Draft, calamities: list[Draft]) -> Draft:
    """The calamity that a toll belongs to."""
    before = [c for c in calamities if c.evidence.start <= draft.evidence.start]
    return max(before, key=lambda c: c.evidence.start) if before else calamities[0]


def host(groups: list[list[Draft]], toll: Draft) -> list[Draft] | None:
    """The group whose happening a toll without a doer, place and day of its own is of: the last spoken of before it."""
    reached = [
        (max(places), n)
        for n, group in enumerate(groups)
        if any(is_host(d, toll) for d in group) and (places := [d.evidence.start for d in group if is_near(d, toll)])
    ]
    return groups[max(reached)[1]] if reached else None


def belonging(toll: Draft, group: list[Draft]) -> Draft:
    """A toll as a mention of what its people died in."""
    return msgspec.structs.replace(toll, type=group[0].type)


def is_bare_toll(draft: Draft) -> bool:
    """'Two soldiers died', 'nine were hurt in the fighting': only a toll, with no place and day of its own."""
    if draft.voice != TOLD or draft.status.value not in COUNTED or draft.level != INCIDENT:
        return False
    if draft.roles.initiators or draft.roles.weapons or draft.type not in HARM | {ABDUCTION}:
        return False
    if not all(is_suffered(f) or syntax.is_definite(f.scene.parse, f.token) for f in (draft.found, *draft.extra)):
        return False
    placed = draft.where is not None and draft.where.basis.startswith(("slot", "clause"))
    dated = draft.when is not None and draft.when.basis.startswith("clause")
    return is_told_of(draft) and not placed and not dated and not is_running(draft.found)


def is_told_of(draft: Draft) -> bool:
    """Whether a mention's trigger is what its people suffered; of an abduction, that they were taken."""
    if draft.type != ABDUCTION:
        return is_hurt(draft.found)
    lemma, passive = (
        draft.found.scene.parse.lemmas[draft.found.token],
        syntax.is_passive(draft.found.scene.parse, draft.found.verb),
    )
    return lemma in TAKEN and passive


def is_running(found: Found) -> bool:
    """'Have been killed', 'has fought for years': a perfect of the present sums up, it tells no happening."""
    parse = found.scene.parse
    forms = {parse.forms[t].lower() for t in syntax.auxiliaries(parse, found.verb)}
    return bool(forms & {"has", "have", "'ve", "’ve"})


def is_suffered(found: Found) -> bool:
    """Whether a trigger only says what people or things suffered."""
    return found.scene.parse.lemmas[found.token] in HURT | SUFFERED | TAKEN


def is_hurt(found: Found) -> bool:
    """Whether a trigger only says that people died or were hurt."""
    return found.scene.parse.lemmas[found.token] in HURT


def is_host(known: Draft, toll: Draft) -> bool:
    """Whether a mention tells of what the people of a toll may have suffered in."""
    return (
        known.voice == TOLD
        and known.status.value in COUNTED
        and (known.type == ABDUCTION if toll.type == ABDUCTION else known.type in FOUGHT)
        and known.level == INCIDENT
        and known.background == toll.background
        and not is_bare_toll(known)
        and not is_running(known.found)
    )
