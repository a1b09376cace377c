"""What one document says about one happening, claim by claim."""

from __future__ import annotations

from msgspec import Struct

from dateline.model.mention import Actor, Attribution, Place, Symbol
from dateline.model.span import Evidence


class When(Struct, frozen=True, kw_only=True):
    """The time of a happening: inclusive ISO interval, precision, the words that say it, and on what basis."""

    earliest: str | None
    latest: str | None
    precision: str | None
    text: str | None
    basis: str
    symbol: Symbol | None = None


class Claim(Struct, frozen=True, kw_only=True):
    """One field of one report: the atom of the store.

    `field` is a Report field (`occurrence` for the happening itself), `value` its value as text.
    `evidence` is None only for a value that was given from outside, as `basis` then says.
    `stance`: affirms, denies; who denies having done what the story tells denies a claim on `initiators`, who denies
    that it happened one on `occurrence`. `certainty`: stated, reported, unverified. `method`: the rule that made it.
    """

    id: str
    report: str
    field: str
    value: str
    evidence: Evidence | None
    attribution: Attribution | None
    stance: str
    certainty: str
    basis: str
    method: str


class Report(Struct, frozen=True, kw_only=True):
    """What ONE document says about ONE happening. Vocabulary: event-types.md (type, status, level).

    `evidence` holds one clause per mention of the happening; `figures` are ids of the document's figures.
    """

    id: str
    document: str
    type: str
    mode: str | None
    status: str
    level: str
    part_of: str | None
    background: bool
    when: When | None
    where: Place | None
    initiators: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    victims: tuple[Actor, ...]
    weapons: tuple[Actor, ...]
    alternative_group: str | None
    figures: tuple[str, ...]
    attribution: Attribution | None
    certainty: str
    evidence: tuple[Evidence, ...]
    claims: tuple[Claim, ...]
    tags: tuple[str, ...]
    acled_event: str | None
    acled_sub_event: str | None
