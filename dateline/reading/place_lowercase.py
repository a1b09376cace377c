"""Text without capitals: the words that are names are given theirs, so that names are found as elsewhere."""

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
OPEN = frozenset({"NOUN", "PROPN", "ADJ", "X", "VERB", "ADV", "INTJ"})


def with_capitals(parse: Parse, text: str, gazetteer: Gazetteer) -> Parse:
    """The parse, where no letter of it is a capital, with its place names as a text with capitals has them."""
    if len(parse) < ENOUGH_WORDS or any(c.isupper() for form in parse.forms for c in form):
        return parse
    forms, pos = list(parse.forms), list(parse.pos)
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


def name_from(parse: Parse, i: int, text: str, gazetteer: Gazetteer) -> int | None:
    """The last token of the longest name that begins at token i, or None."""
    if not parse.forms[i][0].isalpha():
        return None
    before = parse.forms[i - 1] if i else ""
    words = gazetteer.words
    strong = before in words.locative and before not in words.weak
    for j in range(min(i + LONGEST, len(parse)) - 1, i - 1, -1):
        if parse.sentences[j] != parse.sentences[i] or not parse.forms[j][-1].isalpha():
            continue
        key = fold(text[parse.starts[i] : parse.ends[j]])
        if len(key) < 4 or key in words.generic or (i == j and (key in words.common or key in words.given)):
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
