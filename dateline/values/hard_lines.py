"""Text that was broken at a column, as wires, mails and terminals send it: which line ends stand inside a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

# Columns at which text is broken (60 to 80 mostly): narrower lines may be verse or a list.
NARROWEST, WIDEST = 50, 90
# So many lines must have been full, and so large a share of those that end within a sentence, before a small letter
# where the text has any, and of all lines: by chance, one in ten is so long that the next word would not have fitted.
LEAST_FULL, LEAST_SHARE, LEAST_OF_ALL = 2, 0.5, 0.3
LINE = re.compile(r"[^\n\r]+")
BLANKS = "\ufeff \t\xa0\f\v"
EMPTY_LINE = re.compile(r"\n[^\S\n]*\n|\r\s*\r")
FINAL = re.compile(r"[.!?…:][\"'”’)\]]*$")
# No line of its own ends so.
GOES_ON = re.compile(
    r"(?:,|\b(?:the|a|an|of|in|to|and|or|by|for|from|at|on|with|that|was|were|is|had|has|its|their|his|her))$",
    re.IGNORECASE,
)
# An item of a list, a quoted line of a mail, a cell of a table.
OPENS = re.compile(r"(?:[-*•·–—>|+]|\d{1,3}[.)]|\(?[a-z]\))(?:\s|$)", re.IGNORECASE)
ROW = re.compile(r"\S(?:\t| {3,})\S|^[\W_]+$")
# What a wire sets between its frame and the story, whose first line may be shorter than the others.
FRAMED = re.compile(r"[)\d]\s(?:--?|—|–)\s+\S")
# A line this much short of the column is still full: not every writer fills lines to the last word.
LONG_WORD = 16
INDENT = 2


class Row(Struct, frozen=True):
    """One line of a text: where it begins and ends without the white space around it."""

    start: int
    end: int
    indent: int
    words: str

    @property
    def width(self) -> int:
        """How many columns it takes."""
        return self.indent + len(self.words)

    @property
    def first(self) -> str:
        """Its first word."""
        return self.words.split(maxsplit=1)[0]


def flowing(text: str) -> str:
    """The text with a blank for every line end within a paragraph, of the same length; unchanged where none is.

    >>> flowing("One line.\\nAnother line.")
    'One line.\\nAnother line.'
    """
    gaps = soft_ends(text)
    if not gaps:
        return text
    parts, at = [], 0
    for start, end in gaps:
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def soft_ends(text: str) -> list[tuple[int, int]]:
    """Where the line ends stand, with the blanks around them, that only a column's width put there."""
    if sum(NARROWEST <= len(line) <= WIDEST for line in text.split("\n")) < LEAST_FULL:
        return []
    pairs = [(one, two) for one, two in pairwise(rows_of(text)) if may_join(text, one, two)]
    width = width_of(pairs)
    if width is None:
        return []
    return [(one.end, two.start) for one, two in pairs if is_soft(one, two, width)]


def rows_of(text: str) -> list[Row]:
    """The lines of a text that have visible characters."""
    rows = []
    for found in LINE.finditer(text):
        words = found[0].strip(BLANKS)
        if words:
            indent = len(found[0]) - len(found[0].lstrip(BLANKS))
            rows.append(Row(found.start() + indent, found.start() + indent + len(words), indent, words))
    return rows


def may_join(text: str, one: Row, two: Row) -> bool:
    """Whether two lines can be of one paragraph: no empty line, no indent, no item or row of a table between them."""
    if two.indent >= one.indent + INDENT or EMPTY_LINE.search(text, one.end, two.start):
        return False
    return not (OPENS.match(two.words) or ROW.search(one.words) or ROW.search(two.words))


def width_of(pairs: Sequence[tuple[Row, Row]]) -> int | None:
    """The column at which a text was broken: to nearly no line could the next word have been added; else None."""
    capitals = all(one.words.upper() == one.words for one, _ in pairs)
    # For each line that ends within a sentence: the columns at which it would have been broken where it is.
    within = [
        (one.width, one.width + len(two.first))
        for one, two in pairs
        if (capitals or two.first[0].islower() or GOES_ON.search(one.words)) and not FINAL.search(one.words)
    ]
    columns = Counter(
        column for first, last in within for column in range(max(first, NARROWEST), min(last, WIDEST) + 1)
    )
    if not columns:
        return None
    best = max(sorted(columns), key=lambda column: columns[column])
    least = max(LEAST_FULL, LEAST_SHARE * len(within), LEAST_OF_ALL * len(pairs))
    return best if columns[best] >= least else None


def is_soft(one: Row, two: Row, width: int) -> bool:
    """Whether a paragraph runs on from one line to the next."""
    if one.width + len(two.first) >= width:
        return True
    if FINAL.search(one.words):
        return False
    nearly = one.width >= width - LONG_WORD
    return nearly or FRAMED.search(one.words) is not None
