"""Reports whose rough time fits several happenings alike: what cannot be told is not joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from dateline.linking.clusters import Join

# The first and the last day on which a happening can have been.
Days = tuple[int, int]


def untorn(joins: Sequence[Join], days: Sequence[Days]) -> Iterator[Join]:
    """The joins without those of a report that joins, as surely, happenings of different days.

    'Earlier this week' fits an attack on Monday and one on Thursday. Where a number or a copied sentence makes one of
    them the surer, that one holds; else the report stands alone.
    """
    mine: dict[int, list[Join]] = defaultdict(list)
    for join in joins:
        mine[join[1]].append(join)
        mine[join[2]].append(join)
    torn_at = {n: _torn_at(n, several, days) for n, several in mine.items() if len(several) > 1}
    for score, one, other in joins:
        if score > max(torn_at.get(one, 0), torn_at.get(other, 0)):
            yield score, one, other


def _torn_at(n: int, joins: Sequence[Join], days: Sequence[Days]) -> int:
    """The score at which a report's joins lead to happenings of different days; 0 where none do."""
    first, last = days[n]
    ordered = sorted(joins, key=lambda join: -join[0])
    for score, level in groupby(ordered, key=lambda join: join[0]):
        stays = [days[other if one == n else one] for _, one, other in level]
        fitting = [stay for stay in stays if stay[0] <= last and first <= stay[1]]
        if not fitting:
            continue
        latest, earliest = max(stay[0] for stay in fitting), min(stay[1] for stay in fitting)
        if latest > earliest:
            return int(score)
        first, last = max(first, latest), min(last, earliest)
    return 0
