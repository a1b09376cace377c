"""Figures: numbers bound to what they count, what befell it, where, when and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dateline.model.document import Document, Reading
from dateline.model.mention import Figure
from dateline.model.parse import Parse
from dateline.model.span import Evidence, Span, content_id
from dateline.reading.figure_context import attribution_of, measure_of, period_of, scope_of
from dateline.reading.figure_cues import Outcome
from dateline.reading.figure_mentions import by_paragraph
from dateline.reading.figure_nouns import Counted, counted, noun_row, population
from dateline.reading.figure_outcome import outcome_of
from dateline.reading.figure_parts import of_them, part_of
from dateline.tables.quantities import QuantityWords
from dateline.values.quantity import Quantity, find_quantities

if TYPE_CHECKING:
    from dateline.tables.load import Tables

ROLES = frozenset({"headline", "body"})
MEASURED = frozenset({"distance", "area", "age", "weight", "volume"})
# An indefinite article counts one person only where something befell them: 'killed a civilian', not 'a doctor said'.
SINGLE = frozenset(["killed", "injured", "abducted", "detained", "missing"])
# Evidence keeps to the phrase: a cue further off is left to the report's own evidence.
EVIDENCE_REACH = 160
# Words that make a figure a total or a state stand in its clause; a longer sentence holds other clauses.
CLAUSE_REACH = 200


class Bound(Struct, frozen=True):
    """A quantity (offsets into the rendition) with what it counts and the outcome found for it."""

    quantity: Quantity
    counted: Counted
    outcome: Outcome | None


def find_figures(
    document: Document, parses: tuple[Parse, ...], mentions: Reading, tables: Tables
) -> tuple[Figure, ...]:
    """The figures of headline and body, in text order; `mentions` holds times, places, actors and attributions."""
    words = tables.quantities
    figures: list[Figure] = []
    for parse, near in zip(parses, by_paragraph(parses, mentions), strict=True):
        if parse.role in ROLES:
            figures.extend(_paragraph(document, parse, near, words))
    return tuple(figures)


def _paragraph(document: Document, parse: Parse, mentions: Reading, words: QuantityWords) -> list[Figure]:
    """The figures of one paragraph; parts and left-out nouns look back to those before them."""
    dated = [time.span for time in mentions.times]
    found: list[Figure] = []
    before: Bound | None = None
    for quantity in _quantities(document.text, parse, words):
        if any(span.overlaps(quantity.core) for span in dated):
            continue
        if quantity.kind in ("age", "measure"):
            if quantity.outcome in MEASURED:
                found.append(_measured(document, parse, mentions, quantity))
            continue
        if quantity.kind != "count":
            continue
        bound = _bind(parse, quantity, before, words)
        if bound is not None:
            found.append(_part(parse, _figure(document, parse, mentions, bound), found))
            before = bound
    return found


def _quantities(text: str, parse: Parse, words: QuantityWords) -> Iterator[Quantity]:
    """The quantities of a paragraph, and single persons named with an article, in text order."""
    at = parse.span.start
    numbers = [
        replace(q, span=Span(q.span.start + at, q.span.end + at), core=Span(q.core.start + at, q.core.end + at))
        for q in find_quantities(parse.span.of(text), words)
    ]
    taken = {q.core.start for q in numbers} | {q.span.start for q in numbers}
    single = [q for q in _singles(parse, words) if q.core.start not in taken]
    yield from sorted([*numbers, *single], key=lambda q: (q.span.start, q.span.end))


def _singles(parse: Parse, words: QuantityWords) -> Iterator[Quantity]:
    """`a civilian`, `another soldier`: one person each, to be kept only where something befell them."""
    for i, form in enumerate(parse.forms):
        if form.lower() not in ("a", "an", "another") or parse.deps[i] != "det":
            continue
        noun = parse.heads[i]
        row = noun_row(parse, noun, words)
        if (
            row is None
            or row.counted != "persons"
            or row.role in ("toll", "body", "collective")
            or parse.tags[noun] != "NN"
        ):
            continue
        span = parse.span_of(i, i)
        yield Quantity(
            span=span, core=span, kind="count", low=1, best=1, high=1, modifier="exact", vague_class="article"
        )


def _bind(parse: Parse, quantity: Quantity, before: Bound | None, words: QuantityWords) -> Bound | None:
    """The quantity with its noun and outcome, or None where it counts nothing worth a figure."""
    of = counted(parse, quantity.core, quantity.span, words)
    if of is None:
        return None
    outcome = outcome_of(parse, of, words)
    if quantity.vague_class == "article":
        kept = outcome is not None and not outcome.lexical and outcome.name in SINGLE
        return Bound(replace(quantity, vague_class=None), of, outcome) if kept else None
    if quantity.strong:
        outcome = outcome or Outcome("fighters", of.top, True)
    if outcome is None and before is not None and before.outcome is not None:
        if of.noun is None and _parallel(parse, of, before):
            return Bound(quantity, replace(before.counted, top=of.top), before.outcome)
        if of_them(parse, parse.tokens_in(quantity.core)):
            return Bound(quantity, of, before.outcome)
    return Bound(quantity, of, outcome) if _worth(parse, quantity, of, outcome, words) else None


def _parallel(parse: Parse, of: Counted, before: Bound) -> bool:
    """Whether a bare number repeats the noun of the one before it: `500 troops in X, 300 in Y`."""
    if parse.sentences[of.top] != parse.sentences[before.counted.top]:
        return False
    return of.top + 1 < len(parse) and parse.lemmas[of.top + 1] in ("in", "from", "at", "near")


def _worth(parse: Parse, quantity: Quantity, of: Counted, outcome: Outcome | None, words: QuantityWords) -> bool:
    """Whether the number is a figure: something befell those counted, or it counts known people or things."""
    if of.noun is None and _inside_name(parse, quantity.core):
        return False
    if quantity.best == 1 and parse.deps[of.top] == "attr" and of.top != of.noun:
        return False  # 'he was one of 30': the 30 are the figure.
    if outcome is not None:
        no_number = quantity.best is None and quantity.low is None and quantity.high is None
        return not (
            outcome.lexical and (quantity.best == 1 or (no_number and of.row is not None and of.row.role == "toll"))
        )
    if (
        of.noun is None
        or (of.row is not None and of.row.role == "abstract")
        or quantity.best == 1
        or (quantity.best is None and quantity.low is None and quantity.high is None)
    ):
        return False
    return of.row is not None or (parse.tags[of.noun] == "NNS" and parse.forms[of.noun].lower() not in words.units)


def _inside_name(parse: Parse, core: Span) -> bool:
    """Whether the number stands between two parts of a name: `the Delta 90 Front`."""
    tokens = parse.tokens_in(core)
    return (
        tokens.start > 0
        and tokens.stop < len(parse)
        and parse.pos[tokens.start - 1] == "PROPN"
        and parse.tags[tokens.stop] == "NNP"
    )


def _figure(document: Document, parse: Parse, mentions: Reading, bound: Bound) -> Figure:
    """The figure of a bound quantity, with its context."""
    quantity, of, outcome = bound.quantity, bound.counted, bound.outcome
    cue = outcome.cue if outcome is not None else of.top
    noun = of.noun if of.noun is not None else of.top
    span = _with_noun(parse, quantity.span, of)
    row = of.row
    sentence = parse.sentence(of.top)
    whole = parse.span_of(sentence[0], sentence[-1])
    clause = document.text[max(whole.start, span.start - CLAUSE_REACH) : min(whole.end, span.end + CLAUSE_REACH)]
    name = outcome.name if outcome is not None else _thing(parse, of)
    return Figure(
        id=content_id("fig", document.id, span.start, span.end),
        span=span,
        text=span.of(document.text),
        low=quantity.low,
        best=quantity.best,
        high=quantity.high,
        modifier=quantity.modifier,
        vague_class=quantity.vague_class,
        unit=None,
        counted=row.counted if row is not None else "things" if outcome is None and of.noun is not None else "persons",
        outcome=name,
        party=row.party if row is not None else "unknown",
        population=None if of.noun is None else population(parse, of.noun, quantity.span).of(document.text),
        measure=measure_of(name, outcome is not None and parse.pos[cue] == "VERB", clause),
        period=period_of(parse, cue, mentions),
        scope=scope_of(parse, noun, cue, mentions.places),
        part_of=None,
        attribution=attribution_of(quantity.core, mentions.attributions),
        evidence=Evidence.at(document.rendition, _evidence(parse, span, cue, sentence)),
    )


def _measured(document: Document, parse: Parse, mentions: Reading, quantity: Quantity) -> Figure:
    """A distance, area, age or the like: a figure that never counts people."""
    return Figure(
        id=content_id("fig", document.id, quantity.span.start, quantity.span.end),
        span=quantity.span,
        text=quantity.span.of(document.text),
        low=quantity.low,
        best=quantity.best,
        high=quantity.high,
        modifier=quantity.modifier,
        vague_class=quantity.vague_class,
        unit=quantity.unit,
        counted=None,
        outcome=quantity.outcome,
        party="unknown",
        population=None,
        measure="stock",
        period=None,
        scope=None,
        part_of=None,
        attribution=attribution_of(quantity.core, mentions.attributions),
        evidence=Evidence.at(document.rendition, quantity.span),
    )


def _thing(parse: Parse, of: Counted) -> str | None:
    """The outcome of counted things is what they are, in the plural; people without an outcome have none."""
    if of.noun is None or (of.row is not None and of.row.counted in ("persons", "households")):
        return None
    form = parse.forms[of.noun].lower()
    return form if parse.tags[of.noun] in ("NNS", "NNPS") else parse.lemmas[of.noun]


def _with_noun(parse: Parse, span: Span, of: Counted) -> Span:
    """The quantity through the noun it counts, where the noun follows in the same sentence."""
    if of.noun is None or parse.sentences[of.noun] != parse.sentences[of.top] or parse.starts[of.noun] < span.end:
        return span
    return Span(span.start, max(span.end, parse.ends[of.noun]))


def _evidence(parse: Parse, span: Span, cue: int, sentence: range) -> Span:
    """The figure and the word that says what befell those counted, where it stands near in the same sentence."""
    start, end = min(span.start, parse.starts[cue]), max(span.end, parse.ends[cue])
    return Span(start, end) if cue in sentence and end - start <= EVIDENCE_REACH else span


def _part(parse: Parse, figure: Figure, before: list[Figure]) -> Figure:
    """The figure tied to the whole that it is part of; a part without an outcome of its own has that of the whole."""
    whole = part_of(parse, figure, before)
    if whole is None:
        return figure
    own = figure.outcome if figure.outcome not in (None, "fighters", "protesters") else whole.outcome
    return replace(figure, part_of=whole.id, outcome=own)
