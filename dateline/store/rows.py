"""Records as rows of the tables: what goes into each column. `records.py` is the way back."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from dateline.model.document import Document
from dateline.model.event import Event, Record
from dateline.model.mention import Actor, Attribution, Figure, Place, Time
from dateline.model.report import Claim, Report
from dateline.model.source import Capture
from dateline.model.span import Evidence, Rendition
from dateline.store.keepsake import Leaving

Row = dict[str, object]
"""The cells of one row by column name; lives only between here and the database driver."""


FIGURE_COLUMNS = (
    *("id", "text", "low", "best", "high", "modifier", "vague_class", "unit", "counted", "outcome", "party"),
    *("population", "measure", "part_of"),
)
"""The fields of a figure that are columns of the same name."""


class Mentions(Struct, frozen=True):
    """The mentions of a document that are no rows of their own; None for a document that was not read."""

    times: tuple[Time, ...]
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    attributions: tuple[Attribution, ...]


class StoredEvidence(Struct, frozen=True):
    """Evidence in a JSON cell: the rendition by its id, and the quote to check against."""

    rendition: str
    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, evidence: Evidence) -> StoredEvidence:
        """`evidence` with its rendition by id."""
        return cls(evidence.rendition.id, evidence.start, evidence.end, evidence.quote)


class StoredSegment(Struct, frozen=True, array_like=True):
    """A segment in a JSON cell; its text is cut from the rendition again."""

    start: int
    end: int
    role: str
    language: str | None = None


def json(value: object) -> str:
    """A cell of nested values."""
    return msgspec.json.encode(value).decode()


def plain_row(record: Struct, **renamed: str) -> Row:
    """A record whose fields are all columns; `renamed` gives the columns whose names differ."""
    return {renamed.get(name, name): getattr(record, name) for name in record.__struct_fields__}


def capture_row(capture: Capture) -> Row:
    """A capture; what a feed said of it is one cell."""
    announced = None if capture.announced is None else json(capture.announced)
    return plain_row(capture) | {"announced": announced}


def text_digest(text: str) -> str:
    """SHA-256 of a rendition's text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def rendition_row(rendition: Rendition) -> Row:
    """A rendition, its text compressed, with the hash of the text."""
    packed = zlib.compress(rendition.text.encode("utf-8", "surrogatepass"), 6)
    return {
        "id": rendition.id,
        "blob": rendition.blob,
        "extractor": rendition.extractor,
        "sha256": text_digest(rendition.text),
        "text": packed,
    }


def evidence_cells(evidence: Evidence | None) -> Row:
    """The four evidence columns."""
    if evidence is None:
        return {"rendition": None, "evidence_start": None, "evidence_end": None, "quote": None}
    return {
        "rendition": evidence.rendition.id,
        "evidence_start": evidence.start,
        "evidence_end": evidence.end,
        "quote": evidence.quote,
    }


def document_row(ordinal: int, document: Document, stamp: str | None) -> Row:
    """A document without its reports and figures."""
    reading = document.reading
    mentions = reading and Mentions(reading.times, reading.places, reading.actors, reading.attributions)
    return {
        "id": document.id,
        "ordinal": ordinal,
        "capture": document.capture,
        "path": document.path,
        "url": document.url,
        "captured_at": document.captured_at,
        "rendition": document.rendition.id,
        "title": document.title,
        "publisher": document.publisher,
        "agency": document.agency,
        "byline": document.byline,
        "language": document.language,
        "language_basis": document.language_basis,
        "unread": document.unread,
        "earliest": document.published.earliest,
        "latest": document.published.latest,
        "published": json(document.published),
        "segments": json([StoredSegment(s.span.start, s.span.end, s.role, s.language) for s in document.segments]),
        "mentions": json(mentions),
        "masthead": json(document.masthead),
        "main_report": document.coding and document.coding.main_report,
        "stamp": stamp,
    }


def report_row(ordinal: int, report: Report) -> Row:
    """A report without its claims."""
    return {
        "id": report.id,
        "document": report.document,
        "ordinal": ordinal,
        "type": report.type,
        "mode": report.mode,
        "status": report.status,
        "level": report.level,
        "part_of": report.part_of,
        "background": report.background,
        "happened": json(report.when),
        "place": json(report.where),
        "initiators": json(report.initiators),
        "targets": json(report.targets),
        "victims": json(report.victims),
        "weapons": json(report.weapons),
        "alternative_group": report.alternative_group,
        "figures": json(report.figures),
        "attribution": json(report.attribution),
        "certainty": report.certainty,
        "evidence": json([StoredEvidence.of(evidence) for evidence in report.evidence]),
        "tags": json(report.tags),
        "acled_event": report.acled_event,
        "acled_sub_event": report.acled_sub_event,
        "plover": report.plover,
        "plover_mode": report.plover_mode,
    }


def claim_row(ordinal: int, claim: Claim) -> Row:
    """One claim."""
    return {
        "report": claim.report,
        "ordinal": ordinal,
        "id": claim.id,
        "field": claim.field,
        "value": claim.value,
        **evidence_cells(claim.evidence),
        "attribution": json(claim.attribution),
        "stance": claim.stance,
        "certainty": claim.certainty,
        "basis": claim.basis,
        "method": claim.method,
    }


