"""Codes in the words of the table, and dates and numbers as people write them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date

from dateline.tables.report_words import report_words

COUNTED = frozenset({"occurred", "ongoing"})
"""The statuses that count (event-types.md, 'Status')."""
CLASHES = frozenset({"conflict", "divergent"})
"""The relations of values that cannot all be right; an update or a part of another is no contradiction."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def said(vocabulary: str, code: str) -> str:
    """A code of a vocabulary in words: those of the table, else its own."""
    return report_words(vocabulary).get(code, code.replace("_", " "))


def place_in(vocabulary: str, code: str) -> int:
    """The place of a code in the order of its vocabulary; unknown ones come last."""
    order = list(report_words(vocabulary))
    return order.index(code) if code in order else len(order)


def fields() -> tuple[str, ...]:
    """The fields of a report; any other field of an event is an outcome that is counted."""
    return tuple(report_words("field"))


def grades() -> tuple[str, ...]:
    """The grades, the surest first."""
    return tuple(report_words("grade"))


def plain(code: str) -> str:
    """A code as words: `human_shields` is `Human shields`."""
    return code.replace("_", " ").capitalize()


def family_of(code: str) -> str:
    """The family of an event type, in words."""
    family = code.partition(".")[0]
    return report_words("family").get(family) or plain(family)


def type_words(code: str) -> str:
    """An event type in words."""
    return report_words("type").get(code) or plain(code.partition(".")[2] or code)


def field_words(field: str) -> str:
    """A field of a report, or an outcome that is counted, in words."""
    return report_words("field").get(field) or words_of_outcomes(field)


def words_of_outcomes(field: str) -> str:
    """One or more outcomes, as a disagreement may name them."""
    said_ = " and ".join(said("outcome", one) for one in field.split(", "))
    return said_[:1].upper() + said_[1:]


def denial(field: str) -> str:
    """What someone does who denies a field of an event."""
    return report_words("denial").get(field, "denies a part of it")


def grade_of(grade: str) -> tuple[str, str]:
    """A grade and its rule, from `grade: rule`."""
    word, _, rule = grade.partition(":")
    return word.strip(), rule.strip()


def day_of(iso: str | None) -> date | None:
    """The day of an ISO date or time; None where there is none (years beyond four digits among them)."""
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def date_words(earliest: str | None, latest: str | None) -> str:
    """An interval of ISO dates as short as it can be said.

    >>> date_words("2016-10-19", "2016-10-20"), date_words("2014-01-01", "2014-12-31"), date_words(None, None)
    ('19–20 Oct 2016', '2014', 'date unknown')
    """
    start, end = day_of(earliest), day_of(latest)
    if start is None and end is None:
        return earliest or latest or "date unknown"
    if start is None or end is None:
        return f"since {day_words(start)}" if start else f"until {day_words(end)}"
    whole = whole_words(start, end)
    if whole or start == end:
        return whole or day_words(start)
    if start.year != end.year:
        return f"{day_words(start)} – {day_words(end)}"
    if start.month != end.month:
        return f"{start.day} {MONTHS[start.month - 1]} – {day_words(end)}"
    return f"{start.day}–{day_words(end)}"


def whole_words(start: date, end: date) -> str:
    """A whole year, run of years, or month in words; empty for any other interval."""
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    after = date.fromordinal(end.toordinal() + 1) if end.toordinal() < date.max.toordinal() else end
    if start.day == after.day == 1 and (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month - 1]} {start.year}"
    return ""


def day_words(day: date | None) -> str:
    """A day as `3 May 2019`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else "?"


def number_words(value: float) -> str:
    """A number with thousands apart; no decimals where it has none.

    >>> number_words(750000.0), number_words(2.5)
    ('750,000', '2.5')
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:,.15g}"


def isolated(text: str) -> str:
    """A name that is written from right to left, set apart so that it does not turn the words around it (UAX 9)."""
    turned = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    return f"\u2068{text}\u2069" if turned else text


def count(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "event"), count(2000, "event"), count(0, "story", "stories")
    ('1 event', '2,000 events', 'no stories')
    """
    noun = singular if number == 1 else plural or singular + "s"
    return f"{number:,} {noun}" if number else f"no {noun}"


def listed(parts: Sequence[str]) -> str:
    """Parts with commas and a last `and`."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else ""
