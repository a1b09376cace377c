"""The user's table of conflicts and dyads: UCDP's numbers for pairs of sides, which no text tells."""

from __future__ import annotations

import csv
from pathlib import Path

import msgspec

from dateline.export.view import Dyad
from dateline.model.errors import UsageError

CONFLICTS = "conflicts.csv"
"""Its name in the case's folder."""


class ConflictsError(UsageError):
    """The table of conflicts cannot be read; says where and what is wrong."""


def read_conflicts(path: Path) -> tuple[Dyad, ...]:
    """The rows of a table of conflicts; none where there is no such file. Raises ConflictsError."""
    if not path.is_file():
        return ()
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return tuple(read_row(path, number, row) for number, row in enumerate(csv.DictReader(lines), 2))
    except (csv.Error, UnicodeDecodeError) as error:
        raise ConflictsError(f"{path}: {error}; save it as CSV in UTF-8") from error


def read_row(path: Path, number: int, row: dict[str, str]) -> Dyad:
    """One row; columns that are not of a dyad are passed over."""
    given = {name: cell.strip() for name, cell in row.items() if name and isinstance(cell, str) and cell.strip()}
    try:
        return msgspec.convert(given, Dyad, strict=False)
    except msgspec.ValidationError as error:
        names = ", ".join(Dyad.__struct_fields__)
        raise ConflictsError(f"{path}, line {number}: {error}; its columns are {names}") from error


def dyad_of(dyads: tuple[Dyad, ...], side_a: str, side_b: str) -> Dyad | None:
    """The dyad of two sides, by their names in any case."""
    asked = side_a.casefold(), side_b.casefold()
    return next((one for one in dyads if (one.side_a.casefold(), one.side_b.casefold()) == asked), None)
