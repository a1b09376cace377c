"""All about one event: its reports with their evidence, its claimants, figures, competing values, disagreements."""

from __future__ import annotations

from msgspec import Struct

from dateline.export.report import words
from dateline.export.report.evidence import Mark, Passage, passages
from dateline.export.report.figures import FigureLine, figure_line
from dateline.export.report.rows import Row
from dateline.export.view import ExportView, in_order
from dateline.model.document import Document
from dateline.model.event import Claimant, Event
from dateline.model.mention import Attribution, Figure
from dateline.model.report import Claim, Report

KINDS = {
    "when": ("when", "when"),
    "where": ("where", "where"),
    "initiators": ("who", "by"),
    "targets": ("who", "against"),
    "victims": ("who", "victim"),
    "weapons": ("who", "with"),
}
"""The look and the label of the evidence of a field; any other field is a quantity."""


class Said(Struct, frozen=True):
    """A value of a field with those who say it; `denied` by those who deny it."""

    value: str
    by: tuple[str, ...]
    denied: tuple[str, ...]


class FieldLine(Struct, frozen=True):
    """A field with all its values; more than one: they compete."""

    field: str
    values: tuple[Said, ...]


class Quarrel(Struct, frozen=True):
    """A disagreement: how the values relate, on what, and in words."""

    relation: str
    field: str
    says: str


class Institution(Struct, frozen=True):
    """An institution and who speaks for it."""

    name: str
    speakers: tuple[str, ...]


class Side(Struct, frozen=True):
    """A side with its institutions."""

    name: str
    institutions: tuple[Institution, ...]


class Told(Struct, frozen=True, kw_only=True):
    """One report: the story it stands in, what it says about the event as a whole, and its passages."""

    document: Document
    source: str
    published: str
    status: str
    differs: bool
    said_by: str
    certainty: str
    passages: tuple[Passage, ...]


class Dossier(Struct, frozen=True, kw_only=True):
    """Everything that the report shows of an event."""

    row: Row
    told: tuple[Told, ...]
    fields: tuple[FieldLine, ...]
    figures: tuple[FigureLine, ...]
    quarrels: tuple[Quarrel, ...]
    sides: tuple[Side, ...]
    parts: tuple[Row, ...]


class Desk(Struct, frozen=True, eq=False):
    """What dossiers are made from: reports with their documents, and figures, by id."""

    reports: dict[str, tuple[Document, Report]]
    figures: dict[str, tuple[Document, Figure]]
    parts: dict[str, tuple[Row, ...]]

    @classmethod
    def of(cls, view: ExportView, rows: tuple[Row, ...]) -> Desk:
        """The reports and figures of a view, and the parts of each total or campaign."""
        documents = in_order(view.documents)
        parts: dict[str, tuple[Row, ...]] = {}
        for row in rows:
            if row.event.part_of:
                parts[row.event.part_of] = (*parts.get(row.event.part_of, ()), row)
        return cls(
            {report.id: (d, report) for d in documents if d.coding for report in d.reports},
            {figure.id: (d, figure) for d in documents if d.reading for figure in d.figures if figure.id},
            parts,
        )

    def dossier(self, row: Row) -> Dossier:
        """Everything about one event."""
        event = row.event
        found = [self.reports[item] for item in event.reports if item in self.reports]
        figures = [self.figures[f] for _, report in found for f in report.figures if f in self.figures]
        return Dossier(
            row=row,
            told=tuple(self.told(document, report, event) for document, report in found),
            fields=self.fields(event),
            figures=tuple(figure_line(figure, says(figure.attribution, d)) for d, figure in figures),
            quarrels=tuple(
                Quarrel(words.RELATIONS.get(d.relation, d.relation), words.field_words(d.field), d.says)
                for d in event.disagreements
            ),
            sides=sides(event.claimants),
            parts=self.parts.get(event.id, ()),
        )

    def told(self, document: Document, report: Report, event: Event) -> Told:
        """One report with the paragraphs that carry it."""
        figures = [self.figures[f][1] for f in report.figures if f in self.figures]
        claims = [claim for claim in event.claims if claim.report == report.id] or list(report.claims)
        return Told(
            document=document,
            source=source_of(document),
            published=published_words(document),
            status=words.STATUSES.get(report.status, report.status),
            differs=report.status != event.status,
            said_by=says(report.attribution, document),
            certainty="" if report.certainty == "stated" else report.certainty,
            passages=passages(document, marks(document, report, claims, figures)),
        )

    def fields(self, event: Event) -> tuple[FieldLine, ...]:
        """The fields of an event; what and whether only where reports differ or someone denies."""
        claims = {claim.id: claim for claim in event.claims}
        first = list(words.FIELDS)
        names = sorted(event.values, key=lambda f: (first.index(f) if f in first else len(first), f))
        lines = []
        for name in names:
            values = tuple(
                self.said(name, value.value, [claims[c] for c in value.claims if c in claims])
                for value in event.values[name]
            )
            if name not in ("occurrence", "type") or len(values) > 1 or any(value.denied for value in values):
                lines.append(FieldLine(words.field_words(name), values))
        return tuple(lines)

    def said(self, field: str, value: str, claims: list[Claim]) -> Said:
        """A value with who affirms and who denies it."""
        by = {"affirms": dict[str, None](), "denies": dict[str, None]()}
        for claim in claims:
            document = self.reports[claim.report][0] if claim.report in self.reports else None
            by.setdefault(claim.stance, {})[says(claim.attribution, document)] = None
        return Said(value_words(field, value), tuple(by["affirms"]), tuple(by["denies"]))


