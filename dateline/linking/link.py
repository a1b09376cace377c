"""The stage: read documents in, the linked record out."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from dateline.linking import views
from dateline.linking.bodies import Bodies, Memory
from dateline.linking.claimants import Chain
from dateline.linking.copies import Stories
from dateline.linking.credits import credited
from dateline.linking.decided import edits_of, last_edits, words_in
from dateline.linking.identity import Identities, Linked, Seen, assign, holder
from dateline.linking.joining import Joining
from dateline.linking.judged import Places, stand, standing, ties
from dateline.linking.keeping import pack_pairs, pack_sketch, unpack_pairs, unpack_sketch
from dateline.linking.kept_views import Unpacked
from dateline.linking.linking_tables import LinkTables
from dateline.linking.origins import Origins
from dateline.linking.parts import part_of
from dateline.linking.series import find_series
from dateline.linking.settled import Recalled
from dateline.linking.viewing import Viewing
from dateline.model.document import Document
from dateline.model.event import Judgement, Record, SourceEdge
from dateline.values.stopwatch import STOPPED, Stopwatch

COPIES, REPORTS, VIEWS = "copies", "reports", "views"


class Made(Struct, frozen=True):
    """What the last linking had to do: pairs offered, decisions and views made; all others were kept."""

    pairs: int = 0
    decisions: int = 0
    views: int = 0


class Linker:
    """Links documents that come and go.

    Of every step it keeps what depends on few documents alone (a report's slots, the decision on a pair, what a name
    means in a story, the view of an event with the answers it was made from) and takes it again where nothing that it
    depends on has changed. So the record is that of the present documents, to the letter, whichever were there before.
    """

    def __init__(self, tables: LinkTables) -> None:
        self._tables = tables
        self._documents: dict[str, Document] = {}
        self._stories = Stories(tables.copying)
        self._joining = Joining(tables.actors, tables.wording)
        self._memory = Memory(tables.actors)
        self._viewing = Viewing()
        self.made = Made()

    def add(self, documents: Iterable[Document], sketches: Mapping[str, bytes] | None = None) -> None:
        """Take documents in, each in place of the one of its id. They must have been read and dated.

        `sketches`: what another linker kept of these very documents.
        """
        coded = [document for document in documents if document.coding is not None]
        self._documents |= {document.id: document for document in coded}
        for document in coded:
            if sketches and document.id in sketches:
                known = unpack_sketch(sketches[document.id])
                sequences = np.frombuffer(known.sequences, dtype=np.uint64)
                self._stories.remember_print(document, known.size, sequences)
                if known.story is not None:
                    self._memory.recall(document, known.story, known.meanings)
        self._stories.add(coded)

    def remove(self, ids: Iterable[str]) -> None:
        """Let documents go; those that are not there are passed over."""
        gone = frozenset(ids)
        self._documents = {id_: document for id_, document in self._documents.items() if id_ not in gone}
        self._stories.remove(gone)

    def recall(self, keepsakes: Mapping[str, bytes], same: Set[str]) -> None:
        """Begin with what another linker left; `same`: the documents that are what they were then."""
        here = {id_: self._documents[id_] for id_ in same if id_ in self._documents}
        if COPIES in keepsakes:
            self._stories.remember(unpack_pairs(keepsakes[COPIES], here))
        if REPORTS in keepsakes:
            reports = {report.id for document in here.values() for report in document.reports}
            self._joining.recall(Recalled(keepsakes[REPORTS], reports))
        if VIEWS in keepsakes:
            self._viewing.recall(Unpacked(keepsakes[VIEWS], here.keys()))

    def sketch(self, document: str) -> bytes | None:
        """What is kept of a document by itself, once it was linked; None for one that was not."""
        if document not in self._documents:
            return None
        return pack_sketch(self._stories.print(document), self._memory.read(document))

    def keepsakes(self) -> dict[str, bytes]:
        """What is kept of all documents together, by name."""
        return {
            COPIES: pack_pairs(self._stories.compared),
            REPORTS: self._joining.settled(),
            VIEWS: self._viewing.packed(),
        }

    def linked(self, identities: Identities, judgements: Sequence[Judgement], watch: Stopwatch = STOPPED) -> Linked:
        """The record of the documents: events, series, disagreements, sources, and the ledger's new lines."""
        with uncollected(), watch.part("linking: views"):
            return self._linked(identities, judgements, watch)

    def _linked(self, identities: Identities, judgements: Sequence[Judgement], watch: Stopwatch) -> Linked:
        known = dict(sorted(self._documents.items()))
        decided = standing(judgements)
        reports = tuple(r for r in stand(list(known.values()), decided) if self._tables.types.counts(r.type))
        with watch.part("linking: copies"):
            copies = self._stories.survey()
            origins = Origins.along(copies.edges)
        with watch.part("linking: joining"):
            joined = self._joining.join(reports, known, origins.of, ties(reports, known, identities, decided))
        walk = walk_back(known, copies.edges, origins, self._tables, self._memory)
        ids = assign(joined.clusters, known, identities)
        proposed = self._viewing.views(joined.clusters, ids.ids, part_of(joined.clusters, ids.ids), walk)
        found = self._decided(proposed, decided)
        self.made = Made(joined.pairs, joined.decided, self._viewing.made)
        seen = {one.event.id: Seen(identities.revision(one.event.id, one.digest), one.digest) for one in found}
        events = tuple(
            replace(one.event, revision=seen[one.event.id].revision) for one in sorted(found, key=lambda v: v.event.id)
        )
        told = [one for view in found for one in view.told]
        record = Record(
            events=events,
            series=find_series((*told, *views.loose_figures(walk, told))),
            disagreements=tuple(d for one in events for d in one.disagreements),
            sources=copies.edges,
            tombstones=ids.tombstones,
        )
        crowds = tuple(f"event {one.event.id}: {one.crowd} figures" for one in found if one.crowd)
        return Linked(record, ids.minted, seen, (*joined.capped, *copies.capped, *crowds))

    def _decided(self, found: Sequence[views.View], judgements: Sequence[Judgement]) -> list[views.View]:
        """The views with the fields that people set."""
        if not any(one.decision == "edit" for one in judgements):
            return list(found)
        event_of = {report: one.event.id for one in found for report in one.event.reports}
        reports = [report for one in self._documents.values() for report in one.reports if report.id in event_of]
        places = Places.of(reports, self._documents)
        edits = last_edits(judgements, places, event_of)
        here = self._documents.values()
        find = words_in({one.rendition.id: one.rendition for one in here}, {holder(one): one.rendition for one in here})
        return [views.with_edits(one, edits_of(edits.get(one.event.id, {}), find)) for one in found]


def link(
    documents: Sequence[Document], tables: LinkTables, identities: Identities, judgements: Sequence[Judgement]
) -> Linked:
    """The record of the documents, which must have been read and dated. Their order does not matter."""
    linker = Linker(tables)
    linker.add(documents)
    return linker.linked(identities, judgements)


def walk_back(
    known: Mapping[str, Document], edges: Sequence[SourceEdge], origins: Origins, tables: LinkTables, memory: Memory
) -> Chain:
    """What leads from claims to who said them first; `origins`: of the edges; `memory`: what names mean so far."""
    bodies = Bodies([known[id_] for id_ in sorted(known)], memory)
    return Chain(
        documents=credited(known, edges),
        origin=origins.document,
        actors=tables.actors,
        outlets=tables.outlets,
        counting=tables.counting,
        quantities=tables.quantities,
        bodies=bodies,
    )


@contextmanager
def uncollected() -> Iterator[None]:
    """Without garbage collection: linking leaves hardly any behind, and a full one looks through every document.

    Of the 3.4 seconds that one more document cost among 9,000, collections were 1.1.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
