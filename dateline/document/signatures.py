"""Lines that say who wrote a story and when it was published or changed, on pages of any language."""

from __future__ import annotations

import re

from dateline.document.cells import is_name

UNIT = r"(?:m|h|d|min|mins|minutes?|hrs?|hours?|days?|weeks?|months?)"
AGO = (
    rf"\d+\s?{UNIT}\s+ago\b|\bil y a \d+ \w+|\bvor \d+ \w+|\bhace \d+ \w+|\bhá \d+ \w+|\d+ \w+ fa\b|\d+ \w+ geleden\b"
    r"|\b(?:just now|yesterday|today|heute|gestern|hier|ayer|hoy|oggi|ieri)\b"
)
CLOCK = r"\d{1,2}[:h]\d\d(?::\d\d)?|\d{1,2}\.\d\d(?= ?(?:Uhr|CES?T|BST|GMT|UTC)\b)"
DAY = (
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\s?\d{1,2}[-./]\s?(?:\d{4}|\d\d)(?!\d)"
    r"|\d{1,2}(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+|of\s+)?[^\W\d]{3,12}\.?,?\s+(?:de\s+)?\d{4}"
    r"|[^\W\d]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:at\s+)?\d{4}|\d{4}年\s?\d{1,2}月\s?\d{1,2}日"
)
DATED = re.compile(rf"{DAY}|{CLOCK}|{AGO}", re.IGNORECASE)
REST = re.compile(r"[^\W\d]{2,}")
# Beside date and clock: 'Stand', 'Last updated on', 'Uhr', 'Lesedauer Min.', the day of the week.
LONGEST, MOST_WORDS, WORDS_EACH = 120, 8, 4
BY = re.compile(
    r"^(?:[^\W\d]+ )?(?:By|BY|Von|VON|Par|PAR|Por|POR|Di|Door|Av|Af|Przez|Od|Автор)[: ]\s*(?P<name>[^.!?:;|]{3,60})$"
)
DATE_LABEL = re.compile(
    r"(?:\b(?:posted|published|updated|last|first|on|at|am|stand|um|le|el|il|the|publié|publicado|actualizado)\b"
    r"|[\s:,.|·•–—-])*$",
    re.IGNORECASE,
)
EDGES = " \t\xa0,;:|·•–—-"


def is_dated(line: str) -> bool:
    """Whether a line is a date or a time of day and few words beside it: 'Stand: 28.04.2023 17:23 Uhr'.

    >>> is_dated("Publié le 3 mai 2024 à 12h30"), is_dated("Troops left the town on 5 May 2021 and did not return.")
    (True, False)
    """
    if len(line) > LONGEST or DATED.search(line) is None:
        return False
    found = DATED.findall(line)
    words = REST.findall(DATED.sub(" ", line))
    return len(words) <= min(MOST_WORDS, WORDS_EACH * len(found))


def is_signed(line: str) -> bool:
    """Whether a line is a byline: 'Von Anna Sleegers, Frankfurt', 'Par Le Courrier et AFP'.

    >>> is_signed("Por Juan Pérez"), is_signed("Von der Leyen warnt vor neuer Gewalt")
    (True, False)
    """
    found = BY.match(line)
    if found is None:
        return False
    parts = [part.strip() for part in re.split(r",|\bund\b|\band\b|\bet\b|\by\b|\be\b|/|&", found["name"])]
    return all(is_name(part) for part in parts if part)


def signature(line: str) -> tuple[int, int] | None:
    """Start and end of the date in a line of author and date ('Jane Roe 5 May 2021 | 14:30'), or None.

    >>> "Jane Roe 5 May 2021"[slice(*signature("Jane Roe 5 May 2021"))]
    '5 May 2021'
    """
    found = list(DATED.finditer(line)) if len(line) <= LONGEST else []
    if not found:
        return None
    label = DATE_LABEL.search(line, 0, found[0].start())
    start = label.start() if label is not None else found[0].start()
    start += len(line[start:]) - len(line[start:].lstrip(EDGES))
    before, after = line[:start].strip(EDGES), line[found[-1].end() :].strip(EDGES)
    if after or not before:
        return None
    return (start, found[-1].end()) if is_name(before) or is_signed(before) or before[:3].casefold() == "by " else None
