"""Events on a map: points that lie together as one spot, areas where no point is known, and what cannot be shown."""

from __future__ import annotations

from msgspec import Struct

from dateline.store.query import Query
from dateline.store.selecting import Selection, conditions, joined, values_of, within
from dateline.values.mapped import AREA, POINT, WORLD, Box

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
    passed = conditions(query, wanted)
    where, values = joined(passed), values_of(passed)
    by_shape = query.rows(f"SELECT shape, count(*) FROM event_index WHERE {where} GROUP BY shape", values)
    counts = {shape: int(n) for shape, n in by_shape}
    if bbox is not None:
        inner, sides = within(bbox)
        where, values = f"{where} AND number IN ({inner})", [*values, *sides]
    step = max(0, WORLD - CELLS - round(zoom))
    spots = spots_of(query, where, values, step)
    areas = areas_of(query, where, values)
    found: list[Spot | Area] = [*spots, *areas]
    found.sort(key=lambda one: (-one.count, one.event))
    kept = found[:MOST]
    shown = sum(one.count for one in kept)
    more = sum(one.count for one in found[MOST:])
    on_the_map = counts.pop(POINT, 0) + counts.pop(AREA, 0)
    return Mapped(
        spots=tuple(one for one in kept if isinstance(one, Spot)),
        areas=tuple(one for one in kept if isinstance(one, Area)),
        total=on_the_map + sum(counts.values()),
        shown=shown,
        outside=on_the_map - shown - more,
        more=more,
        not_mapped=counts,
    )


def spots_of(query: Query, where: str, values: list[object], step: int) -> list[Spot]:
    """The points, those in one cell together."""
    sql = f"""SELECT avg(longitude), avg(latitude), count(*), min(event) FROM event_index
     WHERE {where} AND shape = '{POINT}' GROUP BY x >> {step}, y >> {step}"""
    return [
        Spot(longitude=round(east, 5), latitude=round(north, 5), count=n, event=event)
        for east, north, n, event in query.rows(sql, values)
    ]


def areas_of(query: Query, where: str, values: list[object]) -> list[Area]:
    """The areas, equal ones together."""
    sql = f"""SELECT longitude, latitude, radius_km, count(*), min(event) FROM event_index
     WHERE {where} AND shape = '{AREA}' GROUP BY longitude, latitude, radius_km"""
    return [
        Area(longitude=east, latitude=north, radius_km=radius, count=n, event=event)
        for east, north, radius, n, event in query.rows(sql, values)
    ]
