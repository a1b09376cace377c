"""The parts of the lines of the JSONL record: evidence, times, places, people, claimants."""

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


class UnnamedCell(Struct, frozen=True, kw_only=True):
    """A source of whom nothing says for whom it speaks: it may be one of the claimants, or one more."""

    speaker: str
    document: str  #: id of the document that has its words first


class AdmissionCell(Struct, frozen=True, kw_only=True):
    """A side that tells what speaks against it."""

    claimant: ClaimantCell
    of: str  #: `civilians it harmed`, `its own losses`, `a place it lost`
    claims: tuple[str, ...]


class EstimateCell(Struct, frozen=True, kw_only=True):
    """Low, best and high of one count of an event by a named policy."""

    outcome: str
    people: str
    party: str
    measure: str
    policy: str  #: `acled_conservative`, `ucdp_blh`, `ibc_minmax`
    low: float | None
    best: float | None
    high: float | None
    rule: str  #: how the policy came to it, in words
    claims: tuple[str, ...]  #: ids of the claims that compete


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
