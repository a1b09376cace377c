"""One row an event, as a spreadsheet reads it, and safe to open in one."""

from __future__ import annotations

from typing import BinaryIO

from dateline.export.delimited import write_table
from dateline.export.happenings import cells, columns, happenings
from dateline.export.outcome import ExportReport, reported
from dateline.export.view import ExportView


def write(view: ExportView, out: BinaryIO) -> ExportReport:
    """Write the events that happened, with a header line."""
    rows, omitted = happenings(view)
    names = columns()
    head = [column.column for column in names]
    write_table(out, (head, *(list(cells(row, names).values()) for row in rows)))
    return reported(len(view.record.events), len(rows), omitted)