def marks(document: Document, report: Report, claims: list[Claim], figures: list[Figure]) -> list[Mark]:
    """What to mark in a document: clauses, fields, figures, and who says so."""
    found = {Mark(e.start, e.end, "clause", "") for e in report.evidence if e.rendition == document.rendition}
    for claim in claims:
        if claim.evidence is None or claim.evidence.rendition != document.rendition:
            continue
        kind, label = KINDS.get(claim.field, ("figure", "how many"))
        if claim.field in ("occurrence", "type"):
            kind, label = ("clause", "")
        if claim.stance == "denies":
            kind, label = ("denied", "denied")
        found.add(Mark(claim.evidence.start, claim.evidence.end, kind, label))
        if claim.field == "occurrence" and claim.attribution is not None and claim.attribution.source is not None:
            found.add(Mark(claim.attribution.source.start, claim.attribution.source.end, "says", "says so"))
    found |= {
        Mark(figure.evidence.start, figure.evidence.end, "figure", "how many")
        for figure in figures
        if figure.evidence.rendition == document.rendition
    }
    return without_twins(found)


def without_twins(found: set[Mark]) -> list[Mark]:
    """Marks sorted, one for each run and look: a run that is evidence of several fields bears all their labels."""
    labels: dict[tuple[int, int, str], list[str]] = {}
    for mark in sorted(found):
        labels.setdefault((mark.start, mark.end, mark.kind), []).append(mark.label)
    return [Mark(*key, " · ".join(dict.fromkeys(filter(None, said)))) for key, said in sorted(labels.items())]


def source_of(document: Document) -> str:
    """Whose story it is: publisher and agency, or the path, or the id."""
    names = dict.fromkeys(filter(None, (document.publisher, document.agency)))
    return " · ".join(names) or document.path or document.id


def published_words(document: Document) -> str:
    """When a story was published, in words."""
    published = document.published
    said = words.date_words(published.earliest, published.latest)
    return f"published {said}" if published.earliest or published.latest else "publication date unknown"


def says(attribution: Attribution | None, document: Document | None) -> str:
    """Who makes a claim; the outlet itself where nobody is quoted."""
    if attribution is None:
        return source_of(document) if document else "the outlet itself"
    who = attribution.speaker or attribution.organisation or "someone unnamed"
    institution = attribution.organisation
    named = f"{who} ({institution})" if institution and institution != who else who
    return ", via ".join([named, *attribution.via])


def sides(claimants: tuple[Claimant, ...]) -> tuple[Side, ...]:
    """Claimants as a tree: side, institution, speaker."""
    tree: dict[str, dict[str, list[str]]] = {}
    for one in claimants:
        tree.setdefault(one.side, {}).setdefault(one.institution, []).append(one.speaker)
    order = list(words.SIDES)
    return tuple(
        Side(
            words.SIDES.get(side, side),
            tuple(institution(name, tree[side][name]) for name in sorted(tree[side])),
        )
        for side in sorted(tree, key=lambda s: (order.index(s) if s in order else len(order), s))
    )


def institution(name: str, speakers: list[str]) -> Institution:
    """An institution; one that speaks for itself needs no speaker."""
    shown = "institution unknown" if name in ("", "unknown") else name
    return Institution(shown, tuple(speaker for speaker in sorted(set(speakers)) if speaker != name))


def value_words(field: str, value: str) -> str:
    """The value of a field as people write it."""
    if field == "when":
        earliest, _, latest = value.partition("/")
        return words.date_words(earliest, latest or earliest)
    if field == "type":
        return words.type_words(value)
    return words.STATUSES.get(value, value) if field == "occurrence" else value
