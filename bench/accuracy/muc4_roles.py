"""From reports to the roles of MUC-4.

Reports that count or are alleged fill them, of a type that has one of MUC-4's incident types (`INCIDENTS`).
Initiators that bear a name of a body are PerpOrg, all others PerpInd, and the body that a doer belongs to is PerpOrg;
things acted upon are Target; persons with a name who are acted upon are Victim (the gold holds no others); weapons are
Weapon. Two armed sides fighting are no incident of MUC-4 unless a thing or a civilian is hit.
"""

from __future__ import annotations

import re
import string

from dateline.model.mention import Actor
from dateline.model.report import Report

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
INCIDENTS = {
    "remote.air_strike": "BOMBING",
    "remote.suicide_bomb": "BOMBING",
    "remote.ied": "BOMBING",
    "remote.grenade": "BOMBING",
    "remote.shelling": "ATTACK",
    "remote.chemical": "ATTACK",
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
}
TOLD = frozenset({"occurred", "ongoing", "alleged"})
THINGS = frozenset({"structure", "vehicle", "place"})
BODIES = frozenset(
    {"military", "police", "paramilitary", "rebel", "political_militia", "communal_militia", "criminal_group"}
    | {"private_force", "foreign_force", "government", "organisation"}
)
ARMED = BODIES - {"government", "organisation"} | {"unidentified_armed_group"}
# Nouns for the people of a body: MUC-4 tells them from the body.
MEN = frozenset(
    {"troops", "soldiers", "guerrillas", "members", "men", "fighters", "rebels", "unit", "units", "commandos"}
    | {"officers", "policemen", "agents", "terrorists", "elements", "patrol", "militants", "gunmen", "personnel"}
)
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you", "who", "him", "her", "them", "us", "our", "their"})
QUANTITY = re.compile(
    r"^(?:(?:many|several|some|numerous|various|other|about|two|three|four|five|six|seven|eight|\d+) )+"
)
ARTICLES = re.compile(r"\b(?:a|an|the)\b")
Entities = dict[str, list[list[str]]]


def is_incident(report: Report) -> bool:
    """Whether MUC-4 would have a template for it."""
    if report.type not in INCIDENTS or report.status not in TOLD:
        return False
    hit = (*report.targets, *report.victims)
    return not report.type.startswith("battle.") or any(actor.kind not in ARMED for actor in hit)


def found_entities(reports: list[Report]) -> Entities:
    """The entities of the reports by role, each once, by its wording."""
    found: dict[str, list[str]] = {role: [] for role in ROLES}
    for report in reports:
        for actor in report.initiators:
            put(found["PerpOrg"], body_of(actor))
            put(found["PerpInd"], wording(actor) if is_people(actor) else None)
        for actor in (*report.targets, *report.victims):
            if actor.kind in THINGS:
                put(found["Target"], wording(actor))
            elif actor.kind == "person" and is_named(actor):
                put(found["Victim"], wording(actor))
        for actor in report.weapons:
            put(found["Weapon"], wording(actor))
    return {role: longest(entities) for role, entities in found.items()}


def is_people(actor: Actor) -> bool:
    """Whether it is people ('guerrillas', 'FMLN troops'), not a body with a name ('FMLN')."""
    return not is_named_body(actor) or actor.text.split()[-1].lower() in MEN


def is_named_body(actor: Actor) -> bool:
    """Whether it is, or is people of, a body with a name."""
    return actor.kind in BODIES and actor.actor_id is not None and is_named(actor)


def is_named(actor: Actor) -> bool:
    """Whether a name stands for it; without capitals in the text nothing is a name."""
    return actor.name != actor.name.lower()


def body_of(actor: Actor) -> str | None:
    """The named body that did it, or that they who did it belong to: 'FMLN' of 'FMLN troops'."""
    if is_named_body(actor):
        words = actor.text.split()
        return actor.text if words[-1].lower() not in MEN else " ".join(words[:-1]) or None
    return actor.organisation


def wording(actor: Actor) -> str:
    """How an actor is named: its fullest name for a person and for 'they', else its words where it acts."""
    return actor.name if actor.kind == "person" or actor.text.lower() in PRONOUNS else actor.text


def put(entities: list[str], words: str | None) -> None:
    """Adds a wording without its articles and quantities, unless it is there or says nobody."""
    plain = QUANTITY.sub("", folded(words or ""))
    if plain and plain not in entities and plain not in PRONOUNS:
        entities.append(plain)


def longest(entities: list[str]) -> list[list[str]]:
    """The wordings that are no part of a longer one ('garcia' of 'roberto garcia'), an entity each."""
    return [[one] for one in entities if not any(set(one.split()) < set(other.split()) for other in entities)]


def folded(words: str) -> str:
    """In small letters, without punctuation and articles."""
    flat = "".join(c for c in words.lower() if c not in string.punctuation)
    return " ".join(ARTICLES.sub(" ", flat).split())
