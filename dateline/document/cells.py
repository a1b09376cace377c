"""Lines made of cells: rows of links to a site's sections, and the line that says outlet and date."""

from __future__ import annotations

import re

from dateline.document.runs import FINAL, word_count
from dateline.tables.segments import SegmentWords
from dateline.values.publication import publication

DATE = (
    r"(?:\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?\s?,?\s+\d{4}|\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{1,2}\.\d{1,2}\.\d\d(?!\d))"
)
CLOCK = r"(?:\s*[,|@-]?\s*(?:at\s+)?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,5}\)?)?)?"
DATED = re.compile(rf"(?<!\w){DATE}{CLOCK}")
BARE_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,5}\)?)?", re.IGNORECASE)
BAR = r"(?:(?<!\s)\s+)?[|•·¦]\s*|\t+|[ \xa0]{2,}"
CELLS = re.compile(rf"{BAR}|(?<!\s)\s+[–—-]{{1,2}}\s+")
LINKS = re.compile(rf"{BAR}|(?:(?<!\s)\s+)?[›»]\s*|(?<!\s)\s+[>/]\s+")
HINT = re.compile(r"\d\d")
FILED = re.compile(r"(?:filed|posted|categor(?:y|ies)|tags?|tagged|topics?|sections?)\b", re.IGNORECASE)
COMMENT_COUNT = re.compile(
    r"^(?:\d+|no|one)\s+(?:comments?|responses?|replies|reply|thoughts?|trackbacks?|pingbacks?)\b", re.IGNORECASE
)
# Words that stand inside names in small letters.
JOINTS = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "le", "les", "du", "des", "el", "al", "&"})
LONGEST_NAME, LONGEST_CELL, LONGEST_LINE = 6, 3, 25


def is_menu(line: str, words: SegmentWords) -> bool:
    """Whether a line is a row of links: cells that are all known labels, or four short ones, or three with a label."""
    if FINAL.search(line):
        return False
    cells = [cell for cell in LINKS.split(line.strip()) if cell]
    if len(cells) < 2:
        return False
    known = sum(_is_label(cell, words) for cell in cells)
    if known == len(cells):
        return True
    short = all(
        word_count(cell) <= LONGEST_CELL and cell[0].isupper() and not re.search(r"\d|[.!?…:]$", cell) for cell in cells
    )
    return short and (len(cells) > LONGEST_CELL or (len(cells) == LONGEST_CELL and known > 0))


def _is_label(cell: str, words: SegmentWords) -> bool:
    lower = cell.casefold().strip(" :")
    return lower in words.section_labels or (
        word_count(cell) <= LONGEST_CELL and words.boilerplate_start.fullmatch(lower) is not None
    )


def beside_date(line: str, words: SegmentWords) -> tuple[str, ...] | None:
    """The names on a line that states a story's date or filing and beside it only names, times and labels.

    None for any other line: 'Kivu Echo, 5 May 2021, 20:10 | Share' gives the Echo, 'Troops left on 5 May 2021' None.
    """
    if FINAL.search(line) or (HINT.search(line) or FILED.search(line)) is None or word_count(line) > LONGEST_LINE:
        return None
    if words.caption_start.match(line) or words.credit_start.match(line) or words.caption_mark.search(line):
        return None
    if line[:3].casefold() == "by ":
        return None
    names: list[str] = []
    stated = False
    for cell in CELLS.split(line.strip()):
        rest, dated = _undated(cell.strip(" ,;:"), words)
        stated = stated or dated or FILED.match(rest) is not None
        if not rest or _is_beside(rest, words):
            continue
        if not is_name(rest):
            return None
        names.append(rest)
    return tuple(names) if stated else None


def _undated(cell: str, words: SegmentWords) -> tuple[str, bool]:
    """A cell without its date, its time and the words that go with them; and whether it held a date."""
    for found in DATED.finditer(cell):
        if publication(found[0]) is not None:
            tokens = f"{cell[: found.start()]} {cell[found.end() :]}".split()
            while tokens and _goes_with_date(tokens[0], words):
                tokens.pop(0)
            while tokens and _goes_with_date(tokens[-1], words):
                tokens.pop()
            return " ".join(tokens).strip(" ,;:()[]"), True
    return cell, False


def _goes_with_date(token: str, words: SegmentWords) -> bool:
    bare = token.casefold().strip(".,;:()[]")
    return bare != "the" and (not bare or bare in words.masthead_words)


def _is_beside(rest: str, words: SegmentWords) -> bool:
    """Whether a cell is a time, a label, a filing, a count of comments or an author's line."""
    lower = rest.casefold()
    return (
        BARE_CLOCK.fullmatch(rest) is not None
        or _is_label(rest, words)
        or FILED.match(rest) is not None
        or COMMENT_COUNT.match(rest) is not None
        or lower.startswith("by ")
        or any(lower.endswith(phrase) for phrase in words.byline_lines if phrase != "by")
    )


def is_name(text: str, longest: int = LONGEST_NAME) -> bool:
    """Whether a text can be a name: a few words, each with a capital or a digit, or small ones between them."""
    tokens = text.split()
    if not 0 < len(tokens) <= longest or not text[0].isupper() or re.search(r"[!?:;\"“”\[\]()]", text):
        return False
    return all(token[0].isupper() or token[0].isdigit() or token in JOINTS for token in tokens)
