"""Symbols to days: what is said relative to an anchor, resolved once the anchor is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from dateline.model.mention import Period, Symbol
from dateline.values.day_parts import of_day
from dateline.values.feasts import feast_in
from dateline.values.narrowing import HALVES, is_mark, narrowed
from dateline.values.timex import (
    DAY,
    Days,
    day_of,
    days_of,
    precision_of,
    shifted,
    week_value,
)
from dateline.values.units import Found, precision_of_days, unit_around

# How many of a unit a bare plural means at most ('days later', 'recent weeks'): fewer than would be told in the
# next larger unit, that is below two weeks, two months, a year, two decades. Editorial, not measured.
VAGUE = {"hour": 23, "day": 13, "week": 8, "month": 12, "quarter": 8, "year": 20, "decade": 10}
# A story goes forward more often than back, so days behind its date count double (value F1 on the WikiWars
# development texts: 84.7 with 1, 85.1 with 2, 84.5 with 3). News looks back, so days ahead of it do.
BIAS = 2
LETTERS = {"hour": "H", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE"}


class Resolved(Struct, frozen=True, kw_only=True):
    """What a symbol means at an anchor: inclusive ISO dates, precision and TIMEX3 value; None where unknown."""

    earliest: str | None
    latest: str | None
    precision: str | None
    timex3: str | None


UNKNOWN = Resolved(earliest=None, latest=None, precision=None, timex3=None)


def resolve(symbol: Symbol, anchor: Period) -> Resolved:
    """The days that `symbol` means at `anchor`, the hull over all its days where the anchor is wider than one.

    `symbol.value` by rule: weekday `1`-`7`; month `11`; monthday `11-02`, `XX-02` in any month; season `SU`; part:
    `START`, `MID`, `END`, `BEFORE` and `AFTER` the anchor within the unit, `H1`, `Q3`, `SU`, `WE`, a month `08`, a
    monthday, a day of the month or week; span: None or `VAGUE`. `A/B` is a run of two such names; `.START` and its
    like (values/narrowing) narrow a named period; `@T...` is the time of day. Direction `same` takes the nearest
    name. All None when the anchor is open or the calendar ends.

    >>> resolve(Symbol(anchor="publication", rule="weekday", value="1"), Period("2016-10-20", "2016-10-20")).earliest
    '2016-10-17'
    """
    if anchor.earliest is None or anchor.latest is None:
        return UNKNOWN
    try:
        days = Days(date.fromisoformat(anchor.earliest[:10]), date.fromisoformat(anchor.latest[:10]))
        near = symbol.direction == "same" and symbol.rule in NAMED
        first = _at(symbol, days) if near else _at(symbol, Days(days.first, days.first))
        last = first if near else _at(symbol, Days(days.last, days.last))
    except (ValueError, OverflowError):
        return UNKNOWN
    if first is None or last is None:
        return UNKNOWN
    if first.timex3 == last.timex3 and first.days == last.days:
        days, precision, timex3 = first.days, first.precision, first.timex3
    else:
        days = Days(min(first.days.first, last.days.first), max(first.days.last, last.days.last))
        precision, timex3 = precision_of_days(days), f"{days.first.isoformat()}/{days.last.isoformat()}"
        if first.timex3 == last.timex3:
            timex3 = first.timex3
    return Resolved(earliest=days.first.isoformat(), latest=days.last.isoformat(), precision=precision, timex3=timex3)


def stated(value: str, mark: str = "") -> Resolved:
    """The days of a TIMEX3 value, narrowed by `mark`; each end by its own where both are `A/B`.

    >>> stated("2014/2015", "END/START").latest
    '2015-05-02'
    """
    parts = zip(value.split("/"), mark.split("/"), strict=True) if "/" in mark else [(value, mark)]
    ends = [narrowed(Found(days, precision_of(part) or "", part), at) for part, at in parts if (days := days_of(part))]
    if not ends:
        return Resolved(earliest=None, latest=None, precision=None, timex3=value)
    days = Days(ends[0].days.first, ends[-1].days.last)
    precision = ends[0].precision if len(ends) == 1 else precision_of_run(days)
    timex3 = ends[0].timex3 if len(ends) == 1 else value
    return Resolved(earliest=days.first.isoformat(), latest=days.last.isoformat(), precision=precision, timex3=timex3)


def precision_of_run(days: Days) -> str:
    """The precision of a run from one name to another."""
    return "days" if precision_of_days(days) == "days" else "range"


def _at(symbol: Symbol, anchor: Days) -> Found | None:
    value, clock = _clock(symbol.value)
    named, rule = NAMED.get(symbol.rule), RULES.get(symbol.rule)
    if named is not None:
        found = None if value is None else _run(symbol, value, anchor, named)
    else:
        found = None if rule is None else rule(symbol, value, anchor.first)
    return found if found is None or clock is None else of_day(found, symbol, clock)


def _clock(value: str | None) -> tuple[str | None, str | None]:
    name, _, clock = (value or "").partition("@")
    return name or None, clock or None


def _signed(symbol: Symbol) -> int:
    amount = abs(symbol.amount)
    return -amount if symbol.amount < 0 or symbol.direction == "past" else 0 if symbol.direction == "same" else amount


def _offset(symbol: Symbol, value: str | None, anchor: date) -> Found:
    amount = _signed(symbol)
    if symbol.unit == "hour":
        far = anchor + timedelta(days=-(-amount // 24) if amount > 0 else amount // 24)
        days = Days(min(far, anchor), max(far, anchor))
        return Found(days, precision_of_days(days), days.last.isoformat())
    found = unit_around(symbol.unit, shifted(anchor, amount, symbol.unit))
    return found if value is None else Found(found.days, found.precision, value)


def _weekday(symbol: Symbol, value: str, days: Days) -> Found | None:
    if value == "WE":
        saturday = _weekday(symbol, "6", days)
        return None if saturday is None else _weekend(saturday.days.first)
    if value not in "1234567" or len(value) != 1:
        return None
    anchor = days.first
    ahead = (int(value) - anchor.isoweekday()) % 7
    behind = ahead - 7 if ahead else 0
    amount = abs(symbol.amount)
    if symbol.direction == "future":
        step = ahead if amount == 0 or ahead else 7
        step += 7 * max(amount - 1, 0)
    elif symbol.direction == "same":
        step = ahead if ahead <= 3 else behind
    else:
        step = behind if amount == 0 or behind else -7
        step -= 7 * max(amount - 1, 0)
    return unit_around("day", anchor + step * DAY)


def _weekend(saturday: date) -> Found:
    return Found(Days(saturday, saturday + DAY), "days", f"{week_value(saturday)}-WE")


def _dated(symbol: Symbol, value: str, days: Days) -> Found | None:
    """A month, a day of a month or a season, in the nearest year that fits the direction."""
    return _nearest(symbol, value, days, _named)


def _feast(symbol: Symbol, value: str, days: Days) -> Found | None:
    """A movable feast, in the nearest year that fits the direction."""
    return _nearest(symbol, value, days, feast_in)


def _named(year: int, value: str) -> list[Found]:
    # `XX-17`: the day in any month.
    names = [f"{month:02d}{value[2:]}" for month in range(1, 13)] if value.startswith("XX-") else [value]
    return [found for name in names if (found := _in_year(year, name)) is not None]


def _nearest(symbol: Symbol, value: str, days: Days, one: Callable[[int, str], list[Found]]) -> Found | None:
    anchor = days.first
    # A leap day may need up to eight years; other names recur within one.
    reach = 8 if value == "02-29" else 1 + abs(symbol.amount)
    years = range(max(anchor.year - reach, 1), min(anchor.year + reach, 9999) + 1)
    usable = [f for year in years for f in one(year, value)]
    strict = symbol.amount != 0
    if symbol.direction == "future":
        usable = [f for f in usable if (f.days.first > anchor if strict else f.days.last >= anchor)]
        return min(usable, key=lambda f: f.days, default=None)
    if symbol.direction == "same":
        forward = symbol.anchor == "narrative"
        return min(usable, key=lambda f: (_distance(f.days, days, forward), -f.days.first.toordinal()), default=None)
    usable = [f for f in usable if (f.days.last < anchor if strict else f.days.first <= anchor)]
    return max(usable, key=lambda f: f.days, default=None)


def _distance(a: Days, b: Days, forward: bool) -> int:
    """Days between the two, 0 where they meet, weighted by where a story is likely to go next."""
    ahead, behind = (a.first - b.last).days, (b.first - a.last).days
    return max(ahead * (1 if forward else BIAS), behind * (BIAS if forward else 1), 0)


def _in_year(year: int, value: str) -> Found | None:
    if not 1 <= year <= 9999:
        return None
    name, _, mark = value.partition(".")
    timex3 = f"{year:04d}-{name}"
    days = days_of(timex3)
    precision = precision_of(timex3)
    if days is None or precision is None:
        return None
    return narrowed(Found(days, precision, timex3), mark)


def _run(symbol: Symbol, value: str, anchor: Days, one: Callable[[Symbol, str, Days], Found | None]) -> Found | None:
    """One name, or a run `A/B` of two: the end in the symbol's direction, the start before it."""
    first, slash, second = value.partition("/")
    if not slash:
        return one(symbol, first, anchor)
    end = one(symbol, second, anchor)
    past = Symbol(anchor=symbol.anchor, rule=symbol.rule, value=first)
    start = None if end is None else one(past, first, Days(end.days.first, end.days.first))
    if end is None or start is None:
        return None
    days = Days(start.days.first, end.days.last)
    return Found(days, precision_of_run(days), f"{start.timex3}/{end.timex3}")


