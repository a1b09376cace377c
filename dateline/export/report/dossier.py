"""All about one event: its reports with their evidence, who says so, where they differ, figures and values."""

from __future__ import annotations

from msgspec import Struct

from dateline.export.report import words
from dateline.export.report.citing import Cited, Passages, Quotable, Ref, chain, cited, published_words, says, source_of
from dateline.export.report.estimates import Estimated, estimated
from dateline.export.report.evidence import Passage, passages
from dateline.export.report.figures import FigureLine, figure_lines
from dateline.export.report.marks import marks
from dateline.export.report.quarrels import Quarrel, Sources, quarrels, value_words
from dateline.export.report.rows import Row, amount_words
from dateline.export.report.voices import Side, sides
from dateline.export.view import ExportView, in_order
from dateline.model.document import Document
from dateline.model.event import Event
from dateline.model.mention import Figure
from dateline.model.report import Claim, Report

# A passage is named by this many digits of its report's id, and where it begins.
DIGITS = 6


class Said(Struct, frozen=True):
    """A value of a field with those who say it."""

    value: str
    by: tuple[Cited, ...]


class FieldLine(Struct, frozen=True):
    """A field with all its values; more than one: they compete."""

    field: str
    values: tuple[Said, ...]


class Quoted(Struct, frozen=True):
    """A passage with the id that a link can lead to."""

    anchor: str
    passage: Passage


class Told(Struct, frozen=True, kw_only=True):
    """One report: its number in the event, the story, what it says about the event as a whole, its passages."""

    number: int
    document: Document
    source: str
    published: str
    status: str
    differs: bool
    said_by: str
    certainty: str
    passages: tuple[Quoted, ...]


class Dossier(Struct, frozen=True, kw_only=True):
    """Everything that the report shows of an event."""

    row: Row
    told: tuple[Told, ...]
    denials: tuple[Cited, ...]
    fields: tuple[FieldLine, ...]
    figures: tuple[FigureLine, ...]
    quarrels: tuple[Quarrel, ...]
    sides: tuple[Side, ...]
    unnamed: tuple[str, ...]
    estimates: tuple[Estimated, ...]
    parts: tuple[Row, ...]


class Desk(Struct, frozen=True, eq=False):
    """What dossiers are made from, by id: reports and figures with their documents, whom a story copies, parts."""

    reports: dict[str, tuple[Document, Report]]
    figures: dict[str, tuple[Document, Figure]]
    copied: dict[str, Document]
    parts: dict[str, tuple[Row, ...]]

    @classmethod
    def of(cls, view: ExportView, rows: tuple[Row, ...]) -> Desk:
        """The reports and figures of a view, and the parts of each total or campaign."""
        documents = in_order(view.documents)
        by_id = {document.id: document for document in documents}
        parts: dict[str, tuple[Row, ...]] = {}
        for row in rows:
            if row.event.part_of:
                parts[row.event.part_of] = (*parts.get(row.event.part_of, ()), row)
        return cls(
            {report.id: (d, report) for d in documents if d.coding for report in d.reports},
            {figure.id: (d, figure) for d in documents if d.reading for figure in d.figures if figure.id},
            {edge.target: by_id[edge.source] for edge in view.record.sources if edge.source in by_id},
            parts,
        )

    def dossier(self, row: Row) -> Dossier:
        """Everything about one event."""
        event = row.event
        found = [self.reports[item] for item in event.reports if item in self.reports]
        told = tuple(self.told(number, document, report, event) for number, (document, report) in enumerate(found, 1))
        shown = Passages({report.id: quotables(one) for one, (_, report) in zip(told, found, strict=True)})
        claims = {claim.id: claim for claim in event.claims}
        counted = [(report, *self.figures[f]) for _, report in found for f in report.figures if f in self.figures]
        return Dossier(
            row=row,
            told=told,
            denials=cited(self.voice(claim, shown) for claim in event.claims if claim.stance == "denies"),
            fields=self.fields(event, shown, {figure.outcome for _, _, figure in counted}),
            figures=figure_lines(
                (figure, says(figure.attribution, document), shown.of(report.id, figure.evidence))
                for report, document, figure in counted
            ),
            quarrels=quarrels(event, Sources(claims, self.figures, self.reports, shown)),
            sides=sides(event, self.reports, shown, self.copied),
            unnamed=tuple(one.speaker for one in event.unnamed),
            estimates=estimated(event),
            parts=self.parts.get(event.id, ()),
        )

    def told(self, number: int, document: Document, report: Report, event: Event) -> Told:
        """One report with the paragraphs that carry it."""
        figures = [self.figures[f][1] for f in report.figures if f in self.figures]
        claims = [claim for claim in event.claims if claim.report == report.id] or list(report.claims)
        digits = report.id.rpartition("-")[2][:DIGITS]
        return Told(
            number=number,
            document=document,
            source=source_of(document),
            published=published_words(document),
            status=words.said("status", report.status),
            differs=report.status != event.status,
            said_by=chain(report.attribution, document),
            certainty="" if report.certainty == "stated" else report.certainty,
            passages=tuple(
                Quoted(f"{event.id}.{digits}.{one.span.start}", one)
                for one in passages(document, marks(document, report, claims, figures))
            ),
        )

    def fields(self, event: Event, shown: Passages, counted: set[str | None]) -> tuple[FieldLine, ...]:
        """The fields of an event that are not among its figures; what and whether only where reports differ."""
        claims = {claim.id: claim for claim in event.claims}
        names = sorted(set(event.values) - counted, key=lambda f: (words.place_in("field", f), f))
        return tuple(
            FieldLine(
                words.field_words(name),
                tuple(
                    Said(
                        value_words(name, value.value) if name in words.fields() else amount_words(value.value),
                        cited(self.voice(claims[c], shown) for c in value.claims if c in claims),
                    )
                    for value in event.values[name]
                ),
            )
            for name in names
            if name not in ("occurrence", "type") or len(event.values[name]) > 1
        )

    def voice(self, claim: Claim, shown: Passages) -> tuple[str, tuple[Ref, ...]]:
        """Who makes a claim, and where."""
        document = self.reports[claim.report][0] if claim.report in self.reports else None
        return says(claim.attribution, document), shown.of(claim.report, claim.evidence)


def quotables(told: Told) -> tuple[Quotable, ...]:
    """The passages of a report, to be cited."""
    rendition = told.document.rendition.id
    return tuple(
        Quotable(rendition, one.passage.span.start, one.passage.span.end, Ref(told.number, one.anchor))
        for one in told.passages
    )
