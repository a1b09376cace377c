"""What a reader of a series must see beside a number: a narrower place, a jump, a count that shrinks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from dateline.model.event import SeriesPoint

# A number this many times the one before it, or so small a part of it, is a jump. Editorial, not measured.
JUMP = 3.0
# What was counted up to a day can only grow.
GROWING = frozenset({"incident", "cumulative"})
NARROWER, A_JUMP, A_REVERSAL = "narrower", "jump", "reversal"


def flagged(points: Sequence[SeriesPoint], measure: str, narrower: Collection[str]) -> tuple[SeriesPoint, ...]:
    """The points in their order, each with its flags; `narrower`: the claims over a part of the series' place.

    `jump`: whatever the two numbers allow, this is at least threefold the one before it or at most a third of it.
    `reversal`: less than the one before it, of a count that can only grow. Each is held against the last point of an
    earlier day over as wide a place; flows are numbers of different days, so none is held against another.
    """
    return tuple(replace(one, flags=tuple(_flags(one, points[:n], measure, narrower))) for n, one in enumerate(points))


def _flags(one: SeriesPoint, before: Sequence[SeriesPoint], measure: str, narrower: Collection[str]) -> Iterator[str]:
    if one.claim in narrower:
        yield NARROWER
    earlier = [
        other for other in before if (other.claim in narrower) == (one.claim in narrower) and _is_earlier(other, one)
    ]
    if not earlier or measure == "flow":
        return
    (least, most), (low, high) = _bounds(earlier[-1]), _bounds(one)
    if (most is not None and low >= JUMP * most > 0) or (high is not None and high * JUMP <= least):
        yield A_JUMP
    if measure in GROWING and high is not None and high < least:
        yield A_REVERSAL


def _is_earlier(one: SeriesPoint, other: SeriesPoint) -> bool:
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest


def _bounds(point: SeriesPoint) -> tuple[float, float | None]:
    """Least and most that a point allows; most is None where it is open."""
    low = point.low if point.low is not None else point.best
    return low or 0.0, point.high if point.high is not None else point.best
