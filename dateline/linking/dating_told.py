"""How long ago an undated story puts a happening whose day dated stories name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from dateline.linking.dating_evidence import Key, Rare, happening
from dateline.model.document import Document
from dateline.model.mention import Period, Symbol
from dateline.model.report import Report
from dateline.values.calendar import shift

# Days of one unit, and by how many days such words are off: 'two weeks ago' is said of 10 to 18 days. Editorial.
UNIT_DAYS = {"day": (1, 1), "week": (7, 4), "month": (30, 15)}
# What a story counts back from, where not from its own day, it told as the news of its last week.
NEWS_DAYS = 7


class Told(Struct, frozen=True):
    """The interval in which a story must have been published to tell a happening so; `says` is the evidence."""

    period: Period
    says: str


def told_back(document: Document, dated: Mapping[str, Document], rare: Rare) -> tuple[Told, ...]:
    """For each rare happening that dated stories put on one day: when this story can have told it as it does.

    Not before that day; around it where the story counts back from its own day ('two weeks ago', 'on Friday').
    """
    found = []
    for report in document.reports:
        key = happening(report)
        if key is None or (key.sort, key.id) not in rare.weights:
            continue
        days = sorted(set(_days(key, dated, rare)))
        if len(days) != 1:
            continue
        symbol = report.when.symbol if report.when is not None else None
        if symbol is not None and symbol.rule == "weekday" and (symbol.value or "")[:1] != _weekday(days[0]):
            # Another blast at the same bridge.
            continue
        period = _published(days[0], symbol) if symbol is not None else None
        words = f" told as {report.when.text!r}" if period is not None and report.when is not None else ""
        says = f"{key.name} was on {days[0]}{words}"
        found.append(Told(period or Period(days[0], None), says))
    return tuple(dict.fromkeys(found))


def _days(key: Key, dated: Mapping[str, Document], rare: Rare) -> Iterator[str]:
    """The days on which dated stories put a happening; a longer time says too little."""
    for holder in rare.holders[key.sort, key.id]:
        for report in dated[holder].reports if holder in dated else ():
            other = happening(report)
            if other is not None and other.id == key.id and _day(report) is not None:
                yield _day(report) or ""


def _day(report: Report) -> str | None:
    when = report.when
    if when is None or when.earliest is None or when.latest is None or when.earliest[:10] != when.latest[:10]:
        return None
    # A time that was only taken over from the page's date does not date what the page looks back on.
    return when.earliest[:10] if when.text is not None else None


def _published(day: str, symbol: Symbol) -> Period | None:
    """When a story was published that puts the happening of `day` as the symbol says; None where it says nothing."""
    if symbol.direction != "past":
        return None
    news = NEWS_DAYS if symbol.anchor == "narrative" else 0
    if symbol.rule == "offset" and symbol.unit in UNIT_DAYS and symbol.amount > 0:
        days, slack = UNIT_DAYS[symbol.unit]
        return Period(shift(day, symbol.amount * days - slack), shift(day, symbol.amount * days + slack + news))
    if symbol.rule == "weekday" and symbol.anchor == "publication":
        return Period(day, shift(day, NEWS_DAYS))
    return None


def _weekday(day: str) -> str:
    return str(date.fromisoformat(day).isoweekday())
