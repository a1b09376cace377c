"""Public event ids: minted once from the founding report's anchor, kept in an append-only ledger, found again by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field

from dateline.linking.slots import related
from dateline.model.document import Document
from dateline.model.event import Record, Tombstone
from dateline.model.report import Report
from dateline.model.span import Evidence, Span, content_id


class Anchor(Struct, frozen=True, order=True):
    """Where an event's founding report stands: capture (or document, where there is none), quote, and type.

    `ordinal` counts the occurrences of the quote in the rendition from 0.
    """

    capture: str
    quote: str
    ordinal: int
    type: str


class Minted(Struct, frozen=True, order=True):
    """One line of the id ledger: `number` is its place in it."""

    number: int
    event: str
    anchor: Anchor


class Seen(Struct, frozen=True):
    """An event's revision in the last build and the digest of its content then."""

    revision: int
    digest: str


class Identities(Struct, frozen=True):
    """What earlier builds settled: the id ledger in order, and each event's last revision by id."""

    minted: tuple[Minted, ...] = ()
    seen: dict[str, Seen] = field(default_factory=dict)

    def revision(self, event: str, digest: str) -> int:
        """The revision of an event whose content now has `digest`: 1 when new, one more when it changed."""
        last = self.seen.get(event)
        return 1 if last is None else last.revision + (last.digest != digest)


class Linked(Struct, frozen=True):
    """The record, the new lines of the id ledger, and what is to be remembered of each event.

    `capped` names the blocks of similar reports in which not every pair was compared.
    """

    record: Record
    minted: tuple[Minted, ...]
    seen: dict[str, Seen]
    capped: tuple[str, ...] = ()


class Assigned(Struct, frozen=True):
    """The id of each cluster, in the order given, the new ledger lines, and the ids no longer used."""

    ids: tuple[str, ...]
    minted: tuple[Minted, ...]
    tombstones: tuple[Tombstone, ...]


def assign(clusters: Sequence[Sequence[Report]], documents: Mapping[str, Document], identities: Identities) -> Assigned:
    """An id for each cluster of reports.

    A cluster that holds a report of the ledger keeps that report's id, the lowest number first; its other ids
    are replaced by it. A new cluster founds an id on its earliest told report.
    """
    home = {report.id: n for n, cluster in enumerate(clusters) for report in cluster}
    reports = sorted((report for cluster in clusters for report in cluster), key=lambda one: one.id)
    found = {event: home[report] for event, report in ledger_reports(identities, reports, documents).items()}
    return numbered(len(clusters), found, lambda n: founding(clusters[n], documents), identities)


def numbered(
    count: int, found: Mapping[str, int], founder: Callable[[int], Anchor], identities: Identities
) -> Assigned:
    """Ids for `count` clusters; `found`: in which the founding reports of the ledger are, by event id.

    `founder`: the anchor of a new cluster.
    """
    held: dict[int, list[Minted]] = defaultdict(list)
    tombstones = []
    for line in sorted(identities.minted):
        if line.event in found:
            held[found[line.event]].append(line)
        else:
            tombstones.append(Tombstone(id=line.event, replaced_by=None))
    for lines in held.values():
        tombstones += [Tombstone(id=line.event, replaced_by=lines[0].event) for line in lines[1:]]
    founded = sorted((founder(n), n) for n in range(count) if n not in held)
    last = max((line.number for line in identities.minted), default=0)
    minted = tuple(Minted(last + k, event_id(anchor), anchor) for k, (anchor, _) in enumerate(founded, 1))
    ids = {n: lines[0].event for n, lines in held.items()}
    ids |= {n: line.event for line, (_, n) in zip(minted, founded, strict=True)}
    return Assigned(
        ids=tuple(ids[n] for n in range(count)),
        minted=minted,
        tombstones=tuple(sorted(tombstones, key=lambda one: one.id)),
    )


def event_id(anchor: Anchor) -> str:
    """The public id of the event founded at an anchor."""
    return content_id("evt", anchor.capture, anchor.quote, anchor.ordinal, anchor.type)


def founding(cluster: Sequence[Report], documents: Mapping[str, Document]) -> Anchor:
    """The anchor of the cluster's founding report: the one of the earliest published story."""
    first = min(
        cluster,
        key=lambda r: (documents[r.document].published.earliest or "9999", r.document, r.evidence[0].start, r.id),
    )
    return anchor_of(first, documents[first.document])


def anchor_of(report: Report, document: Document) -> Anchor:
    """The anchor of a report's first evidence."""
    evidence = report.evidence[0]
    return Anchor(holder(document), evidence.quote, ordinal(evidence), report.type)


def holder(document: Document) -> str:
    """What an anchor in this document is addressed to: its capture, or itself."""
    return document.capture or document.id


def ordinal(evidence: Evidence) -> int:
    """How many times the quote occurs in the rendition before this evidence, overlaps left out."""
    text, quote = evidence.rendition.text, evidence.quote
    count, at = 0, text.find(quote)
    while 0 <= at < evidence.start:
        count, at = count + 1, text.find(quote, at + 1)
    return count


def ledger_reports(
    identities: Identities, reports: Sequence[Report], documents: Mapping[str, Document]
) -> dict[str, str]:
    """The report that stands at each ledger line's anchor today, by event id; absent where none does.

    `reports` must be sorted by id. A line depends on the reports of its own capture alone.
    """
    if not identities.minted:
        return {}
    exact: dict[Anchor, str] = {}
    standing: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        document = documents[report.document]
        standing[holder(document)].append(report)
        for evidence in report.evidence:
            exact.setdefault(Anchor(holder(document), evidence.quote, ordinal(evidence), report.type), report.id)
    found = {}
    for line in identities.minted:
        report_id = exact.get(line.anchor) or _nearest(line.anchor, standing.get(line.anchor.capture, []))
        if report_id is not None:
            found[line.event] = report_id
    return found


def _nearest(anchor: Anchor, reports: Sequence[Report]) -> str | None:
    """The report of related type whose evidence shares most of the anchored quote: rules may cut clauses anew."""
    best: tuple[int, str] | None = None
    for report in reports:
        if not related(anchor.type, report.type):
            continue
        for evidence in report.evidence:
            span = _span(anchor, evidence.rendition.text)
            shared = 0 if span is None else min(span.end, evidence.end) - max(span.start, evidence.start)
            if 2 * shared >= min(len(anchor.quote), len(evidence.span)) > 0 and (best is None or shared > best[0]):
                best = shared, report.id
    return None if best is None else best[1]


def _span(anchor: Anchor, text: str) -> Span | None:
    at = text.find(anchor.quote)
    for _ in range(anchor.ordinal):
        at = text.find(anchor.quote, at + 1) if at >= 0 else at
    return Span(at, at + len(anchor.quote)) if at >= 0 else None
