"""What the data sets of the field write: countries, governments at a date, precisions, kinds of actors, columns."""

from __future__ import annotations

from functools import cache
from typing import Literal

from msgspec import Struct

from dateline.tables.rows import read_table


class Column(Struct, frozen=True, kw_only=True):
    """A column of a table that leaves the case: its name, its type, what it means."""

    column: str
    type: Literal["text", "number", "date"]
    meaning: str
    origin: str
    licence: str


class Country(Struct, frozen=True, kw_only=True):
    """A row of export_countries.tsv: a country by ISO 3166-1 alpha-2, as ACLED and UCDP write it.

    `iso`: its ISO number. `article`: before its name within a phrase. `region`: as ACLED groups countries. `ucdp_name`:
    where UCDP's name differs. `ucdp_id`: Gleditsch and Ward's number.
    """

    alpha2: str
    alpha3: str
    iso: int | None = None
    name: str
    article: str | None = None
    region: str | None = None
    ucdp_name: str | None = None
    ucdp_id: int | None = None
    ucdp_region: str | None = None
    origin: str
    licence: str


class Government(Struct, frozen=True, kw_only=True):
    """A row of export_governments.tsv: the years by which ACLED names a state's forces between two days."""

    country: str
    since: str
    until: str | None = None
    label: str
    origin: str
    licence: str


class Precision(Struct, frozen=True, kw_only=True):
    """A row of export_precision.tsv: what ACLED and UCDP write for how well a time or place is known.

    `longest_days`: a time of at most so many days has it. Empty codes: such an event is left out.
    """

    of: Literal["time", "place"]
    precision: str
    longest_days: int | None = None
    acled: int | None = None
    ucdp: int | None = None
    meaning: str
    origin: str
    licence: str


class PartyKind(Struct, frozen=True, kw_only=True):
    """A row of export_parties.tsv: what a kind of actor is to ACLED and PLOVER.

    `armed`: whether it takes part in fighting. `acled_inter_abroad`: ACLED's code outside its own country.
    `acled_order`: main actors stand in this order, whoever did what. `acled_label`: how ACLED names one without a name.
    """

    kind: str
    armed: str | None = None
    acled_inter: int
    acled_inter_abroad: int
    acled_order: int
    acled_label: str
    plover_sector: str
    meaning: str
    origin: str
    licence: str


@cache
def columns(name: str) -> tuple[Column, ...]:
    """The columns that a table names, in order, such as those of `export_acled`."""
    return read_table(name, Column)


@cache
def countries() -> dict[str, Country]:
    """Countries by ISO 3166-1 alpha-2."""
    return {row.alpha2: row for row in read_table("export_countries", Country)}


@cache
def party_kinds() -> dict[str, PartyKind]:
    """Kinds of actors that take part in something; things and places are none."""
    return {row.kind: row for row in read_table("export_parties", PartyKind)}


@cache
def governments() -> tuple[Government, ...]:
    """The governments whose years the table knows."""
    return read_table("export_governments", Government)


@cache
def precisions() -> dict[str, tuple[Precision, ...]]:
    """The precisions of times, from the shortest, and of places."""
    rows = read_table("export_precision", Precision)
    return {of: tuple(row for row in rows if row.of == of) for of in ("time", "place")}


def years_of(country: str, day: str) -> str:
    """The years by which ACLED tells a country's government on a day from others; empty where no row knows.

    >>> years_of("IQ", "2016-10-17"), years_of("IQ", "1999-01-01"), years_of("IQ", "")
    ('(2014-)', '', '')
    """
    for row in governments():
        if row.country == country and row.since <= day <= (row.until or "9999"):
            return row.label
    return ""


def time_precision(days: int) -> Precision | None:
    """The precision of a time of so many days; None where it is longer than any data set writes."""
    return next((row for row in precisions()["time"] if days <= (row.longest_days or 0)), None)


def place_precision(precision: str | None) -> Precision | None:
    """The row of a place's precision."""
    return next((row for row in precisions()["place"] if row.precision == precision), None)
