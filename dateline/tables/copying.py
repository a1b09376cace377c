"""Words of passages that stories share without one taking from the other: stock phrases, statements, forms."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from dateline.tables.rows import read_table


class CopyRow(Struct, frozen=True, kw_only=True):
    """Some words and what they tell of a passage."""

    kind: Literal["stock", "statement", "slot"]
    words: str
    origin: str
    licence: str


class CopyWords(Struct, frozen=True, eq=False):
    """`stock` finds phrases said of any event, `statement` what a body gives to all; `slots`: words that count."""

    stock: re.Pattern[str]
    statement: re.Pattern[str]
    slots: frozenset[str]


def load() -> CopyWords:
    """The shipped words; raises TableError when a row is malformed."""
    rows = read_table("copy_words", CopyRow)
    return CopyWords(
        stock=_pattern([row.words for row in rows if row.kind == "stock"]),
        statement=_pattern([row.words for row in rows if row.kind == "statement"]),
        slots=frozenset(row.words for row in rows if row.kind == "slot"),
    )


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    """Any of the phrases, the longest first, in any case and over any white space."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    alternatives = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)
    return re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE)
