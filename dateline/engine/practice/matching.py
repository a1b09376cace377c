"""Which rows code which events: each row to its best event, and by the rules of its data set one row to several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from dateline.engine.practice.happened import Happening
from dateline.engine.practice.likeness import ENOUGH, LATE_DAYS, SLACK_KM, Likeness, likeness
from dateline.tables.event_types import EventTypes

MERGING = frozenset({"acled", "ucdp"})
"""Data sets that make one row of all that the same actors do in one place on one day."""
LONG_DAYS = 40
"""Events that may have happened on more days than that are compared with every row, instead of day by day."""
KM_PER_DEGREE = 111.0


class Pair(Struct, frozen=True):
    """A row and an event that are taken for one, by their places in what was given."""

    row: int
    event: int
    likeness: Likeness
    beside: bool = False  #: whether the row is another event's already


class Matched(Struct, frozen=True):
    """The pairs, the best first; and of each row without one the best that there was, and why it is not enough."""

    pairs: tuple[Pair, ...]
    nearest: dict[int, Likeness]


def match(rows: Sequence[Happening], events: Sequence[Happening], scheme: str, types: EventTypes) -> Matched:
    """Pair rows with events; their order does not matter."""
    scored: list[Pair] = []
    nearest: dict[int, Likeness] = {}
    for number, row, event in candidates(rows, events):
        found = likeness(row, events[event], scheme, types)
        if found.score >= ENOUGH:
            scored.append(Pair(number, event, found))
        elif found.score > nearest.get(number, Likeness(0.0, "")).score or number not in nearest:
            nearest[number] = found
    scored.sort(key=lambda one: (-one.likeness.score, rows[one.row].id, one.row, events[one.event].id))
    chosen = tuple(settled(scored, scheme))
    paired = {one.row for one in chosen}
    return Matched(chosen, {number: one for number, one in nearest.items() if number not in paired})


def settled(scored: Sequence[Pair], scheme: str) -> Iterator[Pair]:
    """Of all pairs that score enough those that stand.

    First one row to one event, the best first; then each row that is left over to its best event, since an event may
    be coded day by day; then, where a data set makes one row of several happenings, each event that is left over.
    """
    rows: set[int] = set()
    events: set[int] = set()
    for one in scored:
        if one.row not in rows and one.event not in events:
            rows.add(one.row)
            events.add(one.event)
            yield one
    for one in scored:
        if one.row not in rows:
            rows.add(one.row)
            yield one
    for one in scored:
        if one.event not in events and (scheme in MERGING or one.likeness.score == 1.0):
            events.add(one.event)
            yield Pair(one.row, one.event, one.likeness, one.likeness.score < 1.0)


def candidates(rows: Sequence[Happening], events: Sequence[Happening]) -> Iterator[tuple[int, Happening, int]]:
    """Every row with every event that is not far from it in time and space."""
    by_day: dict[date, list[int]] = defaultdict(list)
    long_ones, named = [], {event.id: number for number, event in enumerate(events)}
    for number, event in enumerate(events):
        if event.first is None or event.last is None:
            continue
        if (event.last - event.first).days > LONG_DAYS:
            long_ones.append(number)
        else:
            for day in days(event.first, event.last):
                by_day[day].append(number)
    late = timedelta(days=LATE_DAYS)
    for number, row in enumerate(rows):
        told: list[int] = [named[one] for one in sorted(row.events) if one in named]
        near: Iterable[int] = ()
        if row.first is not None and row.last is not None:
            dated = (one for day in days(row.first - late, row.last + late) for one in by_day.get(day, ()))
            near = (*dated, *long_ones)
        for one in dict.fromkeys((*told, *near)):
            if events[one].id in row.events or not far(row, events[one]):
                yield number, row, one


def days(first: date, last: date) -> Iterator[date]:
    """The days from the first to the last."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def far(row: Happening, event: Happening) -> bool:
    """Whether a glance at the latitudes shows two to be apart: it saves most of the trigonometry."""
    if row.latitude is None or event.latitude is None:
        return False
    reach = (row.radius_km or 0.0) + (event.radius_km or 0.0) + SLACK_KM
    return abs(row.latitude - event.latitude) * KM_PER_DEGREE > reach
