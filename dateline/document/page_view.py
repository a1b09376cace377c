"""A page with everything that its lines are judged by."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from dateline.document.authors import authors_of
from dateline.document.layout import Layout, Page
from dateline.document.linked_data import Article
from dateline.document.marks import Marks
from dateline.document.outside import Cards, cards_of
from dateline.document.story_zone import FREE, Regions, regions
from dateline.document.zones import headings, is_prose, summed, title_zones, zone_roles

QUOTED = re.compile(r"(?:block|pull)_?-?quote|quote-?_?(?:block|box)|\bquote", re.IGNORECASE)
SPACE = re.compile(r"\W+")
# Every line is looked for in what the page states: longer statements are no help and, on hostile pages, no joke.
SHORTEST_TITLE = 15
LONGEST_NAMES, LONGEST_STATED = 2_000, 200_000


class View(Struct, frozen=True, eq=False):
    """What the labels look at. Lists go by line, but `roles`, `headings`, `asides`, `quotes` and `frames` by zone.

    `prose`: the length of a line that is running text, else 0. `title`: the line of the headline. `first`: the first
    line of the story; `opening` and `closing`: its first and last line of running text. `asides`, `quotes`: whether a
    zone stands in an aside, in what is quoted; `frames`: the outermost zone of the picture that it captions, -1 for
    others. `stated`, `description`, `names`: what the metadata say of text, content and title, squeezed; `authors`:
    whom they name.
    """

    page: Page
    lines: list[str]
    prose: list[int]
    roles: list[str]
    headings: list[str]
    title: int | None
    regions: Regions
    first: int
    opening: int
    closing: int
    asides: list[bool]
    quotes: list[bool]
    frames: list[int]
    cards: Cards
    stated: str
    description: str
    names: str
    authors: tuple[str, ...]
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
    title = title_line(lines, names, [roles[block.zone] for block in blocks], _tops(page.layout))
    said = (meta.get("description"), meta.get("og:description"), article.description)
    found = regions(page.layout, prose, roles, blocks[title] if title is not None else None)
    told = [n for n, b in enumerate(blocks) if prose[n] and found.in_story(b.zone) and roles[b.zone] in FREE]
    return View(
        page=page,
        lines=lines,
        prose=prose,
        roles=roles,
        headings=heads,
        title=title,
        regions=found,
        first=next((n for n, block in enumerate(blocks) if found.in_story(block.zone)), len(blocks)),
        opening=told[0] if told else len(blocks),
        closing=told[-1] if told else len(blocks),
        asides=_within(page.layout, [zone.tag == "aside" for zone in page.layout.zones]),
        quotes=_within(page.layout, [zone.tag == "blockquote" or _quotes(zone.marks) for zone in page.layout.zones]),
        frames=_frames(page.layout, roles),
        cards=cards_of(page.layout),
        stated=squeezed(article.body or "") if len(article.body or "") <= LONGEST_STATED else "",
        names=names,
        authors=authors_of(page.facts, article, marks.words.masthead),
        description=" ".join(squeezed(one[:LONGEST_NAMES]) for one in said if one),
        marks=marks,
    )


def title_line(lines: list[str], names: str, roles: list[str], tops: list[int]) -> int | None:
    """The line that is the page's headline: the h1 that the page's metadata repeats, else its only or longest h1.

    A short h1 that they do not repeat is the site's name where another line is the story's.
    """
    named = [
        number
        for number, (line, role) in enumerate(zip(lines, roles, strict=True))
        if role in ("", "headline", "lead") and is_named(line, names)
    ]
    long = [number for number in tops if len(lines[number]) >= SHORTEST_TITLE]
    for listed in ([number for number in tops if number in named], long, named, tops):
        if listed:
            return max(listed, key=lambda number: (len(lines[number]), -number))
    return None


def _tops(layout: Layout) -> list[int]:
    """The lines that stand in the headings that can be the page's title."""
    found, tops = title_zones(layout), [False] * len(layout.zones)
    for number, zone in enumerate(layout.zones):
        tops[number] = number in found or (zone.parent >= 0 and tops[zone.parent])
    return [number for number, block in enumerate(layout.blocks) if tops[block.zone]]


def _within(layout: Layout, these: list[bool]) -> list[bool]:
    """For each zone whether it is one of these or stands in one."""
    found: list[bool] = []
    for zone, own in zip(layout.zones, these, strict=True):
        found.append(own or (zone.parent >= 0 and found[zone.parent]))
    return found


@lru_cache(maxsize=16_384)
def _quotes(marks: str) -> bool:
    """Whether the names of an element say that it shows what somebody said."""
    return QUOTED.search(marks) is not None


def _frames(layout: Layout, roles: list[str]) -> list[int]:
    """For each zone of captions and credits the outermost one around it that is a caption's; -1 for others."""
    found: list[int] = []
    for number, (zone, role) in enumerate(zip(layout.zones, roles, strict=True)):
        around = found[zone.parent] if zone.parent >= 0 else -1
        begins = number if around < 0 and role == "caption" else around
        found.append(begins if role in ("caption", "credit") else -1)
    return found


def is_named(line: str, names: str) -> bool:
    """Whether a line stands in what the page calls itself."""
    if not 15 <= len(line) <= len(names) + 20:
        return False
    return squeezed(line) in names


def squeezed(text: str) -> str:
    """A text in lower case with nothing but its letters and digits, one space between words."""
    return SPACE.sub(" ", text.casefold()).strip()
