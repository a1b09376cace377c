"""Roles for every run of a plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.document.around import roles_around
from dateline.document.captions import SHORTCODE, inline_captions, tells
from dateline.document.clocks import with_entries
from dateline.document.head import label_head
from dateline.document.inside import page_roles, told_again
from dateline.document.links import inline_links
from dateline.document.marks import Marks, at
from dateline.document.pictures import story_roles
from dateline.document.posts import with_posts
from dateline.document.prefixes import credit_start, dateline, head_date, stamped
from dateline.document.runs import FINAL, Run, fill, is_prose, letters_of, lines_of, trimmed, word_count
from dateline.document.shapes import Line, shapes
from dateline.document.stretch import Stretch, stretch
from dateline.document.wire_frames import frame_of

UNSEEN = "\ufeff \r\n\t"
SITE_SUFFIX = re.compile(r"\s[|»–—]\s(?P<site>[^|»–—]{2,40})$")


def label(text: str, marks: Marks) -> tuple[Run, ...]:
    """Runs that cover every visible character of a text, in order, each with its role."""
    lines = with_posts(with_entries(shapes(text, marks)))
    found = stretch(lines)
    before, after = lines[: found.first], lines[found.last :]
    start = lines[found.first].start if before else 0
    end = after[0].start if after else len(text)
    roles = story_roles(lines, found, marks.words)
    if found.page:
        roles = page_roles(lines, found, marks.words) | roles
    title = _title_start(text, lines, found)
    story = label_story(text, (start, end), roles, title, marks)
    named = letters_of(lines[found.title].text) if found.title is not None else ""
    around = [
        *zip(before, roles_around(before, named), strict=True),
        *zip(after, roles_around(after, named), strict=True),
    ]
    runs = [*story, *(Run(line.start, line.end, role, _kept(line, role)) for line, role in around)]
    if before and text.startswith("\ufeff"):
        runs.append(Run(0, 1, "boilerplate"))
    return tuple(sorted(runs))


def _title_start(text: str, lines: Sequence[Line], found: Stretch) -> int | None:
    """Where a headline starts that the rules of the head would not find: on a whole page, or one with an end mark."""
    if found.title is None:
        return None
    line = lines[found.title]
    return line.start if found.page or is_prose(text, Run(line.start, line.end, "body")) else None


def _kept(line: Line, role: str) -> str:
    """The cue of a line beside the story that later steps look for: who holds the copyright names the outlet."""
    return line.kind if line.kind == "copyright" and role == "boilerplate" else ""


def label_story(
    text: str, between: tuple[int, int], roles: dict[int, str], title: int | None, marks: Marks
) -> list[Run]:
    """The runs of the story's stretch, which is the whole of a text without furniture."""
    start, end = between
    runs: list[Run] = []
    done = start
    if start == 0 and text.startswith("\ufeff"):
        done = 1
        runs.append(Run(0, 1, "boilerplate"))
    for code in shortcodes(text, done, end):
        runs.extend(_lines(text, done, code.start, marks))
        runs.append(code)
        done = code.end
    runs.extend(_lines(text, done, end, marks))
    runs = told_again(runs, roles)
    return _sections(text, _repeats(text, label_head(text, runs, marks, title), marks), to_end=end == len(text))


def shortcodes(text: str, start: int, end: int) -> Iterator[Run]:
    """The runs of the codes that a publishing system should have replaced: '[caption ...]A street[/caption]'."""
    for code in SHORTCODE.finditer(text, start, end):
        yield Run(code.start(), code.end(), "caption" if code[0].startswith("[caption") else "boilerplate")


def _lines(text: str, start: int, end: int, marks: Marks) -> list[Run]:
    runs: list[Run] = []
    opening = len(text) - len(text.lstrip(UNSEEN)) if start <= 1 else -1
    for first, last in lines_of(text, start, end):
        parted = list(stamped(text, first, last, marks))
        if parted:
            runs.extend(parted)
            continue
        dated = first == opening and 0 < head_date(text[first:last]) < last - first
        mark = None if dated else marks.of_text(text[first:last])
        if mark is not None and mark[0] == "caption" and dateline(text[first:last], marks):
            mark = None
        runs.extend([at(first, last, mark)] if mark else pieces(text, first, last, marks, first=first == opening))
    return runs


