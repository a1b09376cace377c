"""What the map is drawn on, as GeoJSON (RFC 7946): the shipped countries, and the coastline of the case."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from fastapi import APIRouter
from starlette.responses import Response

from dateline.export.report.basemap import Basemap
from dateline.tables.basemap import Line, load_countries
from dateline.web.desk import TheCase

router = APIRouter()
A_DAY = "max-age=86400"
LEAST_AREA = 0.2
"""Square degrees below which a country is too small to be named on a map of the world."""

Feature = dict[str, Any]


@router.get("/ground/countries.json")
def countries() -> Response:
    """The countries as surfaces, and a point in each that bears its name."""
    return Response(shipped(), media_type="application/geo+json", headers={"Cache-Control": A_DAY})


@router.get("/ground/coastline.json")
def coastline(case: TheCase) -> Response:
    """The land and lines of the case's own coastline; nothing where it has none."""
    path = case.folder / "coastline.geojson"
    own = Basemap((), "").with_coastline(path.read_bytes()) if path.is_file() else Basemap((), "")
    lines = [feature("LineString", line) for line in own.own_lines]
    found = collection([feature("Polygon", [ring]) for ring in own.own_land] + lines)
    return Response(found, media_type="application/geo+json", headers={"Cache-Control": "no-cache"})


@cache
def shipped() -> bytes:
    """The shipped countries. Every ring is a surface of its own: one within another is another country."""
    surfaces, names = [], []
    for country in load_countries().countries:
        surfaces.append(feature("MultiPolygon", [[unwrapped(ring)] for ring in country.rings]))
        size, middle = max(map(extent, country.rings))
        if size >= LEAST_AREA:
            names.append(feature("Point", middle, name=country.name, size=round(size, 2)))
    return collection(surfaces + names)


def unwrapped(ring: Line) -> Line:
    """A ring across the antimeridian in one piece, its longitudes beyond 180; around a pole it stays as it is.

    >>> unwrapped(((179.0, 1.0), (-179.0, 1.0), (-179.0, 2.0), (179.0, 1.0)))
    ((179.0, 1.0), (181.0, 1.0), (181.0, 2.0), (179.0, 1.0))
    """
    turned = [ring[0]]
    for east, north in ring[1:]:
        turn = round((turned[-1][0] - east) / 360)
        turned.append((round(east + 360 * turn, 2), north))
    return tuple(turned) if abs(turned[-1][0] - ring[-1][0]) < 180 else ring


def extent(ring: Line) -> tuple[float, tuple[float, float]]:
    """The area of a ring in square degrees, and its middle (the centroid of a polygon by the shoelace formula)."""
    # Polygons that close where they began repeat their first point; a last edge of no length adds nothing.
    pairs = list(zip(ring, (*ring[1:], ring[0]), strict=True))
    twice = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)
    if not twice:
        return 0.0, ring[0]
    east = sum((x0 + x1) * (x0 * y1 - x1 * y0) for (x0, y0), (x1, y1) in pairs) / (3 * twice)
    north = sum((y0 + y1) * (x0 * y1 - x1 * y0) for (x0, y0), (x1, y1) in pairs) / (3 * twice)
    return abs(twice) / 2, (round(east, 2), round(north, 2))


def feature(kind: str, coordinates: object, **properties: object) -> Feature:
    """A feature."""
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(features: list[Feature]) -> bytes:
    """Features as one document."""
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})
