"""Which pairs of reports are worth a decision: those of one kind that share a place, or a party, and a day."""

from __future__ import annotations

import math
from bisect import insort
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

from msgspec import Struct

from dateline.linking.same import PHASES, needs_no_place, widest_days
from dateline.linking.slots import FAMILIES, FINE, LASTING_DAYS, Slots
from dateline.model.mention import Place
from dateline.values.names import name_words

# So many reports of one block that may be of one day are all compared: a tenth of a second's decisions. In a larger
# crowd each is compared with the LAST ones before it, and the block is listed.
MOST, LAST = 120, 60
# Cells of this many degrees (28 km from south to north) hold a town with its quarters, and few other towns.
CELL = 0.25
KM_PER_DEGREE = 111.2
# Circles wider than this are provinces; no place within them is the same as they are.
WIDE_KM = 60.0


class Capped(Struct, frozen=True, order=True):
    """A block in which not every pair was compared, and how many reports it held."""

    block: str
    reports: int


class Pairs(Struct, frozen=True):
    """Pairs of positions in the given sequence (each once, the lower first), and the blocks that were cut."""

    pairs: tuple[tuple[int, int], ...]
    capped: tuple[Capped, ...]


class Stay(Struct, frozen=True, order=True):
    """The days on which a report's happening can have been, its position, and whether its place is in no gazetteer."""

    first: int
    last: int
    at: int
    unknown: bool


Block = tuple[str, str, str, str]
CALLED = "called "


def pairs(found: Sequence[Slots]) -> Pairs:
    """The pairs to decide on; `found` must be sorted by report id.

    Every pair that can be decided to be one happening is among them, but for the blocks that were cut, and for those
    whose time is rough and whose one repeats the words of the other.
    """
    words = frozenset(word for one in found if _is_unknown(one) for word in _words(one))
    blocks: dict[Block, list[Stay]] = defaultdict(list)
    for n, one in enumerate(found):
        stay = _stay(one, n)
        if stay is not None:
            for kind in kinds(one.type):
                for spot in spots(one, words):
                    blocks[kind, one.level, one.state, spot].append(stay)
    capped: list[Capped] = []
    chosen: set[tuple[int, int]] = set()
    for block in sorted(blocks):
        if len(blocks[block]) > 1:
            chosen.update(_together(block, sorted(blocks[block]), capped))
    return Pairs(tuple(sorted(chosen)), tuple(sorted(capped)))


def _stay(one: Slots, at: int) -> Stay | None:
    """When it was; None where that is unknown or too rough for any pair to be joined."""
    if one.width is None or one.first is None or one.last is None or one.width > widest_days(one):
        return None
    return Stay(one.first, one.last + (LASTING_DAYS if one.lasts else 0), at, _is_unknown(one))


def kinds(code: str) -> tuple[str, ...]:
    """The families of a type, else the type itself."""
    families = (*FAMILIES, PHASES)
    return tuple(f"family {n}" for n, family in enumerate(families) if code in family) or (code,)


def spots(one: Slots, words: Container[str]) -> Iterator[str]:
    """What two reports must share: the place, a spot on the grid, one of the words of an unknown place's name, a
    structure; and where no place is needed, a party or a wider place."""
    for name in one.structures:
        yield f"structure {name}"
    place = one.place
    if needs_no_place(one.type):
        yield from (f"by {party.id}" for party in one.initiators)
        yield from _areas(place)
    if place is None:
        return
    yield from (f"{CALLED}{word}" for word in _words(one) if word in words)
    cells = tuple(_cells(place)) if place.precision in FINE else ()
    if place.gazetteer_id is not None and not cells:
        yield place.gazetteer_id
    yield from cells


def _is_unknown(one: Slots) -> bool:
    return one.place is not None and one.place.gazetteer_id is None


def _words(one: Slots) -> tuple[str, ...]:
    return () if one.place is None else name_words(one.place.name or one.place.text)


def _areas(place: Place | None) -> Iterator[str]:
    if place is None:
        return
    for area in (place.admin2, place.admin1):
        if area and place.country:
            yield f"{place.country} {area}"
    if place.gazetteer_id is None or not (place.admin1 or place.admin2):
        yield (place.country or place.name or place.text).casefold()


def _cells(place: Place) -> Iterator[str]:
    """The cells of the grid that a place's circle touches."""
    if place.latitude is None or place.longitude is None:
        return
    radius = min(place.radius_km or 0.0, WIDE_KM) / KM_PER_DEGREE
    across = radius / max(math.cos(math.radians(place.latitude)), 0.05)
    rows = range(_cell(place.latitude - radius), _cell(place.latitude + radius) + 1)
    columns = range(_cell(place.longitude - across), _cell(place.longitude + across) + 1)
    yield from (f"cell {row} {column}" for row in rows for column in columns)


def _cell(degrees: float) -> int:
    return math.floor(degrees / CELL)


def _together(block: Block, stays: Sequence[Stay], capped: list[Capped]) -> Iterator[tuple[int, int]]:
    """The pairs of those that can have been on one day; `stays` in order of their first day."""
    by_name = block[-1].startswith(CALLED)
    present: list[tuple[int, int, bool]] = []
    cut = False
    for stay in stays:
        del present[: next((n for n, one in enumerate(present) if one[0] >= stay.first), len(present))]
        cut = cut or len(present) >= MOST
        for _, at, unknown in present[-LAST:] if len(present) >= MOST else present:
            if not by_name or unknown or stay.unknown:
                yield (at, stay.at) if at < stay.at else (stay.at, at)
        insort(present, (stay.last, stay.at, stay.unknown))
    if cut:
        capped.append(Capped(" ".join(block), len(stays)))
