"""Which pairs of reports are worth a decision: those of one kind that share a place, or a party, and a day."""

from __future__ import annotations

import math
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from itertools import pairwise
from typing import TypeVar

from msgspec import Struct

from dateline.linking.people import outer_names
from dateline.linking.same import PHASES, is_drive, needs_no_place, widest_days
from dateline.linking.slots import FAMILIES, FINE, Slots, scales
from dateline.model.mention import Place
from dateline.values.names import name_words

# So many reports of one block that may be of one day are all compared: a tenth of a second's decisions. In a larger
# crowd each is compared with the LAST ones before it, and the block is listed.
MOST, LAST = 120, 60
# Cells of this many degrees (28 km from south to north) hold a town with its quarters, and few other towns.
CELL = 0.25
KM_PER_DEGREE = 111.2
# Days that lie beyond all that are told.
ANY_DAY = 10_000_000
# Circles wider than this are provinces; no place within them is the same as they are.
WIDE_KM = 60.0


class Capped(Struct, frozen=True, order=True):
    """A block in which not every pair was compared, and how many reports it held."""

    block: str
    reports: int


class Stay(Struct, frozen=True, order=True):
    """The days of a report's happening, the report's id, and whether its place is in no gazetteer."""

    first: int
    last: int
    report: str
    unknown: bool


class Pairs(Struct, frozen=True):
    """The pairs of a block, each in order, and whether it was cut."""

    pairs: tuple[tuple[str, str], ...]
    cut: bool


Block = tuple[str, str, str, str]
CALLED = "called "
# A report, by its id or by its number among all.
Name = TypeVar("Name", str, int)


