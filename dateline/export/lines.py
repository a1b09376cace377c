"""The lines of the JSONL record: one struct a kind, its fields in the order in which they are written.

The keys are those of the design, section 4. `masked` stands only where something was blacked out: ranges of
code points of the rendition (in `title_masked`: of the title).
"""

from __future__ import annotations

from msgspec import Struct

Range = tuple[int, int]


class EvidenceCell(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A quote and where it stands in the document's rendition."""

    document: str
    start: int
    end: int
    quote: str
    masked: tuple[Range, ...] = ()


class PublishedCell(Struct, frozen=True, kw_only=True):
    """When a document was published."""

    earliest: str | None
    latest: str | None
    precision: str | None
    basis: str


class WhenCell(Struct, frozen=True, kw_only=True):
    """When something happened."""

    earliest: str | None
    latest: str | None
    precision: str | None
    text: str | None
    basis: str


class WhereCell(Struct, frozen=True, kw_only=True):
    """Where something happened."""

    name: str | None
    text: str
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    precision: str | None
    gazetteer_id: str | None
    admin1: str | None
    admin2: str | None
    country: str | None
    basis: str


class PeriodCell(Struct, frozen=True, kw_only=True):
    """The period that a figure is about."""

    earliest: str | None
    latest: str | None


class ActorCell(Struct, frozen=True, kw_only=True):
    """A participant."""

    name: str
    text: str
    kind: str
    actor_id: str | None
    start: int
    end: int


class AttributionCell(Struct, frozen=True, kw_only=True):
    """Who says so."""

    speaker: str | None
    organisation: str | None
    via: tuple[str, ...]
    cue: str
    certainty: str


class SegmentCell(Struct, frozen=True, kw_only=True):
    """A segment of a document."""

    role: str
    start: int
    end: int


class ClaimantCell(Struct, frozen=True, kw_only=True):
    """Who a claim originates from."""

    speaker: str
    institution: str
    side: str


class ValueCell(Struct, frozen=True, kw_only=True):
    """One of the competing values of a field."""

    value: str
    claims: tuple[str, ...]


class PointCell(Struct, frozen=True, kw_only=True):
    """One value of a series.

    `claim` is the id of the claim (of field `figure`) that reports the value; where no report claims it, as with
    a total that belongs to no happening, it is the id of the figure itself.
    """

    period: PeriodCell
    low: float | None
    best: float | None
    high: float | None
    claimant: str
    claim: str


class CaseLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="case"):
    """The first line: what made the record, and how many lines of each kind follow."""

    schema: int
    dateline: str
    tables: str
    masked: bool
    counts: dict[str, int]


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
    segments: tuple[SegmentCell, ...]
    masked: tuple[Range, ...] = ()
    title_masked: tuple[Range, ...] = ()


class ReportLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="report"):
    """What one document says about one happening; `event` None where it is part of none."""

    id: str
    document: str
    event: str | None
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
    attribution: tuple[AttributionCell, ...]
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
    attribution: tuple[AttributionCell, ...]
    evidence: tuple[EvidenceCell, ...]


class FigureLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="figure"):
    """A quantity; `report` None where it belongs to no report."""

    id: str
    document: str
    report: str | None
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
    attribution: tuple[AttributionCell, ...]
    evidence: tuple[EvidenceCell, ...]


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
    values: dict[str, tuple[ValueCell, ...]]
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
