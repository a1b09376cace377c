"""How well the figures of two reports agree."""

from __future__ import annotations

from dateline.linking.people import singular
from dateline.linking.slots import Slots
from dateline.model.mention import Figure
from dateline.values.names import fold

# Two totals of so many hardly agree by chance, as two of five do.
MANY, SAME_TOTAL, OTHER_NUMBER = 20, 3, -1


def figure_agreement(a: Slots, b: Slots) -> int:
    """1 to 3 when a number agrees, -1 when exact ones differ, -2 when they differ threefold, 0 otherwise.

    A number that is told later and higher is the same toll risen.
    """
    best = 0
    for one in a.figures:
        for other in b.figures:
            if one.outcome is None or one.outcome != other.outcome or None in (_amount(one), _amount(other)):
                continue
            if _amount(one) == _amount(other) and _counted(one) == _counted(other):
                return _agreement(_amount(one) or 0.0, a.level)
            if one.population != other.population or is_one_count(a, b):
                continue
            if one.best is not None and other.best is not None and one.best != other.best:
                low, high = sorted((one.best, other.best))
                risen = _is_told_later(a, b, other.best > one.best)
                best = min(best, -2 if high > 3 * low else 0 if risen else OTHER_NUMBER)
    return best


def _counted(figure: Figure) -> str:
    """The noun that says whom a figure counts: 'Veyran troops' are troops."""
    words = fold(figure.population or "").split()
    return singular(words[-1]) if words else ""


def _is_told_later(a: Slots, b: Slots, second: bool) -> bool:
    """Whether the story with the higher number, the second or the first, came out on a later day: a toll rises."""
    low, high = (a.told, b.told) if second else (b.told, a.told)
    return low is not None and high is not None and low < high


def _agreement(amount: float, level: str) -> int:
    """What one number in both is worth: a large total, and a large number that nobody rounded, are rarely another's."""
    if amount < MANY:
        return 1
    return SAME_TOTAL if level == "aggregate" else 2 if amount % 10 else 1


def _amount(figure: Figure) -> float | None:
    return figure.low if figure.best is None else figure.best


def is_one_count(a: Slots, b: Slots) -> bool:
    """Whether two totals of one kind count from the same day on."""
    return a.level == b.level == "aggregate" and a.type == b.type and a.first == b.first and a.width != 1
