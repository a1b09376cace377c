"""Where the story stands on a page that was saved as text: its headline, its first and its last line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from dateline.document.cells import is_name
from dateline.document.runs import letters_of
from dateline.document.shapes import Line

# What a line adds to a stretch that holds it: paragraphs by their length (up to so many words), the rest a cost.
# Chosen so that a paragraph outweighs the lines of an advert below it, and a list of teasers with blurbs does not
# outweigh its titles and times (tuning half and 56 pages of which only the body is known).
WORDS_A_POINT, MOST_WORDS, APART, KIN, LONG = 12, 60, 0.4, 0.4, 40
COST = {
    "sentence": -0.2, "title": -0.9, "short": -0.35, "time": -0.9, "number": -0.2, "row": -0.05, "notice": -0.2,
    "label": -0.2, "copyright": -6.0, "heading": -2.0, "related": -0.3, "comment": -2.5, "caption": -0.1,
    "credit": -0.1, "dateline": 0.5, "entry": 0.3,
}  # fmt: skip
FURNITURE = frozenset({"label", "notice", "copyright", "heading", "related", "comment"})
FAR_KIN, FEW_STEMS = 0.2, 60
# So many lines of furniture show that what stands before (after) the story is a page's; a share of them as well,
# for a table of figures may hold a word such as 'Contact'.
LEAST_FRONT, LEAST_TAIL, LEAST_SHARE, MANY, FEW = 3, 1, 0.1, 8, 6
TOKEN = re.compile(r"[^\W\d]{3,}")
CLOCKED = re.compile(r"\d{1,2}[:.h]\d\d\b")
STEM = 5
LEAST_SCORE, CLOSE, LEAST_TITLE, LONGEST_TITLE = 0.45, 0.25, 4, 26
CLOSING = frozenset({"credit", "caption", "sentence", "dateline"})
PASSED = CLOSING | {"related", "label", "notice", "row"}
AHEAD, FAR_AHEAD = 5, 14
# A box of links among the paragraphs has one title or two; a paragraph below it needs less of the story's words.
BOX_TITLES, BOX_KIN = 2, 0.25
ENDING = frozenset({"credit", "label", "copyright", "notice", "comment"})
OPENERS = frozenset({"credit", "time", "dateline"})
NEAR = 6


class Stretch(Struct, frozen=True):
    """Lines first:last are the story's. `title`: its headline, `begin`: its first paragraph; `page`: with furniture."""

    first: int
    last: int
    title: int | None = None
    begin: int = 0
    page: bool = False


def stretch(lines: Sequence[Line]) -> Stretch:
    """The story's stretch; all lines where the page shows no furniture before and none after it."""
    if not any(line.kind == "prose" for line in lines):
        return Stretch(0, len(lines))
    begin, end = _densest(lines, Counter())
    begin, end = _densest(lines, words_of(lines[begin:end]))
    title = title_of(lines, begin, end)
    first = title if title is not None else _above(lines, begin)
    told = words_of(lines[begin:end])
    last = _below(lines, end, told)
    front = _furnished(lines[:first], LEAST_FRONT)
    if not front:
        last = _to_last_paragraph(lines, last, told)
    tail = _furnished(lines[last:], LEAST_TAIL) or (front and last < len(lines))
    # Below a story that stands alone a few lines are read one by one: its last paragraph may be among them.
    few = not front and len(lines) - last <= FEW
    return Stretch(first if front else 0, last if tail and not few else len(lines), title, begin, front or tail)


def _furnished(lines: Sequence[Line], least: int) -> bool:
    count = sum(line.kind in FURNITURE for line in lines)
    return count >= MANY or (count >= least and count >= LEAST_SHARE * len(lines))


def _densest(lines: Sequence[Line], told: Counter[str]) -> tuple[int, int]:
    """The lines begin:end that together weigh most. `told`: the words of the story as far as they are known."""
    best, begin, end = 0.0, 0, 0
    total, start = 0.0, 0
    for number in range(len(lines)):
        if total <= 0:
            total, start = 0.0, number
        total += weight(lines, number, told)
        if total > best:
            best, begin, end = total, start, number + 1
    return begin, end


def weight(lines: Sequence[Line], number: int, told: Counter[str]) -> float:
    """What a line adds to the stretch that holds it."""
    line = lines[number]
    beside = [lines[at].kind for at in (number - 1, number + 1) if 0 <= at < len(lines)]
    if line.kind != "prose":
        return COST["short" if line.kind == "title" and beside.count("prose") == 2 else line.kind]
    points = min(line.words, MOST_WORDS) / WORDS_A_POINT
    own = "prose" in beside or line.words >= LONG or kinship(line, told) >= KIN
    return points if own else APART * points


