"""The events on a map: RFC 7946. A place that is only roughly known is a circle, never a false point."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from dateline.export.delimited import Cell
from dateline.export.happenings import Happening, cells, columns, happenings
from dateline.export.outcome import ExportReport, Omitted, reported
from dateline.export.view import ExportView
from dateline.values.geometry import moved
from dateline.values.mapped import AREA, POINT, shape_of

CORNERS = 48
"""Corners of a circle: it leaves out 0.3% of the area, less than any radius is sure of."""
NOTE = "Boundaries, names and the extent of areas imply no endorsement; circles show how far a place may be off."

Ring = list[tuple[float, float]]


class Geometry(msgspec.Struct, frozen=True):
    """A GeoJSON geometry."""

    type: str
    coordinates: tuple[float, float] | list[Ring] | list[list[Ring]]


class Feature(msgspec.Struct, frozen=True, tag_field="type", tag="Feature"):
    """An event with its geometry."""

    id: str
    geometry: Geometry
    properties: dict[str, Cell]


class Collection(msgspec.Struct, frozen=True, tag_field="type", tag="FeatureCollection"):
    """All events; `note` and `left_out` are foreign members (RFC 7946, section 6.1)."""

    note: str
    masked: bool
    left_out: dict[str, int]
    features: list[Feature]


def write(view: ExportView, out: BinaryIO) -> ExportReport:
    """Write the events that happened at a known place; the others are counted by reason."""
    rows, omitted = happenings(view)
    names = columns()
    features = []
    for row in rows:
        geometry = geometry_of(row)
        if isinstance(geometry, str):
            omitted.append(Omitted(geometry, row.id))
        else:
            features.append(Feature(row.id, geometry, cells(row, names)))
    made = reported(len(view.record.events), len(features), omitted)
    out.write(msgspec.json.encode(Collection(NOTE, view.masks is not None, made.left_out, features)) + b"\n")
    return made


def geometry_of(row: Happening) -> Geometry | str:
    """The geometry of an event, or the reason why it has none."""
    return geometry(row.place_precision, row.latitude, row.longitude, row.radius_km)


def geometry(
    precision: str | None, latitude: float | None, longitude: float | None, radius_km: float | None
) -> Geometry | str:
    """The geometry of a place, or the reason why it has none."""
    shape = shape_of(precision, latitude, longitude, radius_km)
    if latitude is None or longitude is None or shape not in (POINT, AREA):
        return shape
    if shape == POINT or radius_km is None:
        return Geometry("Point", (longitude, latitude))
    rings = circle(latitude, longitude, radius_km)
    return Geometry("Polygon", rings) if len(rings) == 1 else Geometry("MultiPolygon", [[ring] for ring in rings])


def circle(latitude: float, longitude: float, radius_km: float) -> list[Ring]:
    """A circle as one counter-clockwise ring, or as two where it crosses the antimeridian (RFC 7946, section 3.1.9)."""
    ring: Ring = []
    for corner in range(CORNERS):
        north, east = moved(latitude, longitude, 360.0 - corner * 360.0 / CORNERS, radius_km)
        # Unwrapped, so that a corner beyond the antimeridian stands beside its neighbours.
        ring.append((east + 360.0 * round((longitude - east) / 360.0), north))
    parts = [side(ring, -180.0, 180.0, 0.0), side(ring, 180.0, 540.0, -360.0), side(ring, -540.0, -180.0, 360.0)]
    return [[*part, part[0]] for part in parts if len(part) > 2]


def side(ring: Ring, west: float, east: float, shift: float) -> Ring:
    """The part of a convex ring between two meridians, shifted by degrees east."""
    kept = clip(clip(ring, west, keep_east=True), east, keep_east=False)
    return [(round(x + shift, 4), round(y, 4)) for x, y in kept]


def clip(ring: Ring, meridian: float, *, keep_east: bool) -> Ring:
    """The part of a ring on one side of a meridian (Sutherland and Hodgman's cut)."""
    kept: Ring = []
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        inside = (x0 >= meridian) == keep_east or x0 == meridian
        if inside:
            kept.append((x0, y0))
        if (x0 < meridian < x1) or (x1 < meridian < x0):
            kept.append((meridian, y0 + (y1 - y0) * (meridian - x0) / (x1 - x0)))
    return kept
