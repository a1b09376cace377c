"""Events as views over claims, and what ties or divides their sources."""

from __future__ import annotations

from msgspec import Struct

from dateline.model.mention import Place
from dateline.model.report import Claim, When
from dateline.model.span import Evidence


class Claimant(Struct, frozen=True, order=True):
    """Who a claim originates from: `speaker`, the `institution` they speak for, its `side`.

    `side`: party_a, party_b, third_party, own_observation (the outlet saw it), unknown.
    """

    speaker: str
    institution: str
    side: str


class Value(Struct, frozen=True):
    """One of the competing values of a field, with the claims that state it."""

    value: str
    claims: tuple[str, ...]


class Disagreement(Struct, frozen=True, kw_only=True):
    """Two or more claims that differ, how they relate, and the difference in words.

    `relation`: conflict, divergent, update, correction, subset, definition, incomparable.
    """

    event: str
    field: str
    relation: str
    claims: tuple[str, ...]
    says: str


class Event(Struct, frozen=True, kw_only=True, eq=False):
    """Reports judged to be about one happening. `reports` and `documents` are ids; `claims` the claims themselves.

    `grade`: confirmed, fair, weak, contested, discounted, with the rule after a colon.
    """

    id: str
    revision: int
    type: str
    status: str
    contested: bool
    level: str
    part_of: str | None
    when: When | None
    where: Place | None
    reports: tuple[str, ...]
    claims: tuple[Claim, ...]
    documents: tuple[str, ...]
    publishers: tuple[str, ...]
    claimants: tuple[Claimant, ...]
    values: dict[str, tuple[Value, ...]]
    disagreements: tuple[Disagreement, ...]
    grade: str


class SourceEdge(Struct, frozen=True, kw_only=True):
    """`target` takes from `source` (document ids). `relation`: copy, derived, shared_quote, shared_statement."""

    source: str
    target: str
    relation: str
    evidence: tuple[Evidence, ...]


class SeriesPoint(Struct, frozen=True, kw_only=True):
    """One value of a series: ISO period, interval, who claims it, and the claim's id."""

    earliest: str | None
    latest: str | None
    low: float | None
    best: float | None
    high: float | None
    claimant: str
    claim: str


class Series(Struct, frozen=True, kw_only=True):
    """Figures about the same outcome, population, party, measure and scope, in order of period."""

    outcome: str
    population: str | None
    party: str
    measure: str
    scope: str | None
    points: tuple[SeriesPoint, ...]


class Judgement(Struct, frozen=True, kw_only=True):
    """What a person decided, addressed to capture, quote and field so that it survives a rebuild.

    `decision`: accept, reject, edit, same, different, unsure, added, excluded, undone. `number` orders them.
    """

    number: int
    decision: str
    capture: str | None
    quote: str | None
    field: str | None
    value: str | None
    by: str
    at: str
    why: str


class Tombstone(Struct, frozen=True, kw_only=True):
    """An event id that is no longer used, and the id that replaces it (None: withdrawn)."""

    id: str
    replaced_by: str | None


class Record(Struct, frozen=True, kw_only=True, eq=False):
    """The linked record of a set of documents."""

    events: tuple[Event, ...]
    series: tuple[Series, ...]
    disagreements: tuple[Disagreement, ...]
    sources: tuple[SourceEdge, ...]
    tombstones: tuple[Tombstone, ...] = ()
