"""Which figures of one event are compared: all with all, or, where it has very many, each with those that tell most.

Two thousand numbers would make two million rows that nobody reads. In a crowd each is compared with the last ones
before it, with the last one of the same speaker, with the lowest and the highest of its outcome, and with the last
one of each outcome that is counted by another definition. The event is listed as one in which not every pair was
compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import combinations

from msgspec import Struct

# All pairs of a hundred statements are 4,950, compared in a tenth of a second.
CROWD, BEFORE = 100, 16


class Item(Struct, frozen=True):
    """A statement as the plan sees it."""

    outcome: str
    voice: Hashable
    amount: float


def pairs(items: Sequence[Item], comparable: Callable[[str, str], bool]) -> Iterator[tuple[int, int]]:
    """Pairs of positions to compare, in order, of items in the order in which they hold.

    `comparable`: whether two unlike outcomes count nearly the same people.
    """
    if len(items) <= CROWD:
        yield from combinations(range(len(items)), 2)
        return
    yield from sorted(_telling(items, comparable))


def is_crowd(items: Sequence[object]) -> bool:
    """Whether not every pair of so many is compared."""
    return len(items) > CROWD


def _telling(items: Sequence[Item], comparable: Callable[[str, str], bool]) -> set[tuple[int, int]]:
    by_outcome: dict[str, list[int]] = defaultdict(list)
    for n, item in enumerate(items):
        by_outcome[item.outcome].append(n)
    extremes = {o: (min(found, key=_amount(items)), max(found, key=_amount(items))) for o, found in by_outcome.items()}
    nearby = {o: [p for p in sorted(by_outcome) if p != o and comparable(o, p)] for o in by_outcome}
    seen: dict[str, list[int]] = defaultdict(list)
    spoke: dict[tuple[str, Hashable], int] = {}
    found: set[tuple[int, int]] = set()
    for n, item in enumerate(items):
        others = {*seen[item.outcome][-BEFORE:], *extremes[item.outcome], spoke.get((item.outcome, item.voice), n)}
        others |= {seen[outcome][-1] for outcome in nearby[item.outcome] if seen[outcome]}
        found |= {(min(n, other), max(n, other)) for other in others if other != n}
        seen[item.outcome].append(n)
        spoke[item.outcome, item.voice] = n
    return found


def _amount(items: Sequence[Item]) -> Callable[[int], tuple[float, int]]:
    return lambda n: (items[n].amount, n)
