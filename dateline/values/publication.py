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


def publication(text: str) -> DateCandidate | None:
    """The first full date in a masthead or metadata string, or None; a time and zone beside it are not kept.

    Day-month order that cannot be told ('09/03/2017') gives the interval over both readings, precision `range`.

    >>> publication("October 20 , 2016 , 07:23 IST").earliest
    '2016-10-20'
    """
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
    for found in NUMERIC.finditer(text):
        a, b, year = int(found["a"]), int(found["b"]), int(found["year"])
        days = sorted({day for day in (day_of(year, b, a), day_of(year, a, b)) if day is not None})
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
