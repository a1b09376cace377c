"""Text without capitals, or in nothing else: names are given theirs, and no other word, so that they are found."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.model.parse import Parse
from dateline.reading.place_found import HYPHENS, LARGE
from dateline.tables.gazetteer import Gazetteer
from dateline.tables.place_keys import fold
from dateline.tables.places import Candidate, prominence

LONGEST = 4
# Fewer words show nothing about how a text is written.
ENOUGH_WORDS = 4
# After 'in' and the like a town of so many people is meant; a word of English is hardly ever one.
TOWN = 5_000
PRONOUNS = frozenset({"us"})
OPEN = frozenset({"NOUN", "PROPN", "ADJ", "X", "VERB", "ADV", "INTJ"})


def with_capitals(parse: Parse, text: str, gazetteer: Gazetteer) -> Parse:
    """The parse, where its letters are all small or all capitals, with place names as other texts write them."""
    if len(parse) < ENOUGH_WORDS or not is_one_case(parse):
        return parse
    forms, pos = [form.lower() for form in parse.forms], list(parse.pos)
    i = 0
    while i < len(parse):
        last = name_from(parse, i, text, gazetteer)
        if last is None:
            i += 1
            continue
        for k in range(i, last + 1):
            if forms[k] not in HYPHENS and forms[k] not in gazetteer.words.particles:
                forms[k], pos[k] = forms[k][0].upper() + forms[k][1:], "PROPN"
        i = last + 1
    return replace(parse, forms=forms, pos=pos)


def is_one_case(parse: Parse) -> bool:
    """Whether no word has a small letter, or none a capital; told by a look at the words that begin differently."""
    small = capital = False
    for form in parse.forms:
        small = small or not (form.isupper() or form == form.upper())
        capital = capital or form != form.lower()
        if small and capital:
            return False
    return True


def name_from(parse: Parse, i: int, text: str, gazetteer: Gazetteer) -> int | None:
    """The last token of the longest name that begins at token i, or None."""
    if not parse.forms[i][0].isalpha():
        return None
    before = parse.forms[i - 1].lower() if i else ""
    words = gazetteer.words
    strong = before in words.locative and before not in words.weak
    for j in range(min(i + LONGEST, len(parse)) - 1, i - 1, -1):
        if parse.sentences[j] != parse.sentences[i] or not parse.forms[j][-1].isalpha():
            continue
        key = fold(text[parse.starts[i] : parse.ends[j]])
        if len(key) < 4 and not (parse.forms[i].isupper() and key in gazetteer.countries.names and key not in PRONOUNS):
            continue
        if key in words.generic or (i == j and (key in words.common or key in words.given)):
            continue
        if key in gazetteer.countries.names or key in gazetteer.countries.demonyms:
            return j
        if i == j and parse.pos[i] not in OPEN:
            continue
        if any(is_meant(c, key, strong or i < j) for c in gazetteer.find_key(key)):
            return j
    return None


def is_meant(candidate: Candidate, key: str, strong: bool) -> bool:
    """Whether a name is well enough known to be meant without a capital."""
    if fold(candidate.name) != key:
        return candidate.layer != "embedded" and not candidate.bulk and " " in key
    known = candidate.curated or prominence(candidate) >= (TOWN if strong else LARGE)
    return known and candidate.precision != "admin2"
