"""Pages of what belongs to events: documents, reports, claims, figures, disagreements, source edges, names, places.

Rows come in the order of a key that no two of them share, so that going from page to page gives each row once, also
when rows are added meanwhile.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from dateline.model.errors import UsageError
from dateline.store.browsing_tables import ACTOR, CLAIMANT, PUBLISHER
from dateline.store.query import Query
from dateline.store.selecting import ALL, Condition, Selection, conditions, joined, values_of

Cell = str | int | float

OF_EVENTS = "event_reports.event IN ({events})"
REPORTS = f"SELECT event_reports.report FROM event_reports WHERE {OF_EVENTS}"
DOCUMENTS = f"""SELECT reports.document FROM event_reports JOIN reports ON reports.id = event_reports.report
 WHERE {OF_EVENTS}"""
FIGURES = f"""SELECT told.value FROM event_reports JOIN reports ON reports.id = event_reports.report
 JOIN json_each(reports.figures) AS told WHERE {OF_EVENTS}"""
LEFT_OUT = "of events that the filters leave out, or of none"


class CursorError(UsageError):
    """A cursor was not made here, or for another list."""


class Kind(Struct, frozen=True, kw_only=True):
    """What can be paged: the rows in SQL, the columns that order them, how they belong to events."""

    rows: str
    key: tuple[str, ...]
    of_events: str
    within: Mapping[str, str] = {}
    """By the name of a filter of its own, the column that it compares."""


KINDS = {
    "documents": Kind(rows="documents", key=("id",), of_events=f"id IN ({DOCUMENTS})"),
    "reports": Kind(rows="reports", key=("id",), of_events=f"id IN ({REPORTS})", within={"document": "document"}),
    "claims": Kind(
        rows="claims", key=("report", "ordinal"), of_events=f"report IN ({REPORTS})", within={"report": "report"}
    ),
    "figures": Kind(
        rows="(SELECT * FROM figures WHERE id <> '')",
        key=("document", "ordinal"),
        of_events=f"id IN ({FIGURES})",
        within={"document": "document"},
    ),
    "disagreements": Kind(rows="disagreements", key=("ordinal",), of_events="event IN ({events})"),
    "sources": Kind(
        rows="source_edges", key=("ordinal",), of_events=f"(source IN ({DOCUMENTS}) OR target IN ({DOCUMENTS}))"
    ),
}


class Paged(Struct, frozen=True, kw_only=True):
    """A page of rows by their keys."""

    keys: tuple[tuple[Cell, ...], ...]  #: of the rows of this page, in order
    total: int  #: rows that pass
    existing: int  #: rows that there are
    left_out: dict[str, int]  #: why the others do not pass: their number by reason
    next: str | None  #: the cursor of the next page; empty on the last one


class Part(Struct, frozen=True):
    """Which page: how many rows, after which cursor, and how many rows more are passed over."""

    limit: int
    cursor: str | None = None
    skip: int = 0


def paged(query: Query, kind: str, wanted: Selection, own: Mapping[str, str], part: Part) -> Paged:
    """A page of a kind: rows of the events that pass, and of one `event`, `document` or `report` if `own` names it."""
    of = KINDS[kind]
    where, values = belonging(query, of, wanted)
    for name, value in own.items():
        inner = of.of_events.format(events="?") if name == "event" else f"{of.within[name]} = ?"
        where.append(f"({inner})")
        values += [value] * inner.count("?")
    passed = " AND ".join(where) or "1"
    existing = int(query.rows(f"SELECT count(*) FROM {of.rows}")[0][0])
    total = int(query.rows(f"SELECT count(*) FROM {of.rows} WHERE {passed}", values)[0][0]) if where else existing
    key = ", ".join(of.key)
    if part.cursor is not None:
        last = opened(part.cursor, kind, len(of.key))
        passed += f" AND ({key}) > ({', '.join('?' * len(last))})"
        values += last
    sql = f"SELECT {key} FROM {of.rows} WHERE {passed} ORDER BY {key} LIMIT ? OFFSET ?"
    found = [tuple(row) for row in query.rows(sql, [*values, part.limit + 1, part.skip])]
    keys = tuple(found[: part.limit])
    return Paged(
        keys=keys,
        total=total,
        existing=existing,
        left_out={LEFT_OUT: existing - total} if existing > total else {},
        next=sealed(kind, *keys[-1]) if len(found) > part.limit > 0 else None,
    )


def belonging(query: Query, of: Kind, wanted: Selection) -> tuple[list[str], list[object]]:
    """The condition that a row is of an event that passes, and its values; none where nothing is asked of events."""
    passed = conditions(query, of_all(wanted))
    if not passed:
        return [], []
    events = f"SELECT event FROM event_index WHERE {joined(passed)}"
    values = values_of(passed)
    return [f"({of.of_events.format(events=events)})"], values * of.of_events.count("{events}")


def of_all(wanted: Selection) -> Selection:
    """The selection with events of every status, unless one is asked for: what is told of an event is listed whole."""
    return wanted if wanted.status else msgspec.structs.replace(wanted, status=(ALL,))


class Name(Struct, frozen=True, kw_only=True):
    """Who or what events have by name."""

    name: str  #: the name as claimed
    events: int  #: events that have it
    earliest: str | None  #: the first day of one of them
    latest: str | None  #: the last day of one of them


class PlaceName(Struct, frozen=True, kw_only=True):
    """Where events happened."""

    name: str  #: the gazetteer's name, or the words of the text
    country: str | None  #: two letters (ISO 3166-1 alpha-2)
    admin1: str | None  #: province
    latitude: float | None  #: degrees north, WGS 84
    longitude: float | None  #: degrees east, WGS 84
    radius_km: float | None  #: how far from the point it may be
    precision: str | None  #: precision of the place
    events: int  #: events there
    earliest: str | None  #: the first day of one of them
    latest: str | None  #: the last day of one of them


NAMES = {"actors": ACTOR, "claimants": CLAIMANT, "publishers": PUBLISHER}
COUNTED = "count(*) AS events, min(first_day) AS earliest, max(last_day) AS latest"


def names(query: Query, kind: str, wanted: Selection, part: Part) -> tuple[list[Name], int, str | None]:
    """A page of names, how many there are, and the cursor of the next page; in order of name."""
    passed = conditions(query, of_all(wanted))
    inner = f"""SELECT names.name AS name, {COUNTED} FROM event_names JOIN names ON names.number = event_names.name
     JOIN event_index ON event_index.number = event_names.event WHERE names.kind = ? AND {qualified(passed)}
     GROUP BY names.number"""
    rows, total = grouped(query, inner, [NAMES[kind], *values_of(passed)], "name", (kind, part))
    listed = [Name(**row) for row in rows[: part.limit]]
    return listed, total, sealed(kind, listed[-1].name) if len(rows) > part.limit > 0 else None


def places(query: Query, wanted: Selection, part: Part) -> tuple[list[PlaceName], int, str | None]:
    """A page of places, how many there are, and the cursor of the next page; in order of name, country, province."""
    passed = conditions(query, of_all(wanted))
    same = ("country", "admin1", "latitude", "longitude", "radius_km")
    listed = ", ".join(f"events.{name} AS {name}" for name in same)
    # Whatever parts two places stands in the key, so that a cursor can name the last.
    key = " || char(31) || ".join(f"coalesce(events.{name}, '')" for name in ("place_name", *same, "place_precision"))
    inner = f"""SELECT events.place_name AS name, {listed}, events.place_precision AS precision, {COUNTED}, {key} AS key
     FROM event_index JOIN events ON events.id = event_index.event
     WHERE events.place_name IS NOT NULL AND {qualified(passed)} GROUP BY 11"""
    found, total = grouped(query, inner, values_of(passed), "key", ("places", part))
    keys = [str(row.pop("key")) for row in found]
    shown = [PlaceName(**row) for row in found[: part.limit]]
    return shown, total, sealed("places", keys[len(shown) - 1]) if len(found) > part.limit > 0 else None


def grouped(
    query: Query, inner: str, values: Sequence[object], key: str, page: tuple[str, Part]
) -> tuple[list[dict[str, Any]], int]:
    """The rows of a page of a kind and one more, in order of their key, and how many there are on all pages."""
    kind, part = page
    where, last = "", tuple[Cell, ...]()
    if part.cursor is not None:
        where, last = f"WHERE {key} > ?", opened(part.cursor, kind, 1)
    # Grouping reads every event: it is done once for the rows and their number.
    sql = f"""SELECT * FROM (SELECT *, count(*) OVER () AS total FROM ({inner})) {where}
     ORDER BY {key} LIMIT ? OFFSET ?"""
    rows = [dict(row) for row in query.rows(sql, [*values, *last, part.limit + 1, part.skip])]
    totals = [int(row.pop("total")) for row in rows]
    return rows, totals[0] if totals else int(query.rows(f"SELECT count(*) FROM ({inner})", values)[0][0])


def qualified(passed: Sequence[Condition]) -> str:
    """The condition that an event passes, beside other tables, whose columns have the same names."""
    return f"event_index.number IN (SELECT number FROM event_index WHERE {joined(passed)})" if passed else "1"


def sealed(kind: str, *key: Cell) -> str:
    """A place in a list as letters that may stand in an address."""
    return base64.urlsafe_b64encode(msgspec.json.encode([kind, *key])).decode().rstrip("=")


def opened(cursor: str, kind: str, length: int) -> tuple[Cell, ...]:
    """The key in a cursor of this list; raises CursorError."""
    try:
        packed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        found = msgspec.json.decode(packed, type=tuple[Cell, ...])
    except (binascii.Error, msgspec.MsgspecError, UnicodeError, ValueError) as error:
        raise CursorError("this is no cursor of this list: take `next` of the page before, or leave it out") from error
    if not found or found[0] != kind or len(found) != length + 1:
        raise CursorError(f"this cursor is of another list than {kind}: begin again without it")
    return found[1:]
