"""Numerals: digits, number words and vague words of a text, joined into numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from dateline.tables.quantities import QuantityWords

GAP = re.compile(r"\s*-?\s*|\s+and\s+|[\s-]+and[\s-]+a[\s-]+|[\s-]+an?[\s-]+|\s+of\s+(?:an?\s+)?", re.IGNORECASE)
ARTICLE = re.compile(r"(?<!\w)an?\s+$", re.IGNORECASE)
INDEFINITE = re.compile(
    r"(?<!\w)(?:an?|(?:an?\s+|in\s+)?(?:unknown|unspecified|undisclosed|undetermined|uncertain|large|larger|small|smaller|"
    r"great|huge|vast|growing|increasing|significant|considerable|substantial|unprecedented|record))\s+$",
    re.IGNORECASE,
)
NO_COUNT = re.compile(
    r"(?<!\w)(?:(?<!well )as|so|how|too|no|any|every|some|the\s+other|which|this)[\s-]+$", re.IGNORECASE
)


# The most digits of a whole number that a float holds exactly; nothing that news counts comes near.
MOST_DIGITS = 15


class Number(Struct, frozen=True, kw_only=True):
    """A number at start:end of a text. `value` is None for vague words, whose floor is `low`.

    `mantissa` is the value without its last scale word (2 in `2 million`), `scale` that word's value.
    `digits` marks numbers written in figures; `plain` those without separators, scale or decimals.
    """

    start: int
    end: int
    value: float | None
    low: float | None = None
    conservative: float | None = None
    vague_class: str | None = None
    mantissa: float | None = None
    scale: float = 1
    digits: bool = False
    plain: bool = False
    decimal: bool = False


class Atom(Struct, frozen=True):
    """One number word or run of digits; `kind` is digits, unit, tens, scale, part or vague."""

    start: int
    end: int
    kind: str
    word: str
    value: float


def numbers(text: str, words: QuantityWords) -> tuple[Number, ...]:
    """All numbers of `text` in order, without overlaps; offsets are into `text`."""
    atoms = list(_atoms(text, words))
    found = []
    i = 0
    while i < len(atoms):
        j = i + 1
        while j < len(atoms) and _joins(text, atoms[j - 1], atoms[j]):
            j += 1
        blur = atoms[j - 1].word == "some" and j < len(atoms) and text[atoms[j - 1].end : atoms[j].start].isspace()
        number = None if blur else _number(text, atoms[i:j], words)
        if number is not None:
            found.append(number)
        i = j
    return tuple(found)


def _atoms(text: str, words: QuantityWords) -> Iterator[Atom]:
    for match in words.atom.finditer(text):
        digits = match.group("digits")
        if digits is not None:
            yield Atom(match.start(), match.end(), "digits", digits, float(re.sub(r"[^\d.]", "", digits)))
            continue
        word = match.group().lower()
        row = words.numbers.get(word)
        if row is None:
            yield Atom(match.start(), match.end(), "vague", word, 0)
        else:
            yield Atom(match.start(), match.end(), row.kind, word, row.value)


def _joins(text: str, a: Atom, b: Atom) -> bool:
    """Whether two neighbouring atoms are parts of one number, by their kinds and what stands between."""
    gap = text[a.end : b.start]
    if not GAP.fullmatch(gap) or (not gap and (a.kind, b.kind) != ("digits", "scale")):
        return False
    middle = gap.strip().lower()
    pair = (a.kind, b.kind)
    if pair == ("vague", "vague"):
        return middle in ("", "of") and b.word.endswith("s") and (middle == "of" or not a.word.endswith("s"))
    if b.kind == "scale" and pair != ("scale", "scale"):
        return middle in ("", "-") or (a.kind == "part" and middle in ("a", "of", "of a", "an"))
    if pair == ("scale", "scale"):
        return middle == "" and a.value < b.value
    if b.word == "half" and a.kind in ("unit", "tens", "digits"):
        return middle.replace("-", " ").split() == ["and", "a"]
    if pair == ("tens", "unit"):
        return middle in ("", "-") and 0 < b.value < 10
    return a.kind == "scale" and a.word != "dozen" and b.kind in ("unit", "tens") and middle in ("", "and")


def _number(text: str, run: list[Atom], words: QuantityWords) -> Number | None:
    """The number of a run of atoms, or None where its words count nothing here or it is too long for a count."""
    first, last = run[0], run[-1]
    if any(atom.value >= 10**MOST_DIGITS for atom in run):
        return None
    before = text[max(0, first.start - 24) : first.start]
    if any(atom.kind == "vague" for atom in run):
        return _vague(text, run, before, words)
    if len(run) == 1 and (first.word in ("half", "quarter") or (first.word == "one" and NO_COUNT.search(before))):
        return None
    article = ARTICLE.search(before) if first.kind in ("scale", "part") else None
    start = first.start - len(article.group()) if article else first.start
    scale = last.value if last.kind == "scale" else 1
    value = _sum(run)
    if value >= 10**MOST_DIGITS:
        return None
    digits = first.kind == "digits"
    return Number(
        start=start,
        end=last.end,
        value=value,
        mantissa=value / scale,
        scale=scale,
        digits=digits,
        plain=digits and len(run) == 1 and first.word.isdigit(),
        decimal=digits and len(run) == 1 and "." in first.word,
    )


def _sum(run: list[Atom]) -> float:
    """The value of a run: each scale word multiplies what stands before it, then groups add up."""
    total = group = 0.0
    for atom in run:
        if atom.kind != "scale":
            group += atom.value
        elif atom.value == 100 or atom.word == "dozen":
            group = (group or 1) * atom.value
        else:
            total += (group or (0 if total else 1)) * atom.value
            group = 0.0
    # Two scale words in a row ('two hundred thousand') multiply; a decimal times a power of ten must stay whole.
    return round(total + group, 6)


def _vague(text: str, run: list[Atom], before: str, words: QuantityWords) -> Number | None:
    """A vague number: the product of its words, `several dozen` being three dozen; None where none is meant."""
    first, last = run[0], run[-1]
    if first.kind != "vague":
        return None
    head = words.vague[first.word]
    start = first.start
    article = ARTICLE.search(before)
    if first.word in ("number", "numbers"):
        lead = INDEFINITE.search(before)
        if lead is None or not re.match(r"\s+of\s", text[last.end : last.end + 6]):
            return None
        start -= len(lead.group())
    elif NO_COUNT.search(before) and first.word in ("many", "few", "some"):
        return None
    elif first.word == "some" and text.startswith(" as ", last.end):
        return None  # 'some as young as nine' are those told before
    elif article:
        start -= len(article.group())
    low, least = head.low, head.conservative
    if len(run) > 1:
        scale = 1.0
        for atom in run[1:]:
            scale *= atom.value if atom.kind == "scale" else (words.vague[atom.word].scale or 1)
        low, least = (head.low or (head.factor or 2) * 1.0) * scale, (head.conservative or 1) * scale
    name = " ".join(atom.word for atom in run)
    if len(run) > 1 and run[1].kind == "vague" and head.low is not None:
        name = name.replace(" ", " of ", 1)
    return Number(start=start, end=last.end, value=None, low=low, conservative=least, vague_class=name)
