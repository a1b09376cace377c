"""What leads from claims to who said them first, the stories coming in from disk."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from dateline.linking.bodies import Bodies, Memory, Read
from dateline.linking.bulk.bulk import Bulk
from dateline.linking.bulk.shelf import Shelf
from dateline.linking.claimants import Chain
from dateline.linking.naming import story_of
from dateline.linking.origins import Origins
from dateline.model.document import Document
from dateline.tables.actors import ActorTable

# So many stories' names are kept in memory.
MOST = 2_000


class Credited(Mapping[str, Document]):
    """The stories, each with the agency that copies of it credit."""

    def __init__(self, shelf: Shelf, agencies: Mapping[str, str]) -> None:
        self._shelf, self._agencies = shelf, agencies

    def __getitem__(self, id_: str) -> Document:
        document, agency = self._shelf[id_], self._agencies.get(id_)
        return document if agency is None else replace(document, agency=agency)

    def __iter__(self) -> Iterator[str]:
        return iter(self._shelf)

    def __len__(self) -> int:
        return len(self._shelf)


class Reads(Mapping[str, Read]):
    """What the stories say of names."""

    def __init__(self, shelf: Shelf, table: ActorTable) -> None:
        self._shelf, self._table = shelf, table
        self._kept: OrderedDict[str, Read] = OrderedDict()

    def __getitem__(self, id_: str) -> Read:
        found = self._kept.get(id_)
        if found is not None:
            self._kept.move_to_end(id_)
            return found
        document = self._shelf[id_]
        if document.reading is None:
            raise KeyError(id_)
        found = self._kept[id_] = Read(document.reading, story_of(document, self._table), {})
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)
        return found

    def __iter__(self) -> Iterator[str]:
        return (id_ for id_ in self._shelf if self._shelf[id_].reading is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class InOrder:
    """The stories in order of id, as often as they are gone through."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __iter__(self) -> Iterator[Document]:
        return (self._shelf[id_] for id_ in self._shelf)


def chain_of(bulk: Bulk, agencies: Mapping[str, str], origins: Origins) -> Chain:
    """What leads back from claims; `agencies`: those that copies credit."""
    tables = bulk.tables
    return Chain(
        documents=Credited(bulk.shelf, agencies),
        origin=origins.document,
        actors=tables.actors,
        outlets=tables.outlets,
        counting=tables.counting,
        quantities=tables.quantities,
        bodies=Bodies(InOrder(bulk.shelf), Memory(tables.actors, Reads(bulk.shelf, tables.actors))),
    )
