"""Roles that place tells in any text: around pictures and clips, at lists of points, at the story's end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.document.cells import is_name
from dateline.document.runs import letters_of
from dateline.document.shapes import PLAIN, Line
from dateline.document.stretch import Stretch, stems
from dateline.tables.segments import SegmentWords

# A caption is rarely longer (captions.py); a line above a picture that no empty line sets apart may be a paragraph.
LONGEST_CAPTION, LONGEST_ABOVE = 40, 28
# Where most paragraphs have an empty line above them, lines without one are of a piece.
SPACED = 0.6
# A picture's alternative text and its caption share half of their words.
ALIKE, LEAST_SHARED, LEAST_TWIN = 0.5, 3, 4
# 'The bridge at noon. (A Name)': one such line may end a story, two are captions.
SOURCED = re.compile(r"[.!?”\"]\s*[(](?P<who>[^()]{2,40})[)]$")
LEAST_SOURCED = 2
# The title of a clip among the paragraphs, with its length before it or a bar behind the word.
LENGTH = re.compile(r"\d{1,2}:\d\d")
CLIP = re.compile(r"(?:\d{1,2}:\d\d\s+\w|(?:WATCH|VIDEO|Watch|Video)\s*\|)")
CLIP_LINES, CLIP_KINDS = 3, frozenset({"title", "time", "related"})
ENTRY_ROLES = {"dateline": "dateline", "credit": "credit", "entry": "headline"}
BIO_LINES, BIO_WORDS = 3, 14


def story_roles(lines: Sequence[Line], found: Stretch, words: SegmentWords) -> dict[int, str]:
    """Roles of lines of the story, by where they start."""
    roles = {
        **dict.fromkeys((*_figures(lines, found), *_sourced(lines, found)), "caption"),
        **dict(_small(lines, found, words)),
        **dict.fromkeys(_clips(lines, found), "caption"),
        **dict.fromkeys(_biographies(lines, found, words), "boilerplate"),
    }
    return {lines[number].start: role for number, role in roles.items()}


def _small(lines: Sequence[Line], found: Stretch, words: SegmentWords) -> Iterator[tuple[int, str]]:
    """Controls of players, headings of lists of points and of other stories."""
    for number in range(found.first, found.last):
        line = lines[number]
        below = lines[number + 1] if number + 1 < found.last else None
        points = below is not None and line.text.casefold().strip(" :") in words.points_headings
        if line.cue == "clock":
            yield number, ENTRY_ROLES[line.kind]
        elif line.cue == "control" or (line.kind == "number" and _counts(lines, number, found)):
            yield number, "boilerplate"
        elif number > found.begin and CLIP.match(line.text) and line.kind in ("title", "related", "short"):
            yield number, "caption"
        elif line.kind == "heading" and number > found.begin:
            yield number, "related"
        elif points and below is not None and (below.bullet or below.kind == "prose" or below.text[0].isdigit()):
            yield number, "body"


def _clips(lines: Sequence[Line], found: Stretch) -> Iterator[int]:
    """The title, date and blurb of a clip: above and below the line of its length."""
    floor = found.title if found.title is not None else found.first
    for number in range(floor + 1, found.last):
        if lines[number].cue != "control" or LENGTH.search(lines[number].text) is None:
            continue
        above = number - 1
        while above > floor and number - above <= CLIP_LINES and lines[above].kind in CLIP_KINDS:
            yield above
            above -= 1
        below = lines[number + 1 : number + 2]
        if below and not below[0].gap and below[0].kind in ("title", "prose") and above < number - 1:
            yield number + 1


def _counts(lines: Sequence[Line], number: int, found: Stretch) -> bool:
    """Whether a number straight above a caption counts the pictures."""
    below = lines[number + 1] if number + 1 < found.last else None
    return below is not None and not below.gap and below.kind == "caption"


def _biographies(lines: Sequence[Line], found: Stretch, words: SegmentWords) -> Iterator[int]:
    """Lines at the story's end that tell who its author is: 'A Name is a reporter ...'."""
    for number in range(max(found.begin + 1, found.last - BIO_LINES), found.last):
        tokens = lines[number].text.split()
        if len(tokens) > 4 and "is" in tokens[2:5] and is_name(" ".join(tokens[: tokens.index("is", 2)])):
            told = {token.casefold().strip(",.") for token in tokens[:BIO_WORDS]}
            if not words.credit_jobs.isdisjoint(told) and lines[number].kind == "prose":
                yield number


def _figures(lines: Sequence[Line], found: Stretch) -> set[int]:
    """Alternative texts and captions: lines that stand twice, or straight above a caption or a picture's credit."""
    prose = [line for line in lines[found.first : found.last] if line.kind == "prose"]
    spaced = bool(prose) and sum(line.gap for line in prose) >= SPACED * len(prose)
    figures: set[int] = set()
    for number in reversed(range(found.first, found.last - 1)):
        if number == found.title or not _may_be_caption(lines[number]):
            continue
        near = (at for at in (number + 1, number + 2) if at < found.last and at != found.title)
        twins = [at for at in near if alike(lines[number], lines[at])]
        if twins or (spaced and _above_picture(lines, number, below_shows=number + 1 in figures)):
            figures |= {number, *twins}
    return figures


def _above_picture(lines: Sequence[Line], number: int, *, below_shows: bool) -> bool:
    """Whether a caption or a picture's credit stands straight below a line; a paragraph must share its words."""
    line, below = lines[number], lines[number + 1]
    if below.gap or not (_shows(below) or (below_shows and shared(line, below))):
        return False
    return line.words <= LONGEST_ABOVE or (number > 0 and not line.gap and shared(lines[number - 1], line))


def _shows(line: Line) -> bool:
    """Whether a line is a caption or a picture's credit."""
    return line.kind == "caption" or (line.kind == "credit" and line.cue in ("agency", "credit", "picture"))


def _sourced(lines: Sequence[Line], found: Stretch) -> list[int]:
    """Sentences with a name in brackets behind the full stop, above a further paragraph."""
    last = max((n for n in range(found.first, found.last) if lines[n].kind == "prose"), default=0)
    named = [
        number
        for number in range(found.begin, last)
        if lines[number].words <= LONGEST_CAPTION
        and (inside := SOURCED.search(lines[number].text)) is not None
        and is_name(inside["who"], 4)
    ]
    return named if len(named) >= LEAST_SOURCED else []


def _may_be_caption(line: Line) -> bool:
    if line.kind not in PLAIN or line.kind in ("number", "row") or line.words > LONGEST_CAPTION or line.bullet:
        return False
    return line.text[-1:] != ":" and not (line.kind == "prose" and line.text.count(". ") > 1)


def alike(line: Line, other: Line) -> bool:
    """Whether two lines say nearly the same: a picture's alternative text and its caption, or twice the same."""
    if line.words < LEAST_TWIN or other.kind not in (*PLAIN, "caption"):
        return False
    if letters_of(line.text) == letters_of(other.text):
        return True
    return other.kind == "caption" and shared(line, other)


def shared(line: Line, other: Line) -> bool:
    """Whether half of a line's words, three or more, stand in the other."""
    one, two = set(stems(line.text)), set(stems(other.text))
    return len(one & two) >= max(LEAST_SHARED, ALIKE * len(one))
