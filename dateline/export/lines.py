"""The lines of the JSONL record: one struct a kind, its fields in the order in which they are written.

The keys are those of the design, section 4. `masked` stands only where something was blacked out: ranges of
code points of the rendition (in `title_masked`: of the title).
"""

from __future__ import annotations

from msgspec import Struct

Range = tuple[int, int]


class EvidenceCell(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A quote and where it stands in the document's rendition."""

    document: str  #: id of the document in which the quote stands
    start: int  #: first character, in code points of the document's rendition
    end: int  #: the character after the last one
    quote: str  #: the exact characters, private names blacked out
    masked: tuple[Range, ...] = ()  #: ranges that were blacked out; absent where none


class PublishedCell(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When a document was published."""

    earliest: str | None
    latest: str | None
    precision: str | None
    basis: str
    instant: str | None = None  #: the exact time (ISO), with its zone where one is stated; absent where none


class CandidateCell(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that a page offers for a field of its masthead."""

    field: str  #: `title`, `publisher`, `agency`, `byline`, `language`, or a kind of time: `published`, `updated` ...
    value: str  #: what it offers
    basis: str  #: where it was read
    chosen: bool  #: whether the document has it
    why: str  #: the rule by which it won, or what stood against it
    start: int | None = None  #: where it was read in the text: first character; absent for metadata
    end: int | None = None  #: the character after the last one
    text: str | None = None  #: the words it was read from, where the value is another form of them


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
    start: int  #: where it is named: first character
    end: int  #: the character after the last one


class AttributionCell(Struct, frozen=True, kw_only=True):
    """Who says so."""

    speaker: str | None
    organisation: str | None
    via: tuple[str, ...]
    cue: str  #: the word of saying
    certainty: str


class SegmentCell(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A segment of a document."""

    role: str
    start: int  #: first character
    end: int  #: the character after the last one
    language: str | None = None  #: where it is not the story's; absent where it is


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
    """One value of a series."""

    period: PeriodCell  #: the time it is about
    low: float | None
    best: float | None
    high: float | None
    claimant: str
    #: id of the claim (of field `figure`) that reports the value; of the figure itself where no report claims it, as
    #: with a total that belongs to no happening
    claim: str
    population: str | None = None  #: who is counted, in the words of this figure
    scope: str | None = None  #: the place that this figure is about
    #: `narrower`: counted over a part of the series' place; `jump`: threefold the number before or a third of it;
    #: `reversal`: fewer than before, of what can only grow
    flags: tuple[str, ...] = ()


class CaseLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="case"):
    """The first line: what made the record, and how many lines of each kind follow."""

    schema: int  #: version of this format
    dateline: str  #: version of Dateline
    tables: str  #: SHA-256 over the tables it was made with
    masked: bool  #: whether private people are masked
    counts: dict[str, int]  #: how many lines of each kind follow


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
