"""A row of a source of places, checked, as the places that a layer keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from dateline.tables import place_words
from dateline.tables.place_columns import Area, alpha2, areas, renamed
from dateline.tables.place_files import Row
from dateline.tables.place_keys import fold
from dateline.tables.places import PROMINENCE, Candidate, load_countries

NUMBERS = {"latitude": (-90.0, 90.0), "longitude": (-180.0, 180.0), "radius_km": (0.0, 20_100.0)}
LEVELS = {1: "admin1", 2: "admin2", 3: "admin3", 4: "admin3", 5: "admin3"}
# UCDP GED, where_prec: the exact place, within 25 km of it, its district, its province, a line or an area.
UCDP = {
    "1": "settlement",
    "2": "near",
    "3": "admin2",
    "4": "admin1",
    "5": "region",
    "6": "country",
    "7": "international",
}
NEAR_KM = 25.0
WHOLE = frozenset({"country", "international"})
BRACKETS = re.compile(r"\s*\(.*?\)")
PREFIXED = re.compile(r"[\w.-]+:")


class Entry(Struct, frozen=True):
    """A place with all its names. `sure_id`: the source gives the id; `slight`: only the name of a wider area."""

    place: Candidate
    names: tuple[str, ...]
    sure_id: bool = True
    slight: bool = False


class Position(Struct, frozen=True):
    """Where a row says that its place lies; None where it does not say."""

    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None


class RowError(ValueError):
    """A row that is no place; says which cell is wrong."""


def entries_of(row: Row, source: str) -> Iterator[Entry]:
    """The places of a row, ids with `source` in front; raises RowError."""
    levels = areas(row.cells)
    cells = renamed(row.cells)
    if "where_prec" in cells and cells["where_prec"] not in UCDP:
        raise RowError(f"where_prec {cells['where_prec']!r} is none of 1 to 7")
    if levels and "name" not in cells:
        yield from area_entries(levels, cells)
    else:
        yield place_entry(cells | admin_names(levels), source)


def admin_names(levels: tuple[Area, ...]) -> dict[str, str]:
    """The areas that a settlement of an OCHA table lies in."""
    return {LEVELS[area.level]: area.name for area in levels if area.level in {1, 2, 3}}


def area_entries(levels: tuple[Area, ...], cells: dict[str, str]) -> Iterator[Entry]:
    """The area that an OCHA row is about, the narrowest, after the wider ones that it names."""
    country = next((country_of(a.pcode[:2]) for a in levels if a.level == 0), None) or country_of(levels[-1].pcode[:2])
    above: dict[str, str] = {}
    for area in levels:
        if area.level == 0:
            continue
        last = area is levels[-1]
        position = position_of(cells) if last else Position()
        place = Candidate(
            gazetteer_id=f"pcode:{area.pcode}",
            name=area.name,
            latitude=position.latitude,
            longitude=position.longitude,
            radius_km=position.radius_km,
            precision=LEVELS[area.level],
            country=country,
            admin1=area.name if area.level == 1 else above.get("admin1"),
            admin2=area.name if area.level == 2 else above.get("admin2"),
            admin3=area.name if area.level == 3 else above.get("admin3"),
            pcode=area.pcode,
        )
        above[LEVELS[area.level]] = area.name
        yield Entry(place, (area.name, *area.others, area.pcode), slight=not last)
    if levels[-1].level == 0:
        raise RowError("a whole country; those are known already")


def place_entry(cells: dict[str, str], source: str) -> Entry:
    """The one place of a row with a name; raises RowError."""
    name = cells.get("name")
    if not name or not fold(name):
        raise RowError("no name")
    precision = precision_of(cells)
    position = position_of(cells)
    bare = without_kind(name) if "where_prec" in cells else name
    identity = identity_of(cells)
    given = identity or fold(bare).replace(" ", "-")
    separator = next((s for s in "|;" if s in cells.get("aliases", "")), ",")
    aliases = tuple(a.strip() for a in cells.get("aliases", "").split(separator) if a.strip())
    place = Candidate(
        gazetteer_id=given if PREFIXED.match(given) else f"{source}:{given}",
        name=bare,
        latitude=position.latitude,
        longitude=position.longitude,
        radius_km=NEAR_KM if precision == "near" and position.radius_km is None else position.radius_km,
        precision=precision,
        country=country_of(cells.get("country", "")),
        admin1=cells.get("admin1"),
        admin2=cells.get("admin2"),
        admin3=cells.get("admin3"),
        pcode=cells.get("pcode"),
        population=population_of(cells.get("population", "")),
        part_of=cells.get("part_of"),
        bulk="where_prec" in cells,
    )
    pcode = (cells["pcode"],) if "pcode" in cells else ()
    return Entry(place, tuple(dict.fromkeys((bare, name, *aliases, *pcode))), sure_id=bool(identity))


def identity_of(cells: dict[str, str]) -> str:
    """What the source calls the place: its P-code, or its id; the id of a UCDP row is that of an event."""
    if "pcode" in cells:
        return f"pcode:{cells['pcode']}"
    return "" if "where_prec" in cells else cells.get("id", "")


def precision_of(cells: dict[str, str]) -> str:
    """The precision that a row states, by our word, UCDP's number or a kind of place; a settlement otherwise."""
    if "where_prec" in cells:
        precision = UCDP[cells["where_prec"]]
        if precision in WHOLE:
            raise RowError(f"where_prec {cells['where_prec']}: a whole country; those are known already")
        return precision
    stated = cells.get("precision")
    if stated is None:
        return kinds().get(cells.get("kind", "").lower(), "settlement")
    if stated not in PROMINENCE:
        raise RowError(f"precision {stated!r} is none of {', '.join(sorted(PROMINENCE))}")
    return stated


