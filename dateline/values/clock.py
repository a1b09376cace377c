"""The time of day beside a date, with its zone where it is stated, as an ISO time."""

from __future__ import annotations

import re
from datetime import date

from dateline.tables.dates import DateWords

ISO = re.compile(
    r"T(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d))?(?:[.,]\d+)?\s*(?P<offset>Z|[+-]\d\d(?::?\d\d)?)?"
)
CLOCK = (
    r"(?P<hour>\d{1,2})(?:\s?[:.hH]\s?(?P<minute>\d\d)(?::(?P<second>\d\d))?)?(?:\s?(?P<half>[ap])\.?m\b\.?)?"
    r"(?:\s?(?:Uhr|hrs?|hours|h)\b\.?)?(?:\s?\(?(?P<zone>[A-Z]{2,5})?\s?(?P<offset>[+-]\d{1,2}(?::?\d\d)?)?\b)?"
)
# Between a date and its time stand a mark, a little word ('at', 'um', 'à', 'kl.'), or nothing.
AFTER = re.compile(rf"[\s,;|@·•/–—-]{{0,6}}(?:[^\W\d_]{{1,3}}\.?\s+){{0,2}}{CLOCK}")
BEFORE = re.compile(rf"(?<![\d:.]){CLOCK}[\s,;|@·•/–—)-]{{0,4}}(?:on\s+)?(?:[A-Z][a-z]{{2,8}},?\s+)?$")
REACH = 40


def instant_beside(text: str, start: int, end: int, day: date, words: DateWords, country: str | None) -> str | None:
    """The ISO time that `text` states straight behind or before the date at start:end; None where it states none.

    The zone is added where an offset or letters state it; letters that mean several zones only by the country.
    """
    iso = ISO.match(text, end) or ISO.match(text, end - 1)
    if iso is not None:
        return _instant(iso, day, _offset(iso["offset"]))
    for found in (AFTER.match(text[end : end + REACH]), BEFORE.search(text[max(0, start - REACH) : start])):
        if found is not None and (found["minute"] or found["half"]):
            return _instant(found, day, _offset(found["offset"]) or _zone(found["zone"], words, country))
    return None


def _zone(letters: str | None, words: DateWords, country: str | None) -> str | None:
    return words.offset(letters, country) if letters else None


def _offset(written: str | None) -> str | None:
    """An offset as ISO writes it: '+5' and '+0530' with two digits for each part; None where there is none such."""
    if not written:
        return None
    if written == "Z":
        return "+00:00"
    digits = written[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    return f"{written[0]}{int(hours):02}:{minutes}" if int(hours) <= 14 and int(minutes) < 60 else None


def _instant(found: re.Match[str], day: date, offset: str | None) -> str | None:
    groups = found.groupdict()
    hour, minute, second = (int(groups[name] or 0) for name in ("hour", "minute", "second"))
    half = groups.get("half")
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return f"{day.isoformat()}T{hour:02}:{minute:02}:{second:02}{offset or ''}"
