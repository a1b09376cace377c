"""The role of one line of an HTML page by its place, its element and its own words."""

from __future__ import annotations

import re

from dateline.document.authors import names_authors
from dateline.document.layout import Block
from dateline.document.line_authors import READ_TIME, UNDATED, is_no_name, undated
from dateline.document.line_furniture import COUNTED, DIGIT, beside, furniture, is_teaser_heading
from dateline.document.line_pictures import (
    BELOW,
    is_above_caption,
    is_beside_title,
    is_clip_title,
    is_led,
    is_of_other,
    is_owned_caption,
    is_rights,
    is_source,
)
from dateline.document.outside import TITLE_LETTERS
from dateline.document.page_view import View, is_named, squeezed
from dateline.document.signatures import BARE_CLOCK, DATED, are_authors, is_dated, is_signed, signature
from dateline.document.zones import ends, holder, link_share

# A role and its cue, as of a run.
Verdict = tuple[str, str]
HEADING: Verdict = ("comment", "heading")
RIGHTS: Verdict = ("credit", "picture")
# Marks that a line's own words may set against its place in the story; the rest is left to the layout.
TRUSTED = frozenset({"related", "credit", "caption", "boilerplate"})
# '3 of 12', '01:53': pictures and videos are counted.
COUNTER = re.compile(r"^[\W\d]*(?:of|von|de|sur|di|/)?[\W\d]*$", re.IGNORECASE)
LONGEST_CREDIT = 120
# Under an embedded post: '— Valley Guard (@valleyguard) 5 May 2021'.
EMBEDDED = re.compile(r"^[—–-]+\s.*\(@\w+\)")
TIMED = 2
# More links in one line are the buttons of a share bar.
MOST_COMMENT_LINKS = 3
# So many lines above the headline a picture may stand.
ABOVE = 6
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
        return of_readers(view, number)
    if role == "player":
        named = in_article and is_clip_title(view, number) and COUNTER.match(line) is None
        return ("caption" if named else "boilerplate"), ""
    if role == "boilerplate" and is_led(view, number):
        return RIGHTS
    if role == "boilerplate":
        return dated_by(view, line) if is_stamp(view, number) else (furniture(view, number), "")
    if in_article and view.title is not None and line == view.lines[view.title] and not block.linked:
        return "headline", ""
    if role in ("caption", "credit") or (role == "dateline" and not view.prose[number]):
        return signed(view, number, role) if is_own(view, number, role) else (aside(view, number), "")
    if is_opening(view, number) and (found := signed_above(view, number)) is not None:
        return found
    if is_link_line(line, block):
        return beside(view, number), ""
    if role == "lead" and number > view.first + OPENING and beside(view, number) == "related":
        return "related", ""
    if role in ("related", "aside") and not is_stated(view, line):
        return role if role == "related" else aside(view, number), ""
    return None


def of_readers(view: View, number: int) -> Verdict:
    """A line of the comments by its element: not what dates the story, counts another's comments, or shares it."""
    line, block = view.lines[number], view.page.layout.blocks[number]
    if is_opening(view, number) and is_stamp(view, number):
        return dated_by(view, line)
    if number > view.closing and COUNTED.fullmatch(line) and beside(view, number) == "related":
        return "related", ""
    return ("boilerplate" if block.links > MOST_COMMENT_LINKS else "comment"), ""


def by_words(view: View, number: int) -> Verdict:
    """The role of a line of text: what its words say that it is, else what its place makes of it."""
    line, block = view.lines[number], view.page.layout.blocks[number]
    in_story, in_article = view.regions.in_story(block.zone), view.regions.in_article(block.zone)
    mark = view.marks.of(line) if len(line) <= LONGEST_MARKED else None
    dated = dated_in(view, number, mark) if in_article else None
    if dated is not None:
        return dated
    if (in_article and number < view.closing and is_rights(view, line)) or is_led(view, number):
        return RIGHTS
    if in_story and number > view.closing and names_authors(line, view.authors):
        return "credit", ""
    if in_article and block.linked == 0 and is_owned_caption(line):
        return "caption", ""
    if mark is not None and mark[0] == "related" and in_story and is_above_caption(view, number):
        return "caption", ""
    if mark is not None and (mark[0] in TRUSTED or mark == HEADING or (mark[0] == "comment" and not in_story)):
        return mark
    if in_article and is_signed(line):
        return "credit", "byline"
    if is_call(view, line, block):
        return "boilerplate", ""
    if in_article and is_repeated(view, number):
        return "headline", ""
    if in_story or is_stated(view, line):
        kicker = view.title is not None and number < view.title
        told = view.prose[number] or (not kicker and is_small_prose(view, block, line))
        return ("body" if told else "boilerplate"), ""
    return ("body" if in_article and is_lead(view, number) else beside(view, number)), ""


