"""The lines of the JSONL record: one struct a kind, its fields in the order in which they are written.

The keys are those of the design, section 4. `masked` stands only where something was blacked out: ranges of
code points of the rendition (in `title_masked`: of the title).
"""

from __future__ import annotations

from msgspec import Struct

from dateline.export.line_cells import (
    ActorCell,
    AdmissionCell,
    AttributionCell,
    CandidateCell,
    ClaimantCell,
    EstimateCell,
    EvidenceCell,
    PeriodCell,
    PointCell,
    PublishedCell,
    Range,
    SegmentCell,
    UnnamedCell,
    ValueCell,
    WhenCell,
    WhereCell,
)


class CaseLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="case", omit_defaults=True):
    """The first line: what made the record, and how many lines of each kind follow."""

    schema: int  #: version of this format
    dateline: str  #: version of Dateline
    tables: str  #: SHA-256 over the tables it was made with
    masked: bool  #: whether private people are masked
    counts: dict[str, int]  #: how many lines of each kind follow
    passed: dict[str, int] = {}  #: archived pages that a quick look passed over, by reason; absent where none


class DocumentLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="document", omit_defaults=True):
    """One story; `path` is relative to what was added."""

    id: str
    capture: str | None
    path: str | None
    url: str | None
    captured_at: str | None
    title: str | None
    published: PublishedCell
    publisher: str | None
    agency: str | None
    byline: str | None
    language: str | None
    unread: str | None
    segments: tuple[SegmentCell, ...]  #: the runs of the page that belong to this story
    masthead: tuple[CandidateCell, ...] = ()  #: every candidate of its masthead and its times, chosen or not
    masked: tuple[Range, ...] = ()  #: ranges of the rendition that are blacked out in quotes; absent where none
    title_masked: tuple[Range, ...] = ()  #: ranges of the title that are blacked out; absent where none


class ReportLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="report"):
    """What one document says about one happening; `event` None where it is part of none."""

    id: str
    document: str
    event: str | None  #: id of the event it is part of
    type: str
    mode: str | None
    status: str
    level: str
    part_of: str | None
    background: bool
    certainty: str
    when: WhenCell | None
    where: WhereCell | None
    initiators: tuple[ActorCell, ...]
    targets: tuple[ActorCell, ...]
    victims: tuple[ActorCell, ...]
    weapons: tuple[ActorCell, ...]
    alternative_group: str | None
    figures: tuple[str, ...]
    attribution: tuple[AttributionCell, ...]  #: who says that it happened; empty for the narrator
    evidence: tuple[EvidenceCell, ...]


class ClaimLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="claim"):
    """One field of one report."""

    id: str
    report: str
    field: str
    value: str
    stance: str
    certainty: str
    basis: str
    method: str
    attribution: tuple[AttributionCell, ...]  #: who says so; empty for the narrator
    evidence: tuple[EvidenceCell, ...]  #: the characters that carry the value


class FigureLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="figure"):
    """A quantity; `report` None where it belongs to no report."""

    id: str  #: hash of document and span
    document: str  #: id of the document in which it stands
    report: str | None  #: id of the report it belongs to
    low: float | None
    best: float | None
    high: float | None
    modifier: str
    vague_class: str | None
    unit: str | None
    counted: str | None
    outcome: str | None
    party: str
    population: str | None
    measure: str
    period: PeriodCell | None
    scope: WhereCell | None
    part_of: str | None
    attribution: tuple[AttributionCell, ...]  #: who gives it; empty for the narrator
    evidence: tuple[EvidenceCell, ...]  #: its words, cut from the text


class EventLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="event"):
    """A happening as a view over its claims; reports, documents and claims by id."""

    id: str
    revision: int
    type: str
    status: str
    contested: bool
    level: str
    part_of: str | None
    when: WhenCell | None
    where: WhereCell | None
    reports: tuple[str, ...]
    documents: tuple[str, ...]
    publishers: tuple[str, ...]
    claimants: tuple[ClaimantCell, ...]
    unnamed: tuple[
        UnnamedCell, ...
    ]  #: sources that speak for nobody known: none more than the claimants at least, each one more at most
    admissions: tuple[AdmissionCell, ...]  #: what a side tells against its own interest
    values: dict[str, tuple[ValueCell, ...]]
    estimates: tuple[EstimateCell, ...]  #: the numbers by the named policies
    grade: str


class SourceEdgeLine(
    Struct,
    frozen=True,
    kw_only=True,
    tag_field="kind",
    tag="source_edge",
    rename={"source": "from", "target": "to"},
):
    """The document `to` takes from the document `from`."""

    source: str
    target: str
    relation: str
    evidence: tuple[EvidenceCell, ...]


class SeriesLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="series"):
    """Figures about one quantity, in order of period."""

    outcome: str
    population: str | None
    party: str
    measure: str
    scope: str | None
    points: tuple[PointCell, ...]


class DisagreementLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="disagreement"):
    """Claims that differ, and how."""

    event: str
    field: str
    relation: str
    claims: tuple[str, ...]
    says: str


class FailureLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="failure"):
    """What did not become documents."""

    capture: str | None
    path: str
    stage: str
    reason: str


class JudgementLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="judgement"):
    """What a person decided."""

    number: int
    decision: str
    capture: str | None
    quote: str | None
    field: str | None
    value: str | None
    by: str
    at: str
    why: str


class TombstoneLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="tombstone"):
    """An event id that is no longer used."""

    id: str
    replaced_by: str | None


Line = (
    CaseLine
    | DocumentLine
    | ReportLine
    | ClaimLine
    | FigureLine
    | EventLine
    | SourceEdgeLine
    | SeriesLine
    | DisagreementLine
    | FailureLine
    | JudgementLine
    | TombstoneLine
)
