"""What a person sets by hand: the values of an event's fields as plain data, and the words they rest on."""

from __future__ import annotations

import msgspec
from msgspec import Struct

WHOLE = ("accept", "reject", "unsure")
"""Decisions on an event as a whole."""
ROLES = ("initiators", "targets", "victims", "weapons")
WORDS = ("type", "status", "level")
FIELDS = (*WORDS, "when", "where", *ROLES)
"""The fields of an event that can be set; any other name is an outcome, such as `killed`."""
EVENT = "event"
"""What a decision on the whole event has as its field."""


class Days(Struct, frozen=True, forbid_unknown_fields=True):
    """When it happened."""

    earliest: str | None  #: first possible day (ISO, inclusive)
    latest: str | None  #: last possible day (ISO, inclusive)
    precision: str | None = None  #: `day`, `days`, `week`, `month`, `season`, `quarter`, `year`, `decade`, `range`


class Site(Struct, frozen=True, forbid_unknown_fields=True):
    """Where it happened: a place of the gazetteer, or a name as somebody typed it."""

    name: str  #: the name
    latitude: float | None = None  #: degrees north, WGS 84
    longitude: float | None = None  #: degrees east, WGS 84
    radius_km: float | None = None  #: how far from the point it may be
    precision: str | None = None  #: `settlement`, `admin1` ..., as that of a place
    gazetteer_id: str | None = None  #: the gazetteer's id; empty for a name as typed
    admin1: str | None = None  #: province
    admin2: str | None = None  #: district
    admin3: str | None = None  #: subdistrict
    pcode: str | None = None  #: P-code
    country: str | None = None  #: two letters (ISO 3166-1 alpha-2)


class Who(Struct, frozen=True, forbid_unknown_fields=True):
    """One that acts or is acted upon."""

    name: str  #: the name
    kind: str | None = None  #: `military`, `rebel`, `civilians` ..., as that of an actor
    actor_id: str | None = None  #: id in the actor table


class Amount(Struct, frozen=True, forbid_unknown_fields=True):
    """How many; a bound that is empty is open."""

    low: float | None = None  #: at least
    best: float | None = None  #: the number
    high: float | None = None  #: at most


class Words(Struct, frozen=True):
    """The characters that a value rests on."""

    rendition: str  #: id of the rendition
    start: int  #: first character, in code points
    end: int  #: the character after the last one
    quote: str  #: the characters
    capture: str | None = None  #: id of the capture of their page


Value = str | Days | Site | tuple[Who, ...] | Amount | None
"""What a field is set to; None where it is emptied on purpose."""


class Setting(Struct, frozen=True):
    """What an `edit` holds as the value of its judgement, in JSON."""

    value: object  #: by field: text, or the keys of `Days`, `Site`, `Amount`, or a list of `Who`; null where emptied
    evidence: Words | None = None  #: the words it rests on
    reason: str = ""  #: why it rests on none


def set_value(field: str, plain: object) -> Value:
    """The value of a field from plain data; raises msgspec.ValidationError, which names the wrong key."""
    return msgspec.convert(plain, kind_of(field) | None)  # type: ignore[operator, no-any-return]


def kind_of(field: str) -> object:
    """What a field's value is."""
    if field in WORDS:
        return str
    return {"when": Days, "where": Site}.get(field) or (tuple[Who, ...] if field in ROLES else Amount)


class Added(Struct, frozen=True):
    """What an `added` holds as the value of its judgement, in JSON: a happening that the rules missed."""

    type: str  #: event type
    start: int  #: where its words begin in their page
    fields: dict[str, Setting]  #: by field, what else is known of it
