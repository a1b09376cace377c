"""From reports to the roles of MUC-4.

Reports that count or are alleged fill them, of a type that has one of MUC-4's incident types (`INCIDENTS`). Initiators
that are men are PerpInd, those that are bodies PerpOrg, and so is the body that a doer belongs to, by the name that the
story gives it; things acted upon are Target; persons with a name who are acted upon are Victim (the gold holds no
others); weapons are Weapon. What hits none but armed men is no incident of MUC-4.
"""

from __future__ import annotations

from collections import Counter

from bench.accuracy.muc4_words import (
    PRONOUNS,
    folded,
    is_crowd,
    less_crowd,
    men_at,
    names_nobody,
    owned,
    uncounted,
)
from dateline.model.document import Document
from dateline.model.mention import Actor
from dateline.model.report import Report

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
INCIDENTS = {
    "remote.air_strike": "BOMBING",
    "remote.suicide_bomb": "BOMBING",
    "remote.ied": "BOMBING",
    "remote.grenade": "BOMBING",
    "remote.shelling": "ATTACK",
    "battle.clash": "ATTACK",
    "battle.advance": "ATTACK",
    "battle.capture": "ATTACK",
    "civilian.attack": "ATTACK",
    "civilian.torture": "ATTACK",
    "civilian.sexual_violence": "ATTACK",
    "destruction.demolition": "BOMBING",
    "destruction.arson": "ARSON",
    "destruction.looting": "ROBBERY",
    "civilian.abduction": "KIDNAPPING",
    "civilian.human_shields": "KIDNAPPING",
    "order.release": "KIDNAPPING",  # whom no state frees was kidnapped
}
TOLD = frozenset({"occurred", "ongoing", "alleged"})
THINGS = frozenset({"structure", "vehicle", "place"})
BODIES = frozenset(
    {"military", "police", "paramilitary", "rebel", "political_militia", "communal_militia", "criminal_group"}
    | {"private_force", "foreign_force", "government", "organisation"}
)
ARMED = BODIES - {"government", "organisation"} | {"unidentified_armed_group"}
STATE = frozenset({"military", "police", "government", "foreign_force"})
NON_STATE = frozenset({"rebel", "criminal_group", "paramilitary", "political_militia"})
SEATS = frozenset({"embassy", "ministry", "presidency", "court", "consulate", "mission", "office", "offices"})
Entities = dict[str, list[list[str]]]


def is_incident(report: Report) -> bool:
    """Whether MUC-4 would have a template for it."""
    if report.type not in INCIDENTS or report.status not in TOLD:
        return False
    hit = (*report.targets, *report.victims)
    if hit and all(actor.kind in ARMED for actor in hit):
        return False
    if report.type == "order.release":
        return not any(actor.kind in STATE | {"person"} for actor in report.initiators)
    return bool(hit) or not report.type.startswith("battle.")


def found_entities(document: Document, reports: list[Report]) -> Entities:
    """The entities of the reports by role, each once, by its wording."""
    found: dict[str, list[str]] = {role: [] for role in ROLES}
    names = names_of_bodies(document.actors)
    only = only_body(document.actors, names)
    for report in reports:
        for actor in report.initiators:
            put(found["PerpOrg"], body_of(actor, names) or (only if is_of_none(actor) else None))
            put(found["PerpInd"], men_of(actor, document.text))
        for actor in (*report.targets, *report.victims):
            if is_thing(actor):
                put(found["Target"], uncounted(owned(document.text, actor.span.start, actor.span.end)))
            elif actor.kind == "person" and is_named(actor):
                put(found["Victim"], folded(actor.name))
        for actor in report.weapons:
            put(found["Weapon"], uncounted(folded(actor.text)))
    return {role: (shortest if role == "PerpInd" else longest)(entities) for role, entities in found.items()}


def is_thing(actor: Actor) -> bool:
    """Whether it can be hit as a thing: a building, a vehicle, the seat of an institution."""
    seat = actor.kind == "government" and actor.text.split()[-1].lower() in SEATS
    return actor.kind in THINGS | {"organisation", "media"} or seat


def men_of(actor: Actor, text: str) -> str | None:
    """How the men who did it are named; None where it is a body that did it."""
    return wording(actor, text) if is_people(actor) else None


def is_people(actor: Actor) -> bool:
    """Whether it is people ('guerrillas', 'FMLN troops', 'a commando group'), no body ('FMLN', 'the army')."""
    return actor.kind not in BODIES or is_crowd(folded(actor.text))


def is_named(actor: Actor) -> bool:
    """Whether a name stands for it; without capitals in the text nothing is a name."""
    return actor.name != actor.name.lower()


def names_of_bodies(actors: tuple[Actor, ...]) -> dict[str, str]:
    """How the story names each body mostly, by its id or its name."""
    told: dict[str, Counter[str]] = {}
    for actor in actors:
        words = less_crowd(folded(actor.text))
        if actor.kind in BODIES and words and words not in PRONOUNS and not names_nobody(words):
            told.setdefault(actor.actor_id or actor.name, Counter())[words] += 1
    return {key: words.most_common(1)[0][0] for key, words in told.items()}


def only_body(actors: tuple[Actor, ...], names: dict[str, str]) -> str | None:
    """The armed body against the state that a story names, where it is a single one."""
    armed = {
        actor.actor_id or actor.name
        for actor in actors
        if actor.kind in NON_STATE and (actor.actor_id or (is_named(actor) and not is_crowd(folded(actor.text))))
    }
    told = [names[key] for key in armed if key in names]
    return told[0] if len(told) == 1 else None


def is_of_none(actor: Actor) -> bool:
    """Whether it is armed men of whom nothing says whose they are."""
    return actor.kind in NON_STATE | {"unidentified_armed_group"} and actor.actor_id is None


def body_of(actor: Actor, names: dict[str, str]) -> str | None:
    """The body that did it, or that they who did it belong to: 'fmln' of 'FMLN troops', and of 'the rebels'."""
    if actor.kind not in BODIES:
        return folded(actor.organisation or "")
    if not is_named(actor) and is_crowd(folded(actor.text)):
        return None
    return names.get(actor.actor_id or actor.name)


def wording(actor: Actor, text: str) -> str:
    """How men are named: the fullest name for a person and for 'they', else their words where they act."""
    by_name = actor.kind == "person" or actor.text.lower() in PRONOUNS
    return folded(actor.name) if by_name else men_at(text, actor.span.start, actor.span.end)


def put(entities: list[str], words: str | None) -> None:
    """Adds a wording, unless it is there or says nobody."""
    if words and words not in entities and words not in PRONOUNS and not names_nobody(words):
        entities.append(words)


def longest(entities: list[str]) -> list[list[str]]:
    """The wordings that are no part of a longer one ('garcia' of 'roberto garcia'), an entity each."""
    return [[one] for one in entities if not any(set(one.split()) < set(other.split()) for other in entities)]


def shortest(entities: list[str]) -> list[list[str]]:
    """The wordings that hold no shorter one, an entity each: 'guerrillas' for 'urban guerrillas' told elsewhere."""
    return [[one] for one in entities if not any(set(other.split()) < set(one.split()) for other in entities)]
