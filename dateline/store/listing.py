"""Listing events: a filter, the rows that pass, and how many were left out for which reason."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.store.query import Query

HAPPENED = ("occurred", "ongoing")
"""The statuses that count (event-types.md, 'Status')."""


class EventFilter(Struct, frozen=True, kw_only=True):
    """Which events to list; None lets everything pass.

    `type`: a type or a family (`battle`). `status`: one status, `all`, or None for what happened.
    `country`: ISO 3166-1 alpha-2. `since`, `until`: ISO days, inclusive; an event passes when it may have
    happened on or after (before) that day. An event without a time passes neither.
    """

    type: str | None = None
    status: str | None = None
    country: str | None = None
    since: str | None = None
    until: str | None = None


class EventRow(Struct, frozen=True, kw_only=True):
    """One event in one line; the counts are of documents, publishers and claimants."""

    id: str  #: the event's id
    revision: int  #: raised whenever the content changes
    type: str  #: event type
    status: str  #: `occurred`, `ongoing` ...
    contested: bool  #: whether somebody denies what others affirm
    level: str  #: `incident`, `aggregate`, `campaign`
    part_of: str | None  #: id of the total or campaign it belongs to
    earliest: str | None  #: first possible day
    latest: str | None  #: last possible day
    precision: str | None  #: precision of the time
    place_name: str | None  #: the place
    country: str | None  #: two letters (ISO 3166-1 alpha-2)
    admin1: str | None  #: province
    latitude: float | None  #: degrees north, WGS 84
    longitude: float | None  #: degrees east, WGS 84
    radius_km: float | None  #: how far from the point it may have been
    place_precision: str | None  #: precision of the place
    initiators: str | None  #: who did it, by any report
    targets: str | None  #: to whom, by any report
    document_count: int  #: documents that report it
    publisher_count: int  #: outlets, copies counted once
    claimant_count: int  #: who says so, each counted once
    grade: str  #: how well it is supported, with the rule


class Listing(Struct, frozen=True):
    """The rows that pass, of how many events, and why the others do not: their number by reason."""

    rows: tuple[EventRow, ...]
    existing: int
    left_out: dict[str, int]


class Condition(Struct, frozen=True):
    """A condition in SQL with its values, and why an event that fails it is left out."""

    sql: str
    values: tuple[str, ...]
    reason: str


def conditions(wanted: EventFilter) -> tuple[Condition, ...]:
    """The conditions of a filter; an event is left out for the first that it fails."""
    found = []
    if wanted.status is None:
        found.append(Condition("status IN (?, ?)", HAPPENED, "did not (yet) happen by any report"))
    elif wanted.status != "all":
        found.append(Condition("status = ?", (wanted.status,), "of another status"))
    if wanted.type is not None:
        family = wanted.type + "."
        found.append(
            Condition("(type = ? OR substr(type, 1, length(?)) = ?)", (wanted.type, family, family), "of another type")
        )
    if wanted.country is not None:
        found.append(Condition("country IS NOT NULL", (), "in no known country"))
        found.append(Condition("country = ?", (wanted.country.upper(),), "in another country"))
    if wanted.since is not None or wanted.until is not None:
        found.append(Condition("earliest IS NOT NULL AND latest IS NOT NULL", (), "at no known time"))
    if wanted.since is not None:
        found.append(Condition("substr(latest, 1, 10) >= ?", (wanted.since,), "earlier"))
    if wanted.until is not None:
        found.append(Condition("substr(earliest, 1, 10) <= ?", (wanted.until,), "later"))
    return tuple(found)


def list_events(query: Query, wanted: EventFilter) -> Listing:
    """The events that pass a filter, earliest first, those without a time last; then by id."""
    passed = conditions(wanted)
    columns = ", ".join(f'"{name}"' for name in EventRow.__struct_fields__)
    sql = f"SELECT {columns} FROM events WHERE {joined(passed)} ORDER BY earliest IS NULL, earliest, latest, id"
    found = query.rows(sql, [value for condition in passed for value in condition.values])
    rows = tuple(EventRow(**{**dict(row), "contested": bool(row["contested"])}) for row in found)
    return Listing(rows, *counts(query, "events", passed))


def counts(query: Query, table: str, wanted: Sequence[Condition]) -> tuple[int, dict[str, int]]:
    """How many rows a table has, and how many the conditions leave out, each counted for the first that it fails."""
    left_out: dict[str, int] = {}
    for number, condition in enumerate(wanted):
        passed = wanted[:number]
        given = [value for one in (*passed, condition) for value in one.values]
        sql = f"SELECT count(*) FROM {table} WHERE {joined(passed)} AND NOT ({condition.sql})"
        failed = int(query.rows(sql, given)[0][0])
        if failed:
            left_out[condition.reason] = left_out.get(condition.reason, 0) + failed
    return int(query.rows(f"SELECT count(*) FROM {table}")[0][0]), left_out


def joined(passed: Sequence[Condition]) -> str:
    """All conditions as one."""
    return " AND ".join(f"({condition.sql})" for condition in passed) or "1 = 1"
