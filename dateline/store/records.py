"""Rows as records again; every quote is checked against its rendition on the way."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from dateline.model.document import Candidate, Coding, Document, Published, Reading, Segment
from dateline.model.event import (
    Admission,
    Claimant,
    Disagreement,
    Estimate,
    Event,
    Judgement,
    Series,
    SeriesPoint,
    SourceEdge,
    Unnamed,
    Value,
    is_set,
)
from dateline.model.mention import Actor, Attribution, Figure, Period, Place
from dateline.model.report import Claim, Report, When
from dateline.model.source import Announced, Capture
from dateline.model.span import Evidence, Rendition, Span
from dateline.store.rows import FIGURE_COLUMNS, Mentions, StoredEvidence, StoredSegment

T = TypeVar("T")
Renditions = Callable[[str], Rendition]


def from_json(cell: str, kind: type[T]) -> T:
    """The value of a JSON cell."""
    return msgspec.json.decode(cell, type=kind)


def optional(cell: str, kind: type[T]) -> T | None:
    """The value of a JSON cell that may be null."""
    return None if cell == "null" else msgspec.json.decode(cell, type=kind)


def stored_evidence(cell: str, renditions: Renditions) -> tuple[Evidence, ...]:
    """The evidence list of a JSON cell; raises EvidenceError when a quote is not what stands there."""
    return tuple(
        Evidence.checked(renditions(one.rendition), one.start, one.end, one.quote)
        for one in from_json(cell, tuple[StoredEvidence, ...])
    )


def capture_of(row: sqlite3.Row) -> Capture:
    """A capture."""
    cells = dict(row)
    announced = cells.pop("announced")
    return Capture(**cells, announced=None if announced is None else from_json(announced, Announced))


def row_evidence(row: sqlite3.Row, renditions: Renditions) -> Evidence | None:
    """The evidence in a row's four columns, checked."""
    if row["rendition"] is None:
        return None
    return Evidence.checked(renditions(row["rendition"]), row["evidence_start"], row["evidence_end"], row["quote"])


def claim_of(row: sqlite3.Row, renditions: Renditions) -> Claim:
    """A claim."""
    return Claim(
        id=row["id"],
        report=row["report"],
        field=row["field"],
        value=row["value"],
        evidence=row_evidence(row, renditions),
        attribution=optional(row["attribution"], Attribution),
        stance=row["stance"],
        certainty=row["certainty"],
        basis=row["basis"],
        method=row["method"],
    )


def report_of(row: sqlite3.Row, claims: Sequence[Claim], renditions: Renditions) -> Report:
    """A report with its claims."""
    actors = {name: from_json(row[name], tuple[Actor, ...]) for name in ("initiators", "targets", "victims", "weapons")}
    return Report(
        id=row["id"],
        document=row["document"],
        type=row["type"],
        mode=row["mode"],
        status=row["status"],
        level=row["level"],
        part_of=row["part_of"],
        background=bool(row["background"]),
        when=optional(row["happened"], When),
        where=optional(row["place"], Place),
        **actors,
        alternative_group=row["alternative_group"],
        figures=from_json(row["figures"], tuple[str, ...]),
        attribution=optional(row["attribution"], Attribution),
        certainty=row["certainty"],
        evidence=stored_evidence(row["evidence"], renditions),
        claims=tuple(claims),
        tags=from_json(row["tags"], tuple[str, ...]),
        acled_event=row["acled_event"],
        acled_sub_event=row["acled_sub_event"],
        plover=row["plover"],
        plover_mode=row["plover_mode"],
    )


def figure_of(row: sqlite3.Row, renditions: Renditions) -> Figure:
    """A figure."""
    return Figure(
        **{name: row[name] for name in FIGURE_COLUMNS},
        span=Span(row["span_start"], row["span_end"]),
        period=optional(row["period"], Period),
        scope=optional(row["scope"], Place),
        attribution=optional(row["attribution"], Attribution),
        evidence=Evidence.checked(
            renditions(row["rendition"]), row["evidence_start"], row["evidence_end"], row["quote"]
        ),
    )