def kinship(line: Line, told: Counter[str]) -> float:
    """The share of a line's words that the story has, the line itself not counted."""
    words = [stem for stem in stems(line.text) if len(stem) == STEM]
    return sum(told[word] > words.count(word) for word in words) / len(words) if words else 0.0


def words_of(lines: Sequence[Line]) -> Counter[str]:
    """How often each word stands in the running text of lines."""
    return Counter(stem for line in lines if line.kind == "prose" for stem in stems(line.text))


def title_of(lines: Sequence[Line], begin: int, end: int) -> int | None:
    """The line above the story that names it: its words come back in the story, and often it stands twice."""
    told = words_of(lines[begin:end])
    times = Counter(letters_of(line.text) for line in lines)
    scores = {number: _score(lines, number, begin, told, times) for number in range(begin) if _may_title(lines[number])}
    if not scores or max(scores.values()) < LEAST_SCORE:
        return None
    best = max(scores.values())
    found = next(number for number, score in scores.items() if score >= best - CLOSE)
    # 'Home Title' is the way to the page.
    way = letters_of(lines[found].text)
    inner = (n for n in scores if n != found and len(letters_of(lines[n].text)) < len(way))
    found = next((n for n in inner if way.endswith(letters_of(lines[n].text)) and scores[n] >= LEAST_SCORE), found)
    above = found - 1
    # A standfirst has more of the story's words than the title above it.
    named = scores.get(above, 0) >= LEAST_SCORE and len(stems(lines[above].text)) >= LEAST_TITLE
    return above if named and not lines[above].bullet else found


def _may_title(line: Line) -> bool:
    if line.words > LONGEST_TITLE or CLOCKED.match(line.text) is not None:
        return False
    short = line.kind == "short" and (line.words == LEAST_TITLE or (line.words == 3 and not is_name(line.text)))
    return line.kind == "title" or short


def _score(lines: Sequence[Line], number: int, begin: int, told: Counter[str], times: Counter[str]) -> float:
    line = lines[number]
    words = set(stems(line.text))
    if not words:
        return 0.0
    score = sum(told[word] > 0 for word in words) / len(words)
    score += 0.2 * (times[letters_of(line.text)] > 1) - 0.4 * line.bullet
    score += 0.2 * any(below.kind in OPENERS for below in lines[number + 1 : min(begin, number + NEAR)])
    return score + 0.1 * line.gap - 0.2 * (line.kind == "short")


def stems(text: str) -> list[str]:
    """The beginnings of a text's words of three letters or more."""
    return [word[:STEM].casefold() for word in TOKEN.findall(text)]


def _above(lines: Sequence[Line], begin: int) -> int:
    """Where a story without a headline begins: its author, date and picture stand straight above its first line."""
    first = begin
    while first and lines[first - 1].kind in ("credit", "time", "caption", "sentence", "dateline"):
        first -= 1
    return first


def _below(lines: Sequence[Line], end: int, told: Counter[str]) -> int:
    """Where it ends: what stands straight below its last paragraph, and a paragraph below an advert or two."""
    last = end
    listed = end > 0 and lines[end - 1].text[-1:] == ":"
    while last < len(lines):
        line = lines[last]
        if line.kind in CLOSING or (listed and line.bullet):
            last += 1
            continue
        ahead = _resumed(lines, last, told)
        if ahead is None:
            break
        last = ahead + 1
    return last


def _to_last_paragraph(lines: Sequence[Line], last: int, told: Counter[str]) -> int:
    """What is no page from its first line on keeps all paragraphs of its story, down to the next list or comment."""
    least = FAR_KIN if len(told) >= FEW_STEMS else 0.0
    for number in range(last, len(lines)):
        if lines[number].kind in ("heading", "comment", "copyright"):
            break
        if lines[number].kind == "prose" and kinship(lines[number], told) >= least:
            last = number + 1
    return last


def _resumed(lines: Sequence[Line], last: int, told: Counter[str]) -> int | None:
    """The next paragraph of the story: below an advert, or below a box of links with another or the end behind it."""
    titles = 0
    for number in range(last, min(len(lines), last + FAR_AHEAD)):
        line, below = lines[number], lines[number + 1] if number + 1 < len(lines) else None
        if line.kind == "prose":
            if below is not None and below.kind == "credit" and below.cue == "credit":
                return number
            kin = kinship(line, told)
            closes = below is None or below.kind in ENDING
            if kin >= KIN and ((not titles and number < last + AHEAD) or _goes_on(below, told)):
                return number
            if kin >= BOX_KIN and 0 < titles <= BOX_TITLES and closes:
                return number
        titles += line.kind == "title"
        if line.kind not in PASSED and line.kind not in ("heading", "title", "short", "prose"):
            return None
    return None


def _goes_on(line: Line | None, told: Counter[str]) -> bool:
    return line is not None and line.kind == "prose" and kinship(line, told) >= KIN
