"""What directions and distances make of a place: 'west Mosul', '15 km south of Mosul', 'the outskirts of Kyiv'."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from dateline.model.parse import Parse
from dateline.reading.place_found import HYPHENS, Found
from dateline.tables.gazetteer import Gazetteer
from dateline.tables.place_words import PlaceWords
from dateline.tables.places import Candidate
from dateline.values.geometry import bearing_of, moved

NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)([a-z]*)")
# Precision code 2 of event-types.md: 'near' is within about 25 km.
NEAR_KM = 25.0
WIDE = frozenset({"country", "international", "region", "admin1"})
KINDS = frozenset({"the", "capital", "city", "town", "village", "port", "northern", "southern", "eastern", "western"})
# '20 km from Baidoa', 'ten miles outside Goma': a distance without a direction.
AWAY = frozenset({"from", "outside", "off", "beyond"})
# 'in the east of Mosul' lies in it, 'to the east of Mosul' does not.
INSIDE = frozenset({"in", "inside", "into", "across", "throughout", "within"})
LEADS = frozenset({"to", "the", "just", "away", "or", "so", "due", "-", "–"})


class Area(Struct, frozen=True):
    """A place after its direction or distance has been applied, where the mention begins, and why."""

    place: Candidate
    first: int
    why: str


def area_of(place: Candidate, name: Found, parse: Parse, gazetteer: Gazetteer) -> Area:
    """The area that a name means with the words before it."""
    if name.direction is not None:
        return part_of(place, spoken_direction(parse, name.direction, name.first), name.direction, gazetteer)
    words = gazetteer.words
    k = before_kind(parse, name.first - 1)
    word = parse.forms[k].lower() if k >= 0 else ""
    if word in AWAY and place.precision not in WIDE:
        km = distance_before(parse, k, words)
        if km is not None:
            return Area(beside(place, None, km), name.first, f"{km:g} km from it")
    if word in words.beside and place.precision not in WIDE:
        return Area(beside(place, None, None), name.first, f"{word} it")
    if word == "of" and k > 0:
        before = parse.forms[k - 1].lower()
        if before in words.edges and place.precision == "settlement":
            return Area(replace(place, precision="part_of_settlement"), name.first, f"the {before} of it")
        if bearing_of(before) is not None and parse.tags[k - 1] != "JJ":
            return directed(place, name, parse, direction_at(parse, k - 1), gazetteer)
    return Area(place, name.first, "")


def before_kind(parse: Parse, k: int) -> int:
    """The token before what says the kind of the place: 'the', 'the capital,', 'the northern town of'."""
    while k >= 0:
        form = parse.forms[k].lower()
        if form in KINDS or (form == "," and k > 0 and parse.forms[k - 1].lower() == "capital"):
            k -= 1
        elif form == "of" and k > 0 and parse.forms[k - 1].lower() in {"city", "town", "village", "capital"}:
            k -= 2
        else:
            break
    return k


class Direction(Struct, frozen=True):
    """A direction in the text: its first token, and its word with a hyphen left out."""

    first: int
    word: str


def direction_at(parse: Parse, last: int) -> Direction:
    """The direction that ends at token `last`, which is one: 'north-east' may be three tokens."""
    if last > 1 and parse.forms[last - 1] in HYPHENS and bearing_of(parse.forms[last - 2]) is not None:
        return Direction(last - 2, (parse.forms[last - 2] + parse.forms[last]).lower())
    return Direction(last, parse.forms[last].lower())


def directed(place: Candidate, name: Found, parse: Parse, direction: Direction, gazetteer: Gazetteer) -> Area:
    """The area that 'DIRECTION of NAME' means: a part of it, or what lies beyond."""
    at = direction.first
    if at > 1 and parse.forms[at - 1].lower() in {"far", "extreme", "very", "deep"}:
        at -= 1
    inside = at > 1 and parse.forms[at - 1].lower() == "the" and parse.forms[at - 2].lower() in INSIDE
    if inside and place.precision not in {"point", "part_of_settlement", "near"}:
        side = f"{direction.word}ern" if place.precision in WIDE else direction.word
        return replace(part_of(place, [side], name.first, gazetteer), why=f"the {direction.word} of it")
    return beyond(place, name, parse, direction, gazetteer.words)


def spoken_direction(parse: Parse, first: int, last: int) -> list[str]:
    """The words of the direction in front of a name, hyphens left out."""
    joined = any(form in HYPHENS for form in parse.forms[first:last])
    words = [form for form in parse.forms[first:last] if form not in HYPHENS]
    return ["".join(words)] if joined else words


def part_of(place: Candidate, words: list[str], first: int, gazetteer: Gazetteer) -> Area:
    """The part of a place on one side: a quarter's own entry where the gazetteer has one, else a shifted circle."""
    spoken = " ".join(words)
    short = re.sub(r"(?i)ern(most)?$", "", spoken)
    for spelling in (f"{spoken} {place.name}", f"{short} {place.name}"):
        for own in gazetteer.find(spelling):
            if own.part_of == place.gazetteer_id or (own.country == place.country and own.curated):
                return Area(own, first, f"its own entry, {own.name}")
    whole = place.precision in {*WIDE, "admin2"}
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