def dated_in(view: View, number: int, mark: Verdict | None) -> Verdict | None:
    """The role of a line of the article that is a date: of another story, of an embedded post, or of this one."""
    line, block = view.lines[number], view.page.layout.blocks[number]
    marked = mark is not None and mark[0] == "dateline"
    clip = is_opening(view, number) and BARE_CLOCK.fullmatch(line) is not None
    if clip or not (marked or is_dated(line)):
        return None
    if view.regions.in_story(block.zone) and EMBEDDED.match(line) is not None:
        return "body", ""
    if number > view.first and beside(view, number) == "related":
        return "related", ""
    return mark if marked and mark is not None else ("dateline", "")


def is_opening(view: View, number: int) -> bool:
    """Whether a line stands between the headline and the first line of the story's running text."""
    return view.title is not None and view.title < number < view.opening


def signed_above(view: View, number: int) -> Verdict | None:
    """Who wrote the story, or when, in a line below the headline that no element says that of."""
    line, block = view.lines[number], view.page.layout.blocks[number]
    dated = block.linked == 0 and is_dated(line) and BARE_CLOCK.fullmatch(line) is None
    signs = signature(line, view.marks.words.masthead.label) is not None
    leads = view.marks.words.masthead.author_lead.match(f"{line} ")
    if leads is not None and leads.end() > len(line):
        return "credit", ""
    if not signs and (names_authors(line, view.authors) or are_authors(line)):
        return "credit", ""
    if not signs and is_signed(line) and not (is_beside_title(view, number) and beside(view, number) == "related"):
        return "credit", "byline"
    if not signs and not dated:
        return None
    labelled = view.marks.words.masthead.label.search(line) is not None
    others = not labelled and leads is None and is_beside_title(view, number) and beside(view, number) == "related"
    return ("related", "") if others else dated_by(view, line)


def dated_by(view: View, line: str) -> Verdict:
    """A line that dates the story, with the cue that its words give."""
    mark = view.marks.of(line)
    return mark if mark is not None and mark[0] == "dateline" else ("dateline", "")


def is_own(view: View, number: int, role: str) -> bool:
    """Whether a line that its element calls caption, credit or date is the story's: others stand in other stories."""
    zone = view.page.layout.blocks[number].zone
    if role != "caption" and view.asides[zone] and not is_opening(view, number):
        return False
    if not view.regions.in_article(zone):
        near = view.title is not None and view.title - ABOVE <= number < view.opening
        return near and (is_opening(view, number) or view.frames[zone] >= 0) and beside(view, number) != "related"
    if role == "caption":
        return not is_of_other(view, number)
    if number < view.opening:
        return True
    return beside(view, number) != "related" or (role == "credit" and not is_beside_title(view, number))


def aside(view: View, number: int) -> str:
    """What a line beside the story is: of another story, or of a box with the outlet's addresses and offers."""
    line = view.lines[number]
    if is_teaser_heading(view, number):
        return "related"
    mark = view.marks.of(line) if len(line) <= LONGEST_MARKED else None
    return "boilerplate" if "@" in line or (mark is not None and mark[0] == "boilerplate") else beside(view, number)


def is_stamp(view: View, number: int) -> bool:
    """Whether a line among buttons dates the story: below its headline, or anywhere in it with a label."""
    line, block = view.lines[number], view.page.layout.blocks[number]
    if (
        block.linked > 0
        or BARE_CLOCK.fullmatch(line) is not None
        or not (is_dated(line) or signature(line, view.marks.words.masthead.label) is not None)
    ):
        return False
    words = view.marks.words.masthead
    labelled = words.label.search(line) is not None or words.author_lead.match(line) is not None
    near = view.regions.in_article(block.zone) or view.closing < number <= view.closing + BELOW
    return is_opening(view, number) or (labelled and near)


def signed(view: View, number: int, role: str) -> Verdict:
    """A caption, credit or date by its element: a picture's source alone is a credit, an author's life boilerplate."""
    line, block = view.lines[number], view.page.layout.blocks[number]
    if role != "caption" and is_dated(line) and not names_authors(line, view.authors):
        return ("caption", "") if view.frames[block.zone] >= 0 else dated_by(view, line)
    if view.quotes[block.zone] and view.regions.in_story(block.zone):
        return "body", ""
    if role in ("caption", "credit") and is_opening(view, number) and (above := signed_above(view, number)) is not None:
        return above
    if (
        COUNTER.match(line) is not None
        or (DIGIT.search(line) and READ_TIME.fullmatch(line))
        or (role == "credit" and is_no_name(view, number))
    ):
        return "boilerplate", ""
    mark = view.marks.of(line) if len(line) <= LONGEST_CREDIT else None
    if mark is not None and mark[0] == "related" and role == "caption":
        return mark
    if role == "dateline" and UNDATED.fullmatch(line) is not None and (mark is None or mark[0] != "dateline"):
        return undated(view, line), ""
    if role == "caption" and is_source(view, number):
        return "credit", ""
    if mark is not None and mark[0] == "credit" and role == "caption":
        return mark
    if role == "credit" and mark is not None and mark[0] == "dateline":
        return "dateline", ""
    return role, ""


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
    # A day and an hour: when a programme was sent.
    return bool(view.prose[number]) and ends(line) and len(DATED.findall(line)) < TIMED


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
