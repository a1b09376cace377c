"""The complete record: one JSON object a line, in one order, nothing in it that depends on when or where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from dateline.export import lines
from dateline.export.cells import Cells, copied
from dateline.export.outcome import ExportReport
from dateline.export.view import ExportView, in_order
from dateline.model.document import Document
from dateline.model.report import Claim

SCHEMA = 1
"""The version of the format; raised when a key changes its name or meaning."""
COUNTED = (
    *("document", "report", "claim", "figure", "event", "source_edge", "series", "disagreement"),
    *("failure", "judgement", "tombstone"),
)


def write(view: ExportView, out: BinaryIO) -> ExportReport:
    """Write every row of the view; nothing is left out."""
    body = list(record_lines(view))
    counts = dict.fromkeys(COUNTED, 0)
    for line in body:
        counts[str(line.__struct_config__.tag)] += 1
    masked = view.masks is not None
    head = lines.CaseLine(
        schema=SCHEMA,
        dateline=view.dateline,
        tables=view.tables,
        masked=masked,
        counts=counts,
        passed=view.passed,
    )
    encoder = msgspec.json.Encoder()
    for line in (head, *body):
        out.write(encoder.encode(line) + b"\n")
    return ExportReport(len(body), len(body), {})


def record_lines(view: ExportView) -> Iterator[lines.Line]:
    """Every line after the first: documents with what they say, then what ties them."""
    cells = Cells(view.masks)
    documents, record = in_order(view.documents), view.record
    event_of = {report: event.id for event in record.events for report in event.reports}
    homes = homes_of(documents)
    for document in documents:
        yield from document_lines(document, event_of, cells, homes)
    yield from added_claims(view, documents, cells)
    yield from (cells.event(event) for event in sorted(record.events, key=lambda event: event.id))
    yield from sorted((cells.edge(edge, documents) for edge in record.sources), key=msgspec.json.encode)
    yield from sorted((cells.series(series) for series in record.series), key=msgspec.json.encode)
    yield from sorted((copied(lines.DisagreementLine, d) for d in record.disagreements), key=msgspec.json.encode)
    yield from sorted((copied(lines.FailureLine, f) for f in view.failures), key=msgspec.json.encode)
    yield from (copied(lines.JudgementLine, judgement) for judgement in view.judgements)
    yield from sorted((copied(lines.TombstoneLine, t) for t in record.tombstones), key=msgspec.json.encode)


def homes_of(documents: Iterable[Document]) -> dict[str, list[Document]]:
    """The documents by the rendition that they stand in."""
    found: dict[str, list[Document]] = {}
    for document in documents:
        found.setdefault(document.rendition.id, []).append(document)
    return found


def home_of(claim: Claim, otherwise: str, homes: dict[str, list[Document]]) -> str:
    """The document in which the words of a claim stand: another than its report's where a person chose them there."""
    at = claim.evidence
    several = homes.get(at.rendition.id, []) if at is not None else []
    if at is None or not several or any(one.id == otherwise for one in several):
        return otherwise
    here = [one for one in several if any(part.span.overlaps(at.span) for part in one.segments)]
    return (here or several)[0].id


def document_lines(
    document: Document, event_of: dict[str, str], cells: Cells, homes: dict[str, list[Document]]
) -> Iterator[lines.Line]:
    """A document, its reports each followed by its claims, its figures."""
    yield cells.document(document)
    if document.coding is None or document.reading is None:
        return
    for report in document.reports:
        yield cells.report(report, event_of.get(report.id))
        for claim in report.claims:
            yield cells.claim(claim, home_of(claim, document.id, homes))
    report_of = {figure: report.id for report in reversed(document.reports) for figure in report.figures}
    for figure in document.figures:
        if figure.id:
            yield cells.figure(figure, document.id, report_of.get(figure.id))


def added_claims(view: ExportView, documents: tuple[Document, ...], cells: Cells) -> Iterator[lines.ClaimLine]:
    """Claims that an event holds and no report: those that a person added."""
    reports = [(report, document.id) for document in documents if document.coding for report in document.reports]
    home = {report.id: document for report, document in reports}
    held = {claim.id for report, _ in reports for claim in report.claims}
    homes = homes_of(documents)
    for event in sorted(view.record.events, key=lambda event: event.id):
        for claim in event.claims:
            if claim.id not in held:
                held.add(claim.id)
                yield cells.claim(claim, home_of(claim, home.get(claim.report, ""), homes))
