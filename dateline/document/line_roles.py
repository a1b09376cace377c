"""The role of one line of an HTML page by its place, its element and its own words."""

from __future__ import annotations

import re

from dateline.document.layout import Block
from dateline.document.outside import TITLE_LETTERS, is_title, outside
from dateline.document.page_view import View, is_named, squeezed
from dateline.document.signatures import is_dated, is_signed
from dateline.document.zones import ends, holder, link_share

# A role and its cue, as of a run.
Verdict = tuple[str, str]
HEADING: Verdict = ("comment", "heading")
# Marks that a line's own words may set against its place in the story; the rest is left to the layout.
TRUSTED = frozenset({"related", "credit", "caption", "boilerplate"})
DIGIT = re.compile(r"\d")
LONGEST_COUNT = 60
COUNTED = re.compile(r"[\W\d]+")
# '3 of 12', '01:53': pictures and videos are counted.
COUNTER = re.compile(r"^[\W\d]*(?:of|von|de|sur|di|/)?[\W\d]*$", re.IGNORECASE)
LONGEST_CREDIT = 120
# No mark holds for a line of more than sixty words.
LONGEST_MARKED = 500
# Behind the first lines of a story a standfirst beside a link is another story's.
OPENING = 2
# Longer calls tell something.
LONGEST_CALL = 400


def structure(view: View, number: int) -> Verdict:
    """The role of a line by its place, its element and its own words."""
    return by_element(view, number) or by_words(view, number)


def by_element(view: View, number: int) -> Verdict | None:
    """The role of a line whose element says what it is, or that is a link to another story; None for others."""
    line, block = view.lines[number], view.page.layout.blocks[number]
    role, in_article = view.roles[block.zone], view.regions.in_article(block.zone)
    if number == view.title:
        return "headline", "title"
    if role == "comment":
        return role, ""
    if role == "boilerplate":
        return furniture(view, number), ""
    if in_article and view.title is not None and line == view.lines[view.title] and not block.linked:
        return "headline", ""
    if role in ("caption", "credit") or (role == "dateline" and not view.prose[number]):
        return signed(view, number, role) if in_article else (beside(view, number), "")
    if is_link_line(line, block):
        return beside(view, number), ""
    if role == "lead" and number > view.first + OPENING and beside(view, number) == "related":
        return "related", ""
    if role in ("related", "aside") and not is_stated(view, line):
        return role if role == "related" else aside(view, number), ""
    return None


def by_words(view: View, number: int) -> Verdict:
    """The role of a line of text: what its words say that it is, else what its place makes of it."""
    line, block = view.lines[number], view.page.layout.blocks[number]
    in_story, in_article = view.regions.in_story(block.zone), view.regions.in_article(block.zone)
    mark = view.marks.of(line) if len(line) <= LONGEST_MARKED else None
    if mark is not None and mark[0] == "dateline":
        dated: Verdict | None = mark if in_article else None
    else:
        dated = ("dateline", "") if in_article and is_dated(line) else None
    if dated is not None:
        return ("related", "") if number > view.first and beside(view, number) == "related" else dated
    if mark is not None and (mark[0] in TRUSTED or mark == HEADING or (mark[0] == "comment" and not in_story)):
        return mark
    if in_article and is_signed(line):
        return "credit", "byline"
    if is_call(view, line, block):
        return "boilerplate", ""
    if in_article and is_repeated(view, number):
        return "headline", ""
    if in_story or is_stated(view, line):
        return ("body", "") if view.prose[number] or is_small_prose(view, block, line) else ("boilerplate", "")
    return ("body" if in_article and is_lead(view, number) else beside(view, number)), ""


def beside(view: View, number: int) -> str:
    """What a line that is not of the story is: a link to another or what stands beside it, or furniture."""
    return outside(view.cards, view.page.layout.blocks[number], view.lines[number])


