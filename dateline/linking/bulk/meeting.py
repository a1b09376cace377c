"""Which reports are worth a decision: the blocks of all reports, ranked on disk, a range of them at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from dateline.linking.blocks import CALLED, Capped, meeting
from dateline.linking.bulk import duck
from dateline.linking.bulk.bulk import Bulk, blocks_in, evenly
from dateline.linking.bulk.described import BLOCKS, Lines, unpacked

# So many places of reports in blocks are gone through at a time.
AT_ONCE = 200_000
NAMES = "reports"


class Met(Struct, frozen=True, eq=False):
    """The pairs that some blocks offer, and which of these were cut."""

    pairs: list[tuple[int, int]]
    cut: tuple[Capped, ...]


def rank(bulk: Bulk, lines: Lines) -> None:
    """Number the blocks that several reports share in their order; keep who is in each, and the blocks of each report.

    A block alone offers nothing, and no pair has it in common.
    """
    numbers = np.arange(len(lines.ids), dtype=np.int32)
    duck.write(bulk.path(f"{NAMES}.parquet"), {"report": lines.ids, "number": numbers})
    asking = bulk.duck()
    asking.run(
        "CREATE TABLE shared AS SELECT block, (row_number() OVER (ORDER BY block) - 1)::INTEGER AS rank FROM "
        f"(SELECT block FROM read_parquet('{bulk.path(BLOCKS)}-*.parquet') GROUP BY block HAVING count(*) > 1)"
    )
    places = asking.asked(
        f"SELECT rank, number FROM read_parquet('{bulk.path(BLOCKS)}-*.parquet') JOIN shared USING (block) "
        f"JOIN read_parquet('{bulk.path(NAMES)}.parquet') USING (report)"
    )
    names = asking.asked("SELECT block FROM shared ORDER BY rank")["block"]
    asking.close()
    # The offsets of the names, one behind the other: a hundred bytes for each block.
    bulk.save("block_names_at", np.cumsum([0, *map(len, names)]))
    bulk.path("block_names").write_bytes(b"".join(map(bytes, names)))
    bulk.save("called", np.array([_is_called(bytes(name)) for name in names], dtype=np.bool_))
    ranks, reports = places["rank"].astype(np.int32), places["number"].astype(np.int32)
    by_report = np.lexsort((ranks, reports))
    bulk.save("homes", ranks[by_report])
    bulk.save("homes_at", np.searchsorted(reports[by_report], np.arange(len(lines.ids) + 1)))
    # In a block reports stand as their stays do: by first day, last day and id.
    by_block = np.lexsort((reports, lines.last[reports], lines.first[reports], ranks))
    bulk.save("in_blocks", np.stack((ranks[by_block], reports[by_block])))
    bulk.save("stays", np.stack((lines.first, lines.last, lines.unknown.astype(np.int32))))


def _is_called(name: bytes) -> bool:
    return unpacked(name)[-1].startswith(CALLED)


def parts(bulk: Bulk) -> int:
    """In how many ranges the blocks are gone through."""
    return int(bulk.array("in_blocks").shape[1]) // AT_ONCE + 1


def meet(bulk: Bulk, part: int) -> Met:
    """The pairs that a range of blocks offers, as `Blocks` does."""
    asked = Asked(bulk)
    ranks, reports = bulk.array("in_blocks")
    found: list[tuple[int, int]] = []
    cut = []
    for first, end in blocks_in(ranks, evenly(len(ranks), parts(bulk), part)):
        pairs, was_cut = asked.pairs(int(ranks[first]), reports[first:end].tolist())
        found += pairs
        if was_cut:
            cut.append(Capped(" ".join(block_name(bulk, int(ranks[first]))), end - first))
    return Met(found, tuple(cut))


def block_name(bulk: Bulk, rank: int) -> tuple[str, ...]:
    """The block of a rank."""
    start, end = bulk.array("block_names_at")[rank : rank + 2].tolist()
    with bulk.path("block_names").open("rb") as file:
        file.seek(start)
        return unpacked(file.read(end - start))


class Asked:
    """Asks which block is the first that two reports have in common."""

    def __init__(self, bulk: Bulk) -> None:
        self._homes, self._at = np.array(bulk.array("homes")), np.array(bulk.array("homes_at"))
        self._called = np.array(bulk.array("called"))
        self._stays = np.array(bulk.array("stays"))
        self._lists: dict[int, tuple[list[int], list[int]]] = {}

    def pairs(self, block: int, reports: Sequence[int]) -> tuple[list[tuple[int, int]], bool]:
        """The pairs of a block, and whether it was cut; `reports` in order of their stays."""
        first, last, unknown = self._stays[:, reports].tolist()
        if len(reports) < 2 or (self._called[block] and not any(unknown)):
            return [], False
        self._lists = {}
        stays = zip(first, last, reports, map(bool, unknown), strict=True)
        return meeting(stays, lambda one, other, by_name: self._is_first(block, one, other, by_name))

    def _is_first(self, block: int, one: int, other: int, by_name: bool) -> bool:
        here, there = self._of(one)[not by_name], self._of(other)[not by_name]
        a = b = 0
        while a < len(here) and b < len(there):
            if here[a] == there[b]:
                return here[a] == block
            if here[a] < there[b]:
                a += 1
            else:
                b += 1
        return False

    def _of(self, report: int) -> tuple[list[int], list[int]]:
        """The blocks of a report in order: all, and those that are no words of a name."""
        found = self._lists.get(report)
        if found is None:
            homes = self._homes[self._at[report] : self._at[report + 1]]
            found = self._lists[report] = homes.tolist(), homes[~self._called[homes]].tolist()
        return found
