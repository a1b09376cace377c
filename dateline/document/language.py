"""Which language a text is in."""

from __future__ import annotations

import re

from resiliparse.parse.lang import detect_fast

ENGLISH = frozenset("the of and to in that is was for on with as by at from his her they have has had were are it be this which who".split())
WORDS = re.compile(r"[^\W\d_]+")
SAMPLE = 4_000
# Share of these words in English news: .25 to .40; in German, French, Spanish, Dutch news under .06 (pages/fundus).
LEAST_SHARE = 0.15
# Texts shorter than this give the detector too little.
LEAST_LETTERS = 40


def language_of(text: str, stated: str | None = None) -> str | None:
    """The ISO 639-1 code of a text's language, None when it cannot be told. `stated` is what the page says."""
    sample = text[:SAMPLE]
    words = [word.casefold() for word in WORDS.findall(sample)]
    if len(words) >= 5 and sum(word in ENGLISH for word in words) >= LEAST_SHARE * len(words):
        return "en"
    if stated:
        code = stated.replace("_", "-").split("-")[0].casefold()
        if len(code) == 2 and code.isalpha():
            return code
    if sum(map(len, words)) < LEAST_LETTERS:
        return None
    found = detect_fast(sample)[0]
    return found if found != "unknown" else None
