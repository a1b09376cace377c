"""The map: a pin where the place is known to the spot or town, a circle as wide as the doubt otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from math import log2

from msgspec import Struct
from msgspec.structs import replace

from dateline.export.report.basemap import Basemap
from dateline.export.report.labels import Spot, labels, shift
from dateline.export.report.projection import HEIGHT, WIDTH, Projection, Reach, cut, fitted, seen
from dateline.export.report.rows import EXACT, Row, precision_words
from dateline.model.mention import Place
from dateline.tables.basemap import Line

WIDE = frozenset({"country", "international"})
LONGEST_NAME = 26
CORE = 3.0
"""Radius of the middle of an area, in pixels."""


class Pin(Struct, frozen=True, kw_only=True):
    """A place with its events; `x`, `y` in percent of the drawing, radii in its units (0: a pin).

    `short`: the name as far as it is written on the map.

    `label`: from which width on its name has room; `side`, `shift_x`, `shift_y`: where the name stands.
    """

    key: int
    name: str
    short: str
    precision: str
    rows: tuple[Row, ...]
    x: str
    y: str
    left: float
    top: float
    rx: float
    ry: float
    dot: float
    label: str = ""
    side: str = "right"
    shift_x: float = 0.0
    shift_y: float = 0.0


class Name(Struct, frozen=True):
    """A country's name, in percent of the drawing."""

    x: str
    y: str
    text: str


class Unmapped(Struct, frozen=True):
    """Events without a place on the map, and why."""

    reason: str
    rows: tuple[Row, ...]


class Drawing(Struct, frozen=True, kw_only=True):
    """Everything of the map but its frame; `bar` is the length of the scale bar in percent, with its words."""

    land: tuple[str, ...]
    own_land: str
    own_lines: str
    names: tuple[Name, ...]
    areas: tuple[Pin, ...]
    pins: tuple[Pin, ...]
    bar: str
    bar_words: str
    source: str


def unmapped(rows: tuple[Row, ...]) -> tuple[Unmapped, ...]:
    """The events that the map leaves out, by reason."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if reason := why_not(row.event.where):
            found.setdefault(reason, []).append(row)
    return tuple(Unmapped(reason, tuple(found[reason])) for reason in sorted(found))


def why_not(place: Place | None) -> str:
    """Why a place is not on the map; empty if it is."""
    if place is None:
        return "no report names a place"
    if place.latitude is None or place.longitude is None:
        return "the place is named, but its coordinates are not known"
    if place.precision in WIDE:
        return "placed no closer than a country"
    if place.precision not in EXACT and not place.radius_km:
        return "known only roughly, and how roughly is not known"
    return ""


def drawing(rows: tuple[Row, ...], basemap: Basemap) -> Drawing | None:
    """The map of the events that can be mapped; None when there are none."""
    spots: dict[tuple[float, float, float], list[Row]] = {}
    for row in rows:
        place = row.event.where
        if place is not None and place.latitude is not None and place.longitude is not None and not why_not(place):
            radius = 0.0 if place.precision in EXACT else place.radius_km or 0.0
            spots.setdefault((place.latitude, place.longitude, radius), []).append(row)
    if not spots:
        return None
    reaches = {spot: Reach(*spot) for spot in spots}
    view = fitted(list(reaches.values()))
    ordered = sorted(spots, key=lambda spot: (-spot[2], -len(spots[spot]), spot))
    pins = labelled([pin(key, reaches[spot], spots[spot], view) for key, spot in enumerate(ordered)])
    length = scale_length(view)
    return Drawing(
        land=tuple(path for one in basemap.countries if (path := view.paths(one.rings, closed=True))),
        own_land=view.paths(basemap.own_land, closed=True),
        own_lines=view.paths(basemap.own_lines, closed=False),
        names=tuple(country_names(basemap, view)),
        areas=tuple(one for one in pins if one.rx),
        pins=tuple(one for one in pins if not one.rx),
        bar=percent(length / view.km_per_unit, WIDTH),
        bar_words=f"{length:,} km",
        source=basemap.source,
    )


def pin_of_event(found: Drawing | None) -> dict[str, int]:
    """The key of the pin of each event that is on the map."""
    if found is None:
        return {}
    return {row.event.id: one.key for one in (*found.areas, *found.pins) for row in one.rows}


def pin(key: int, reach: Reach, rows: list[Row], view: Projection) -> Pin:
    """A place on the drawing; its dot grows with the logarithm of its events."""
    name = rows[0].place
    left, top = view.x(reach.longitude), view.y(reach.latitude)
    rx, ry = view.radii(reach) if reach.radius_km else (0.0, 0.0)
    return Pin(
        key=key,
        name=name,
        short=name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…",
        precision=precision_words(rows[0].event.where),
        rows=tuple(rows),
        x=percent(left, WIDTH),
        y=percent(top, HEIGHT),
        left=round(left, 1),
        top=round(top, 1),
        rx=round(rx, 1),
        ry=round(ry, 1),
        dot=round(4 + 1.2 * log2(len(rows)), 1),
    )


def labelled(pins: list[Pin]) -> list[Pin]:
    """Pins with their names put where there is room; towns and many events first."""
    spots = [
        Spot(
            one.key, one.short, one.left / WIDTH, one.top / WIDTH, CORE if one.rx else one.dot,
            (int(one.rx == 0), len(one.rows)),
        )
        for one in pins
    ]  # fmt: skip
    found = labels(spots)
    placed = []
    for one, spot in zip(pins, spots, strict=True):
        label = found[one.key]
        across, down = shift(spot.radius, label.side)
        placed.append(replace(one, label=label.size, side=label.side, shift_x=across, shift_y=down))
    return placed


def country_names(basemap: Basemap, view: Projection) -> Iterable[Name]:
    """Names of the countries that fill at least a thirtieth of the drawing, in the middle of what is seen of them."""
    for country in basemap.countries:
        area, x, y = max((middle(ring, view) for ring in country.rings), default=(0.0, 0.0, 0.0))
        inside = 0.1 * WIDTH < x < 0.9 * WIDTH and 0.06 * HEIGHT < y < 0.94 * HEIGHT
        if area > WIDTH * HEIGHT / 30 and inside:
            yield Name(percent(x, WIDTH), percent(y, HEIGHT), country.name)


def middle(ring: Line, view: Projection) -> tuple[float, float, float]:
    """Area and centre of the part of a ring that is in view (shoelace formula)."""
    placed = [(view.x(x), view.y(y)) for x, y in ring] if view.level(ring) else []
    parts = cut(placed) if placed and seen(placed) else []
    if not parts:
        return 0.0, 0.0, 0.0
    points = parts[0]
    twice, sx, sy = 0.0, 0.0, 0.0
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        twice, sx, sy = twice + cross, sx + (x0 + x1) * cross, sy + (y0 + y1) * cross
    return (abs(twice) / 2, sx / (3 * twice), sy / (3 * twice)) if twice else (0.0, 0.0, 0.0)


def scale_length(view: Projection) -> int:
    """A round number of kilometres that takes up at most a fifth of the width."""
    most = view.km_per_unit * WIDTH / 5
    return max((n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000) if n <= most), default=1)


def percent(value: float, whole: float) -> str:
    """A part of the drawing in percent."""
    return f"{100 * value / whole:.2f}"
