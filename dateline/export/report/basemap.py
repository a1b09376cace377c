"""The ground that the map is drawn on: Natural Earth's countries, and a coastline that a case may bring along."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from dateline.model.errors import UsageError
from dateline.tables.basemap import Country, Line, load_countries


class BasemapError(UsageError):
    """A coastline is no GeoJSON with lines or polygons."""


class Basemap(Struct, frozen=True, eq=False):
    """Countries and who drew them, and the land (as rings) and lines that a case brings along."""

    countries: tuple[Country, ...]
    source: str
    own_land: tuple[Line, ...] = ()
    own_lines: tuple[Line, ...] = ()

    def with_coastline(self, geojson: bytes) -> Basemap:
        """This basemap with the polygons and lines of a GeoJSON document (RFC 7946) on top.

        Raises BasemapError when it is not GeoJSON or holds neither.
        """
        rings, lines = drawn(geojson)
        return msgspec.structs.replace(self, own_land=(*self.own_land, *rings), own_lines=(*self.own_lines, *lines))


class Geometry(Struct, frozen=True):
    """Any GeoJSON object, as far as it can hold a line."""

    type: str
    coordinates: msgspec.Raw = msgspec.Raw()
    geometry: Geometry | None = None
    geometries: tuple[Geometry, ...] = ()
    features: tuple[Geometry, ...] = ()


def load_basemap() -> Basemap:
    """The shipped basemap."""
    shipped = load_countries()
    return Basemap(shipped.countries, shipped.source)


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
