"""Bare numbers that take up what the number before them counts: `the toll was 12, up from nine on Monday`."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.model.parse import Parse
from dateline.reading.figure_nouns import Counted, said_of
from dateline.reading.figure_parts import is_of_fronted, of_them
from dateline.tables.quantities import QuantityWords
from dateline.values.quantity import Quantity

# After them a number is set against the one before: it counts the same.
COMPARED = (
    ("rather", "than"), ("instead", "of"), ("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to"),
    ("as", "against"),
)  # fmt: skip
FURTHER = frozenset({"more", "other"})
PLACED = frozenset({"in", "from", "at", "near", "around", "on"})
# Nouns that stand for a number told before: 'the real figure is 900'.
TOTALS = frozenset({"figure", "number", "total", "count", "estimate", "tally", "it"})
STATED = frozenset(
    {"be", "stand", "put", "reach", "rise", "climb", "fall", "estimate", "give", "bring", "take", "raise"}
)
SPOKEN = frozenset({"speak", "talk"})


def takes_up(parse: Parse, quantity: Quantity, of: Counted, before: Counted, words: QuantityWords) -> Counted | None:
    """What the number counts where it takes up the one before; None where it does not."""
    tokens = parse.tokens_in(quantity.core)
    if of.noun is not None and parse.forms[tokens.start - 1] == "(" and before.noun is not None:
        # the same people in another unit: '45,300 individuals (9,060 households)'
        return of if 0 < parse.tokens_in(quantity.span).start - before.noun <= 2 else None
    if of.noun is None:
        near = parse.sentences[of.top] == parse.sentences[before.top]
        if near and (
            _is_listed(parse, of.top)
            or is_compared(parse, quantity)
            or _exists(parse, of.top)
            or is_of_fronted(parse, before.top, of.top)
        ):
            said = said_of(parse, of, words)
            return replace(before, top=of.top) if said is None else Counted(of.top, None, None)
        if _is_total(parse, of.top):
            return replace(before, top=of.top)
    if not of_them(parse, tokens):
        return None
    things = of.noun is None and before.row is not None and before.row.counted == "things"
    return replace(before, top=of.top) if things else of


def is_included(parse: Parse, noun: int) -> bool:
    """Whether a person is named as one of those told before: `including a baby`, `including three women and a boy`."""
    while parse.deps[noun] == "conj":
        noun = parse.heads[noun]
    return parse.deps[noun] == "pobj" and parse.lemmas[parse.heads[noun]] == "include"


def is_compared(parse: Parse, quantity: Quantity) -> bool:
    """Whether words right before the number set it against another: `up from 30`, `rather than the 500`."""
    first = parse.tokens_in(quantity.span).start
    before = tuple(parse.forms[i].lower() for i in range(max(0, first - 3), first))
    if before[-1:] == ("the",):
        before = before[:-1]
    return before[-2:] in COMPARED


def _is_listed(parse: Parse, top: int) -> bool:
    """Whether the number is one of a list by places: `500 troops in Orsa, 300 in Keld`."""
    after = top + 2 if top + 1 < len(parse) and parse.lemmas[top + 1] in FURTHER else top + 1
    return after < len(parse) and parse.lemmas[after] in PLACED


def _exists(parse: Parse, top: int) -> bool:
    """Whether the number stands in `there were 21`."""
    return parse.deps[top] == "attr" and any(parse.deps[c] == "expl" for c in parse.children[parse.heads[top]])


def _is_total(parse: Parse, top: int) -> bool:
    """Whether a bare number is said of a total told before: `the figure is 900`, `they spoke of 900`."""
    head = parse.heads[top]
    if parse.deps[top] == "conj" and parse.pos[head] == "NUM":
        return _is_total(parse, head)
    verb = head if parse.deps[top] in ("attr", "dobj") else parse.heads[head] if parse.deps[top] == "pobj" else None
    if verb is None or parse.pos[verb] not in ("VERB", "AUX"):
        return False
    if parse.lemmas[verb] in SPOKEN:
        return parse.lemmas[head] == "of"
    return parse.lemmas[verb] in STATED and any(
        parse.deps[c] in ("nsubj", "nsubjpass", "dobj") and _is_bare_total(parse, c) for c in parse.children[verb]
    )


def _is_bare_total(parse: Parse, noun: int) -> bool:
    """Whether a noun means a number without saying of what."""
    return parse.lemmas[noun] in TOTALS and not any(parse.lemmas[c] == "of" for c in parse.children[noun])
