"""What every partition's work needs: the documents on disk, the tables, what people decided, and how much memory."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.linking.bulk.duck import Duck
from dateline.linking.bulk.shelf import Shelf
from dateline.linking.judged import Ties, left_in, taken_out
from dateline.linking.linking_tables import LinkTables
from dateline.model.document import Document
from dateline.model.event import Judgement
from dateline.model.report import Report

Numbers = NDArray[Any]


class Wish(Struct, frozen=True, eq=False):
    """What people decided: the judgements in force, and the pairs of reports that belong together or apart."""

    judgements: tuple[Judgement, ...]
    ties: Ties


class Bulk:
    """One process's view of a linking: what lies in its folder, and what it keeps of it."""

    def __init__(self, folder: Path, tables: LinkTables, memory: int) -> None:
        """`memory`: how many bytes this process may use for it."""
        self.folder = folder
        self.tables = tables
        self.memory = memory
        self.shelf = Shelf(folder, memory // 4)
        self._wish: Wish | None = None
        self._out: dict[str | None, list[Judgement]] = {}

    @property
    def wish(self) -> Wish:
        """What people decided; kept for all processes."""
        if self._wish is None:
            found: Wish = self.loaded("wish")
            self._wish, self._out = found, taken_out(found.judgements)
        return self._wish

    @wish.setter
    def wish(self, wish: Wish) -> None:
        self.keep("wish", wish)
        self._wish, self._out = wish, taken_out(wish.judgements)

    def reports(self, document: Document) -> list[Report]:
        """The reports of a document that stand and count."""
        assert self.wish is not None
        return [report for report in left_in(document, self._out) if self.tables.types.counts(report.type)]

    def duck(self) -> Duck:
        """A new DuckDB with a quarter of the memory."""
        return Duck(self.folder, self.memory // 4)

    def path(self, name: str) -> Path:
        """A file of the folder."""
        return self.folder / name

    def save(self, name: str, numbers: Numbers) -> None:
        """Keep an array for all processes."""
        np.save(self.path(f"{name}.npy"), numbers)

    def array(self, name: str) -> Numbers:
        """An array that was kept; it stays on disk and comes in by pages."""
        found: Numbers = np.load(self.path(f"{name}.npy"), mmap_mode="r")
        return found

    def keep(self, name: str, content: object) -> None:
        """Keep anything for all processes."""
        self.path(f"{name}.pickle").write_bytes(pickle.dumps(content, protocol=pickle.HIGHEST_PROTOCOL))

    def loaded(self, name: str) -> Any:  # noqa: ANN401
        """What was kept."""
        return pickle.loads(self.path(f"{name}.pickle").read_bytes())


def evenly(total: int, parts: int, part: int) -> slice:
    """The `part`th of so many slices of nearly the same length."""
    return slice(total * part // parts, total * (part + 1) // parts)


def blocks_in(sorted_keys: Numbers, span: slice) -> Iterator[tuple[int, int]]:
    """Where the runs of equal keys begin and end that begin in a span: each run is in one of the spans side by side."""
    ends = (span.start, span.stop)
    start, stop = (int(np.searchsorted(sorted_keys, sorted_keys[at])) if at < len(sorted_keys) else at for at in ends)
    return ((start + first, start + end) for first, end in blocks_of(sorted_keys[start:stop]))


def blocks_of(sorted_keys: Numbers) -> Sequence[tuple[int, int]]:
    """Where each run of equal keys begins and ends."""
    if not len(sorted_keys):
        return []
    starts = np.flatnonzero(np.append(True, sorted_keys[1:] != sorted_keys[:-1]))
    ends = np.append(starts[1:], len(sorted_keys))
    return list(zip(starts.tolist(), ends.tolist(), strict=True))
