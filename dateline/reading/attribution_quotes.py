"""Quotations of a paragraph as runs of tokens, their marks included; one left open goes on in the next paragraph."""

from __future__ import annotations

from msgspec import Struct

from dateline.model.parse import Parse

OPENING = frozenset({"“", "„", "«"})
CLOSING = frozenset({"”", "»"})
STRAIGHT = frozenset({'"', "``", "''"})
# Shorter quotations are quoted words ("an act of sabotage" has four): they need a verb to be speech.
SPOKEN_WORDS = 4


class Quote(Struct, frozen=True):
    """Tokens `first` to `last`, marks included; `closed` tells whether its end is marked. `words`: how many it has."""

    first: int
    last: int
    closed: bool
    words: int

    def covers(self, token: int) -> bool:
        """Whether `token` stands within the quotation."""
        return self.first <= token <= self.last


def find_quotes(parse: Parse) -> list[Quote]:
    """The quotations of a paragraph in order, none nested; one without a closing mark runs to the paragraph's end."""
    quotes = []
    opened: int | None = None
    for i, form in enumerate(parse.forms):
        if opened is None:
            if form in OPENING or (form in STRAIGHT and _opens(parse, i)):
                opened = i
        elif form in CLOSING or (form in STRAIGHT and (parse.forms[opened] in STRAIGHT or not _opens(parse, i))):
            quotes.append(_quote(parse, opened, i, closed=True))
            opened = None
    if opened is not None and opened < len(parse) - 1:
        quotes.append(_quote(parse, opened, len(parse) - 1, closed=False))
    return quotes


def _opens(parse: Parse, i: int) -> bool:
    return (
        i + 1 < len(parse)
        and parse.starts[i + 1] == parse.ends[i]
        and (i == 0 or parse.starts[i] > parse.ends[i - 1] or parse.forms[i - 1] in "([")
    )


def _quote(parse: Parse, first: int, last: int, *, closed: bool) -> Quote:
    words = sum(parse.pos[i] not in {"PUNCT", "SPACE"} for i in range(first, last + 1))
    return Quote(first, last, closed, words)
