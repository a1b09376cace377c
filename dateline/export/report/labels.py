"""Where the names of places stand on the map, so that none covers another name or a dot."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

NARROW_PX, WIDE_PX = 330.0, 520.0
"""Widths of the map at which names must not cover one another: on a telephone, on a desk."""
LETTER_PX, LINE_PX, GAP_PX = 7.0, 15.0, 4.0
"""An average letter and a line of a 12 pixel name, and its distance from the dot."""
HEIGHT_OF_WIDTH = 0.64
SIDES = ("right", "left", "below", "above")


class Spot(Struct, frozen=True):
    """A dot with a name: where it is as a part of the width, its radius in pixels, and how much it matters.

    What matters most (the highest rank, in order) is named first.
    """

    key: int
    name: str
    x: float
    y: float
    radius: float
    rank: tuple[int, ...]


class Label(Struct, frozen=True):
    """On which side of its dot a name stands, and from which width on (`narrow`, `wide`, empty: not at all)."""

    side: str
    size: str


Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


def labels(spots: Iterable[Spot]) -> dict[int, Label]:
    """A label for each spot."""
    first = sorted(spots, key=lambda spot: (*(-number for number in spot.rank), spot.key))
    wide = placed(first, WIDE_PX, {})
    narrow = placed(first, NARROW_PX, wide)
    return {
        spot.key: Label(
            narrow.get(spot.key) or wide.get(spot.key) or "right",
            "narrow" if spot.key in narrow else "wide" if spot.key in wide else "",
        )
        for spot in first
    }


def placed(spots: list[Spot], width: float, settled: dict[int, str]) -> dict[int, str]:
    """The sides of the names that have room in a map `width` pixels wide; a settled one stays on its side.

    A name is written once, even where an area bears it as well as a town.
    """
    dots = {spot.key: around(spot, width) for spot in spots}
    taken: list[Box] = []
    found: dict[int, str] = {}
    names: set[str] = set()
    for spot in spots:
        if spot.name in names or (settled and spot.key not in settled):
            continue
        others = [box for key, box in dots.items() if key != spot.key] + taken
        for side in (settled[spot.key],) if spot.key in settled else SIDES:
            box = box_of(spot, side, width)
            if within(box, width) and all(apart(box, other) for other in others):
                found[spot.key] = side
                taken.append(box)
                names.add(spot.name)
                break
    return found


def around(spot: Spot, width: float) -> Box:
    """The box of a dot."""
    x, y = spot.x * width, spot.y * width
    return x - spot.radius, y - spot.radius, x + spot.radius, y + spot.radius


def box_of(spot: Spot, side: str, width: float) -> Box:
    """The box of a name on one side of its dot."""
    x, y, away, long = spot.x * width, spot.y * width, spot.radius + GAP_PX, LETTER_PX * (len(spot.name) + 3)
    left = {"right": x + away, "left": x - away - long}.get(side, x - long / 2)
    top = {"below": y + spot.radius + 1, "above": y - spot.radius - 1 - LINE_PX}.get(side, y - LINE_PX / 2)
    return left, top, left + long, top + LINE_PX


def shift(radius: float, side: str) -> tuple[float, float]:
    """Where the foot of a name stands from the middle of its dot."""
    across = {"right": radius + GAP_PX, "left": -radius - GAP_PX}.get(side, 0.0)
    down = {"below": radius + 1 + 0.75 * LINE_PX, "above": -radius - 1 - 0.25 * LINE_PX}.get(side, 4.0)
    return round(across, 1), round(down, 1)


def within(box: Box, width: float) -> bool:
    """Whether a box lies on the map."""
    return box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= width * HEIGHT_OF_WIDTH


def apart(one: Box, other: Box) -> bool:
    """Whether two boxes do not touch."""
    return one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
