"""What several scorers compare alike: anchors, sentences, names, dates, and a one-to-one matching."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

SENTENCE_END = re.compile(r"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘'(\[A-Z])|\n+")
ARTICLES = {"the", "a", "an", "of", "al", "el"}


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence that holds start:end, by punctuation and line breaks."""
    first, last = 0, len(text)
    for found in SENTENCE_END.finditer(text):
        if found.end() <= start:
            first = found.end()
        elif found.start() >= end:
            last = found.end()
            break
    return first, last


def gap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Characters between two spans; 0 when they touch or overlap."""
    return max(a[0] - b[1], b[0] - a[1], 0)


def tokens(name: str) -> set[str]:
    """The words of a name, folded: no case, accents, articles or punctuation."""
    flat = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    flat = flat.replace("u.s.", "us").replace("u.n.", "un").replace("'s", "").replace("’s", "")
    return {word for word in re.split(r"[^\w]+", flat) if word and word not in ARTICLES}


def same_name(gold: str, found: str) -> bool:
    """Whether one name's words are all among the other's, spellings of a long word that differ in one letter alike."""
    a, b = sorted((tokens(gold), tokens(found)), key=len)
    return bool(a) and all(any(alike(one, other) for other in b) for one in a)


def alike(one: str, other: str) -> bool:
    """Equal, or of five letters and more with one letter changed (Saadi, Saedi)."""
    if one == other:
        return True
    return (
        min(len(one), len(other)) >= 5
        and len(one) == len(other)
        and sum(x != y for x, y in zip(one, other, strict=True)) == 1
    )


def any_name(gold: list[str], found: list[str | None]) -> bool:
    """Whether any found name matches any gold name."""
    return any(same_name(g, f) for g in gold for f in found if f)


def time_right(gold: list[object], earliest: str | None, latest: str | None) -> bool:
    """Overlap with the gold interval by an interval at most a year wide."""
    if earliest is None or latest is None:
        return False
    first, last = date.fromisoformat(earliest[:10]), date.fromisoformat(latest[:10])
    low, high = (date.fromisoformat(str(day)) for day in gold)
    return (last - first).days <= 366 and first <= high and low <= last


def match(edges: dict[int, list[int]]) -> dict[int, int]:
    """A maximum one-to-one matching of left to right nodes (augmenting paths, left nodes in order)."""
    taken: dict[int, int] = {}

    def place(left: int, seen: set[int]) -> bool:
        for right in edges.get(left, []):
            if right in seen:
                continue
            seen.add(right)
            if right not in taken or place(taken[right], seen):
                taken[right] = left
                return True
        return False

    for left in sorted(edges):
        place(left, set())
    return {left: right for right, left in taken.items()}


def f1(right: int, found: int, gold: int) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent, one decimal."""
    precision = 100 * right / found if found else 0.0
    recall = 100 * right / gold if gold else 0.0
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return round(precision, 1), round(recall, 1), round(both, 1)