def position_of(cells: dict[str, str]) -> Position:
    """Latitude, longitude and radius of a row; raises RowError."""
    numbers: dict[str, float] = {}
    for column, (low, high) in NUMBERS.items():
        if column not in cells:
            continue
        try:
            value = float(cells[column].replace(",", ".") if cells[column].count(",") == 1 else cells[column])
        except ValueError:
            raise RowError(f"{column} {cells[column]!r} is no number; write degrees like 36.34") from None
        if not low <= value <= high:
            raise RowError(f"{column} {cells[column]} is not between {low:g} and {high:g}{advice(column, value)}")
        numbers[column] = value
    if ("latitude" in numbers) != ("longitude" in numbers):
        raise RowError("latitude and longitude must both be given, or neither")
    return Position(**numbers)


def advice(column: str, value: float) -> str:
    """What is probably the matter with a coordinate that is out of its range."""
    if column == "latitude" and 90 < abs(value) <= 180:
        return "; are latitude and longitude exchanged?"
    if column != "radius_km" and abs(value) > 180:
        return "; give degrees (WGS 84), not metres of a map projection"
    return ""


def population_of(cell: str) -> int | None:
    """The people of a place; None where the cell holds no whole number."""
    digits = cell.replace(",", "").replace(" ", "").removesuffix(".0")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 12 else None


@cache
def country_of(stated: str) -> str | None:
    """ISO alpha-2 of a country's code or name, as we, ISO or UCDP ('Myanmar (Burma)') write it; None if unknown."""
    if len(stated) == 2 and stated.isalpha():
        return stated.upper()
    if stated.upper() in alpha2():
        return alpha2()[stated.upper()]
    for name in (stated, BRACKETS.sub("", stated)):
        row = countries().get(fold(name))
        if row is not None and row.startswith("iso:"):
            return row[4:]
    return None


@cache
def countries() -> dict[str, str]:
    """The id of each country by the folded key of its names."""
    return {key: row.id for key, row in load_countries().names.items()}


@cache
def kinds() -> dict[str, str]:
    """The precision of each kind of place."""
    return place_words.load().nouns


def without_kind(name: str) -> str:
    """A name without the kind of place behind it, as UCDP writes it: 'Mosul city', 'Rutshuru territory'."""
    bare, _, last = name.rpartition(" ")
    return bare if bare and last in kinds() else name


def located(place: Candidate, known: tuple[Candidate, ...]) -> Candidate:
    """A place without coordinates, with those of a known one of its kind and country."""
    if place.latitude is not None:
        return place
    same = next((k for k in known if k.precision == place.precision and k.country == place.country), None)
    if same is None:
        return place
    return replace(place, latitude=same.latitude, longitude=same.longitude, radius_km=same.radius_km)
