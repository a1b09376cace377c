"""The timeline: one bar an event, as wide as its date is uncertain."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from dateline.export.report.rows import Row
from dateline.export.report.words import MONTHS, day_of

# The axis leaves out the outermost twentieth of the events at each end when the whole span is three times as wide as
# the rest: one report that looks ten years back must not press a week of fighting into a line.
OUTER = 0.05
TOO_WIDE = 3.0
MOST_TICKS = 6
MOST_BINS = 60
CROWD = 25
"""From this many dated events on it is drawn how they lie along the axis."""
EPOCH = date(1970, 1, 1).toordinal()
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 24000)
"""Months between ticks."""
DAY_STEPS = (1, 2, 3, 7, 14)
"""Days between ticks on an axis of less than three months."""


class Tick(Struct, frozen=True):
    """A mark on the axis, in percent of its width."""

    at: str
    words: str


class Bar(Struct, frozen=True, kw_only=True):
    """An event on the axis: start and width in percent. `kind`: day, interval, inferred (no report states a date).

    `before`, `after`: it goes on beyond the axis; `off`: it lies wholly beyond, and only an arrow shows where.
    """

    row: Row
    number: int
    start: str
    width: str
    kind: str
    before: bool
    after: bool
    off: bool


class Bin(Struct, frozen=True):
    """Some days of the axis in percent of its width, and how many events lie there, in percent of the fullest.

    `sure`: those that lie wholly within; `spread`: the shares of those that may lie there, each spread evenly over
    its days.
    """

    start: str
    width: str
    sure: str
    spread: str


class Timeline(Struct, frozen=True):
    """Axis and bars; `undated` events have no bar, `beyond` events begin or end outside of the axis.

    `year`: the one that the axis begins in, which its first days do not repeat. `first`, `step`: where the bins begin,
    as days since 1970, and how many days each has.
    """

    year: int
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    bins: tuple[Bin, ...]
    first: int
    step: int
    undated: tuple[Row, ...]
    beyond: int


class Axis(Struct, frozen=True):
    """From the first day to the end of the last day, as ordinals."""

    first: int
    last: int

    @property
    def year(self) -> int:
        """The year that the axis begins in."""
        return date.fromordinal(self.first).year

    def percent(self, ordinal: float) -> float:
        """Where a day begins, cut to the axis."""
        return max(0.0, min(100.0, 100.0 * (ordinal - self.first) / (self.last - self.first)))


def timeline(rows: tuple[Row, ...]) -> Timeline:
    """The timeline of all events, in the order of `rows`; numbers are those of the rows."""
    spans = {number: found for number, row in enumerate(rows) if (found := days(row))}
    undated = tuple(row for number, row in enumerate(rows) if number not in spans)
    if not spans:
        return Timeline(0, (), (), (), 0, 1, undated, 0)
    axis = axis_of(list(spans.values()))
    bars = tuple(bar(rows[number], number, *spans[number], axis) for number in spans)
    step = -(-(axis.last - axis.first) // MOST_BINS)
    counted = bins(list(spans.values()), axis, step) if len(spans) >= CROWD else ()
    beyond = sum(one.before or one.after for one in bars)
    return Timeline(axis.year, ticks(axis), bars, counted, axis.first - EPOCH, step, undated, beyond)


def bins(spans: list[tuple[int, int]], axis: Axis, step: int) -> tuple[Bin, ...]:
    """How the events lie along the axis, in bins of `step` days."""
    starts = range(axis.first, axis.last, step)
    sure, spread = [0.0] * len(starts), [0.0] * len(starts)
    for start, end in spans:
        first, last = (start - axis.first) // step, (end - 1 - axis.first) // step
        for number in range(max(0, first), min(len(starts) - 1, last) + 1):
            if first == last:
                sure[number] += 1
            else:
                at = axis.first + number * step
                spread[number] += (min(end, at + step) - max(start, at)) / (end - start)
    top = max(1.0, *(a + b for a, b in zip(sure, spread, strict=True)))
    return tuple(
        Bin(
            f"{axis.percent(at):.2f}",
            f"{axis.percent(at + step) - axis.percent(at):.2f}",
            f"{100 * sure[number] / top:.1f}",
            f"{100 * spread[number] / top:.1f}",
        )
        for number, at in enumerate(starts)
    )


def days(row: Row) -> tuple[int, int] | None:
    """First day and the day after the last, as ordinals; an open end is closed at the known one."""
    start, end = day_of(row.earliest) or day_of(row.latest), day_of(row.latest) or day_of(row.earliest)
    return (start.toordinal(), end.toordinal() + 1) if start and end and start <= end else None


def axis_of(spans: list[tuple[int, int]]) -> Axis:
    """The days that the axis shows, with a margin of a fiftieth."""
    starts, ends = sorted(start for start, _ in spans), sorted(end for _, end in spans)
    outer = int(len(spans) * OUTER)
    first, last = starts[0], ends[-1]
    inner_first, inner_last = starts[outer], ends[-1 - outer]
    if last - first > TOO_WIDE * max(1, inner_last - inner_first):
        first, last = inner_first, inner_last
    margin = max(1, (last - first) // 50)
    return Axis(max(1, first - margin), min(date.max.toordinal(), last + margin))


def bar(row: Row, number: int, start: int, end: int, axis: Axis) -> Bar:
    """One event on the axis."""
    left, right = axis.percent(start), axis.percent(end)
    kind = "inferred" if row.inferred else "day" if end - start == 1 else "interval"
    return Bar(
        row=row,
        number=number,
        start=f"{left:.2f}",
        width=f"{right - left:.2f}",
        kind=kind,
        before=start < axis.first,
        after=end > axis.last,
        off=end <= axis.first or start >= axis.last,
    )


def ticks(axis: Axis) -> tuple[Tick, ...]:
    """Days, months or years, as many as fit."""
    if axis.last - axis.first < 92:
        step = next((n for n in DAY_STEPS if (axis.last - axis.first) / n <= MOST_TICKS), DAY_STEPS[-1])
        found = [date.fromordinal(n) for n in range(axis.first + 1, axis.last) if n % step == 0]
        years = [axis.year, *(d.year for d in found)]
        return tuple(
            Tick(f"{axis.percent(d.toordinal()):.2f}", day_words(d, year=d.year != before))
            for d, before in zip(found, years, strict=False)
        )
    first, last = date.fromordinal(axis.first), date.fromordinal(axis.last)
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    step = next((n for n in STEPS if len(months) / n <= MOST_TICKS), STEPS[-1])
    found = [date(n // 12, n % 12 + 1, 1) for n in months if n % step == 0]
    return tuple(Tick(f"{axis.percent(d.toordinal()):.2f}", month_words(d, step)) for d in found)


def day_words(day: date, *, year: bool) -> str:
    """A tick at the beginning of a day; the year where it is another than at the tick before."""
    return f"{day.day} {MONTHS[day.month - 1]}{f' {day.year}' if year else ''}"


def month_words(day: date, step: int) -> str:
    """A tick at the beginning of a month or year."""
    return str(day.year) if step >= 12 else f"{MONTHS[day.month - 1]} {day.year}"
