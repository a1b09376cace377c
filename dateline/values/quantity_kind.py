"""What kind of thing a number is, from the characters around it: a count, an age, a measure, part of a name."""

from __future__ import annotations

import re

from msgspec import Struct

from dateline.tables.quantities import QuantityWords
from dateline.values.numeral import Number

MONEY = re.compile(r"(?:[$€£¥₽₦₹₺]|\b(?:USD|EUR|GBP|Rs\.?|Tk))\s?$")
ATTACHED = re.compile(r"(?:(?<![A-Za-z])(?!mid-)[A-Za-z]{1,9}-?|[/:#+_=@][\x22”]?|\d[.,:/-])$", re.IGNORECASE)
CLOCK = re.compile(r":\d\d|\s?(?:[ap]\.?m\b|hrs\b|GMT|UTC|o.clock|hours? local)", re.IGNORECASE)
ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
YEARS_OLD = re.compile(r"[\s-]*(?P<unit>year|month|week|day)s?[\s-]olds?\b", re.IGNORECASE)
AGED = re.compile(
    r"\b(?:aged?|age\s+of|ages|as\s+(?:young|old)\s+as)(?:\s+(?:of|between|from|under|over|about))*\s+$", re.IGNORECASE
)
NAME_COMMA = re.compile(r"[A-Z][\w’'.-]+,\s$")
NOUN_COMMA = re.compile(r"(?<![\w-])([a-z]+),\s$")
AFTER_AGE = re.compile(r"\s?[,.;)]")
FRACTION = re.compile(
    r"[\s-](?:thirds?|quarters?|fifths?|tenths?|halves)\b|"
    r"\s+(?:out\s+of|in)\s+(?:every\s+)?(?:\d|ten|five|four|three)"
)
PART_OF = re.compile(
    r"\b(?:\d|one|two|three|four|six|seven|eight|nine)\s+(?:out\s+of|in)\s+(?:every\s+)?$", re.IGNORECASE
)
NUMBERED = re.compile(r"\b\w+\s+number\s+$", re.IGNORECASE)
ATTACHED_AFTER = re.compile(r"[A-Za-z]|/\d|\.\d|-[A-Z\d]")
COMPOUND = re.compile(r"-(?!strong|plus|odd|to-|and-)[a-z]")
MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
DATE_BEFORE = re.compile(rf"\b(?:{MONTHS}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)\s+$", re.IGNORECASE)
DATE_AFTER = re.compile(rf"\s+(?:{MONTHS}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b)", re.IGNORECASE)
ACRONYM = re.compile(r"\b[A-Z]{2,3}\s$")
BULLET = re.compile(r"(?:^|\n)\s*$")
YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|from|during|before|after|through|early|late|mid|year|spring|summer|autumn|fall|winter|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan\.?|feb\.?|mar\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?)[\s-]+(?:\d{1,2},\s+)?$",
    re.IGNORECASE,
)
NEXT_WORD = re.compile(r"\s+([a-z][\w-]*)")
STRONG = re.compile(r"-strong\b")
IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child", "families": "family"}
AGES = (0.5, 110)
# Words for more than one person, which have no age.
MANY = frozenset({"toll", "collective", "body"})
YEARS = range(1900, 2101)


class Kind(Struct, frozen=True):
    """A kind (see Quantity), the unit and what is measured, and where the unit words end."""

    kind: str
    end: int
    unit: str | None = None
    outcome: str | None = None


def kind_of(text: str, first: Number, last: Number, words: QuantityWords) -> Kind:
    """The kind of the number from `first` to `last` (the same one unless it is a range)."""
    before, after = text[max(0, first.start - 28) : first.start], text[last.end : last.end + 28]
    if first.vague_class is not None:
        return _unit(text, last, words) or Kind("count", last.end)
    name = _name(before, after, first, last, words)
    if name is not None:
        return Kind(name, last.end)
    age = YEARS_OLD.match(text, last.end)
    if age:
        return Kind("age", age.end(), age["unit"].lower(), "age")
    if AGED.search(before) or _age_between_commas(before, after, first, words):
        return Kind("age", last.end, "year", "age")
    return _unit(text, last, words) or _count(before, after, first, last, words)


def _name(before: str, after: str, first: Number, last: Number, words: QuantityWords) -> str | None:
    """The kind of a number that is part of a price, a name, a clock time or an ordinal."""
    if MONEY.search(before):
        return "money"
    if words.label_before.search(before) or (first.digits and (ATTACHED.search(before) or NUMBERED.search(before))):
        return "label"
    if first.plain and (first.value or 32) <= 31 and (DATE_BEFORE.search(before) or DATE_AFTER.match(after)):
        return "date"
    if last.digits and CLOCK.match(after):
        return "clock"
    if last.digits and ORDINAL.match(after):
        return "ordinal"
    if first.plain and BULLET.search(before) and re.match(r"[.)]\s", after):
        return "label"
    return None


def _age_between_commas(before: str, after: str, number: Number, words: QuantityWords) -> bool:
    """Whether `Name, 47,` or `the driver, 47,` gives an age."""
    if not number.plain or number.value is None or not AGES[0] <= number.value <= AGES[1]:
        return False
    if NAME_COMMA.search(before):
        return AFTER_AGE.match(after) is not None
    noun = NOUN_COMMA.search(before)
    row = words.nouns.get(noun[1]) if noun is not None and after.startswith(",") else None
    return row is not None and row.counted == "persons" and row.role not in MANY


def _unit(text: str, last: Number, words: QuantityWords) -> Kind | None:
    """The measure that a unit right after the number makes of it."""
    match = words.unit_after.match(text, last.end)
    if match is None:
        return None
    row = words.units[" ".join(match.group(1).lower().split())]
    kind = row.outcome if row.outcome in ("percent", "money", "duration") else "measure"
    return Kind(kind, match.end(), row.unit, row.outcome)


def _count(before: str, after: str, first: Number, last: Number, words: QuantityWords) -> Kind:
    """Count, year, fraction, or the inside of a compound that names something else."""
    if FRACTION.match(after) or PART_OF.search(before):
        return Kind("fraction", last.end)
    if last.plain and last.value is not None and YEARS[0] <= last.value <= YEARS[-1] and _is_year(before, after, words):
        return Kind("year", last.end)
    if first.plain and ACRONYM.search(before) and not _counts(after, words):
        return Kind("label", last.end)
    if COMPOUND.match(after) or (last.digits and ATTACHED_AFTER.match(after)):
        return Kind("label", last.end)
    if last.decimal:
        return Kind("decimal", last.end)
    strong = STRONG.match(after)
    return Kind("count", last.end + (strong.end() if strong else 0))


def _is_year(before: str, after: str, words: QuantityWords) -> bool:
    """Whether a bare four-digit number is a year: counts that size carry a separator, or count a known noun."""
    if YEAR_BEFORE.search(before):
        return True
    return not _counts(after, words)


def _counts(after: str, words: QuantityWords) -> bool:
    """Whether a noun that is known to be counted follows at once."""
    following = NEXT_WORD.match(after)
    return following is not None and singular(following.group(1), words) in words.nouns


def singular(word: str, words: QuantityWords) -> str:
    """The lemma of a plural noun as the noun table has it, else the word itself."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    return word[:-1] if word.endswith("s") and word[:-1] in words.nouns else word
