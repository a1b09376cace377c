"""Words by which a story says of a count what it is worth: put right, authorised, planned, registered, official."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from dateline.tables.rows import read_table

Kind = Literal[
    "instead", "wrong", "admitted", "authorised", "planned", "registered", "suspected", "confirmed", "official", "real"
]


class CountRow(Struct, frozen=True, kw_only=True):
    """Some words and what they tell of the count that they stand beside."""

    kind: Kind
    words: str
    origin: str
    licence: str


class CountWords(Struct, frozen=True):
    """One pattern for the words of each kind, longest first; `any`: of every kind, for a text in small letters.

    Ignoring case costs as much again for every word that a text is searched for: 5,000 stories took 4.5 s of it.
    """

    kinds: dict[str, re.Pattern[str]]
    any: re.Pattern[str]


def load() -> CountWords:
    """The shipped words; raises TableError when a row is malformed."""
    rows = read_table("count_words", CountRow)
    words: dict[str, list[str]] = {}
    for row in rows:
        words.setdefault(row.kind, []).append(row.words)
    whole = [row.words.lower() for row in rows]
    return CountWords(
        {kind: re.compile(_pattern(found), re.IGNORECASE) for kind, found in words.items()}, re.compile(_pattern(whole))
    )


def _pattern(words: list[str]) -> str:
    ordered = sorted(set(words), key=lambda one: (-len(one), one))
    inside = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in ordered)
    return rf"\b(?:{inside})\b"
