"""The pieces of text on a PDF page, each a stretch of one line, with its box; and the order in which they are read."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median
from typing import Any

from msgspec import Struct, structs

# Marks that the library puts for a hyphen at the end of a line.
HYPHENS = frozenset({"\x02", "\ufffe", "\xad"})
# Two or three letters that some fonts draw, and name, as one.
LIGATURES = {0xFB00 + number: letters for number, letters in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
# In ems. A gap this wide inside a line is that between columns or cells; words stand closer, even when justified.
GUTTER = 1.6
# Fewer pieces than this on a side are no column, and a page of more pieces than that is no page of text.
COLUMN_LINES, MOST_PIECES = 4, 3_000
# What stands above or below columns is set apart by one of the widest gaps of a page.
MOST_CUTS = 30
# A front page has some 400 links.
MOST_LINKS = 2_000
# A line of a column fills at least this share of the width of the text around it, and has as many characters;
# a newspaper sets six columns with some 25 characters a line.
COLUMN_WIDTH, COLUMN_CHARACTERS = 0.1, 15


Box = tuple[float, float, float, float]


class Piece(Struct, frozen=True):
    """Characters that stand together on a line: their box in points from the lower left corner, their font's height.

    `linked`: how many of the characters are part of a link; `row`: a line of several pieces far apart, as in a table.
    """

    text: str
    left: float
    right: float
    low: float
    high: float
    size: float
    linked: int = 0
    row: bool = False

    @property
    def middle(self) -> float:
        """How high the piece stands."""
        return (self.low + self.high) / 2


def pieces_of(page: Any) -> list[Piece]:  # noqa: ANN401
    """The pieces of a page in the order of its content stream; turned upright where the page is shown turned."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    box = raw.FS_RECTF()
    width, height = page.get_size()
    turned = page.get_rotation()
    found: list[Piece] = []
    characters: list[tuple[str, float, float, float, float]] = []
    for index in range(textpage.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(textpage, index))
        if character in "\r\n\0":
            _close(characters, found)
            continue
        raw.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box))
        place = _upright((box.left, box.right, box.bottom, box.top), turned, width, height)
        if characters and not character.isspace() and _breaks(characters, place):
            _close(characters, found)
        if characters or not character.isspace():
            characters.append(("-" if character in HYPHENS else character, *place))
    _close(characters, found)
    textpage.close()
    links = [_upright(link, turned, width, height) for link in links_of(page)]
    return [structs.replace(piece, linked=linked(piece, links)) for piece in found] if links else found


def links_of(page: Any) -> Iterator[Box]:  # noqa: ANN401
    """The boxes of a page's links, as far as one page may have them."""
    from pypdfium2 import raw

    position, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    for _ in range(MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page, ctypes.byref(position), ctypes.byref(link)):
            return
        if raw.FPDFLink_GetAnnotRect(link, ctypes.byref(box)):
            yield box.left, box.right, min(box.bottom, box.top), max(box.bottom, box.top)


def linked(piece: Piece, links: list[Box]) -> int:
    """How many characters of a piece the links cover, by their share of its width."""
    covered = sum(
        max(0.0, min(right, piece.right) - max(left, piece.left))
        for left, right, low, high in links
        if low <= piece.middle <= high
    )
    width = piece.right - piece.left
    return min(len(piece.text), round(len(piece.text) * covered / width)) if width > 0 else 0


def _upright(box: Box, turned: int, width: float, height: float) -> Box:
    """A box as it is seen; `width` and `height` are those of the page as it is seen."""
    left, right, low, high = box
    if turned == 90:
        return low, high, height - right, height - left
    if turned == 180:
        return width - right, width - left, height - high, height - low
    if turned == 270:
        return width - high, width - low, left, right
    return box


def _breaks(characters: list[tuple[str, float, float, float, float]], place: Box) -> bool:
    """Whether a character stands on another line than those before it, or far from them."""
    _, left, right, low, high = next(one for one in reversed(characters) if not one[0].isspace())
    size = max(high - low, place[3] - place[2])
    shared = min(high, place[3]) - max(low, place[2])
    beside = place[0] - right
    return shared < 0.4 * min(high - low, place[3] - place[2]) or beside > GUTTER * size or place[1] < left - size


