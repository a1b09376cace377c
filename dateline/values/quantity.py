"""Quantities as intervals: a grammar over text, whatever the number turns out to count.

Source: event-types.md, 'Vague words', for what each word is stored as. A number that bounds (`at least`,
`up to`) leaves the other end open; `best` is set only where the text gives one number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from dateline.model.span import Span
from dateline.tables.quantities import QuantityWords
from dateline.values.numeral import Number, numbers
from dateline.values.quantity_kind import STRONG, kind_of

# The longest modifier phrase has 22 characters, and two may be stacked ('up to an estimated 300').
REACH = 50
JOIN = re.compile(r"\s*[-–—]\s*|\s+to\s+|\s+or\s+|\s+and\s+", re.IGNORECASE)
BETWEEN = re.compile(r"\bbetween\s+(?:about\s+|some\s+)?$", re.IGNORECASE)
CHANGE = re.compile(
    r"\b(?:ris|ros|increas|gr[eo]w|jump|climb|fell|fall|drop|reduc|declin|cut|doubl|revis|rais|lower|shr[aiu]nk|surg|swell|"
    r"went|go)[a-z]*\b[^.;]{0,40}\bfrom\s+$",
    re.IGNORECASE,
)
RANK = {"at_least": 2, "up_to": 2, "approximate": 1, "exact": 0}


class Quantity(Struct, frozen=True, kw_only=True):
    """A number with its modifiers. `core` spans the number words, `span` modifiers and unit too.

    `kind`: count, age, measure (both with `unit` and `outcome`), percent, money, duration, year, ordinal, clock,
    fraction, share (see `values/share.py`), decimal, score, label (part of a name), date. `modifier`: see Figure.
    `strong` marks `30,000-strong`.
    """

    span: Span
    core: Span
    kind: str
    low: float | None
    best: float | None
    high: float | None
    modifier: str
    vague_class: str | None = None
    unit: str | None = None
    outcome: str | None = None
    strong: bool = False


def find_quantities(text: str, words: QuantityWords) -> tuple[Quantity, ...]:
    """The quantities of `text` in order, spans as offsets into it; those that count nothing keep their kind."""
    return tuple(_quantity(text, first, last, words) for first, last in _ranges(text, numbers(text, words)))


def conservative(vague_class: str, words: QuantityWords) -> float | None:
    """What ACLED's conservative rule writes for a vague word: 12 for `dozens`, 100 for `hundreds`, None for `several`.

    Of several words (`tens of thousands`) it is the product, 10 times 1,000.
    """
    found = numbers(vague_class, words)
    return found[0].conservative if found else None


def with_trailing(quantity: Quantity, text: str, end: int, words: QuantityWords) -> tuple[Quantity, int]:
    """The quantity with a modifier that follows its noun at `end`, and where that ends: `nine people or more`."""
    after = words.after_noun.match(text, end)
    if after is None or quantity.best is None or quantity.modifier not in ("exact", "approximate"):
        return quantity, end
    said = words.modifiers[" ".join(after.group(1).lower().split())]
    low, best, high = bounded(quantity.best, said)
    return replace(quantity, low=low, best=best, high=high, modifier=said), after.end()


def _ranges(text: str, found: tuple[Number, ...]) -> Iterator[tuple[Number, Number]]:
    """Each number with itself, or with the upper end of the range that it begins."""
    i = 0
    while i < len(found):
        first = found[i]
        if i + 1 < len(found) and _is_range(text, first, found[i + 1]):
            yield first, found[i + 1]
            i += 2
        else:
            yield first, first
            i += 1


def _is_range(text: str, a: Number, b: Number) -> bool:
    """Whether two neighbours are the ends of one range or the sides of a score, not a change between them."""
    join = text[a.end : b.start]
    if a.value is None or b.value is None or len(join) > 8 or not JOIN.fullmatch(join):
        return False
    word = join.strip().lower()
    before = text[max(0, a.start - REACH) : a.start]
    low, high = _ends(a, b)
    if word == "and":
        return BETWEEN.search(before) is not None and low < high
    if word == "to":
        return low < high and CHANGE.search(before) is None
    if word == "or":
        # 'two or three', '10 or 12': alternatives far apart are no range.
        return low < high <= 3 * low
    return a.digits == b.digits and (low < high or word == "-")


def _ends(a: Number, b: Number) -> tuple[float, float]:
    """Low and high of a range; a scale that stands only at the end (`2 to 3 million`, `20-30,000`) is shared."""
    low, high = a.value or 0.0, b.value or 0.0
    if a.scale == 1 and b.scale > 1 and low <= (b.mantissa or 0):
        return low * b.scale, high
    if a.plain and not b.plain and b.digits and b.scale == 1 and low < 1000 <= high and low * 1000 < high:
        return low * 1000, high
    return low, high


def _quantity(text: str, first: Number, last: Number, words: QuantityWords) -> Quantity:
    kind = kind_of(text, first, last, words)
    start, modifier, end = modifiers(text, first.start, last.end, words)
    end = max(end, kind.end)
    low, best, high, said = _interval(first, last, modifier)
    if said == "range":
        start = _between(text, first.start)
    return Quantity(
        span=Span(start, end),
        core=Span(first.start, last.end),
        kind="score" if said == "range" and low >= high else kind.kind,  # type: ignore[operator]
        low=low,
        best=best,
        high=high,
        modifier=said,
        vague_class=first.vague_class,
        unit=kind.unit,
        outcome=kind.outcome,
        strong=STRONG.match(text, last.end) is not None,
    )


def _interval(first: Number, last: Number, modifier: str) -> tuple[float | None, float | None, float | None, str]:
    """Low, best, high and the modifier that they express."""
    if first is not last:
        return (*_range(first, last), "range")
    if first.value is None:
        return first.low, None, None, "vague"
    return (*bounded(first.value, modifier), modifier)


def bounded(value: float, modifier: str) -> tuple[float | None, float | None, float | None]:
    """Low, best and high of one number under a modifier."""
    if modifier == "at_least":
        return value, None, None
    if modifier == "up_to":
        return None, None, value
    return value, value, value


def _range(first: Number, last: Number) -> tuple[float, None, float]:
    low, high = _ends(first, last)
    return low, None, high


def modifiers(text: str, start: int, end: int, words: QuantityWords) -> tuple[int, str, int]:
    """Start and end with the modifiers around, and the one that says most: a bound before a blur before none."""
    modifier = "exact"
    while True:
        found = words.before.search(text[max(0, start - REACH) : start])
        if found is None:
            break
        said = words.modifiers[" ".join(found.group(1).lower().split())]
        modifier = max(modifier, said, key=RANK.__getitem__)
        start -= len(found.group())
    after = words.after.match(text, end)
    if after is not None:
        said = "at_least" if after["sign"] else words.modifiers[" ".join(after.group(1).lower().split())]
        modifier = max(modifier, said, key=RANK.__getitem__)
        end = after.end()
    return start, modifier, end


def _between(text: str, start: int) -> int:
    """Where a range begins, `between` or `from` included."""
    found = re.search(r"\b(?:between|from)\s+(?:about\s+|some\s+)?$", text[max(0, start - 24) : start], re.IGNORECASE)
    return start - len(found.group()) if found else start
