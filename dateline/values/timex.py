"""TIMEX3 values and the calendar days they cover; ISO dates in, ISO dates out."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from msgspec import Struct

from dateline.model.mention import Period


class Days(Struct, frozen=True, order=True):
    """An inclusive run of calendar days."""

    first: date
    last: date

    def period(self) -> Period:
        """The run as ISO strings."""
        return Period(self.first.isoformat(), self.last.isoformat())

    def value(self) -> str:
        """The run as a TIMEX3 value: a day, or two with a slash."""
        return self.first.isoformat() if self.first == self.last else f"{self.first}/{self.last}"


DAY = timedelta(days=1)
MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
# Meteorological seasons of the northern hemisphere; a winter is named after the year it begins in.
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "AU": (9, 11), "WI": (12, 2)}
FORM = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?:-(?P<wday>[1-7]|WE))?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|AU|WI)))?(?:T.*)?"
)
LONG = re.compile(r"\d{2,3}")


def day_of(year: int, month: int, day: int) -> date | None:
    """The calendar day, or None when there is no such day (31 June) or the year is not within 1 to 9999."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_days(year: int, month: int, count: int = 1) -> Days:
    """The days of `count` whole months from the given one; raises ValueError beyond the years 1 to 9999."""
    end = year * 12 + month - 1 + count - 1
    last_year, last_month = end // 12, end % 12 + 1
    return Days(date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1]))


def year_days(year: int, count: int = 1) -> Days:
    """The days of `count` whole years; raises ValueError beyond the years 1 to 9999."""
    return Days(date(year, 1, 1), date(year + count - 1, 12, 31))


def week_days(day: date) -> Days:
    """The ISO week (Monday to Sunday) that `day` lies in; raises OverflowError at the calendar's edge."""
    first = day - timedelta(days=day.weekday())
    return Days(first, first + 6 * DAY)


def season_days(year: int, season: str) -> Days:
    """The days of a season (`SP`, `SU`, `FA`, `AU`, `WI`); raises ValueError beyond the years 1 to 9999."""
    return month_days(year, SEASONS[season][0], 3)


def shifted(day: date, amount: int, unit: str) -> date:
    """The day `amount` units after `day`; raises ValueError or OverflowError off the calendar."""
    if unit in MONTHS:
        month = day.year * 12 + day.month - 1 + amount * MONTHS[unit]
        year, month = month // 12, month % 12 + 1
        if not 1 <= year <= 9999:
            raise ValueError(f"year {year} is off the calendar")
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    return day + timedelta(days=amount * (7 if unit == "week" else 1))


def week_value(day: date) -> str:
    """The TIMEX3 value of the ISO week around `day`, such as `2017-W10`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def days_of(value: str) -> Days | None:
    """The days that a TIMEX3 value covers; None for references, durations, sets and impossible dates."""
    first, slash, second = value.partition("/")
    if slash:
        a, b = days_of(first), days_of(second)
        return None if a is None or b is None else Days(min(a.first, b.first), max(a.last, b.last))
    try:
        if LONG.fullmatch(value):
            span = 10 ** (4 - len(value))
            return year_days(max(int(value) * span, 1), span if int(value) else span - 1)
        found = FORM.fullmatch(value)
        return None if found is None else _days(found)
    except (ValueError, OverflowError):
        return None


def _days(found: re.Match[str]) -> Days:
    year = int(found["year"])
    if found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return Days(day, day)
    if found["month"]:
        return month_days(year, int(found["month"]))
    if found["week"]:
        week = week_days(date.fromisocalendar(year, int(found["week"]), 1))
        if not found["wday"]:
            return week
        first = week.first + 5 * DAY if found["wday"] == "WE" else week.first + (int(found["wday"]) - 1) * DAY
        return Days(first, week.last if found["wday"] == "WE" else first)
    if found["quarter"]:
        return month_days(year, int(found["quarter"]) * 3 - 2, 3)
    if found["half"]:
        return month_days(year, int(found["half"]) * 6 - 5, 6)
    return season_days(year, found["season"]) if found["season"] else year_days(year)


def interval_of(timex3: str) -> Period | None:
    """The inclusive interval of a TIMEX3 value, None where it names no calendar days.

    >>> interval_of("2016-10")
    Period(earliest='2016-10-01', latest='2016-10-31')
    >>> interval_of("P3W") is None
    True
    """
    days = days_of(timex3)
    return None if days is None else days.period()


def precision_of(timex3: str) -> str | None:
    """The precision of a TIMEX3 value: day, days, week, month, season, quarter, year, decade, range; else None."""
    days = days_of(timex3)
    if days is None:
        return None
    if "/" in timex3:
        width = (days.last - days.first).days + 1
        return "day" if width == 1 else "days" if width <= 6 else "range"
    if LONG.fullmatch(timex3):
        return "decade" if len(timex3) == 3 else "range"
    found = FORM.fullmatch(timex3)
    if found is None:
        return None
    if found["half"]:
        return "range"
    for group in ("day", "month", "quarter", "season"):
        if found[group]:
            return group
    if found["week"]:
        return {None: "week", "WE": "days"}.get(found["wday"], "day")
    return "year"
