"""Which language a text is in."""

from __future__ import annotations

import re

from resiliparse.parse.lang import detect_fast

from dateline.tables.segments import SegmentWords

WORDS = re.compile(r"[^\W\d_]+")
SAMPLE = 4_000
# Share of the commonest English words: .22 to .34 in the English pages of pages/fundus, .08 at most in the others.
LEAST_SHARE = 0.15
# Texts shorter than this give the detector too little.
LEAST_LETTERS = 40


def language_of(text: str, known: SegmentWords, stated: str | None = None) -> str | None:
    """The ISO 639-1 code of a text's language, None when it cannot be told. `stated` is what the page says."""
    sample = text[:SAMPLE]
    words = [word.casefold() for word in WORDS.findall(sample)]
    if len(words) >= 5 and sum(word in known.english_words for word in words) >= LEAST_SHARE * len(words):
        return "en"
    if stated:
        code = stated.replace("_", "-").split("-")[0].casefold()
        if len(code) == 2 and code.isalpha():
            return code
    if sum(map(len, words)) < LEAST_LETTERS:
        return None
    found = detect_fast(sample)[0]
    return found if found != "unknown" else None
