"""What stands before or after the running text in one line: dates, agency datelines, credits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.document.cells import BARE_CLOCK, CLOCK, DATE
from dateline.document.marks import Marks
from dateline.document.runs import Run, word_count
from dateline.document.wire_frames import frame_of
from dateline.values.publication import publication

HEAD_DATE = re.compile(
    rf"\W*(?P<label>(?:date|dated|published|posted|updated|last updated|created|on)\b\s*(?:on)?\s*:?\s*)?{DATE}{CLOCK}",
    re.I,
)
SIGNED = re.compile(
    rf"(?P<by>[Bb][Yy]\s.{{3,80}}?)(?:\s[-–—|•·]|,)\s*(?P<date>(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?{DATE}{CLOCK})$"
)
READING = re.compile(r"(?P<date>.{6,90}?[|•·]\s*)(?P<control>\d{1,2}[ -]min(?:ute)?s?[ -]read)$", re.IGNORECASE)
LONGEST_DATELINE = 160
PLACE = r"[A-Z][\w.'’-]*(?:[ /](?:[A-Z][\w.'’-]*|de|la|el|al|of|the|and))*"
DAY = r"(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s*\d{4})?|\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?)"
DATELINE = re.compile(
    rf"(?P<place>{PLACE}(?:,\s*{PLACE}){{0,2}})?(?P<day>,\s*{DAY})?,?\s*"
    r"(?:\((?P<agency>[^()]{2,40})\)\s*(?P<sign>[-–—:|?_\ufffd]*)|(?P<dash>[-–—]{1,2}|:))\s+"
)
# The letters of an agency that no table knows.
INITIALS = re.compile(r"[A-Z]{2,6}(?:/[A-Z]{2,6})*")
HEADLINE_TAIL = re.compile(
    rf"(?<!\s)\s+(?P<tail>{DATE}{CLOCK}|(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{{1,4}}:\d\d)$"
)
TAIL_CREDIT = re.compile(
    r"(?:(?<=[.!?\"”’)\s])|^)(?:Credit|Source|Video|Video credit|Footage)s?\s?:\s?\S[^.!?]{0,60}\.?$"
)
TAIL_PAREN = re.compile(r"[(\[](?P<inside>[^()\[\]]{2,200})[)\]]\.?$")
TAIL_AGENCY = re.compile(r"(?<=[.!?\"”’])\s*[-–—/]{1,2}\s*(?P<name>[A-Z][\w ./]{1,30})\.?$")


def stamped(text: str, start: int, end: int, marks: Marks) -> Iterator[Run]:
    """The runs of a line of author and date, or of date and reading time; none for other lines.

    'By A Name - Agency - Friday, May 4, 2021' is credit and dateline, 'Published May 4 | 3 minute read' dateline and
    boilerplate.
    """
    line = text[start:end]
    signed = SIGNED.match(line)
    if signed is not None and marks.is_masthead(signed["date"]) and marks.is_byline(signed["by"].rstrip(" -–—|,•·")):
        yield Run(start, start + len(signed["by"].rstrip()), "credit", "byline")
        yield Run(start + signed.start("date"), end, "dateline", "masthead")
        return
    timed = READING.match(line)
    if timed is not None and marks.is_masthead(timed["date"].strip(" |•·")):
        yield Run(start, start + len(timed["date"].rstrip()), "dateline", "masthead")
        yield Run(start + timed.start("control"), end, "boilerplate")


def head_date(line: str) -> int:
    """Length of the date and time of publication at the very start of a text; 0 when there is none.

    Without a label ('date', 'published') the date must be followed by a capital letter: 'March 4, 2021 was' is
    running text.
    """
    found = HEAD_DATE.match(line)
    if found is None or publication(found[0]) is None:
        return 0
    rest = line[found.end() :].lstrip(" |,-–—•·:")
    capital = not rest or rest[0].isupper() or rest[0] in "\"“‘'("
    if not capital or (
        found["label"] is None and rest == line[found.end() :].lstrip()[: len(rest)] and "," in line[found.end() :][:1]
    ):
        return 0
    return found.end()


def dateline(line: str, marks: Marks) -> int:
    """Length of the dateline at the start of a story's first line: 'KABUL (Agency) -', 'ADEN, Yemen -'; else 0.

    Without a known agency in brackets the place must be written in capitals. Behind the brackets scraping may have
    made a question mark of the dash.
    """
    framed = frame_of(line)
    if framed is not None:
        return framed.length
    found = DATELINE.match(line[:LONGEST_DATELINE])
    if found is None or word_count(found[0]) > 12:
        return 0
    agency, place = found["agency"], found["place"] or ""
    if marks.words.related_start.fullmatch(place):
        return 0
    if agency is not None and any(marks.names_only(part) for part in (agency, *agency.split("/"))):
        return found.end()
    # In a text that has capitals only they tell nothing.
    if found["day"] is None and line.isupper():
        return 0
    if agency is not None and not (found["sign"] and (INITIALS.fullmatch(agency) or BARE_CLOCK.fullmatch(agency))):
        return 0
    first = place.split(",")[0].replace(" ", "")
    letters = [character for character in first if character.isalpha()]
    return found.end() if len(letters) >= 3 and all(character.isupper() for character in letters) else 0


def credit_start(line: str, marks: Marks) -> tuple[int, str] | None:
    """Where a credit at the end of a line begins, and its cue; None when there is none."""
    found = TAIL_CREDIT.search(line)
    if found is not None and word_count(found[0]) <= 8:
        return found.start(), "credit"
    paren = TAIL_PAREN.search(line)
    if paren is not None:
        inside = paren["inside"]
        if marks.names_only(inside.strip(" -–—")):
            return paren.start(), "agency"
        if marks.words.credit_start.match(inside) or marks.words.credit_mark.search(inside):
            return paren.start(), "credit"
    named = TAIL_AGENCY.search(line)
    if named is not None and marks.names_only(named["name"].rstrip(".")):
        return named.start() + len(named[0]) - len(named[0].lstrip()), "agency"
    return None
