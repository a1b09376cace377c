"""Words that are written with a capital, or in capitals, wherever they stand: names among the words of a dictionary."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from dateline.tables.rows import read_table


class CaseRow(Struct, frozen=True):
    """A word as it is written."""

    word: str
    origin: str
    licence: str


@cache
def written() -> dict[str, str]:
    """How each word is written, by its small letters; raises TableError when a row is malformed."""
    return {row.word.lower(): row.word for row in read_table("letter_case", CaseRow)}
