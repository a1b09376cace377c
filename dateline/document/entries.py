"""Stories that stand side by side on one page: the entries of a live blog, posts of a blog, articles glued below."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from dateline.document.cells import is_name
from dateline.document.layout import Block, Layout, Page
from dateline.document.runs import FINAL, Run, word_count
from dateline.values.publication import publication

ZONE = r"(?:\s?\(?(?:[A-Z]{2,4}T|GMT|UTC)\)?|\s?(?:Uhr|hrs|hours|heures)\b)?"
SINCE = r"\d+\s?(?:m|h|d|mins?|minutes?|hrs?|hours?|days?)\s+ago(?![a-z])"
CLOCK = re.compile(
    rf"\W{{0,3}}(?:{SINCE}\W*)?(?P<clock>(?:[01]?\d|2[0-3])[:.h][0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\b\.?)?{ZONE}"
    rf"|(?:1[0-2]|0?[1-9])\s?[ap]\.?m\b\.?{ZONE})(?![\d%])"
)
AGO = re.compile(rf"\b{SINCE}", re.IGNORECASE)
DIGITS = re.compile(r"\d+")
AFTER_CLOCK = " :.,|–—-"
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
# One entry of a live blog may be a sentence; a post that is a story by itself has some paragraphs.
LEAST_ENTRIES, LEAST_ENTRY_WORDS = 3, 8
LEAST_POSTS, LEAST_POST_WORDS = 2, 60
# The time and title of an entry stand in its first lines; what else stands there is short.
HEAD_LINES, HEAD_WORDS, LEAST_TITLE = 5, 8, 4
# Entries are the page's stories when they hold most of its text, and parts of one kind when most show their time.
SHARE, SIGNED = 0.5, 0.7


class Stretch(Struct, frozen=True, order=True):
    """Characters start:end that hold one entry; `live`: of a live blog, whose entries share its date."""

    start: int
    end: int
    live: bool


def stretches(page: Page, runs: tuple[Run, ...]) -> tuple[Stretch, ...]:
    """The entries and posts of a page by its markup, in order; none where it holds one story.

    They are elements of one kind under one parent (tag and first class name alike) that hold most of the page's
    running text and of which most show a time at their head, or, for posts, a heading and a date or an author.
    """
    sizes, members = _body_words(page, runs)
    total = sizes[0] if sizes else 0
    best: tuple[int, tuple[Stretch, ...]] = (0, ())
    for zones in _alike(page.layout, sizes):
        held = [zone for zone in zones if zone in members]
        for live in (True, False):
            found = _signed(page, runs, held, members, sizes, live=live)
            words = sum(sizes[zone] for zone, _ in found)
            if found and words >= SHARE * total and words > best[0]:
                best = (words, tuple(stretch for _, stretch in found))
    return best[1]


def _body_words(page: Page, runs: tuple[Run, ...]) -> tuple[list[int], dict[int, tuple[int, int]]]:
    """Words of body in and below each zone, and the first and last block of each zone that has blocks."""
    zones, blocks = page.layout.zones, page.layout.blocks
    starts = [block.start for block in blocks]
    sizes = [0] * len(zones)
    for run in runs:
        if run.role == "body":
            sizes[blocks[bisect_right(starts, run.start) - 1].zone] += word_count(page.text[run.start : run.end])
    members: dict[int, tuple[int, int]] = {}
    for number, block in enumerate(blocks):
        first, _ = members.get(block.zone, (number, number))
        members[block.zone] = (first, number)
    for zone in range(len(zones) - 1, 0, -1):
        parent = zones[zone].parent
        sizes[parent] += sizes[zone]
        if zone in members:
            first, last = members[zone]
            have = members.get(parent, (first, last))
            members[parent] = (min(first, have[0]), max(last, have[1]))
    return sizes, members


def _alike(layout: Layout, sizes: list[int]) -> Iterator[list[int]]:
    """Zones of one kind under one parent, each with an entry's worth of words, outermost first."""
    groups: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for number, zone in enumerate(layout.zones):
        if sizes[number] >= LEAST_ENTRY_WORDS:
            first = zone.marks.split(" ", 1)[0]
            groups[zone.parent, zone.tag, DIGITS.sub("", first)].append(number)
    yield from (zones for zones in groups.values() if len(zones) >= LEAST_POSTS)


def _signed(
    page: Page,
    runs: tuple[Run, ...],
    zones: list[int],
    members: dict[int, tuple[int, int]],
    sizes: list[int],
    *,
    live: bool,
) -> list[tuple[int, Stretch]]:
    """The zones that show the signs of an entry (or of a post) with their characters; none where most do not."""
    least = LEAST_ENTRIES if live else LEAST_POSTS
    found: list[tuple[int, Stretch]] = []
    for zone in zones:
        first, last = members[zone]
        blocks = page.layout.blocks[first : last + 1]
        if is_live(page, blocks) if live else sizes[zone] >= LEAST_POST_WORDS and is_post(page, blocks, runs):
            found.append((zone, Stretch(blocks[0].start, blocks[-1].end, live)))
    return found if len(found) >= max(least, SIGNED * len(zones)) else []


def is_live(page: Page, blocks: tuple[Block, ...]) -> bool:
    """Whether one of the first lines of an element is a clock time, with next to nothing beside it."""
    return len(blocks) > 1 and any(is_time_line(page.text[block.start : block.end]) for block in blocks[:HEAD_LINES])


