"""Roles for every line of an HTML page, from its layout, what it states for machines, and the words of the line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.document.head import settled
from dateline.document.labels import pieces
from dateline.document.layout import Block, Page
from dateline.document.linked_data import Article
from dateline.document.marks import Marks, at
from dateline.document.runs import FINAL, Run
from dateline.document.zones import inside, is_prose, link_share, story_zone, zone_roles

# Marks that a line's own words may set against its place in the story; the rest is left to the layout.
TRUSTED = {"related": True, "credit": True, "caption": True, "comment": False, "boilerplate": True, "dateline": True}
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
SPACE = re.compile(r"\W+")


def label_page(page: Page, article: Article, marks: Marks) -> tuple[Run, ...]:
    """Runs that cover every visible character of the page's text, in order, each with its role."""
    roles = zone_roles(page.text, page.layout, marks.words.classes)
    story = inside(page.layout, story_zone(page.text, page.layout, roles))
    stated = squeezed(article.body or "")
    title = title_block(page, article, roles)
    runs: list[Run] = []
    for block in page.layout.blocks:
        if block is title:
            runs.append(Run(block.start, block.end, "headline", "title"))
        else:
            runs.extend(_block(page, block, roles[block.zone], story[block.zone], stated, marks))
    return tuple(settled(page.text, runs, marks))


def title_block(page: Page, article: Article, roles: list[str]) -> Block | None:
    """The line that is the page's headline: the h1 that the page's metadata repeats, else its only or longest h1."""
    tops = [block for block in page.layout.blocks if _tag(page, block) == "h1"]
    names = squeezed(" ".join(filter(None, (article.headline, page.facts.meta.get("og:title"), page.facts.title))))
    named = [
        block for block in page.layout.blocks if roles[block.zone] in ("", "headline") and _named(page, block, names)
    ]
    for listed in ([block for block in tops if block in named], tops, named):
        if listed:
            return max(listed, key=lambda block: (block.end - block.start, -block.start))
    return None


def _named(page: Page, block: Block, names: str) -> bool:
    line = squeezed(page.text[block.start : block.end])
    return len(line) >= 15 and line in names


def _tag(page: Page, block: Block) -> str:
    zone = block.zone
    for _ in range(4):
        if zone < 0:
            break
        tag = page.layout.zones[zone].tag
        if tag == "h1" or tag in HEADINGS:
            return tag
        zone = page.layout.zones[zone].parent
    return ""


def _block(page: Page, block: Block, role: str, in_story: bool, stated: str, marks: Marks) -> Iterator[Run]:
    line = page.text[block.start : block.end]
    if len(line) >= 25 and stated and squeezed(line) in stated:
        yield from pieces(page.text, block.start, block.end, marks)
        return
    if role and role != "headline":
        yield Run(block.start, block.end, role)
        return
    mark = marks.of(line)
    if mark is not None and TRUSTED.get(mark[0]):
        yield at(block.start, block.end, mark)
        return
    if not in_story:
        yield Run(block.start, block.end, "boilerplate")
        return
    if is_link_line(line, block):
        yield Run(block.start, block.end, "related")
    elif is_prose(line, block.linked) or is_small_prose(page, block, line):
        yield from pieces(page.text, block.start, block.end, marks)
    else:
        yield Run(block.start, block.end, "boilerplate")


def is_link_line(line: str, block: Block) -> bool:
    """Whether a line of the story is a link to another story."""
    return link_share(block) > 0.7 and (FINAL.search(line) is None or link_share(block) > 0.95)


def is_small_prose(page: Page, block: Block, line: str) -> bool:
    """Whether a short line of the story is a paragraph, a list item or a subheading of it."""
    tag = page.layout.zones[block.zone].tag
    return tag in ("p", "li", "blockquote", "td") or _tag(page, block) in HEADINGS or FINAL.search(line) is not None


def squeezed(text: str) -> str:
    """A text in lower case with nothing but its letters and digits, one space between words."""
    return SPACE.sub(" ", text.casefold()).strip()
