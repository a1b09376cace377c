"""Events as views over claims, and what ties or divides their sources."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.model import display
from dateline.model.mention import Place
from dateline.model.policy import Policy
from dateline.model.report import Claim, When
from dateline.model.span import Evidence


class Claimant(Struct, frozen=True, order=True):
    """Who a claim originates from when the chain outlet, agency, speaker is walked to its end."""

    speaker: str  #: the person or body that says it
    institution: str  #: whom they speak for
    side: str  #: `party_a`, `party_b`, `third_party`, `own_observation` (the outlet's own account), `unknown`


class Value(Struct, frozen=True):
    """One of the competing values of a field, with the claims that state it."""

    value: str  #: the value, as text
    claims: tuple[str, ...]  #: ids of the claims that state it


class Unnamed(Struct, frozen=True, order=True):
    """A source of whom nothing says for whom it speaks: it may be one of the claimants, or one more."""

    speaker: str  #: the words for it: `officials`, `a source`, a name
    document: str  #: id of the document that has its words first


class Admission(Struct, frozen=True, kw_only=True):
    """A side that tells what speaks against it."""

    claimant: Claimant  #: who admits it
    of: str  #: `civilians it harmed`, `its own losses`, `a place it lost`
    claims: tuple[str, ...]  #: ids of the claims


class Estimate(Struct, frozen=True, kw_only=True):
    """Low, best and high of one count of an event by a named policy: a view over claims."""

    outcome: str  #: what befell those counted: `killed`, `displaced` ...
    people: str  #: whom: `everybody`, `civilians`, `some` (a kind of civilians), `forces`, `armed`, `other`
    party: str  #: whose: `a`, `b`, `civilians`, `unknown`
    measure: str  #: `incident`, `cumulative`, `stock`, `flow`
    policy: Policy  #: `acled_conservative`, `ucdp_blh`, `ibc_minmax`
    low: float | None  #: at least; empty where no claim gives a number
    best: float | None  #: the number; empty where the policy gives none
    high: float | None  #: at most; empty where open
    rule: str  #: how the policy came to it, in words
    claims: tuple[str, ...]  #: ids of the claims that compete


class Disagreement(Struct, frozen=True, kw_only=True):
    """Two or more claims that differ, how they relate, and the difference in words."""

    event: str  #: id of the event
    field: str  #: the field in which they differ
    relation: str  #: `conflict`, `divergent`, `update`, `correction`, `subset`, `definition`, `incomparable`
    claims: tuple[str, ...]  #: ids of the claims
    says: str  #: the difference in words


class Event(Struct, frozen=True, kw_only=True, eq=False):
    """Reports judged to be about one happening: a view over their claims, which it never overwrites."""

    id: str  #: minted once and kept, also when rules improve
    revision: int  #: raised whenever the content changes
    type: str  #: event type, such as `remote.shelling`
    status: str  #: `occurred`, `ongoing`, `planned`, `predicted`, `hypothetical`, `negated`, `demanded`, `alleged`
    contested: bool  #: whether somebody denies what others affirm
    level: str  #: `incident`, `aggregate` (a total), `campaign`
    part_of: str | None  #: id of the total or campaign it belongs to
    when: When | None  #: when it happened
    where: Place | None  #: where it happened
    reports: tuple[str, ...]  #: ids of its reports
    claims: tuple[Claim, ...]  #: all claims of its reports
    documents: tuple[str, ...]  #: ids of the documents that report it
    publishers: tuple[str, ...]  #: the outlets, copies of one story counted once
    claimants: tuple[Claimant, ...]  #: who says so, each once
    #: sources that speak for nobody known: each may be one of the claimants or one more, so that these are a range
    unnamed: tuple[Unnamed, ...] = ()
    admissions: tuple[Admission, ...] = ()  #: what a side tells against its own interest
    values: dict[str, tuple[Value, ...]]  #: by field: every value that is claimed
    estimates: tuple[Estimate, ...] = ()  #: the numbers by the named policies
    disagreements: tuple[Disagreement, ...]  #: where its claims differ
    grade: str  #: `confirmed`, `fair`, `weak`, `contested`, `discounted`, with the rule after a colon
    proposed: Event | None = None  #: the event as the rules propose it; empty where nobody set a field by hand

    @property
    def set_by_hand(self) -> tuple[str, ...]:
        """The fields that a person set, in order of name."""
        return tuple(sorted({claim.field for claim in self.claims if is_set(claim)}))

    def held(self, field: str) -> tuple[Value, ...]:
        """The values of a field that hold: those set by hand where a person set it (none where emptied), else all."""
        values = self.values.get(field, ())
        hand = {claim.id for claim in self.claims if claim.field == field and is_set(claim)}
        if not hand:
            return values
        return tuple(one for one in values if one.value and not hand.isdisjoint(one.claims))

    def _repr_html_(self) -> str:
        return display.event_html(self)


BY_HAND = "by hand"
"""The method of a claim that a person made."""
SET = "set by hand"
"""How the basis of a claim begins by which a person set a field of an event."""


def is_set(claim: Claim) -> bool:
    """Whether a person set a field of an event by this claim."""
    return claim.method == BY_HAND and claim.basis.startswith(SET)


class SourceEdge(Struct, frozen=True, kw_only=True):
    """One document takes from another."""

    source: str  #: id of the document that had it first
    target: str  #: id of the document that takes from it
    relation: str  #: `copy`, `derived`, `shared_quote`, `shared_statement`
    evidence: tuple[Evidence, ...]  #: the shared passages, in pairs: where they stand in the source, then in the target


class SeriesPoint(Struct, frozen=True, kw_only=True):
    """One value of a series."""

    earliest: str | None  #: first day of the period (ISO)
    latest: str | None  #: last day of the period (ISO)
    low: float | None  #: at least; empty where open
    best: float | None  #: the number, where one is given
    high: float | None  #: at most; empty where open
    claimant: str  #: who says it
    claim: str  #: id of the claim, or of the figure where no report claims it
    population: str | None = None  #: who is counted, in the words of this figure
    scope: str | None = None  #: the place that this figure is about
    flags: tuple[str, ...] = ()  #: `narrower`: of a part of the series' place; `jump`, `reversal`: against those before


class Series(Struct, frozen=True, kw_only=True):
    """Figures about the same outcome, population, party, measure and scope, in order of period.

    A stock counted over a part of a town stands in the series of its town, each such point flagged `narrower`.
    """

    outcome: str  #: what is counted: `killed`, `displaced` ...
    population: str | None  #: who is counted
    party: str  #: whose: `a`, `b`, `civilians`, `unknown`
    measure: str  #: `cumulative`, `stock`, `flow`, or `incident` for the toll of one happening
    scope: str | None  #: the place it is about, the widest of its points
    points: tuple[SeriesPoint, ...]  #: in order of period


class Judgement(Struct, frozen=True, kw_only=True):
    """What a person decided, addressed to capture, quote and field so that it survives a rebuild."""

    number: int  #: orders judgements: a later one undoes an earlier one
    decision: str  #: `accept`, `reject`, `edit`, `same`, `different`, `unsure`, `added`, `excluded`, `read`, `undone`
    capture: str | None  #: id of the capture it is about
    quote: str | None  #: the words it is about; empty for the whole page
    field: str | None  #: the field it is about
    value: str | None  #: the value it sets
    by: str  #: who decided
    at: str  #: when (ISO)
    why: str  #: the reason
    act: int | None = None  #: what was judged by one act has the same number here; empty for what no person did


class Tombstone(Struct, frozen=True, kw_only=True):
    """An event id that is no longer used."""

    id: str  #: the event id that is no longer used
    replaced_by: str | None  #: the id to use instead; empty when withdrawn


class Record(Struct, frozen=True, kw_only=True, eq=False):
    """The linked record of a set of documents."""

    events: Sequence[Event]  #: what happened, or is said to
    series: tuple[Series, ...]  #: figures over time
    disagreements: Sequence[Disagreement]  #: where claims differ
    sources: Sequence[SourceEdge]  #: which document takes from which
    tombstones: tuple[Tombstone, ...] = ()  #: event ids that are no longer used
