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
    """One pattern for the words of each kind, longest first; `any`: of every kind."""

    kinds: dict[str, re.Pattern[str]]
    any: re.Pattern[str]


def load() -> CountWords:
    """The shipped words; raises TableError when a row is malformed."""
    rows = read_table("count_words", CountRow)
    words: dict[str, list[str]] = {}
    for row in rows:
        words.setdefault(row.kind, []).append(row.words)
    return CountWords({kind: _pattern(found) for kind, found in words.items()}, _pattern([row.words for row in rows]))


def _pattern(words: list[str]) -> re.Pattern[str]:
    ordered = sorted(set(words), key=lambda one: (-len(one), one))
    inside = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in ordered)
    return re.compile(rf"\b(?:{inside})\b", re.IGNORECASE)
