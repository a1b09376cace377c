"""Runs of words that two texts share, with their places in both."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from dateline.model.document import Document
from dateline.model.span import Span

WORD = re.compile(r"\w+(?:['’]\w+)?")
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*[\"”’')]*")
GRAM = 3
# Shorter runs are phrases of the trade ('the defence ministry said in a statement'), not passages.
RUN_WORDS = 6


class Word(Struct, frozen=True):
    """A word folded for comparison, with its place in the rendition."""

    key: str
    start: int
    end: int


class Run(Struct, frozen=True, order=True):
    """The same words at `one` in the first text and at `other` in the second."""

    one: Span
    other: Span
    words: int


def words(document: Document) -> tuple[Word, ...]:
    """The words of the story's body, in order."""
    return tuple(
        Word(found[0].casefold(), segment.span.start + found.start(), segment.span.start + found.end())
        for segment in document.segments
        if segment.role == "body"
        for found in WORD.finditer(segment.text)
    )


def grams(found: Sequence[Word]) -> dict[tuple[str, ...], int]:
    """Every three words in a row with the position of their first occurrence."""
    keys = [word.key for word in found]
    grams: dict[tuple[str, ...], int] = {}
    for n in range(len(keys) - GRAM + 1):
        grams.setdefault(tuple(keys[n : n + GRAM]), n)
    return grams


def sentences(document: Document) -> frozenset[str]:
    """The folded sentences of the body that are long enough to be told from others (eight words)."""
    folded = (
        " ".join(word.casefold() for word in WORD.findall(found[0]))
        for segment in document.segments
        if segment.role == "body"
        for found in SENTENCE.finditer(segment.text)
    )
    return frozenset(sentence for sentence in folded if sentence.count(" ") >= 7)


def runs(one: Sequence[Word], other: Sequence[Word], index: dict[tuple[str, ...], int]) -> tuple[Run, ...]:
    """The maximal shared runs of at least RUN_WORDS words, in the order of the first text; `index`: grams of `other`.

    Each position of the first text is in at most one run. Linear in the texts' lengths.
    """
    found, n = [], 0
    while n <= len(one) - GRAM:
        at = index.get(tuple(word.key for word in one[n : n + GRAM]))
        length = 0 if at is None else _length(one, n, other, at)
        if at is not None and length >= RUN_WORDS:
            found.append(
                Run(
                    Span(one[n].start, one[n + length - 1].end),
                    Span(other[at].start, other[at + length - 1].end),
                    length,
                )
            )
        n += max(length, 1)
    return tuple(found)


def _length(one: Sequence[Word], n: int, other: Sequence[Word], at: int) -> int:
    length = 0
    while n + length < len(one) and at + length < len(other) and one[n + length].key == other[at + length].key:
        length += 1
    return length
