"""Roles of the lines before and after a story: teasers of other stories, readers' comments, menus and footers."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from dateline.document.runs import letters_of
from dateline.document.shapes import Line

SEEDS = frozenset({"title", "related", "heading"})
BETWEEN = frozenset(
    {"short", "row", "time", "number", "prose", "sentence", "caption", "credit", "dateline", "label", "title"}
)
TRAILING = frozenset({"short", "time", "number", "credit", "dateline", "prose", "sentence"})
# A teaser has up to four lines beside its title: section, picture text, time, author.
REACH = 5
LISTED = frozenset({"title", "related", "prose", "number", "time", "row"})
# Among six lines on either side a menu has few titles or times: below this share of all.
WINDOW, MENU_SHARE = 6, 0.2
MENU_WORDS = 4
COMMENT_REACH = 4
LONE_TITLE = 7


def roles_around(lines: Sequence[Line], title: str = "") -> list[str]:
    """The role of each line. `title`: the letters of the story's headline, which may stand here, too."""
    roles = ["caption" if line.kind == "caption" else "boilerplate" for line in lines]
    _mark_related(lines, roles)
    _mark_comments(lines, roles)
    for number, line in enumerate(lines):
        if title and letters_of(line.text) == title and _is_header(lines, number):
            roles[number] = "headline"
    return roles


def _is_header(lines: Sequence[Line], number: int) -> bool:
    """Whether a title stands by itself, in no list of titles."""
    beside = (*lines[max(0, number - 2) : number], *lines[number + 1 : number + 3])
    others = [line for line in beside if letters_of(line.text) != letters_of(lines[number].text)]
    return not lines[number].bullet and all(line.kind not in ("title", "time", "heading") for line in others)


def _mark_related(lines: Sequence[Line], roles: list[str]) -> None:
    menu = _menus(lines)
    seeds = [n for n in range(len(lines)) if _is_seed(lines, n, menu)]
    for chain in _chains(lines, seeds):
        if len(chain) == 1 and not _stands_alone(lines, chain[0]):
            continue
        first, last = chain[0], chain[-1]
        for number in range(first, last + 1):
            if lines[number].kind in SEEDS or (lines[number].kind in BETWEEN and not _is_button(lines[number])):
                roles[number] = "related"
        for number in (*_heading(lines, first), *_trailing(lines, chain)):
            roles[number] = "related"


def _menus(lines: Sequence[Line]) -> list[bool]:
    """Which lines stand among the entries of a menu."""
    menu = [_among_labels(lines, number) for number in range(len(lines))]
    start = 0
    for number in range(1, len(lines) + 1):
        if number < len(lines) and lines[number].bullet == lines[start].bullet:
            continue
        if lines[start].bullet and number - start > 3:
            short = median(line.words for line in lines[start:number]) <= MENU_WORDS
            menu[start:number] = [short] * (number - start)
        start = number
    return menu


def _among_labels(lines: Sequence[Line], number: int) -> bool:
    around = lines[max(0, number - WINDOW) : number + WINDOW + 1]
    kinds = [line.kind for line in around]
    strong = sum(kind in SEEDS or kind in ("time", "number", "prose") for kind in kinds)
    weak = sum(kind in ("short", "label", "notice") for kind in kinds)
    return strong < MENU_SHARE * (strong + weak)


def _is_seed(lines: Sequence[Line], number: int, menu: list[bool]) -> bool:
    kind = lines[number].kind
    if kind == "heading":
        return any(line.kind in LISTED for line in lines[number + 1 : number + REACH])
    return kind == "related" or (kind == "title" and not menu[number])


def _chains(lines: Sequence[Line], seeds: Sequence[int]) -> list[list[int]]:
    """The seeds in groups: near each other, with nothing between them that ends a list."""
    chains: list[list[int]] = []
    for seed in seeds:
        between = lines[chains[-1][-1] + 1 : seed] if chains else ()
        if chains and sum(not _is_advert(line) for line in between) < REACH and not _ends(between):
            chains[-1].append(seed)
        else:
            chains.append([seed])
    return chains