def _part(symbol: Symbol, value: str | None, anchor: date) -> Found | None:
    whole = unit_around(symbol.unit, shifted(anchor, _signed(symbol), symbol.unit))
    if value is None or (is_mark(value) and not (symbol.unit == "year" and value in HALVES)):
        return narrowed(whole, value or "")
    if value in ("BEFORE", "AFTER"):
        return _side(whole, value, anchor)
    name = value.partition(".")[0]
    if symbol.unit == "year":
        return _year_part(whole, value)
    if symbol.unit == "month" and name.isdigit():
        return _exact(day_of(whole.days.first.year, whole.days.first.month, int(name)))
    if symbol.unit == "week" and name == "WE":
        return _weekend(whole.days.first + 5 * DAY)
    if symbol.unit == "week" and name.isdigit() and 1 <= int(name) <= 7:
        return _exact(whole.days.first + (int(name) - 1) * DAY)
    return None


def _exact(day: date | None) -> Found | None:
    return None if day is None else unit_around("day", day)


def _side(whole: Found, side: str, anchor: date) -> Found:
    low = whole.days.first if side == "BEFORE" else min(max(anchor, whole.days.first), whole.days.last)
    high = whole.days.last if side == "AFTER" else max(min(anchor, whole.days.last), whole.days.first)
    days = Days(low, high)
    return Found(days, precision_of_days(days), whole.timex3)


