"""Lines of an HTML page whose element promises an author or a date, and which are neither."""

from __future__ import annotations

import re

from dateline.document.authors import names_authors
from dateline.document.cells import is_name
from dateline.document.outside import MOSTLY
from dateline.document.page_view import View
from dateline.document.signatures import is_signed
from dateline.document.zones import link_share

READ_TIME = re.compile(r"[\d:]+\s?[^\W\d]+\.?")
# No number, or a small one: '6 minute read'.
UNDATED = re.compile(r"[^\d]*(?:\d{1,2}[^\d]*)?")
LONGEST_NAMES = 12


def undated(view: View, line: str) -> str:
    """What a line without a date is whose element promises one: its label, its author, or a button beside it."""
    if names_authors(line, view.authors) or is_signed(line):
        return "credit"
    return "dateline" if view.marks.words.masthead.label.match(line) is not None else "boilerplate"


def is_no_name(view: View, number: int) -> bool:
    """Whether a line beside an author names nobody: a life, a section, 'View publications', '3 min'."""
    line, block = view.lines[number], view.page.layout.blocks[number]
    if view.prose[number] or line.islower() or READ_TIME.fullmatch(line) is not None:
        return True
    if line.casefold().strip(" :") in view.marks.words.section_labels:
        return True
    cased = line.casefold() != line.upper() and len(line.split()) > 1
    return link_share(block) > MOSTLY and cased and not is_name(line, LONGEST_NAMES) and not is_signed(line)
