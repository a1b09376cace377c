"""What is compared of a story: its words as numbers, with their places, so that many stories compare fast."""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.model.document import Document

WORD = re.compile(r"\w+(?:['’]\w+)?")
# An odd number with well mixed bits; sums and products wrap at 64 bits.
FACTOR = np.uint64(0x9E3779B97F4A7C15)
# Words in a row that are looked for in other stories: of a story with 30% of its words reworded .24 are left, and
# hardly any stand in two stories by chance.
SIZE = 4

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Print(Struct, frozen=True, eq=False):
    """What is looked for in other stories: a number for each SIZE words in a row of its body, sorted."""

    document: Document
    size: int  #: how many words the body has
    sequences: Numbers

    def __len__(self) -> int:
        return self.size

    @property
    def words(self) -> Numbers:
        """A number for each word, in order; worked out anew, for hardly any story is compared twice."""
        return words_of(self.document)


@cache
def number_of(word: str) -> int:
    """The number of a word, the same on every machine."""
    folded = word.casefold().replace("’", "'")
    return int.from_bytes(blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def print_of(document: Document) -> Print:
    """The sequences of the story's body."""
    words = words_of(document)
    return Print(document, len(words), np.unique(grams(words, SIZE)))


def words_of(document: Document) -> Numbers:
    """A number for each word of the story's body, in order: the same for the same word in any case of letters."""
    bodies = (WORD.findall(segment.text) for segment in document.segments if segment.role == "body")
    return np.array([number for found in bodies for number in map(number_of, found)], dtype=np.uint64)


def places(document: Document) -> tuple[Places, Places]:
    """Where each word of the body begins and ends in the rendition."""
    found = [
        np.array([word.span() for word in WORD.finditer(segment.text)], dtype=np.int64).reshape(-1, 2)
        + segment.span.start
        for segment in document.segments
        if segment.role == "body"
    ]
    both = np.concatenate([np.zeros((0, 2), dtype=np.int64), *found])
    return both[:, 0].copy(), both[:, 1].copy()


def grams(words: Numbers, size: int) -> Numbers:
    """A number for every `size` words in a row, in order; for all the words where there are fewer."""
    return Grams(words).of(max(1, min(size, len(words))))


class Grams:
    """The words of a story in rows of every size up to the longest that was asked for, each worked out once."""

    def __init__(self, words: Numbers) -> None:
        self._words = words
        self._made = [words]

    def __len__(self) -> int:
        return len(self._words)

    def of(self, size: int) -> Numbers:
        """A number for every `size` words in a row; `size` is at least 1 and at most the number of words."""
        for n in range(len(self._made), size):
            shorter, following = self._made[-1][: len(self._words) - n], self._words[n:]
            self._made.append((shorter ^ (shorter >> np.uint64(29))) * FACTOR + following)
        return self._made[size - 1]
