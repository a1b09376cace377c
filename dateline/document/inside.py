"""Roles of a story's lines that their place tells: what stands between headline and lead, around pictures, in boxes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dateline.document.cells import is_name
from dateline.document.outside import outside
from dateline.document.runs import Run
from dateline.document.shapes import Line, squeezed
from dateline.document.stretch import KIN, Stretch, kinship, stems, words_of
from dateline.tables.segments import SegmentWords

# Kinds of lines that are the story's own unless their place says otherwise.
PLAIN = frozenset({"prose", "sentence", "title", "short", "number", "row"})
# A caption is rarely longer (captions.py); a paragraph above a picture that the text did not set apart often is.
LONGEST_CAPTION, LONGEST_ABOVE = 40, 28
SOURCED = re.compile(r"[.!?”\"]\s*[(](?P<who>[^()]{2,40})[)]$")
SPACED = 0.6
ALIKE, LEAST_SHARED, LEAST_TWIN = 0.5, 3, 4
# So many lines between headline and lead are a column of the page, not the story's head.
LONGEST_HEAD = 10
STANDFIRST_LINES, SPOKEN = 3, 0.35
NEAR, BOX = 3, 3
OFFER_KIN = 0.3
SHOUTED = 6
# The title of a clip among the paragraphs, with its length before it or a bar behind the word.
LENGTH = re.compile(r"\d{1,2}:\d\d")
CLIP = re.compile(r"(?:\d{1,2}:\d\d\s+\w|(?:WATCH|VIDEO|Watch|Video)\s*\|)")
ENTRY_ROLES = {"dateline": "dateline", "credit": "credit", "entry": "headline"}
BIO_LINES, BIO_WORDS = 3, 14
NAME_WORDS = range(2, 5)
JOB_WORDS = 6
NAMES = re.compile(r"\s*[/&,]\s*|\sand\s")


def page_roles(lines: Sequence[Line], found: Stretch, words: SegmentWords) -> dict[int, str]:
    """Roles of lines of the story on a page with furniture, by where they start; what is not named is as its words say."""
    story = range(found.first, found.last)
    roles = {number: role for number in story if (role := _furniture(lines, number)) is not None}
    roles |= dict(_boxes(lines, found))
    roles |= dict(_offers(lines, found))
    if found.title is not None:
        roles |= dict(_head(lines, found, words))
    roles |= dict(_links(lines, found))
    roles |= dict.fromkeys(_buttons(lines, found), "boilerplate")
    return {lines[number].start: role for number, role in roles.items()}


def _furniture(lines: Sequence[Line], number: int) -> str | None:
    """What a line is by its words, where they may be trusted inside a story."""
    line = lines[number]
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


def _boxes(lines: Sequence[Line], found: Stretch) -> Iterator[tuple[int, str]]:
    """Three short lines or more in a row among the paragraphs: buttons, topics."""
    start = found.begin
    for number in range(found.begin, found.last + 1):
        line = lines[number] if number < found.last else None
        boxed = line is not None and line.kind in ("short", "label", "notice", "comment") and line.cue != "excerpt"
        if line is not None and boxed and not any(map(str.isdigit, line.text)):
            continue
        if number - start >= BOX:
            subhead = line is not None and line.kind == "prose" and lines[number - 1].kind == "short"
            for at in range(start, number - subhead):
                if lines[at].kind in ("short", "label"):
                    yield at, "boilerplate"
        start = number + 1


def _offers(lines: Sequence[Line], found: Stretch) -> Iterator[tuple[int, str]]:
    """Lines between a site's words to its reader that are a list's or none of the story's words."""
    told = words_of(lines[found.begin : found.last])
    for number in range(found.begin, found.last):
        line = lines[number]
        if line.kind in PLAIN and (line.bullet or (line.kind == "prose" and kinship(line, told) < OFFER_KIN)):
            sides = (lines[max(0, number - 2) : number], lines[number + 1 : number + 3])
            told_of = [{near.kind for near in side} for side in sides]
            if all(kinds & {"notice", "label"} for kinds in told_of) and any("notice" in kinds for kinds in told_of):
                yield number, "boilerplate"


