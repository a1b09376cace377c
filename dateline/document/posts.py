"""Readers' comments in a text: blocks of a name, a time, what was written, and a button to reply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from dateline.document.shapes import AGO, Line

SAYS = re.compile(
    r"^.{2,40}\b(?:says|said|wrote|writes|sagt|schrieb|schreibt|dit|dice|scrive|ha scritto)\s*:$", re.IGNORECASE
)
STAMP = re.compile(r"\d{1,2}[:.h]\d\d\b|\b(?:19|20)\d\d\b")
LONGEST_STAMP, LONGEST_NAME = 10, 5
# Two names with their times below a heading of comments are readers; without a heading it takes three.
LEAST_HEADED, LEAST_POSTS = 2, 3
LONGEST_POST = 40
ENDS = frozenset({"heading", "copyright", "related"})


def with_posts(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those of readers' comments with the kind comment."""
    found = list(lines)
    for start, end in _blocks(lines):
        for number in range(start, end):
            found[number] = structs.replace(lines[number], kind="comment", cue="post")
    return tuple(found)


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Stretches of comments, each from its heading or its first name to the end of its last post."""
    posts = [number for number in range(len(lines) - 1) if _is_post(lines, number)]
    start = 0
    while start < len(posts):
        stop = start + 1
        while stop < len(posts) and posts[stop] - posts[stop - 1] <= LONGEST_POST and not _ended(lines, posts, stop):
            stop += 1
        above = lines[max(0, posts[start] - LONGEST_NAME) : posts[start]]
        heading = next((n for n, line in enumerate(above) if line.kind == "comment"), None)
        first = posts[start] if heading is None else posts[start] - len(above) + heading
        if stop - start >= (LEAST_POSTS if heading is None else LEAST_HEADED):
            yield first, _end(lines, posts[stop - 1] + 2)
        start = stop


def _ended(lines: Sequence[Line], posts: Sequence[int], number: int) -> bool:
    return any(line.kind in ENDS for line in lines[posts[number - 1] : posts[number]])


def _is_post(lines: Sequence[Line], number: int) -> bool:
    """Whether a line names a reader: 'A Name says:', or a short line above a time and something written."""
    line, below = lines[number], lines[number + 1]
    stamped = below.words <= LONGEST_STAMP and (STAMP.search(below.text) or AGO.search(below.text)) is not None
    if SAYS.match(line.text):
        return stamped
    return False if line.bullet else line.kind == "short" and stamped and _replied(lines, number + 2)


def _replied(lines: Sequence[Line], start: int) -> bool:
    """Whether a button to reply stands below what was written."""
    return any(line.cue == "reply" for line in lines[start : start + LONGEST_NAME])


def _end(lines: Sequence[Line], start: int) -> int:
    """The end of the last post: behind its button, else where a heading or a button of the page stands."""
    for number in range(start, min(len(lines), start + LONGEST_POST)):
        line = lines[number]
        if line.cue == "reply":
            return number + 1
        if line.kind in ENDS or line.kind in ("label", "notice"):
            return number
    return min(start, len(lines))
