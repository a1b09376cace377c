"""Related links inside running text: a cue such as 'ALSO READ:' and the title after it."""

from __future__ import annotations

import re

from dateline.document.runs import sentence_starts
from dateline.tables.segments import SegmentWords

SHOUTED = re.compile(r"\b(?:READ|WATCH|SEE|MORE|LISTEN|VIDEO|RELATED)\s?:")
TOKEN = re.compile(r"\S+")
LONGEST_TITLE = 30


def inline_links(line: str, words: SegmentWords) -> list[tuple[int, int]]:
    """Start and end of every link with its cue inside a line."""
    found: list[tuple[int, int]] = []
    # Where all is in capitals they say nothing.
    shouts = not line.isupper()
    cues = [
        m
        for m in words.related_inline.finditer(line)
        if (m[0].isupper() and shouts) or line[m.end() : m.end() + 2].strip()[:1] == ":"
    ]
    shouted = SHOUTED.finditer(line) if shouts else ()
    for cue in sorted([*cues, *shouted], key=lambda m: (m.start(), -m.end())):
        if found and cue.start() < found[-1][1]:
            continue
        title = cue.end() + len(line[cue.end() :]) - len(line[cue.end() :].lstrip(" :\xa0-–—>»"))
        found.append((cue.start(), title_end(line, title, words)))
    return found


def title_end(line: str, start: int, words: SegmentWords) -> int:
    """Where a title that begins at `start` ends and the story goes on, at the latest at the end of the line.

    A title runs while its words are capitalised or small; the first other word belongs to a sentence, which
    begins at the last word before it that can begin one. A quotation mark or a full stop also ends a title.
    """
    tokens = list(TOKEN.finditer(line, start))[: LONGEST_TITLE + 1]
    for number, token in enumerate(tokens):
        word = token[0]
        if number and word[0] in '"“' and number > 2:
            return token.start()
        bare = word.strip("\"“”‘’'(),.:;!?")
        if number and bare and bare[0].islower() and bare not in words.title_words:
            return _before_sentence(line, tokens, number, words)
        if word[-1] in ".!?" and number > 1 and bare.casefold() not in words.abbreviations and number + 1 < len(tokens):
            return token.end()
    if len(tokens) > LONGEST_TITLE:
        return tokens[-1].start()
    return len(line)


def _before_sentence(line: str, tokens: list[re.Match[str]], number: int, words: SegmentWords) -> int:
    """The start of the sentence whose first small word is token `number`."""
    capitals = [n for n in range(1, number) if tokens[n][0].strip("\"“‘'(")[:1].isupper()]
    if number <= 2 or not capitals:
        # The title itself is in sentence case: it ends with its line or where the next sentence starts.
        rest = line[tokens[0].start() :]
        starts = sentence_starts(rest, words)
        return tokens[0].start() + starts[1] if len(starts) > 1 else len(line)
    starters = [n for n in capitals if n > 2 and tokens[n][0].casefold().strip("\"“‘'(,") in words.sentence_starters]
    return tokens[starters[-1] if starters else capitals[-1]].start()
