"""The words in which the HTML report says the codes of the record."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from dateline.tables.rows import read_table


class WordRow(Struct, frozen=True):
    """One row of `data/report_words.tsv`: a code of a closed vocabulary in words."""

    vocabulary: str
    code: str
    words: str
    origin: str
    licence: str


@cache
def report_words(vocabulary: str) -> dict[str, str]:
    """The words of a vocabulary by code, in the order of the table."""
    return {row.code: row.words for row in read_table("report_words", WordRow) if row.vocabulary == vocabulary}
