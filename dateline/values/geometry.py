"""Points and circles on the earth: distances, directions, and whether two rough places can be one."""

from __future__ import annotations

import math
from typing import Protocol

# Mean radius of the earth in kilometres (IUGG).
EARTH_KM = 6371.0088
# Degrees clockwise from north.
BEARINGS = {
    "north": 0.0,
    "northeast": 45.0,
    "east": 90.0,
    "southeast": 135.0,
    "south": 180.0,
    "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}


class Circle(Protocol):
    """A place as a point with the radius in kilometres that it may fill; None where unknown."""

    @property
    def latitude(self) -> float | None:
        """Degrees north."""

    @property
    def longitude(self) -> float | None:
        """Degrees east."""

    @property
    def radius_km(self) -> float | None:
        """Kilometres."""


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance in kilometres (haversine)."""
    a, b = math.radians(latitude), math.radians(other_latitude)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def moved(latitude: float, longitude: float, bearing: float, km: float) -> tuple[float, float]:
    """The point `km` away in the direction `bearing` (degrees clockwise from north), rounded to 4 decimals (11 m)."""
    arc, turn, a = km / EARTH_KM, math.radians(bearing), math.radians(latitude)
    b = math.asin(math.sin(a) * math.cos(arc) + math.cos(a) * math.sin(arc) * math.cos(turn))
    shift = math.atan2(math.sin(turn) * math.sin(arc) * math.cos(a), math.cos(arc) - math.sin(a) * math.sin(b))
    degrees = math.degrees(shift) + longitude
    return round(math.degrees(b), 4), round((degrees + 540) % 360 - 180, 4)


def bearing_of(direction: str) -> float | None:
    """Degrees of `north`, `north-eastern`, `southwest`...; None for a word that names no direction."""
    word = direction.lower().replace("-", "").replace(" ", "")
    for ending in ("ernmost", "ern", "ward", "wards"):
        word = word.removesuffix(ending)
    return BEARINGS.get(word)


def gap_km(one: Circle, other: Circle) -> float | None:
    """Kilometres between the edges of two circles, 0 when they touch; None when a point is unknown."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    centres = distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
    return max(0.0, centres - (one.radius_km or 0.0) - (other.radius_km or 0.0))


def holds(outer: Circle, inner: Circle) -> bool:
    """Whether the centre of `inner` lies within `outer`, and `inner` is no larger; False where unknown."""
    if outer.latitude is None or outer.longitude is None or inner.latitude is None or inner.longitude is None:
        return False
    if (inner.radius_km or 0.0) > (outer.radius_km or 0.0):
        return False
    return distance_km(outer.latitude, outer.longitude, inner.latitude, inner.longitude) <= (outer.radius_km or 0.0)
