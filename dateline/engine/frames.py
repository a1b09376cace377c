"""Rows of a listing as data frames, Arrow tables and HTML."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import pandas
    import pyarrow


def to_pandas(kind: type[Struct], rows: Sequence[Struct]) -> pandas.DataFrame:
    """A data frame with a column for each field of the rows."""
    import pandas

    return pandas.DataFrame(_records(kind, rows), columns=list(kind.__struct_fields__))


def to_arrow(kind: type[Struct], rows: Sequence[Struct]) -> pyarrow.Table:
    """An Arrow table with a column for each field of the rows."""
    import pyarrow

    records = _records(kind, rows)
    return pyarrow.table({name: [record[name] for record in records] for name in kind.__struct_fields__})


def to_html(columns: Sequence[str], cells: Iterable[Sequence[str]]) -> str:
    """A table for a notebook; the text of pages stands in it as text."""
    head = "".join(f"<th>{html.escape(name)}</th>" for name in columns)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in cells)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _records(kind: type[Struct], rows: Sequence[Struct]) -> list[dict[str, object]]:
    return [{name: getattr(row, name) for name in kind.__struct_fields__} for row in rows]
