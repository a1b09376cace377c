"""The sheets of a workbook: events, reports, claims, figures, documents, disagreements, and what is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from dateline.export import happenings as flat
from dateline.export.delimited import Cell, joined
from dateline.export.view import ExportView, in_order
from dateline.model.mention import Actor, Attribution
from dateline.model.report import Claim, When
from dateline.tables.rows import read_table

Row = dict[str, Cell]


class SheetColumn(Struct, frozen=True):
    """A row of export_xlsx.tsv: a column of a sheet and what it means."""

    sheet: str
    column: str
    meaning: str
    origin: str
    licence: str


def sheets(view: ExportView) -> Iterator[tuple[str, list[str], Iterator[Row]]]:
    """The name, the columns and the rows of each sheet."""
    names = [column.column for column in flat.columns()]
    yield "events", names, events(view)
    table = read_table("export_xlsx", SheetColumn)
    for sheet, rows in ROWS.items():
        yield sheet, [row.column for row in table if row.sheet == sheet], rows(view)


def events(view: ExportView) -> Iterator[Row]:
    """The events that happened, as in CSV."""
    rows, _ = flat.happenings(view)
    names = flat.columns()
    return (flat.cells(row, names) for row in rows)


def reports(view: ExportView) -> Iterator[Row]:
    """Every report, also of what did not happen."""
    event_of = {report: event.id for event in view.record.events for report in event.reports}
    for document in in_order(view.documents):
        for report in document.reports if document.coding else ():
            where = report.where
            yield {
                "id": report.id, "event": event_of.get(report.id), "document": document.id, "type": report.type,
                "mode": report.mode, "status": report.status, "level": report.level, "part_of": report.part_of,
                "background": report.background, "certainty": report.certainty, **times(report.when),
                "place": (where.name or where.text) if where else None,
                "latitude": where.latitude if where else None, "longitude": where.longitude if where else None,
                "place_precision": where.precision if where else None, "country": where.country if where else None,
                "admin1": where.admin1 if where else None, "initiators": names(report.initiators),
                "targets": names(report.targets), "victims": names(report.victims), "weapons": names(report.weapons),
                "acled_event": report.acled_event, "acled_sub_event": report.acled_sub_event,
                "plover": report.plover, "plover_mode": report.plover_mode, "tags": joined(report.tags) or None,
                "quote": " ".join(e.quote for e in report.evidence[:1]) or None,
            }  # fmt: skip


def claims(view: ExportView) -> Iterator[Row]:
    """Every claim with its words: those of reports, then those that a person added to an event."""
    seen: set[str] = set()
    event_of = {report: event.id for event in view.record.events for report in event.reports}
    told = [
        (claim, document.id, event_of.get(report.id))
        for document in in_order(view.documents)
        for report in (document.reports if document.coding else ())
        for claim in report.claims
    ]
    added = [(c, None, event.id) for event in sorted(view.record.events, key=lambda e: e.id) for c in event.claims]
    for claim, document, event in (*told, *added):
        if claim.id not in seen:
            seen.add(claim.id)
            yield claim_row(claim, document, event)


def claim_row(claim: Claim, document: str | None, event: str | None) -> Row:
    """One claim."""
    return {
        "id": claim.id, "event": event, "report": claim.report, "document": document, "field": claim.field,
        "value": claim.value, "stance": claim.stance, "certainty": claim.certainty, **said(claim.attribution),
        "basis": claim.basis, "method": claim.method, "quote": claim.evidence.quote if claim.evidence else None,
        "start": claim.evidence.start if claim.evidence else None,
        "end": claim.evidence.end if claim.evidence else None,
    }  # fmt: skip


def figures(view: ExportView) -> Iterator[Row]:
    """Every figure with its words."""
    for document in in_order(view.documents):
        if document.reading is None:
            continue
        for one in document.figures:
            if one.id:
                period = one.period
                yield {
                    "id": one.id, "document": document.id, "low": one.low, "best": one.best, "high": one.high,
                    "modifier": one.modifier, "vague_class": one.vague_class, "unit": one.unit,
                    "counted": one.counted, "outcome": one.outcome, "party": one.party, "population": one.population,
                    "measure": one.measure, "earliest": period.earliest if period else None,
                    "latest": period.latest if period else None,
                    "scope": (one.scope.name or one.scope.text) if one.scope else None, **said(one.attribution),
                    "quote": one.evidence.quote, "start": one.evidence.start, "end": one.evidence.end,
                }  # fmt: skip


def documents(view: ExportView) -> Iterator[Row]:
    """Every document."""
    for one in in_order(view.documents):
        yield {
            "id": one.id, "path": one.path, "url": one.url, "captured_at": one.captured_at, "title": one.title,
            "publisher": one.publisher, "agency": one.agency, "byline": one.byline, "language": one.language,
            "earliest": one.published.earliest, "latest": one.published.latest, "precision": one.published.precision,
            "basis": one.published.basis, "unread": one.unread, "reports": len(one.reports) if one.coding else 0,
        }  # fmt: skip


def disagreements(view: ExportView) -> Iterator[Row]:
    """Every disagreement between claims."""
    for one in sorted(view.record.disagreements, key=lambda d: (d.event, d.field, d.claims)):
        yield {
            "event": one.event, "field": one.field, "relation": one.relation, "says": one.says,
            "claims": joined(one.claims),
        }  # fmt: skip


def left_out(view: ExportView) -> Iterator[Row]:
    """Every event that is not in the first sheet, with the reason, and every page that could not be read."""
    for event, reason in sorted(flat.looked_at(view), key=lambda pair: (pair[1] or "", pair[0].id)):
        if reason is not None:
            yield {"kind": "event", "id": event.id, "type": event.type, "status": event.status, "reason": reason}
    for failure in sorted(view.failures, key=lambda f: (f.path or "", f.stage, f.reason)):
        yield {"kind": "page", "id": failure.path, "type": None, "status": failure.stage, "reason": failure.reason}


def times(when: When | None) -> Row:
    """When something happened."""
    return {
        "earliest": when.earliest if when else None,
        "latest": when.latest if when else None,
        "precision": when.precision if when else None,
    }


def said(attribution: Attribution | None) -> Row:
    """Who says it."""
    return {
        "speaker": attribution.speaker if attribution else None,
        "organisation": attribution.organisation if attribution else None,
        "via": (joined(attribution.via) or None) if attribution else None,
    }


def names(actors: Sequence[Actor]) -> str | None:
    """Participants in one cell."""
    return joined(actor.name for actor in actors) or None


ROWS: dict[str, Callable[[ExportView], Iterator[Row]]] = {
    "reports": reports,
    "claims": claims,
    "figures": figures,
    "documents": documents,
    "disagreements": disagreements,
    "left out": left_out,
}
