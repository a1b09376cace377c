"""Roles of a story's lines on a page with furniture: adverts, offers and links to other stories among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.document.opening import opening_roles
from dateline.document.runs import Run, letters_of
from dateline.document.shapes import PLAIN, QUOTED, Line
from dateline.document.stretch import Stretch, kinship, words_of
from dateline.tables.segments import SegmentWords

# Three buttons or topics in a row are a box of the page's, one may be a subhead.
BOX = 3
# A paragraph between two adverts is the story's unless it has next to none of its words.
OFFER_KIN = 0.3
# Subheads in capitals are shorter (tuning half: five words at most).
SHOUTED = 6


def page_roles(lines: Sequence[Line], found: Stretch, words: SegmentWords) -> dict[int, str]:
    """Roles of lines of the story by where they start; a line that is not named is as its words say."""
    story = range(found.first, found.last)
    roles = {number: role for number in story if (role := _furniture(lines[number])) is not None}
    roles |= dict.fromkeys((*_boxes(lines, found), *_offers(lines, found)), "boilerplate")
    roles |= opening_roles(lines, found, words)
    roles |= dict.fromkeys(_links(lines, found), "related")
    roles |= dict.fromkeys(_buttons(lines, found), "boilerplate")
    return {lines[number].start: role for number, role in roles.items()}


def _furniture(line: Line) -> str | None:
    """What a line is by its words, where they may be trusted inside a story."""
    if line.kind == "notice":
        return "boilerplate"
    if line.kind == "heading":
        return "related"
    if line.kind == "comment":
        return "comment"
    if line.kind == "label" and line.cue != "topic":
        return "boilerplate"
    return None


def _buttons(lines: Sequence[Line], found: Stretch) -> Sequence[int]:
    """Labels, numbers and single words that end the story's stretch."""
    start = found.last
    while start > found.begin + 1 and _is_small(lines[start - 1]):
        start -= 1
    told = any(lines[number].kind in ("label", "notice") for number in range(start, found.last))
    return range(start, found.last) if told else ()


def _is_small(line: Line) -> bool:
    return line.kind in ("label", "notice", "number") or (line.kind == "short" and line.words <= 2)


def _boxes(lines: Sequence[Line], found: Stretch) -> Iterator[int]:
    """Three short lines or more in a row among the paragraphs, with a label among them."""
    start = found.begin
    for number in range(found.begin, found.last + 1):
        line = lines[number] if number < found.last else None
        boxed = line is not None and line.kind in ("short", "label", "notice", "comment") and line.cue != "excerpt"
        if line is not None and boxed and not any(map(str.isdigit, line.text)):
            continue
        told = any(lines[at].kind != "short" for at in range(start, number))
        if number - start >= BOX and told:
            subhead = line is not None and line.kind == "prose" and lines[number - 1].kind == "short"
            for at in range(start, number - subhead):
                if lines[at].kind in ("short", "label"):
                    yield at
        start = number + 1


def _offers(lines: Sequence[Line], found: Stretch) -> Iterator[int]:
    """Lines between a site's words to its reader that are a list's or none of the story's words."""
    told = words_of(lines[found.begin : found.last])
    for number in range(found.begin, found.last):
        line = lines[number]
        listed = line.kind in PLAIN and line.bullet
        strange = line.kind == "prose" and line.text[0] not in QUOTED and kinship(line, told) < OFFER_KIN
        if not (listed or strange):
            continue
        sides = (lines[max(0, number - 2) : number], lines[number + 1 : number + 3])
        beside = [{near.kind for near in side} for side in sides]
        notices = sum("notice" in kinds for kinds in beside)
        if notices == len(sides) or (listed and notices and all(kinds & {"notice", "label"} for kinds in beside)):
            yield number


def _links(lines: Sequence[Line], found: Stretch) -> Iterator[int]:
    """Titles of other stories among the paragraphs: under a heading, again elsewhere on the page, or in capitals."""
    elsewhere = {letters_of(line.text) for line in (*lines[: found.first], *lines[found.last :])}
    under = False
    for number in range(found.begin, found.last):
        line = lines[number]
        under = line.kind == "heading" or (under and line.kind in ("title", "short", "number", "time", "related"))
        if line.kind == "title":
            shouts = line.text.isupper() and line.words >= SHOUTED
            if under or shouts or letters_of(line.text) in elsewhere:
                yield number
        elif under and line.kind in ("number", "short", "time"):
            yield number


def told_again(runs: Sequence[Run], roles: dict[int, str]) -> list[Run]:
    """The runs with the roles that their place tells, where no other rule has told more."""
    result: list[Run] = []
    for run in runs:
        role = roles.get(run.start, run.role)
        if role != run.role and (run.role == "body" or (run.role != "credit" and run.cue in ("", "label"))):
            run = Run(run.start, run.end, role, "title" if role == "headline" else "placed")
        result.append(run)
    return result
