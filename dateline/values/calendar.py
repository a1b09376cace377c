"""Times as inclusive intervals of ISO dates: compare, join, shift; the one door to the calendar for other stages."""

from __future__ import annotations

from datetime import date

from dateline.model.mention import Period
from dateline.values.publication import publication
from dateline.values.symbols import UNKNOWN, Resolved, resolve, stated
from dateline.values.timex import interval_of, precision_of, shifted

__all__ = [
    "UNKNOWN",
    "Resolved",
    "hull",
    "interval_of",
    "overlap",
    "precision_of",
    "publication",
    "resolve",
    "shift",
    "stated",
    "width_days",
]


def overlap(a: Period, b: Period) -> bool:
    """Whether two intervals share a day; an open end reaches for ever."""
    return not (_before(a, b) or _before(b, a))


def _before(a: Period, b: Period) -> bool:
    return a.latest is not None and b.earliest is not None and a.latest[:10] < b.earliest[:10]


def hull(a: Period, b: Period) -> Period:
    """The smallest interval that holds both; an end open in either is open in the hull."""
    return Period(
        None if a.earliest is None or b.earliest is None else min(a.earliest, b.earliest),
        None if a.latest is None or b.latest is None else max(a.latest, b.latest),
    )


def width_days(period: Period) -> int | None:
    """The number of days in the interval, 1 for a single day; None when an end is open."""
    if period.earliest is None or period.latest is None:
        return None
    return (date.fromisoformat(period.latest[:10]) - date.fromisoformat(period.earliest[:10])).days + 1


def shift(day: str, amount: int, unit: str = "day") -> str | None:
    """The ISO date `amount` units (day, week, month, quarter, year, decade) after `day`; None off the calendar.

    A day that the target month lacks becomes that month's last.

    >>> shift("2016-01-31", 1, "month")
    '2016-02-29'
    """
    try:
        return shifted(date.fromisoformat(day[:10]), amount, unit).isoformat()
    except (ValueError, OverflowError):
        return None
