"""What directions and distances make of a place: 'west Mosul', '15 km south of Mosul', 'the outskirts of Kyiv'."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from dateline.model.parse import Parse
from dateline.reading.place_found import HYPHENS, Found
from dateline.tables.gazetteer import Gazetteer
from dateline.tables.places import Candidate
from dateline.values.geometry import bearing_of, moved

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# Precision code 2 of event-types.md: 'near' is within about 25 km.
NEAR_KM = 25.0


class Area(Struct, frozen=True):
    """A place after its direction or distance has been applied, where the mention begins, and why."""

    place: Candidate
    first: int
    why: str


def area_of(place: Candidate, name: Found, parse: Parse, gazetteer: Gazetteer) -> Area:
    """The area that a name means with the words before it."""
    if name.direction is not None:
        return part_of(place, name, parse, gazetteer)
    k = name.first - 1
    while k >= 0 and parse.forms[k].lower() in {"the", "city", "town", "village"}:
        k -= 1
    word = parse.forms[k].lower() if k >= 0 else ""
    if word in gazetteer.words.beside and place.precision not in {"country", "international", "region"}:
        return Area(beside(place, None, None), name.first, f"{word} it")
    if word == "of" and k > 0:
        before = parse.forms[k - 1].lower()
        if before in gazetteer.words.edges and place.precision == "settlement":
            return Area(replace(place, precision="part_of_settlement"), name.first, f"the {before} of it")
        if bearing_of(before) is not None and parse.tags[k - 1] != "JJ":
            return beyond(place, name, parse, k - 1, gazetteer.words.units)
    return Area(place, name.first, "")


def part_of(place: Candidate, name: Found, parse: Parse, gazetteer: Gazetteer) -> Area:
    """The part of a place on one side: a quarter's own entry where the gazetteer has one, else a shifted circle."""
    first = name.direction if name.direction is not None else name.first
    words = [w for w in parse.forms[first : name.first] if w not in HYPHENS]
    spoken = "".join(words) if any(f in HYPHENS for f in parse.forms[first : name.first]) else " ".join(words)
    short = re.sub(r"(?i)ern(most)?$", "", spoken)
    for spelling in (f"{spoken} {place.name}", f"{short} {place.name}"):
        for own in gazetteer.find(spelling):
            if own.part_of == place.gazetteer_id or (own.country == place.country and own.curated):
                return Area(own, first, f"its own entry, {own.name}")
    whole = place.precision in {"country", "international", "admin1", "region", "admin2"}
    bearing = next((b for b in map(bearing_of, (spoken, words[-1])) if b is not None), None)
    label = f"{spoken.lower()} {place.name}" if whole else f"{short.capitalize()} {place.name}"
    part = replace(aside(place, bearing, 0.5), name=label, precision="region" if whole else "part_of_settlement")
    return Area(part, first, f"the {spoken.lower()} part of it")


def aside(place: Candidate, bearing: float | None, share: float) -> Candidate:
    """The circle of half the radius, `share` of the radius away from the centre; the whole one where unknown."""
    if bearing is None or place.latitude is None or place.longitude is None or place.radius_km is None:
        return place
    latitude, longitude = moved(place.latitude, place.longitude, bearing, share * place.radius_km)
    return replace(place, latitude=latitude, longitude=longitude, radius_km=round(place.radius_km * 0.6, 1))


def beyond(place: Candidate, name: Found, parse: Parse, at: int, units: dict[str, float]) -> Area:
    """The area in a direction from a place, with the distance where the text gives one before token `at`."""
    if place.precision in {"country", "international", "region", "admin1"}:
        return Area(place, name.first, f"{parse.forms[at]} of it")
    k = at - 1
    while k >= 0 and parse.forms[k].lower() in {"to", "the", "just", "away", "-"}:
        k -= 1
    bearing = bearing_of(parse.forms[at])
    unit = units.get(parse.forms[k].lower()) if k > 0 else None
    number = NUMBER.fullmatch(parse.forms[k - 1]) if unit else None
    if unit and number:
        km = round(float(number.group().replace(",", "")) * unit, 1)
        return Area(beside(place, bearing, km), name.first, f"{km:g} km {parse.forms[at].lower()} of it")
    return Area(beside(place, bearing, None), name.first, f"{parse.forms[at].lower()} of it, distance unknown")


def beside(place: Candidate, bearing: float | None, km: float | None) -> Candidate:
    """A place `near` another. A stated distance moves the point, and a quarter of it stays unsure; else 25 km do."""
    radius = max(5.0, km / 4) if km is not None else NEAR_KM + (place.radius_km or 0.0)
    if bearing is None or place.latitude is None or place.longitude is None:
        return replace(place, precision="near", radius_km=radius)
    latitude, longitude = moved(place.latitude, place.longitude, bearing, km if km is not None else NEAR_KM / 2)
    return replace(place, precision="near", latitude=latitude, longitude=longitude, radius_km=radius)
