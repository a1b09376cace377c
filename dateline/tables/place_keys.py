"""Spellings of a name folded to one key, so that `Al-Qa’im`, `al Qaim` and `AL QA'IM` meet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that NFKD leaves whole although English text writes them plainly.
PLAIN = str.maketrans(
    {
        "ł": "l", "ø": "o", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t", "ə": "a",
        "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k", "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", "/": " ", ",": " ",
        "'": None, "’": None, "‘": None, "ʻ": None, "ʼ": None, "ʿ": None, "ʾ": None, "`": None, "´": None, "′": None,
        ".": None, "“": None, "”": None, '"': None, "ʹ": None, "ʺ": None,
    }
)  # fmt: skip
ARTICLES = frozenset({"al", "el", "ul", "il"})
# Before these letters the Arabic article takes their sound: ar-Raqqah, ash-Shirqat, ez-Zor.
SUN_ARTICLE = re.compile(r"\b(?:[aeu](r|sh|s|d|z|n|t|th|dh|l)) (?=\1)")
DOUBLED = re.compile(r"([a-z])\1")
FINAL_H = re.compile(r"(?<=[ae])h\b")


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """The key of a name: no case, accents, apostrophes or full stops; hyphens and runs of blanks are one blank."""
    if name.isascii():
        flat = name.lower().translate(PLAIN)
    else:
        flat = unicodedata.normalize("NFKD", name.casefold().translate(PLAIN))
        # Letters like a mathematical A have a case only once they are taken apart.
        flat = "".join(c for c in flat.casefold() if not unicodedata.combining(c)).translate(PLAIN)
    return " ".join(flat.split())


def loosen(key: str) -> str:
    """A folded key without Arabic articles, doubled letters and the final h of `-ah`: raqqah, ar raqqa -> raqa.

    Two spellings of one name often agree in this; so do some different names, so it only proposes.
    """
    words = SUN_ARTICLE.sub("", key).split()
    kept = [word for word in words if word not in ARTICLES]
    return FINAL_H.sub("", DOUBLED.sub(r"\1", " ".join(kept or words)))
