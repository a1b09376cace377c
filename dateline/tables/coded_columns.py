"""What the columns and codes of rows that were coded elsewhere mean: ACLED, UCDP GED, Dateline's own CSV."""

from __future__ import annotations

from functools import cache
from typing import Literal

from msgspec import Struct

from dateline.tables.rows import read_table

FIELDS = (
    *("id", "date", "date_end", "date_precision", "type", "subtype", "place", "area", "latitude", "longitude"),
    *("radius_km", "place_precision", "actor", "deaths", "deaths_low", "deaths_high", "source", "claimant"),
)
"""What a column of coded rows can hold; several may hold an `actor`, an `area`, a `source` or a `claimant`."""


class CodedColumn(Struct, frozen=True, kw_only=True):
    """One row of `data/coded_columns.tsv`: what a column of a data set holds."""

    scheme: str
    column: str
    field: str
    origin: str
    licence: str


class CodedPrecision(Struct, frozen=True, kw_only=True):
    """One row of `data/coded_precisions.tsv`: by how many days, or kilometres, what has a code may be off."""

    scheme: str
    of: Literal["time", "place"]
    code: str
    margin: float
    meaning: str
    origin: str
    licence: str


class CodedWord(Struct, frozen=True, kw_only=True):
    """One row of `data/coded_words.tsv`: a word that many names of actors share, and that tells none from another."""

    word: str
    origin: str
    licence: str


@cache
def schemes() -> dict[str, dict[str, str]]:
    """By scheme, what its columns hold."""
    found: dict[str, dict[str, str]] = {}
    for row in read_table("coded_columns", CodedColumn):
        found.setdefault(row.scheme, {})[row.column] = row.field
    return found


@cache
def margins() -> dict[tuple[str, str, str], float]:
    """By scheme, `time` or `place`, and code: days or kilometres."""
    return {(row.scheme, row.of, row.code): row.margin for row in read_table("coded_precisions", CodedPrecision)}


@cache
def common_words() -> frozenset[str]:
    """Words that tell no actor from another."""
    return frozenset(row.word for row in read_table("coded_words", CodedWord))
