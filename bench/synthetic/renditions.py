"""Other renditions of the same page, as another version of an extractor might make them, with the true places.

Each is made piece by piece from the first rendition, so where every character went is known. The same seed, the same
text.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from dateline.model.document import Segment
from dateline.model.span import Span

PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "„": '"', "«": '"', "»": '"', "–": "-", "—": "-"})
KEPT = frozenset({"headline", "dateline", "body"})
PUT_IN = ("(read more)", "[photo]", "Advertisement", "»")
TOKEN = re.compile(r"\S+|\s+")


class Remade(Struct, frozen=True):
    """Another rendition; `place` is where each character of the first one stands in it, -1 where it does not."""

    how: str
    text: str
    place: list[int]

    def of(self, text: str, span: Span) -> Span | None:
        """Where a run stands, without the white space at its ends; None where some of it was dropped."""
        seen = [at for at in range(span.start, span.end) if not text[at].isspace()]
        if not seen or any(self.place[at] < 0 for at in seen):
            return None
        return Span(self.place[seen[0]], self.place[seen[-1]] + 1)


def remade(name: str, text: str, segments: Sequence[Segment]) -> Iterator[Remade]:
    """Every other rendition of a page."""
    tokens = [(found.start(), found[0]) for found in TOKEN.finditer(text)]
    chance = random.Random(name)
    yield built("other white space", text, [(at, spaced(token, chance)) for at, token in tokens])
    kept = [False] * len(text)
    for segment in segments:
        if segment.role in KEPT:
            kept[segment.span.start : segment.span.end] = [True] * len(segment.span)
    fewer = [(at, token) for at, token in tokens if kept[at] or token.isspace()]
    yield built("other parts dropped", text, fewer)
    yield built("other marks", text, [(at, token.translate(PLAIN)) for at, token in tokens])
    yield built("words put in", text, list(with_words(tokens, chance)))
    both = [(at, spaced(token, chance).translate(PLAIN)) for at, token in with_words(fewer, chance)]
    yield built("all of these", text, both)


def spaced(token: str, chance: random.Random) -> str:
    """Other white space for white space."""
    return chance.choice((" ", "\n", "\n\n", "\u00a0", "\t", "  ")) if token.isspace() else token


def with_words(tokens: Sequence[tuple[int, str]], chance: random.Random) -> Iterator[tuple[int, str]]:
    """A link word put in behind every fiftieth word."""
    for at, token in tokens:
        yield at, token
        if token.isspace() and chance.random() < 0.02:
            yield -1, f"{chance.choice(PUT_IN)} "


def built(how: str, text: str, pieces: Sequence[tuple[int, str]]) -> Remade:
    """The text of pieces, each with where it comes from (-1: from nowhere); a token keeps its length."""
    place, parts, length = [-1] * len(text), [], 0
    for at, piece in pieces:
        if at >= 0 and not piece.isspace():
            place[at : at + len(piece)] = range(length, length + len(piece))
        parts.append(piece)
        length += len(piece)
    return Remade(how, "".join(parts), place)
