"""Masthead and metadata dates: a date string to the interval it may mean, nothing invented."""

from __future__ import annotations

import re
from datetime import date

from dateline.model.document import DateCandidate
from dateline.values.timex import day_of

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
DAY_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)\b"
FORMS = (
    re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<number>\d\d)(?P<day>\d\d)(?:T\d{4,6}|(?!\d))"),
    re.compile(r"(?<!\d)(?P<year>\d{4})[/.](?P<number>\d{1,2})[/.](?P<day>\d{1,2})(?!\d)"),
    re.compile(rf"\b{MONTH}\s*{DAY_NUMBER}\s*(?:,\s*)?{YEAR}", re.IGNORECASE),
    re.compile(rf"(?<!\d){DAY_NUMBER}[\s\-]+(?:of\s+)?{MONTH}[\s,\-]*{YEAR}", re.IGNORECASE),
)
MONTH_ONLY = (
    re.compile(rf"\b{MONTH}\s*,?\s*{YEAR}", re.IGNORECASE),
    re.compile(r"^\s*(?P<year>\d{4})-(?P<number>\d\d)\s*$"),
)
NUMERIC = re.compile(r"(?<![\d/.])(?P<a>\d{1,2})(?P<mark>[/.\-])(?P<b>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?!\d)")
SHORT = re.compile(r"(?<![\d/.])(?P<a>\d{1,2})(?P<mark>[/.])(?P<b>\d{1,2})(?P=mark)(?P<year>\d\d)(?![\d/.])")
# 'Issued' and the like say when the page came out; 'as of' and 'updated' beside it say something else.
LABEL = re.compile(r"\b(?:published|posted|issued|released)\b(?:\s+on\b)?\W{0,3}", re.IGNORECASE)
YEARLESS = (
    re.compile(rf"{DAY_NUMBER}\s+(?:of\s+)?{MONTH}", re.IGNORECASE),
    re.compile(rf"{MONTH}\s*{DAY_NUMBER}\b", re.IGNORECASE),
)
# Two-digit years from here on are of the last century.
LAST_CENTURY = 70


def publication(text: str) -> DateCandidate | None:
    """The date of publication in a masthead or metadata string: the one labelled so, else the first full date, or None.

    A time and zone beside it are not kept. Day-month order that cannot be told ('09/03/2017') gives the interval
    over both readings, precision `range`; dates with dots are written day first.

    >>> publication("October 20 , 2016 , 07:23 IST").earliest
    '2016-10-20'
    >>> publication("As of 4 May 2021 (published 6 May)").earliest
    '2021-05-06'
    """
    first = _first(text)
    label = LABEL.search(text) if first is not None else None
    return first if first is None or label is None else _labelled(text[label.end() :], first)


def _labelled(after: str, first: DateCandidate) -> DateCandidate:
    """The date that follows a word of publishing, without a year that day nearest to `first`."""
    for form in FORMS:
        found = form.match(after)
        day = _day(found) if found is not None else None
        if found is not None and day is not None:
            return _candidate(day, day, "day", f"the date {found[0].strip()!r}")
    for form in YEARLESS:
        found = form.match(after)
        if found is None:
            continue
        beside, month = date.fromisoformat(first.earliest), MONTHS[found["month"].casefold()]
        days = [day_of(beside.year + by, month, int(found["day"])) for by in (-1, 0, 1)]
        near = min((day for day in days if day is not None), key=lambda day: abs(day - beside), default=None)
        if near is not None:
            return _candidate(near, near, "day", f"the date {found[0].strip()!r}")
    return first


def _first(text: str) -> DateCandidate | None:
    for form in FORMS:
        for found in form.finditer(text):
            day = _day(found)
            if day is not None:
                return _candidate(day, day, "day", f"the date {found[0].strip()!r}")
    return _numeric(text) or _month(text)


def _day(found: re.Match[str]) -> date | None:
    groups = found.groupdict()
    month = int(groups["number"]) if groups.get("number") else MONTHS[groups["month"].casefold()]
    return day_of(int(groups["year"]), month, int(groups["day"]))


def _numeric(text: str) -> DateCandidate | None:
    for found in (*NUMERIC.finditer(text), *SHORT.finditer(text)):
        a, b, year = int(found["a"]), int(found["b"]), int(found["year"])
        if year < 100:
            year += 1900 if year >= LAST_CENTURY else 2000
        day_first = day_of(year, b, a)
        if found["mark"] == "." and day_first is not None:
            return _candidate(day_first, day_first, "day", f"the date {found[0]!r}")
        days = sorted({day for day in (day_first, day_of(year, a, b)) if day is not None})
        if len(days) == 1:
            return _candidate(days[0], days[0], "day", f"the date {found[0]!r}")
        if days:
            return _candidate(days[0], days[1], "range", f"{found[0]!r}: day and month may stand in either order")
    return None


def _month(text: str) -> DateCandidate | None:
    for form in MONTH_ONLY:
        found = form.search(text)
        if found is None:
            continue
        groups = found.groupdict()
        month = int(groups["number"]) if groups.get("number") else MONTHS[groups["month"].casefold()]
        first = day_of(int(groups["year"]), month, 1)
        if first is not None:
            last = next(d for d in (day_of(first.year, month, n) for n in (31, 30, 29, 28)) if d is not None)
            return _candidate(first, last, "month", f"the month {found[0].strip()!r}")
    return None


def _candidate(first: date, last: date, precision: str, basis: str) -> DateCandidate:
    return DateCandidate(earliest=first.isoformat(), latest=last.isoformat(), precision=precision, basis=basis)
