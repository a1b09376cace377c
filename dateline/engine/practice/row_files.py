"""A file of coded rows as bytes: CSV or XLSX into cells by column, whose columns they are, and what is amiss."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct

from dateline.model.errors import UsageError
from dateline.tables.coded_columns import FIELDS, schemes

MAX_UNPACKED = 1_000_000_000
"""An XLSX may unpack to so many bytes: a million rows of ACLED's columns are about half of it."""
OWN = "own"
NEEDED = frozenset({"date"})
SIGNS = {"acled": "event_id_cnty", "ucdp": "type_of_violence", "dateline": "deaths_policy"}
"""A column that only the files of a scheme have."""


class RowError(UsageError):
    """A file of rows cannot be read, or its columns are not known; says what to do."""


class Sheet(Struct, frozen=True):
    """A table: the names of its columns, and its rows by column."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]


def sheet_of(data: bytes, name: str) -> Sheet:
    """The table in a CSV or XLSX file; a line of HXL tags below the header is passed over. Raises RowError."""
    lines = xlsx_lines(data, name) if data[:4] == b"PK\x03\x04" else csv_lines(data, name)
    header = next(lines, [])
    columns = tuple(cell.strip() for cell in header)
    if not any(columns):
        raise RowError(f"{name}: the first line names no columns; save the table with a header line")
    if len(set(columns)) < len(columns):
        twice = next(column for column in columns if columns.count(column) > 1)
        raise RowError(f"{name}: two columns are called {twice!r}; give each a name of its own")
    rows = []
    for number, cells in enumerate(lines, 2):
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            raise RowError(f"{name}, line {number}: more cells than columns; check the quotes in this line")
        filled = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if cell.strip()}
        if filled and not all(cell.startswith("#") for cell in filled.values()):
            rows.append(filled)
    return Sheet(columns, tuple(rows))


def csv_lines(data: bytes, name: str) -> Iterator[list[str]]:
    """The lines of a CSV in UTF-8 or UTF-16; commas, semicolons, tabs or bars between the cells."""
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RowError(f"{name}, line {line}: not UTF-8; save the file as 'CSV UTF-8', or as XLSX") from error
    delimiter = max(",\t;|", key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as error:
        raise RowError(f"{name}, line {reader.line_num}: {error}; check the quotes in this line") from error


def xlsx_lines(data: bytes, name: str) -> Iterator[list[str]]:
    """The lines of the first sheet of a workbook."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
        if unpacked > MAX_UNPACKED:
            raise RowError(f"{name}: unpacks to {unpacked:,} bytes, more than {MAX_UNPACKED:,}; save it as CSV")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for line in book.worksheets[0].iter_rows(values_only=True):
            yield [cell_text(cell) for cell in line]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, ValueError) as error:
        raise RowError(f"{name}: no workbook that can be read ({error}); save it anew, or as CSV") from error


def cell_text(cell: object) -> str:
    """A cell of a workbook as a CSV would have it.

    >>> cell_text(None), cell_text(3.0), cell_text(datetime(2016, 10, 17)), cell_text(" a")
    ('', '3', '2016-10-17', ' a')
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def columns_of(sheet: Sheet, own: Mapping[str, Sequence[str]], name: str) -> tuple[str, dict[str, str]]:
    """The scheme of a table, and what each of its columns holds.

    `own`: by field, the columns that hold it, for a table of none of the schemes; it ranks above these.
    Raises RowError for a field or column that there is not, and where no column holds the day.
    """
    there = {column.casefold(): column for column in sheet.columns}
    unknown = [field for field in own if field not in FIELDS]
    if unknown:
        raise RowError(f"{unknown[0]!r} is nothing that a column can hold; there are {', '.join(FIELDS)}")
    absent = [column for columns in own.values() for column in columns if column.casefold() not in there]
    if absent:
        raise RowError(f"{name} has no column {absent[0]!r}; it has: {', '.join(sheet.columns)}")
    scheme = OWN if own else next((one for one, sign in SIGNS.items() if sign in there), OWN)
    if scheme == OWN:
        held = {there[column.casefold()]: field for field, columns in own.items() for column in columns}
    else:
        held = {there[column]: field for column, field in schemes()[scheme].items() if column in there}
    if not set(held.values()) >= NEEDED:
        raise RowError(
            f"{name}: no column holds the day; say which hold what: --column date=COLUMN --column place=COLUMN, "
            f"or in the case's coded_columns.toml; columns are: {', '.join(sheet.columns)}"
        )
    return scheme, held
