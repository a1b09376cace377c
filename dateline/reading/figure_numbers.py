"""The numbers of a paragraph: written ones, single persons named with an article, and nobody at all."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from dateline.model.parse import Parse
from dateline.model.span import Span
from dateline.reading.figure_cues import total_verb
from dateline.reading.figure_noughts import noughts
from dateline.reading.figure_nouns import noun_row
from dateline.reading.figure_unwritten import ARTICLE, BOTH, NOUGHT, is_person, whole
from dateline.tables.quantities import QuantityWords
from dateline.values.quantity import Quantity, bounded, find_quantities
from dateline.values.share import share_before, shares_of_them

ARTICLES = frozenset({"a", "an", "another"})
NEXT = frozenset({"second", "third", "fourth", "fifth", "sixth"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})
# Nouns of which an article counts no single persons: 'a toll', 'a militia'.
UNCOUNTED = frozenset({"toll", "collective"})


def numbers(text: str, parse: Parse, words: QuantityWords) -> list[Quantity]:
    """The quantities of a paragraph, with single persons and nobody, in text order; offsets into `text`."""
    at, own = parse.span.start, parse.span.of(text)
    found = find_quantities(own, words)
    shares = [share for q in found if (share := share_before(own, q, words)) is not None]
    shares += shares_of_them(own, words)
    moved = (replace(q, span=_moved(q.span, at), core=_moved(q.core, at)) for q in (*found, *shares))
    written = [_passed(parse, _denied(parse, q), words) for q in moved]
    taken = {q.core.start for q in written} | {q.span.start for q in written}
    forms = [form.lower() for form in parse.forms]
    unwritten = (*_singles(parse, forms, words), *_boths(parse, forms), *noughts(parse, forms, words))
    others = [q for q in unwritten if q.core.start not in taken]
    return sorted([*written, *others], key=lambda q: (q.span.start, q.span.end))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _denied(parse: Parse, quantity: Quantity) -> Quantity:
    """`not one fighter`: none of them."""
    first = parse.tokens_in(quantity.core).start
    if quantity.best != 1 or first == 0 or parse.forms[first - 1].lower() != "not":
        return quantity
    span = Span(parse.starts[first - 1], quantity.span.end)
    return replace(quantity, span=span, low=0, best=0, high=0, modifier="exact", vague_class=NOUGHT)


def _passed(parse: Parse, quantity: Quantity, words: QuantityWords) -> Quantity:
    """`the number of dead has passed 4,000`, `losses did not exceed 12`: a bound that the verb says."""
    if quantity.modifier != "exact" or quantity.best is None or quantity.kind != "count":
        return quantity
    tokens = parse.tokens_in(quantity.core)
    top = parse.root_of(tokens)
    if top is None or parse.deps[top] != "dobj" or parse.lemmas[parse.heads[top]] not in words.passing:
        return quantity
    verb = total_verb(parse, top, words)
    if verb is None:
        return quantity
    said = "up_to" if any(parse.deps[c] == "neg" for c in parse.children[verb]) else "at_least"
    low, best, high = bounded(quantity.best, said)
    return replace(quantity, low=low, best=best, high=high, modifier=said)


def _singles(parse: Parse, forms: list[str], words: QuantityWords) -> Iterator[Quantity]:
    """`a civilian`, `another soldier`, `another was hurt`: one each, to be kept only where something befell them."""
    for i, form in enumerate(forms):
        if form not in ARTICLES:
            continue
        one = i + 1 if form == "a" and i + 1 < len(forms) and forms[i + 1] in NEXT else i
        if (form == "another" or one > i) and _is_alone(parse, one):
            yield whole(parse, i, one, 1, ARTICLE)
        if parse.deps[i] != "det" or parse.tags[parse.heads[i]] != "NN":
            continue
        row = noun_row(parse, parse.heads[i], words)
        if row is not None and is_person(row) and row.role not in UNCOUNTED:
            denied = i > 0 and forms[i - 1] == "not" and forms[i + 1] == "single"
            yield whole(parse, i - 1, i + 1, 0, NOUGHT) if denied else whole(parse, i, i, 1, ARTICLE)


def _is_alone(parse: Parse, i: int) -> bool:
    """Whether `another`, `a second` stand for one person: `another was hurt`, `another wounded` (its noun)."""
    if parse.deps[i] in ARGUMENTS:
        return True
    return parse.deps[i] == "det" and parse.heads[i] == i + 1 and parse.pos[i + 1] == "VERB"


def _boths(parse: Parse, forms: list[str]) -> Iterator[Quantity]:
    """`both men`, `both of the hostages`, `both drowned`: two, where something befell them."""
    for i, form in enumerate(forms):
        if form != "both":
            continue
        alone = parse.deps[i] in ARGUMENTS and not any(parse.deps[c] in ("conj", "cc") for c in parse.children[i])
        if alone or parse.deps[i] == "det" or any(parse.lemmas[c] == "of" for c in parse.children[i]):
            yield whole(parse, i, i, 2, BOTH)
