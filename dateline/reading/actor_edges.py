"""Where the phrase of an actor begins and ends: its modifiers and owner, the rest of an institution's name."""

from __future__ import annotations

from dateline.model.parse import Parse
from dateline.reading.actor_words import APOSTROPHE_S, HYPHENS, Words, country_ending
from dateline.tables.actor_rows import NounRow
from dateline.tables.places import Countries

MODIFIERS = frozenset({"ADJ", "PROPN", "NOUN"})
HOURS = frozenset({"morning", "noon", "afternoon", "evening", "night", "midnight", "dawn", "dusk", "midday"})
# 'an ISIL-held building' is a building; whose it is stands before the hyphen.
HELD = frozenset({"hold", "control", "occupy"})
# Between the words of an institution's name.
CONNECTORS = frozenset({"of", "for", "and", "&", "the"})


def left_edge(words: Words, head: int, countries: Countries) -> int:
    """The first token of the phrase before `head`: modifiers, and an owner that is a name ('Iraq's', 'the army's')."""
    parse = words.parse
    i = head
    while i > 0 and parse.sentences[i - 1] == parse.sentences[head]:
        form, pos = parse.forms[i - 1], parse.pos[i - 1]
        hyphened = i < head and parse.forms[i] in HYPHENS  # 'Iran-backed', 'little-known'
        modifies = form[:1].isalnum() and (
            hyphened
            or (
                pos in MODIFIERS
                and not words.titled
                and not _is_object_before(parse, i - 1, head)
                and not _is_hour(parse, i - 1)
            )
        )
        joined = form in HYPHENS and i - 2 >= 0 and parse.ends[i - 2] == parse.starts[i - 1]
        backed = pos == "VERB" and i >= 2 and parse.forms[i - 2] in HYPHENS and parse.lemmas[i - 1] not in HELD
        owned = form in APOSTROPHE_S and parse.tags[i - 1] == "POS" and i >= 2 and parse.forms[i - 2][:1].isupper()
        if not (modifies or joined or backed or owned):
            break
        i -= 1
    if words.titled:
        country = country_ending(words, head, countries)
        i = country[0] if country else head
    while i < head and (parse.forms[i] in HYPHENS or parse.forms[i] in APOSTROPHE_S):
        i += 1
    return i


def _is_hour(parse: Parse, i: int) -> bool:
    """Whether token i is the time of a phrase before it: 'later in the evening police', 'before midnight officers'."""
    if parse.lemmas[i] not in HOURS:
        return False
    before = i - 1 - (parse.pos[i - 1] == "DET") if i else -1
    return before >= 0 and parse.pos[before] in {"ADP", "SCONJ"}


def _is_object_before(parse: Parse, i: int, head: int) -> bool:
    """Whether token i belongs to another phrase than the one that `head` heads, such as a subject before it."""
    return parse.deps[i] in {
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "npadvmod",
        "ROOT",
        "acomp",
        "advmod",
        "attr",
        "conj",
        "appos",
    } and (parse.heads[i] != head or parse.deps[i] in {"npadvmod", "advmod"})


def right_edge(words: Words, head: int, noun: NounRow) -> int:
    """The last token of an institution's name: 'Ministry of Defence' goes on after its noun."""
    parse = words.parse
    last = head
    if noun.role not in {"body", "unit"} or not parse.forms[head][:1].isupper():
        return last
    i = head + 1
    if noun.role == "unit" and i < len(parse) and parse.forms[i].isdigit():
        return i  # 'Unit 9'
    while i < len(parse):
        if words.is_name_like(i) and not _opens_phrase(words, i):
            last = i
        elif parse.forms[i] == "in" and (end := _closed_by_acronym(words, i + 1)):
            last = i = end
        elif parse.forms[i] not in CONNECTORS or (parse.forms[i] == "and" and last == head):
            break
        i += 1
    return last


def _opens_phrase(words: Words, i: int) -> bool:
    """Whether a word with a capital belongs to a noun without one: 'the 2nd Corps of the Syrian army'."""
    parse = words.parse
    head = parse.heads[i]
    return head > i and parse.pos[head] == "NOUN" and parse.forms[head][:1].islower()


def _closed_by_acronym(words: Words, first: int) -> int | None:
    """The last word of a name that goes on with 'in X', as the acronym after it says: 'Movement for Y in X (MYX)'."""
    forms = words.parse.forms
    last = first
    while last + 1 < len(forms) and words.is_name_like(last + 1):
        last += 1
    bracketed = forms[last + 1 : last + 4]
    closed = len(bracketed) == 3 and (bracketed[0], bracketed[2]) == ("(", ")") and bracketed[1].isupper()
    return last if closed and bracketed[1].endswith(forms[last][:1]) else None
