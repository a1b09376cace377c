"""Runs of a text with roles, before they become segments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from dateline.tables.segments import SegmentWords

NOT_WORD = re.compile(r"\W+")
WORD = re.compile(r"\w[\w'’.\-]*")
SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’)\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")
LAST_WORD = re.compile(r"[\w.]*$")
LONGEST_ABBREVIATION = 12
LONGEST_HEADLINE = 28
FINAL = re.compile(r"[.!?…][\"'”’)\]]*$")


class Run(Struct, frozen=True, order=True):
    """Characters start:end with a role; `cue` names the rule where later steps need to know it.

    Cues: byline, agency, credit, report (a correspondent's video), dateline (place and agency before a story),
    masthead (a date), dated (a date beside names, whose place on the page decides what it is), copyright,
    heading (of related links or comments), label, title, furniture (a running header or footer, a mail's header).
    """

    start: int
    end: int
    role: str
    cue: str = ""


def lines_of(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Start and end of every line that has visible characters, white space around it left out."""
    stop = len(text) if end is None else end
    at = start
    for line in text[start:stop].splitlines(keepends=True):
        stripped = trimmed(text, at, at + len(line))
        if stripped is not None:
            yield stripped
        at += len(line)


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch without the white space at its ends; None when nothing else is there."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return (start + left, start + len(piece.rstrip())) if left < len(piece) else None


def alone(text: str, run: Run) -> bool:
    """Whether a run is a line of its own."""
    before, after = run.start, run.end
    while before and text[before - 1] in " \t\xa0":
        before -= 1
    while after < len(text) and text[after] in " \t\xa0":
        after += 1
    return (before == 0 or text[before - 1] in "\r\n\ufeff") and (after == len(text) or text[after] in "\r\n")


def letters_of(text: str) -> str:
    """Letters and digits in lower case."""
    return NOT_WORD.sub("", text.casefold())


@lru_cache(maxsize=512)
def word_count(text: str) -> int:
    """How many words a line has."""
    return len(WORD.findall(text))


def sentence_starts(text: str, words: SegmentWords) -> list[int]:
    """Offsets at which a sentence begins, the first included; abbreviations end none."""
    starts = [0]
    for found in SENTENCE_END.finditer(text):
        before = LAST_WORD.search(text[max(0, found.start() - LONGEST_ABBREVIATION) : found.start()])
        last = before[0].casefold() if before is not None else ""
        initial = len(last) == 1 and last.isalpha()
        if found[0].lstrip()[0] == "." and (last in words.abbreviations or initial):
            continue
        starts.append(found.end())
    return starts


def fill(text: str, found: Iterable[Run], start: int, end: int, role: str) -> Iterator[Run]:
    """The runs found between start and end, and `role` for all visible characters between them."""
    at = start
    for run in sorted(found):
        if run.start < at:
            continue
        yield from _gap(text, at, run.start, role)
        yield run
        at = run.end
    yield from _gap(text, at, end, role)


def _gap(text: str, start: int, end: int, role: str) -> Iterator[Run]:
    stretch = trimmed(text, start, end)
    if stretch is not None:
        visible = any(character.isalnum() for character in text[stretch[0] : stretch[1]])
        yield Run(*stretch, role if visible else "boilerplate")


def is_prose(text: str, run: Run) -> bool:
    """Whether a run is running text: a sentence with full stop or colon, two sentences, or too long for a headline."""
    line = text[run.start : run.end]
    count = word_count(line)
    ends = line[-1] == ":" or FINAL.search(line) is not None or re.search(r"[a-z]{3}\. [A-Z]", line) is not None
    return count > LONGEST_HEADLINE or (count >= 7 and ends)
