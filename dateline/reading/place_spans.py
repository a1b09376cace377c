"""Where place names may stand in a parse.

The pipeline has no entity recogniser: names are found by longest match of capitalised runs against the gazetteer,
and weighed by their context, since half of English is a town somewhere (Of, Reading, Most, Police).
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from dateline.model.parse import Parse
from dateline.reading.place_context import apposed_noun, in_context, is_measured
from dateline.reading.place_found import APOSTROPHES, HYPHENS, JOINTS, LARGE, Found, is_capital
from dateline.tables.gazetteer import Gazetteer
from dateline.tables.place_keys import fold
from dateline.tables.place_words import PlaceWords
from dateline.tables.places import Candidate

LONGEST = 7
# What a headline in capitals writes with capitals too.
TOLD = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
# The evidence that a list passes on to its further names.
LISTED = 1.5
# Arabic articles without `as`, `at`, `an`, `ad`, which English has too.
ARTICLES = frozenset({"al", "el", "ul", "ar", "ash", "ez", "az", "es"})


def find_spans(number: int, parse: Parse, text: str, gazetteer: Gazetteer) -> Iterator[Found]:
    """The longest known names of a parse in order, each with its context, and unknown names after locative words."""
    before: Found | None = None
    i = 0
    while i < len(parse):
        found = match_at(number, parse, i, text, gazetteer) if may_begin(parse, i) else None
        if found is None or may_be_longer(found):
            longer = unknown_at(number, parse, i, gazetteer.words)
            found = longer if found is None or (longer and longer.last > found.last) else found
        if found is None:
            i += 1
            continue
        before = in_list(before, in_context(parse, found, gazetteer.words), parse)
        yield before
        i = found.last + 1


def in_list(before: Found | None, name: Found, parse: Parse) -> Found:
    """The name with the evidence that its list has: 'Clashes in A, B and C', 'the road from A to B'."""
    if before is None or before.person or name.person or name.demonym or before.demonym or before.organisation:
        return name
    if before.support < LISTED or name.support >= LISTED or parse.sentences[before.last] != parse.sentences[name.first]:
        return name
    gap = parse.forms[before.last + 1 : name.first]
    if not gap or not all(form in JOINTS or form == "to" for form in gap):
        return name
    return replace(name, support=LISTED, why=name.why or f"in a list, {before.why}")


def may_be_longer(found: Found) -> bool:
    """Whether a known name may only be the first word of an unknown one ('Hamar Jajab district')."""
    return found.row is None and found.first == found.last and all(not c.curated for c in found.candidates)


def may_begin(parse: Parse, i: int) -> bool:
    """Whether a name can begin at token i: a capital, or an Arabic article before one."""
    form = parse.forms[i]
    if is_capital(form):
        return True
    if form not in ARTICLES or i + 1 >= len(parse):
        return False
    after = i + 2 if parse.forms[i + 1] in HYPHENS else i + 1
    return after < len(parse) and is_capital(parse.forms[after])


def ends(parse: Parse, i: int, words: PlaceWords) -> list[int]:
    """The tokens at which a name that begins at i can end, longest first."""
    found, sentence = [], parse.sentences[i]
    for j in range(i, min(i + LONGEST, len(parse))):
        form = parse.forms[j]
        if parse.sentences[j] != sentence:
            break
        if is_capital(form):
            found.append(j)
        elif not (
            form in HYPHENS or form in APOSTROPHES or form.lower() in words.particles or form in ARTICLES or j == i
        ):
            # 'Gaza strip', 'Badush prison': a place noun may close the name in lower case.
            if form in words.nouns and found and found[-1] == j - 1:
                found.append(j)
            break
    return found[::-1]


def match_at(number: int, parse: Parse, i: int, text: str, gazetteer: Gazetteer) -> Found | None:
    """The longest name that begins at token i and is known, or None."""
    for j in ends(parse, i, gazetteer.words):
        surface = text[parse.starts[i] : parse.ends[j]]
        key = fold(surface)
        if (
            len(key) < 2
            or key in gazetteer.words.generic
            or (i == j and not plausible(surface, key, parse, i, gazetteer))
        ):
            continue
        row = gazetteer.countries.names.get(key)
        if row is None and key in gazetteer.countries.demonyms:
            return Found(parse=number, first=i, last=j, key=key, row=gazetteer.countries.demonyms[key], demonym=True)
        candidates = (gazetteer.country(row),) if row is not None and len(key) <= 3 else gazetteer.find_key(key)
        if i < j and not is_capital(parse.forms[j]) and row is None:
            # 'Idlib province': the noun belongs to the name only where a curated entry says so ('Badush prison').
            candidates = tuple(c for c in candidates if c.curated)
        famous = row is not None or any(c.curated or is_large(c, key) for c in candidates)
        if candidates and (i == j or famous or not only_common(parse, i, j, gazetteer.words)):
            seat = gazetteer.countries.seats.get(key)
            return Found(
                parse=number, first=i, last=j, key=key, row=row, candidates=candidates, seat=seat.id if seat else None
            )
    return None


def plausible(surface: str, key: str, parse: Parse, i: int, gazetteer: Gazetteer) -> bool:
    """Whether one token can be a place name at all: no common word, no acronym but a country's."""
    if key in gazetteer.countries.names:
        return len(key) > 3 or surface.isupper() or "." in surface
    if surface.isupper() and len(key) <= 4:
        begins = i == 0 and len(parse) > 1 and parse.forms[1] in {",", "(", "-", "—", "–"}
        return any(c.curated or (begins and is_large(c, key)) for c in gazetteer.find_key(key))
    if key in gazetteer.words.common and not is_called(parse, i, gazetteer.words):
        return any(is_large(c, key) for c in gazetteer.find_key(key))
    return len(key) > 2


