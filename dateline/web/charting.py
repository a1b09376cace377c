"""A series as a drawing: days along the foot, amounts up the side, an interval as a bar, a shape a claimant.

Shapes and letters tell claimants apart, never colour alone; the measure decides what joins the points.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from dateline.export.report import words
from dateline.export.report.quarrels import BEYOND
from dateline.export.report.series import amount, bounds
from dateline.model.event import Series, SeriesPoint

WIDTH, HEIGHT = 760.0, 360.0
LEFT, RIGHT, TOP, FOOT = 66.0, 24.0, 22.0, 40.0
SHAPES = ("circle", "square", "triangle", "diamond", "cross", "pentagon")
"""The shapes of claimants in the order of their first point; who comes later shares the last and has a letter."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
APART = 13.0
"""How far points of one day stand from one another."""
STEPS = (1.0, 2.0, 5.0, 10.0)
MOST_DAYS = 6
"""Days that are named at the foot at most."""


class Tick(Struct, frozen=True):
    """A line across or a day at the foot, and what it says."""

    at: float
    words: str


class Dot(Struct, frozen=True, kw_only=True):
    """A point: where it is, from where to where it reaches, its claimant's shape and letter, what it says."""

    number: int
    x: float
    y: float
    low: float
    high: float
    open: bool
    left: float
    width: float
    shape: str
    letter: str
    flag: str
    says: str


class Join(Struct, frozen=True):
    """What joins the points of a claimant, as a path."""

    letter: str
    path: str


class Chart(Struct, frozen=True):
    """A whole drawing; `undated`: numbers of the points that have no day and so no place in it."""

    measure: str
    amounts: tuple[Tick, ...]
    days: tuple[Tick, ...]
    dots: tuple[Dot, ...]
    joins: tuple[Join, ...]
    undated: tuple[int, ...]
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = WIDTH - RIGHT
    foot: float = HEIGHT - FOOT
    top: float = TOP


class Scale(Struct, frozen=True):
    """Days and amounts as places in the drawing."""

    first: int
    last: int
    top: float

    def x(self, day: int) -> float:
        """The place of a day."""
        span = max(1, self.last - self.first)
        return round(LEFT + 22 + (WIDTH - RIGHT - LEFT - 44) * (day - self.first) / span, 1)

    def y(self, value: float) -> float:
        """The height of an amount."""
        return round(HEIGHT - FOOT - (HEIGHT - FOOT - TOP) * value / self.top, 1)


def marks_of(series: Series) -> dict[str, str]:
    """The letter of each claimant, in the order of their first point; after Z come numbers."""
    names = dict.fromkeys(point.claimant for point in series.points)
    return {name: LETTERS[n] if n < len(LETTERS) else str(n + 1) for n, name in enumerate(names)}


def shape_of(letter: str) -> str:
    """The shape that goes with a letter."""
    place = LETTERS.index(letter) if letter in LETTERS else len(SHAPES)
    return SHAPES[min(place, len(SHAPES) - 1)]


def chart(series: Series) -> Chart:
    """The drawing of a series."""
    ends = [bound for point in series.points for bound in bounds(point) if bound is not None]
    opens = any(bounds(point)[1] is None for point in series.points)
    ticks = tuple(steps(max(ends, default=0.0) * (BEYOND if opens else 1.0)))
    days = [day for point in series.points for day in days_of(point)]
    scale = Scale(min(days, default=0), max(days, default=1), ticks[-1])
    if series.points and scale.first == scale.last:
        scale = Scale(scale.first - 1, scale.last + 1, ticks[-1])
    dots = tuple(spread(series, scale))
    placed = {dot.number for dot in dots}
    return Chart(
        measure=series.measure,
        amounts=tuple(Tick(scale.y(value), words.number_words(value)) for value in ticks),
        days=tuple(foot(scale)) if days else (),
        dots=dots,
        joins=tuple(joins(series.measure, dots)),
        undated=tuple(n for n, _ in enumerate(series.points, 1) if n not in placed),
    )


def days_of(point: SeriesPoint) -> tuple[int, ...]:
    """First and last day of a point, as numbers; none where neither is known."""
    found = [day.toordinal() for end in (point.earliest, point.latest) if (day := words.day_of(end)) is not None]
    return (found[0], found[-1]) if found else ()


def steps(top: float) -> Iterator[float]:
    """Round amounts from nothing to the highest or a little more, five or six of them.

    >>> list(steps(23)), list(steps(40000))[-1]
    ([0.0, 5.0, 10.0, 15.0, 20.0, 25.0], 40000.0)
    """
    rough = max(top, 1.0) / 5
    size = 10 ** math.floor(math.log10(rough))
    step = max(1.0, next(size * one for one in STEPS if size * one >= rough))
    return (step * n for n in range(max(1, math.ceil(max(top, 1.0) / step)) + 1))


def foot(scale: Scale) -> Iterator[Tick]:
    """Days at the foot, evenly apart."""
    span = scale.last - scale.first
    step = max(1, -(-span // (MOST_DAYS - 1)))
    years = date.fromordinal(scale.first).year != date.fromordinal(scale.last).year
    for day in range(scale.first, scale.last + 1, step):
        said = date.fromordinal(day)
        year = said.year if years else ""
        yield Tick(scale.x(day), f"{said.day} {words.MONTHS[said.month - 1]} {year}".strip())


def spread(series: Series, scale: Scale) -> Iterator[Dot]:
    """The points; those that would stand on one another stand side by side."""
    letters = marks_of(series)
    taken: dict[tuple[int, int], int] = {}
    for number, point in enumerate(series.points, 1):
        days = days_of(point)
        low, high = bounds(point)
        if not days or (low is None and high is None):
            continue
        first, last = scale.x(days[0]), scale.x(days[1])
        # A stock and a running total hold on the last day of what they cover.
        at = (first + last) / 2 if series.measure == "flow" else last
        y = scale.y(point.best if point.best is not None else high if low is None else low)  # type: ignore[arg-type]
        spot = round(at / APART), round(y / APART)
        beside = taken.get(spot, 0)
        taken[spot] = beside + 1
        yield Dot(
            number=number,
            x=round(at + beside * APART, 1),
            y=y,
            low=scale.y(low or 0.0),
            high=TOP if high is None else scale.y(high),
            open=high is None,
            left=first - 4,
            width=max(8.0, last - first + 8),
            shape=shape_of(letters[point.claimant]),
            letter=letters[point.claimant],
            flag=flag_of(point),
            says=f"{number}: {words.date_words(point.earliest, point.latest)}, {amount(point)}, {point.claimant}",
        )


def flag_of(point: SeriesPoint) -> str:
    """The sign of what to keep in mind about a point."""
    signs = {"narrower": "◁", "jump": "↑", "reversal": "↓"}
    return "".join(signs.get(flag, "!") for flag in point.flags)


def joins(measure: str, dots: Iterable[Dot]) -> Iterator[Join]:
    """Lines between the points of a claimant: straight for a stock, in steps for a running total, none else."""
    mine: dict[str, list[Dot]] = {}
    for dot in dots:
        mine.setdefault(dot.letter, []).append(dot)
    for letter, found in mine.items():
        ordered = sorted(found, key=lambda dot: dot.x)
        if len(ordered) < 2 or measure not in ("stock", "cumulative"):
            continue
        way = [f"M{ordered[0].x} {ordered[0].y}"]
        for dot in ordered[1:]:
            way.append(f"H{dot.x}V{dot.y}" if measure == "cumulative" else f"L{dot.x} {dot.y}")
        yield Join(letter, "".join(way))
