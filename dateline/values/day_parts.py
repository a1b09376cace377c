"""Times of the day on a day that is found: 2016-03-05T15:00, a run of two of them, a night from one day to the next."""

from __future__ import annotations

from datetime import date

from dateline.model.mention import Symbol
from dateline.values.timex import DAY, Days
from dateline.values.units import Found, precision_of_days


def of_day(found: Found, symbol: Symbol, clock: str) -> Found:
    """The time of day `clock` on the days of a symbol."""
    # 'Last night' and 'overnight' reach into the morning of the day they are told on.
    if clock == "TNI" and symbol.rule == "offset" and symbol.direction == "past" and symbol.amount:
        return Found(Days(found.days.first, found.days.last + DAY), "days", found.timex3 + clock)
    if "/" in clock:
        return at_clock(found.days.first, clock)
    if clock == "TNI" and "/" in found.timex3:
        return Found(found.days, found.precision, night_run(found.days.first, found.days.last))
    return Found(found.days, found.precision, found.timex3 + clock)


def night_run(first: date, last: date) -> str:
    """The night from one day to another as a TIMEX3 value."""
    return f"{first}TNI/{last}"


def at_clock(day: date, clock: str) -> Found:
    """A time of `day`, `T20:00`, or a run of two, `T20:00/T06:00`; a second that is earlier is the next day's."""
    first, slash, second = clock.partition("/")
    if not slash:
        return Found(Days(day, day), "day", f"{day}{clock}")
    days = Days(day, day if first < second else day + DAY)
    return Found(days, precision_of_days(days), f"{days.first}{first}/{days.last}{second}")
