"""Word forms whose lemma the language model gets wrong: it takes 'raped' for 'rap', 'graves' for 'graf'."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from msgspec import Struct

from dateline.tables.rows import read_table


class LemmaRow(Struct, frozen=True):
    """One form of a word, the part of speech (`VERB`, `NOUN`) in which it has the lemma, and the lemma."""

    form: str
    pos: str
    lemma: str
    origin: str
    licence: str


@cache
def lemmas() -> dict[str, dict[str, str]]:
    """The lemma of each form, by part of speech; raises TableError when a row is malformed."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in read_table("lemmas", LemmaRow):
        found[row.pos][row.form] = row.lemma
    return dict(found)
