"""Typed spans of a text: times, places, actors, figures, attributions."""

from __future__ import annotations

from msgspec import Struct

from dateline.model.span import Evidence, Span


class Symbol(Struct, frozen=True, kw_only=True):
    """A time that waits for its anchor: what to do with the anchor once it is known.

    `anchor`: `publication` or `narrative` (the date the story last named).
    `rule`: `offset` (`amount` units from the anchor), `weekday`, `month`, `monthday`, `season` (the nearest
    such day in `direction`), `part` (a named part of the unit around the anchor: `value` says which),
    `span` (the `amount` units that end or begin at the anchor).
    `unit`: day, week, month, quarter, year, decade, hour. `value`: what the rule names, such as `5` or `05-12`.
    `direction`: past, future, same.
    """

    anchor: str
    rule: str
    unit: str = "day"
    amount: int = 0
    value: str | None = None
    direction: str = "past"


class Time(Struct, frozen=True, kw_only=True):
    """A time expression: an inclusive interval of ISO dates with precision and TIMEX3 value.

    `kind`: date, time, duration, set. `precision`: day, days, week, month, season, quarter, year, decade,
    range. `anchor`: what it was resolved against (None when absolute); `basis`: why, in words.
    `symbol` is kept so that the time can be resolved again when its document gets a date.
    """

    span: Span
    text: str
    earliest: str | None
    latest: str | None
    precision: str | None
    kind: str
    timex3: str | None
    anchor: str | None
    basis: str
    symbol: Symbol | None = None


class Place(Struct, frozen=True, kw_only=True):
    """A place name and what it was resolved to; empty where unknown.

    `precision`: point, settlement, part_of_settlement, near, admin3, admin2, region, admin1, country,
    international. `use`: location, government, demonym, organisation; only `location` can be where
    something happened. `country`: ISO 3166-1 alpha-2. `radius_km`: how far from the point it may be.
    """

    span: Span
    text: str
    name: str | None
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    precision: str | None
    gazetteer_id: str | None
    admin1: str | None
    admin2: str | None
    admin3: str | None
    pcode: str | None
    country: str | None
    use: str
    basis: str


class Actor(Struct, frozen=True, kw_only=True):
    """Someone or something that acts or is acted upon, as named in the text.

    `name` is the fullest name of its chain in the document (or the table's), `text` the words at `span`.
    `kind`: see design.md, section 4. `role`: office, rank or occupation as written; `organisation`: what a
    person belongs to. `is_private_person` is None for what is no person; `public_reason` says why not private.
    """

    span: Span
    text: str
    name: str
    actor_id: str | None
    kind: str
    affiliated_with: str | None = None
    role: str | None = None
    organisation: str | None = None
    is_private_person: bool | None = None
    public_reason: str | None = None


class Attribution(Struct, frozen=True, kw_only=True):
    """Who says so: source and cue spans, the spans of what is said, and the chain above the speaker.

    `via` lists who passes it on, outermost last. `kind`: statement, belief, intention, perception, decree.
    `certainty`: stated, reported, unverified.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    speaker: str | None
    organisation: str | None
    via: tuple[str, ...]
    kind: str
    direct: bool
    certainty: str
    cue_text: str


class Period(Struct, frozen=True):
    """An inclusive interval of ISO dates; None where open."""

    earliest: str | None
    latest: str | None


class Figure(Struct, frozen=True, kw_only=True):
    """A quantity as an interval, with what is counted; see design.md, section 4 for the vocabulary.

    `low`/`high` None where open; `best` only where the text gives one number. `id` is set for figures that
    are exported (content hash of document and span).
    """

    id: str
    span: Span
    text: str
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
    period: Period | None
    scope: Place | None
    part_of: str | None
    attribution: Attribution | None
    evidence: Evidence
