"""Lines that say who wrote a story and when it was published or changed, on pages of any language."""

from __future__ import annotations

import re

from dateline.document.cells import is_name

UNIT = r"(?:m|h|d|min|mins|minutes?|hrs?|hours?|days?|weeks?|months?)"
AGO = (
    rf"\d+\s?{UNIT}\s+ago\b|\bil y a \d+ \w+|\bvor \d+ \w+|\bhace \d+ \w+|\bhá \d+ \w+|\d+ \w+ fa\b|\d+ \w+ geleden\b"
    r"|\b(?:just now|yesterday|today|heute|gestern|hier|ayer|hoy|oggi|ieri)\b"
)
CLOCK = (
    r"\d{1,2}[:h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b)?|\d{1,2}[.:]\d\d(?= ?(?:Uhr|CES?T|BST|GMT|UTC|[ap]\.?m)\b)"
    r"|\b\d{1,2}\s?[ap]\.?m\b"
)
# A month may be glued to what stands before it: 'Ann RoeMay 5, 2021'.
MONTH = r"(?:[^\W\d_][^\W\dA-Z_]{2,11}|[A-Z]{3,9})"
DAY = (
    r"\d{4}[-./]\s?\d{1,2}[-./]\s?\d{1,2}|\d{1,2}[-./]\s?\d{1,2}[-./]\s?(?:\d{4}|\d\d)(?!\d)"
    r"|\d{1,2}(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+|of\s+)?[^\W\d]{3,12}\.?,?\s+(?:de\s+)?\d{4}"
    rf"|{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:at\s+)?\d{{4}}|\d{{4}}年\s?\d{{1,2}}月\s?\d{{1,2}}日"
)
DATED = re.compile(rf"{DAY}|(?i:{CLOCK}|{AGO})")
# The head of a live blog's entry: '14:05 Uhr: Shells fall on the market'.
ENTRY = re.compile(rf"(?:{CLOCK})(?:\s?Uhr)?\s*[:–—-]\s+\w+\s+\w+\s+\w+", re.IGNORECASE)
REST = re.compile(r"[^\W\d]{2,}")
# Beside date and clock: 'Stand', 'Last updated on', 'Uhr', 'Lesedauer Min.', the day of the week.
LONGEST, MOST_WORDS, WORDS_EACH = 120, 8, 4
BY = re.compile(
    r"^(?:[^\W\d]+ )?(?:By|BY|Von|VON|Par|PAR|Por|POR|Di|Door|Av|Af|Przez|Od|Автор)[: ]\s*(?P<name>[^.!?:;|]{3,60})$"
)
# In small letters it stands at the start of a byline.
SMALL_BY = re.compile(r"^(?:by|von|par|por|di|door|av|af|przez)\s+(?P<name>[^!?:;|]{3,60})$")
DATE_LABEL = re.compile(
    r"(?:\b(?:posted|published|updated|last|first|on|at|am|stand|um|le|el|il|the|publié|publicado|actualizado)\b"
    r"|[\s:,.|·•–—-])*$",
    re.IGNORECASE,
)
# 'Posted on 3 May 2021 by Ann Roe': the name behind the date.
NAMED_AFTER = re.compile(r"\b(?:by|von|par|por|door)\s+(?P<name>(?:[^\W\d_][\w.'’-]*\s?){1,5})", re.IGNORECASE)
NAMED_BEFORE = re.compile(r"^(?:[^\W\d]+ )?(?:by|von|par|por|door|di)\s+(?P<name>.{3,60})$", re.IGNORECASE)
CELL = re.compile(r"(?:(?<!\s)\s+)?[|·•/,&]\s*|(?<!\s)\s+(?:and|und|et|y|e|en)\s+")
JOINED = re.compile(r"(?:(?<!\s)\s+)?[/|•·]\s*")
# 'Von dpa'.
LONGEST_PERSON, LONGEST_SHORT = 4, 5
# The length of a clip is written so, too.
BARE_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s*/\s*\d{1,2}[:.]\d\d)?")
DIGIT = re.compile(r"\d")
EDGES = " \t\xa0,;:|·•–—-"
LONGEST_SIGNATURE = 160
# Stretches of a line: start, end and role.
Stretch = tuple[int, int, str]


