"""One of two stories that are compared: what the comparison asks of its words, worked out once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from msgspec import Struct

from dateline.linking.prints import WORD, Flags, Grams, Numbers, Places, Print, grams, number_of, places
from dateline.model.document import Document
from dateline.model.span import Span
from dateline.tables.copying import CopyWords

GRAM = 3
STOPS = frozenset(".!?:;\n")
# What opens a quotation and what closes it. ‘ and ’ are left out: most are apostrophes.
CLOSES = {"“": ("”",), "„": ("“", "”"), "«": ("»",), "»": ("«",), '"': ('"',), "``": ("''",), "''": ("''",)}
DIGITS = re.compile(r"\d+")
MARK = re.compile("[“”„«»\"\n]|``|''")


class Phrases:
    """Phrases that are looked for in stories, by how many words they have."""

    def __init__(self, phrases: Iterable[str]) -> None:
        found: dict[int, set[int]] = defaultdict(set)
        for phrase in phrases:
            words = np.array([number_of(word) for word in WORD.findall(phrase)], dtype=np.uint64)
            found[len(words)].add(int(grams(words, len(words))[0]))
        self._by_size = {size: np.array(sorted(some), dtype=np.uint64) for size, some in found.items()}

    def within(self, words: Grams) -> Flags:
        """For each word, whether it belongs to one of the phrases."""
        flags = np.zeros(len(words), dtype=np.bool_)
        for size, some in self._by_size.items():
            if size <= len(words):
                at = np.flatnonzero(is_in(words.of(size), some))
                for step in range(size):
                    flags[at + step] = True
        return flags


class Signs:
    """What the shipped words tell of a story."""

    def __init__(self, words: CopyWords) -> None:
        self.stock, self.statement, self.slots = Phrases(words.stock), Phrases(words.statement), Phrases(words.slots)


class Side(Struct, frozen=True, eq=False):
    """A story with its sequences of three words, and for each word what stands around it."""

    text: Print
    starts: Places  #: where each word begins in the rendition
    ends: Places
    order: Places  #: the places of the sorted sequences
    ordered: Numbers
    many: Places  #: for each of the sorted sequences, how many are left of the same
    distinct: int
    quoted: Flags  #: whether the word stands in a quotation
    closes: Flags  #: whether a sentence ends behind the word
    counts: Flags  #: whether it is a number or a word that changes from day to day
    upper: Flags  #: whether it begins with a capital
    stock: Flags  #: whether it belongs to a phrase of the trade
    cues: Places  #: where words for statements stand in the rendition

    def __len__(self) -> int:
        return len(self.text)

    def span(self, at: int, count: int) -> Span:
        """Where `count` words from number `at` on stand."""
        return Span(int(self.starts[at]), int(self.ends[at + count - 1]))


def side_of(text: Print, signs: Signs) -> Side:
    """A story ready to be compared."""
    words = Grams(text.words)
    found = words.of(GRAM) if len(words) >= GRAM else words.of(1)[:0]
    order = np.argsort(found, kind="stable")
    ordered = found[order]
    many = np.searchsorted(ordered, ordered, "right") - np.arange(len(ordered))
    whole = text.document.text
    starts, ends = places(text.document)
    return Side(
        text=text,
        starts=starts,
        ends=ends,
        order=order,
        ordered=ordered,
        many=many,
        distinct=int((ordered[1:] != ordered[:-1]).sum()) + min(len(ordered), 1),
        quoted=_within(starts, quotations(text.document)),
        closes=_closes(whole, starts, ends),
        counts=signs.slots.within(words) | _digits(whole, starts, ends),
        upper=np.array([whole[start].isupper() for start in starts.tolist()], dtype=np.bool_),
        stock=signs.stock.within(words),
        cues=starts[signs.statement.within(words)],
    )


def is_in(asked: Numbers, known: Numbers) -> Flags:
    """For each number, whether it is among the known ones, which are sorted."""
    if not len(known):
        return np.zeros(len(asked), dtype=np.bool_)
    same: Flags = known[np.minimum(np.searchsorted(known, asked), len(known) - 1)] == asked
    return same


def _within(starts: Places, spans: Sequence[tuple[int, int]]) -> Flags:
    """For each word, whether it begins in one of the spans of the rendition; spans must not overlap."""
    both = np.array(spans, dtype=np.int64).reshape(-1, 2)
    opened = np.searchsorted(both[:, 0], starts, "right")
    closed = np.searchsorted(both[:, 1], starts, "right")
    return opened > closed


def _digits(text: str, starts: Places, ends: Places) -> Flags:
    """For each word, whether a digit stands in it."""
    flags = np.zeros(len(starts), dtype=np.bool_)
    digits = np.array([found.start() for found in DIGITS.finditer(text)], dtype=np.int64)
    at = np.searchsorted(starts, digits, "right") - 1
    flags[at[(at >= 0) & (digits < ends[at])]] = True
    return flags


def quotations(document: Document) -> list[tuple[int, int]]:
    """Start and end of each quotation of the body, in order; one that is not closed ends with its line."""
    found: list[tuple[int, int]] = []
    for segment in document.segments:
        if segment.role == "body":
            shift = segment.span.start
            found += [(shift + start, shift + end) for start, end in _quotations(segment.text)]
    return found


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    closes: tuple[str, ...] = ()
    opened = -1
    for mark in MARK.finditer(text):
        if opened >= 0 and (mark[0] == "\n" or mark[0] in closes):
            yield opened, mark.start()
            opened = -1
        elif opened < 0 and mark[0] in CLOSES:
            opened, closes = mark.end(), CLOSES[mark[0]]
    if opened >= 0:
        yield opened, len(text)


def _closes(text: str, starts: Places, ends: Places) -> Flags:
    """For each word whether a sentence ends before the next one; true of the last word."""
    between = [text[end:start] for end, start in zip(ends.tolist(), starts[1:].tolist(), strict=False)]
    flags = [gap != " " and not STOPS.isdisjoint(gap) for gap in between]
    return np.array([*flags, True][: len(starts)], dtype=np.bool_)
