"""A document as the readers take it: hard line ends inside paragraphs as blanks, letters of one case set as English.

Offsets are those of the document itself, since the text keeps its length; what the readers say is put back to what
stands there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from dateline.model.document import Document, Reading, Segment
from dateline.reading.case_acronyms import acronyms_in
from dateline.reading.case_words import WORD
from dateline.reading.gate import worth_parsing
from dateline.reading.letter_case import LetterCase
from dateline.reading.lexicon import lexicon_of
from dateline.values.hard_lines import flowing

if TYPE_CHECKING:
    from spacy.language import Language

    from dateline.tables.load import Tables

# So many words a line in capitals must have before their case is doubted, and so large a share of them in capitals.
LEAST_WORDS, LEAST_SHARE = 3, 0.9
# A story without capitals has at least so many words; a list or a quotation may begin with small letters.
LEAST_SMALL = 12


def readable(document: Document, nlp: Language, tables: Tables) -> Document:
    """The document with the text that the readers take; the very document where nothing is to be set."""
    text = flowing(document.text)
    lines = [line for segment in filter(worth_parsing, document.segments) for line in lines_of(text, segment)]
    small = is_small(text[start:end] for start, end in lines)
    odd = {line for line in lines if small or in_capitals(text[line[0] : line[1]])}
    if odd:
        case = LetterCase.of(lexicon_of(nlp), tables)
        odd = {line for line in odd if case.is_running(text[line[0] : line[1]])}
    if odd:
        seen = forms_in(text[start:end] for start, end in lines if (start, end) not in odd) | acronyms_in(text)
        text = with_lines(text, {(start, end): case.written(text[start:end], seen) for start, end in odd})
    if text == document.text:
        return document
    segments = tuple(msgspec.structs.replace(one, text=one.span.of(text)) for one in document.segments)
    rendition = msgspec.structs.replace(document.rendition, text=text)
    return msgspec.structs.replace(document, rendition=rendition, segments=segments)


def lines_of(text: str, segment: Segment) -> Iterable[tuple[int, int]]:
    """Where the lines of a segment stand in the text."""
    at = segment.span.start
    for line in segment.span.of(text).splitlines(keepends=True):
        yield at, at + len(line)
        at += len(line)


def with_lines(text: str, lines: Mapping[tuple[int, int], str]) -> str:
    """The text with other lines in the places of some."""
    parts, at = [], 0
    for (start, end), line in sorted(lines.items()):
        parts += [text[at:start], line]
        at = end
    return "".join([*parts, text[at:]])


def in_capitals(line: str) -> bool:
    """Whether nearly all words of a line are written in capitals."""
    words = [found[0] for found in WORD.finditer(line) if len(found[0]) > 1]
    return len(words) >= LEAST_WORDS and sum(map(str.isupper, words)) >= LEAST_SHARE * len(words)


def is_small(lines: Iterable[str]) -> bool:
    """Whether a story has no capital at all."""
    words = 0
    for line in lines:
        if line != line.lower():
            return False
        words += len(WORD.findall(line))
    return words >= LEAST_SMALL


def forms_in(lines: Iterable[str]) -> dict[str, str]:
    """How a story mostly writes its words where no sentence begins."""
    counts: dict[str, Counter[str]] = {}
    for line in lines:
        for found in WORD.finditer(line):
            last = line[max(0, found.start() - 3) : found.start()].rstrip()[-1:]
            if last.isalnum() or last == ",":
                counts.setdefault(found[0].lower(), Counter())[found[0]] += 1
    return {word: max(sorted(forms), key=lambda form: forms[form]) for word, forms in counts.items()}


def restored(reading: Reading, text: str) -> Reading:
    """The mentions with their words as they stand in the document's own text."""
    return Reading(
        times=tuple(msgspec.structs.replace(one, text=one.span.of(text)) for one in reading.times),
        places=tuple(msgspec.structs.replace(one, text=one.span.of(text)) for one in reading.places),
        actors=tuple(msgspec.structs.replace(one, text=one.span.of(text)) for one in reading.actors),
        figures=tuple(msgspec.structs.replace(one, text=one.span.of(text)) for one in reading.figures),
        attributions=tuple(msgspec.structs.replace(one, cue_text=one.cue.of(text)) for one in reading.attributions),
    )
