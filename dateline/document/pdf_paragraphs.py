"""Lines of a PDF joined into paragraphs: only where a line broke because it was full."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct, structs

from dateline.document.pdf_lines import Piece
from dateline.document.runs import FINAL

BULLET = re.compile(r"(?:[•‣▪●○■□◦·*–—-]|o(?= )|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s")
BROKEN = re.compile(r"([^\W\d_]+)-$")
LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Fonts whose heights differ by less than this are one size; bold and slanted cuts of a font differ by a little.
SAME_SIZE = 0.12
# Lines further apart than this many usual distances are two paragraphs.
LOOSE = 1.35
# A paragraph that is set narrower than its column fills at least this share of it.
NARROWEST = 0.6


class Paragraph(Struct, frozen=True):
    """The text of some lines, the page (from 0) that it begins on, the height of its font, its linked characters."""

    text: str
    page: int
    size: float
    linked: int


def paragraphs(regions: Iterable[tuple[int, list[Piece]]]) -> Iterator[Paragraph]:
    """The paragraphs of regions in reading order, each region with its page; hyphens at line ends are mended last."""
    current: list[tuple[int, Piece]] = []
    for page, lines in regions:
        usual = leading(lines)
        edges = edges_of(lines, usual)
        for number, line in enumerate(lines):
            before = lines[number - 1] if number else None
            if current and not (
                continues(before, line, edges[number], usual) if before is not None else runs_over(current[-1][1], line)
            ):
                yield _paragraph(current)
                current = []
            current.append((page, line))
    if current:
        yield _paragraph(current)


def _paragraph(lines: list[tuple[int, Piece]]) -> Paragraph:
    page, first = lines[0]
    return Paragraph("\n".join(line.text for _, line in lines), page, first.size, sum(line.linked for _, line in lines))


def leading(lines: list[Piece]) -> float:
    """The distance between two lines of one paragraph; 0 where no line follows another.

    In a region of short paragraphs most steps are those between paragraphs, which are wider: one in five tells.
    """
    steps = sorted(
        before.middle - line.middle
        for before, line in pairwise(lines)
        if same_size(before.size, line.size) and before.middle > line.middle
    )
    return steps[len(steps) // 5] if steps else 0.0


def edges_of(lines: list[Piece], usual: float) -> list[float]:
    """How far to the right each line might have reached: as far as its neighbours do, where they stand close.

    A caption is often set narrower than the text. Lines that all are short are a list, which nothing bounds.
    """
    left = min((line.left for line in lines), default=0.0)
    reach = max((line.right for line in lines), default=0.0) - left
    blocks: list[list[Piece]] = []
    for line in lines:
        if blocks and is_close(blocks[-1][-1], line, usual):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    rights = [max(line.right for line in block) for block in blocks]
    return [
        right if right - left >= NARROWEST * reach else left + reach
        for block, right in zip(blocks, rights, strict=True)
        for _ in block
    ]


def is_close(before: Piece, line: Piece, usual: float) -> bool:
    """Whether a line stands as close below another of its size as lines of one paragraph do."""
    # A paragraph set apart stands further away than its own lines do from each other.
    near = before.middle - line.middle <= LOOSE * max(line.size, min(usual, 2 * line.size))
    return near and same_size(before.size, line.size)


def same_size(one: float, two: float) -> bool:
    """Whether two heights are of one font size."""
    return abs(one - two) <= SAME_SIZE * max(one, two)


def continues(before: Piece, line: Piece, right: float, usual: float) -> bool:
    """Whether a line goes on with the paragraph of the one above it, in a column that reaches to `right`.

    It does not where the first word of the line would have fitted above: then the break was meant.
    """
    if before.row or line.row or not is_close(before, line, usual) or BULLET.match(line.text):
        return False
    letter = (line.right - line.left) / max(1, len(line.text))
    word = line.text.split(maxsplit=1)[0]
    return before.right + (len(word) + 1) * letter > right - letter


def runs_over(last: Piece, line: Piece) -> bool:
    """Whether a column or page goes on in the middle of the sentence that the one before it ended with."""
    open_end = FINAL.search(last.text) is None and last.text[-1:] not in ":;"
    return open_end and line.text[:1].islower() and same_size(last.size, line.size) and not BULLET.match(line.text)


def mended(found: Iterable[Paragraph]) -> list[Paragraph]:
    """Paragraphs on one line. A word broken at a line's end loses its hyphen only where the text has it whole, too."""
    listed = list(found)
    whole = {
        word.casefold()
        for paragraph in listed
        for line in paragraph.text.split("\n")
        for word in LETTERS.findall(line.removesuffix("-"))
    }
    return [structs.replace(one, text=_on_one_line(one.text.split("\n"), whole)) for one in listed]


def _on_one_line(lines: list[str], whole: set[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        broken = BROKEN.search(text)
        rest = LETTERS.match(line)
        if broken is None or rest is None or not rest[0][0].islower():
            text = f"{text} {line}"
        elif f"{broken[1]}{rest[0]}".casefold() in whole and f"{broken[1]}-{rest[0]}".casefold() not in whole:
            text = f"{text[:-1]}{line}"
        else:
            text = f"{text}{line}"
    return text
