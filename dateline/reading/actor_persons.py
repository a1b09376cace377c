"""Personal names: runs of capitals that a rank, an office, an apposition or the grammar shows to be persons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dateline.reading.actor_drafts import Draft
from dateline.reading.actor_words import APOSTROPHE_S, HYPHENS, PARTICLES, Words, country_ending, words_between

if TYPE_CHECKING:
    from dateline.tables.load import Tables

AGE = re.compile(r"^\d{1,3}(?:-year-old)?$")
LEADING_VERBS = frozenset({"head", "lead", "command", "chair", "direct", "run", "oversee"})
# An appositive that says what a person is stands within this many words of the comma.
APPOSITIVE_REACH = 12
OF = frozenset({"of", "for", "with", "from", "at", "in"})
LONGEST_NAME = 8
# Words that begin or end the names of things that a sentence may treat like persons; plurals without their s.
NAMED_THINGS = frozenset(
    {
        *(
            "operation",
            "exercise",
            "mission",
            "project",
            "programme",
            "program",
            "hurricane",
            "typhoon",
            "cyclone",
            "storm",
        ),
        *(
            "mount",
            "mountain",
            "lake",
            "river",
            "cape",
            "bay",
            "beach",
            "valley",
            "street",
            "road",
            "square",
            "province",
        ),
    }
)


class Run(Struct, frozen=True):
    """Tokens of a capitalised name, and where the ranks and offices before it begin."""

    first: int
    last: int
    titled_from: int


class Role(Struct, frozen=True):
    """What the text says a person is: the words, whether that makes them public, why, and for whom they stand."""

    words: str | None = None
    public: str | None = None
    organisation: str | None = None


def find_persons(at: int, words: Words, groups: list[Draft], places: set[int], tables: Tables) -> list[Draft]:
    """The personal names of one paragraph; `groups` are its other actors, `places` the tokens of its place names."""
    taken = {
        i
        for draft in groups
        if draft.how != "noun" or draft.kind == "place"
        for i in range(draft.first, draft.last + 1)
    }
    found = []
    for run in _runs(words, taken, tables):
        role = _role(words, run, groups, tables)
        if _is_person(words, run, role, places, tables) and (not words.titled or _begins_given(words, run, tables)):
            found.append(_draft(at, words, run, role))
    for draft in groups:
        if draft.how == "named" and draft.kind == "person":
            run = Run(draft.first, draft.last, _titled_from(words, draft.first, tables))
            role = _role(words, run, groups, tables)
            found.append(
                replace(
                    draft, first=run.titled_from, role=role.words, organisation=draft.organisation or role.organisation
                )
            )
    return sorted(found, key=lambda d: d.first)


def _runs(words: Words, taken: set[int], tables: Tables) -> list[Run]:
    runs = []
    i = 0
    while i < len(words.parse):
        first = i
        while i < len(words.parse) and i not in taken and _continues(words, first, i):
            i += 1
        last = i - 1
        while last >= first and not words.parse.forms[last][:1].isupper():
            last -= 1
        if last >= first and any(words.parse.forms[k][:1].isupper() for k in range(first, last + 1)):
            run = _without_titles(words, first, last, tables)
            if run:
                runs.append(run)
        i = max(i, first + 1)
    return runs


def _continues(words: Words, first: int, i: int) -> bool:
    parse = words.parse
    form = parse.forms[i]
    if i > first and parse.sentences[i] != parse.sentences[first] and parse.forms[i - 1][-1:] != ".":
        return False
    if words.is_name_like(i):
        return True
    following = i + 1 < len(parse) and (
        parse.forms[i + 1][:1].isupper() or parse.forms[i + 1] in HYPHENS or parse.forms[i + 1] in PARTICLES
    )
    if form in HYPHENS:
        return i > first and following and parse.ends[i - 1] == parse.starts[i] and parse.forms[i - 1][-1:].isalpha()
    if form.lower() in PARTICLES:
        hyphened = i + 2 < len(parse) and parse.forms[i + 1] in HYPHENS and parse.forms[i + 2][:1].isupper()
        return hyphened if i == first else following and form.lower() not in {"e", "y", "of"}
    return False


def _without_titles(words: Words, first: int, last: int, tables: Tables) -> Run | None:
    """The run less the ranks, offices and demonyms it begins with, which are remembered."""
    begin = next((end for end in range(last, first, -1) if tables.actors.rank_ending(words.keys, end)), first)
    if begin == first:
        begin = _after_country(words, first, last, tables)
    whole = tables.actors.rank_ending(words.keys, last + 1)
    if whole is not None and whole[0] <= begin:
        return None
    if last - begin >= LONGEST_NAME:
        return None
    return Run(begin, last, _titled_from(words, begin, tables))


def _after_country(words: Words, first: int, last: int, tables: Tables) -> int:
    for end in range(last, first, -1):
        country = country_ending(words, end, tables.gazetteer.countries)
        if country and country[0] == first:
            return end
    return first


def _titled_from(words: Words, first: int, tables: Tables) -> int:
    """Where the capitalised ranks and offices that stand directly before a name begin."""
    while (found := tables.actors.rank_ending(words.keys, first)) and words.parse.forms[found[0]][:1].isupper():
        first = found[0]
    return first


def _role(words: Words, run: Run, groups: list[Draft], tables: Tables) -> Role:
    before = _role_before(words, run, groups, tables)
    after = _role_after(words, run, groups, tables)
    return Role(before.words or after.words, before.public or after.public, before.organisation or after.organisation)


def _role_before(words: Words, run: Run, groups: list[Draft], tables: Tables) -> Role:
    start = run.first
    public = None
    while start > 0 and (found := tables.actors.rank_ending(words.keys, start)) is not None:
        start, row = found
        if row.public and public is None:
            public = f"{row.type}: {words_between(words.parse, found[0], run.first - 1)}"
        while start > 0 and words.parse.forms[start - 1] in HYPHENS:
            start -= 1
    if start == run.first:
        return Role(organisation=_of(words, run.last, groups))
    organisation = _owner_before(words, start, groups, tables)
    return Role(words_between(words.parse, start, run.first - 1), public, organisation or _of(words, run.last, groups))


def _owner_before(words: Words, start: int, groups: list[Draft], tables: Tables) -> str | None:
    end = start
    while end > 0 and words.parse.forms[end - 1] in APOSTROPHE_S:
        end -= 1
    for draft in groups:
        if draft.last == end - 1 or (draft.first <= end - 1 <= draft.last and draft.how != "noun"):
            return draft.name
        if draft.first < end <= draft.head and draft.affiliated_with:
            return draft.affiliated_with
    found = country_ending(words, end, tables.gazetteer.countries)
    return found[1].name if found else None


def _of(words: Words, last: int, groups: list[Draft]) -> str | None:
    """The organisation of 'NAME of ORGANISATION'."""
    if last + 2 >= len(words.parse) or words.parse.forms[last + 1] not in OF:
        return None
    return next((d.name for d in groups if last < d.first <= last + 6 and d.how in {"named", "force", "body"}), None)


def _role_after(words: Words, run: Run, groups: list[Draft], tables: Tables) -> Role:
    """What a relative clause or an apposition after the name says: 'X, a spokesman for Y,', 'X, who heads Y'."""
    parse = words.parse
    i = run.last + 1
    if i < len(parse) and parse.forms[i] in {"of", "with"}:
        i = next((k for k in range(i, min(i + APPOSITIVE_REACH, len(parse))) if parse.forms[k] == ","), i)
    if i >= len(parse) or parse.forms[i] != "," or i + 1 >= len(parse):
        return Role()
    if parse.forms[i + 1].lower() == "who":
        return _role_of_clause(words, i + 1, groups)
    if AGE.match(parse.forms[i + 1]):
        return Role(words=None)
    end = next(
        (k for k in range(i + 1, min(i + APPOSITIVE_REACH, len(parse))) if parse.forms[k] in {",", ".", "”", '"'}),
        len(parse),
    )
    for k in range(i + 2, min(end, i + APPOSITIVE_REACH) + 1):
        found = tables.actors.rank_ending(words.keys, k)
        if (
            found
            and found[0] > i
            and not any(parse.pos[m] == "VERB" and parse.tags[m] != "VBN" for m in range(i + 1, k - 1))
        ):
            row = found[1]
            first = i + 2 if parse.pos[i + 1] == "DET" else i + 1
            said = words_between(parse, first, k - 1)
            organisation = next(
                (d.name for d in groups if d.first >= first and d.first < end and d.how in {"named", "force", "body"}),
                None,
            )
            return Role(said, f"{row.type}: {said}" if row.public else None, organisation)
    return Role()


def _role_of_clause(words: Words, who: int, groups: list[Draft]) -> Role:
    parse = words.parse
    if who + 1 < len(parse) and parse.lemmas[who + 1] in LEADING_VERBS:
        led = next((d for d in groups if who < d.first <= who + APPOSITIVE_REACH), None)
        return Role(
            f"{parse.forms[who + 1]} {led.name}" if led else None,
            f"{parse.forms[who + 1]} a body",
            led.name if led else None,
        )
    return Role()


def _begins_given(words: Words, run: Run, tables: Tables) -> bool:
    return words.keys[run.first] in tables.actors.given_names


def _is_person(words: Words, run: Run, role: Role, places: set[int], tables: Tables) -> bool:
    parse = words.parse
    if run.titled_from < run.first:
        return True
    tokens = [i for i in range(run.first, run.last + 1) if parse.forms[i] not in HYPHENS]
    if len(tokens) >= 2 and _begins_given(words, run, tables):
        return True
    if any(i in places for i in tokens):
        return False
    if role.words and tokens[-1] > tokens[0]:
        return True
    if len(tokens) < 2 or len(tokens) > 4:
        return False
    following = run.last + 1
    if following + 1 < len(parse) and parse.forms[following] == "," and AGE.match(parse.forms[following + 1]):
        return True
    root = parse.root_of(range(run.first, run.last + 1))
    verb = parse.heads[root] if root is not None else None
    acts = verb is not None and parse.deps[root or 0] in {"nsubj", "nsubjpass"}
    if not acts or any(parse.pos[i] != "PROPN" or parse.forms[i].isupper() for i in tokens):
        return False
    # Masking fails closed: an unknown name that acts is a person unless one of its words names something else.
    named = {parse.lemmas[i].lower() for i in tokens} | {words.keys[i].removesuffix("s") for i in tokens}
    return not (named & tables.actors.nouns.keys() or named & NAMED_THINGS)


def _draft(at: int, words: Words, run: Run, role: Role) -> Draft:
    return Draft(
        at=at,
        first=run.titled_from,
        last=run.last,
        head=run.last,
        how="person",
        name=words_between(words.parse, run.first, run.last),
        kind="person",
        role=role.words,
        organisation=role.organisation,
        affiliated_with=role.organisation,
        private=role.public is None,
        public_reason=role.public,
    )
