"""Records as the lines and cells of the JSONL record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec import Struct

from dateline.export import line_cells, lines
from dateline.export.view import Masks, cut
from dateline.model.document import Candidate, Document
from dateline.model.event import Admission, Event, Series, SourceEdge
from dateline.model.mention import Actor, Attribution, Figure, Period, Place
from dateline.model.report import Claim, Report, When
from dateline.model.span import Evidence, Span

Cell = TypeVar("Cell", bound=Struct)


def copied(kind: type[Cell], record: Struct) -> Cell:
    """A line or cell whose fields are fields of the record."""
    return kind(**{name: getattr(record, name) for name in kind.__struct_fields__})


def when_cell(when: When | None) -> line_cells.WhenCell | None:
    """When something happened."""
    return None if when is None else copied(line_cells.WhenCell, when)


def where_cell(place: Place | None) -> line_cells.WhereCell | None:
    """Where something happened."""
    return None if place is None else copied(line_cells.WhereCell, place)


def candidate_cell(one: Candidate) -> line_cells.CandidateCell:
    """What a page offers for a field of its masthead."""
    return line_cells.CandidateCell(
        field=one.field,
        value=one.value,
        basis=one.basis,
        chosen=one.chosen,
        why=one.why,
        start=one.span.start if one.span is not None else None,
        end=one.span.end if one.span is not None else None,
        text=one.text,
    )


def admission_cell(one: Admission) -> line_cells.AdmissionCell:
    """What a side tells against its own interest."""
    return line_cells.AdmissionCell(
        claimant=copied(line_cells.ClaimantCell, one.claimant), of=one.of, claims=one.claims
    )


def period_cell(period: Period | None) -> line_cells.PeriodCell | None:
    """What period a figure is about."""
    return None if period is None else copied(line_cells.PeriodCell, period)


def actor_cells(actors: Iterable[Actor]) -> tuple[line_cells.ActorCell, ...]:
    """Participants."""
    return tuple(
        line_cells.ActorCell(
            name=actor.name,
            text=actor.text,
            kind=actor.kind,
            actor_id=actor.actor_id,
            start=actor.span.start,
            end=actor.span.end,
        )
        for actor in actors
    )


def attribution_cells(attribution: Attribution | None) -> tuple[line_cells.AttributionCell, ...]:
    """Who says so; empty for what the narrator says."""
    if attribution is None:
        return ()
    cell = line_cells.AttributionCell(
        speaker=attribution.speaker,
        organisation=attribution.organisation,
        via=attribution.via,
        cue=attribution.cue_text,
        certainty=attribution.certainty,
    )
    return (cell,)


def ranges(spans: Iterable[Span]) -> tuple[line_cells.Range, ...]:
    """Spans as pairs."""
    return tuple((span.start, span.end) for span in spans)


class Cells(Struct, frozen=True):
    """Makes lines; knows what was blacked out, so that every quote can say so."""

    masks: Masks | None

    def evidence(self, document: str, evidence: Iterable[Evidence | None]) -> tuple[line_cells.EvidenceCell, ...]:
        """Quotes and where they stand."""
        return tuple(
            line_cells.EvidenceCell(
                document=document,
                start=one.start,
                end=one.end,
                quote=one.quote,
                masked=ranges(self.masks.within(one)) if self.masks else (),
            )
            for one in evidence
            if one is not None
        )

    def document(self, document: Document) -> lines.DocumentLine:
        """A document."""
        masks = self.masks or Masks({}, {})
        runs = masks.renditions.get(document.rendition.id, ())
        return lines.DocumentLine(
            id=document.id,
            capture=document.capture,
            path=document.path,
            url=document.url,
            captured_at=document.captured_at,
            title=document.title,
            published=copied(line_cells.PublishedCell, document.published),
            publisher=document.publisher,
            agency=document.agency,
            byline=document.byline,
            language=document.language,
            unread=document.unread,
            segments=tuple(
                line_cells.SegmentCell(role=s.role, start=s.span.start, end=s.span.end, language=s.language)
                for s in document.segments
            ),
            masthead=tuple(candidate_cell(one) for one in document.candidates),
            masked=ranges(run for segment in document.segments for run in cut(runs, segment.span)),
            title_masked=ranges(masks.titles.get(document.id, ())),
        )

    def report(self, report: Report, event: str | None) -> lines.ReportLine:
        """A report, and the event that it is part of."""
        return lines.ReportLine(
            id=report.id,
            document=report.document,
            event=event,
            type=report.type,
            mode=report.mode,
            status=report.status,
            level=report.level,
            part_of=report.part_of,
            background=report.background,
            certainty=report.certainty,
            when=when_cell(report.when),
            where=where_cell(report.where),
            initiators=actor_cells(report.initiators),
            targets=actor_cells(report.targets),
            victims=actor_cells(report.victims),
            weapons=actor_cells(report.weapons),
            alternative_group=report.alternative_group,
            figures=report.figures,
            attribution=attribution_cells(report.attribution),
            evidence=self.evidence(report.document, report.evidence),
        )

    def claim(self, claim: Claim, document: str) -> lines.ClaimLine:
        """A claim of a report of `document`."""
        return lines.ClaimLine(
            id=claim.id,
            report=claim.report,
            field=claim.field,
            value=claim.value,
            stance=claim.stance,
            certainty=claim.certainty,
            basis=claim.basis,
            method=claim.method,
            attribution=attribution_cells(claim.attribution),
            evidence=self.evidence(document, [claim.evidence]),
        )

    def figure(self, figure: Figure, document: str, report: str | None) -> lines.FigureLine:
        """A figure of `document`, and the report that it belongs to."""
        return lines.FigureLine(
            id=figure.id,
            document=document,
            report=report,
            low=figure.low,
            best=figure.best,
            high=figure.high,
            modifier=figure.modifier,
            vague_class=figure.vague_class,
            unit=figure.unit,
            counted=figure.counted,
            outcome=figure.outcome,
            party=figure.party,
            population=figure.population,
            measure=figure.measure,
            period=period_cell(figure.period),
            scope=where_cell(figure.scope),
            part_of=figure.part_of,
            attribution=attribution_cells(figure.attribution),
            evidence=self.evidence(document, [figure.evidence]),
        )

    def event(self, event: Event) -> lines.EventLine:
        """An event; the fields of `values` in alphabetical order."""
        return lines.EventLine(
            id=event.id,
            revision=event.revision,
            type=event.type,
            status=event.status,
            contested=event.contested,
            level=event.level,
            part_of=event.part_of,
            when=when_cell(event.when),
            where=where_cell(event.where),
            reports=event.reports,
            documents=event.documents,
            publishers=event.publishers,
            claimants=tuple(copied(line_cells.ClaimantCell, claimant) for claimant in event.claimants),
            unnamed=tuple(copied(line_cells.UnnamedCell, one) for one in event.unnamed),
            admissions=tuple(admission_cell(one) for one in event.admissions),
            values={
                field: tuple(copied(line_cells.ValueCell, value) for value in event.values[field])
                for field in sorted(event.values)
            },
            estimates=tuple(copied(line_cells.EstimateCell, one) for one in event.estimates),
            grade=event.grade,
        )

    def edge(self, edge: SourceEdge, documents: Iterable[Document]) -> lines.SourceEdgeLine:
        """A source edge between two of these documents."""
        ends = (edge.source, edge.target)
        return self.edge_between(edge, {one.id: one.rendition.id for one in documents if one.id in ends})

    def edge_between(self, edge: SourceEdge, pages: Mapping[str, str]) -> lines.SourceEdgeLine:
        """A source edge; each quote stands in the one of its two documents that has the quote's rendition.

        `pages`: the rendition of each document. Where both have it (one page at two paths), source and target take
        turns, as evidence does.
        """
        ends = (edge.source, edge.target)
        evidence: list[line_cells.EvidenceCell] = []
        for n, one in enumerate(edge.evidence):
            homes = [end for end in ends if pages.get(end) == one.rendition.id] or [edge.target]
            evidence += self.evidence(homes[n % len(homes)], [one])
        return lines.SourceEdgeLine(
            source=edge.source, target=edge.target, relation=edge.relation, evidence=tuple(evidence)
        )

    def series(self, series: Series) -> lines.SeriesLine:
        """A series with its points."""
        points = tuple(
            line_cells.PointCell(
                period=line_cells.PeriodCell(earliest=point.earliest, latest=point.latest),
                low=point.low,
                best=point.best,
                high=point.high,
                population=point.population,
                scope=point.scope,
                claimant=point.claimant,
                claim=point.claim,
                flags=point.flags,
            )
            for point in series.points
        )
        return lines.SeriesLine(
            outcome=series.outcome,
            population=series.population,
            party=series.party,
            measure=series.measure,
            scope=series.scope,
            points=points,
        )
