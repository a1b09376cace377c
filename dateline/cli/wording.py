"""Counts and reasons as people say them, and page text that cannot command the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dateline.model.errors import UsageError

if TYPE_CHECKING:
    from dateline.engine.case import Case
    from dateline.engine.profile import Profile

COMMANDING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters (ESC among them) and those that turn the direction of what follows."""
DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f]")
"""Invisible marks that writers of Arabic, Persian and Hebrew put beside punctuation."""
LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters written from right to left."""


def printable(text: str) -> str:
    """A text with � for what would move the cursor, recolour, rename or reorder a terminal's text.

    >>> printable("a page with \\x1b[2J in it")
    'a page with �[2J in it'
    """
    return COMMANDING.sub("\ufffd", DIRECTION_MARKS.sub("", text))


def isolated(cell: str) -> str:
    """A cell set apart where it is written from right to left, so that a terminal does not turn its neighbours (UAX 9).

    >>> isolated("Mosul"), isolated("\u0645\u0635\u0631") == "\u2068\u0645\u0635\u0631\u2069"
    ('Mosul', True)
    """
    return f"\u2068{cell}\u2069" if LEFTWARD.search(cell) else cell


def count(number: int, noun: str) -> str:
    """A number with its noun.

    >>> count(1, "page"), count(0, "page"), count(1200, "event")
    ('1 page', '0 pages', '1,200 events')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def left_out(counts: Mapping[str, int]) -> str:
    """What was left out, by reason, on one line.

    >>> left_out({"of another type": 2, "at no known time": 1}), left_out({})
    ('left out: of another type (2), at no known time (1)', 'none left out')
    """
    reasons = ", ".join(f"{reason} ({number:,})" for reason, number in counts.items())
    return f"left out: {reasons}" if reasons else "none left out"


def not_english(languages: Mapping[str, int]) -> str:
    """The documents that are not read, on one line.

    >>> not_english({"de": 7, "ar": 5})
    '12 documents not in English: de 7, ar 5: kept, searchable, not read'
    """
    listed = ", ".join(f"{language} {number:,}" for language, number in languages.items())
    return f"{count(sum(languages.values()), 'document')} not in English: {listed}: kept, searchable, not read"


def next_step(case: Case) -> str | None:
    """What to do with a case that shows nothing yet; None when its record has documents."""
    counts = case.store.counts()
    if counts["documents"]:
        return None
    if not counts["captures"]:
        return f"the case holds no pages yet; next: dateline add {case.folder} PATH"
    pages = count(counts["captures"], "page")
    failed = (
        f"; {count(counts['failures'], 'failure')}, see: dateline status {case.folder}" if counts["failures"] else ""
    )
    return f"the case holds {pages} and no document; next: dateline build {case.folder}{failed}"


def passed_words(reasons: Mapping[str, int]) -> str:
    """The pages that the prefilter passed over, on one line; other languages together.

    >>> passed_words({"other language: German": 3, "too short": 1, "other language: Thai": 1})
    '5 pages of bulk archives passed over: other language 4, too short 1: archived, not read'
    """
    told: dict[str, int] = {}
    for reason, number in reasons.items():
        what = reason.partition(":")[0]
        told[what] = told.get(what, 0) + number
    listed = ", ".join(f"{what} {number:,}" for what, number in told.items())
    return f"{count(sum(told.values()), 'page')} of bulk archives passed over: {listed}: archived, not read"


def profile_table(profile: Profile) -> str:
    """Where time and memory of a build went, as columns."""
    head = ("stage", "seconds", "core seconds", "share", "done in a core second", "")
    rows = [head]
    for one in profile.stages:
        rate = f"{one.per_core_second:,.1f} {one.unit}" if one.per_core_second is not None else ""
        rows.append((one.stage, f"{one.seconds:,.2f}", f"{one.core_seconds:,.2f}", f"{one.share:.1%}", rate, one.does))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(aligned(row, widths)).rstrip() for row in rows]
    workers = f", a reading process {profile.worker_megabytes:,.0f} MB" if profile.worker_megabytes is not None else ""
    read = f"{count(profile.pages, 'page')} of {profile.bytes_read / 1e6:,.2f} MB"
    lines += [
        f"{profile.seconds:,.2f} s on the clock, of these {profile.waited:,.2f} s waiting for pages to be read;"
        f" {profile.core_seconds:,.2f} s of the processor over all processes",
        f"most memory: {profile.megabytes:,.0f} MB{workers}; read: {read}",
    ]
    return "\n".join(lines)


def aligned(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """Cells as wide as their columns, numbers to the right."""
    for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
        yield cell.rjust(width) if 0 < number < 4 else cell.ljust(width)


def pairs(given: Iterable[str]) -> list[tuple[str, str]]:
    """The sides of every `name=value`; raises UsageError for what is none."""
    found = [one.partition("=") for one in given]
    wrong = next((name for name, sign, _ in found if not sign or not name.strip()), None)
    if wrong is not None:
        raise UsageError(f"{wrong!r}: write it as NAME=VALUE, such as date=day or killed=5")
    return [(name.strip(), value.strip()) for name, _, value in found]
