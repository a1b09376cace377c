"""The lines of a text by their shape: running text, titles, short lines, times, and what their words give away."""

from __future__ import annotations

import re

from msgspec import Struct

from dateline.document.marks import Marks
from dateline.document.runs import FINAL, lines_of, word_count
from dateline.tables.segments import SegmentWords
from dateline.values.publication import publication

# What text renderers put before an item of a list, and what writers do.
BULLET = re.compile(r"(?:[•·▪◦●‣*+]|[-–—](?=\s)|\d{1,2}[.)](?=\s))\s*")
AGO = re.compile(
    r"\b\d+\s?(?:m|h|d|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?)\.?\s+ago\b|\b(?:an?|one)\s+(?:minute|hour|day|week|month)\s+ago\b",
    re.IGNORECASE,
)
# Entries of a menu that were set without a space between them.
GLUED = re.compile(r"[a-z]{2}[A-Z]")
PAUSE = re.compile(r"[,:;'’\"“”?!–—-]")
LEAST_GLUED, GLUED_SMALL = 14, 0.2
NUMBER = re.compile(r"[\d\W]+")
# The controls of players and galleries: 'Duration 1:30', 'VIDEO 4:42', '3 of 12 |', '4 min read'.
CONTROL = re.compile(
    r"(?:(?:duration|video|audio|watch|listen|length|play|live)?\W*(?:\d{1,2}:)?\d{1,2}:\d\d(?:\W*(?:\d{1,2}:)?\d{1,2}:\d\d)?"
    r"|\d{1,3}\s?(?:of|/|von|de|sur|di)\s?\d{1,3}\W*|\W*\d{1,2}\W?(?:min|mins|minute|minutes)\W(?:read|listen|watch)\W*)",
    re.IGNORECASE,
)
# The way to a page: 'Home > World > Africa'; a row of a table; an address to write to or to ring up.
PATH = re.compile(r"(?:\S\s[>›»/]\s\S.*){2}")
ROW = re.compile(r"\S(?:\t| {2,})\S")
COUNTED = re.compile(r"\D{3,30}\s\d[\d,. ]{0,9}")
ADDRESS = re.compile(r"\w@\w+\.\w|\+\d{2,3}[ \d]{6,}")
LONGEST_PATH = 12
# A row of a site's list of cookies.
COOKIE = re.compile(r"\b(?:this|the) cookies? (?:is|are|was|has|stores?|sets?)\b|\t.*\bcookies?\b", re.IGNORECASE)
QUOTED = frozenset("\"“„«‘'")
STAMP_CELLS = re.compile(r"(?:(?<!\s)\s+)?[|•·]\s*")
LONGEST_STAMP, LONGEST_QUESTION = 9, 18
# A paragraph of news has 8 words or more; 95 of 100 lines of menus have 4 at most (tuning half, 6 whole pages).
LEAST_PROSE, LEAST_TITLE, LONGEST_TITLE = 8, 5, 40
# Names and titles are written with capitals; in running text, German too, most words begin with a small letter.
LEAST_SMALL = 0.4
LONGEST_NOTICE, SHORT_NOTICE = 60, 16


# Kinds of lines that are a story's own unless their place says otherwise.
PLAIN = frozenset({"prose", "sentence", "title", "short", "number", "row"})


class Line(Struct, frozen=True):
    """One line. `text` is without its bullet; `gap`: an empty line stands above; `cue`: of its mark.

    Kinds: prose, sentence (a short one), title (five words or more without a full stop), short, time, number, row,
    and by their words: notice (of the site to its reader), label, copyright, heading (of other stories), related,
    comment, caption, credit, dateline. The cue of a label: label or topic (a section), control, or none (a button).
    """

    start: int
    end: int
    text: str
    kind: str
    words: int
    bullet: bool
    gap: bool
    cue: str = ""


def shapes(text: str, marks: Marks) -> tuple[Line, ...]:
    """The lines of a text that have visible characters."""
    found: list[Line] = []
    before = 0
    for start, end in lines_of(text, 1 if text.startswith("\ufeff") else 0):
        written = text[start:end]
        bullet = BULLET.match(written)
        bare = written[bullet.end() :] if bullet is not None and bullet.end() < len(written) else written
        bare = marks.words.link_tail.sub("", bare).rstrip(" ,(")
        kind, cue = kind_of(bare or written, marks)
        gap = text.count("\n", before, start) > 1
        found.append(Line(start, end, bare, kind, word_count(bare), bullet is not None, gap, cue))
        before = end
    return tuple(found)