def _head(lines: Sequence[Line], found: Stretch, words: SegmentWords) -> Iterator[tuple[int, str]]:
    """What stands between the headline and the first paragraph."""
    assert found.title is not None
    title, begin = found.title, found.begin
    told = words_of(lines[begin : found.last])
    column = begin - title > LONGEST_HEAD
    around = outside(lines[title + 1 : begin])
    for number in range(title + 1, begin):
        line = lines[number]
        if squeezed(line.text) == squeezed(lines[title].text):
            yield number, "headline"
        elif line.kind == "prose" and kinship(line, told) >= KIN:
            continue
        elif column and around[number - title - 1] == "related" and line.kind != "credit" and not _kin(line, told):
            yield number, "related"
        elif line.kind == "time":
            yield number, "dateline"
        elif (line.kind == "number" and number + 1 == begin) or (line.kind not in PLAIN and line.kind != "label"):
            continue
        elif (is_job(line, words) and _beside_author(lines, number)) or _is_author(lines, number, found):
            yield number, "credit"
        elif _kin(line, told) and (number - title <= STANDFIRST_LINES or not column or line.bullet):
            continue
        else:
            yield number, "boilerplate"


def _kin(line: Line, told: Counter[str]) -> bool:
    """Whether a line of a title's length or more speaks of what the story tells."""
    found = set(stems(line.text))
    return line.kind in ("title", "prose", "sentence") and sum(told[stem] > 0 for stem in found) >= SPOKEN * len(found)


def _is_author(lines: Sequence[Line], number: int, found: Stretch) -> bool:
    """Whether a line is a name that stands twice or beside the line of author or date."""
    line = lines[number]
    if line.kind not in ("short", "title") or line.bullet:
        return False
    if not all(is_name(name) and len(name.split()) in NAME_WORDS for name in NAMES.split(line.text)):
        return False
    near = range(max(found.first, number - NEAR), min(found.begin, number + NEAR + 1))
    twin = any(at != number and lines[at].text == line.text for at in near)
    return twin or any(lines[at].kind in ("time", "dateline", "credit") for at in near)


def is_job(line: Line, words: SegmentWords) -> bool:
    """Whether a line is an author's job: 'Journalist', 'Chief political correspondent'."""
    tokens = line.text.casefold().replace(",", " ").split()
    return line.kind in ("short", "title") and len(tokens) <= JOB_WORDS and not words.credit_jobs.isdisjoint(tokens)


def _beside_author(lines: Sequence[Line], number: int) -> bool:
    above = lines[number - 1] if number else None
    return above is not None and (above.kind == "credit" or (above.words in NAME_WORDS and is_name(above.text)))


def _links(lines: Sequence[Line], found: Stretch) -> Iterator[tuple[int, str]]:
    """Titles of other stories among the paragraphs: under a heading, again elsewhere on the page, or in capitals."""
    elsewhere = {squeezed(line.text) for line in (*lines[: found.first], *lines[found.last :])}
    under = False
    for number in range(found.begin, found.last):
        line = lines[number]
        under = line.kind == "heading" or (under and line.kind in ("title", "short", "number", "time", "related"))
        if line.kind == "title":
            shouts = line.text.isupper() and line.words >= SHOUTED
            if under or shouts or squeezed(line.text) in elsewhere:
                yield number, "related"
        elif under and line.kind in ("number", "short", "time"):
            yield number, "related"


def story_roles(lines: Sequence[Line], found: Stretch, words: SegmentWords) -> dict[int, str]:
    """Roles that place tells in any text: what stands around pictures, at lists of points, at the story's end."""
    return {
        **_pictures(lines, found),
        **{lines[number].start: role for number, role in _small(lines, found, words)},
        **{lines[number].start: "caption" for number in _clips(lines, found)},
        **{lines[number].start: "boilerplate" for number in _biographies(lines, found, words)},
    }