def pieces(text: str, start: int, end: int, marks: Marks, *, first: bool = False) -> list[Run]:
    """The runs of one line of running text: what stands before, inside and after it, and the body between.

    `first`: the line opens the page, where a date is the page's own.
    """
    line = text[start:end]
    found: list[Run] = []
    opening = head_date(line) if first else 0
    if opening:
        found.append(Run(0, opening, "dateline", "masthead"))
    else:
        told = FINAL.search(line) is not None or ". " in line or frame_of(line) is not None
        place = dateline(line, marks) if told else 0
        if place:
            found.append(Run(0, len(line[:place].rstrip()), "dateline", "dateline"))
            opening = place
    found.extend(
        Run(left, right, "caption") for left, right in inline_captions(line, marks.words, marks.outlets, opening)
    )
    found.extend(Run(left, right, "related") for left, right in inline_links(line, marks.words))
    found.extend(shortcodes(line, 0, len(line)))
    credit = credit_start(line, marks)
    if credit is not None and credit[0] >= opening:
        found.append(Run(credit[0], len(line), "credit", credit[1]))
    shifted = [_shift(text, run, start) for run in found]
    return list(fill(text, [run for run in shifted if run is not None], start, end, "body"))


def _shift(text: str, run: Run, by: int) -> Run | None:
    stretch = trimmed(text, run.start + by, run.end + by)
    return None if stretch is None else Run(*stretch, run.role, run.cue)


def _repeats(text: str, runs: list[Run], marks: Marks) -> list[Run]:
    """Lines that stand twice: a picture's alternative text and its caption, or a slip of whoever saved the page."""
    result = list(runs)
    for number in range(1, len(runs)):
        one, two = runs[number - 1], runs[number]
        first, second = text[one.start : one.end], text[two.start : two.end]
        if "body" not in (one.role, two.role) or not second.startswith(first) or word_count(first) < 4:
            continue
        if {one.role, two.role} == {"body", "caption"}:
            result[number - 1] = Run(one.start, one.end, "caption")
            result[number] = Run(two.start, two.end, "caption")
        elif first == second and one.role == two.role:
            role = "boilerplate" if tells(first, marks.words) or word_count(first) > 45 else "caption"
            result[number] = Run(two.start, two.end, role)
            if role == "caption":
                result[number - 1] = Run(one.start, one.end, role)
    return result


def _sections(text: str, runs: list[Run], *, to_end: bool) -> list[Run]:
    """What follows a heading of comments or related links, and the titles of trackbacks above their excerpts.

    `to_end`: the runs go on to the end of the text, where comments stand.
    """
    result: list[Run] = []
    mode, told = "", False
    for number, run in enumerate(runs):
        line = text[run.start : run.end]
        short = word_count(line) <= 20 and not FINAL.search(line)
        told = told or (run.role == "body" and is_prose(text, run))
        if run.cue == "heading":
            # Above the story it is a link to the comments, which stand below it.
            mode = run.role if (told and to_end) or run.role != "comment" else ""
        elif mode == "related" and not (short and run.role in ("body", "related", "dateline")):
            mode = ""
        following = runs[number + 1] if number + 1 < len(runs) else None
        trackback = following is not None and following.cue == "excerpt" and run.role in ("body", "headline") and short
        if mode == "comment" and run.role != "boilerplate":
            run = Run(run.start, run.end, "comment", run.cue)
        elif trackback or (run.cue == "excerpt"):
            run = Run(run.start, run.end, "comment", "trackback" if trackback else run.cue)
        elif mode == "related" and run.role in ("body", "dateline"):
            run = Run(run.start, run.end, "related")
        result.append(run)
    return result


def site_of(title: str) -> str | None:
    """The site's name at the end of a page title ('... | The Post'), or None."""
    found = SITE_SUFFIX.search(title)
    return found["site"].strip() if found is not None else None
