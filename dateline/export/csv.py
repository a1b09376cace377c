"""One row an event, as a spreadsheet reads it, and safe to open in one."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from dateline.export.happenings import Cell, cells, columns, happenings
from dateline.export.outcome import ExportReport
from dateline.export.view import ExportView

# A cell that begins so is a formula to a spreadsheet (OWASP, 'CSV Injection').
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(view: ExportView, out: BinaryIO) -> ExportReport:
    """Write the events that happened, with a header line, in UTF-8; RFC 4180."""
    rows, left_out = happenings(view)
    names = columns()
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.column for column in names])
    for row in rows:
        writer.writerow([safe(cell) for cell in cells(row, names).values()])
    out.write(text.getvalue().encode())
    return ExportReport(len(view.record.events), len(rows), left_out)


def safe(cell: Cell) -> str:
    """A cell as text that no spreadsheet takes for a formula; numbers stay numbers.

    >>> safe("=1+1"), safe(-12.5), safe(None), safe(True)
    ("'=1+1", '-12.5', '', 'true')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (int, float)):
        return f"{cell:.15g}"
    return "'" + cell if cell.startswith(FORMULA) else cell
