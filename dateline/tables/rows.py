"""Reading the tables of `dateline/data`: TSV files in which every row states origin and licence."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Collection
from importlib.resources import files
from typing import TypeVar

import msgspec

Row = TypeVar("Row", bound=msgspec.Struct)
DATA = files("dateline") / "data"


class TableError(ValueError):
    """A table row does not have the form its loader expects; names file, line and column."""


def read_table(name: str, row: type[Row]) -> tuple[Row, ...]:
    """The rows of `data/{name}.tsv` as `row` structs.

    Columns are named in the first line; an empty cell is left out, so the struct's default holds; a struct
    field of list type is filled from a `|`-separated cell. Lines that begin with `#` are comments.
    """
    lists = {f.name for f in msgspec.structs.fields(row) if "tuple" in str(f.type) or "list" in str(f.type)}
    rows = []
    with (DATA / f"{name}.tsv").open(encoding="utf-8") as lines:
        reader = csv.DictReader(
            (line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
        )
        for number, cells in enumerate(reader, 2):
            if None in cells or None in cells.values():
                raise TableError(
                    f"data/{name}.tsv, row {number}: {len(reader.fieldnames or [])} columns expected, got others"
                )
            given: dict[str, object] = {
                key: value.split("|") if key in lists else value for key, value in cells.items() if value != ""
            }
            try:
                rows.append(msgspec.convert(given, row, strict=False))
            except msgspec.ValidationError as error:
                raise TableError(f"data/{name}.tsv, row {number}: {error}") from error
    return tuple(rows)


def tables_digest(without: Collection[str] = ()) -> str:
    """SHA-256 over every file of `data/`, by name, but for tables that are left out: what a record was made with."""
    digest = hashlib.sha256()
    for entry in sorted(DATA.iterdir(), key=lambda e: e.name):
        table, _, ending = entry.name.rpartition(".")
        if entry.is_file() and ending in ("tsv", "toml") and table not in without:
            digest.update(entry.name.encode() + b"\0" + hashlib.sha256(entry.read_bytes()).digest())
    return digest.hexdigest()
