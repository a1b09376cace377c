"""The date that a story is at, time by time: what 'two days later' and 'that month' count from."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from dateline.model.mention import Period, Symbol, Time
from dateline.values.calendar import width_days

YEAR = 300
TELLING = frozenset({"date", "time"})
# How the basis of a day begins that is named for what happened on it ('9/11'): a story does not go on from there.
KNOWN_BY = "a day known by"
# What a time that waits for the date of the document will move the story to.
DAYS = frozenset({"weekday", "monthday"})
LONGER = frozenset({"month", "season", "feast", "part", "offset"})

# What a time says of itself that is counted from a happening the text does not date, or from a date named after it.
FROM_EVENT = "counted from something that is not dated here"
FROM_DATE = "counted from the date named after it"


class Narrative(Struct, frozen=True):
    """The date that the story last named, and what it named in passing since.

    `year` is a year named in passing: only 'August of that year' counts from it. `before` is the TIMEX3 value of the
    date where it is one before Christ, which no interval can hold. `waits`: the story has since moved to a `day`, or
    to something `long`, that will be known once the document is dated; empty otherwise.
    """

    at: Period | None = None
    year: Period | None = None
    before: str | None = None
    waits: str = ""

    @property
    def told(self) -> bool:
        """Whether the story has named a date to count from."""
        return self.at is not None or self.before is not None or bool(self.waits)

    @property
    def one_day(self) -> bool:
        """Whether the story is at a single day."""
        return self.waits == "day" if self.waits else is_one_day(self.at)

    def anchor(self, symbol: Symbol) -> Period | None:
        """The days that `symbol` counts from; None where they are not known, or not yet."""
        if self.waits:
            return None
        within = symbol.rule in ("part", "offset") and symbol.amount == 0
        return self.year if self.year is not None and symbol.unit == "year" and within else self.at

    def after(self, time: Time) -> Narrative:
        """The narrative after a time: a date or month that the story names becomes what it is at."""
        if (time.timex3 or "").startswith("BC"):
            # What follows counts from a date that the calendar lacks, never from an older one.
            return msgspec.structs.replace(self, at=None, before=time.timex3, waits="")
        if time.kind not in TELLING or time.basis.startswith(KNOWN_BY):
            return self
        if time.earliest is None or time.latest is None:
            return self._awaiting(time.symbol)
        if time.timex3 is None or time.timex3.startswith("P") or time.precision == "decade":
            return self
        period = Period(time.earliest, time.latest)
        # 'The war of 1967' in passing does not move a story that is at a month or a day; measured: value F1 84.5 to
        # 84.7; nor does 'two years ago' or 'the previous year': 86.8 to 87.4.
        if _is_year(time) and (self.waits or (self.at is not None and (width_days(self.at) or 0) < YEAR)):
            return msgspec.structs.replace(self, year=period)
        if is_today(time.symbol) and self.one_day:
            return self  # 'She was released this morning' does not move a story that tells of yesterday
        return Narrative(at=period)

    def _awaiting(self, symbol: Symbol | None) -> Narrative:
        if symbol is None or symbol.value == "PRESENT_REF" or symbol.rule not in DAYS | LONGER:
            return self
        if symbol.unit in ("decade", "century") or (symbol.unit == "year" and symbol.rule == "offset" and self.told):
            return self
        if is_today(symbol) and self.one_day:
            return self
        if symbol.anchor == "narrative" and not self.told:
            return self
        day = symbol.rule in DAYS or (symbol.rule == "offset" and symbol.unit == "day")
        return msgspec.structs.replace(self, waits="day" if day else "long", year=None, before=None)


def is_one_day(period: Period | None) -> bool:
    """Whether an interval is a single day."""
    return period is not None and period.earliest is not None and period.earliest[:10] == (period.latest or "")[:10]


def is_deictic(symbol: Symbol) -> bool:
    """Today, yesterday, this morning: said of the day of writing in any kind of story."""
    return symbol.rule == "offset" and symbol.unit == "day" and symbol.anchor == "publication"


def is_today(symbol: Symbol | None) -> bool:
    """Whether a time is the very day of publication or a part of it."""
    return symbol is not None and is_deictic(symbol) and symbol.amount == 0


def _is_year(time: Time) -> bool:
    """Whether a time is a whole year, or a third of one, that is stated, or a year told by how long ago it was."""
    if time.symbol is None:
        return time.precision == "year" or len(time.timex3 or "") == 4
    return time.precision == "year" and time.symbol.direction == "past"