def aside(view: View, number: int) -> str:
    """What a line beside the story is: of another story, or of a box with the outlet's addresses and offers."""
    line = view.lines[number]
    mark = view.marks.of(line) if len(line) <= LONGEST_MARKED else None
    return "boilerplate" if "@" in line or (mark is not None and mark[0] == "boilerplate") else beside(view, number)


def furniture(view: View, number: int) -> str:
    """What a line in the site's furniture is: another story in a footer's list, the title in a bar, a comment count."""
    line, block = view.lines[number], view.page.layout.blocks[number]
    if is_listed(view, number) or (is_dated(line) and beside(view, number) == "related"):
        return "related"
    if len(line) <= LONGEST_COUNT and (line.count(" ") > 1 or DIGIT.search(line) is not None):
        words = COUNTED.sub(" ", line.casefold()).strip()
        if words in view.marks.words.comment_headings:
            return "comment"
    told = view.title is not None and len(line) >= TITLE_LETTERS and line == view.lines[view.title]
    return "headline" if told and not block.linked and holder(view.page.layout, block.zone) != "li" else "boilerplate"


def signed(view: View, number: int, role: str) -> Verdict:
    """A caption, credit or date by its element: a picture's source alone is a credit, an author's life boilerplate."""
    line = view.lines[number]
    if (role == "credit" and (view.prose[number] or line.islower())) or COUNTER.match(line) is not None:
        return "boilerplate", ""
    mark = view.marks.of(line) if len(line) <= LONGEST_CREDIT else None
    if mark is not None and mark[0] == "credit" and role == "caption":
        return mark
    if role == "credit" and (is_dated(line) or (mark is not None and mark[0] == "dateline")):
        return "dateline", ""
    return role, ""


def is_listed(view: View, number: int) -> bool:
    """Whether a line of the furniture is a heading that links to a story: lists of the latest stand in footers, too."""
    block = view.page.layout.blocks[number]
    return is_title(block) and bool(view.headings[block.zone])


def is_stated(view: View, line: str) -> bool:
    """Whether the page's metadata has the line in the body of the article."""
    return len(line) >= 25 and bool(view.stated) and squeezed(line) in view.stated


def is_call(view: View, line: str, block: Block) -> bool:
    """Whether a line asks the reader to subscribe, to follow, to write: two words of that, or one beside a link."""
    if len(line) > LONGEST_CALL:
        return False
    found = {call[0].casefold() for call in view.marks.words.call_mark.finditer(line)}
    return len(found) > 1 or (len(found) == 1 and (block.linked > 0 or "@" in line))


def is_repeated(view: View, number: int) -> bool:
    """Whether a heading below the headline says again what the page is called."""
    line = view.lines[number]
    if view.title is None or number < view.title:
        return False
    if not view.headings[view.page.layout.blocks[number].zone] or len(line) < TITLE_LETTERS:
        return False
    return is_named(line, view.names)


def is_lead(view: View, number: int) -> bool:
    """Whether a line between headline and story is the story's standfirst."""
    line = view.lines[number]
    if view.title is None or not view.title < number < view.first:
        return False
    if view.roles[view.page.layout.blocks[number].zone] == "lead":
        return True
    bare = squeezed(line)
    if len(bare) >= 20 and (bare in view.description or bare[:60] in view.description):
        return True
    return bool(view.prose[number]) and ends(line)


def is_link_line(line: str, block: Block) -> bool:
    """Whether a line is a link to another story."""
    share = link_share(block)
    return share > 0.95 or (share > 0.5 and not ends(line))


def is_small_prose(view: View, block: Block, line: str) -> bool:
    """Whether a short line of the story is a paragraph, a list item or a subheading of it."""
    tag = holder(view.page.layout, block.zone)
    if tag == "li" and link_share(block) >= 0.5:
        return False
    return tag in ("p", "li", "blockquote", "td") or bool(view.headings[block.zone]) or ends(line)
