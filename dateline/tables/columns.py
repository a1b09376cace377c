"""What the columns of a table of stories are called, and the folders that browsers save beside a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

from msgspec import Struct

from dateline.tables.rows import read_table

Field = Literal[
    "text", "title", "url", "published", "modified", "archived", "publisher", "domain", "author", "language"
]
# Pairs of a field and the column that holds it.
Columns = tuple[tuple[Field, str], ...]
JOINTS = re.compile(r"[\W_]+")


class ColumnRow(Struct, frozen=True, kw_only=True):
    """One row of `data/column_names.tsv`: a column's name in small letters and digits, and what it holds."""

    name: str
    field: Field
    origin: str
    licence: str


class SideRow(Struct, frozen=True, kw_only=True):
    """One row of `data/side_folders.tsv`: what a browser puts behind a page's name for the folder of its files."""

    suffix: str
    origin: str
    licence: str


class ColumnNames(Struct, frozen=True):
    """Names with the fields that they stand for, best first."""

    known: tuple[tuple[str, Field], ...]

    def naming(self, own: Columns) -> ColumnNames:
        """These names behind those that the user gives, as pairs of field and column."""
        return ColumnNames((*((bare(column), field) for field, column in own), *self.known))

    def columns(self, cells: Mapping[str, str]) -> dict[Field, str]:
        """The column for each field: the first filled one in the order of the names."""
        given: dict[str, str] = {}
        for column, value in cells.items():
            if value.strip():
                given.setdefault(bare(column), column)
        found: dict[Field, str] = {}
        for name, field in self.known:
            if name in given:
                found.setdefault(field, given[name])
        return found

    def fields(self, columns: Iterable[str]) -> frozenset[Field]:
        """The fields that columns of these names stand for."""
        there = {bare(column) for column in columns}
        return frozenset(field for name, field in self.known if name in there)

    def names_of(self, field: Field) -> tuple[str, ...]:
        """The names that stand for a field, best first."""
        return tuple(name for name, held in self.known if held == field)


def bare(column: str) -> str:
    """A column's name in small letters and digits: 'Published_At' is `publishedat`."""
    return JOINTS.sub("", column.casefold())


@cache
def column_names() -> ColumnNames:
    """The shipped names; raises TableError when a row is malformed."""
    return ColumnNames(tuple((row.name, row.field) for row in read_table("column_names", ColumnRow)))


@cache
def side_suffixes() -> tuple[str, ...]:
    """The shipped suffixes of side folders, in small letters."""
    return tuple(row.suffix for row in read_table("side_folders", SideRow))
