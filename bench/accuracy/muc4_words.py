"""The wordings of MUC-4's entities: without articles, and the words that tell men from the body they belong to."""

from __future__ import annotations

import re
import string

# Nouns for the people of a body: MUC-4 tells them from the body.
MEN = frozenset(
    {"troops", "soldiers", "guerrillas", "members", "men", "fighters", "rebels", "unit", "units", "commandos"}
    | {"officers", "policemen", "agents", "terrorists", "elements", "patrol", "patrols", "militants", "gunmen"}
    | {"personnel", "guerillas", "subversives", "insurgents", "commando", "column", "columns", "squad", "squads"}
    | {"individuals", "persons", "people", "group", "groups", "militiamen", "extremists", "soldier", "guerrilla"}
    | {"terrorist", "rebel", "subversive", "gang", "gangs", "band", "bands", "leaders", "employees", "officials"}
    | {"traffickers", "hitmen", "murderers", "assassins", "kidnappers", "attackers", "assailants", "committees"}
)
# What men are called with besides: 'FMLN urban guerrillas'.
CALLED = frozenset({"urban", "guerrilla", "rebel", "armed", "alleged", "presumed", "suspected", "maoist", "leftist"})
# What stands for a body without naming it.
NOBODY = frozenset(
    {"group", "groups", "organization", "organizations", "movement", "front", "party", "forces", "force", "side"}
    | {"infantry", "units", "unit", "patrol", "patrols", "members", "member", "somebody", "someone", "one"}
)
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you", "who", "him", "her", "them", "us", "our", "their"})
QUANTITY = re.compile(
    r"^(?:(?:many|several|some|numerous|various|other|about|two|three|four|five|six|seven|eight|\d+) )+"
)
ARTICLES = re.compile(r"\b(?:a|an|the)\b")


def folded(words: str) -> str:
    """In small letters, without punctuation and articles."""
    flat = "".join(c for c in words.lower() if c not in string.punctuation)
    return " ".join(ARTICLES.sub(" ", flat).split())


def uncounted(words: str) -> str:
    """Without the number before it."""
    return QUANTITY.sub("", words)


def is_crowd(words: str) -> bool:
    """Whether a wording is of men, and no body's name."""
    return words.split()[-1] in MEN if words else False


def less_crowd(words: str) -> str:
    """The name of a body in a wording of its men: 'fmln' of 'fmln urban guerrillas'; empty where there is none."""
    left = words.split()
    while left and left[-1] in MEN:
        left.pop()
        while left and left[-1] in CALLED:
            left.pop()
    return " ".join(left)


def names_nobody(words: str) -> bool:
    """Whether a wording names nobody in particular."""
    return words in NOBODY
