"""Which events somebody wants to see, as conditions in SQL: one `Selection` for the pages and the API alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct

from dateline.store import event_sets
from dateline.store.asking import Wish, expression, wish
from dateline.store.browsing_tables import ACTOR, CLAIMANT, EVENT_TEXT, OUTCOME, PLACE, PROVINCE, PUBLISHER
from dateline.store.document_listing import publishers_like
from dateline.store.event_sets import UNKNOWN
from dateline.store.index_columns import ANY, COLUMNS, EVIDENCE, INDEX, OF_THE_STORY
from dateline.store.listing import HAPPENED
from dateline.store.query import Query
from dateline.store.rows import json
from dateline.values.mapped import AREA, POINT, Box
from dateline.values.terms import spelled

ALL, UNDECIDED, NOBODY = "all", "undecided", "nobody"


class Selection(Struct, frozen=True, kw_only=True):
    """Every filter of the workbench and the API; what is empty lets everything pass, several values are alternatives.

    Names are compared without case, accents and punctuation.
    """

    type: tuple[str, ...] = ()  #: types (`battle.clash`) or families (`battle`)
    status: tuple[str, ...] = ()  #: statuses, or `all`; empty: what occurred or is ongoing
    level: tuple[str, ...] = ()  #: `incident`, `aggregate`, `campaign`
    country: tuple[str, ...] = ()  #: two letters (ISO 3166-1 alpha-2), or `unknown`
    place: tuple[str, ...] = ()  #: names of places, provinces or districts
    bbox: Box | None = None  #: west, south, east, north, in degrees: the event may have been in it
    mapped: bool | None = None  #: whether it has a place on a map
    since: str | None = None  #: day (ISO): it may have happened then or later
    until: str | None = None  #: day (ISO): it may have happened then or earlier
    dated: bool | None = None  #: whether it has a time
    actor: tuple[str, ...] = ()  #: names of who did it, to whom, or who was harmed
    claimant: tuple[str, ...] = ()  #: names of who says so, speakers or institutions
    publisher: tuple[str, ...] = ()  #: names of outlets
    outcome: tuple[str, ...] = ()  #: what is counted in it: `killed`, `displaced` ...
    grade: tuple[str, ...] = ()  #: `confirmed`, `fair`, `weak`, `contested`, `discounted`
    contested: bool | None = None  #: whether somebody denies what others affirm
    review: tuple[str, ...] = ()  #: states of review: `undecided`, `accepted`, `edited`, `rejected`, `unsure`
    assigned: tuple[str, ...] = ()  #: to whom it is assigned, or `nobody`
    text: str | None = None  #: words, phrases and filters over evidence and stories, as in a search
    updated_since: str | None = None  #: time (ISO): its row changed then or later
    sort: str = "earliest"  #: see `SORTS`


class Condition(Struct, frozen=True):
    """A condition in SQL over `event_index`, the filter that it is of, and why an event that fails it is left out."""

    field: str
    sql: str
    values: tuple[object, ...]
    reason: str


def conditions(query: Query, wanted: Selection) -> tuple[Condition, ...]:
    """The conditions of a selection; an event is left out for the first that it fails."""
    return (
        *of_codes(wanted),
        *of_space(wanted),
        *of_time(wanted),
        *of_names(wanted),
        *of_work(query, wanted),
        *of_text(query, wanted),
    )


def among(column: str, values: Sequence[object]) -> str:
    """SQL: the column has one of the values."""
    return f"{column} IN ({', '.join('?' * len(values))})"


def of_codes(wanted: Selection) -> Iterator[Condition]:
    """Status, type, level, country, grade, contested."""
    status = wanted.status or HAPPENED
    if ALL not in status:
        reason = "of another status" if wanted.status else "did not (yet) happen by any report"
        yield Condition("status", among("status", status), status, reason)
    if wanted.type:
        # The types of a family lie between `battle.` and `battle/`, the next letter.
        families = [one for one in wanted.type if "." not in one]
        sql = " OR ".join([among("type", wanted.type), *("type > ? AND type < ?" for _ in families)])
        pairs = [value for family in families for value in (f"{family}.", f"{family}/")]
        yield Condition("type", sql, (*wanted.type, *pairs), "of another type")
    if wanted.level:
        yield Condition("level", among("level", wanted.level), wanted.level, "of another level")
    codes = tuple(one.upper() for one in wanted.country if one != UNKNOWN)
    if UNKNOWN in wanted.country:
        sql = f"(country IS NULL OR {among('country', codes)})"
        yield Condition("country", sql, codes, "in another country")
    elif codes:
        yield Condition("country", "country IS NOT NULL", (), "in no known country")
        yield Condition("country", among("country", codes), codes, "in another country")
    if wanted.grade:
        yield Condition("grade", among("grade", wanted.grade), wanted.grade, "of another grade")
    if wanted.contested is not None:
        reason = "not contested" if wanted.contested else "contested"
        yield Condition("contested", "contested = ?", (int(wanted.contested),), reason)


def of_space(wanted: Selection) -> Iterator[Condition]:
    """Place on the map, box."""
    shapes = (POINT, AREA)
    if wanted.mapped is not None or wanted.bbox is not None:
        on = wanted.mapped is not False
        sql = among("shape", shapes) if on else f"NOT {among('shape', shapes)}"
        yield Condition("mapped", sql, shapes, "not on the map" if on else "on the map")
    if wanted.bbox is not None:
        sql, values = within(wanted.bbox)
        yield Condition("bbox", f"number IN ({sql})", values, "outside the box")


def within(box: Box) -> tuple[str, tuple[float, ...]]:
    """SQL: the numbers of events that may have been in a box; the same box once around the earth counts too."""
    west, south, east, north = box
    parts, values = [], []
    for turn in (0.0, -360.0, 360.0):
        parts.append("SELECT number FROM event_boxes WHERE west <= ? AND east >= ? AND south <= ? AND north >= ?")
        values += [east + turn, west + turn, north, south]
    return " UNION ".join(parts), tuple(values)


def of_time(wanted: Selection) -> Iterator[Condition]:
    """Days: an event passes when it may have happened then."""
    known = "first_day IS NOT NULL AND last_day IS NOT NULL"
    if wanted.dated is False:
        yield Condition("dated", f"NOT ({known})", (), "dated")
    elif wanted.dated or wanted.since is not None or wanted.until is not None:
        yield Condition("dated", known, (), "at no known time")
    if wanted.since is not None:
        yield Condition("since", "last_day >= ?", (wanted.since,), "earlier")
    if wanted.until is not None:
        yield Condition("until", "first_day <= ?", (wanted.until,), "later")


def of_names(wanted: Selection) -> Iterator[Condition]:
    """Places, actors, claimants, publishers, outcomes."""
    yield from named("place", wanted.place, (PLACE, PROVINCE), "elsewhere, or at no known place")
    yield from named("actor", wanted.actor, (ACTOR,), "without this actor")
    yield from named("claimant", wanted.claimant, (CLAIMANT,), "told by other claimants")
    yield from named("publisher", wanted.publisher, (PUBLISHER,), "told by other publishers")
    yield from named("outcome", wanted.outcome, (OUTCOME,), "without this outcome")


def named(field: str, names: Sequence[str], kinds: Sequence[str], reason: str) -> Iterator[Condition]:
    """An event has one of these names."""
    if names:
        sql = f"""number IN (SELECT event_names.event FROM names JOIN event_names ON event_names.name = names.number
         WHERE {among("folded", names)} AND {among("kind", kinds)})"""
        yield Condition(field, sql, (*map(spelled, names), *kinds), reason)


def of_work(query: Query, wanted: Selection) -> Iterator[Condition]:
    """Review, assignments, and when a row changed."""
    if wanted.review:
        reviewed = "event IN (SELECT event FROM review WHERE {})" if has(query, "review") else "0 AND {}"
        sql = reviewed.format(among("state", wanted.review))
        values: tuple[object, ...] = wanted.review
        if UNDECIDED in wanted.review and has(query, "review"):
            sql += " OR event NOT IN (SELECT event FROM review)"
        elif UNDECIDED in wanted.review:
            sql, values = "1", ()
        elif not has(query, "review"):
            sql, values = "0", ()
        yield Condition("review", sql, values, "reviewed otherwise")
    if wanted.assigned:
        yield assigned_to(query, wanted.assigned)
    if wanted.updated_since is not None:
        sql = "event IN (SELECT event FROM touched WHERE at >= ?)"
        yield Condition("updated_since", sql, (wanted.updated_since,), "not changed since")


def assigned_to(query: Query, people: tuple[str, ...]) -> Condition:
    """An event is assigned to one of these people, or to nobody."""
    if not has(query, "assignments"):
        return Condition("assigned", "1" if NOBODY in people else "0", (), "assigned otherwise")
    sql = f"event IN (SELECT event FROM assignments WHERE {among('person', people)})"
    if NOBODY in people:
        sql += " OR event NOT IN (SELECT event FROM assignments)"
    return Condition("assigned", sql, people, "assigned otherwise")


def has(query: Query, table: str) -> bool:
    """Whether the store has a table."""
    return bool(query.rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [table]))


def of_text(query: Query, wanted: Selection) -> Iterator[Condition]:
    """Words in the evidence of an event, or in a story that tells of it."""
    if wanted.text is None:
        return
    asked = wish(wanted.text)
    if not asked.wanted:
        yield Condition("text", "0", (), "no word to look for")
        return
    parts = []
    role = (asked.role or "").casefold()
    of_a_story = asked.language is not None or asked.publisher is not None or bool(asked.unwanted)
    if role in ("", ANY, EVIDENCE) and not of_a_story:
        own = f"SELECT rowid FROM {EVENT_TEXT} WHERE {EVENT_TEXT} MATCH ?"
        parts.append(numbers(query, own, [expression(asked, ("evidence",))]))
    if role != EVIDENCE or of_a_story:
        columns = (role,) if role and role != ANY else COLUMNS if role else OF_THE_STORY
        parts.append(event_sets.told_in(query, numbers(query, *stories(query, asked, columns))))
    # Looked up once: the condition is asked of every event, by several queries.
    found = event_sets.marks(query, np.concatenate(parts))
    yield Condition("text", "substr(?, number + 1, 1) = x'01'", (found.tobytes(),), "without these words")


def numbers(query: Query, sql: str, values: Sequence[object]) -> event_sets.Numbers:
    """The numbers that a query gives, one a row."""
    return event_sets.listed(query.rows(f"SELECT group_concat(rowid) FROM ({sql})", values)[0][0])


def stories(query: Query, asked: Wish, columns: tuple[str, ...]) -> tuple[str, list[str]]:
    """SQL: the rows of the documents' index that match, and its values."""
    sql = f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH ?"
    values = [expression(asked, columns)]
    inner = "rowid IN (SELECT indexed.number FROM indexed JOIN documents ON documents.id = document WHERE {})"
    if asked.language is not None:
        sql += " AND " + inner.format("coalesce(language, ?) = ?")
        values += [UNKNOWN, asked.language.casefold()]
    if asked.publisher is not None:
        sql += " AND " + inner.format("publisher IN (SELECT value FROM json_each(?))")
        values.append(json(publishers_like(query, asked.publisher)))
    return sql, values


def joined(passed: Sequence[Condition]) -> str:
    """All conditions as one."""
    return " AND ".join(f"({one.sql})" for one in passed) or "1"


def values_of(passed: Sequence[Condition]) -> list[object]:
    """The values of all conditions, in order."""
    return [value for one in passed for value in one.values]
