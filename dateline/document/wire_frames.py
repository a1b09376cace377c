"""The frame of an agency's story: 'BOGOTA, 3 MAY 91 (XYZ) -- [TEXT]', with place, day, agency and remarks."""

from __future__ import annotations

import re

from msgspec import Struct

from dateline.model.document import DateCandidate
from dateline.values.publication import LAST_CENTURY, month_of, publication

LONGEST = 240
LETTERS = r"[^\W\d_]"
WORDS = rf"{LETTERS}[\w.'’/-]*(?:\s{LETTERS}[\w.'’/-]*){{0,4}}"
MONTH = rf"{LETTERS}{{3,10}}\.?"
# What the desk says of the text before or behind the frame: '[TEXT]', '[REPORT BY ...]', '[EXCERPTS]'.
REMARKS = r"(?:\[[^\[\]]{1,120}\]\s*){0,4}"
FRAME = re.compile(
    rf"{REMARKS}(?P<place>{WORDS}(?:\s?\([^()\d]{{2,30}}\)|,\s?{WORDS}){{0,2}})[,.]\s+"
    rf"(?:\d{{1,2}}\s(?P<month>{MONTH})|(?P<month_first>{MONTH})\s\d{{1,2}})(?:,?\s(?:(?:19|20)\d\d|\d\d))?(?![\w:])"
    r"(?:,?\s*\((?P<agency>[^()]{2,60})\)|[.,]?\s*/(?P<slashed>[\w-]{2,20})/|,\s(?P<letters>[A-Z]{2,8})(?=\s))?"
    rf"(?P<sign>\s?[.,]?\s?[-–—_:]{{1,2}}|\.)\s+{REMARKS}"
)
# How monitoring services file what they hear: 'Kabul XYZ in Dari 1430 GMT 3 May 91'.
HEARD = re.compile(
    rf"(?:[A-Z]{{2,4}}\d{{8,12}}\s)?{WORDS}\sin\s{LETTERS}+\s\d{{4}}\sgmt\s\d{{1,2}}\s(?P<month>{MONTH})\s\d\d(?:\s--?\s+|$)",
    re.IGNORECASE,
)
SHORT_YEAR = re.compile(rf"(?P<before>\d{{1,2}}\s{MONTH}\s)(?P<year>\d\d)(?![\d:])")


class Frame(Struct, frozen=True):
    """How long a frame is, and the words in it that say whose the story is."""

    length: int
    agency: str | None


def frame_of(line: str) -> Frame | None:
    """The frame at the start of a line; None when there is none.

    A day tells it with an agency, in any case of letters; without one the place must be in capitals and a dash follow.

    >>> frame_of("BOGOTA, 3 MAY 91 (XYZ) -- [TEXT] THE ARMY"), frame_of("On Monday, 3 May (a Friday), the army")
    (Frame(length=33, agency='XYZ'), None)
    """
    found = HEARD.match(line[:LONGEST]) or FRAME.match(line[:LONGEST])
    if found is None:
        return None
    told = found.groupdict()
    month = told["month"] or told.get("month_first")
    if month is None or month_of(month.strip(".").casefold()) is None:
        return None
    agency = next((told[name] for name in ("agency", "slashed", "letters") if told.get(name)), None)
    dashed = "place" not in told or (told["sign"] != "." and told["place"].split(",")[0].isupper())
    return Frame(found.end(), agency) if agency is not None or dashed else None


def frame_day(line: str) -> DateCandidate | None:
    """The day of a frame whose year has two digits, or None."""
    found = SHORT_YEAR.search(line)
    if found is None:
        return None
    year = int(found["year"])
    return publication(f"{found['before']}{1900 + year if year >= LAST_CENTURY else 2000 + year}")
