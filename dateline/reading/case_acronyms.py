"""Letters in brackets and the words that they stand for: 'the National Will Party (NWP)'."""

from __future__ import annotations

import re

from dateline.reading.case_words import WORD, Token, is_bracketed

# Small words inside names of other languages, and of English.
PARTICLES = frozenset(
    ["de", "del", "la", "las", "los", "el", "y", "da", "do", "dos", "van", "von", "der", "bin", "ibn"]
)
JOINTS = PARTICLES | {"of", "the", "for", "and", "e"}
BRACKETED = re.compile(r"\((?P<letters>[^\W\d_]{2,6})\)")
LEAST_LETTERS = 2
# Between the words of a name stand so many at most that give it no letter.
MOST_JOINTS, REACH = 3, 120


def acronyms_in(text: str) -> dict[str, str]:
    """The letters in brackets behind words that begin with them, in any order, as some come from another language.

    >>> acronyms_in("front of the people's will (fpw), a party (banned)")
    {'fpw': 'FPW'}
    """
    found = {}
    for bracketed in BRACKETED.finditer(text):
        letters = bracketed["letters"].lower()
        said = WORD.findall(text[max(0, bracketed.start() - REACH) : bracketed.start()].lower())
        if stand_for(letters, said) is not None:
            found[letters] = letters.upper()
    return found


def stand_for(letters: str, said: list[str]) -> int | None:
    """How many of the last words hold the letters as first letters; None where they do not."""
    missing = list(letters)
    for count, word in enumerate(reversed(said[-len(letters) - MOST_JOINTS :]), 1):
        if word[0] in missing and word not in JOINTS:
            missing.remove(word[0])
            if not missing:
                return count
    return None


def spell_out(tokens: list[Token], text: str) -> None:
    """Capitals for the words that an acronym in brackets behind them stands for."""
    for at, token in enumerate(tokens):
        if not token.form.isupper() or not is_bracketed(token, text) or len(token.word) < LEAST_LETTERS:
            continue
        said = tokens[max(0, at - len(token.word) - MOST_JOINTS) : at]
        count = stand_for(token.word, [one.word for one in said]) or 0
        for one in said[len(said) - count :]:
            if one.word not in JOINTS and not one.name and len(one.word) > 1:
                one.write(one.word.capitalize())