def is_dated(line: str) -> bool:
    """Whether a line is a date or a time of day and few words beside it: 'Stand: 28.04.2023 17:23 Uhr'.

    >>> is_dated("Publié le 3 mai 2024 à 12h30"), is_dated("Troops left the town on 5 May 2021 and did not return.")
    (True, False)
    """
    # Most lines have words and no digit; that is told in a tenth of the time of the rest.
    if len(line) > LONGEST or (DIGIT.search(line) is None and " " in line.strip()):
        return False
    if DATED.search(line) is None or ENTRY.match(line) is not None:
        return False
    found = DATED.findall(line)
    words = REST.findall(DATED.sub(" ", line))
    return len(words) <= min(MOST_WORDS, WORDS_EACH * len(found))


def is_signed(line: str) -> bool:
    """Whether a line is a byline: 'Von Anna Sleegers, Frankfurt', 'Par Le Courrier et AFP'.

    >>> is_signed("Por Juan Pérez"), is_signed("Von der Leyen warnt vor neuer Gewalt")
    (True, False)
    """
    found = BY.match(line) or SMALL_BY.match(line)
    return found is not None and _are_names(found["name"])


def are_authors(line: str) -> bool:
    """Whether a line is two or more names of persons: 'Jane Roe/Ann Poe'."""
    parts = [part for part in JOINED.split(line) if part]
    named = all(" " in part and is_name(part, LONGEST_PERSON) for part in parts)
    return len(parts) > 1 and named and not any(map(str.isdigit, line))


def _are_names(text: str) -> bool:
    parts = [part for part in CELL.split(text.strip(EDGES)) if part]
    return bool(parts) and all(is_name(part) for part in parts)


def signature(line: str, label: re.Pattern[str]) -> tuple[Stretch, Stretch] | None:
    """The two stretches of a line of author and date or of date and author, or None; `label`: what dates are called.

    >>> signature("Jane Roe 5 May 2021", re.compile("published"))
    ((0, 8, 'credit'), (9, 19, 'dateline'))
    """
    found = list(DATED.finditer(line)) if len(line) <= LONGEST_SIGNATURE else []
    if not found:
        return None
    start = _labelled(line, found[0].start(), label)
    before = line[:start].rstrip(EDGES)
    if before.strip(EDGES):
        return ((0, len(before), "credit"), (start, len(line), "dateline")) if _names(before, line[start:]) else None
    named = NAMED_AFTER.search(line, found[-1].end())
    if named is None or not is_dated(line[: named.start()]) or not is_name(named["name"].strip()):
        return None
    return (0, len(line[: named.start()].rstrip(EDGES)), "dateline"), (named.start(), len(line), "credit")


def _labelled(line: str, date: int, label: re.Pattern[str]) -> int:
    """Where the words begin that introduce a date: 'Published on', 'Stand:'."""
    if label.match(line) is not None:
        return 0
    words = DATE_LABEL.search(line, 0, date)
    start = words.start() if words is not None else date
    said = next((one for one in label.finditer(line, 0, date) if not line[one.end() : start].strip(EDGES)), None)
    start = said.start() if said is not None else start
    return start + len(line[start:]) - len(line[start:].lstrip(EDGES))


def _names(before: str, date: str) -> bool:
    """Whether what stands before a date names its author: a single word may be its place."""
    if not is_dated(date):
        return False
    by = NAMED_BEFORE.match(before)
    if by is not None:
        return _are_names(by["name"]) or (by["name"].isalpha() and len(by["name"]) <= LONGEST_SHORT)
    return _are_names(before) and ("," not in before) and (" " in before or before.isupper())
