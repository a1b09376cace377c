"""The queue: which events wait for a person, what divides sources first, with the reason in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from dateline.engine.judging import JudgementError
from dateline.engine.practice.matched_rows import EVENT_STATES
from dateline.engine.reviewing import NewEvidence
from dateline.model.practice import Assigned, CodedEvent
from dateline.store import practice
from dateline.store.desk import ReviewRow, review_of
from dateline.store.rows import json
from dateline.store.selecting import among, assigned_to

if TYPE_CHECKING:
    from dateline.engine.case import Case

NEWS = "new evidence"
"""Of an event that was decided on: something is there that was not there then."""
STATES = ("undecided", "edited", "unsure", "accepted", "rejected", NEWS)
ORDER = "priority DESC, event"


WAITING = ("undecided", "edited", "new evidence")
"""The states of events that wait for a person."""


class QueueFilter(Struct, frozen=True, kw_only=True):
    """Which events of the queue."""

    states: tuple[str, ...] = WAITING  #: in which state, `new evidence` among them
    by: str | None = None  #: decided by whom
    assigned: tuple[str, ...] = ()  #: to whom they are assigned, or `nobody`
    coded: tuple[str, ...] = ()  #: `already coded`, `new information`, `new event`, by the rows that were imported
    after: str | None = None  #: those behind this event
    limit: int = 50  #: at most so many


class QueueRow(Struct, frozen=True, kw_only=True):
    """One event as the queue lists it."""

    event: str  #: id of the event
    state: str  #: `undecided`, `accepted`, `edited`, `rejected`, `unsure`
    by: str | None  #: who decided
    at: str | None  #: when (ISO)
    priority: float  #: how much it needs a person's eye
    reasons: tuple[str, ...]  #: why, the weightiest first
    label: str  #: type, place, days
    news: NewEvidence | None  #: what was not there when it was decided on
    present: bool  #: whether it is in the record: a rejected event is gone after a build
    assigned: tuple[str, ...]  #: to whom it is assigned
    coded: CodedEvent | None  #: whether imported rows code it; empty where none were imported, or it did not happen


class Queue(Struct, frozen=True, kw_only=True):
    """Part of the queue."""

    rows: tuple[QueueRow, ...]  #: in the order in which to look at them
    total: int  #: how many there are in these states
    counts: dict[str, int]  #: how many there are in each state


def queue(case: Case, wanted: QueueFilter | None = None) -> Queue:
    """The events that wait, or those in other states; raises JudgementError for a state that there is not."""
    wanted = wanted or QueueFilter()
    where, values = _where(case, wanted)
    behind, more = _behind(case, wanted.after)
    found = case.store.query.rows(
        f"SELECT * FROM review WHERE {where} {behind} ORDER BY {ORDER} LIMIT ?", [*values, *more, wanted.limit]
    )
    rows = _rows(case, [review_of(row) for row in found])
    return Queue(rows=rows, total=total(case, wanted), counts=counts(case))


def total(case: Case, wanted: QueueFilter) -> int:
    """How many events a queue holds."""
    where, values = _where(case, wanted)
    return int(case.store.query.rows(f"SELECT count(*) FROM review WHERE {where}", values)[0][0])


def next_after(case: Case, event: str, wanted: QueueFilter | None = None) -> str | None:
    """The event that comes after one in the queue; after the last one the first that still waits, None where none does.

    An event that was decided on and so left the queue keeps its place in the order.
    """
    wanted = wanted or QueueFilter()
    where, values = _where(case, wanted)
    behind, more = _behind(case, event)
    sql = "SELECT event FROM review WHERE {} ORDER BY " + ORDER + " LIMIT 1"
    found = case.store.query.rows(sql.format(f"{where} {behind}"), [*values, *more])
    found = found or case.store.query.rows(sql.format(f"{where} AND event <> ?"), [*values, event])
    return found[0]["event"] if found else None


def next_before(case: Case, event: str, wanted: QueueFilter | None = None) -> str | None:
    """The event that comes before one in the queue; None for the first."""
    where, values = _where(case, wanted or QueueFilter())
    at = _priority(case, event)
    found = case.store.query.rows(
        f"SELECT event FROM review WHERE {where} AND priority >= ? AND (priority > ? OR event < ?) "
        "ORDER BY priority, event DESC LIMIT 1",
        [*values, at, at, event],
    )
    return found[0]["event"] if found else None


def counts(case: Case) -> dict[str, int]:
    """How many events there are in each state; those with new evidence are counted in their state, too."""
    found = dict.fromkeys(STATES, 0)
    for row in case.store.query.rows("SELECT state, count(*) AS n FROM review GROUP BY state"):
        found[row["state"]] = row["n"]
    found[NEWS] = case.store.query.rows("SELECT count(*) FROM review WHERE news IS NOT NULL")[0][0]
    return found


def review_row(case: Case, event: str) -> QueueRow | None:
    """The row of one event, None where there is none."""
    found = case.store.query.rows("SELECT * FROM review WHERE event = ?", [event])
    return _rows(case, [review_of(found[0])])[0] if found else None


def coded_counts(case: Case) -> dict[str, int]:
    """How many events are already coded, bring new information or are new; empty where no rows were imported."""
    found = case.store.query.rows("SELECT state, count(*) AS n FROM coded_events GROUP BY state")
    held = {row["state"]: row["n"] for row in found}
    return {state: held.get(state, 0) for state in EVENT_STATES} if held else {}


def _where(case: Case, wanted: QueueFilter) -> tuple[str, list[object]]:
    parts: list[str] = []
    values: list[object] = []
    for sql, given in (_in_state(wanted), *_of_work(case, wanted)):
        parts.append(f"({sql})")
        values += given
    return " AND ".join(parts), values


def _in_state(wanted: QueueFilter) -> tuple[str, list[object]]:
    _known(wanted.states, STATES)
    if wanted.by is None and set(wanted.states) == set(WAITING):
        return "open = 1", []  # not `open` alone, for which no index serves
    plain: list[object] = [state for state in wanted.states if state != NEWS]
    parts = [among("state", plain), *(["news IS NOT NULL"] if NEWS in wanted.states else [])]
    by: list[object] = [] if wanted.by is None else [wanted.by]
    return f"({' OR '.join(parts)}){' AND made_by = ?' if by else ''}", [*plain, *by]


def _of_work(case: Case, wanted: QueueFilter) -> Iterator[tuple[str, list[object]]]:
    _known(wanted.coded, EVENT_STATES)
    if wanted.assigned:
        found = assigned_to(case.store.query, wanted.assigned)
        yield found.sql, list(found.values)
    if wanted.coded:
        yield f"event IN (SELECT event FROM coded_events WHERE {among('state', wanted.coded)})", list(wanted.coded)


def _known(states: Sequence[str], known: Sequence[str]) -> None:
    unknown = [state for state in states if state not in known]
    if unknown:
        raise JudgementError(f"no state {unknown[0]}; there are {', '.join(known)}")


def _behind(case: Case, event: str | None) -> tuple[str, list[object]]:
    at = _priority(case, event)
    return ("", []) if at is None else ("AND priority <= ? AND (priority < ? OR event > ?)", [at, at, event])


def _priority(case: Case, event: str | None) -> float | None:
    found = case.store.query.rows("SELECT priority FROM review WHERE event = ?", [event]) if event else []
    return found[0]["priority"] if found else None


def _rows(case: Case, rows: Sequence[ReviewRow]) -> tuple[QueueRow, ...]:
    """What is listed of some events: read at one go for all of them."""
    query, ids = case.store.query, json([row.event for row in rows])
    listed = "(SELECT value FROM json_each(?))"
    coded = {one.event: one for one in practice.read(query, CodedEvent, f"event IN {listed}", [ids])}
    people: dict[str, list[str]] = {}
    for one in practice.read(query, Assigned, f"event IN {listed}", [ids]):
        people.setdefault(one.event, []).append(one.person)
    there = {row["id"] for row in query.rows(f"SELECT id FROM events WHERE id IN {listed}", [ids])}
    return tuple(
        QueueRow(
            event=row.event,
            state=row.state,
            by=row.made_by,
            at=row.made_at,
            priority=row.priority,
            reasons=msgspec.json.decode(row.reasons, type=tuple[str, ...]),
            label=row.label,
            news=None if row.news is None else msgspec.json.decode(row.news, type=NewEvidence),
            present=row.event in there,
            assigned=tuple(sorted(people.get(row.event, ()))),
            coded=coded.get(row.event),
        )
        for row in rows
    )
