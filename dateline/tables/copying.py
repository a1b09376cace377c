"""Words of passages that stories share without one taking from the other: stock phrases, statements, forms."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dateline.tables.rows import read_table


class CopyRow(Struct, frozen=True, kw_only=True):
    """Some words and what they tell of a passage."""

    kind: Literal["stock", "statement", "slot"]
    words: str
    origin: str
    licence: str


class CopyWords(Struct, frozen=True):
    """`stock`: phrases said of any event; `statement`: what a body gives to all; `slots`: numbers and days."""

    stock: tuple[str, ...]
    statement: tuple[str, ...]
    slots: tuple[str, ...]


def load() -> CopyWords:
    """The shipped words; raises TableError when a row is malformed."""
    rows = read_table("copy_words", CopyRow)
    stock, statement, slots = (
        tuple(row.words for row in rows if row.kind == kind) for kind in ("stock", "statement", "slot")
    )
    return CopyWords(stock, statement, slots)
