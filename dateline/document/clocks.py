"""The entries of a live blog that was saved as text: lines of their times, authors and titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import structs

from dateline.document.cells import is_name
from dateline.document.entries import AFTER_CLOCK, CLOCK, DIGITS
from dateline.document.shapes import LONGEST_STAMP, Line
from dateline.values.publication import publication

# Three clock times, each above running text, in one order but for midnight, are a live blog's.
LEAST_ENTRIES, MOST_BREAKS, HEAD_LINES = 3, 1, 5
DAY = 24 * 60


def with_entries(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those above the entries of a live blog with the kinds dateline, credit and entry (its title)."""
    heads = list(_heads(lines))
    if len(heads) < LEAST_ENTRIES or not _in_order([_minutes(lines[clock].text) for clock, _ in heads]):
        return tuple(lines)
    found = list(lines)
    for clock, prose in heads:
        found[clock] = structs.replace(lines[clock], kind="dateline", cue="clock")
        for number in range(clock + 1, prose):
            kind = _head_kind(lines[number])
            if kind is not None:
                found[number] = structs.replace(lines[number], kind=kind, cue="clock")
    return tuple(found)


def _heads(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Each line of a time, and the running text below it."""
    clocks = [number for number, line in enumerate(lines) if is_clock(line)]
    for number, clock in enumerate(clocks):
        stop = min(clocks[number + 1] if number + 1 < len(clocks) else len(lines), clock + HEAD_LINES + 1)
        prose = next((at for at in range(clock + 1, stop) if lines[at].kind in ("prose", "sentence")), None)
        if prose is not None:
            yield clock, prose


def is_clock(line: Line) -> bool:
    """Whether a line says a time and at most a day or a name beside it."""
    found = CLOCK.match(line.text)
    if found is None or line.words > LONGEST_STAMP or line.kind == "prose":
        return False
    rest = line.text[found.end() :].strip(AFTER_CLOCK)
    return not rest or is_name(rest) or publication(rest) is not None


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