def _close(characters: list[tuple[str, float, float, float, float]], found: list[Piece]) -> None:
    """Make a piece of the characters and begin anew."""
    seen = [one for one in characters if not one[0].isspace()]
    if seen:
        text = "".join(one[0] for one in characters).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        found.append(
            Piece(
                " ".join(text.translate(LIGATURES).split()),
                min(one[1] for one in seen),
                max(one[2] for one in seen),
                min(one[3] for one in seen),
                max(one[4] for one in seen),
                round(median(one[4] - one[3] for one in seen), 1),
            )
        )
    characters.clear()


def regions(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces in reading order, column by column: a region is read line by line."""
    waiting = [list(pieces)]
    while waiting:
        region = waiting.pop()
        cut = _cut(region) if len(region) <= MOST_PIECES else None
        if cut is not None:
            waiting.extend(reversed(cut))
        elif region:
            yield lines_of(region)


def _cut(region: list[Piece]) -> list[list[Piece]] | None:
    """Two columns; or what stands above columns and the rest; or columns and what stands below them."""
    columns = _columns(region)
    if columns is not None:
        return columns
    ordered = sorted(region, key=lambda piece: (-piece.middle, piece.left))
    rows = _gaps(ordered)
    for number in rows:
        if _columns(ordered[number:]) is not None:
            return [ordered[:number], ordered[number:]]
    for number in reversed(rows):
        if _columns(ordered[:number]) is not None:
            return [ordered[:number], ordered[number:]]
    return None


def _gaps(ordered: list[Piece]) -> list[int]:
    """Where the widest gaps between two lines are, from above: the piece behind each."""
    gaps = [
        (before.low - piece.high, -number)
        for number, (before, piece) in enumerate(pairwise(ordered), 1)
        if piece.high < before.low + 1
    ]
    return sorted(-number for _, number in sorted(gaps, reverse=True)[:MOST_CUTS])


def _columns(region: list[Piece]) -> list[list[Piece]] | None:
    """The pieces on both sides of an empty stripe that runs through the whole region, None where there is none."""
    if len(region) < 2 * COLUMN_LINES:
        return None
    ordered = sorted(region, key=lambda piece: piece.left)
    width = max(piece.right for piece in region) - ordered[0].left
    reached = ordered[0].right
    for number, piece in enumerate(ordered[1:], 1):
        sides = ordered[:number], ordered[number:]
        if piece.left > reached + 0.5 * piece.size and all(_is_column(side, width) for side in sides):
            return [list(side) for side in sides]
        reached = max(reached, piece.right)
    return None


def _is_column(side: list[Piece], width: float) -> bool:
    """Whether pieces are lines of running text rather than labels, numbers or bullets."""
    if len(side) < COLUMN_LINES or median(len(piece.text) for piece in side) < COLUMN_CHARACTERS:
        return False
    return median(piece.right - piece.left for piece in side) >= COLUMN_WIDTH * width


def lines_of(region: list[Piece]) -> list[Piece]:
    """The lines of a region from above: pieces side by side are one line."""
    lines: list[list[Piece]] = []
    for piece in sorted(region, key=lambda piece: (-piece.middle, piece.left)):
        if lines and abs(lines[-1][0].middle - piece.middle) < 0.4 * min(lines[-1][0].size, piece.size):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [_joined(sorted(line, key=lambda piece: piece.left)) for line in lines]


def _joined(line: list[Piece]) -> Piece:
    return Piece(
        " ".join(piece.text for piece in line),
        line[0].left,
        max(piece.right for piece in line),
        min(piece.low for piece in line),
        max(piece.high for piece in line),
        max(line, key=lambda piece: len(piece.text)).size,
        sum(piece.linked for piece in line),
        any(after.left - before.right > GUTTER * before.size for before, after in pairwise(line)),
    )