def _ends(between: Sequence[Line]) -> bool:
    return any(line.kind in ("copyright", "comment") for line in between)


def _stands_alone(lines: Sequence[Line], number: int) -> bool:
    line = lines[number]
    if line.kind in ("related", "heading"):
        return True
    beside = lines[max(0, number - 2) : number + 3]
    return line.words >= LONE_TITLE or any(near.kind in ("time", "heading") for near in beside)


def _is_advert(line: Line) -> bool:
    return line.kind == "notice" or _is_button(line)


def _is_button(line: Line) -> bool:
    return line.kind == "label" and line.cue in ("", "control")


def _heading(lines: Sequence[Line], first: int) -> list[int]:
    """The short line straight above a list of stories, where it is no entry of a menu."""
    above = first - 1
    if above < 0 or lines[above].kind not in ("short", "label", "time", "number") or _is_button(lines[above]):
        return []
    alone = lines[above].gap or above == 0 or lines[above - 1].kind not in ("short", "label")
    return [above] if alone and not lines[above].bullet else []


def _trailing(lines: Sequence[Line], chain: Sequence[int]) -> list[int]:
    """The lines of the last story of a list below its title: as many as the others have."""
    if lines[chain[-1]].kind == "heading":
        return _numbered(lines, chain[-1] + 1)
    titles = [number for number in chain if lines[number].kind == "title"]
    steps = [b - a for a, b in itertools.pairwise(titles)]
    found: list[int] = []
    for number in range(chain[-1] + 1, min(len(lines), chain[-1] + (int(median(steps)) if steps else 2))):
        if lines[number].kind not in TRAILING and lines[number].cue not in ("label", "topic"):
            break
        found.append(number)
    return found


def _numbered(lines: Sequence[Line], start: int) -> list[int]:
    """The lines of a list whose stories have a number or a time, and short titles or none."""
    end = start
    while end < len(lines) and lines[end].kind in ("number", "time", "row", "short", "notice"):
        if lines[end].kind == "short" and lines[end - 1].kind == "short":
            break
        end += 1
    return list(range(start, end))


def _mark_comments(lines: Sequence[Line], roles: list[str]) -> None:
    """Readers' comments: their headings and forms, and what stands between them or is told below the last."""
    marks = [n for n, line in enumerate(lines) if line.kind == "comment" and not _is_section(lines, n)]
    for number in marks:
        roles[number] = "comment"
    for one, two in itertools.pairwise(marks):
        if two - one <= COMMENT_REACH and all(lines[n].kind not in SEEDS for n in range(one + 1, two)):
            roles[one + 1 : two] = ["comment"] * (two - one - 1)
    for number in marks:
        if lines[number].cue == "excerpt":
            above = number - 1
            if above >= 0 and lines[above].kind in ("title", "short"):
                roles[above] = "comment"
            continue
        end = _told(lines, number + 1)
        roles[number + 1 : end] = ["comment"] * (end - number - 1)


def _is_section(lines: Sequence[Line], number: int) -> bool:
    """Whether 'Comment' is a section in a menu: opinions."""
    beside = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
    return lines[number].text.casefold() == "comment" and all(line.kind in ("short", "label") for line in beside)


def _told(lines: Sequence[Line], start: int) -> int:
    """Where the comments below a heading end; at once where fewer than two lines of running text follow."""
    end, prose, lines_apart = start, 0, 0
    for number in range(start, len(lines)):
        line = lines[number]
        if line.kind in ("heading", "copyright", "label", "notice", "comment") or lines_apart > REACH:
            break
        lines_apart = 0 if line.kind == "prose" else lines_apart + 1
        if line.kind == "prose":
            prose, end = prose + 1, number + 1
    return end if prose > 1 else start
