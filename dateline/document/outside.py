"""Lines that are not of the story: links to other stories and what stands beside them, or the site's furniture."""

from __future__ import annotations

from msgspec import Struct

from dateline.document.layout import Block, Layout
from dateline.document.zones import link_share, size, summed

# A link of so many letters is another story's title; a shorter one names a section, a topic, a service.
TITLE_LETTERS = 25
MOSTLY = 0.7
# A line of more links is a menu.
MOST_LINKS = 2
# A teaser has its title, its text, its date, its author; it stands at most so many elements around its lines.
CARD_LINES, CARD_DEPTH = 6, 4


class Cards(Struct, frozen=True, eq=False):
    """For each zone how many lines it holds, and how many of them are links to other stories."""

    layout: Layout
    held: list[int]
    titles: list[int]


def cards_of(layout: Layout) -> Cards:
    """The count of lines and titles by zone."""
    titles = [(block.zone, 1) for block in layout.blocks if is_title(block)]
    return Cards(layout, summed(layout, [(block.zone, 1) for block in layout.blocks]), summed(layout, titles))


def is_title(block: Block) -> bool:
    """Whether a line can be the link to another story."""
    return block.links <= MOST_LINKS and block.end - block.start >= TITLE_LETTERS and link_share(block) > MOSTLY


def outside(cards: Cards, block: Block, line: str) -> str:
    """`related` for a link to another story and the lines of its teaser, else `boilerplate`."""
    if link_share(block) > MOSTLY and size(line) >= TITLE_LETTERS:
        return "related" if block.links <= MOST_LINKS else "boilerplate"
    zone = block.zone
    for _ in range(CARD_DEPTH):
        if zone <= 0 or cards.held[zone] > CARD_LINES * max(1, cards.titles[zone]):
            break
        if cards.titles[zone]:
            return "related"
        zone = cards.layout.zones[zone].parent
    return "boilerplate"
