"""Browsing events: a page of those that pass a selection, how many there are, and why the others are left out.

`facets`, `map_points` and `timeline` show the same selection as counts.
"""

from __future__ import annotations

from msgspec import Struct

from dateline.store.facets import Counted, Facet, facets
from dateline.store.listing import EventRow
from dateline.store.mapping import Area, Mapped, Spot, map_points
from dateline.store.paging import CursorError, opened, sealed
from dateline.store.query import Query
from dateline.store.rows import json
from dateline.store.selecting import Condition, Selection, conditions, has, joined, values_of
from dateline.store.timeline import Interval, Timeline, timeline

__all__ = [
    "SORTS",
    "Area",
    "Browsed",
    "BrowsedRow",
    "Counted",
    "CursorError",
    "Facet",
    "Interval",
    "Mapped",
    "Selection",
    "Spot",
    "Timeline",
    "browse",
    "facets",
    "map_points",
    "timeline",
]


class Sort(Struct, frozen=True):
    """An order of events: the key in SQL, whether from the greatest down, and what it needs. Of equals, by id."""

    key: str
    down: bool = False


SORTS = {
    "earliest": Sort("in_time"),
    "latest": Sort("coalesce(last_day, '')", down=True),
    "documents": Sort("documents", down=True),
    "claimants": Sort("claimants", down=True),
    "updated": Sort("coalesce((SELECT at FROM touched WHERE touched.event = event_index.event), '')", down=True),
    "priority": Sort("coalesce((SELECT priority FROM review WHERE review.event = event_index.event), 0.0)", down=True),
}
"""The orders by name; `priority` is the queue's."""

FIRST = ord("A")
"""The letter of an event that fails the first condition."""


class BrowsedRow(Struct, frozen=True, kw_only=True):
    """One event in one line, with the state of its review."""

    event: EventRow  #: the event
    review: str  #: `undecided`, `accepted`, `edited`, `rejected`, `unsure`
    updated: str | None  #: when its row last changed (ISO time); empty where not known


class Browsed(Struct, frozen=True, kw_only=True):
    """A page of the events that pass."""

    rows: tuple[BrowsedRow, ...]  #: the events of this page
    total: int  #: events that pass
    existing: int  #: events that there are
    left_out: dict[str, int]  #: why the others do not pass: their number by reason
    next: str | None  #: the cursor of the next page; empty on the last one


def browse(query: Query, wanted: Selection, limit: int, cursor: str | None = None, skip: int = 0) -> Browsed:
    """The page of events after a cursor (or after the first `skip`); raises CursorError for one not made here."""
    passed = conditions(query, wanted)
    left_out = counted(query, passed)
    ids, following = page(query, wanted, passed, (limit, cursor, skip))
    existing = sum(left_out.values())
    total = left_out.pop("", 0)
    return Browsed(rows=rows_of(query, ids), total=total, existing=existing, left_out=left_out, next=following)


def counted(query: Query, passed: tuple[Condition, ...]) -> dict[str, int]:
    """How many events fail, by the reason of the first condition that they fail; under an empty reason, none."""
    if len(passed) == 1:
        # Counted where the condition's own index leads, instead of asked of every event.
        existing = int(query.rows("SELECT count(*) FROM event_index")[0][0])
        total = int(query.rows(f"SELECT count(*) FROM event_index WHERE {joined(passed)}", values_of(passed))[0][0])
        return {"": total} | ({passed[0].reason: existing - total} if existing > total else {})
    # To group by it would sort every row, and a sum for each condition takes twice as long as a letter for each event.
    letters = [chr(FIRST + n) for n in range(len(passed) + 1)]
    cases = " ".join(
        f"WHEN ({one.sql}) IS NOT TRUE THEN '{letter}'" for one, letter in zip(passed, letters, strict=False)
    )
    failed = f"CASE {cases} ELSE '{letters[-1]}' END" if passed else f"'{letters[0]}'"
    sql = f"SELECT group_concat({failed}, '') FROM event_index"
    found = query.rows(sql, values_of(passed))[0][0] or ""
    numbers = [found.count(letter) for letter in letters]
    left_out = {"": numbers[len(passed)]}
    for number, one in enumerate(passed):
        if numbers[number]:
            left_out[one.reason] = left_out.get(one.reason, 0) + numbers[number]
    return left_out


def page(
    query: Query, wanted: Selection, passed: tuple[Condition, ...], part: tuple[int, str | None, int]
) -> tuple[list[str], str | None]:
    """The ids of a page, in order, and the cursor of the next."""
    limit, cursor, skip = part
    name = wanted.sort if wanted.sort != "priority" or has(query, "review") else "earliest"
    sort = SORTS[name]
    where, values = joined(passed), values_of(passed)
    if cursor is not None:
        key, event = opened(cursor, f"events {name}", 2)
        beyond = "<" if sort.down else ">"
        where += f" AND ({sort.key} {beyond} ? OR ({sort.key} = ? AND event > ?))"
        values += [key, key, event]
    order = f"ORDER BY {sort.key} {'DESC' if sort.down else 'ASC'}, event"
    sql = f"SELECT event, {sort.key} FROM event_index WHERE {where} {order} LIMIT ? OFFSET ?"
    found = query.rows(sql, [*values, limit + 1, skip])
    ids = [event for event, _ in found[:limit]]
    more = len(found) > limit > 0
    return ids, sealed(f"events {name}", found[limit - 1][1], ids[-1]) if more else None


def rows_of(query: Query, ids: list[str]) -> tuple[BrowsedRow, ...]:
    """The rows of these events, in this order."""
    columns = ", ".join(f'events."{name}"' for name in EventRow.__struct_fields__)
    reviewed = has(query, "review")
    state = "coalesce(review.state, 'undecided')" if reviewed else "'undecided'"
    sql = f"""SELECT {columns}, {state} AS review, touched.at AS updated FROM events
     LEFT JOIN touched ON touched.event = events.id {"LEFT JOIN review ON review.event = events.id" if reviewed else ""}
     WHERE events.id IN (SELECT value FROM json_each(?))"""
    found = {}
    for row in query.rows(sql, [json(ids)]):
        cells = dict(row)
        review, updated = cells.pop("review"), cells.pop("updated")
        event = EventRow(**{**cells, "contested": bool(cells["contested"])})
        found[event.id] = BrowsedRow(event=event, review=review, updated=updated)
    return tuple(found[item] for item in ids)
