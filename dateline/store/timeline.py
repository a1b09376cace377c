"""Events over time, counted by days, months or years; an uncertain date is an interval and stays one."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from dateline.store.query import Query
from dateline.store.selecting import Selection, conditions, joined, values_of

LETTERS = {"day": 10, "month": 7, "year": 4}
"""How many letters of an ISO day name each unit."""
MOST_DAYS, MOST_MONTHS = 200, 240
"""A span of more days than these is counted by months, of more months by years, unless a unit is asked for."""


class Interval(Struct, frozen=True):
    """Events that happened within a unit (where `first` is `last`), or somewhere between two."""

    first: str  #: the unit: `2016-10-17`, `2016-10` or `2016`
    last: str
    count: int


class Timeline(Struct, frozen=True, kw_only=True):
    """The events of a selection over time."""

    unit: str  #: `day`, `month`, `year`
    intervals: tuple[Interval, ...]  #: in order of time, short ones first
    total: int  #: events that pass
    undated: int  #: events of them without a time


def timeline(query: Query, wanted: Selection, unit: str | None = None) -> Timeline:
    """The events of a selection over time, by the unit asked for or one that their span suggests."""
    passed = conditions(query, wanted)
    where, values = joined(passed), values_of(passed)
    total, dated, first, last = query.rows(
        f"""SELECT count(*), coalesce(sum(first_day IS NOT NULL AND last_day IS NOT NULL), 0), min(first_day),
         max(last_day) FROM event_index WHERE {where}""",
        values,
    )[0]
    chosen = unit or unit_for(first, last)
    letters = LETTERS[chosen]
    sql = f"""SELECT substr(first_day, 1, {letters}), substr(last_day, 1, {letters}), count(*) FROM event_index
     WHERE {where} AND first_day IS NOT NULL AND last_day IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"""
    intervals = tuple(Interval(*row) for row in query.rows(sql, values))
    return Timeline(unit=chosen, intervals=intervals, total=total, undated=total - dated)


def unit_for(first: str | None, last: str | None) -> str:
    """The unit in which a span has a readable number of parts.

    >>> unit_for("2016-10-17", "2016-11-02"), unit_for("2014-06-10", "2017-07-09"), unit_for("1990-01-01", "2020-01-01")
    ('day', 'month', 'year')
    """
    if first is None or last is None:
        return "day"
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    if days <= MOST_DAYS:
        return "day"
    return "month" if days <= MOST_MONTHS * 30.44 else "year"
