"""Typed spans of a text: times, places, actors, figures, attributions."""

from __future__ import annotations

from msgspec import Struct

from dateline.model.span import Evidence, Span


class Symbol(Struct, frozen=True, kw_only=True):
    """A time that waits for its anchor: what to do with the anchor once it is known."""

    anchor: str  #: `publication`, or `narrative` (the date the story last named)
    #: `offset` (`amount` units from the anchor), `weekday`, `month`, `monthday`, `season`, `feast` (the nearest such
    #: day in `direction`), `part` (a named part of the unit around the anchor: `value` says which), `span` (the
    #: `amount` units that end or begin at the anchor)
    rule: str
    unit: str = "day"  #: `day`, `week`, `month`, `quarter`, `year`, `decade`, `century`, `hour`
    amount: int = 0  #: how many units
    value: str | None = None  #: what the rule names, such as `5` or `05-12`
    direction: str = "past"  #: `past`, `future`, `same`


class Time(Struct, frozen=True, kw_only=True):
    """A time expression: an inclusive interval of ISO dates with precision and TIMEX3 value."""

    span: Span  #: where it stands
    text: str  #: its words
    earliest: str | None  #: first possible day or time (ISO, inclusive); empty while its anchor is unknown
    latest: str | None  #: last possible day or time (ISO, inclusive)
    precision: str | None  #: `day`, `days`, `week`, `month`, `season`, `quarter`, `year`, `decade`, `range`
    kind: str  #: `date`, `time`, `duration`, `set`
    timex3: str | None  #: TIMEX3 value: `2016-10`, `2017-W10`, `PT5M`, `PRESENT_REF`
    anchor: str | None  #: what it was resolved against: `publication`, `narrative`; empty when absolute
    basis: str  #: how it was resolved, in words
    symbol: Symbol | None = None  #: kept so that it can be resolved again when its document gets a date


class Place(Struct, frozen=True, kw_only=True):
    """A place name and what it was resolved to; empty where unknown."""

    span: Span  #: where the name stands
    text: str  #: the name as written
    name: str | None  #: the gazetteer's name
    latitude: float | None  #: degrees north, WGS 84
    longitude: float | None  #: degrees east, WGS 84
    radius_km: float | None  #: how far from the point it may be
    #: `point`, `settlement`, `part_of_settlement`, `near`, `admin3`, `admin2`, `region`, `admin1`, `country`,
    #: `international`
    precision: str | None
    gazetteer_id: str | None  #: the gazetteer's id, with its layer: `geonames:...`, `ne:...`, `dateline:...`
    admin1: str | None  #: province
    admin2: str | None  #: district
    admin3: str | None  #: subdistrict
    pcode: str | None  #: P-code, where a layer of yours gives one
    country: str | None  #: two letters (ISO 3166-1 alpha-2)
    use: str  #: `location`, `government`, `demonym`, `organisation`; only a `location` can be where something happened
    basis: str  #: why this place and no other of the name, or why none


class Actor(Struct, frozen=True, kw_only=True):
    """Someone or something that acts or is acted upon, as named in the text."""

    span: Span  #: where it is named
    text: str  #: the words there
    name: str  #: the fullest name of its chain in the document, or the actor table's
    actor_id: str | None  #: id in the actor table
    #: `military`, `police`, `paramilitary`, `rebel`, `political_militia`, `communal_militia`, `criminal_group`,
    #: `private_force`, `foreign_force`, `unidentified_armed_group`, `government`, `organisation`, `media`, `rioters`,
    #: `protesters`, `civilians`, `people`, `person`, `structure`, `vehicle`, `weapon`, `place`
    kind: str
    affiliated_with: str | None = None  #: the larger body it belongs to
    role: str | None = None  #: office, rank or occupation as written
    organisation: str | None = None  #: what a person belongs to
    is_private_person: bool | None = None  #: whether the masks hide this person; empty for what is no person
    public_reason: str | None = None  #: what shows the person to be public: office, rank, actor table
    basis: str | None = None  #: why the words mean this actor: its table name, a surname, a pronoun; or what stays open


class Attribution(Struct, frozen=True, kw_only=True):
    """Who says so: source and cue spans, the spans of what is said, and the chain above the speaker."""

    source: Span | None  #: where the speaker stands; empty where none is named
    cue: Span  #: where the word of saying stands
    content: tuple[Span, ...]  #: where what is said stands
    speaker: str | None  #: who says it
    organisation: str | None  #: for whom they speak
    via: tuple[str, ...]  #: who passes it on, outermost last
    kind: str  #: `statement`, `belief`, `intention`, `perception`, `decree`
    direct: bool  #: whether it is in quotation marks
    certainty: str  #: `stated`, `reported` (kept at a distance), `unverified`
    cue_text: str  #: the word of saying


class Period(Struct, frozen=True):
    """An inclusive interval of ISO dates; None where open."""

    earliest: str | None  #: first day (ISO); empty where open
    latest: str | None  #: last day (ISO); empty where open


class Figure(Struct, frozen=True, kw_only=True):
    """A quantity as an interval, with what is counted."""

    id: str  #: hash of document and span; empty for figures that are not exported, such as ages
    span: Span  #: where it stands
    text: str  #: its words
    low: float | None  #: at least; empty where open
    best: float | None  #: the number, where the text gives one
    high: float | None  #: at most; empty where open
    modifier: str  #: `exact`, `approximate`, `at_least`, `up_to`, `range`, `vague`
    vague_class: str | None  #: the vague word: `dozens`, `hundreds`, `several` ...
    unit: str | None  #: unit of a measure: `km`, `year` ...
    counted: str | None  #: `persons`, `households`, `movements`, `things`
    #: what became of them: `killed`, `injured`, `displaced`, `trapped`, `detained`, `missing`, `bodies`, `fighters`,
    #: `affected` ...; for things their noun
    outcome: str | None
    party: str  #: whose: `a` (acting side), `b` (side acted upon), `civilians`, `unknown`
    population: str | None  #: who is counted, in the text's noun
    measure: str  #: `incident` (one happening), `cumulative` (so far), `stock` (at a time), `flow` (newly, in a period)
    period: Period | None  #: the time it is about
    scope: Place | None  #: the place it is about
    part_of: str | None  #: id of the total it is a part of
    attribution: Attribution | None  #: who gives it
    evidence: Evidence  #: its words, cut from the text
