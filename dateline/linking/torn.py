"""Reports whose rough time fits several happenings alike: what cannot be told is not joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from dateline.linking.blocks import ANY_DAY
from dateline.linking.clusters import Join
from dateline.linking.slots import Slots


def untorn(joins: Sequence[Join], found: Sequence[Slots]) -> Iterator[Join]:
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


def _torn_at(n: int, joins: Sequence[Join], found: Sequence[Slots]) -> int:
    """The score at which a report's joins lead to happenings of different days, or to two of a story without a day."""
    first, last = _days(found[n])
    ordered = sorted(joins, key=lambda join: -join[0])
    for score, level in groupby(ordered, key=lambda join: join[0]):
        others = [found[other if one == n else one] for _, one, other in level]
        stays = [stay for stay in map(_days, others) if stay[0] <= last and first <= stay[1]]
        if not stays:
            continue
        latest, earliest = max(stay[0] for stay in stays), min(stay[1] for stay in stays)
        if latest > earliest or _are_told_apart([one for one in others if ANY_DAY in (last, _days(one)[1])]):
            return int(score)
        first, last = max(first, latest), min(last, earliest)
    return 0


def _are_told_apart(several: Sequence[Slots]) -> bool:
    """Whether one story tells two of several reports as two happenings."""
    return len({one.document for one in several}) < len(several)


def _days(one: Slots) -> tuple[int, int]:
    """The first and the last day on which a happening can have been."""
    return (-ANY_DAY if one.first is None else one.first), (ANY_DAY if one.last is None else one.last + one.lasts)