def document_of(
    row: sqlite3.Row, figures: Sequence[Figure], reports: Sequence[Report], rendition: Rendition
) -> Document:
    """A document with its mentions and reports."""
    mentions = optional(row["mentions"], Mentions)
    segments = []
    for stored in from_json(row["segments"], tuple[StoredSegment, ...]):
        span = Span(stored.start, stored.end)
        text = span.of(rendition.text)
        segments.append(Segment(span=span, role=stored.role, text=text, language=stored.language))
    reading = (
        None
        if mentions is None
        else Reading(
            times=mentions.times,
            places=mentions.places,
            actors=mentions.actors,
            figures=tuple(figures),
            attributions=mentions.attributions,
        )
    )
    same = ["id", "capture", "path", "url", "captured_at", "title", "publisher", "agency", "byline"]
    same += ["language", "language_basis", "unread"]
    return Document(
        **{name: row[name] for name in same},
        rendition=rendition,
        segments=tuple(segments),
        published=from_json(row["published"], Published),
        masthead=from_json(row["masthead"] or "[]", tuple[Candidate, ...]),
        reading=reading,
        coding=Coding(reports=tuple(reports), main_report=row["main_report"]) if mentions else None,
    )


Cells = Mapping[str, Any]


def event_of(
    row: sqlite3.Row, reports: Sequence[str], claims: Sequence[Claim], disagreements: Sequence[Disagreement]
) -> Event:
    """An event with what is listed elsewhere, and as it was proposed where somebody set a field."""
    cells = dict(row)
    event = event_as(cells, reports, claims, disagreements)
    if cells["proposed"] is None:
        return event
    before = [claim for claim in claims if not is_set(claim)]
    return replace(event, proposed=event_as(proposed_cells(cells), reports, before, disagreements))


def proposed_cells(cells: Cells) -> dict[str, Any]:
    """An event's cells as they were before somebody set a field."""
    return {**cells, **from_json(cells["proposed"] or "{}", dict[str, Any]), "proposed": None}


def event_as(
    row: Cells, reports: Sequence[str], claims: Sequence[Claim], disagreements: Sequence[Disagreement]
) -> Event:
    """An event from its cells alone."""
    return Event(
        id=row["id"],
        revision=row["revision"],
        type=row["type"],
        status=row["status"],
        contested=bool(row["contested"]),
        level=row["level"],
        part_of=row["part_of"],
        when=optional(row["happened"], When),
        where=optional(row["place"], Place),
        reports=tuple(reports),
        claims=tuple(claims),
        documents=from_json(row["documents"], tuple[str, ...]),
        publishers=from_json(row["publishers"], tuple[str, ...]),
        claimants=from_json(row["claimants"], tuple[Claimant, ...]),
        unnamed=from_json(row["unnamed"] or "[]", tuple[Unnamed, ...]),
        admissions=from_json(row["admissions"] or "[]", tuple[Admission, ...]),
        values=from_json(row["values"], dict[str, tuple[Value, ...]]),
        estimates=from_json(row["estimates"] or "[]", tuple[Estimate, ...]),
        disagreements=tuple(disagreements),
        grade=row["grade"],
    )


def disagreement_of(row: sqlite3.Row) -> Disagreement:
    """A disagreement."""
    return Disagreement(
        event=row["event"],
        field=row["field"],
        relation=row["relation"],
        claims=from_json(row["claims"], tuple[str, ...]),
        says=row["says"],
    )


def series_of(row: sqlite3.Row) -> Series:
    """A series with its points."""
    same = ["outcome", "population", "party", "measure", "scope"]
    return Series(**{name: row[name] for name in same}, points=from_json(row["points"], tuple[SeriesPoint, ...]))


def edge_of(row: sqlite3.Row, renditions: Renditions) -> SourceEdge:
    """A source edge with its evidence, checked."""
    return SourceEdge(
        source=row["source"],
        target=row["target"],
        relation=row["relation"],
        evidence=stored_evidence(row["evidence"], renditions),
    )


def judgement_of(row: sqlite3.Row) -> Judgement:
    """A judgement."""
    same = ["number", "decision", "capture", "quote", "field", "value", "why", "act"]
    return Judgement(**{name: row[name] for name in same}, by=row["made_by"], at=row["made_at"])
