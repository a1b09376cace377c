"""What stands in the margins of a PDF's pages: running headers, footers, page numbers, what a browser prints there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from dateline.document.pdf_lines import Piece

# The share of a page's height, above and below, in which headers and footers stand.
MARGIN = 0.12
NUMBER = re.compile(
    r"\W*(?:page|seite|página|pag\.?|p\.)?\s*\d{1,4}(?:\s*(?:/|of|de|von|sur|\|)\s*\d{1,4})?\W*$", re.IGNORECASE
)
OF_TOTAL = re.compile(r"\d{1,4}\s*(?:/|of)\s*\d{1,4}$")
ADDRESS = re.compile(r"(?:https?|file)://\S+$")
DIGITS = re.compile(r"\d+")
CLOCK = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AP]M)?$", re.IGNORECASE)


class Sheet(Struct, frozen=True):
    """A page: its height and its pieces."""

    height: float
    pieces: list[Piece]

    def margin(self) -> list[Piece]:
        """The pieces in its upper and lower margin."""
        edge = MARGIN * self.height
        return [piece for piece in self.pieces if piece.middle < edge or piece.middle > self.height - edge]


def furniture(sheets: Sequence[Sheet]) -> list[set[Piece]]:
    """For each page the pieces of its margins that are no part of the story.

    Those that stand on several pages (numbers may differ), page numbers, and the line that a browser prints.
    """
    margins = [sheet.margin() for sheet in sheets]
    times = Counter(key for margin in margins for key in {_key(piece) for piece in margin})
    least = max(2, len(sheets) // 3)
    found: list[set[Piece]] = []
    for margin in margins:
        own = {piece for piece in margin if times[_key(piece)] >= least or NUMBER.match(piece.text)}
        if _is_printed(margin):
            rows = [piece.middle for piece in margin if _by_browser(piece)]
            own |= {piece for piece in margin if any(abs(piece.middle - row) < piece.size for row in rows)}
        found.append(own)
    return found


def printed_from(sheets: Sequence[Sheet]) -> str | None:
    """The address of a page that a browser printed, from the first page's margins; None for other files."""
    margin = sheets[0].margin() if sheets else []
    found = (piece.text for piece in margin if ADDRESS.match(piece.text) and piece.text.startswith("http"))
    return next(found, None) if _is_printed(margin) else None


def _key(piece: Piece) -> tuple[str, int]:
    # The same words at the same height, to the tenth of a millimetre or so.
    return DIGITS.sub("#", piece.text), round(piece.middle / 4)


def _by_browser(piece: Piece) -> bool:
    return any(form.match(piece.text) for form in (ADDRESS, CLOCK, OF_TOTAL))


def _is_printed(margin: Sequence[Piece]) -> bool:
    """Whether an address and a number of pages, or a time and one of the two, stand in the margins."""
    return sum(any(form.match(piece.text) for piece in margin) for form in (ADDRESS, CLOCK, OF_TOTAL)) >= 2
