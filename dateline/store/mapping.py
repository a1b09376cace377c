"""Events on a map: points that lie together as one spot, areas where no point is known, and what cannot be shown."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from dateline.store.query import Query
from dateline.store.selecting import Selection, conditions, joined, values_of
from dateline.values.mapped import AREA, POINT, WORLD, Box, box_of

CELLS = 3
"""A tile of the map has 2**CELLS cells a side; points in one cell are one spot."""
MOST = 2_000
"""Spots and areas that are given at once, those of most events first; how many more there are is said."""


class Spot(Struct, frozen=True, kw_only=True):
    """Events whose place is known exactly and that lie together at this zoom."""

    longitude: float
    latitude: float
    count: int
    event: str  #: id of one of them: of the only one where `count` is 1


class Area(Struct, frozen=True, kw_only=True):
    """Events that happened somewhere in a circle."""

    longitude: float
    latitude: float
    radius_km: float
    count: int
    event: str  #: id of one of them: of the only one where `count` is 1


class Mapped(Struct, frozen=True, kw_only=True):
    """What a map shows of a selection. `shown` + `outside` + those of `not_mapped` + `more` make `total`."""

    spots: tuple[Spot, ...]
    areas: tuple[Area, ...]
    total: int  #: events that pass
    shown: int  #: events in the spots and areas
    outside: int  #: events outside of the box
    more: int  #: events in spots and areas beyond the most that are given at once
    not_mapped: dict[str, int]  #: events that have no place on a map, by reason


def map_points(query: Query, wanted: Selection, bbox: Box | None, zoom: float) -> Mapped:
    """The events of a selection in a box, grouped for a zoom (0: the whole world in one tile)."""
    groups = places_of(query, wanted)
    inside = [one for one in groups if one.shape in (POINT, AREA) and (bbox is None or touches(one, bbox))]
    step = max(0, WORLD - CELLS - round(zoom))
    spots = spots_of((one for one in inside if one.shape == POINT), step)
    areas = [
        Area(longitude=one.longitude, latitude=one.latitude, radius_km=one.radius_km, count=one.count, event=one.event)
        for one in inside
        if one.shape == AREA
    ]
    found: list[Spot | Area] = [*spots, *areas]
    found.sort(key=lambda one: (-one.count, one.event))
    kept = found[:MOST]
    shown = sum(one.count for one in kept)
    more = sum(one.count for one in found[MOST:])
    not_mapped: dict[str, int] = {}
    for one in groups:
        if one.shape not in (POINT, AREA):
            not_mapped[one.shape] = not_mapped.get(one.shape, 0) + one.count
    total = sum(one.count for one in groups)
    return Mapped(
        spots=tuple(one for one in kept if isinstance(one, Spot)),
        areas=tuple(one for one in kept if isinstance(one, Area)),
        total=total,
        shown=shown,
        outside=total - shown - more - sum(not_mapped.values()),
        more=more,
        not_mapped=not_mapped,
    )


class Group(Struct, frozen=True):
    """Events at one place, or those that have none for one reason. There may be 10,000 of them."""

    shape: str
    x: int
    y: int
    longitude: float
    latitude: float
    radius_km: float
    count: int
    event: str


def places_of(query: Query, wanted: Selection) -> list[Group]:
    """The events that pass, those of one place together."""
    passed = conditions(query, wanted)
    # Two places at one x and y are some centimetres apart: which of them stands for both makes no difference.
    sql = f"""SELECT shape, x, y, longitude, latitude, coalesce(radius_km, 0.0), count(*), min(event)
     FROM event_index WHERE {joined(passed)} GROUP BY shape, x, y, radius_km"""
    return [Group(*row) for row in query.rows(sql, values_of(passed))]


def touches(one: Group, bbox: Box) -> bool:
    """Whether something that happened there may have been in a box."""
    west = east = one.longitude
    south = north = one.latitude
    if one.shape == AREA:
        west, south, east, north = box_of(one.latitude, one.longitude, one.radius_km)
    return (
        south <= bbox[3]
        and north >= bbox[1]
        and any(west + turn <= bbox[2] and east + turn >= bbox[0] for turn in (0.0, -360.0, 360.0))
    )


def spots_of(points: Iterable[Group], step: int) -> list[Spot]:
    """The points, those in one cell together at their middle."""
    cells: dict[tuple[int, int], list[Group]] = {}
    for one in points:
        cells.setdefault((one.x >> step, one.y >> step), []).append(one)
    return [spot_of(found) for found in cells.values()]


def spot_of(found: list[Group]) -> Spot:
    """The spot of some points that lie together."""
    count = sum(one.count for one in found)
    return Spot(
        longitude=round(sum(one.longitude * one.count for one in found) / count, 5),
        latitude=round(sum(one.latitude * one.count for one in found) / count, 5),
        count=count,
        event=min(one.event for one in found),
    )
