"""Numbers behind a label, as reports list them: `Injured: 30`, `the number of dead: Orland - 280, Mara - 70`."""

from __future__ import annotations

from dateline.model.document import Reading
from dateline.model.mention import Place
from dateline.model.parse import Parse
from dateline.reading.figure_cues import Outcome, adjective, noun_cue
from dateline.tables.quantities import QuantityWords
from dateline.values.quantity import Quantity

MARKS = frozenset({":", "-", "–", "—", "="})


def labelled(
    parse: Parse, quantity: Quantity, mentions: Reading, words: QuantityWords
) -> tuple[Outcome, Place | None] | None:
    """The outcome that the label of a number names, or that of the list of places it stands in, and the place."""
    first = parse.tokens_in(quantity.span).start
    if first < 2 or parse.forms[first - 1] not in MARKS or parse.sentences[first - 1] != parse.sentences[first - 2]:
        return None
    label = first - 2
    place = next((p for p in mentions.places if label in parse.tokens_in(p.span)), None)
    if place is None:
        found = _named(parse, label, words)
        return None if found is None else (found, None)
    start = parse.tokens_in(place.span).start
    for i in range(start - 1, parse.sentence(label).start - 1, -1):
        found = _named(parse, i, words)
        if found is not None:
            return found, place
    return None


def _named(parse: Parse, i: int, words: QuantityWords) -> Outcome | None:
    """The outcome that a word names, or what is said of it: `Deaths`, `Affected population`."""
    said = adjective(parse, i - 1, words) if i > 0 and parse.heads[i - 1] == i else None
    return said or noun_cue(parse, i, words) or adjective(parse, i, words)
