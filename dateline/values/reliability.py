"""Krippendorff's alpha: how far several coders agree beyond chance (K. Krippendorff, 'Computing Krippendorff's
Alpha-Reliability', 2011). Written here, since the packages that compute it are under the GPL.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import permutations
from typing import TypeVar

from msgspec import Struct

V = TypeVar("V", str, float)
Distance = Callable[[V, V], float]


class Reliability(Struct, frozen=True):
    """Alpha, and what it is computed from; None where fewer than two different values were given."""

    alpha: float | None  #: 1 for perfect agreement, 0 for what chance would give, below 0 for less
    units: int  #: units that two coders or more gave a value
    values: int  #: values in these units
    agreeing: int  #: units in which all values are the same


def nominal(one: str, other: str) -> float:
    """Names are the same or not."""
    return float(one != other)


def interval(one: float, other: float) -> float:
    """Numbers whose differences mean something, such as days."""
    return (one - other) ** 2


def ratio(one: float, other: float) -> float:
    """Numbers with a zero, such as counts of people: 1 and 2 differ as 100 and 200 do."""
    return 0.0 if one == other else ((one - other) / (one + other)) ** 2


def reliability(units: Iterable[Sequence[V]], distance: Distance[V]) -> Reliability:
    """Alpha over units, each with the values that coders gave it; a unit with one value only tells nothing.

    >>> reliability([["a", "a"], ["b", "b"], ["a", "b"]], nominal).alpha
    0.444...
    """
    pairable = [tuple(unit) for unit in units if len(unit) > 1]
    counts = Counter(value for unit in pairable for value in unit)
    number = counts.total()
    agreeing = sum(len(set(unit)) == 1 for unit in pairable)
    if len(counts) < 2:
        return Reliability(None, len(pairable), number, agreeing)
    observed = sum(
        sum(distance(one, other) for one, other in permutations(unit, 2)) / (len(unit) - 1) for unit in pairable
    )
    expected = sum(counts[one] * counts[other] * distance(one, other) for one, other in permutations(counts, 2))
    return Reliability(1.0 - (number - 1) * observed / expected, len(pairable), number, agreeing)
