"""The entries of a live blog that was saved as text: lines of their times, authors and titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct, structs

from dateline.document.cells import is_name
from dateline.document.entries import AFTER_CLOCK, CLOCK, DIGITS
from dateline.document.shapes import LONGEST_STAMP, Line
from dateline.values.publication import publication

# Three clock times, each above running text, in one order but for midnight, are a live blog's. With the day beside
# them they may as well be those of teasers, whose text is shorter than an entry's.
LEAST_ENTRIES, MOST_BREAKS, HEAD_LINES, ABOVE = 3, 1, 5, 3
ENTRY_WORDS, LONGEST_TIME = 30, 12
DAY = 24 * 60
CLOCK_IN = re.compile(r"\d{1,2}[:.]\d\d|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
LEAST_WORDS = 3


class Head(Struct, frozen=True):
    """The lines `first` to `prose` above an entry's running text, and how many words that has."""

    clock: int
    prose: int
    words: int


def with_entries(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those above the entries of a live blog with the kinds dateline, credit and entry (its title)."""
    titled = [number for number, line in enumerate(lines) if _is_titled(lines, number)]
    if len(titled) >= LEAST_ENTRIES and _in_order([_minutes(lines[number].text) for number in titled]):
        # Time and title in one line are parted where the blog's entries are (entries.py).
        entries = {number: structs.replace(lines[number], kind="entry") for number in titled}
        return tuple(entries.get(number, line) for number, line in enumerate(lines))
    bare = list(_heads(lines, [number for number, line in enumerate(lines) if is_clock(line)]))
    full = list(_heads(lines, [number for number, line in enumerate(lines) if is_time(line)]))
    if len(bare) >= LEAST_ENTRIES and _in_order([_minutes(lines[head.clock].text) for head in bare]):
        return _with(lines, bare)
    if len(full) >= LEAST_ENTRIES and median(head.words for head in full) >= ENTRY_WORDS:
        return _with(lines, full)
    return tuple(lines)


def _with(lines: Sequence[Line], heads: Sequence[Head]) -> tuple[Line, ...]:
    found = list(lines)
    for head in heads:
        kinds = {number: kind for number in range(head.clock + 1, head.prose) if (kind := _head_kind(lines[number]))}
        titles = [number for number, kind in kinds.items() if kind == "entry"]
        kinds = {number: kind for number, kind in kinds.items() if number not in titles[1:]}
        if "entry" not in kinds.values():
            kinds |= _above(lines, head.clock)
        for number, kind in {**kinds, head.clock: "dateline"}.items():
            found[number] = structs.replace(lines[number], kind=kind, cue="clock")
    return tuple(found)


def _above(lines: Sequence[Line], clock: int) -> dict[int, str]:
    """The title above an entry's time, and the names between them."""
    kinds: dict[int, str] = {}
    for number in range(clock - 1, max(-1, clock - 1 - ABOVE), -1):
        kind = _head_kind(lines[number]) if lines[number].kind != "credit" else "credit"
        if kind == "entry" and lines[number].words >= LEAST_WORDS:
            return {**kinds, number: kind}
        if kind != "credit":
            break
        kinds[number] = kind
    return kinds


def _heads(lines: Sequence[Line], clocks: Sequence[int]) -> Iterator[Head]:
    """Each line of a time that has running text below it."""
    for number, clock in enumerate(clocks):
        end = clocks[number + 1] if number + 1 < len(clocks) else len(lines)
        prose = _prose_below(lines, clock + 1, end)
        if prose is not None:
            told = (line.words for line in lines[prose : min(end, prose + 2 * HEAD_LINES)] if line.kind == "prose")
            yield Head(clock, prose, sum(told))


def _prose_below(lines: Sequence[Line], start: int, end: int) -> int | None:
    """The first running text below a time; buttons to share the entry do not count as lines between."""
    between = 0
    for number in range(start, end):
        if lines[number].kind in ("prose", "sentence"):
            return number
        between += lines[number].kind not in ("label", "notice")
        if between > HEAD_LINES:
            break
    return None


def is_clock(line: Line) -> bool:
    """Whether a line says a time and at most a day or a name beside it."""
    found = CLOCK.match(line.text)
    if found is None or line.words > LONGEST_STAMP or line.kind == "prose":
        return False
    rest = line.text[found.end() :].strip(AFTER_CLOCK)
    return not rest or is_name(rest) or publication(rest) is not None


def _is_titled(lines: Sequence[Line], number: int) -> bool:
    """Whether a line has a time and a title, straight above running text."""
    line, below = lines[number], lines[number + 1 : number + 2]
    return line.kind == "title" and CLOCK.match(line.text) is not None and bool(below) and below[0].kind == "prose"


def is_time(line: Line) -> bool:
    """Whether a line says a day and a time."""
    return line.kind == "time" and line.words <= LONGEST_TIME and CLOCK_IN.search(line.text) is not None


def _minutes(text: str) -> int:
    found = CLOCK.match(text)
    numbers = [int(part) for part in DIGITS.findall(found["clock"])] if found is not None else [0]
    minutes = numbers[0] * 60 + (numbers[1] if len(numbers) > 1 else 0)
    half = found["clock"].casefold() if found is not None else ""
    return minutes % (DAY // 2) + (DAY // 2 if "p" in half else 0) if "m" in half else minutes


def _in_order(times: Sequence[int]) -> bool:
    rises = sum(a < b for a, b in pairwise(times))
    falls = sum(a > b for a, b in pairwise(times))
    return min(rises, falls) <= MOST_BREAKS


def _head_kind(line: Line) -> str | None:
    """What a line between an entry's time and its text is."""
    if line.kind == "short" and is_name(line.text) and line.words in (2, 3):
        return "credit"
    return "entry" if line.kind in ("title", "short") else None
