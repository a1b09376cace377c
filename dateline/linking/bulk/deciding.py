"""Which reports are one happening: pairs decided a part at a time, then what hangs together sorted out by itself."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterator, Sequence

import numpy as np

from dateline.linking.across import Across, Known, Looks
from dateline.linking.bulk.bulk import Bulk, Numbers, blocks_in, evenly
from dateline.linking.clusters import Join, clusters, components
from dateline.linking.joining import sureness, told_alike
from dateline.linking.origins import Origins, Told
from dateline.linking.tellings import Tellings
from dateline.linking.torn import Dated, untorn
from dateline.model.span import Span

# So many pairs, and joins, are gone through at a time.
AT_ONCE = 50_000
# What a report takes with its slots and its story, in bytes, measured.
PER_REPORT = 40_000


class Reports:
    """The reports by number, with their slots; so many are kept as fit."""

    def __init__(self, bulk: Bulk) -> None:
        self._bulk = bulk
        self._stories = bulk.array("report_stories")
        self._ids: Sequence[str] = bulk.loaded("report_ids")
        self._kept: OrderedDict[int, Known] = OrderedDict()
        self._most = max(bulk.memory // 4 // PER_REPORT, 100)
        self._looks = Looks(bulk.tables.actors)

    def known(self, number: int) -> Known:
        """A report."""
        found = self._kept.get(number)
        if found is not None:
            self._kept.move_to_end(number)
            return found
        document = self._bulk.shelf.at(int(self._stories[number]))
        report = next(one for one in self._bulk.reports(document) if one.id == self._ids[number])
        found = self._kept[number] = Known(number, report, document, self._looks)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return found


def keep_firsts(bulk: Bulk, origins: Origins, starts: Numbers, ends: Numbers) -> None:
    """Keep where the first words of each report were told first."""
    ids, found = bulk.shelf.ids, np.zeros((3, len(starts)), dtype=np.int32)
    for n, story in enumerate(bulk.array("report_stories").tolist()):
        told = origins.of(ids[story], Span(int(starts[n]), int(ends[n])))
        first = bulk.shelf.number(told.document)
        assert first is not None
        found[:, n] = first, told.span.start, told.span.end
    bulk.save("firsts", found)


def repeats(bulk: Bulk, pairs: Numbers) -> Numbers:
    """For each pair of reports whether one repeats the other's words, as `across.repeats` says of one."""
    stories, (told, starts, ends) = bulk.array("report_stories"), bulk.array("firsts")
    a, b = pairs[:, 0], pairs[:, 1]
    least = np.minimum(ends[a] - starts[a], ends[b] - starts[b])
    near = np.abs(starts[a] - starts[b]) <= least
    answer: Numbers = near & (told[a] == told[b]) & (stories[a] != stories[b])
    return answer


def parts(bulk: Bulk) -> int:
    """In how many parts the pairs are decided."""
    return len(bulk.array("offered")) // AT_ONCE + 1


def decide(bulk: Bulk, part: int) -> list[int]:
    """How sure it is of each of some pairs that they are one happening."""
    offered = bulk.array("offered")
    pairs = np.array(offered[evenly(len(offered), parts(bulk), part)])
    reports, tellings = Reports(bulk), Tellings(bulk.tables.wording)
    found = []
    for (a, b), copied in zip(pairs.tolist(), repeats(bulk, pairs).tolist(), strict=True):
        one, other = reports.known(a), reports.known(b)
        found.append(sureness(one, other, copied, told_alike(one, other, tellings)))
    return found


def connect(bulk: Bulk, joins: Numbers, count: int) -> None:
    """Keep the joins by what hangs together; `joins`: rows of how sure each is and the numbers of its reports."""
    root = array("i", range(count))

    def find(n: int) -> int:
        while root[n] != n:
            root[n] = n = root[root[n]]
        return n

    for one, other in joins[:, 1:].tolist():
        a, b = find(one), find(other)
        root[max(a, b)] = min(a, b)
    roots = np.array([find(n) for n in joins[:, 1].tolist()], dtype=np.int32)
    order = np.argsort(roots, kind="stable")
    bulk.save("joins", joins[order])
    bulk.save("join_roots", roots[order])


def group_parts(bulk: Bulk) -> int:
    """In how many parts the joins are gone through."""
    return len(bulk.array("joins")) // AT_ONCE + 1


def group(bulk: Bulk, part: int) -> list[tuple[int, ...]]:
    """The clusters of several reports among those whose joins are in a part."""
    roots, joins = bulk.array("join_roots"), bulk.array("joins")
    reports, sorter = Reports(bulk), Sorter(bulk)
    found: list[tuple[int, ...]] = []
    for first, end in blocks_in(roots, evenly(len(roots), group_parts(bulk), part)):
        found += sorter.groups(np.array(joins[first:end]), reports)
    return found


class Sorter:
    """Sorts out what hangs together, as `Joining` does."""

    def __init__(self, bulk: Bulk) -> None:
        self._bulk = bulk
        self._ids = bulk.shelf.ids
        self._firsts, self._stays = bulk.array("firsts"), bulk.array("stays")
        self._stories = bulk.array("report_stories")

    def groups(self, joins: Numbers, reports: Reports) -> Iterator[tuple[int, ...]]:
        """The clusters of several reports among those of these joins."""
        numbers = np.unique(joins[:, 1:]).tolist()
        at = {number: n for n, number in enumerate(numbers)}
        local: list[Join] = [(score, at[one], at[other]) for score, one, other in joins.tolist()]
        kept = list(untorn(local, [self._dated(number) for number in numbers]))
        if not kept:
            return
        known = [reports.known(number) for number in numbers]
        across = Across(known, [self._first(number) for number in numbers], self._bulk.wish.ties, {})
        for members, within in components(len(numbers), kept):
            if len(members) > 1:
                for found in clusters(members, within, across.apart):
                    if len(found) > 1:
                        yield tuple(numbers[n] for n in found)

    def _dated(self, number: int) -> Dated:
        first, last, _ = self._stays[:, number].tolist()
        return Dated(first, last, self._ids[int(self._stories[number])])

    def _first(self, number: int) -> Told:
        story, start, end = self._firsts[:, number].tolist()
        return Told(self._ids[story], Span(start, end))
