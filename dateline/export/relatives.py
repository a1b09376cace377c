"""People whom a text names only through kin or home: `Oduya's house`, `brother of Oduya`, `Oduya's son Nuru`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from dateline.export.names import Word, fold, name_words, words_of
from dateline.model.span import Span
from dateline.tables.rows import read_table

# What may stand between the words of one name, between kin and their name, and between an owner and the possessive.
SPACE, COMMA, QUOTES = re.compile(r"[^\S\n]+|-"), re.compile(r",?[^\S\n]+"), "'\u2019\u02bc"
LONGEST = 5
"""Words in a name; more is a heading in capitals."""


class KinWord(Struct, frozen=True):
    """A word beside a name. `kind`: kin (a person), own (what a person has), group (says whose, names nobody)."""

    word: str
    kind: str
    origin: str
    licence: str


@cache
def kin_words() -> dict[str, str]:
    """Kind by folded word of `export_kin`."""
    return {fold(row.word): row.kind for row in read_table("export_kin", KinWord)}


def is_kin(word: Word) -> bool:
    """Whether a word is one for kin, written small: in capitals it may begin a name."""
    return not word.capital and kin_words().get(word.key) == "kin"


def named_by_kin(text: str) -> Iterator[Span]:
    """Where a text may name a person beside a word for kin or home; places and groups are not told apart here.

    >>> text = "Tamar Oduya's elder son, Nuru, fled to the house of Abu Vey."
    >>> [text[span.start : span.end] for span in named_by_kin(text)]
    ['Tamar Oduya', 'Nuru', 'Abu Vey']
    """
    words = words_of(text)
    for i, word in enumerate(words):
        kind = kin_words().get(word.key)
        if kind is None or kind == "group":
            continue
        yield from owner(text, words, i)
        yield from after_of(text, words, i)
        if is_kin(word):
            yield from name_from(text, words, i + 1, COMMA)


def owner(text: str, words: list[Word], i: int) -> Iterator[Span]:
    """Whose the word at `i` is: the name before a possessive (one word may stand between), or before `family`."""
    for at in (i - 1, i - 2):
        if at < 1:
            return
        if words[at].key == "s" and text[words[at].span.start - 1] in QUOTES:
            yield from name_to(text, words, at - 1)
            return
        if words[at].key.endswith("s") and text[words[at].span.end : words[at].span.end + 1] in tuple(QUOTES):
            yield from name_to(text, words, at)
            return
    family = words[i].key == "family" and SPACE.fullmatch(text, words[i - 1].span.end, words[i].span.start)
    if family and kin_words().get(words[i - 1].key) != "group":
        for span in name_to(text, words, i - 1):
            before = text[: span.start].rstrip()
            # A capital after a full stop tells nothing.
            if before and (before[-1].isalnum() or before[-1] == ","):
                yield span


def after_of(text: str, words: list[Word], i: int) -> Iterator[Span]:
    """The name after `of` that follows the word at `i`, which is no name itself."""
    if i + 1 < len(words) and words[i + 1].key == "of" and not words[i].capital:
        yield from name_from(text, words, i + 2, SPACE)


def name_to(text: str, words: list[Word], last: int) -> Iterator[Span]:
    """The name that ends with the word at `last`."""
    first = last + 1
    while (
        first > 0
        and in_name(words[first - 1])
        and (first > last or SPACE.fullmatch(text, words[first - 1].span.end, words[first].span.start))
    ):
        first -= 1
    yield from name_between(words, first, last)


def name_from(text: str, words: list[Word], first: int, gap: re.Pattern[str]) -> Iterator[Span]:
    """The name that begins with the word at `first`, parted from the word before by `gap`."""
    last = first - 1
    while (
        last + 1 < len(words)
        and in_name(words[last + 1])
        and gap.fullmatch(text, words[last].span.end, words[last + 1].span.start)
    ):
        last, gap = last + 1, SPACE
    yield from name_between(words, first, last)


def name_between(words: list[Word], first: int, last: int) -> Iterator[Span]:
    """The words from `first` to `last` if they can be a name."""
    found = words[first : last + 1]
    if 0 < len(found) <= LONGEST and any(word.capital and word.key not in name_words() for word in found):
        yield Span(found[0].span.start, found[-1].span.end)


def in_name(word: Word) -> bool:
    """Whether a word can be part of a name."""
    kind = name_words().get(word.key)
    if kind == "particle":
        return word.key not in {"the", "of", "and"}
    return word.capital and kind in (None, "title") and not word.key.isdigit()
