"""The countries that maps are drawn on: Natural Earth, as `scripts/build_basemap.py` writes it."""

from __future__ import annotations

from itertools import accumulate

import msgspec
from msgspec import Struct

from dateline.tables.rows import DATA

Line = tuple[tuple[float, float], ...]
"""Points as (longitude, latitude) in degrees."""


class Country(Struct, frozen=True):
    """A country as closed rings."""

    name: str
    rings: tuple[Line, ...]


class Countries(Struct, frozen=True, eq=False):
    """All countries, and who drew them."""

    countries: tuple[Country, ...]
    source: str


class CountryRow(Struct, frozen=True):
    """A country of `data/basemap.json`: rings of arc numbers, `~n` for arc n backwards."""

    name: str
    rings: list[list[int]]


class Sheet(Struct, frozen=True):
    """`data/basemap.json`: arcs hold deltas in 1/grid degrees, flat."""

    source: str
    licence: str
    grid: int
    countries: list[CountryRow]
    arcs: list[list[int]]


def load_countries() -> Countries:
    """The shipped countries."""
    sheet = msgspec.json.decode((DATA / "basemap.json").read_bytes(), type=Sheet)
    arcs = [points(deltas, sheet.grid) for deltas in sheet.arcs]
    countries = (Country(row.name, tuple(ring_of(ring, arcs) for ring in row.rings)) for row in sheet.countries)
    return Countries(tuple(countries), sheet.source)


def points(deltas: list[int], grid: int) -> Line:
    """The points of an arc."""
    xs, ys = accumulate(deltas[::2]), accumulate(deltas[1::2])
    return tuple((x / grid, y / grid) for x, y in zip(xs, ys, strict=True))


def ring_of(numbers: list[int], arcs: list[Line]) -> Line:
    """A ring from arcs that meet at their ends."""
    ring: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return tuple(ring)
