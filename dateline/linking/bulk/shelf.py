"""Documents on disk, taken into memory when they are asked for."""

from __future__ import annotations

import io
import os
import pickle
import zlib
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.linking.prints import Places
from dateline.model.document import Document
from dateline.model.span import Rendition

CONTENT, INDEX = "documents", "documents.index"
# A document in memory takes so many bytes for each byte that it takes on disk: 12 kB for 2.7 kB, measured.
GROWS = 5


class Index(Struct, frozen=True, eq=False):
    """All ids in the order in which they came, which of them were read, and where each lies: offset and length of its
    rendition and of itself."""

    ids: tuple[str, ...]
    coded: NDArray[np.bool_]
    places: Places


def _index(folder: Path) -> Index:
    found: Index = pickle.loads((folder / INDEX).read_bytes())
    return found


class Writer:
    """Puts documents on disk; one that comes again takes the place of the former of its id."""

    def __init__(self, folder: Path, *, again: bool = False) -> None:
        """A new shelf in an empty folder; `again`: the one that is there."""
        self._folder = folder
        self._file = (folder / CONTENT).open("ab" if again else "wb")
        self._places: dict[str, tuple[int, int, int, int]] = {}
        self._coded: set[str] = set()
        if again:
            index = _index(folder)
            self._places = {id_: tuple(place) for id_, place in zip(index.ids, index.places.tolist(), strict=True)}
            self._coded = {id_ for id_, coded in zip(index.ids, index.coded.tolist(), strict=True) if coded}
        self._rendition: tuple[str, int, int] = ("", 0, 0)

    def put(self, document: Document) -> None:
        """Put a document behind the others."""
        # The pickler refers to what it has written: the rendition is written once for the stories of a page.
        stream = io.BytesIO()
        pickler = pickle.Pickler(stream, protocol=pickle.HIGHEST_PROTOCOL)
        pickler.dump(document.rendition)
        length = stream.tell()
        pickler.dump(document)
        content = stream.getvalue()
        if self._rendition[0] != document.rendition.id:
            self._rendition = (document.rendition.id, *self._append(content[:length]))
        self._places[document.id] = (*self._rendition[1:], *self._append(content[length:]))
        (self._coded.discard if document.coding is None else self._coded.add)(document.id)

    def _append(self, content: bytes) -> tuple[int, int]:
        packed = zlib.compress(content, 1)
        at = self._file.tell()
        self._file.write(packed)
        return at, len(packed)

    def close(self) -> None:
        """Finish; the shelf can then be opened."""
        self._file.close()
        coded = np.array([id_ in self._coded for id_ in self._places], dtype=np.bool_)
        places = np.array(list(self._places.values()), dtype=np.int64).reshape(-1, 4)
        index = Index(tuple(self._places), coded, places)
        (self._folder / INDEX).write_bytes(pickle.dumps(index, protocol=pickle.HIGHEST_PROTOCOL))


class Shelf(Mapping[str, Document]):
    """The documents that were read, by id and in order of id; those that are no stories to link are in `all` alone."""

    def __init__(self, folder: Path, memory: int) -> None:
        """`memory`: how many bytes of documents may be in memory."""
        index = _index(folder)
        self._file = os.open(folder / CONTENT, os.O_RDONLY)
        self._kept: OrderedDict[str, tuple[Document, int]] = OrderedDict()
        self._room, self._most = 0, memory // GROWS
        self._index = index
        rows = sorted(range(len(index.ids)), key=index.ids.__getitem__)
        self._sorted = [index.ids[row] for row in rows]
        self._rows = np.array(rows, dtype=np.int64)
        coded = [row for row in rows if index.coded[row]]
        self.ids: tuple[str, ...] = tuple(index.ids[row] for row in coded)
        #: the numbers of the stories in the order in which they lie on disk
        self.lying: Places = np.argsort(index.places[coded, 2], kind="stable")

    def __getitem__(self, id_: str) -> Document:
        kept = self._kept.get(id_)
        if kept is not None:
            self._kept.move_to_end(id_)
            return kept[0]
        if id_ not in self:
            raise KeyError(id_)
        document, size = self._load(id_)
        self._kept[id_] = document, size
        self._room += size
        while self._room > self._most and len(self._kept) > 1:
            self._room -= self._kept.popitem(last=False)[1][1]
        return document

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, id_: object) -> bool:
        row = self._row(id_)
        return row is not None and bool(self._index.coded[row])

    def at(self, number: int) -> Document:
        """The document of a number: its place in order of id."""
        return self[self.ids[number]]

    def number(self, id_: str) -> int | None:
        """The number of a document, None of one that is not there."""
        return place_in(self.ids, id_)

    def all(self) -> Everything:
        """All documents, in the order in which they came."""
        return Everything(self, self._index.ids)

    def load(self, id_: str) -> Document:
        """A document, whether it is a story to link or not, which is not kept in memory."""
        kept = self._kept.get(id_)
        return self._load(id_)[0] if kept is None else kept[0]

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)

    def _load(self, id_: str) -> tuple[Document, int]:
        row = self._row(id_)
        if row is None:
            raise KeyError(id_)
        text_at, text_size, at, size = self._index.places[row].tolist()
        content = b"".join(
            zlib.decompress(os.pread(self._file, length, start)) for start, length in ((text_at, text_size), (at, size))
        )
        unpickler = pickle.Unpickler(io.BytesIO(content))
        rendition: Rendition = unpickler.load()
        document: Document = unpickler.load()
        assert document.rendition is rendition
        return document, text_size + size

    def _row(self, id_: object) -> int | None:
        """Where a document stands among all."""
        if not isinstance(id_, str):
            return None
        n = place_in(self._sorted, id_)
        return None if n is None else int(self._rows[n])


class Everything(Sequence[Document]):
    """All documents of a shelf; each is loaded when it is come to."""

    def __init__(self, shelf: Shelf, ids: Sequence[str]) -> None:
        self._shelf = shelf
        self.ids = ids

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, n):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN204
        if isinstance(n, slice):
            return tuple(self._shelf.load(id_) for id_ in self.ids[n])
        return self._shelf.load(self.ids[n])

    def __iter__(self) -> Iterator[Document]:
        return map(self._shelf.load, self.ids)


def place_in(ordered: Sequence[str], id_: str) -> int | None:
    """Where an id stands among ids in order; None of one that is not there."""
    n = bisect_left(ordered, id_)
    return n if n < len(ordered) and ordered[n] == id_ else None


def put_all(folder: Path, documents: Iterable[Document], *, again: bool = False) -> None:
    """A shelf of these documents; `again`: on the finished one that is there, in place of those of their ids."""
    writer = Writer(folder, again=again)
    for document in documents:
        writer.put(document)
    writer.close()
