"""A period found on the calendar: the whole unit around a day, its precision."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from dateline.values.timex import Days, month_days, week_days, week_value, year_days


class Found(Struct, frozen=True):
    """Days, how precise they are, and their TIMEX3 value."""

    days: Days
    precision: str
    timex3: str


def precision_of_days(days: Days) -> str:
    """`day`, `days`, `week` or `range` by the number of days."""
    width = (days.last - days.first).days + 1
    return "day" if width == 1 else "days" if width <= 6 else "week" if width == 7 else "range"


def unit_around(unit: str, day: date) -> Found:
    """The whole unit around a day."""
    if unit == "week":
        return Found(week_days(day), "week", week_value(day))
    if unit == "month":
        return Found(month_days(day.year, day.month), "month", f"{day.year:04d}-{day.month:02d}")
    if unit == "quarter":
        quarter = (day.month + 2) // 3
        return Found(month_days(day.year, quarter * 3 - 2, 3), "quarter", f"{day.year:04d}-Q{quarter}")
    if unit == "year":
        return Found(year_days(day.year), "year", f"{day.year:04d}")
    if unit == "century":
        return Found(year_days(max(day.year // 100 * 100, 1), 100), "range", f"{day.year // 100:02d}")
    if unit == "decade":
        return Found(
            year_days(max(day.year // 10 * 10, 1), 10 if day.year > 9 else 9), "decade", f"{day.year // 10:03d}"
        )
    return Found(Days(day, day), "day", day.isoformat())
