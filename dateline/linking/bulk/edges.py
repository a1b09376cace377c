"""Which story takes from which, as arrays: hundred bytes an edge; the words come in from disk when they are asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np
from msgspec import Struct

from dateline.linking.bulk.bulk import Bulk, Numbers, blocks_of, evenly
from dateline.linking.bulk.shelf import Shelf
from dateline.linking.copies import READY, compared, twins
from dateline.linking.credits import is_most
from dateline.linking.origins import Taken, taken_by
from dateline.linking.prints import Print
from dateline.linking.sides import Side, Signs, side_of
from dateline.model.event import SourceEdge
from dateline.model.span import Evidence, Span

# So many pairs of stories are compared at a time.
AT_ONCE = 10_000


class Row(Struct, frozen=True, array_like=True):
    """An edge; `spans`: start and end of each passage in the source and in the target, by turns."""

    source: int
    target: int
    relation: str
    spans: tuple[int, ...]


def parts(bulk: Bulk) -> int:
    """In how many parts the pairs are compared."""
    return len(bulk.array("candidates")) // AT_ONCE + 1


def compare(bulk: Bulk, part: int) -> list[Row]:
    """The edges between the stories of some pairs."""
    signs = Signs(bulk.tables.copying)

    @lru_cache(min(READY, max(bulk.memory // 400_000, 16)))
    def side(position: int) -> Side:
        document = bulk.shelf.at(int(stories[position]))
        return side_of(Print(document, int(sizes[position]), np.zeros(0, dtype=np.uint64)), signs)

    stories, sizes, pairs = bulk.array("story_at"), bulk.array("sizes"), bulk.array("candidates")
    found = (compared(side(a), side(b)) for a, b in pairs[evenly(len(pairs), parts(bulk), part)].tolist())
    return [row_of(edge, bulk.shelf) for edge in found if edge is not None]


def of_pages(groups: Iterable[Sequence[int]], shelf: Shelf) -> Iterator[Row]:
    """The edges between stories that are one story of one page, which came in several times."""
    for group in groups:
        yield from (row_of(edge, shelf) for edge in twins(shelf.at(number) for number in group))


def row_of(edge: SourceEdge, shelf: Shelf) -> Row:
    """An edge as a row."""
    source, target = shelf.number(edge.source), shelf.number(edge.target)
    assert source is not None
    assert target is not None
    return Row(source, target, edge.relation, tuple(n for one in edge.evidence for n in (one.start, one.end)))


class Edges(Sequence[SourceEdge]):
    """The edges, sorted by source and target."""

    def __init__(self, rows: Sequence[Row], shelf: Shelf) -> None:
        ordered = sorted(rows, key=lambda row: (row.source, row.target, row.relation))
        self._shelf = shelf
        self._relations = [row.relation for row in ordered]
        self.sources = np.array([row.source for row in ordered], dtype=np.int32)
        self.targets = np.array([row.target for row in ordered], dtype=np.int32)
        self._ends = np.cumsum([0, *(len(row.spans) for row in ordered)])
        self._spans = np.array([n for row in ordered for n in row.spans], dtype=np.int32)

    def __len__(self) -> int:
        return len(self._relations)

    def __getitem__(self, n):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN204
        if isinstance(n, slice):
            return tuple(self.edge(at) for at in range(*n.indices(len(self))))
        return self.edge(range(len(self))[n])

    def edge(self, n: int) -> SourceEdge:
        """The edge at a place, its passages with their words."""
        both = [self._shelf.at(int(side[n])) for side in (self.sources, self.targets)]
        evidence = tuple(Evidence.at(both[k % 2].rendition, span) for k, span in enumerate(self.spans(n)))
        return SourceEdge(source=both[0].id, target=both[1].id, relation=self._relations[n], evidence=evidence)

    def spans(self, n: int) -> tuple[Span, ...]:
        """The passages of an edge in its source and its target, by turns."""
        found = self._spans[self._ends[n] : self._ends[n + 1]].tolist()
        return tuple(Span(found[k], found[k + 1]) for k in range(0, len(found), 2))

    def copies(self, bodies: Numbers) -> Iterator[tuple[int, int]]:
        """The stories of which one is mostly a copy of the other; `bodies`: the lengths of all stories' texts."""
        for n, relation in enumerate(self._relations):
            if relation == "copy":
                lengths = [len(span) for span in self.spans(n)]
                source, target = int(self.sources[n]), int(self.targets[n])
                if is_most(sum(lengths[::2]), int(bodies[source])) and is_most(sum(lengths[1::2]), int(bodies[target])):
                    yield source, target


class Passages(Mapping[str, Sequence[Taken]]):
    """What each story took from others."""

    def __init__(self, edges: Edges, shelf: Shelf) -> None:
        self._edges, self._shelf = edges, shelf
        self._order = np.argsort(edges.targets, kind="stable")
        runs = blocks_of(edges.targets[self._order])
        self._at = {int(edges.targets[self._order[start]]): (start, end) for start, end in runs}

    def __getitem__(self, id_: str) -> tuple[Taken, ...]:
        number = self._shelf.number(id_)
        start, end = self._at[-1 if number is None else number]
        at = self._order[start:end].tolist()
        return tuple(taken_by(self._shelf.ids[self._edges.sources[n]], self._edges.spans(n)) for n in at)

    def __iter__(self) -> Iterator[str]:
        return (self._shelf.ids[number] for number in self._at)

    def __len__(self) -> int:
        return len(self._at)
