"""The queue: which events wait for a person, what divides sources first, with the reason in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from dateline.engine.judging import JudgementError
from dateline.engine.reviewing import NewEvidence
from dateline.store.desk import ReviewRow, review_of

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


class Queue(Struct, frozen=True, kw_only=True):
    """Part of the queue."""

    rows: tuple[QueueRow, ...]  #: in the order in which to look at them
    total: int  #: how many there are in these states
    counts: dict[str, int]  #: how many there are in each state


def queue(case: Case, wanted: QueueFilter | None = None) -> Queue:
    """The events that wait, or those in other states; raises JudgementError for a state that there is not."""
    wanted = wanted or QueueFilter()
    where, values = _where(wanted)
    total = case.store.query.rows(f"SELECT count(*) FROM review WHERE {where}", values)[0][0]
    behind, more = _behind(case, wanted.after)
    found = case.store.query.rows(
        f"SELECT * FROM review WHERE {where} {behind} ORDER BY {ORDER} LIMIT ?", [*values, *more, wanted.limit]
    )
    return Queue(rows=tuple(_row(case, review_of(row)) for row in found), total=total, counts=counts(case))


def next_after(case: Case, event: str, wanted: QueueFilter | None = None) -> str | None:
    """The event that comes after one in the queue; after the last one the first that still waits, None where none does.

    An event that was decided on and so left the queue keeps its place in the order.
    """
    wanted = wanted or QueueFilter()
    where, values = _where(wanted)
    behind, more = _behind(case, event)
    sql = "SELECT event FROM review WHERE {} ORDER BY " + ORDER + " LIMIT 1"
    found = case.store.query.rows(sql.format(f"{where} {behind}"), [*values, *more])
    found = found or case.store.query.rows(sql.format(f"{where} AND event <> ?"), [*values, event])
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
    return _row(case, review_of(found[0])) if found else None


def _where(wanted: QueueFilter) -> tuple[str, list[object]]:
    unknown = [state for state in wanted.states if state not in STATES]
    if unknown:
        raise JudgementError(f"no state {unknown[0]}; there are {', '.join(STATES)}")
    if wanted.by is None and set(wanted.states) == set(WAITING):
        return "open", []
    plain: list[object] = [state for state in wanted.states if state != NEWS]
    parts = [f"state IN ({', '.join('?' * len(plain))})", *(["news IS NOT NULL"] if NEWS in wanted.states else [])]
    by: list[object] = [] if wanted.by is None else [wanted.by]
    return f"({' OR '.join(parts)}){' AND made_by = ?' if by else ''}", [*plain, *by]


def _behind(case: Case, event: str | None) -> tuple[str, list[object]]:
    found = case.store.query.rows("SELECT priority FROM review WHERE event = ?", [event]) if event else []
    if not found:
        return "", []
    priority = found[0]["priority"]
    return "AND (priority < ? OR (priority = ? AND event > ?))", [priority, priority, event]


def _row(case: Case, row: ReviewRow) -> QueueRow:
    return QueueRow(
        event=row.event,
        state=row.state,
        by=row.made_by,
        at=row.made_at,
        priority=row.priority,
        reasons=msgspec.json.decode(row.reasons, type=tuple[str, ...]),
        label=row.label,
        news=None if row.news is None else msgspec.json.decode(row.news, type=NewEvidence),
        present=bool(case.store.query.rows("SELECT 1 FROM events WHERE id = ?", [row.event])),
    )
