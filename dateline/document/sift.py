"""Sifting: whether a page of a bulk archive deserves the full reading, by a quick look at its words.

The words of `data/sift_words.tsv` are added up by weight, each counted the less the more often it stands there, and
weighed against the length of what was looked at: an obituary that mentions one war is no page about a war. Where a
look cannot tell (a PDF, a huge page), the page is kept: sifting saves time, it never decides about an event.
"""

from __future__ import annotations

import math
from collections import Counter

from msgspec import Struct, structs
from resiliparse.parse.lang import detect_fast

from dateline.document.language import ENGLISH, WORDS, detect, english_share
from dateline.document.quick_text import quick_text
from dateline.model.sifting import Verdict
from dateline.tables import languages, segments, sifting
from dateline.tables.languages import Languages
from dateline.tables.sifting import SiftWords, words_of
from dateline.values.media import HTML, TEXT

# News says what it is about in its first words: so many are weighed.
LOOKED_AT = 800
# Scores are measured against the square root of the hundreds of words, of at least this many.
FEWEST = 64
# Measured on pages and stories that the words were written without (docs/prefilter.md): the least score of a story with
# an event is well above it, nine of ten general pages are below.
THRESHOLD = 6.0
# In fewer words no language is told; unless they weigh enough, it is a stub, a gallery or a wall.
LEAST_WORDS = 20
TELLING = frozenset({"violence", "forces", "crisis"})
# Below this share of common English words a text is in another language: half of what reading takes for English.
FOREIGN_SHARE = 0.075
SAMPLE = 3_000
# So many letters are enough to name another language. The fast detector takes .02 ms for them, the careful one 1 to 2;
# on pages/fundus they disagree on 1 of the texts to which the fast one is so near, and on most of the others.
NAMED_BY, NEAR = 1_500, 400
# Larger pages are read whatever they say: there are few, and a look at their first bytes may miss the story.
MOST_BYTES = 8_000_000


class Sieve(Struct, frozen=True, eq=False):
    """What sifting looks up; light enough for a process that only sifts."""

    words: SiftWords
    english: frozenset[str]
    languages: Languages


def load_sieve() -> Sieve:
    """The sieve of the shipped tables."""
    return Sieve(sifting.load(), segments.load().english_words, languages.load())


def verdict(data: bytes, media: str | None, sieve: Sieve) -> Verdict:
    """Whether a page of these bytes deserves the full reading; the same bytes always get the same answer."""
    if media not in (HTML, TEXT):
        return Verdict(keep=True, reason="no web page: read without a look")
    if len(data) > MOST_BYTES:
        return Verdict(keep=True, reason="too large for a quick look")
    quick = quick_text(data, media)
    sample = WORDS.findall(quick.body[:SAMPLE])
    if len(sample) < LEAST_WORDS:
        found = weighed(f"{quick.head}\n{quick.body}", sieve.words)
        return found if found.keep else structs.replace(found, reason="too short")
    if english_share(sample, sieve.english) < FOREIGN_SHARE:
        code = language(quick.body[:NAMED_BY], sieve)
        if code != ENGLISH:
            name = sieve.languages.name(code) if code else "unknown"
            return Verdict(keep=False, reason=f"other language: {name}")
    return weighed(f"{quick.head}\n{quick.body}", sieve.words)


def language(text: str, sieve: Sieve) -> str | None:
    """The language of a text with few common English words: by the fast detector where it is near enough."""
    found, distance = detect_fast(text)
    code = sieve.languages.code(found)
    if code is not None and code != ENGLISH and distance <= NEAR:
        return code
    return detect([text], sieve.english, sieve.languages, None).code


def weighed(text: str, words: SiftWords) -> Verdict:
    """The verdict on an English text by its words."""
    tokens = words_of(text)[:LOOKED_AT]
    found = counted(tokens, words)
    weights = {word: words.weights[word] * (1 + math.log(number)) for word, number in found.items()}
    score = round(sum(weights.values()) / math.sqrt(max(len(tokens), FEWEST) / 100), 2)
    heaviest = tuple(sorted((one for one in weights if weights[one] > 0), key=lambda one: (-weights[one], one))[:5])
    if score >= THRESHOLD:
        return Verdict(keep=True, reason="words of violence or crisis", score=score, words=heaviest)
    telling = any(words.themes[word] in TELLING for word in found)
    reason = "too few words of violence or crisis" if telling else "no word of violence or crisis"
    return Verdict(keep=False, reason=reason, score=score, words=heaviest)


def counted(tokens: list[str], words: SiftWords) -> Counter[str]:
    """How often each word and phrase of the table stands in a text."""
    found = Counter([token for token in tokens if token in words.weights])
    for at, token in enumerate(tokens):
        if token in words.phrases:
            for rest in words.phrases[token]:
                if tuple(tokens[at + 1 : at + 1 + len(rest)]) == rest:
                    found[" ".join((token, *rest))] += 1
                    break
    return found