def before_direction(parse: Parse, at: int) -> int:
    """The token before a direction and the small words in front of it: 'just to the', 'or so'."""
    k = at - 1
    while k >= 0 and parse.forms[k].lower() in LEADS:
        k -= 1
    return k


def distance_before(parse: Parse, at: int, words: PlaceWords) -> float | None:
    """Kilometres of the distance that ends before token `at`: '15 km', 'twenty-five miles', 'a hundred metres'."""
    k = before_direction(parse, at)
    if k < 0:
        return None
    form = parse.forms[k].lower().rstrip(".")
    glued = NUMBER.fullmatch(form)
    if glued is not None and glued[2] in words.units:
        return round(float(glued[1].replace(",", "")) * words.units[glued[2]], 1)
    unit = words.units.get(form)
    number = spoken_number(parse, k - 1, words) if unit is not None else None
    return round(number * unit, 1) if unit is not None and number is not None else None


def spoken_number(parse: Parse, k: int, words: PlaceWords) -> float | None:
    """The number that ends at token k, in digits or in words; of a range the middle."""
    if k >= 0 and parse.forms[k] in HYPHENS:
        k -= 1
    if k < 0:
        return None
    form = parse.forms[k].lower()
    value = digits(form)
    if value is not None:
        low = (
            digits(parse.forms[k - 2].lower())
            if k > 1 and parse.forms[k - 1].lower() in {*HYPHENS, "to", "or"}
            else None
        )
        return (low + value) / 2 if low is not None and low < value else value
    total = None
    while k >= 0 and (parse.forms[k].lower() in words.numbers or (parse.forms[k] in HYPHENS and total is not None)):
        part = words.numbers.get(parse.forms[k].lower())
        if part is not None:
            total = joined_number(part, total)
        k -= 1
    return total


def joined_number(part: float, rest: float | None) -> float:
    """A number word before the number that follows it: 'twenty' before 5, 'two' before 'hundred'."""
    if rest is None:
        return part
    return part * rest if part < rest else part + rest


def digits(form: str) -> float | None:
    """The value of a number in digits, None for anything else."""
    match = NUMBER.fullmatch(form)
    return float(match[1].replace(",", "")) if match and not match[2] else None


def beyond(place: Candidate, name: Found, parse: Parse, direction: Direction, words: PlaceWords) -> Area:
    """The area in a direction from a place, with the distance where the text gives one before it."""
    if place.precision in WIDE:
        return Area(place, name.first, f"{direction.word} of it")
    bearing = bearing_of(direction.word)
    km = distance_before(parse, direction.first, words)
    if km is not None:
        return Area(beside(place, bearing, km), name.first, f"{km:g} km {direction.word} of it")
    return Area(beside(place, bearing, None), name.first, f"{direction.word} of it, distance unknown")


def beside(place: Candidate, bearing: float | None, km: float | None) -> Candidate:
    """A place `near` another. A stated distance moves the point, and a quarter of it stays unsure; else 25 km do.

    Without a direction it lies somewhere on the circle of that distance, so the point stays and the circle is wider.
    """
    if bearing is None and km is not None:
        return replace(place, precision="near", radius_km=round(max(5.0, km * 1.25), 1))
    radius = max(5.0, km / 4) if km is not None else NEAR_KM + (place.radius_km or 0.0)
    if bearing is None or place.latitude is None or place.longitude is None:
        return replace(place, precision="near", radius_km=radius)
    latitude, longitude = moved(place.latitude, place.longitude, bearing, km if km is not None else NEAR_KM / 2)
    return replace(place, precision="near", latitude=latitude, longitude=longitude, radius_km=radius)
