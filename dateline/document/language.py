"""Which language a story is in, and which paragraphs of it are in another one.

The words decide; what the page states of itself is often its template's, and only tips the scales.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.tables.languages import Languages

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
UNKNOWN = "und"
SAMPLE = 4_000
# The detector's time grows with the text (.15 ms for 1,000 characters, .44 ms for 4,000), its answers stay the same.
DETECTED = 1_500
WORDS = re.compile(r"[^\W\d_]+")
LATIN = re.compile("[A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ]+")
# Chinese characters, kana and Hangul syllables say in one letter what others say in two or three.
DENSE = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
DENSE_WEIGHT = 2
# Share of the commonest English words: .22 to .34 in the English pages of pages/fundus, .08 at most in the others.
# In fewer words than ENOUGH the share jumps: 'in', 'is', 'was', 'over' are words of German and Dutch too.
LEAST_SHARE = 0.15
ENOUGH = 20
FEW = 5
# The detector's calibrated probability. Of the sentences and headlines in tests/cases/languages.toml it is right in
# all whose sum over a language's varieties is .5 or more; English headlines full of names that it takes for another
# language get .41 at most ('Jaish al-Islam, Faylaq al-Rahman clash in Douma').
SURE = 0.5
# Languages whose words are mostly English ones: for few words the detector goes by a name ('Nigerian', 'Kingston').
ENGLISH_BASED = frozenset({"pcm", "jam", "sco"})
# So much the detector must give a language that the page states.
POSSIBLE = 0.1
# Paragraphs shorter than this, in letters, are left to their story.
LEAST_LETTERS = 40
# A paragraph in the story's own script counts as foreign only so surely.
FOREIGN = 0.9


class Detected(Struct, frozen=True):
    """A language, or None, how it is known, and whether the letters are Latin ones."""

    code: str | None
    basis: str
    latin: bool


@cache
def detector() -> LanguageIdentifier:
    """The statistical detector; 0.7 s and 75 MB to load, so only once a text needs it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect(paragraphs: Sequence[str], english: frozenset[str], known: Languages, stated: str | None) -> Detected:
    """The language of a story by its paragraphs; `stated` is what the page says of itself."""
    latin, same = of_main_script(paragraphs)
    sample = "\n".join(same)[:SAMPLE]
    words = WORDS.findall(sample)
    if not words:
        return Detected(None, "unknown: no words", True)
    share = english_share(words, english) if latin else 0.0
    if len(words) >= ENOUGH and share >= LEAST_SHARE:
        return Detected(ENGLISH, "common English words", True)
    if share >= LEAST_SHARE / 2 and mostly_english(same, english):
        return Detected(ENGLISH, "common English words in most of the text", True)
    ranked = likelihoods(sample, known)
    best, likelihood = likeliest(ranked)
    common = FEW <= len(words) < ENOUGH and share >= LEAST_SHARE
    if common and likelihood < SURE and ranked.get(ENGLISH, 0) >= POSSIBLE:
        return Detected(ENGLISH, "common English words", True)
    if best in ENGLISH_BASED and len(words) < ENOUGH:
        return Detected(None, f"unknown: {len(words)} words that fit {known.name(best)} and English", latin)
    claimed = known.code(stated)
    # Templates say `en`: against a sure detector that is worth nothing.
    doubtful = likelihood < (SURE if claimed == ENGLISH else 1 - POSSIBLE)
    if claimed is not None and claimed != best and doubtful and ranked.get(claimed, 0) >= POSSIBLE:
        return Detected(claimed, "the page states it, and its words allow it", latin)
    if likelihood >= SURE:
        return Detected(best, "the words and letters of the story", latin)
    if claimed == best:
        return Detected(best, "the page states it, and its words suggest it", latin)
    return Detected(None, f"unknown: {len(words)} words that fit no language well", latin)


def why_unread(found: Detected, known: Languages) -> str | None:
    """Why a story is kept but not read; None for English, and for Latin letters in no known language."""
    if found.code is not None:
        return None if found.code == ENGLISH else f"{known.name(found.code)}: only English is read"
    return None if found.latin else "letters that are not Latin, in no known language: only English is read"


def foreign(paragraph: str, story: Detected, english: frozenset[str], known: Languages) -> str | None:
    """The language of a paragraph that is not in the language of its story, `und` where it is unknown; else None."""
    one, other = weights(paragraph)
    if (one >= other) == story.latin:
        words = WORDS.findall(paragraph) if story.code == ENGLISH and one >= LEAST_LETTERS else []
        if not words or english_share(words, english) >= LEAST_SHARE / 2:
            return None
        best, likelihood = likeliest(likelihoods(paragraph, known))
        return best if likelihood >= FOREIGN and best != ENGLISH else None
    if one > other and one < LEAST_LETTERS:
        return None
    best, likelihood = likeliest(likelihoods(paragraph, known))
    return best if likelihood >= SURE else UNKNOWN


def of_main_script(paragraphs: Sequence[str]) -> tuple[bool, list[str]]:
    """Whether most letters are Latin, and the paragraphs of which that is true by themselves."""
    weighed = [(weights(paragraph), paragraph) for paragraph in paragraphs]
    latin = sum(one for (one, _), _ in weighed) >= sum(other for (_, other), _ in weighed)
    return latin, [paragraph for (one, other), paragraph in weighed if (one >= other) == latin]


def mostly_english(paragraphs: Sequence[str], english: frozenset[str]) -> bool:
    """Whether paragraphs with many common English words have half of the letters; long quotes may have the rest."""
    found = total = 0
    for paragraph in paragraphs:
        words = WORDS.findall(paragraph)
        letters = sum(map(len, words))
        total += letters
        if len(words) >= 2 * FEW and english_share(words, english) >= LEAST_SHARE:
            found += letters
    return 0 < total <= 2 * found


@lru_cache(maxsize=512)
def weights(text: str) -> tuple[int, int]:
    """How many Latin letters, and how many others, dense scripts weighing more."""
    letters = sum(map(len, WORDS.findall(text)))
    if text.isascii():
        return letters, 0
    latin = sum(map(len, LATIN.findall(text)))
    dense = len(text) - len(DENSE.sub("", text)) if letters > latin else 0
    return latin, letters - latin + (DENSE_WEIGHT - 1) * dense


def english_share(words: Sequence[str], english: frozenset[str]) -> float:
    """Which share of the words are among the commonest English ones."""
    return sum(word.casefold() in english for word in words) / len(words) if words else 0.0


def likelihoods(text: str, known: Languages) -> dict[str, float]:
    """Probability by language, the detector's varieties added up; a language with letters of its own by these."""
    found: dict[str, float] = {}
    for label, likelihood in detector().rank(text[:DETECTED]):
        code = known.codes.get(label)
        if code is not None:
            found[code] = found.get(code, 0.0) + likelihood
    kin = known.taken_for.get(likeliest(found)[0])
    if kin is not None and kin.instead_of and any(letter in text for letter in kin.letters):
        found[kin.code] = found.pop(kin.instead_of)
    return found


def likeliest(found: dict[str, float]) -> tuple[str, float]:
    """The likeliest language and its probability; of equals the first by code."""
    return min(found.items(), key=lambda item: (-item[1], item[0]))
