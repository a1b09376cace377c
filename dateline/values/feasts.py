"""Movable feasts: the days of Easter and of the Islamic, Hebrew and lunar feasts in a year of the civil calendar.

Easter is exact. The Islamic months begin when the moon is sighted, a day apart from country to country: their feasts
follow the arithmetical calendar (30-year cycle, Thursday epoch), with a day more at each end. Of the dates of
Umm al-Qura from 1950 to 2050 that holds all but the first day of Ramadan in 2 of 104 years.
"""

from __future__ import annotations

from datetime import date, timedelta

from dateline.values.moons import HEBREW, NEW_MOON, hebrew_feast, moon_feast
from dateline.values.narrowing import narrowed_feast
from dateline.values.timex import DAY, Days
from dateline.values.units import Found, precision_of_days

# Month and day on which each begins, and how many days it is kept.
ISLAMIC = {
    "MUHARRAM": (1, 1, 30),
    "SAFAR": (2, 1, 30),
    "RABI1": (3, 1, 30),
    "RABI2": (4, 1, 30),
    "JUMADA1": (5, 1, 30),
    "JUMADA2": (6, 1, 30),
    "RAJAB": (7, 1, 30),
    "SHABAN": (8, 1, 30),
    "SHAWWAL": (10, 1, 30),
    "DHUALQADAH": (11, 1, 30),
    "DHUALHIJJAH": (12, 1, 30),
    "ASHURA": (1, 10, 1),
    "ARBAEEN": (2, 20, 1),
    "MAWLID": (3, 12, 1),
    "RAMADAN": (9, 1, 30),
    "EIDFITR": (10, 1, 3),
    "EIDADHA": (12, 10, 4),
}
# Days after Easter Sunday of the western churches.
AROUND_EASTER = {"ASHWEDNESDAY": -46, "PALMSUNDAY": -7, "HOLYTHURSDAY": -3, "GOODFRIDAY": -2, "HOLYSATURDAY": -1}
AROUND_EASTER |= {"EASTER": 0, "EASTERMONDAY": 1, "ASCENSION": 39, "PENTECOST": 49, "WHITMONDAY": 50}
AROUND_ORTHODOX = {"ORTHODOXGOODFRIDAY": -2, "ORTHODOXEASTER": 0, "ORTHODOXEASTERMONDAY": 1}
# The fourth Thursday of November, in the United States.
THANKSGIVING = "THANKSGIVING"
EITHER = {"EID": ("EIDFITR", "EIDADHA")}
# The day before the first of the first month of the year 1, as `date.toordinal` counts.
EPOCH = 227013


def easter(year: int, *, orthodox: bool = False) -> date:
    """Easter Sunday of the western churches, or of the Orthodox by the Julian calendar.

    >>> easter(2016), easter(2016, orthodox=True)
    (datetime.date(2016, 3, 27), datetime.date(2016, 5, 1))
    """
    golden = year % 19
    if orthodox:
        moon = (19 * golden + 15) % 30
        sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
        month, day = divmod(moon + sunday + 114, 31)
        return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)
    century, rest = divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + week - 7 * ((golden + 11 * moon + 22 * week) // 451) + 114, 31)
    return date(year, month, day + 1)


def feast_days(name: str, year: int) -> list[Days]:
    """The days of a feast that begins in `year`, none or two for some; empty for a name that is no movable feast."""
    after = (AROUND_EASTER | AROUND_ORTHODOX).get(name)
    if after is not None:
        day = easter(year, orthodox=name in AROUND_ORTHODOX) + timedelta(days=after)
        return [Days(day, day)]
    if name == THANKSGIVING:
        day = date(year, 11, 22 + (3 - date(year, 11, 22).weekday()) % 7)
        return [Days(day, day)]
    if name in HEBREW or name == "HANUKKAH":
        return hebrew_feast(name, year)
    if name in NEW_MOON:
        return moon_feast(name, year)
    about = (year - 622) * 33 // 32
    found = [
        days
        for feast in EITHER.get(name, (name,))
        if feast in ISLAMIC
        for lunar in range(max(about - 1, 1), about + 3)
        if (days := _islamic(feast, lunar)) and days.first.year == year
    ]
    return sorted(found)


def feast_margin(name: str) -> timedelta:
    """How much earlier or later than in the middle of its interval a feast may begin and end."""
    return DAY if name in ISLAMIC or name in EITHER else timedelta()


def islamic_days(name: str, year: int) -> Days | None:
    """The days of an Islamic month or feast in a year of its own calendar; None for a name that is none.

    >>> islamic_days("RAMADAN", 1437).value()
    '2016-06-05/2016-07-06'
    """
    return _islamic(name, year) if name in ISLAMIC and 1 <= year <= 9000 else None


def _islamic(feast: str, lunar: int) -> Days:
    month, day, kept = ISLAMIC[feast]
    first = EPOCH + (lunar - 1) * 354 + (3 + 11 * lunar) // 30 + -(-59 * (month - 1) // 2) + day
    return Days(date.fromordinal(first) - DAY, date.fromordinal(first + kept - 1) + DAY)


def feast_in(year: int, value: str) -> list[Found]:
    """The movable feast `value` as it falls in `year`, narrowed by `.START` and its like."""
    name = value.partition(".")[0]
    return [feast_part(days, name, value) for days in feast_days(name, year)]


def feast_part(days: Days, name: str, value: str) -> Found:
    """The days of a feast narrowed as `value` says."""
    whole = Found(days, precision_of_days(days), days.value())
    return narrowed_feast(whole, value.partition(".")[2], feast_margin(name))
