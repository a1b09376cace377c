"""A part of a period: its first, middle or last third, a half, its first three months, its second week."""

from __future__ import annotations

import re
from datetime import timedelta

from dateline.values.timex import DAY, Days, shifted
from dateline.values.units import Found, precision_of_days

THIRDS = ("START", "MID", "END")
HALVES = ("H1", "H2")
# The day before the period.
EVE = "EVE"
# `+3month` the first three months, `-2week` the last two weeks, `#2day` the second day.
COUNTED = re.compile(r"(?P<side>[+#-])(?P<count>\d+)(?P<unit>day|week|month|quarter|year|decade)")


def is_mark(value: str) -> bool:
    """Whether `value` names a part of any period."""
    return value in THIRDS or value in HALVES or value == EVE or COUNTED.fullmatch(value) is not None


def narrowed(whole: Found, mark: str) -> Found:
    """The part of a period that `mark` names, the period itself where it has no such part.

    The TIMEX3 value stays that of the period, but for a single day that is counted.

    >>> from dateline.values.units import unit_around
    >>> from datetime import date
    >>> narrowed(unit_around("month", date(2016, 2, 1)), "#2week").days.value()
    '2016-02-08/2016-02-14'
    """
    counted = COUNTED.fullmatch(mark)
    if counted is not None:
        return _counted(whole, counted["side"], int(counted["count"]), counted["unit"])
    if mark == EVE:
        return _day_before(whole)
    if mark not in THIRDS and mark not in HALVES:
        return whole
    names = THIRDS if mark in THIRDS else HALVES
    width = (whole.days.last - whole.days.first).days + 1
    if width < len(names):
        return whole
    cuts = [whole.days.first + timedelta(days=round(width * n / len(names))) for n in range(len(names) + 1)]
    n = names.index(mark)
    days = Days(cuts[n], cuts[n + 1] - DAY)
    return Found(days, "days" if whole.precision in ("week", "month") else "range", whole.timex3)


def narrowed_feast(whole: Found, mark: str, margin: timedelta) -> Found:
    """A part of a feast that may begin and end `margin` earlier or later than its middle says."""
    if (COUNTED.fullmatch(mark) is None and mark != EVE) or not margin:
        return narrowed(whole, mark)
    kept = narrowed(Found(Days(whole.days.first + margin, whole.days.last - margin), "", ""), mark).days
    days = Days(kept.first - margin, kept.last + margin)
    return Found(days, precision_of_days(days), days.value())


def _day_before(whole: Found) -> Found:
    try:
        eve = whole.days.first - DAY
    except OverflowError:
        return whole
    return Found(Days(eve, eve), "day", eve.isoformat())


def _counted(whole: Found, side: str, count: int, unit: str) -> Found:
    first, last = whole.days.first, whole.days.last
    try:
        if side == "+":
            days = Days(first, shifted(first, count, unit) - DAY)
        elif side == "-":
            days = Days(shifted(last + DAY, -count, unit), last)
        else:
            days = Days(shifted(first, count - 1, unit), shifted(first, count, unit) - DAY)
    except (ValueError, OverflowError):
        return whole
    if count < 1 or days.first < first or days.first > last or (side != "#" and days.last > last):
        return whole
    days = Days(days.first, min(days.last, last))
    value = days.value() if days.first == days.last else whole.timex3
    return Found(days, precision_of_days(days), value)
