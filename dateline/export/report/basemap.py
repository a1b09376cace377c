"""The ground that the map is drawn on: Natural Earth's countries, and a coastline that a case may bring along."""

from __future__ import annotations

from itertools import accumulate

import msgspec
from msgspec import Struct

from dateline.model.errors import UsageError
from dateline.tables.rows import DATA

Line = tuple[tuple[float, float], ...]
"""Points as (longitude, latitude) in degrees."""


class BasemapError(UsageError):
    """A coastline is no GeoJSON with lines or polygons."""


class Land(Struct, frozen=True):
    """A country, or a piece of a case's own coastline (without a name), as closed rings."""

    name: str
    rings: tuple[Line, ...]


class Basemap(Struct, frozen=True, eq=False):
    """Countries, a case's own land and lines, and who made them."""

    countries: tuple[Land, ...]
    source: str
    own_land: tuple[Land, ...] = ()
    own_lines: tuple[Line, ...] = ()

    def with_coastline(self, geojson: bytes) -> Basemap:
        """This basemap with the polygons and lines of a GeoJSON document (RFC 7946) on top.

        Raises BasemapError when it is not GeoJSON or holds neither.
        """
        rings, lines = drawn(geojson)
        land = (Land("", tuple(rings)),) if rings else ()
        return msgspec.structs.replace(self, own_land=(*self.own_land, *land), own_lines=(*self.own_lines, *lines))


class CountryRow(Struct, frozen=True):
    """A country of `data/basemap.json`: rings of arc numbers, `~n` for arc n backwards."""

    name: str
    rings: list[list[int]]


class Sheet(Struct, frozen=True):
    """`data/basemap.json` as `scripts/build_basemap.py` writes it; arcs hold deltas in 1/grid degrees, flat."""

    source: str
    licence: str
    grid: int
    countries: list[CountryRow]
    arcs: list[list[int]]


class Geometry(Struct, frozen=True):
    """Any GeoJSON object, as far as it can hold a line."""

    type: str
    coordinates: msgspec.Raw = msgspec.Raw()
    geometry: Geometry | None = None
    geometries: tuple[Geometry, ...] = ()
    features: tuple[Geometry, ...] = ()


def load_basemap() -> Basemap:
    """The shipped basemap."""
    sheet = msgspec.json.decode((DATA / "basemap.json").read_bytes(), type=Sheet)
    arcs = [points(deltas, sheet.grid) for deltas in sheet.arcs]
    countries = [Land(row.name, tuple(ring_of(ring, arcs) for ring in row.rings)) for row in sheet.countries]
    return Basemap(tuple(countries), sheet.source)


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


def drawn(geojson: bytes) -> tuple[list[Line], list[Line]]:
    """Rings and lines of a GeoJSON document; raises BasemapError."""
    try:
        geometries = list(flat(msgspec.json.decode(geojson, type=Geometry)))
        rings: list[Line] = []
        lines: list[Line] = []
        for one in geometries:
            depth = {"LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}.get(one.type, 0)
            found = lines_at(bytes(one.coordinates), depth)
            (rings if one.type.endswith("Polygon") else lines).extend(found)
    except msgspec.MsgspecError as error:
        raise BasemapError(f"the coastline is no GeoJSON: {error}") from error
    if not rings and not lines:
        raise BasemapError("the coastline holds no LineString and no Polygon")
    return rings, lines


def flat(one: Geometry) -> list[Geometry]:
    """The geometries within features and collections."""
    inner = [*one.features, *one.geometries, *([one.geometry] if one.geometry else [])]
    return [geometry for each in inner for geometry in flat(each)] if inner else [one]


def lines_at(coordinates: bytes, depth: int) -> list[Line]:
    """The lines of a geometry whose coordinates nest `depth` deep above the positions; heights are dropped."""
    Position = list[float]
    if depth == 0:
        return []
    if depth == 1:
        nested = [[msgspec.json.decode(coordinates, type=list[Position])]]
    elif depth == 2:
        nested = [msgspec.json.decode(coordinates, type=list[list[Position]])]
    else:
        nested = msgspec.json.decode(coordinates, type=list[list[list[Position]]])
    lines = [line for polygon in nested for line in polygon]
    if any(len(position) < 2 for line in lines for position in line):
        raise msgspec.ValidationError("a position has no longitude and latitude")
    return [tuple((position[0], position[1]) for position in line) for line in lines]