def is_called(parse: Parse, i: int, words: PlaceWords) -> bool:
    """Whether the text says that token i is what a settlement is called: 'the town of Sake'."""
    return i > 1 and parse.forms[i - 1] == "of" and words.nouns.get(parse.forms[i - 2].lower()) == "settlement"


def is_large(candidate: Candidate, key: str) -> bool:
    """Whether the key is the very name of a large town."""
    return candidate.precision == "settlement" and (candidate.population or 0) >= LARGE and fold(candidate.name) == key


def only_common(parse: Parse, i: int, j: int, words: PlaceWords) -> bool:
    """Whether every capitalised word of a longer name is a common one ('Red Cross', 'Special Operations')."""
    forms = [parse.forms[k] for k in range(i, j + 1) if is_capital(parse.forms[k])]
    return all(form.lower() in words.common and form.lower() not in words.nouns for form in forms)


def unknown_at(number: int, parse: Parse, i: int, words: PlaceWords) -> Found | None:
    """A capitalised run that no layer knows, where the words before or after it say that it is a place."""
    if not may_begin(parse, i) or (
        i and is_capital(parse.forms[i - 1]) and parse.forms[i - 1].lower() not in words.directions
    ):
        return None
    last = i
    for j in range(i, min(i + 4, len(parse))):
        form = parse.forms[j]
        if is_capital(form) and is_word(form) and form.lower() not in words.common and not form.isupper():
            last = j
        elif form not in HYPHENS and form not in ARTICLES:
            break
    form = parse.forms[last]
    if not is_capital(form) or form.isupper() or fold(form) in words.common:
        return None
    names = [parse.forms[k].lower() for k in range(i, last + 1)]
    if not is_word(form) or any(name in words.given or name in words.organisation for name in names):
        return None
    after = parse.forms[last + 1] if last + 1 < len(parse) else ""
    if is_capital(after or "a") and after not in APOSTROPHES:
        return None
    before = parse.forms[i - 1].lower() if i else ""
    strong = before in {"in", "near", "outside"} and parse.tags[i - 1] == "IN"
    of_place = before == "of" and i > 1 and parse.forms[i - 2].lower() in words.nouns
    # The tagger takes names that it never saw for nouns or adjectives; after 'village of' they are none.
    named = i > 0 and parse.sentences[i - 1] == parse.sentences[i]
    if parse.pos[last] not in {"PROPN", "NOUN", "ADJ", "X"}:
        return None
    noun = (
        after in words.nouns
        and after != "capital"
        and words.nouns[after] in {"settlement", "part_of_settlement", "admin1", "admin2"}
    )
    apposed = apposed_noun(parse, last + 1, words) is not None or is_measured(parse, last + 1, words)
    taken = before in words.locative and before not in words.weak and (apposed or after == "in")
    owned = before in APOSTROPHES and after in words.nouns
    sure = of_place or noun or apposed or owned
    if not (strong or taken or sure) or not (parse.pos[last] == "PROPN" or (sure and named)) or is_title_case(parse, i):
        return None
    return Found(parse=number, first=i, last=last, key=fold(" ".join(parse.forms[i : last + 1])))


def is_word(form: str) -> bool:
    """Whether a token is letters, with apostrophes and hyphens at most."""
    return all(c.isalpha() or c in "-'’‘ʿʾ." for c in form)


def is_title_case(parse: Parse, i: int) -> bool:
    """Whether the sentence of token i is written like a headline, so that capitals say nothing."""
    told = [
        k for k, sentence in enumerate(parse.sentences) if sentence == parse.sentences[i] and len(parse.forms[k]) > 3
    ]
    return len(told) > 1 and not any(not is_capital(parse.forms[k]) and parse.pos[k] in TOLD for k in told)
