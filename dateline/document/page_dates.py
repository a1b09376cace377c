"""Lines that say when a story was published or changed, in the forms that pages of any language have."""

from __future__ import annotations

import re

CLOCK = r"\d{1,2}[:.h]\d\d"
DAY = (
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\s?\d{1,2}[-./]\s?(?:\d{4}|\d\d)(?!\d)"
    r"|\d{1,2}(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+|of\s+)?[^\W\d]{3,12}\.?,?\s+(?:de\s+)?\d{4}"
    r"|[^\W\d]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:at\s+)?\d{4}|\d{4}年\s?\d{1,2}月\s?\d{1,2}日"
)
DATED = re.compile(rf"(?:{DAY})|{CLOCK}")
REST = re.compile(r"[^\W\d]{2,}")
# Beside date and clock: 'Stand', 'Last updated on', 'Uhr', 'Lesedauer Min.', the day of the week.
LONGEST, MOST_WORDS = 90, 8


def is_dated(line: str) -> bool:
    """Whether a line is a date or a time of day and few words beside it: 'Stand: 28.04.2023 17:23 Uhr'.

    >>> is_dated("Publié le 3 mai 2024 à 12h30"), is_dated("Troops left the town on 5 May 2021 and did not return.")
    (True, False)
    """
    if len(line) > LONGEST or DATED.search(line) is None:
        return False
    found = DATED.findall(line)
    rest = DATED.sub(" ", line)
    words = REST.findall(rest)
    return len(words) <= min(MOST_WORDS, 3 * len(found))
