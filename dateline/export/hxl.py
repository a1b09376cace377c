"""One row an event with a row of HXL hashtags below the header, as the Humanitarian Data Exchange reads it."""

from __future__ import annotations

from typing import BinaryIO

from msgspec import Struct

from dateline.export.delimited import write_table
from dateline.export.happenings import cells, columns, happenings
from dateline.export.outcome import ExportReport, reported
from dateline.export.view import ExportView
from dateline.tables.rows import read_table


class Tag(Struct, frozen=True):
    """A row of export_hxl.tsv: the hashtag with attributes of a column."""

    column: str
    tag: str
    origin: str
    licence: str


def tags() -> dict[str, str]:
    """The hashtags by column."""
    return {row.column: row.tag for row in read_table("export_hxl", Tag)}


def write(view: ExportView, out: BinaryIO) -> ExportReport:
    """Write the events that happened, with a header line and the line of hashtags."""
    rows, omitted = happenings(view)
    names, hashtags = columns(), tags()
    head = [column.column for column in names]
    body = (list(cells(row, names).values()) for row in rows)
    write_table(out, (head, [hashtags[name] for name in head], *body))
    return reported(len(view.record.events), len(rows), omitted)
