"""Who says so at a sentence's end: '..., killing two people, Karim Sol, a spokesman of the army, said'.

The parser takes a name that no title introduces for an apposition of the noun before it, and that noun, or the
object of the clause, for who speaks.
"""

from __future__ import annotations

from msgspec import Struct

from dateline.model.parse import Parse
from dateline.reading.attribution_sources import LONGEST_SOURCE, is_finite

# Words that a name with its body, and an apposition, do not hold.
CLAUSAL = frozenset({"VERB", "AUX", "PRON", "SCONJ", "PUNCT"})
# 'Mar-a-Lago', 'al-Karim', 'Dr. Sol', 'Sol's'.
JOINTS = frozenset({"-", "–", ".", "'s", "’s"})
APPOSED = frozenset({"DET", "NOUN", "ADJ", "PROPN"})


class Closing(Struct, frozen=True):
    """The words of who speaks, with the commas of an apposition, and of what is said."""

    source: range
    content: range


def closing_speaker(parse: Parse, i: int) -> Closing | None:
    """The name before a verb of saying that ends its sentence; None where what precedes is no clause and a comma."""
    sentence = parse.sentence(i)
    if any(parse.pos[k] in {"VERB", "AUX"} or parse.forms[k] in {":", ","} for k in range(i + 1, sentence.stop)):
        return None
    name = _before(parse, i, sentence)
    if name is not None and parse.forms[i - 1] == ",":
        name = _before(parse, name.start - 1, sentence) if parse.pos[name.start] in APPOSED else None
    if name is None or not _is_name(parse, name):
        return None
    content = range(sentence.start, name.start - 1)
    clause = any(is_finite(parse, k) for k in content)
    source = range(name.start, i)
    return Closing(source, content) if clause and len(source) <= LONGEST_SOURCE else None


def _before(parse: Parse, end: int, sentence: range) -> range | None:
    """The words between a comma and `end`, or the comma there; None where a verb or a mark is among them."""
    stop = end - 1 if parse.forms[end - 1] == "," else end
    first = stop
    while first > sentence.start and parse.forms[first - 1] != ",":
        first -= 1
        if parse.pos[first] in CLAUSAL and parse.forms[first] not in JOINTS:
            return None
    return range(first, stop) if first > sentence.start and first < stop else None


def _is_name(parse: Parse, run: range) -> bool:
    """Whether words begin with a name of two words or more: 'Karim Sol', 'Jonas Beck of the relief agency'."""
    first = [parse.pos[k] == "PROPN" and parse.forms[k][:1].isupper() for k in run][:2]
    return first == [True, True]
