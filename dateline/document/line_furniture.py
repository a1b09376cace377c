"""Lines in the furniture of an HTML page: what leads to other stories, to the comments, and the rest."""

from __future__ import annotations

import re

from dateline.document.outside import TITLE_LETTERS, is_title, outside
from dateline.document.page_view import View
from dateline.document.signatures import is_dated
from dateline.document.zones import ends, holder

LONGEST_COUNT = 60
COUNTED = re.compile(r"[\W\d]+")
HEADING_WORDS, COMMENT_WORDS = 5, 6
DIGIT = re.compile(r"\d")


def furniture(view: View, number: int) -> str:
    """What a line in the site's furniture is: another story in a footer's list, the title in a bar, a comment count."""
    line, block = view.lines[number], view.page.layout.blocks[number]
    if (
        is_listed(view, number)
        or is_teaser_heading(view, number)
        or (is_dated(line) and beside(view, number) == "related")
    ):
        return "related"
    if len(line) <= LONGEST_COUNT and (line.count(" ") > 1 or DIGIT.search(line) is not None):
        words = COUNTED.sub(" ", line.casefold()).strip()
        if words in view.marks.words.comment_headings:
            return "comment"
    if says_comment(view, number):
        return "comment"
    told = view.title is not None and len(line) >= TITLE_LETTERS and line == view.lines[view.title]
    return "headline" if told and not block.linked and holder(view.page.layout, block.zone) != "li" else "boilerplate"


def is_listed(view: View, number: int) -> bool:
    """Whether a line of the furniture is a heading that links to a story: lists of the latest stand in footers, too."""
    block = view.page.layout.blocks[number]
    return is_title(block) and bool(view.headings[block.zone])


def is_teaser_heading(view: View, number: int) -> bool:
    """Whether a short line below the first of the story heads other stories: 'Most read', 'More on Karsa'."""
    line, words = view.lines[number], view.marks.words
    if number < view.opening or line.count(" ") >= HEADING_WORDS or ends(line):
        return False
    return line.casefold().strip(" :") in words.teaser_headings or words.teaser_heading_start.match(line) is not None


def says_comment(view: View, number: int) -> bool:
    """Whether a button below the headline leads to the comments: 'Log in to comment', 'Vedi tutti i commenti (0)'."""
    line = view.lines[number]
    if view.title is None or number < view.title or not 0 < line.count(" ") < COMMENT_WORDS:
        return False
    return any(word.startswith(view.marks.words.comment_stems) for word in line.casefold().split())


def beside(view: View, number: int) -> str:
    """What a line that is not of the story is: a link to another or what stands beside it, or furniture."""
    return outside(view.cards, view.page.layout.blocks[number], view.lines[number])
