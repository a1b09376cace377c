"""Shares of a stated whole: `half of the 300 residents`, `40 per cent of the 5,000 villagers`, `half of them`.

A share is a number of its own, worked out from the two that the text gives: about right, unless a word bounds it.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from dateline.model.span import Span
from dateline.tables.quantities import QuantityWords
from dateline.values.quantity import Quantity, bounded, modifiers

PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
NUMERALS = {
    word: n for n, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}
TENS = {
    "ten": 10, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
TOPS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "nine": 9}
SHARE = (
    rf"(?<![\w.-])(?P<share>(?P<percent>\d{{1,3}}(?:\.\d+)?|{'|'.join(TENS)})\s?(?:per\s?cent|%)|"
    rf"(?P<some>{'|'.join(NUMERALS)}|\d)\s+(?:out\s+of|in)\s+(?:every\s+)?(?P<all>{'|'.join(NUMERALS)}|10{{1,2}}|\d)|"
    rf"(?:(?P<top>{'|'.join(TOPS)})[\s-])?(?P<part>{'|'.join(PARTS)})s?)"
)
# Whose the whole is: 'a fifth of the 300', 'a fifth of the battalion's 500 men'.
WHOSE = r"(?:the|its|their|his|her|our|those)\s+(?:(?:[\w-]+\s+){0,2}[\w-]+(?:['’]s|s['’])\s+)?"
OF_WHOLE = re.compile(rf"{SHARE}(?:\s+of\s+|(?:\s+of)?\s+{WHOSE})$", re.IGNORECASE)
OF_THEM = re.compile(rf"{SHARE}\s+of\s+$", re.IGNORECASE)
# 'of whom 54 per cent are children', 'Of the 90 wounded, a third were women'
BEHIND = re.compile(r"\bof\s+whom,?\s+|\bOf\s+(?:the|these)\b[^.;]{1,60}?,\s+")
# What stands in every text that the pattern above can match, found a hundred times faster.
SIGNS = ("whom", "Of the")
STANDING = re.compile(rf"(?:[a-z]+\s+){{0,3}}?{SHARE}\s+(?:were|are|have|had)\b", re.IGNORECASE)
# What stands rarely is looked for first; the share is then read backwards from it.
THEM = re.compile(r"(?<=of )(?:them|whom)\b", re.IGNORECASE)
# The longest share with its words: 'three-quarters of their'.
REACH = 64


def share_before(text: str, whole: Quantity, words: QuantityWords) -> Quantity | None:
    """The share that the words right before a number take of it; None where there is none or the number is open."""
    if whole.best is None or whole.kind != "count":
        return None
    start = max(0, whole.span.start - REACH)
    found = OF_WHOLE.search(text[start : whole.span.start])
    return None if found is None else times(_share(text, start, found, words), whole.best)


def shares_of_them(text: str, words: QuantityWords) -> list[Quantity]:
    """The shares of those told before, still as fractions: `half of them` is 0.5."""
    found = []
    for them in THEM.finditer(text):
        start = max(0, them.start() - REACH)
        share = OF_THEM.search(text[start : them.start()])
        if share is not None:
            found.append(_share(text, start, share, words))
    for behind in BEHIND.finditer(text) if any(sign in text for sign in SIGNS) else ():
        share = STANDING.match(text, behind.end())
        if share is not None:
            found.append(_share(text, 0, share, words))
    return found


def times(share: Quantity, whole: float) -> Quantity:
    """The share of a whole, to the nearest person."""
    low, best, high = (None if n is None else float(round(n * whole)) for n in (share.low, share.best, share.high))
    return replace(share, low=low, best=best, high=high)


def _share(text: str, at: int, found: re.Match[str], words: QuantityWords) -> Quantity:
    """The share of one that a match says, with the modifiers before it."""
    core = Span(at + found.start("share"), at + found.end("share"))
    start, said, _ = modifiers(text, core.start, core.end, words)
    said = "approximate" if said == "exact" else said
    low, best, high = bounded(_factor(found), said)
    return Quantity(span=Span(start, core.end), core=core, kind="share", low=low, best=best, high=high, modifier=said)


def _factor(found: re.Match[str]) -> float:
    if found["percent"]:
        return float(TENS.get(found["percent"].lower()) or found["percent"]) / 100
    if found["some"]:
        some, every = (NUMERALS.get(found[name].lower()) or int(found[name]) for name in ("some", "all"))
        return some / every
    return TOPS[(found["top"] or "one").lower()] / PARTS[found["part"].lower()]
