"""What stands between a page's headline and the first paragraph: authors, dates, standfirst, buttons, links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import structs

from dateline.document.around import roles_around
from dateline.document.cells import is_name
from dateline.document.runs import letters_of
from dateline.document.shapes import PLAIN, Line
from dateline.document.stretch import KIN, Stretch, kinship, stems, words_of
from dateline.tables.segments import SegmentWords

# So many lines between headline and lead are a column of the page, not the story's head (one page of 6 whole ones).
LONGEST_HEAD = 10
# A standfirst stands straight below the headline and speaks of what the story tells: a third of its words.
STANDFIRST_LINES, SPOKEN = 3, 0.35
NEAR = 3
NAME_WORDS = range(2, 5)
JOB_WORDS = 6
NAMES = re.compile(r"(?:(?<!\s)\s+)?[/&,]\s*|\sand\s")


def opening_roles(lines: Sequence[Line], found: Stretch, words: SegmentWords) -> dict[int, str]:
    """Roles of the lines between headline and first paragraph; those that are not named are as their words say."""
    if found.title is None:
        return {}
    told = words_of(lines[found.begin : found.last])
    head = range(found.title + 1, found.begin)
    # What speaks of the story is no title of another one.
    others = [
        structs.replace(line, kind="sentence") if _kin(line, told) else line for line in lines[head.start : head.stop]
    ]
    column = roles_around(others) if len(head) >= LONGEST_HEAD else []
    roles: dict[int, str] = {}
    for number in head:
        related = bool(column) and column[number - head.start] == "related"
        role = _role(lines, number, found, told, related=related)
        if role in ("boilerplate", "body") and _signs(lines, number, found, words):
            role = "credit"
        if role == "body" and column and number - head.start >= STANDFIRST_LINES and not lines[number].bullet:
            role = "boilerplate"
        if role not in ("", "body"):
            roles[number] = role
    return roles


def _role(lines: Sequence[Line], number: int, found: Stretch, told: Counter[str], *, related: bool) -> str:
    """What a line is by its kind and its words; empty where other rules have told."""
    line = lines[number]
    if letters_of(line.text) == letters_of(lines[found.title or 0].text):
        return "headline"
    if related and line.kind != "credit" and not _kin(line, told) and kinship(line, told) < KIN:
        return "related"
    if line.kind == "prose":
        return ""
    if line.kind == "time":
        return "dateline"
    if (line.kind == "number" and number + 1 == found.begin) or (line.kind not in PLAIN and line.kind != "label"):
        return ""
    return "body" if _kin(line, told) else "boilerplate"


def _signs(lines: Sequence[Line], number: int, found: Stretch, words: SegmentWords) -> bool:
    """Whether a line is an author's name, or the job below it."""
    return (is_job(lines[number], words) and _beside_author(lines, number)) or _is_author(lines, number, found)


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
