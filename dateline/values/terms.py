"""A text as the terms by which it is found: words folded across spellings, pairs of letters where no space parts words.

What is indexed and what is asked for go through the same function, so a text is found by any of its words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

FOLDING = "1"
"""Raise it with every change of what this module returns: an index made by another folding is made anew."""

MARKS = "".join(chr(c) for c in range(0x300, 0x3100) if unicodedata.category(chr(c)) in ("Mn", "Mc", "Me"))
KEPT_MARKS = frozenset(MARKS)
# Soft hyphens, and the joiner that only chooses a letter's form, stand inside words.
SILENT = "\u00ad\u200d"
WORD = re.compile(f"(?:[^\\W_]|[{MARKS}{SILENT}])+")
# Diacritics of Latin, Greek and Cyrillic letters, Hebrew points, Arabic vowel signs and the stretching tatweel. Vowel
# signs of Indic scripts stay: without them other words appear.
DROPPED = re.compile(
    "[\u00ad\u200d\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
)
# Letters that one writer keeps apart and another does not: forms of alef, yeh, heh and kaf (Arabic, Persian, Urdu,
# Kurdish), and Latin letters that are no letter with a mark for Unicode.
ALIKE = {
    **dict.fromkeys("ٱ", "ا"),
    **dict.fromkeys("ىیې", "ي"),
    **dict.fromkeys("ةەہھۀ", "ه"),
    **dict.fromkeys("ک", "ك"),
    **{"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"},
}
FOLDED = str.maketrans(ALIKE)
# Scripts written without spaces: Thai, Lao, Burmese, Khmer, kana, Chinese characters; a letter with its marks.
UNSPACED = re.compile(
    "[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
    f"\U00020000-\U0003ffff][{MARKS}]*"
)


class Term(Struct, frozen=True):
    """One term, and the characters start:end of the text that it stands for."""

    text: str
    start: int
    end: int


class Piece(Struct, frozen=True):
    """A run of a word in one kind of script: one spaced word, or letters between which no word ends."""

    start: int
    end: int
    letters: tuple[tuple[int, int], ...]  #: where each letter stands, in a script without spaces; else empty


def terms(text: str) -> Iterator[Term]:
    """The terms of a text in order: each word, or each letter of a script without spaces with the one after it.

    >>> [term.text for term in terms("El-Córdoba, 東京都")]
    ['el', 'cordoba', '東京', '京都', '都']
    """
    for word in WORD.finditer(text):
        for piece in pieces(word[0], word.start()):
            if not piece.letters:
                folded = fold(text[piece.start : piece.end])
                if folded:
                    yield Term(folded, piece.start, piece.end)
            for number, (start, end) in enumerate(piece.letters):
                after = piece.letters[number + 1][1] if number + 1 < len(piece.letters) else end
                yield Term(fold(text[start:after]), start, after)


def spelled(text: str) -> str:
    """The terms of a text with spaces between them: what is indexed, four times as fast as by `terms`."""
    if text.isascii() or UNSPACED.search(text) is None:
        return " ".join(filter(None, map(fold, WORD.findall(text))))
    return " ".join(term.text for term in terms(text))


class Asked(Struct, frozen=True):
    """The terms that must follow one another, and whether the last one may be the beginning of a longer one."""

    terms: tuple[str, ...]
    open: bool

    def found_in(self, text: list[Term]) -> Iterator[tuple[int, int]]:
        """Where they stand in a text: from the first character to the one after the last."""
        last = len(self.terms) - 1
        firsts = [n for n, term in enumerate(text) if self._fits(0, term.text)] if self.terms else []
        for first in firsts:
            run = text[first : first + last + 1]
            if len(run) > last and all(self._fits(n, term.text) for n, term in enumerate(run)):
                yield run[0].start, run[-1].end

    def _fits(self, number: int, term: str) -> bool:
        wanted = self.terms[number]
        return term == wanted or (self.open and number == len(self.terms) - 1 and term.startswith(wanted))


def asked(words: str, *, open: bool = False) -> Asked:
    """What somebody looks for, as the terms that a text has where it holds these words; `open` for a beginning.

    >>> asked("Ceasefire talks"), asked("京").open
    (Asked(terms=('ceasefire', 'talks'), open=False), True)
    """
    found = list(terms(words))
    if found and UNSPACED.match(words, found[-1].start):
        # The last letter of a run is a term by itself only at the end of a run; inside, it begins a pair.
        if len(found) > 1 and found[-2].start < found[-1].start < found[-2].end:
            return Asked(tuple(term.text for term in found[:-1]), False)
        return Asked(tuple(term.text for term in found), True)
    return Asked(tuple(term.text for term in found), open)


def pieces(word: str, at: int) -> Iterator[Piece]:
    """A word cut where it passes from one kind of script to the other; `at` is where it stands."""
    if word.isascii() or UNSPACED.search(word) is None:
        yield Piece(at, at + len(word), ())
        return
    last = 0
    letters: list[tuple[int, int]] = []
    for found in UNSPACED.finditer(word):
        if found.start() > last:
            if letters:
                yield Piece(letters[0][0], letters[-1][1], tuple(letters))
                letters = []
            yield Piece(at + last, at + found.start(), ())
        letters.append((at + found.start(), at + found.end()))
        last = found.end()
    if letters:
        yield Piece(letters[0][0], letters[-1][1], tuple(letters))
    if last < len(word):
        yield Piece(at + last, at + len(word), ())


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """A word without case, diacritics, vowel signs of Arabic and Hebrew, and choices of spelling.

    >>> fold("Straße"), fold("إيران") == fold("ایران"), fold("ХАРКІВ"), fold("١٢")
    ('strasse', True, 'харків', '12')
    """
    if word.isascii():
        return word.lower()
    plain = DROPPED.sub("", unicodedata.normalize("NFKD", word.casefold())).translate(FOLDED)
    composed = unicodedata.normalize("NFC", plain)
    return "".join(figure(letter) for letter in composed if letter.isalnum() or letter in KEPT_MARKS)


def figure(letter: str) -> str:
    """A decimal digit of any script as 0 to 9; any other letter as it is."""
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