def kind_of(line: str, marks: Marks) -> tuple[str, str]:
    """Kind and cue of a line."""
    words, count = marks.words, word_count(line)
    if CONTROL.fullmatch(line):
        return "label", "control"
    if NUMBER.fullmatch(line):
        return "number", ""
    if count <= LONGEST_PATH and PATH.search(line) and not FINAL.search(line):
        return "label", ""
    told = _told(line, count, marks)
    if told is not None:
        return told
    if (ROW.search(line) and any(map(str.isdigit, line))) or COUNTED.fullmatch(line):
        return "row", ""
    if is_stamp(line, marks):
        return "time", "stamp"
    if count <= LONGEST_STAMP and (AGO.search(line) or publication(line) is not None):
        return "time", ""
    if line[-1] == "?" and count <= LONGEST_QUESTION and line[0] not in QUOTED:
        return ("title" if count >= LEAST_TITLE else "short"), ""
    if is_prose_line(line, count):
        return ("notice", "") if is_notice(line, words) else ("prose", "")
    if is_notice(line, words) or (ADDRESS.search(line) and count <= SHORT_NOTICE):
        return "notice", ""
    if FINAL.search(line) and line[-1] not in "?!…" and count >= 2:
        return "sentence", ""
    return ("title" if count >= LEAST_TITLE and count <= LONGEST_TITLE else "short"), ""


def _told(line: str, count: int, marks: Marks) -> tuple[str, str] | None:
    """Kind and cue of a line that its own words give away."""
    words = marks.words
    bare = line.casefold().strip(" :|>»-–—*.…")
    if bare in words.teaser_headings or (
        words.teaser_heading_start.match(line) and count <= 5 and not FINAL.search(line)
    ):
        return "heading", ""
    if count <= 14 and words.comment_start.match(bare):
        return "comment", "heading"
    if bare in words.reply_labels:
        return "label", "reply"
    if bare in words.menu_labels:
        return "label", ""
    if bare in words.topic_labels or bare in words.points_headings:
        return "label", "topic"
    if is_glued(line, count):
        return "label", ""
    mark = marks.of_text(line)
    if mark is None:
        return ("notice", "") if line[0] not in QUOTED and words.notice_start.match(line) else None
    role, cue = mark
    if role == "related":
        return ("heading" if cue == "heading" else "related"), cue
    if role == "boilerplate":
        button = words.boilerplate_start.match(bare) is not None
        return ("copyright" if cue == "copyright" else "label"), ("" if button and cue == "label" else cue)
    if role == "dateline":
        return ("time" if cue != "dateline" else role), cue
    return role, cue


def is_glued(line: str, count: int) -> bool:
    """Whether a line is entries of a menu that were set in one line, with or without a space between them."""
    if FINAL.search(line):
        return False
    small = sum(token[:1].islower() for token in line.split())
    return len(GLUED.findall(line)) > 1 or (
        count >= LEAST_GLUED and small <= GLUED_SMALL * count and PAUSE.search(line) is None
    )


def is_stamp(line: str, marks: Marks) -> bool:
    """Whether a line's cells are times of publication and controls: 'Published 4 May 2021 | 3 minute read'."""
    cells = [cell.strip() for cell in STAMP_CELLS.split(line) if cell.strip()]
    times = [marks.is_masthead(cell) for cell in cells]
    return any(times) and all(
        told or CONTROL.fullmatch(cell) is not None for told, cell in zip(times, cells, strict=True)
    )


def is_prose_line(line: str, count: int) -> bool:
    """Whether a line is running text: eight words or more, most small, with an end mark, or very long."""
    ended = FINAL.search(line) is not None or line[-1] == ":"
    if count < LEAST_PROSE or not (ended or (count > LONGEST_TITLE and ". " in line)):
        return False
    tokens = [token for token in line.split() if token[:1].isalpha() or token[:1] in QUOTED]
    small = sum(token[:1].islower() for token in tokens)
    return small >= LEAST_SMALL * len(tokens)


def is_notice(line: str, words: SegmentWords) -> bool:
    """Whether a site speaks to its reader of accounts, newsletters, cookies, adverts, and not the story of them."""
    if COOKIE.search(line):
        return True
    if line[0] in QUOTED:
        return False
    hits, count = {found[0].casefold() for found in words.notice_mark.finditer(line)}, word_count(line)
    least = 1 if count <= SHORT_NOTICE else 2 if count <= LONGEST_NOTICE else 3
    return len(hits) >= least and (words.reader_mark.search(line) or words.reader_start.match(line)) is not None
