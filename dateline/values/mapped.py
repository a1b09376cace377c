"""Whether and how a place can stand on a map: as a point, as an area, or not at all and why."""

from __future__ import annotations

import math

POINT, AREA = "point", "area"
EXACT = frozenset({"point", "settlement", "part_of_settlement"})
WIDE = frozenset({"country", "international"})
NO_COORDINATES = "events without coordinates"
TOO_WIDE = "events placed no closer than a country"
NO_EXTENT = "events whose place has no known extent"

KM_PER_DEGREE = 111.2
"""Kilometres of a degree of latitude, rounded up, so that a box drawn with it never cuts its circle."""
WORLD = 30
"""The world is a square of 2**WORLD steps a side in the projection of web maps."""
NORTHMOST = 85.0511
"""Beyond this latitude such a map shows nothing."""

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees; west may be less than -180 or east more than 180."""


def shape_of(precision: str | None, latitude: float | None, longitude: float | None, radius_km: float | None) -> str:
    """`point`, `area`, or the reason why a place has no shape on a map.

    >>> shape_of("settlement", 36.3, 43.1, 5.0), shape_of("admin1", 36.3, 43.1, 80.0), shape_of("country", 33, 44, 600)
    ('point', 'area', 'events placed no closer than a country')
    """
    if latitude is None or longitude is None:
        return NO_COORDINATES
    if precision in EXACT:
        return POINT
    if precision in WIDE:
        return TOO_WIDE
    return AREA if radius_km else NO_EXTENT


def box_of(latitude: float, longitude: float, radius_km: float) -> Box:
    """The box around a circle; unwrapped, so that one across the antimeridian stays in one piece.

    >>> [round(side, 2) for side in box_of(0.0, 179.5, 111.2)]
    [178.5, -1.0, 180.5, 1.0]
    """
    up = radius_km / KM_PER_DEGREE
    nearest_pole = min(89.9, abs(latitude) + up)
    across = min(180.0, up / math.cos(math.radians(nearest_pole)))
    return longitude - across, max(-90.0, latitude - up), longitude + across, min(90.0, latitude + up)


def steps(latitude: float, longitude: float) -> tuple[int, int]:
    """Where a point stands in the square of web maps, from west to east and from north to south.

    >>> steps(0.0, 0.0) == (2**29, 2**29), steps(90.0, -180.0)[0]
    (True, 0)
    """
    sine = math.sin(math.radians(max(-NORTHMOST, min(NORTHMOST, latitude))))
    down = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    size = 1 << WORLD
    along = ((longitude + 180.0) % 360.0) / 360.0
    return min(size - 1, int(along * size)), max(0, min(size - 1, int(down * size)))
