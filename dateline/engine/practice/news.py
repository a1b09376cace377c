"""What the events of some rows say that the rows do not: another date, a later toll, more actors, more sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from dateline.engine.practice.happened import Happening
from dateline.engine.practice.likeness import LATE_DAYS, same_actor, told_apart
from dateline.export.disguise import NOBODY
from dateline.model.practice import News
from dateline.values.names import alike, fold
from dateline.values.wording import bounds_value

FINER = 3.0
"""A place that is known so many times as closely as the rows have it is worth telling a coder."""
COARSE_KM = 20.0
"""Rows whose place is known this closely gain little from a closer one."""


def news(rows: Sequence[Happening], events: Sequence[Happening]) -> tuple[News, ...]:
    """What events say beyond the rows that code them; none of either is an error of the caller."""
    return (
        *date_news(rows, events),
        *place_news(rows, events),
        *deaths_news(rows, events),
        *names_news("actors", rows, events),
        *names_news("sources", rows, events),
        *names_news("claimants", rows, events),
    )


def date_news(rows: Sequence[Happening], events: Sequence[Happening]) -> Iterator[News]:
    """Days that are others, or fewer."""
    coded, told = span(rows), span(events)
    if coded is None or told is None:
        return
    apart = told.first > coded.last or told.last < coded.first
    finer = coded.first <= told.first and told.last <= coded.last and told.days == 0 < coded.days
    beyond = len(rows) == 1 and told.first >= coded.first and (told.last - coded.last).days > LATE_DAYS
    if apart or finer or beyond:
        yield News(field="date", coded=str(coded), reported=str(told))


class Days(Struct, frozen=True):
    """First and last day."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days there are from the first to the last."""
        return (self.last - self.first).days

    def __str__(self) -> str:
        return " to ".join(dict.fromkeys((self.first.isoformat(), self.last.isoformat())))


def span(found: Sequence[Happening]) -> Days | None:
    """From the first day of all to the last; None where no day is known."""
    firsts = [one.first for one in found if one.first is not None]
    lasts = [one.last for one in found if one.last is not None]
    return Days(min(firsts), max(lasts)) if firsts and lasts else None


def place_news(rows: Sequence[Happening], events: Sequence[Happening]) -> Iterator[News]:
    """A place that is known much more closely, by another name."""
    coded = min((row.radius_km for row in rows if row.radius_km is not None), default=None)
    known = min((event.radius_km for event in events if event.radius_km is not None), default=None)
    named = any(alike(one, other) for row in rows for one in row.places for event in events for other in event.places)
    if coded is not None and known is not None and coded > COARSE_KM and known * FINER <= coded and not named:
        yield News(field="place", coded=place_text(rows), reported=place_text(events))


def place_text(found: Sequence[Happening]) -> str:
    """The closest place, with how far it may be off."""
    one = min(found, key=lambda happening: happening.radius_km if happening.radius_km is not None else 1e9)
    return f"{one.places[0] if one.places else 'unnamed'} (within {one.radius_km or 0:.0f} km)"


def deaths_news(rows: Sequence[Happening], events: Sequence[Happening]) -> Iterator[News]:
    """Another number of dead; rows of one happening are added up, since data sets divide totals over them."""
    coded, reported = total(rows), total(events)
    least = reported.best if reported.best is not None else reported.low
    known = coded.best if coded.best is not None else coded.low
    if least is None:
        return
    lower = known is not None and reported.high is not None and coded.low is not None and reported.high < coded.low
    if least > (known or 0) or lower:
        held = "none" if known is None else bounds_value(coded.low, coded.best, coded.high)
        says = bounds_value(reported.low, reported.best, reported.high)
        yield News(field="deaths", coded=held, reported=says)


class Total(Struct, frozen=True):
    """The dead of several rows or events together; None where nobody counts them."""

    low: float | None
    best: float | None
    high: float | None


def total(found: Sequence[Happening]) -> Total:
    """The sum of what is counted."""
    columns = zip(*(one.deaths for one in found), strict=True)
    return Total(*(added([number for number in column if number is not None]) for column in columns))


def added(numbers: Sequence[float]) -> float | None:
    """The sum; None of nothing."""
    return sum(numbers) if numbers else None


def names_news(field: str, rows: Sequence[Happening], events: Sequence[Happening]) -> Iterator[News]:
    """Names that no row has. Names that were masked when the rows were written stand for as many others."""
    same: Callable[[str, str], bool] = same_actor if field == "actors" else alike
    coded = tuple(dict.fromkeys(name for row in rows for name in getattr(row, field)))
    told = tuple(dict.fromkeys(name for event in events for name in getattr(event, field)))
    if not coded:
        return
    wanted = told_apart(told) if field == "actors" else told
    # Notes name actors that stand in no column of theirs.
    text = " ".join(row.text for row in rows) if field == "actors" else ""
    new = [name for name in wanted if not any(same(name, other) for other in coded) and fold(name) not in text]
    masked = sum(NOBODY in name or "█" in name for name in coded)
    if len(new) > masked:
        yield News(field=field, coded="; ".join(coded), reported="; ".join(new))