def figure_row(document: str, ordinal: int, figure: Figure) -> Row:
    """One figure of a document."""
    return {
        "document": document,
        "ordinal": ordinal,
        **{name: getattr(figure, name) for name in FIGURE_COLUMNS},
        "span_start": figure.span.start,
        "span_end": figure.span.end,
        "period": json(figure.period),
        "scope": json(figure.scope),
        "attribution": json(figure.attribution),
        **evidence_cells(figure.evidence),
    }


def event_row(event: Event) -> Row:
    """An event without its reports, claims and disagreements; what it was before somebody set a field is one cell."""
    cells = event_cells(event)
    if event.proposed is None:
        return cells | {"proposed": None}
    proposed = event_cells(event.proposed)
    changed = {name: cell for name, cell in proposed.items() if cell != cells[name] and name not in UNPROPOSED}
    return cells | {"proposed": json(changed)}


UNPROPOSED = frozenset({"id", "revision"})
"""Columns that are no matter of what is proposed."""


def event_cells(event: Event) -> Row:
    """The cells of an event as it stands."""
    when, where = event.when, event.where
    return {
        "id": event.id,
        "revision": event.revision,
        "type": event.type,
        "status": event.status,
        "contested": event.contested,
        "level": event.level,
        "part_of": event.part_of,
        "earliest": when and when.earliest,
        "latest": when and when.latest,
        "precision": when and when.precision,
        "place_name": where and (where.name or where.text),
        "country": where and where.country,
        "admin1": where and where.admin1,
        "latitude": where and where.latitude,
        "longitude": where and where.longitude,
        "radius_km": where and where.radius_km,
        "place_precision": where and where.precision,
        "initiators": names_of(event, "initiators"),
        "targets": names_of(event, "targets"),
        "grade": event.grade,
        "document_count": len(event.documents),
        "publisher_count": len(event.publishers),
        "claimant_count": len(event.claimants),
        "happened": json(when),
        "place": json(where),
        "documents": json(event.documents),
        "publishers": json(event.publishers),
        "claimants": json(event.claimants),
        "values": json(event.values),
        "unnamed": json(event.unnamed),
        "admissions": json(event.admissions),
        "estimates": json(event.estimates),
    }


def keepsake_rows(leaving: Leaving) -> list[Row]:
    """What is kept of all documents together."""
    named = sorted(leaving.keepsakes.items())
    return [{"name": name, "digest": leaving.digest, "content": content} for name, content in named]


def names_of(event: Event, field: str) -> str | None:
    """The values of a field that hold in one line, None where there is none."""
    return "; ".join(value.value for value in event.held(field)) or None


def reports_of(documents: Iterable[Document]) -> Iterator[tuple[int, Report]]:
    """Every report with its number in its document; documents that were not coded have none."""
    for document in documents:
        yield from enumerate(document.coding.reports if document.coding else ())


def figures_of(documents: Iterable[Document]) -> Iterator[Row]:
    """The rows of every figure."""
    for document in documents:
        for ordinal, figure in enumerate(document.reading.figures if document.reading else ()):
            yield figure_row(document.id, ordinal, figure)


def claims_of(documents: Iterable[Document], added: Mapping[str, Sequence[Claim]]) -> Iterator[Row]:
    """The rows of every claim of a report, then of those `added` to reports of a document (by document id)."""
    for document in documents:
        more: dict[str, list[Claim]] = {}
        for claim in added.get(document.id, ()):
            more.setdefault(claim.report, []).append(claim)
        for _, report in reports_of([document]):
            for ordinal, claim in enumerate((*report.claims, *more.get(report.id, ()))):
                yield claim_row(ordinal, claim)


def record_rows(record: Record) -> Iterator[tuple[str, list[Row]]]:
    """The rows of a linked record by table, in the order in which they can be inserted."""
    yield from rows_of_events(record.events)
    yield from rows_over_events(record)


def rows_of_events(events: Sequence[Event]) -> Iterator[tuple[str, list[Row]]]:
    """The rows that belong to single events, by table."""
    yield "events", [event_row(event) for event in events]
    yield (
        "event_reports",
        [{"event": e.id, "ordinal": n, "report": report} for e in events for n, report in enumerate(e.reports)],
    )
    yield (
        "event_claims",
        [{"event": e.id, "ordinal": n, "claim": claim.id} for e in events for n, claim in enumerate(e.claims)],
    )


def rows_over_events(record: Record) -> Iterator[tuple[str, list[Row]]]:
    """The other rows of a record, by table."""
    yield (
        "disagreements",
        [{"ordinal": n, **plain_row(d), "claims": json(d.claims)} for n, d in enumerate(record.disagreements)],
    )
    yield "series", [{"ordinal": n, **plain_row(s), "points": json(s.points)} for n, s in enumerate(record.series)]
    yield (
        "source_edges",
        [
            {"ordinal": n, **plain_row(e), "evidence": json([StoredEvidence.of(one) for one in e.evidence])}
            for n, e in enumerate(record.sources)
        ],
    )
