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
# What closes the phrase after a thing's 'of': 'the house of judge Venn in the capital'.
CLOSING = (
    r"(?=[,.;:()\"]|--| (?:in|on|at|by|near|during|after|before|for|to|from|with|when|as|which|that|who|whose|where"
    r"|and|or|but|is|was|were|are|had|has|have|this|last|yesterday|today|located|situated|causing|killing|early|late)\b|$)"
)
OWNED = re.compile(r"\s+(?:of|belonging to|owned by)\s+(?:\S+\s+){0,7}?\S+?" + CLOSING)
# How armed, and how many, the men are: 'at least four heavily armed men'.
ADVERBS = re.compile(r"(?:heavily|well|lightly)[ -]$")
MANY = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|\d+)"
COUNT = re.compile(rf"(?:(?:approximately|about|at least|some|more than|around) )?{MANY} $")
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you", "who", "him", "her", "them", "us", "our", "their"})
VAGUE = re.compile(r"^(?:(?:several|some|many|numerous|various|other) )+")
QUANTITY = re.compile(
    r"^(?:(?:many|several|some|numerous|various|other|about|two|three|four|five|six|seven|eight|\d+) )+"
)
ARTICLES = re.compile(r"\b(?:a|an|the)\b")


def folded(words: str) -> str:
    """In small letters, without punctuation and articles."""
    flat = "".join(c for c in words.lower() if c not in string.punctuation)
    return " ".join(ARTICLES.sub(" ", flat).split())


def owned(text: str, start: int, end: int) -> str:
    """The wording of a thing at start:end with whose it is: 'house of judge venn'."""
    after = OWNED.match(text, end)
    return folded(text[start : after.end() if after else end])


def men_at(text: str, start: int, end: int) -> str:
    """The wording of men at start:end with how armed they are, and how many, unless they are named again without."""
    armed = ADVERBS.search(text, max(0, start - 12), start)
    start = armed.start() if armed else start
    bare = text[start:end]
    count = COUNT.search(text, max(0, start - 30), start)
    again = f"the {bare}" in text
    return VAGUE.sub("", folded(text[count.start() if count and not again else start : end]))


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
