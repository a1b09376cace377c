"""Feasts of the Hebrew calendar, exact, and those that hang on a new moon, to the day and the one beside it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import radians, sin

from dateline.values.timex import DAY, Days

# Days after the first of Tishri, and how many days each is kept; of those before Tishri, of the year that it ends.
HEBREW = {
    "ROSHHASHANAH": (0, 2),
    "YOMKIPPUR": (9, 1),
    "SUKKOT": (14, 7),
    "PURIM": (-193, 1),
    "PASSOVER": (-163, 8),
    "SHAVUOT": (-113, 2),
}
# The day before the first day of the Hebrew calendar, as `date.toordinal` counts, and Kislev 25 after the first of
# Tishri where Heshvan is short.
HEBREW_EPOCH = -1373428
HANUKKAH, LONG_HESHVAN = 83, frozenset({355, 385})
# Each hangs on the first new moon after noon of a day: the Chinese year begins on its day in Beijing (UTC+8), Diwali
# on the night before it in India. Of the years 2000 to 2025, and of 1966 and 1985 at the edges, that misses none.
NEW_MOON = {"LUNARNEWYEAR": ((1, 21), 8.0, 0, 3), "DIWALI": ((10, 17), 5.5, -1, 2)}
# The new moon of 6 January 2000 and the mean time between two, in days.
FIRST_MOON, MONTH = datetime(2000, 1, 6, 14, 20), 29.530588861


def hebrew_feast(name: str, year: int) -> list[Days]:
    """The days of a Hebrew feast in a civil year, with the evening before on which it begins.

    >>> [days.value() for days in hebrew_feast("PASSOVER", 2016)]
    ['2016-04-22/2016-04-30']
    """
    tishri = _tishri(year + 3761)
    if name == "HANUKKAH":
        first = tishri + HANUKKAH + (_tishri(year + 3762) - tishri in LONG_HESHVAN)
        kept = 8
    else:
        days_after, kept = HEBREW[name]
        first = tishri + days_after
    return [Days(date.fromordinal(first) - DAY, date.fromordinal(first + kept - 1))]


def _tishri(year: int) -> int:
    """The day on which a Hebrew year begins, as `date.toordinal` counts."""
    before, own, after = (_elapsed(year + step) for step in (-1, 0, 1))
    late = 2 if after - own == 356 else 1 if own - before == 382 else 0
    return HEBREW_EPOCH + own + late + 1


def _elapsed(year: int) -> int:
    """Days from the epoch to the mean new moon of Tishri, put off where it would fall on a Sunday and the like."""
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def moon_feast(name: str, year: int) -> list[Days]:
    """The days of a feast that hangs on a new moon.

    >>> [days.value() for days in moon_feast("DIWALI", 2016)]
    ['2016-10-29/2016-10-31']
    """
    (month, day), zone, step, kept = NEW_MOON[name]
    start = datetime(year, month, day, 12) - timedelta(hours=zone)
    number = round((start - FIRST_MOON) / timedelta(days=MONTH)) - 1
    moons = (_new_moon(number + n) for n in range(4))
    found = (next(moon for moon in moons if moon >= start) + timedelta(hours=zone)).date()
    return [Days(found + step * DAY, found + (step + kept) * DAY)]


def _new_moon(number: int) -> datetime:
    """The new moon of this number since 2000, to half an hour (the largest terms of its series)."""
    sun = radians(2.5534 + 29.10535670 * number)
    moon = radians(201.5643 + 385.81693528 * number)
    latitude = radians(160.7108 + 390.67050284 * number)
    days = -0.4072 * sin(moon) + 0.17241 * sin(sun) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * latitude)
    return FIRST_MOON + timedelta(days=MONTH * number + days)
