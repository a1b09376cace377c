"""GeoNames dumps: `IQ.txt` or `allCountries.txt`, `alternateNamesV2.txt`, `admin1CodesASCII.txt`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from dateline.tables.place_entries import Entry, RowError, population_of, position_of
from dateline.tables.place_files import GEONAMES_COLUMNS, Part, lines_of
from dateline.tables.place_keys import fold
from dateline.tables.places import Candidate, settlement_radius

AREAS = {"ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin3", "ADM4": "admin3", "ADM5": "admin3"}
COUNTRIES = frozenset({"PCL", "PCLD", "PCLF", "PCLH", "PCLI", "PCLIX", "PCLS", "TERR"})
CLASSES = {"P": "settlement", "A": "region", "S": "point"}
# What alternateNamesV2 holds besides names: links, codes of airports, post codes.
NO_NAMES = frozenset(
    {"link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc", "phon", "piny", "abbr", "fr_1793"}
)
Names = dict[str, str]


def admin_codes(part: Part) -> Names:
    """Names by code of admin1CodesASCII.txt or admin2Codes.txt: `IQ.15` is Nineveh."""
    cells = (line.split("\t") for _, line in lines_of(part))
    return {row[0]: row[1] for row in cells if len(row) == 4}


def areas_of(part: Part) -> Names:
    """The same from the provinces and districts of a dump itself."""
    found: Names = {}
    for _, line in lines_of(part):
        if "\tADM1\t" in line or "\tADM2\t" in line:
            cells = line.split("\t")
            if len(cells) == GEONAMES_COLUMNS:
                found[".".join(cells[k] for k in ((8, 10) if cells[7] == "ADM1" else (8, 10, 11)))] = cells[1]
    return found


def dump_entries(part: Part, names: Names) -> Iterator[tuple[str, Entry | RowError]]:
    """Where each line of a dump stands, with its place or why it is none."""
    for number, line in lines_of(part):
        if not line:
            continue
        try:
            yield f"{part.name}, line {number}", dump_entry(line.split("\t"), names)
        except RowError as error:
            yield f"{part.name}, line {number}", error


def dump_entry(cells: list[str], names: Names) -> Entry:
    """The place of a line; raises RowError."""
    if len(cells) != GEONAMES_COLUMNS:
        raise RowError(f"{len(cells)} columns instead of {GEONAMES_COLUMNS}; is the file cut off?")
    if not cells[0].isdigit() or not cells[1]:
        raise RowError("no geonameid" if not cells[0].isdigit() else "no name")
    if cells[7] in COUNTRIES:
        raise RowError("a whole country; those are known already")
    position = position_of({"latitude": cells[4], "longitude": cells[5]})
    precision, people = kind_of(cells[6], cells[7]), population_of(cells[14]) or None
    place = Candidate(
        gazetteer_id=f"geonames:{cells[0]}",
        name=cells[1],
        latitude=position.latitude,
        longitude=position.longitude,
        radius_km=settlement_radius(people) if precision == "settlement" else None,
        precision=precision,
        country=cells[8] or None,
        admin1=names.get(f"{cells[8]}.{cells[10]}"),
        admin2=names.get(f"{cells[8]}.{cells[10]}.{cells[11]}"),
        population=people,
        bulk=True,
    )
    spelled = (cells[1], cells[2], *(name for name in cells[3].split(",") if is_name(name)))
    return Entry(place, tuple(dict.fromkeys(name for name in spelled if name)))


def kind_of(feature_class: str, code: str) -> str:
    """Our precision of a feature."""
    if code == "PPLX":
        return "part_of_settlement"
    return AREAS.get(code.removesuffix("H")) or CLASSES.get(feature_class, "region")


def is_name(name: str) -> bool:
    """Whether a name is in Latin script and longer than a code: reports in English use no other."""
    return len(name) > 3 and all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


def alternate_names(part: Part) -> Iterator[tuple[str, str, str]]:
    """Where each line of alternateNamesV2.txt stands, with the id of its place and the folded key of the name."""
    for number, line in lines_of(part):
        cells = line.split("\t")
        if len(cells) < 4 or not cells[1].isdigit() or cells[2] in NO_NAMES or not is_name(cells[3]):
            continue
        key = fold(cells[3])
        if key:
            yield f"{part.name}, line {number}", f"geonames:{cells[1]}", key