def is_time_line(line: str) -> bool:
    """Whether a line says when an entry was posted: '14:32 GMT', '4 hours ago', '19:20 Jane Roe'."""
    timed = CLOCK.match(line) is not None or AGO.search(line) is not None
    return timed and word_count(line) <= HEAD_WORDS


def is_post(page: Page, blocks: tuple[Block, ...], runs: tuple[Run, ...]) -> bool:
    """Whether an element begins with a heading and, near it, a date or an author."""
    head = blocks[:HEAD_LINES]
    titled = any(heading_of(page.layout, block) for block in head)
    stop = head[-1].end
    at = bisect_right(runs, head[0].start, key=lambda run: run.start) - 1
    signed = False
    for run in runs[max(at, 0) :]:
        if run.start >= stop:
            break
        line = page.text[run.start : run.end]
        dated = word_count(line) <= HEAD_WORDS * 2 and publication(line) is not None
        signed = signed or run.cue in ("byline", "masthead", "dated") or dated
    return titled and signed


def heading_of(layout: Layout, block: Block) -> bool:
    """Whether a line stands in a heading."""
    zone = block.zone
    for _ in range(3):
        if zone < 0:
            break
        if layout.zones[zone].tag in HEADINGS:
            return True
        zone = layout.zones[zone].parent
    return False


def entry_runs(page: Page, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs of one entry with its time as dateline and its heading as headline."""
    starts = [block.start for block in page.layout.blocks]
    done: list[Run] = []
    titled = any(run.role == "headline" for run in runs)
    for number, run in enumerate(runs):
        line = page.text[run.start : run.end]
        block = page.layout.blocks[bisect_right(starts, run.start) - 1]
        if number < HEAD_LINES and run.role != "caption" and is_time_line(line):
            done.extend(timed(run, line))
        elif not titled and run.role in ("body", "boilerplate", "related") and heading_of(page.layout, block):
            titled = True
            done.append(Run(run.start, run.end, "headline", "title"))
        else:
            done.append(run)
    return tuple(done)


def timed(run: Run, line: str) -> Iterator[Run]:
    """The runs of the line that says when an entry was posted: its time, and who signed it where a name follows."""
    found = CLOCK.match(line)
    rest = line[found.end() :].lstrip(AFTER_CLOCK) if found is not None else ""
    if found is not None and rest and is_name(rest) and not rest.isupper():
        yield Run(run.start, run.start + clock_end(line, rest), "dateline", "masthead")
        yield Run(run.end - len(rest), run.end, "credit", "byline")
    else:
        yield Run(run.start, run.end, "dateline", "masthead")


def clock_end(line: str, rest: str) -> int:
    """Where the time at the start of a line ends, with the signs between it and the rest."""
    return len(line[: len(line) - len(rest)].rstrip())


def timed_runs(text: str, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs of an entry whose first line begins with its time: the time as dateline, what follows as what it is."""
    first, *others = runs
    line = text[first.start : first.end]
    found = CLOCK.match(line)
    rest = line[found.end() :].lstrip(AFTER_CLOCK) if found is not None else ""
    if found is None or not rest or (is_name(rest) and word_count(rest) < LEAST_TITLE):
        return (*timed(first, line), *others)
    titled = FINAL.search(rest) is None and any(run.role == "body" for run in others)
    after = Run(first.end - len(rest), first.end, *(("headline", "title") if titled else ("body", "")))
    return (Run(first.start, first.start + clock_end(line, rest), "dateline", "masthead"), after, *others)


def clock_starts(text: str, runs: tuple[Run, ...]) -> list[int]:
    """Numbers of the runs at which the entries of a text's live blog begin; none where it is no live blog.

    At least three lines begin with a clock time, in one order (newest first or last, past midnight once), an entry's
    worth of words follows each, and together they hold most of the text: a story may end in a timeline.
    """
    found = [(number, minutes) for number, run in enumerate(runs) if (minutes := _opens(text, run)) is not None]
    if len(found) < LEAST_ENTRIES:
        return []
    times = [minutes for _, minutes in found]
    rises = sum(a < b for a, b in pairwise(times))
    falls = sum(a > b for a, b in pairwise(times))
    if min(rises, falls) > 1:
        return []
    numbers = [number for number, _ in found]
    ends = [*numbers[1:], len(runs)]
    words = [
        sum(word_count(text[run.start : run.end]) for run in runs[a:b] if run.role in ("body", "dateline"))
        for a, b in zip(numbers, ends, strict=True)
    ]
    total = sum(word_count(text[run.start : run.end]) for run in runs if run.role == "body")
    return numbers if min(words) > LEAST_ENTRY_WORDS and sum(words) >= SHARE * total else []


def _opens(text: str, run: Run) -> int | None:
    """The minute of the day at which a line begins, or None."""
    line_start = run.start == 0 or text[run.start - 1] in "\r\n\ufeff"
    found = CLOCK.match(text, run.start, run.end) if run.role in ("body", "dateline") and line_start else None
    if found is None or publication(text[run.start : found.end() + 20]) is not None:
        return None
    after = text[found.end() : run.end]
    if after[:1].isalpha() and not is_time_line(text[run.start : run.end]):
        return None
    numbers = [int(part) for part in DIGITS.findall(found["clock"])]
    minutes = numbers[0] * 60 + (numbers[1] if len(numbers) > 1 else 0)
    half = re.search(r"[ap]\.?m", found["clock"], re.IGNORECASE)
    if half is not None:
        minutes = minutes % 720 + (720 if half[0][0] in "pP" else 0)
    return minutes
