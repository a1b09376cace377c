"""Lines with pictures and clips on an HTML page: whose they are, and who made what they show."""

from __future__ import annotations

import re

from dateline.document.cells import is_name
from dateline.document.outside import MOSTLY, TITLE_LETTERS, is_title
from dateline.document.page_view import View
from dateline.document.zones import ends, link_share

# 'Ann Roe / Pool via North Coast Agency'.
LONGEST_SOURCE = 60
# '© Ann Roe', but not '© 2026 Kivu Echo'.
OWNED = re.compile(r"©\s*(?!\d|copyright)[^\d]+$", re.IGNORECASE)
# So many lines below the story its footer may sign it.
BELOW = 8
OWNED_END = re.compile(r"[^\W\d].{15,300}\s©\s*[^\d©]{3,60}$")
CLIP_TITLE = re.compile(r"title|titel|headline", re.IGNORECASE)
SOURCE_LABEL = re.compile(r"^[^\W\d]+(?: [^\W\d]+)?\s*:\s*")
SOURCE_JOINTS = re.compile(r"[/|,·•–-]|\bvia\b|©")


def is_of_other(view: View, number: int) -> bool:
    """Whether a line with a picture is a link to another story, or stands behind the story in its teaser."""
    block = view.page.layout.blocks[number]
    if number > view.closing and (link_share(block) > MOSTLY or is_beside_title(view, number)):
        return True
    return is_title(block) and view.page.layout.zones[block.zone].tag not in ("figure", "figcaption")


def is_beside_title(view: View, number: int) -> bool:
    """Whether a line is a link, or a link to another story stands directly above or below it."""
    blocks = view.page.layout.blocks
    near = blocks[max(0, number - 2) : number + 3]
    return blocks[number].linked > 0 or any(is_title(block) for block in near)


def is_above_caption(view: View, number: int) -> bool:
    """Whether a line without a link stands above the caption of a clip: 'WATCH: ...'."""
    blocks = view.page.layout.blocks
    if blocks[number].linked > 0 or number + 1 >= len(blocks):
        return False
    return view.roles[blocks[number + 1].zone] == "caption"


def is_rights(view: View, line: str) -> bool:
    """Whether a line names the agency that a picture is from, or its owner: 'A Name/Getty Images', '© A Name'."""
    return len(line) <= LONGEST_SOURCE and (OWNED.match(line) is not None or view.marks.is_picture_credit(line))


def is_source(view: View, number: int) -> bool:
    """Whether a line of a picture names its source: names or a sign of copyright, beside a longer line."""
    line = view.lines[number]
    if len(line) > LONGEST_SOURCE or ends(line):
        return False
    if is_rights(view, line):
        return True
    bare = SOURCE_JOINTS.sub(" ", SOURCE_LABEL.sub("", line)).strip()
    if " " not in bare and not bare.isupper():
        return False
    return is_name(bare) and ("/" in line or any(_captions(view, number, other) for other in (number - 1, number + 1)))


def _captions(view: View, number: int, other: int) -> bool:
    """Whether another line is of the same picture and tells more of it."""
    blocks = view.page.layout.blocks
    if not 0 <= other < len(blocks) or view.roles[blocks[other].zone] != "caption":
        return False
    same = view.frames[blocks[other].zone] == view.frames[blocks[number].zone]
    return same and len(view.lines[other]) >= max(TITLE_LETTERS, len(view.lines[number]))


def is_owned_caption(line: str) -> bool:
    """Whether a line tells something and then whose the picture is: 'The market at noon © A Name'."""
    return OWNED_END.match(line) is not None


def is_clip_title(view: View, number: int) -> bool:
    """Whether a line in a player is a heading or named as the title."""
    block = view.page.layout.blocks[number]
    return bool(view.headings[block.zone]) or CLIP_TITLE.search(view.page.layout.zones[block.zone].marks) is not None


def is_led(view: View, number: int) -> bool:
    """Whether a line of the story, or just below it, names after a colon who wrote or made it: 'Quelle: dpa'."""
    line = view.lines[number]
    lead = view.marks.words.masthead.author_lead.match(line)
    if lead is None or ":" not in lead[0] or len(line) > LONGEST_SOURCE or ends(line):
        return False
    above = view.title is not None and view.title < number
    return above and number <= view.closing + BELOW and not is_beside_title(view, number)
