"""What the columns of a table of places hold: our own names, GeoNames, UCDP GED, and OCHA's tables of areas."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from dateline.tables.rows import read_table

# ADM1_EN, ADM2_PCODE, admin1Name_ar, ADM3ALT1EN: the level of an area, and what of it the column holds.
LEVEL = re.compile(r"adm(?:in)?_?([0-5])_?(.*)")
CODES = frozenset({"pcode", "p_code", "pcod"})
NAME = re.compile(r"(?:name_?)?(?:|[a-z]{2}|[1-3])|alt(?:name)?_?[1-3]?(?:name)?_?(?:[a-z]{2})?|name")
FIRST = ("en", "name_en", "nameen", "name", "")


class ColumnRow(Struct, frozen=True, kw_only=True):
    """One row of `data/place_columns.tsv`: a column's name in small letters, and our field that it holds."""

    name: str
    field: str
    origin: str
    licence: str


class CodeRow(Struct, frozen=True, kw_only=True):
    """One row of `data/country_codes.tsv`: ISO 3166-1 alpha-3 and alpha-2."""

    alpha3: str
    alpha2: str
    origin: str
    licence: str


class Area(Struct, frozen=True):
    """One level of an administrative table: its P-code, its name, and what else it is called."""

    level: int
    pcode: str
    name: str
    others: tuple[str, ...] = ()


@cache
def fields() -> dict[str, str]:
    """The field that each known column name holds."""
    return {row.name: row.field for row in read_table("place_columns", ColumnRow)}


@cache
def alpha2() -> dict[str, str]:
    """ISO alpha-2 of each alpha-3 code."""
    return {row.alpha3: row.alpha2 for row in read_table("country_codes", CodeRow)}


def renamed(cells: Mapping[str, str]) -> dict[str, str]:
    """Cells under our field names, empty ones left out; of several columns for one field the first filled one."""
    own: dict[str, str] = {}
    other: dict[str, str] = {}
    for column, value in cells.items():
        key = column.strip().lower().replace(" ", "_")
        if not value.strip():
            continue
        field = fields().get(key)
        if field is None or field == key:
            own.setdefault(key, value.strip())
        else:
            other.setdefault(field, value.strip())
    return other | own


def areas(cells: Mapping[str, str]) -> tuple[Area, ...]:
    """The administrative levels of an OCHA row that have a P-code, widest first; none where it is no such table."""
    codes: dict[int, str] = {}
    names: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for column, value in cells.items():
        match = LEVEL.fullmatch(column.strip().lower())
        if match is None or not value.strip():
            continue
        level, rest = int(match[1]), match[2]
        if rest in CODES:
            codes[level] = value.strip()
        elif NAME.fullmatch(rest):
            names[level].setdefault(rest, value.strip())
    found = []
    for level, code in sorted(codes.items()):
        spelled = names[level]
        best = next((key for key in FIRST if key in spelled), next(iter(spelled), None))
        if best is not None:
            others = tuple(name for key, name in spelled.items() if key != best)
            found.append(Area(level, code, spelled[best], others))
    return tuple(found)
