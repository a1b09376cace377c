"""The stage: read documents in, the linked record out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from msgspec.structs import replace

from dateline.linking import views
from dateline.linking.bodies import Bodies
from dateline.linking.claimants import Chain
from dateline.linking.copies import find_copies, origin_finder
from dateline.linking.identity import Identities, Linked, Seen, assign
from dateline.linking.joining import Joining
from dateline.linking.judged import stand, standing, ties
from dateline.linking.parts import part_of
from dateline.linking.series import find_series
from dateline.linking.slots import Slots
from dateline.linking.told import Told
from dateline.model.document import Document
from dateline.model.event import Event, Judgement, Record, SourceEdge
from dateline.model.report import Report
from dateline.tables.actors import ActorTable
from dateline.tables.event_types import EventTypes
from dateline.tables.outlets import OutletTable

class LinkTables(Protocol):
    """What this stage looks up."""

    @property
    def actors(self) -> ActorTable:
        """Named actors."""

    @property
    def outlets(self) -> OutletTable:
        """Publishers and their owners."""

    @property
    def types(self) -> EventTypes:
        """Event types."""


def link(
    documents: Sequence[Document], tables: LinkTables, identities: Identities, judgements: Sequence[Judgement]
) -> Linked:
    """The record of the documents: events, series, disagreements, sources, and the ledger's new lines.

    The outcome does not depend on the order of the documents. Documents must have been read and dated.
    """
    known = {document.id: document for document in sorted(documents, key=lambda d: d.id) if document.coding is not None}
    decided = standing(judgements)
    reports = tuple(r for r in stand(list(known.values()), decided) if tables.types.counts(r.type))
    edges = find_copies(list(known.values()))
    copied = Copied(edges)
    joined = Joining(tables.actors).join(
        reports, known, copied.together, ties(reports, known, identities, decided)
    )
    walk = Chain(known, origin_finder(edges), tables.actors, tables.outlets, Bodies(known.values(), tables.actors))
    ids = assign(joined.clusters, known, identities)
    parents = part_of(joined.clusters, ids.ids)
    found = [
        views.event(id_, cluster, walk, parents.get(id_)) for id_, cluster in zip(ids.ids, joined.clusters, strict=True)
    ]
    digests = {one.id: views.digest(one) for one in found}
    events = tuple(
        replace(one, revision=identities.revision(one.id, digests[one.id])) for one in sorted(found, key=lambda e: e.id)
    )
    record = Record(
        events=events,
        series=find_series(_told(joined.clusters, ids.ids, walk)),
        disagreements=tuple(d for one in events for d in one.disagreements),
        sources=edges,
        tombstones=ids.tombstones,
    )
    return Linked(record, ids.minted, _seen(events, digests), joined.capped)


class Copied:
    """Whether one of two reports repeats the words of the other, by the edges between their documents."""

    def __init__(self, edges: Sequence[SourceEdge]) -> None:
        self._passages = {(edge.source, edge.target): edge.evidence for edge in edges}

    def together(self, a: Slots, b: Slots) -> bool:
        """Whether one passage that both stories have holds the first evidence of both."""
        for one, other in ((a, b), (b, a)):
            evidence = self._passages.get((one.document, other.document))
            if evidence is None:
                continue
            first, second = one.report.evidence[0].span, other.report.evidence[0].span
            for there, here in zip(evidence[::2], evidence[1::2], strict=True):
                shift = here.start - there.start
                near = abs(first.start + shift - second.start) <= len(first)
                if near and there.span.overlaps(first) and here.span.overlaps(second):
                    return True
        return False


def _told(found: Sequence[Sequence[Report]], ids: Sequence[str], walk: Chain) -> tuple[Told, ...]:
    """Every figure of the documents with who says it."""
    claimed: list[Told] = []
    for id_, cluster in zip(ids, found, strict=True):
        ground = views.ground_of(id_, cluster, walk)
        for voiced in views.voiced_claims(cluster, ground, walk):
            claimed += views.told_figures(voiced, ground, walk)
    return (*claimed, *views.loose_figures(walk, claimed))


def _seen(events: Sequence[Event], digests: Mapping[str, str]) -> dict[str, Seen]:
    return {one.id: Seen(one.revision, digests[one.id]) for one in events}
