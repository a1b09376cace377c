"""What a toll without a doer belongs to: in a story of a flood, 'forty were killed' were killed by the flood."""

from __future__ import annotations

import msgspec

from dateline.events.cues import COUNTED
from dateline.events.draft import Draft
from dateline.events.grouping import RANK

CALAMITIES = frozenset({"other.disaster", "other.accident", "other.outbreak"})
VIOLENCE = frozenset(RANK) - CALAMITIES - {"order.riot", "destruction.demolition"}
HARM = frozenset({"civilian.attack", "battle.clash", "humanitarian.displacement", "destruction.demolition"})
SUFFERED = frozenset({"kill", "die", "perish", "injure", "wound", "hurt", "displace", "destroy", "damage", "force"})


def settled(drafts: list[Draft]) -> list[Draft]:
    """The drafts in order; in a story that tells of calamity and of no violence, tolls have the calamity's type.

    The calamity is the last one told before the toll, else the first told after it.
    """
    calamities = [d for d in drafts if d.type in CALAMITIES and d.status.value in COUNTED]
    if not calamities or any(d.type in VIOLENCE and not is_toll(d) for d in drafts):
        return drafts
    return [msgspec.structs.replace(d, type=nearest(d, calamities).type) if is_deadly(d) else d for d in drafts]


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
