"""Masthead and metadata dates: a date string to the interval it may mean, nothing invented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import structs

from dateline.model.document import DateCandidate
from dateline.tables.dates import load
from dateline.values.clock import instant_beside
from dateline.values.timex import day_of

WORDS = load()
# Any word may be a month: the table says which are. Months of two words or with signs are not in it.
MONTH = r"(?<![^\W\d_])(?:d[’'])?(?P<month>[^\W\d_]{3,12})\.?"
DAY_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?"
YEAR = r"(?P<year>(?:19|20)\d\d)\b"
FORMS = (
    re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<number>\d\d)(?P<day>\d\d)(?=T\d{4,6}|(?!\d))"),
    re.compile(r"(?<!\d)(?P<year>\d{4})[/.](?P<number>\d{1,2})[/.](?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<number>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"),
    re.compile(rf"{MONTH}\s*{DAY_NUMBER}\s*(?:,\s*)?{YEAR}"),
    re.compile(rf"(?<!\d){DAY_NUMBER}[\s\-]+(?:(?:of|de|di|del)\s+)?{MONTH}(?:\s+(?:de|del)\s+|[\s,\-]*){YEAR}"),
    re.compile(rf"(?<!\d)(?P<year>(?:19|20)\d\d)\.?\s+(?:m\.\s+)?{MONTH}\s+{DAY_NUMBER}(?!\d)"),
)
MONTH_ONLY = (
    re.compile(rf"{MONTH}\s*,?\s*{YEAR}"),
    re.compile(r"^\s*(?P<year>\d{4})-(?P<number>\d\d)\s*$"),
)
NUMERIC = re.compile(r"(?<![\d/.])(?P<a>\d{1,2})(?P<mark>[/.\-])(?P<b>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?!\d)")
SHORT = re.compile(r"(?<![\d/.])(?P<a>\d{1,2})(?P<mark>[/.])(?P<b>\d{1,2})(?P=mark)(?P<year>\d\d)(?![\d/.])")
# 'Issued' and the like say when the page came out; 'as of' and 'updated' beside it say something else.
LABEL = re.compile(r"\b(?:published|posted|issued|released)\b(?:\s+on\b)?\W{0,3}", re.IGNORECASE)
YEARLESS = (
    re.compile(rf"{DAY_NUMBER}\s+(?:of\s+)?{MONTH}"),
    re.compile(rf"{MONTH}\s*{DAY_NUMBER}\b"),
)
# Countries that write the month first, and those that write both orders.
MONTH_FIRST = frozenset({"US", "FM", "GU", "MH", "MP", "PW", "PR"})
BOTH_ORDERS = frozenset({"CA", "PH", "KE", "GH"})
DIGIT = re.compile(r"\d")
# Two-digit years from here on are of the last century.
LAST_CENTURY = 70


def publication(text: str, country: str | None = None) -> DateCandidate | None:
    """The date of publication in a masthead or metadata string: the one labelled so, else the first full date, or None.

    `instant` has the time beside it, with its zone where one is stated. Day-month order that cannot be told
    ('09/03/2017') gives the interval over both readings, precision `range`; dates with dots are written day first.
    `country`: where the page is written, which tells the order and ambiguous zones.

    >>> publication("October 20 , 2016 , 07:23 IST", "IN").instant
    '2016-10-20T07:23:00+05:30'
    >>> publication("As of 4 May 2021 (published 6 May)").earliest
    '2021-05-06'
    >>> publication("28 de abril de 2023").earliest
    '2023-04-28'
    """
    if DIGIT.search(text) is None:
        return None
    first = _first(text, country)
    label = LABEL.search(text) if first is not None else None
    return first if first is None or label is None else _labelled(text[label.end() :], first, country)


def _labelled(after: str, first: DateCandidate, country: str | None) -> DateCandidate:
    """The date that follows a word of publishing, without a year that day nearest to `first`."""
    for form in FORMS:
        found = form.match(after)
        day = _day(found) if found is not None else None
        if found is not None and day is not None:
            return _timed(found, day, country)
    for form in YEARLESS:
        found = form.match(after)
        month = WORDS.month(found["month"]) if found is not None else None
        if found is None or month is None:
            continue
        beside = date.fromisoformat(first.earliest)
        days = [day_of(beside.year + by, month, int(found["day"])) for by in (-1, 0, 1)]
        near = min((day for day in days if day is not None), key=lambda day: abs(day - beside), default=None)
        if near is not None:
            return _timed(found, near, country)
    return first


def month_of(word: str) -> int | None:
    """The number of the month that a word names in some language, or None."""
    return WORDS.month(word)


def day_within(text: str, earliest: str, latest: str) -> str | None:
    """The day that a date without a year names inside an interval of ISO days; None where it names none there.

    >>> day_within("KABUL, March 5", "2014-03-01", "2014-03-31")
    '2014-03-05'
    """
    years = range(int(earliest[:4]), int(latest[:4]) + 1)
    days = (day.isoformat() for year in years if (day := _yearless(text, year)) is not None)
    return next((day for day in days if earliest <= day <= latest), None)


def day_before(text: str, latest: str) -> str | None:
    """The last day that a date without a year names up to an ISO day; None where it names none.

    >>> day_before("KABUL, March 5", "2017-01-20")
    '2016-03-05'
    """
    days = (_yearless(text, int(latest[:4]) - back) for back in range(2))
    return next((day.isoformat() for day in days if day is not None and day.isoformat() <= latest), None)


def _yearless(text: str, year: int) -> date | None:
    for form in YEARLESS:
        for found in form.finditer(text):
            month = WORDS.month(found["month"])
            day = day_of(year, month, int(found["day"])) if month is not None else None
            if day is not None:
                return day
    return None


def _first(text: str, country: str | None) -> DateCandidate | None:
    for form in FORMS:
        for found in form.finditer(text):
            day = _day(found)
            if day is not None:
                return _timed(found, day, country)
    return _numeric(text, country) or _month(text)


def _timed(found: re.Match[str], day: date, country: str | None) -> DateCandidate:
    """The candidate of a day, with the time that stands beside it."""
    one = _candidate(day, day, "day", f"the date {found[0].strip()!r}")
    return structs.replace(one, instant=instant_beside(found.string, found.start(), found.end(), day, WORDS, country))


def _day(found: re.Match[str]) -> date | None:
    month = _month_number(found)
    return None if month is None else day_of(int(found["year"]), month, int(found["day"]))


def _month_number(found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    return int(groups["number"]) if groups.get("number") else WORDS.month(groups["month"])


def _numeric(text: str, country: str | None) -> DateCandidate | None:
    for found in (*NUMERIC.finditer(text), *SHORT.finditer(text)):
        days = _readings(found, country)
        if len(days) == 1:
            return _timed(found, days[0], country)
        if days:
            return _candidate(days[0], days[1], "range", f"{found[0]!r}: day and month may stand in either order")
    return None


def _readings(found: re.Match[str], country: str | None) -> list[date]:
    """The days that a date of two small numbers and a year may be, earliest first."""
    a, b, year = int(found["a"]), int(found["b"]), int(found["year"])
    if year < 100:
        year += 1900 if year >= LAST_CENTURY else 2000
    day_first, month_first = day_of(year, b, a), day_of(year, a, b)
    known = country is not None and country not in BOTH_ORDERS
    ordered = [month_first, day_first] if country in MONTH_FIRST else [day_first, month_first]
    if (found["mark"] == "." and day_first is not None) or (known and ordered[0] is not None):
        ordered = [day_first if found["mark"] == "." and day_first is not None else ordered[0]]
    return sorted({day for day in ordered if day is not None})


def _month(text: str) -> DateCandidate | None:
    for found in _months(text):
        month = _month_number(found)
        first = day_of(int(found["year"]), month, 1) if month is not None else None
        if first is not None:
            last = next(d for d in (day_of(first.year, first.month, n) for n in (31, 30, 29, 28)) if d is not None)
            return _candidate(first, last, "month", f"the month {found[0].strip()!r}")
    return None


def _months(text: str) -> Iterator[re.Match[str]]:
    for form in MONTH_ONLY:
        for found in form.finditer(text):
            name = found.groupdict().get("month")
            if name is None or name.casefold() in WORDS.english:
                yield found


def _candidate(first: date, last: date, precision: str, basis: str) -> DateCandidate:
    return DateCandidate(earliest=first.isoformat(), latest=last.isoformat(), precision=precision, basis=basis)
