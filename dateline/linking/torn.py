"""Reports whose rough time fits several happenings alike: what cannot be told is not joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from dateline.linking.blocks import ANY_DAY
from dateline.linking.clusters import Join
from dateline.linking.same import SURE
from dateline.linking.timing import STEPS


class Dated(Struct, frozen=True):
    """The first and the last day on which the happening of a report can have been, counted, and its story."""

    first: int
    last: int
    document: str


def untorn(joins: Sequence[Join], found: Sequence[Dated]) -> Iterator[Join]:
    """The joins without those of a report that joins, as surely, happenings of different days.

    'Earlier this week' fits an attack on Monday and one on Thursday. Where a number or a copied sentence makes one of
    them the surer, that one holds; else the report stands alone.
    """
    mine: dict[int, list[Join]] = defaultdict(list)
    for join in joins:
        mine[join[1]].append(join)
        mine[join[2]].append(join)
    torn_at = {n: _torn_at(n, several, found) for n, several in mine.items() if len(several) > 1}
    for score, one, other in joins:
        if score > max(torn_at.get(one, 0), torn_at.get(other, 0)):
            yield score, one, other


def _torn_at(n: int, joins: Sequence[Join], found: Sequence[Dated]) -> int:
    """The score at which a report's joins lead to happenings of different days, or to two of a story without a day."""
    first, last = found[n].first, found[n].last
    ordered = sorted(joins, key=lambda join: -join[0])
    for score, level in groupby(ordered, key=lambda join: join[0]):
        others = [found[other if one == n else one] for _, one, other in level]
        stays = [one for one in others if one.first <= last and first <= one.last]
        if not stays:
            continue
        latest, earliest = max(stay.first for stay in stays), min(stay.last for stay in stays)
        undated = [one for one in others if ANY_DAY in (last, one.last)]
        if latest > earliest or (score < SURE * STEPS and _are_told_apart(undated)):
            return int(score)
        first, last = max(first, latest), min(last, earliest)
    return 0


def _are_told_apart(several: Sequence[Dated]) -> bool:
    """Whether one story tells two of several reports as two happenings."""
    return len({one.document for one in several}) < len(several)
