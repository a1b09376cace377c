"""What the words around a person's name say the person is: rank, office, apposition, and for whom they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.reading.actor_drafts import Draft
from dateline.reading.actor_names import Run
from dateline.reading.actor_offices import ministry, named_body
from dateline.reading.actor_words import APOSTROPHE_S, HYPHENS, Words, country_ending, words_between

if TYPE_CHECKING:
    from dateline.tables.load import Tables

AGE = re.compile(r"^\d{1,3}(?:-year-old)?$")
LEADING_VERBS = frozenset({"head", "lead", "command", "chair", "direct", "run", "oversee"})
# An appositive that says what a person is stands within this many words of the comma.
APPOSITIVE_REACH = 12
OF = frozenset({"of", "for", "with", "from", "at", "in"})
# What may close the name of what a governor or a mayor is of.
AREAS = frozenset({"state", "province", "region", "district", "governorate", "county", "city", "department", "oblast"})


class Role(Struct, frozen=True):
    """What the text says a person is: the words, whether that makes them public, why, and for whom they stand."""

    words: str | None = None
    public: str | None = None
    organisation: str | None = None


def role_of(words: Words, run: Run, groups: list[Draft], tables: Tables) -> Role:
    """What the words before and after a name say its bearer is; empty where they say nothing."""
    before = _role_before(words, run, groups, tables)
    after = _role_after(words, run, groups, tables)
    said = after.words if after.public and not before.public else before.words  # an office says more than 'Dr.'
    return Role(said or after.words, before.public or after.public, before.organisation or after.organisation)


def _role_before(words: Words, run: Run, groups: list[Draft], tables: Tables) -> Role:
    start = run.first
    public = None
    while start > 0 and (found := tables.actors.rank_ending(words.keys, start)) is not None:
        start, row = found
        if row.public and public is None:
            public = f"{row.type}: {words_between(words.parse, found[0], run.first - 1)}"
        while start > 0 and words.parse.forms[start - 1] in HYPHENS:
            start -= 1
    post = _post_before(words, start, groups, tables)
    if start == run.first:
        return post or Role(organisation=_of(words, run.last, groups))
    rank = words_between(words.parse, start, run.first - 1)
    if post is not None:
        return Role(f"{post.words}, {rank}", public or post.public, post.organisation)
    organisation = _owner_before(words, start, groups, tables) or ministry(words, start, run.first, tables)
    return Role(rank, public, organisation or _of(words, run.last, groups))


def _post_before(words: Words, start: int, groups: list[Draft], tables: Tables) -> Role | None:
    """The office in 'OFFICE of BODY, RANK NAME' and 'the BODY's OFFICE, NAME'; `start` is where the rank begins."""
    parse = words.parse
    if start < 2 or parse.forms[start - 1] != ",":
        return None
    end = start - 1
    province = None
    body = next((d for d in groups if d.last == end - 1 and d.how in {"named", "force", "body"}), None)
    if body is not None:
        end = body.first
        while end > 0 and parse.pos[end - 1] == "DET":
            end -= 1
        if end == 0 or parse.forms[end - 1] not in OF:
            return None
        end -= 1
    elif (place := _of_name(words, end)) is not None:
        province = words_between(parse, place + 1, end - 1)
        end = place
    found = tables.actors.rank_ending(words.keys, end)
    if found is None or found[1].type == "title" or (found[1].type == "rank" and parse.forms[end - 1][0].isupper()):
        return None
    first, row = found
    if first and parse.pos[first - 1] == "NUM":
        return None  # 'not one fighter, spokesman X said'
    said = words_between(parse, first, end - 1)
    organisation = body.name if body else province or _owner_before(words, first, groups, tables)
    return Role(said, f"{row.type}: {said}" if row.public else None, organisation)


def _of_name(words: Words, end: int) -> int | None:
    """Where 'of NAME' that ends before token `end` begins: a governor's province, a mayor's town."""
    first = end - (end > 1 and words.keys[end - 1] in AREAS)
    named = first
    while first > 0 and words.is_name_like(first - 1):
        first -= 1
    return first - 1 if 0 < first < named and words.parse.forms[first - 1] in OF else None


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
    return found[1].name if found else named_body(words, end, tables) or _area_before(words, end)


def _area_before(words: Words, end: int) -> str | None:
    """The area that an office before a name is of: 'Borno State Governor X'."""
    first = end - 1
    while first > 0 and words.keys[end - 1] in AREAS and words.is_name_like(first - 1):
        first -= 1
    return words_between(words.parse, first, end - 1) if first < end - 1 else None


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
        near = [d for d in groups if who < d.first <= who + APPOSITIVE_REACH]
        led = next((d for d in near if d.how in {"named", "force", "body"}), next(iter(near), None))
        return Role(
            f"{parse.forms[who + 1]} {led.name}" if led else None,
            f"{parse.forms[who + 1]} a body",
            led.name if led else None,
        )
    return Role()
