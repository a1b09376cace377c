"""One record of a table or of a JSON file as a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from dateline.document.decode import decode
from dateline.document.errors import DocumentError
from dateline.document.layout import Page, Stated
from dateline.document.lines import Line, headed, page_of_lines, stated_facts, unwrapped
from dateline.document.markup import page_of
from dateline.tables.columns import ColumnNames, Field
from dateline.values.records import RecordError, csv_cells, json_cells

ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|[a-z]{2,8});")
# A text that was stored with its markup: an element opens and one closes.
MARKED_UP = re.compile(r"<(?:p|div|br|h[1-6]|ul|article|span|a)\b[^<>]*>", re.IGNORECASE)
STATED: tuple[tuple[Field, str], ...] = (
    ("published", "published"),
    ("modified", "modified"),
    ("publisher", "publisher"),
    ("domain", "sender"),
    ("author", "author"),
)


def table_page(data: bytes, names: ColumnNames) -> Page:
    """A table of one record as a page; raises DocumentError for other tables."""
    try:
        return record_page(csv_cells(decode(data)), names)
    except RecordError as error:
        raise DocumentError(str(error)) from error


def json_page(data: bytes, names: ColumnNames) -> Page:
    """One JSON object as a page; raises DocumentError for other files."""
    try:
        return record_page(json_cells(data), names)
    except RecordError as error:
        raise DocumentError(str(error)) from error


def record_page(cells: Mapping[str, str], names: ColumnNames) -> Page:
    """The title and the text of a record; what its other known columns hold are facts."""
    columns = names.columns(cells)
    record = {field: cells[column] for field, column in columns.items()}
    text = record.get("text")
    if text is None:
        raise DocumentError("no column of text; name yours in dateline.toml: [columns] text = ...")
    title = " ".join(_plain(record.get("title", "")).split())
    stated = [
        Stated(what, _one_line(record[field]), f"column {columns[field]}") for field, what in STATED if field in record
    ]
    facts = stated_facts(title or None, stated, record.get("language"))
    top = [Line(title, "h1")]
    if MARKED_UP.search(text):
        return headed(top, page_of(("\ufeff" + text).encode("utf-8", "replace")), facts)
    return page_of_lines([*top, *map(Line, unwrapped(_plain(text)))], facts)


def _plain(text: str) -> str:
    """A text without the entities that scraping left in it."""
    return unescape(text) if ENTITY.search(text) else text


def _one_line(value: str) -> str:
    """A value on one line; the names of a list, which stand on lines of their own, with commas between."""
    return ", ".join(filter(None, map(str.strip, value.splitlines())))
