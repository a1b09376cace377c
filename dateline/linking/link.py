"""The stage: read documents in, the linked record out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from dateline.linking import views
from dateline.linking.blocks import Pairs, pairs
from dateline.linking.bodies import Bodies
from dateline.linking.claimants import Chain
from dateline.linking.clusters import clusters, united
from dateline.linking.copies import find_copies
from dateline.linking.credits import credited
from dateline.linking.identity import Identities, Linked, Seen, assign
from dateline.linking.judged import Ties, stand, standing, ties
from dateline.linking.origins import Origins
from dateline.linking.parts import part_of
from dateline.linking.same import Decision, decide
from dateline.linking.series import find_series
from dateline.linking.slots import Slots, slots
from dateline.linking.told import Told
from dateline.model.document import Document
from dateline.model.event import Event, Judgement, Record, SourceEdge
from dateline.model.report import Report
from dateline.tables.actors import ActorTable
from dateline.tables.copying import CopyWords
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

    @property
    def copying(self) -> CopyWords:
        """Phrases that stories share without one taking from the other."""


class Joined(Struct, frozen=True):
    """The clusters of reports and the blocks that were cut."""

    clusters: tuple[tuple[Report, ...], ...]
    capped: tuple[str, ...]


def link(
    documents: Sequence[Document], tables: LinkTables, identities: Identities, judgements: Sequence[Judgement]
) -> Linked:
    """The record of the documents: events, series, disagreements, sources, and the ledger's new lines.

    The outcome does not depend on the order of the documents. Documents must have been read and dated.
    """
    known = {document.id: document for document in sorted(documents, key=lambda d: d.id) if document.coding is not None}
    decided = standing(judgements)
    reports = tuple(r for r in stand(list(known.values()), decided) if tables.types.counts(r.type))
    copies = find_copies(list(known.values()), tables.copying)
    origins = Origins(copies.edges)
    joined = join(reports, known, tables.actors, origins, ties(reports, known, identities, decided))
    walk = walk_back(known, copies.edges, origins, tables)
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
        sources=copies.edges,
        tombstones=ids.tombstones,
    )
    return Linked(record, ids.minted, _seen(events, digests), (*joined.capped, *copies.capped))


def walk_back(
    known: Mapping[str, Document], edges: Sequence[SourceEdge], origins: Origins, tables: LinkTables
) -> Chain:
    """What leads from claims to who said them first; `origins`: those of the edges."""
    bodies = Bodies(known.values(), tables.actors)
    return Chain(credited(known, edges), origins.document, tables.actors, tables.outlets, bodies)


def join(
    reports: Sequence[Report],
    documents: Mapping[str, Document],
    actors: ActorTable,
    origins: Origins,
    judged: Ties,
) -> Joined:
    """The reports in clusters, one for each happening; `reports` must be sorted by id."""
    found = [slots(report, documents[report.document], actors) for report in reports]
    at = {report.id: n for n, report in enumerate(reports)}

    @cache
    def decision(one: int, other: int) -> Decision:
        return decide(found[one], found[other], _repeats(found[one], found[other], origins))

    def apart(one: int, other: int) -> bool:
        return (reports[min(one, other)].id, reports[max(one, other)].id) in judged.different

    def differ(one: int, other: int) -> bool:
        return apart(one, other) or decision(min(one, other), max(one, other)).verdict == "different"

    blocked: Pairs = pairs(found)
    joins = [
        (decision(a, b).score, a, b) for a, b in blocked.pairs if decision(a, b).verdict == "same" and not differ(a, b)
    ]
    same = [(at[one], at[other]) for one, other in judged.same if one in at and other in at]
    grouped = united(clusters(len(reports), joins, differ), same, apart)
    capped = tuple(f"{one.block}: {one.reports} reports" for one in blocked.capped)
    return Joined(tuple(tuple(reports[n] for n in group) for group in grouped), capped)


def _repeats(a: Slots, b: Slots, origins: Origins) -> bool:
    """Whether the first evidence of two reports is one passage, taken from one another or from a third story."""
    one, other = (origins.of(slot.document, slot.report.evidence[0].span) for slot in (a, b))
    near = abs(one.span.start - other.span.start) <= len(one.span)
    return a.document != b.document and one.document == other.document and near


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