def _small(lines: Sequence[Line], found: Stretch, words: SegmentWords) -> Iterator[tuple[int, str]]:
    """Controls of players, headings of lists of points and of other stories."""
    for number in range(found.first, found.last):
        line = lines[number]
        points = line.text.casefold().strip(" :") in words.points_headings
        if line.cue == "clock":
            yield number, ENTRY_ROLES[line.kind]
        elif line.cue == "control" or (line.kind == "number" and _counts(lines, number, found)):
            yield number, "boilerplate"
        elif number > found.begin and CLIP.match(line.text) and line.kind in ("title", "related", "short"):
            yield number, "caption"
        elif line.kind == "heading" and number > found.begin:
            yield number, "related"
        elif points and number + 1 < found.last and (lines[number + 1].bullet or lines[number + 1].kind == "prose"):
            yield number, "body"


def _clips(lines: Sequence[Line], found: Stretch) -> Iterator[int]:
    """The title, date and blurb of a clip: above and below the line of its length."""
    for number in range(found.begin + 1, found.last):
        if lines[number].cue != "control" or LENGTH.search(lines[number].text) is None:
            continue
        above = number - 1
        while above > found.begin and number - above <= NEAR and lines[above].kind in ("title", "time", "related"):
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


def _pictures(lines: Sequence[Line], found: Stretch) -> dict[int, str]:
    """Alternative texts and captions, by where their line starts."""
    story = lines[found.first : found.last]
    prose = [line for line in story if line.kind == "prose"]
    spaced = bool(prose) and sum(line.gap for line in prose) >= SPACED * len(prose)
    roles: dict[int, str] = {}
    for number in reversed(range(found.first, found.last - 1)):
        line, below = lines[number], lines[number + 1]
        if line.kind not in PLAIN or line.words > LONGEST_CAPTION or number == found.title or not _may_be_caption(line):
            continue
        twins = [
            at for at in (number + 1, number + 2) if at < found.last and at != found.title and alike(line, lines[at])
        ]
        pictured = (
            spaced
            and not below.gap
            and (_shows(below) or (roles.get(below.start) == "caption" and shared(line, below)))
        )
        if (
            twins
            or (pictured and line.words <= LONGEST_ABOVE)
            or (line.kind != "short" and _is_sourced(lines, number, found))
        ):
            roles[line.start] = "caption"
            roles |= {lines[twin].start: "caption" for twin in twins}
    return roles


def _shows(line: Line) -> bool:
    """Whether a line is a caption or a picture's credit."""
    return line.kind == "caption" or (line.kind == "credit" and line.cue in ("agency", "credit", "picture"))


def _is_sourced(lines: Sequence[Line], number: int, found: Stretch) -> bool:
    """Whether a sentence or two with a name in brackets behind the full stop stand above a further paragraph."""
    inside = SOURCED.search(lines[number].text)
    below = [line.kind for line in lines[number + 1 : found.last]]
    return inside is not None and is_name(inside["who"], 4) and "prose" in below


def _may_be_caption(line: Line) -> bool:
    return (
        line.kind != "number"
        and not line.bullet
        and line.text[-1:] != ":"
        and not (line.kind == "prose" and line.text.count(". ") > 1)
    )


def alike(line: Line, other: Line) -> bool:
    """Whether two lines say nearly the same: a picture's alternative text and its caption, or a line that stands twice."""
    if line.words < LEAST_TWIN or other.kind not in (*PLAIN, "caption"):
        return False
    if squeezed(line.text) == squeezed(other.text):
        return True
    return other.kind == "caption" and shared(line, other)


def shared(line: Line, other: Line) -> bool:
    """Whether half of a line's words, three or more, stand in the other."""
    one, two = set(stems(line.text)), set(stems(other.text))
    return len(one & two) >= max(LEAST_SHARED, ALIKE * len(one))


def told_again(runs: Sequence[Run], roles: dict[int, str]) -> list[Run]:
    """The runs with the roles that their place tells, where no other rule has told more."""
    result: list[Run] = []
    for run in runs:
        role = roles.get(run.start, run.role)
        if role != run.role and (run.role == "body" or (run.role != "credit" and run.cue in ("", "label"))):
            run = Run(run.start, run.end, role, "title" if role == "headline" else "placed")
        result.append(run)
    return result