class Blocks:
    """Reports that come and go, in blocks; the pairs of a block are sought anew only when it has changed.

    Every pair that can be decided to be one happening is offered, but for the blocks that were cut, and for reports of
    rough times. The pairs depend on the reports that are there alone.
    """

    def __init__(
        self,
        stays: Mapping[str, tuple[Stay, tuple[Block, ...]]] | None = None,
        pairs: Mapping[Block, Pairs] | None = None,
    ) -> None:
        """With what other blocks had: the days and the blocks of reports, and the pairs of blocks."""
        self._blocks: dict[Block, dict[str, Stay]] = defaultdict(dict)
        self._homes: dict[str, tuple[Block, ...]] = {}
        self._pairs: dict[Block, Pairs] = dict(pairs or {})
        for report, (stay, homes) in (stays or {}).items():
            self._homes[report] = homes
            for block in homes:
                self._blocks[block][report] = stay

    def put(self, report: str, one: Slots) -> None:
        """Take a report in, in place of the one of its id."""
        self.drop(report)
        stay = stay_of(report, one)
        if stay is None:
            return
        self._homes[report] = homes_of(one)
        for block in self._homes[report]:
            self._blocks[block][report] = stay
            self._pairs.pop(block, None)

    def drop(self, report: str) -> None:
        """Let a report go."""
        for block in self._homes.pop(report, ()):
            del self._blocks[block][report]
            self._pairs.pop(block, None)
            if not self._blocks[block]:
                del self._blocks[block]

    def reports(self) -> Set[str]:
        """The reports that are in some block."""
        return self._homes.keys()

    def homes(self, report: str) -> tuple[Block, ...]:
        """The blocks of a report, in order."""
        return self._homes.get(report, ())

    def stay(self, report: str) -> Stay | None:
        """The days of a report that is in some block."""
        homes = self._homes.get(report)
        return self._blocks[homes[0]][report] if homes else None

    def sought(self, reports: Set[str]) -> Iterator[tuple[Block, Pairs]]:
        """The blocks that have only these reports, with the pairs that were found in them."""
        return ((block, found) for block, found in self._pairs.items() if self._blocks[block].keys() <= reports)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The pairs to decide on, each once."""
        for block, stays in self._blocks.items():
            found = self._pairs.get(block)
            if found is None:
                found = self._pairs[block] = self._sought(block, stays)
            yield from found.pairs

    def capped(self) -> tuple[Capped, ...]:
        """The blocks in which not every pair was offered, by name."""
        cut = (block for block, found in self._pairs.items() if found.cut)
        return tuple(sorted(Capped(" ".join(block), len(self._blocks[block])) for block in cut))

    def _sought(self, block: Block, stays: Mapping[str, Stay]) -> Pairs:
        by_name = block[-1].startswith(CALLED)
        if len(stays) < 2 or (by_name and not any(stay.unknown for stay in stays.values())):
            return Pairs((), False)
        ordered = ((stay.first, stay.last, stay.report, stay.unknown) for stay in sorted(stays.values()))
        found, cut = meeting(ordered, lambda one, other, by_name: self._meet_first(block, one, other, by_name))
        return Pairs(tuple(found), cut)

    def _meet_first(self, block: Block, one: str, other: str, by_name: bool) -> bool:
        """Whether this block is the first that two reports have in common, so that it offers the pair.

        `by_name`: the place of one is unknown, so that a word of its name counts.
        """
        theirs = self._homes[other]
        common = (home for home in self._homes[one] if home in theirs and (by_name or not home[-1].startswith(CALLED)))
        return next(common, None) == block


def meeting(
    stays: Iterable[tuple[int, int, Name, bool]], meet: Callable[[Name, Name, bool], bool]
) -> tuple[list[tuple[Name, Name]], bool]:
    """The pairs of a block whose days meet, and whether it was cut; `stays` in order: first and last day, report,
    whether its place is unknown. `meet`: whether the block offers a pair; its third word: whether names count."""
    found: list[tuple[Name, Name]] = []
    cut = False
    present: list[tuple[int, Name, bool]] = []
    for first, last, report, unknown in stays:
        del present[: next((n for n, one in enumerate(present) if one[0] >= first), len(present))]
        cut = cut or len(present) >= MOST
        for _, other, also in present[-LAST:] if len(present) >= MOST else present:
            if meet(other, report, also or unknown):
                found.append((min(other, report), max(other, report)))
        insort(present, (last, report, unknown))
    return found, cut


def homes_of(one: Slots) -> tuple[Block, ...]:
    """The blocks of a report, in order."""
    return tuple(
        sorted(
            {(kind, level, one.state, spot) for kind in kinds(one.type) for level in scales(one) for spot in spots(one)}
        )
    )


def stay_of(report: str, one: Slots) -> Stay | None:
    """When it was, any day where that is open; None where that is too rough for any pair to be joined."""
    if one.first is None or one.last is None:
        is_told = one.yearday is not None or one.running or bool(one.killed) or is_drive(one)
        return Stay(-ANY_DAY, ANY_DAY, report, _is_unknown(one)) if is_told else None
    if one.last - one.first >= widest_days(one) and not one.killed:
        return None
    return Stay(one.first, one.last + one.lasts, report, _is_unknown(one))


def kinds(code: str) -> tuple[str, ...]:
    """The families of a type, else the type itself."""
    families = (*FAMILIES, PHASES)
    return tuple(f"family {n}" for n, family in enumerate(families) if code in family) or (code,)


def spots(one: Slots) -> Iterator[str]:
    """What two reports must share: the place, a cell of the grid, a word of the name where one place is unknown, a
    structure, two names of a person killed; and where no place is needed, a party or a wider place."""
    for name in one.structures:
        yield f"structure {name}"
    for name in one.killed:
        yield from (f"killed {word} {next_}" for word, next_ in {outer_names(name), *pairwise(name_words(name))})
    place = one.place
    if needs_no_place(one.type):
        yield from (f"by {party.id}" for party in one.initiators)
        yield from _areas(place)
    if place is None:
        return
    yield from (f"{CALLED}{word}" for word in name_words(place.name or place.text))
    cells = tuple(_cells(place)) if place.precision in FINE else ()
    if place.gazetteer_id is not None and not cells:
        yield place.gazetteer_id
    yield from cells


def _is_unknown(one: Slots) -> bool:
    return one.place is not None and one.place.gazetteer_id is None


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
