"""What a report's words show of the conditions of its PLOVER type: was it done, announced, refused, lifted, joint?"""

from __future__ import annotations

from dateline.events.draft import Draft
from dateline.events.facts import triggers
from dateline.model.mention import Actor
from dateline.tables.plover import Shown

OBJECTS, OF_NOUN = ("obj",), ("of", "on", "against")
GUESS = "guess"  # 'may have shelled' speaks of what was done, not of what may be
HOME, ABROAD = frozenset({"home"}), frozenset({"abroad"})


def shown(group: tuple[Draft, ...], told: Draft) -> Shown:
    """What the mentions of a group show; status and its cue are those of the mention `told`."""
    return {
        "status": frozenset({told.status.value}),
        "cue": frozenset({GUESS if told.status.guessed else told.status.cue}),
        "trigger": frozenset(lemma for draft in group for lemma in triggers(draft)),
        "word": frozenset(lemma for draft in group for lemma in draft.found.scene.lemmas(draft.evidence)),
        "object": frozenset(name for draft in group for name in objects(draft)),
        "relation": relation(told),
    }


def objects(draft: Draft) -> frozenset[str]:
    """The lemmas and classes of what the trigger acted on."""
    scene, slots = draft.found.scene, draft.found.slots
    named = OBJECTS if draft.found.trigger.pos in ("VERB", "PHRASE") else OF_NOUN
    return frozenset(name for slot in named for t in slots.get(slot, ()) for name in scene.classes(t))


def relation(draft: Draft) -> frozenset[str]:
    """Whether doer and target are of one country; empty where the text does not show both."""
    doers, targets = countries(draft.roles.initiators), countries(draft.roles.targets + draft.roles.victims)
    if not doers or not targets:
        return frozenset()
    return HOME if doers & targets else ABROAD


def countries(actors: tuple[Actor, ...]) -> frozenset[str]:
    """Whom the actors belong to, as far as the tables know it."""
    return frozenset(actor.affiliated_with for actor in actors if actor.affiliated_with)
