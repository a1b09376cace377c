"""From degrees to the drawing: the view that holds all places, and lines cut to it."""

from __future__ import annotations

import math
from collections.abc import Iterable

from msgspec import Struct

from dateline.tables.basemap import Line

WIDTH = 1000.0
HEIGHT = 640.0
KM_PER_DEGREE = 111.195
"""Along a meridian: the mean radius of the earth (6371.0088 km) times pi / 180."""
# No closer than 40 km from top to bottom: the basemap is drawn for 1:50 million and says nothing below.
SMALLEST_DEGREES = 40.0 / KM_PER_DEGREE
MARGIN = 0.12


class Reach(Struct, frozen=True):
    """A place with how far it may extend, in kilometres."""

    latitude: float
    longitude: float
    radius_km: float


class Projection(Struct, frozen=True):
    """An equirectangular view, true to shape at its middle latitude; `scale` is units per degree of latitude."""

    west: float
    north: float
    scale: float
    squeeze: float

    def x(self, longitude: float) -> float:
        """Units from the left edge; the turn of the globe that lies nearest to the view is taken."""
        middle = self.west + WIDTH / self.scale / self.squeeze / 2
        turned = longitude + 360.0 * round((middle - longitude) / 360.0)
        return (turned - self.west) * self.scale * self.squeeze

    def y(self, latitude: float) -> float:
        """Units from the top edge."""
        return (self.north - latitude) * self.scale

    def level(self, line: Line) -> bool:
        """Whether a line is neither above nor below the drawing: most are, and need not be placed."""
        latitudes = [latitude for _, latitude in line]
        return self.y(min(latitudes)) >= 0 and self.y(max(latitudes)) <= HEIGHT

    def radii(self, reach: Reach) -> tuple[float, float]:
        """Half width and half height of a circle on the ground, in units."""
        degrees = reach.radius_km / KM_PER_DEGREE
        return degrees * self.scale * self.squeeze / max(0.05, math.cos(math.radians(reach.latitude))), (
            degrees * self.scale
        )

    def paths(self, lines: Iterable[Line], *, closed: bool) -> str:
        """SVG path data of the lines as far as they are in view, to a tenth of a unit."""
        found = []
        for line in filter(self.level, lines):
            for shift in (-360.0, 0.0, 360.0):
                moved = [((x + shift - self.west) * self.scale * self.squeeze, self.y(y)) for x, y in line]
                if seen(moved):
                    kept = cut(moved) if closed else [moved]
                    found += [path(part, closed=closed) for part in kept if len(part) > 1]
        return "".join(found)

    @property
    def km_per_unit(self) -> float:
        """Kilometres on the ground for one unit, at the middle latitude."""
        return KM_PER_DEGREE / self.scale


def fitted(reaches: list[Reach]) -> Projection:
    """The view that holds every reach with a margin around it."""
    middle = turn(sorted(reach.longitude % 360.0 for reach in reaches))
    wests, easts, souths, norths = [], [], [], []
    for reach in reaches:
        high = reach.radius_km / KM_PER_DEGREE
        wide = high / max(0.05, math.cos(math.radians(reach.latitude)))
        longitude = reach.longitude + 360.0 * round((middle - reach.longitude) / 360.0)
        wests.append(longitude - wide)
        easts.append(longitude + wide)
        souths.append(max(-85.0, reach.latitude - high))
        norths.append(min(85.0, reach.latitude + high))
    west, east, south, north = min(wests), max(easts), min(souths), max(norths)
    squeeze = max(0.2, math.cos(math.radians((south + north) / 2)))
    tall = max((north - south) / (1 - 2 * MARGIN), SMALLEST_DEGREES)
    scale = min(HEIGHT / tall, WIDTH * (1 - 2 * MARGIN) / max(1e-9, (east - west) * squeeze), HEIGHT / SMALLEST_DEGREES)
    return Projection(
        (west + east) / 2 - WIDTH / scale / squeeze / 2, (south + north) / 2 + HEIGHT / scale / 2, scale, squeeze
    )


def turn(longitudes: list[float]) -> float:
    """The middle of sorted longitudes (0 to 360), seen from the side that lies across from their widest gap."""
    nexts = [*longitudes[1:], longitudes[0] + 360.0]
    _, start, end = max((after - at, after, at) for at, after in zip(longitudes, nexts, strict=True))
    return ((start + end + (360.0 if end < start else 0.0)) / 2) % 360.0


def seen(line: list[tuple[float, float]]) -> bool:
    """Whether the box around a line meets the drawing."""
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return max(xs) >= 0 and min(xs) <= WIDTH and max(ys) >= 0 and min(ys) <= HEIGHT


def cut(ring: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """A ring cut to a little more than the drawing (Sutherland and Hodgman), so that the cut itself is not seen."""
    for axis, bound, below in ((0, -20.0, False), (0, WIDTH + 20.0, True), (1, -20.0, False), (1, HEIGHT + 20.0, True)):
        kept: list[tuple[float, float]] = []
        for start, end in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            inside = start[axis] <= bound if below else start[axis] >= bound
            if inside:
                kept.append(start)
            if inside != (end[axis] <= bound if below else end[axis] >= bound):
                along = (bound - start[axis]) / (end[axis] - start[axis])
                kept.append((start[0] + along * (end[0] - start[0]), start[1] + along * (end[1] - start[1])))
        ring = kept
    return [ring] if ring else []


def path(points: list[tuple[float, float]], *, closed: bool) -> str:
    """SVG path data."""
    rounded = [f"{x:.1f} {y:.1f}" for x, y in points]
    kept = [point for i, point in enumerate(rounded) if i == 0 or point != rounded[i - 1]]
    return "M" + "L".join(kept) + ("Z" if closed else "")
