"""A workbook with a sheet for each part of the record, safe to open, the same bytes for the same record."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dateline.export.delimited import Cell, harmless
from dateline.export.happenings import happenings
from dateline.export.outcome import ExportReport, reported
from dateline.export.sheets import Row, sheets
from dateline.export.view import ExportView

MOST_ROWS = 1_048_575
"""Rows of a sheet beside its header (the limit of the format)."""
MOST_CHARACTERS = 32_767
"""Characters of a cell (the limit of the format)."""
TEXTS = frozenset({"quote", "says", "title", "reason", "basis", "claims", "path", "url"})
NARROW, WIDE = 16, 60
"""Widths of columns, in characters."""
NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP archive can tell: the time of saving is no part of a record."""
SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write(view: ExportView, out: BinaryIO) -> ExportReport:
    """Write every sheet; what an event is left out for stands in the last one."""
    happened, omitted = happenings(view)
    made = reported(len(view.record.events), len(happened), omitted)
    written, counts = made.written, dict(made.left_out)
    book = Workbook(write_only=True)
    for name, columns, rows in sheets(view):
        beyond = fill(book.create_sheet(name), columns, rows)
        if beyond:
            counts[f"rows beyond what a sheet holds: {name}"] = beyond
            written -= beyond if name == "events" else 0
    saved = io.BytesIO()
    book.save(saved)
    out.write(timeless(saved))
    return ExportReport(made.existing, written, counts, made.omitted)


def fill(sheet: Worksheet, columns: Sequence[str], rows: Iterator[Row]) -> int:
    """Write a header line and the rows; returns how many rows the sheet does not hold."""
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDE if column in TEXTS else NARROW
    head = [WriteOnlyCell(sheet, value=column) for column in columns]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    last = 1
    for row in islice(rows, MOST_ROWS):
        last += 1
        sheet.append([value_of(row[column]) for column in columns])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    return sum(1 for _ in rows)


def value_of(cell: Cell) -> Cell:
    """A cell as it is written: no formula, nothing that XML forbids, no more than a cell holds.

    >>> value_of("=1+1"), value_of("a\\x07b"), value_of(True), value_of(-1.5)
    ("'=1+1", 'a\\ufffdb', True, -1.5)
    """
    if not isinstance(cell, str):
        return cell
    text = harmless(ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", cell))
    if len(text) <= MOST_CHARACTERS:
        return text
    mark = f" ... ({len(text):,} characters, cut: a cell holds no more)"
    return text[: MOST_CHARACTERS - len(mark)] + mark


def timeless(saved: BinaryIO) -> bytes:
    """A saved workbook without the time of saving."""
    made = io.BytesIO()
    with zipfile.ZipFile(saved) as book, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in sorted(book.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, NO_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            content = book.read(name)
            if name == "docProps/core.xml":
                content = SAVED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            copy.writestr(member, content)
    return made.getvalue()
