"""Which pairs of reports are worth a decision: those of related type that share a place or actor and a month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from dateline.linking.slots import FAMILIES, LASTING_DAYS, Slots

# Pairs within a block grow with its square; 400 reports make 80,000 pairs, some two seconds. A larger block is
# cut by day; what is still larger is compared with its neighbours in time only, and listed.
MOST = 400
MONTH_DAYS = 31
# A time wider than this is in no month's block but in that of all times.
WIDE_DAYS = 93


class Capped(Struct, frozen=True, order=True):
    """A block in which only neighbours were compared, and how many reports it held."""

    block: str
    reports: int


class Pairs(Struct, frozen=True):
    """Pairs of positions in the given sequence (each once, the lower first), and the blocks that were cut."""

    pairs: tuple[tuple[int, int], ...]
    capped: tuple[Capped, ...]


def pairs(found: Sequence[Slots]) -> Pairs:
    """The pairs to decide on; `found` must be sorted by report id."""
    blocks: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    undated: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, one in enumerate(found):
        for key in keys(one):
            months = _months(one)
            if months is None:
                undated[key].append(n)
            else:
                for month in months:
                    blocks[(*key, month)].append(n)
    capped: list[Capped] = []
    chosen: set[tuple[int, int]] = set()
    for (kind, place, month), members in sorted(blocks.items(), key=str):
        loose = undated.get((kind, place), [])
        chosen.update(_within(f"{kind} {place} {month}", members + loose, found, capped))
    for (kind, place), members in sorted(undated.items()):
        chosen.update(_within(f"{kind} {place} undated", members, found, capped))
    return Pairs(tuple(sorted(chosen)), tuple(sorted(set(capped))))


def keys(one: Slots) -> Iterator[tuple[str, str]]:
    """The blocks of a report but for the month: its kinds by the places it may be known under, or by its actors."""
    for kind in kinds(one.type):
        for place in _places(one):
            yield kind, place
        if one.place is None or one.type.startswith("political."):
            for party in one.initiators:
                yield kind, f"by {party.id}"


def kinds(code: str) -> tuple[str, ...]:
    """The type and the families it belongs to."""
    return (code, *(f"family {n}" for n, family in enumerate(FAMILIES) if code in family))


def _places(one: Slots) -> Iterator[str]:
    place = one.place
    if place is None:
        return
    if place.gazetteer_id is not None:
        yield place.gazetteer_id
    for area in (place.admin2, place.admin1):
        if area and place.country:
            yield f"{place.country} {area}"
    if place.gazetteer_id is None or not (place.admin1 or place.admin2):
        yield (place.country or place.name or place.text).casefold()


def _months(one: Slots) -> range | None:
    if one.first is None or one.last is None or one.last - one.first > WIDE_DAYS:
        return None
    last = one.last + (LASTING_DAYS if one.lasts else 0)
    return range(one.first // MONTH_DAYS, last // MONTH_DAYS + 1)


def _within(name: str, members: list[int], found: Sequence[Slots], capped: list[Capped]) -> Iterator[tuple[int, int]]:
    members = sorted(set(members))
    if len(members) <= MOST:
        yield from _all(members)
        return
    by_day: dict[int | None, list[int]] = defaultdict(list)
    for n in members:
        one = found[n]
        days: Iterable[int | None] = [None] if one.first is None or one.last is None else range(one.first, one.last + 1)
        for day in days:
            by_day[day].append(n)
    for day in sorted(by_day, key=lambda d: -1 if d is None else d):
        group = by_day[day]
        if len(group) <= MOST:
            yield from _all(group)
        else:
            capped.append(Capped(f"{name} {day}", len(group)))
            for i, n in enumerate(group):
                yield from ((n, m) for m in group[i + 1 : i + 1 + MOST // 10])


def _all(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    for i, n in enumerate(members):
        for m in members[i + 1 :]:
            yield n, m
