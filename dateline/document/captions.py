"""What gives a caption away: photo credits, the words 'file photo', a dated scene in the present tense."""

from __future__ import annotations

import re

from dateline.document.runs import FINAL, sentence_starts, word_count
from dateline.tables.outlets import OutletTable
from dateline.tables.segments import SegmentWords

# A caption is rarely longer: 60 words hold 99 of 100 captions of news sites with their credit.
LONGEST, LONGEST_CREDIT, LONGEST_SHOWN = 60, 8, 25
TAIL = re.compile(
    r"(?:\b(?:(?:Pictures?|Photos?|Photographs?|Pics?|Images?)(?: credit)?)\s?[:/]\s?|\bPhoto by )"
    r"(?P<who>[^\s.](?:[^.!?]|(?<=\b[A-Z])\.){0,60})\.?$"
)
# 'A street in Goma.Credit: AP': glued by scraping; with a space before it, it may as well close a story.
CREDITED = re.compile(r"(?P<glued>(?<=[a-z.!?”\"’)])|\s)Credit:\s?(?P<who>[^\s.](?:[^.!?]|(?<=\b[A-Z])\.){0,60})\.?$")
# A short line without a full stop that says who stands where, or that it is the title of a clip.
SHOWN = re.compile(
    r"\((?:left|right|centre|center|pictured|top|bottom|above|file)\)"
    r"|\s[–-]\s(?:video|in pictures|gallery)(?: report)?$"
)
SIGNED = re.compile(r"(?:[\w.]\s?/\s?|\bvia\s)(?P<agency>[A-Z][\w ]{1,24})$")
LONGEST_SIGNED = 3
NUMBERED = re.compile(r"(?:Photo|Picture|Image|Map|Figure|Fig\.|Chart)\s?\d{1,2}\s?[:.]\s")
SHORTCODE = re.compile(
    r"\[caption\b[^\]]{0,400}\].{0,1500}?\[/caption\]|\[/?(?:gallery|embed|video|audio|caption)\b[^\]]{0,400}\]", re.S
)
PAREN = re.compile(r"[(\[](?P<inside>[^()\[\]]{2,90})[)\]]")
PAREN_PHOTO = re.compile(
    r"(?:file\s+|handout\s+|courtesy\s+|stock\s+|archive\s+)?(?:photo(?:graph)?|picture|pic|image)s?\b|\S.*?\b(?:file\s+|AP\s+|AFP\s+)"
    r"(?:photo|picture|image)\b",
    re.IGNORECASE,
)
MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
DATED_END = re.compile(
    rf"(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?\s+\d{{4}})\.?$"
)


def is_caption(line: str, words: SegmentWords, outlets: OutletTable) -> bool:
    """Whether a whole line is a caption."""
    count = word_count(line)
    if count > LONGEST:
        return False
    if NUMBERED.match(line) or is_credited(line, words):
        return True
    if count <= LONGEST_SHOWN and FINAL.search(line) is None and SHOWN.search(line):
        return True
    if words.caption_start.match(line) and (count <= 45 or ":" in line[:20]):
        return True
    if is_signed(line, words):
        return True
    credited = tail(line) is not None and len(sentence_starts(line, words)) <= 3
    if credited or (bracketed(line, outlets) and count > 3):
        return True
    if tells(line, words):
        return False
    return (words.caption_mark.search(line) is not None and count <= 45) or is_scene(line, words)


def is_credited(line: str, words: SegmentWords) -> bool:
    """Whether a line shows something and ends in 'Credit: Name'."""
    found = CREDITED.search(line)
    if found is None or found.start() == 0 or word_count(found["who"]) > LONGEST_CREDIT:
        return False
    shown = line[: found.start()].rstrip()
    return not found["glued"] or shown[-1] not in ".!?" or not tells(shown, words)


def is_signed(line: str, words: SegmentWords) -> bool:
    """Whether a line of a sentence or two ends in 'A Name/Agency' or 'via Agency', an agency of pictures."""
    found = SIGNED.search(line.rstrip(" ."))
    if found is None or found["agency"].casefold() not in words.picture_agencies:
        return False
    return len(sentence_starts(line, words)) <= LONGEST_SIGNED


def tells(line: str, words: SegmentWords) -> bool:
    """Whether a line tells what happened or was said, which captions in the present tense do not."""
    return any(word.strip(",.").casefold() in words.telling_verbs for word in line.split())


def tail(line: str) -> int | None:
    """Where the photo credit at the end of a line begins ('Picture: ...'), or None."""
    found = TAIL.search(line)
    return found.start() if found is not None and word_count(found["who"]) <= LONGEST_CREDIT else None


def bracketed(line: str, outlets: OutletTable) -> bool:
    """Whether a line ends in '[Name/Agency]' or '(Name/Agency)' or '(File photo)'."""
    found = list(PAREN.finditer(line[-100:]))
    if not found or found[-1].end() < len(line[-100:].rstrip(". ")):
        return False
    return is_photo_credit(found[-1]["inside"], outlets)


def is_photo_credit(inside: str, outlets: OutletTable) -> bool:
    """Whether bracketed words credit a picture: 'File photo. Agency', 'AP Photo/Name', 'Name/Agency'."""
    if PAREN_PHOTO.match(inside):
        return True
    parts = [part.strip() for part in re.split(r"[/|]|\bvia\b", inside)]
    return len(parts) > 1 and any(outlets.named(part) is not None or part == "Getty Images" for part in parts)


def is_scene(line: str, words: SegmentWords) -> bool:
    """Whether a line is one sentence that shows a dated scene: 'Smoke rises from ..., Aleppo, May 3, 2014.'"""
    agency = PAREN.search(line, max(0, len(line) - 40))
    shown = line[: agency.start()].rstrip() if agency is not None and agency.end() >= len(line) - 1 else line
    if DATED_END.search(shown) is None or len(sentence_starts(line, words)) > 1:
        return False
    return any(word.strip(",.").casefold() in words.caption_verbs for word in line.split()[1:14])


def inline_captions(line: str, words: SegmentWords, outlets: OutletTable, floor: int) -> list[tuple[int, int]]:
    """Captions inside a line, from offset `floor` on: a sentence with its bracketed or final photo credit."""
    found: list[tuple[int, int]] = []
    for paren in PAREN.finditer(line, floor):
        if not is_photo_credit(paren["inside"], outlets):
            continue
        after = line[paren.end() :].lstrip(" .")
        if after and not (after[0].isupper() or after[0] in "\"“‘'"):
            continue
        start = _scene_start(line, paren.start(), words, found[-1][1] if found else floor)
        found.append((start, paren.end()))
    credit = tail(line)
    if credit is not None and credit >= floor:
        found.append((_scene_start(line, credit, words, found[-1][1] if found else floor), len(line)))
    return found


def _scene_start(line: str, credit: int, words: SegmentWords, floor: int) -> int:
    """The start of the sentence that a photo credit at `credit` belongs to, not before `floor`."""
    before = line[floor:credit].rstrip()
    starts = sentence_starts(before, words)
    start = floor + starts[-1]
    if tells(line[start:credit], words):
        return credit
    return start + (len(line[start:credit]) - len(line[start:credit].lstrip()))
