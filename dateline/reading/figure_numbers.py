"""The numbers of a paragraph: written ones, single persons named with an article, and nobody at all."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from dateline.model.parse import Parse
from dateline.model.span import Span
from dateline.reading.figure_nouns import noun_row
from dateline.tables.quantities import NounRow, QuantityWords
from dateline.values.quantity import Quantity, find_quantities
from dateline.values.share import share_before, shares_of_them

ARTICLES = frozenset({"a", "an", "another"})
NOBODY = frozenset({"nobody", "none"})
# What a number with no number of its own is marked with until it is bound.
ARTICLE = "article"
NOUGHT = "nought"
BOTH = "both"
# Nouns of which an article or a `no` counts no single persons: 'a toll', 'a militia'.
UNCOUNTED = frozenset({"toll", "body", "collective"})


def numbers(text: str, parse: Parse, words: QuantityWords) -> list[Quantity]:
    """The quantities of a paragraph, with single persons and nobody, in text order; offsets into `text`."""
    at, own = parse.span.start, parse.span.of(text)
    found = find_quantities(own, words)
    shares = [share for q in found if (share := share_before(own, q, words)) is not None]
    shares += shares_of_them(own, words)
    written = [_denied(parse, replace(q, span=_moved(q.span, at), core=_moved(q.core, at))) for q in (*found, *shares)]
    taken = {q.core.start for q in written} | {q.span.start for q in written}
    forms = [form.lower() for form in parse.forms]
    unwritten = (*_singles(parse, forms, words), *_boths(parse, forms), *_noughts(parse, forms, words))
    others = [q for q in unwritten if q.core.start not in taken]
    return sorted([*written, *others], key=lambda q: (q.span.start, q.span.end))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _denied(parse: Parse, quantity: Quantity) -> Quantity:
    """`not one fighter`, `not a single house`: none of them."""
    first = parse.tokens_in(quantity.core).start
    if quantity.best != 1 or first == 0 or parse.forms[first - 1].lower() != "not":
        return quantity
    span = Span(parse.starts[first - 1], quantity.span.end)
    return replace(quantity, span=span, low=0, best=0, high=0, modifier="exact", vague_class=NOUGHT)


def _singles(parse: Parse, forms: list[str], words: QuantityWords) -> Iterator[Quantity]:
    """`a civilian`, `another soldier`: one person each, to be kept only where something befell them."""
    for i, form in enumerate(forms):
        if form not in ARTICLES or parse.deps[i] != "det" or parse.tags[parse.heads[i]] != "NN":
            continue
        row = noun_row(parse, parse.heads[i], words)
        if _is_person(row) and row is not None and row.role not in UNCOUNTED:
            yield _whole(parse, i, i, 1, ARTICLE)


def _boths(parse: Parse, forms: list[str]) -> Iterator[Quantity]:
    """`both men`, `both of the hostages`: two, to be kept only where something befell them; not `both A and B`."""
    for i, form in enumerate(forms):
        if form == "both" and (parse.deps[i] == "det" or any(parse.lemmas[c] == "of" for c in parse.children[i])):
            yield _whole(parse, i, i, 2, BOTH)


def _noughts(parse: Parse, forms: list[str], words: QuantityWords) -> Iterator[Quantity]:
    """`no civilian`, `no casualties`, `nobody`, `no one`: nobody, to be kept only where something befell others."""
    for i, form in enumerate(forms):
        if form in NOBODY:
            yield _whole(parse, i, i, 0, NOUGHT)
        elif form == "no" and parse.deps[i] == "det":
            noun = parse.heads[i]
            if noun == i + 1 and parse.forms[noun].lower() == "one":
                yield _whole(parse, i, noun, 0, NOUGHT)
            elif _is_person(noun_row(parse, noun, words)):
                yield _whole(parse, i, i, 0, NOUGHT)


def _is_person(row: NounRow | None) -> bool:
    return row is not None and row.counted == "persons"


def _whole(parse: Parse, first: int, last: int, value: float, mark: str) -> Quantity:
    """A number that the text gives without numerals, at its own words."""
    span = parse.span_of(first, last)
    return Quantity(
        span=span, core=span, kind="count", low=value, best=value, high=value, modifier="exact", vague_class=mark
    )
