"""A point and a radius for a GeoJSON geometry of any kind."""

from __future__ import annotations

import math
from collections.abc import Iterator

from msgspec import Struct

KM_PER_DEGREE = 111.195
Ring = list[tuple[float, float]]


class Shape(Struct, frozen=True):
    """A point that stands for a geometry, and the kilometres that the geometry reaches from there; None for a point."""

    latitude: float
    longitude: float
    radius_km: float | None


def shape_of(geometry: object) -> Shape | None:
    """The shape of a GeoJSON geometry: an area's point lies inside its largest part; None where there is none.

    The radius of an area is that of a disc of its size, of a line half of its extent.
    """
    if not isinstance(geometry, dict):
        return None
    if geometry.get("type") == "GeometryCollection":
        shapes = [s for s in map(shape_of, geometry.get("geometries") or ()) if s is not None]
        return max(shapes, key=lambda s: s.radius_km or 0.0, default=None)
    coordinates = geometry.get("coordinates")
    if geometry.get("type") in {"Polygon", "MultiPolygon"}:
        polygons = coordinates if geometry["type"] == "MultiPolygon" else [coordinates]
        rings = [list(positions(p[0])) for p in polygons or () if isinstance(p, list) and p]
        return area_shape([ring for ring in rings if len(ring) >= 3])
    return line_shape(list(positions(coordinates)))


def positions(coordinates: object) -> Iterator[tuple[float, float]]:
    """Longitude and latitude of every position in nested coordinates, in order."""
    stack = [coordinates]
    while stack:
        item = stack.pop()
        if not isinstance(item, list) or not item:
            continue
        if len(item) >= 2 and all(isinstance(n, int | float) for n in item):
            yield float(item[0]), float(item[1])
        else:
            stack.extend(reversed(item))


def line_shape(points: Ring) -> Shape | None:
    """The middle of the bounds of points, and half of their diagonal."""
    if not points:
        return None
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    half = math.hypot((max(xs) - min(xs)) * math.cos(math.radians(y)), max(ys) - min(ys)) / 2
    return Shape(round(y, 5), round(x, 5), round(half * KM_PER_DEGREE, 1) if half else None)


def area_shape(rings: list[Ring]) -> Shape | None:
    """A point within the largest ring, and the radius of a disc as large as all of them."""
    if not rings:
        return None
    largest = max(rings, key=size)
    x, y = inner_point(largest)
    total = sum(size(ring) for ring in rings) * KM_PER_DEGREE**2 * math.cos(math.radians(y))
    return Shape(round(y, 5), round(x, 5), round(math.sqrt(max(total, 0.0) / math.pi), 1) or None)


def size(ring: Ring) -> float:
    """The area of a ring in square degrees."""
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def inner_point(ring: Ring) -> tuple[float, float]:
    """The centre of gravity where it lies inside, else the middle of the widest stretch at its latitude."""
    edges = list(zip(ring, ring[1:] + ring[:1], strict=True))
    double = sum(x * v - u * y for (x, y), (u, v) in edges)
    if not double:
        return ring[0]
    middle_x = sum((x + u) * (x * v - u * y) for (x, y), (u, v) in edges) / (3 * double)
    middle_y = sum((y + v) * (x * v - u * y) for (x, y), (u, v) in edges) / (3 * double)
    crossings = sorted(
        x + (middle_y - y) * (u - x) / (v - y) for (x, y), (u, v) in edges if (y > middle_y) != (v > middle_y)
    )
    stretches = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not stretches or any(left <= middle_x <= right for left, right in stretches):
        return middle_x, middle_y
    left, right = max(stretches, key=lambda s: s[1] - s[0])
    return (left + right) / 2, middle_y