def _year_part(whole: Found, value: str) -> Found | None:
    first, _, second = value.partition("/")
    start = _in_year(whole.days.first.year, first)
    if not second or start is None:
        return start
    end = _in_year(whole.days.first.year, second)
    if end is None or end.days.last < start.days.first:
        return None
    return Found(Days(start.days.first, end.days.last), "range", f"{start.timex3}/{end.timex3}")


def _span(symbol: Symbol, value: str | None, anchor: date) -> Found:
    """The units that end (past) or begin (future) at the anchor; `VAGUE` counts up to what a bare plural means."""
    vague = value == "VAGUE"
    amount = VAGUE.get(symbol.unit, 1) if vague else abs(symbol.amount)
    letter = LETTERS[symbol.unit]
    timex3 = f"P{'T' if symbol.unit == 'hour' else ''}{'X' if vague else amount}{letter}"
    unit, count = ("day", -(-amount // 24)) if symbol.unit == "hour" else (symbol.unit, amount)
    if symbol.direction == "future":
        days = Days(anchor, shifted(anchor, count, unit))
    else:
        days = Days(shifted(anchor, -count, unit), anchor)
    return Found(days, precision_of_days(days), timex3)


RULES = {"offset": _offset, "part": _part, "span": _span}
NAMED = {"weekday": _weekday, "month": _dated, "monthday": _dated, "season": _dated, "feast": _feast}
