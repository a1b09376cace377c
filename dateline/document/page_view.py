"""A page with everything that its lines are judged by."""

from __future__ import annotations

import re

from msgspec import Struct

from dateline.document.layout import Page
from dateline.document.linked_data import Article
from dateline.document.marks import Marks
from dateline.document.outside import Cards, cards_of
from dateline.document.story_zone import Regions, regions
from dateline.document.zones import headings, is_prose, summed, zone_roles

SPACE = re.compile(r"\W+")
# Every line is looked for in what the page states: longer statements are no help and, on hostile pages, no joke.
LONGEST_NAMES, LONGEST_STATED = 2_000, 200_000


class View(Struct, frozen=True, eq=False):
    """What the labels look at. Lists go by line, but `roles` and `headings` by zone.

    `prose`: the length of a line that is running text, else 0. `title`: the line of the headline. `first`: the first
    line of the story. `stated`, `description`, `names`: what the metadata say of text, content and title, squeezed.
    """

    page: Page
    lines: list[str]
    prose: list[int]
    roles: list[str]
    headings: list[str]
    title: int | None
    regions: Regions
    first: int
    cards: Cards
    stated: str
    description: str
    names: str
    marks: Marks


def view_of(page: Page, article: Article, marks: Marks) -> View:
    """What the lines of a page are judged by."""
    blocks = page.layout.blocks
    lines = [page.text[block.start : block.end] for block in blocks]
    prose = [len(line) if is_prose(line, block.linked) else 0 for line, block in zip(lines, blocks, strict=True)]
    by_zone = summed(page.layout, [(block.zone, n) for block, n in zip(blocks, prose, strict=True) if n])
    roles = zone_roles(page.layout, by_zone, marks.words)
    meta = page.facts.meta
    names = squeezed(" ".join(filter(None, (article.headline, meta.get("og:title"), page.facts.title)))[:LONGEST_NAMES])
    heads = headings(page.layout)
    title = title_line(lines, names, [roles[block.zone] for block in blocks], [heads[block.zone] for block in blocks])
    said = (meta.get("description"), meta.get("og:description"), article.description)
    found = regions(page.layout, prose, roles, blocks[title] if title is not None else None)
    return View(
        page=page,
        lines=lines,
        prose=prose,
        roles=roles,
        headings=heads,
        title=title,
        regions=found,
        first=next((n for n, block in enumerate(blocks) if found.in_story(block.zone)), len(blocks)),
        cards=cards_of(page.layout),
        stated=squeezed(article.body or "") if len(article.body or "") <= LONGEST_STATED else "",
        names=names,
        description=" ".join(squeezed(one[:LONGEST_NAMES]) for one in said if one),
        marks=marks,
    )


def title_line(lines: list[str], names: str, roles: list[str], heads: list[str]) -> int | None:
    """The line that is the page's headline: the h1 that the page's metadata repeats, else its only or longest h1."""
    tops = [number for number, head in enumerate(heads) if head == "h1"]
    named = [
        number
        for number, (line, role) in enumerate(zip(lines, roles, strict=True))
        if role in ("", "headline", "lead") and is_named(line, names)
    ]
    for listed in ([number for number in tops if number in named], tops, named):
        if listed:
            return max(listed, key=lambda number: (len(lines[number]), -number))
    return None


def is_named(line: str, names: str) -> bool:
    """Whether a line stands in what the page calls itself."""
    if not 15 <= len(line) <= len(names) + 20:
        return False
    return squeezed(line) in names


def squeezed(text: str) -> str:
    """A text in lower case with nothing but its letters and digits, one space between words."""
    return SPACE.sub(" ", text.casefold()).strip()
