"""Finding names in any text: words folded so that accents and spelling of case do not hide them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from dateline.model.span import Span
from dateline.tables.rows import read_table

Form = tuple[str, ...]
"""A name as folded words."""

# Letters and digits, with the marks that may stand on them (Latin accents written apart, Arabic vowel signs).
WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670])+")


class NameWord(Struct, frozen=True):
    """A word that names nobody by itself: a title, a particle inside names, a pronoun or a determiner."""

    word: str
    kind: str
    origin: str
    licence: str


class Word(Struct, frozen=True):
    """A word of a text: folded, where it stands, and whether it is written like a name (scripts without case are)."""

    key: str
    span: Span
    capital: bool


@cache
def name_words() -> dict[str, str]:
    """Kind by word of `export_name_words`."""
    return {row.word: row.kind for row in read_table("export_name_words", NameWord)}


def fold(word: str) -> str:
    """A word without accents and case."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


def words_of(text: str) -> list[Word]:
    """The words of a text, in order."""
    return [
        Word(fold(match[0]), Span(match.start(), match.end()), like_a_name(match[0][0]))
        for match in WORD.finditer(text)
    ]


def like_a_name(first: str) -> bool:
    """Whether a word with this first letter can be a name: it is no small letter that has a capital."""
    return not (first.islower() and first.upper() != first)


def form_of(text: str) -> Form:
    """All words of a text, folded."""
    return tuple(word.key for word in words_of(text))


def names_in(text: str, without: Iterable[Span] = ()) -> tuple[Form, ...]:
    """The names in a mention: runs of capitalised words and particles, titles and words in `without` left out.

    Empty for a description such as `a baker`: who is not named cannot be unmasked.

    >>> names_in("the baker Tamar al-Oduya")
    (('tamar', 'al', 'oduya'),)
    >>> names_in("Mr Oduya, a baker")
    (('oduya',),)
    """
    taken = tuple(without)
    runs: list[list[str]] = [[]]
    for word in words_of(text):
        kind = name_words().get(word.key)
        foreign = any(word.span.overlaps(span) for span in taken)
        owns = word.key == "s" and text[max(0, word.span.start - 1)] in "'\u2019\u02bc"
        if (
            not foreign
            and not owns
            and (kind == "particle" or (kind is None and word.capital and not word.key.isdigit()))
        ):
            runs[-1].append(word.key)
        else:
            runs.append([])
    return tuple(form for form in map(trimmed, runs) if any(telling(word) for word in form))


def trimmed(run: list[str]) -> Form:
    """A run without `the`, `of`, `and` at its ends."""
    loose = {"the", "of", "and"}
    while run and run[-1] in loose:
        run = run[:-1]
    while run and run[0] in loose:
        run = run[1:]
    return tuple(run)


def telling(word: str) -> bool:
    """Whether a folded word of a name can identify someone alone: no particle, title or initial."""
    return len(word) > 1 and word not in name_words()


def holds(outer: Form, inner: Form) -> bool:
    """Whether `inner` is a run of the words of `outer`."""
    return any(outer[i : i + len(inner)] == inner for i in range(len(outer) - len(inner) + 1))
