"""Figures: numbers bound to what they count, what befell it, where, when and who says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dateline.model.document import Document, Reading
from dateline.model.mention import Figure, Period, Place
from dateline.model.parse import Parse
from dateline.model.span import Evidence, Span, content_id
from dateline.reading.figure_binding import Bound, bind
from dateline.reading.figure_context import clause_text, scope_of
from dateline.reading.figure_measure import measure_of
from dateline.reading.figure_mentions import by_paragraph
from dateline.reading.figure_nouns import Counted, party_of, population, said_of
from dateline.reading.figure_numbers import numbers
from dateline.reading.figure_parts import last_whole, with_whole
from dateline.reading.figure_period import period_of, reference_day
from dateline.tables.quantities import QuantityWords
from dateline.values.attribution import innermost
from dateline.values.quantity import Quantity, with_trailing
from dateline.values.share import WHOSE, times

if TYPE_CHECKING:
    from dateline.tables.load import Tables

ROLES = frozenset({"headline", "body"})
MEASURED = frozenset({"distance", "area", "age", "weight", "volume"})
# Evidence keeps to the phrase: a cue further off is left to the report's own evidence.
EVIDENCE_REACH = 160
# What stands between a part and its whole: `40 of the 90 wounded`, `half the 300`, `a fifth of the town's 500 men`.
# A place's name and two capitalised words after it name a body: 'Orsa Liberation Front', not 'Orsa police'.
NAMED_FOR = re.compile(r"[^\W\d_a-z]\S+(?: [^\W\d_a-z]\S*){2}")
BODIES = frozenset({"rebel", "political_militia", "communal_militia", "paramilitary", "organisation"})
OF = re.compile(rf"\s+(?:(?:out\s+)?of\s+)?(?:{WHOSE})?")


def find_figures(
    document: Document, parses: tuple[Parse, ...], mentions: Reading, tables: Tables
) -> tuple[Figure, ...]:
    """The figures of headline and body, in text order; `mentions` holds times, places, actors and attributions."""
    words = tables.quantities
    figures: list[Figure] = []
    mentions = replace(mentions, places=_outside_names(mentions))
    for parse, near in zip(parses, by_paragraph(parses, mentions), strict=True):
        if parse.role in ROLES:
            figures.extend(_paragraph(document, parse, near, figures, words))
    day = reference_day(document, mentions.times)
    return tuple(_on(day, figure) for figure in figures)


def _outside_names(mentions: Reading) -> tuple[Place, ...]:
    """The places without those in the name of a body: nobody is counted in the Orsa of the Orsa Liberation Front."""
    names = [actor for actor in mentions.actors if actor.kind in BODIES and NAMED_FOR.match(actor.text)]
    starts = {actor.span.start: actor for actor in names}
    return tuple(
        place
        for place in mentions.places
        if (body := starts.get(place.span.start)) is None or body.span.end <= place.span.end
    )


def _on(day: Period | None, figure: Figure) -> Figure:
    """A state counted without a day of its own in a report that counts for one day."""
    undated = figure.measure == "stock" and figure.counted is not None and figure.period is None
    return replace(figure, period=day) if undated and day is not None else figure


def _paragraph(
    document: Document, parse: Parse, mentions: Reading, earlier: Sequence[Figure], words: QuantityWords
) -> list[Figure]:
    """The figures of one paragraph; parts and left-out nouns look back to those before them and to `earlier` ones."""
    dated = [time.span for time in mentions.times]
    found: list[Figure] = []
    before: Bound | None = None
    share: Span | None = None
    for quantity in numbers(document.text, parse, words):
        if quantity.kind != "share" and any(_is_time(span, quantity.core) for span in dated):
            continue
        if quantity.kind in ("age", "measure"):
            if quantity.outcome in MEASURED:
                found.append(_measured(document, parse, mentions, quantity))
            continue
        if quantity.kind not in ("count", "share"):
            continue
        if quantity.kind == "share" and (quantity.high or quantity.low or 1) < 1:
            whole = last_whole(found)
            if whole is None or whole.best is None:
                continue
            quantity = times(quantity, whole.best)
        parted = share is not None and OF.fullmatch(document.text, share.end, quantity.span.start) is not None
        bound = bind(parse, quantity, before, mentions, words, parted=parted)
        if bound is not None:
            figure = _figure(document, parse, mentions, bound, words)
            if parted:
                found[-1] = replace(found[-1], part_of=figure.id)
            found.append(with_whole(parse, figure, found, earlier))
            share = bound.quantity.core if quantity.kind == "share" or bound.counted.noun is not None else None
            before = bound if bound.outcome is not None or before is None else before
    return found


def _is_time(time: Span, core: Span) -> bool:
    """Whether a number belongs to a time; the quarter of `a quarter of a million` does not."""
    return time.overlaps(core) and not core.start < time.end < core.end


def _speaks(parse: Parse, core: Span, cue: int, mentions: Reading) -> bool:
    """Whether who is counted only says what befell others: 'killing two people, Karim Sol, a doctor in Orsa, said'."""
    at, first = parse.span_of(cue, cue), parse.tokens_in(core)
    if not first or parse.forms[first[0]].lower() not in ("a", "an"):
        return False
    sources = (said.source for said in mentions.attributions if said.source is not None)
    return any(source.covers(core) and not source.covers(at) for source in sources)


def _figure(document: Document, parse: Parse, mentions: Reading, bound: Bound, words: QuantityWords) -> Figure:
    """The figure of a bound quantity, with its context."""
    of, outcome = bound.counted, bound.outcome
    if outcome is not None and _speaks(parse, bound.quantity.core, outcome.cue, mentions):
        outcome = None
    cue = outcome.cue if outcome is not None else of.top
    noun = of.top if bound.taken_up or of.noun is None else of.noun
    quantity, span = _with_noun(document.text, parse, bound, words)
    row = of.row
    name = outcome.name if outcome is not None else _thing(parse, of)
    own = scope_of(parse, of.top, of.top, mentions.places) if bound.taken_up else bound.place
    measure = measure_of(parse, of, outcome, name, clause_text(parse, of.top, cue), words)
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
        party=party_of(parse, of, words),
        population=_population(document.text, parse, bound, words),
        measure=measure,
        period=period_of(parse, span, cue, mentions, document.published, measure == "stock"),
        scope=own or scope_of(parse, noun, cue, mentions.places),
        part_of=None,
        attribution=innermost(quantity.core, mentions.attributions),
        evidence=Evidence.at(document.rendition, _evidence(parse, span, of.top if bound.taken_up else cue)),
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
        attribution=innermost(quantity.core, mentions.attributions),
        evidence=Evidence.at(document.rendition, quantity.span),
    )


def _population(text: str, parse: Parse, bound: Bound, words: QuantityWords) -> str | None:
    """The words for those counted, where there are any: `52 of the dead were civilians` counts civilians."""
    of = bound.counted
    said = said_of(parse, of, words)
    noun = said if said is not None else of.noun
    return None if noun is None else population(parse, noun, bound.quantity.span).of(text)


def _thing(parse: Parse, of: Counted) -> str | None:
    """The outcome of counted things is what they are, in the plural; people without an outcome have none."""
    if of.noun is None or (of.row is not None and of.row.counted in ("persons", "households")):
        return None
    form = parse.forms[of.noun].lower()
    return form if parse.tags[of.noun] in ("NNS", "NNPS") else parse.lemmas[of.noun]


def _with_noun(text: str, parse: Parse, bound: Bound, words: QuantityWords) -> tuple[Quantity, Span]:
    """The quantity through the noun it counts, where that follows in the same sentence, and what blurs it after."""
    quantity, of = bound.quantity, bound.counted
    span = quantity.span
    if (
        of.noun is None
        or quantity.kind == "share"
        or parse.sentences[of.noun] != parse.sentences[of.top]
        or parse.starts[of.noun] < span.end
    ):
        return quantity, span
    quantity, end = with_trailing(quantity, text[: parse.span.end], max(span.end, parse.ends[of.noun]), words)
    return quantity, Span(span.start, end)


def _evidence(parse: Parse, span: Span, cue: int) -> Span:
    """The figure and the word that says what befell those counted, where it stands near in the same sentence."""
    start, end = min(span.start, parse.starts[cue]), max(span.end, parse.ends[cue])
    sentence = parse.sentence(parse.tokens_in(span).start)
    return Span(start, end) if cue in sentence and end - start <= EVIDENCE_REACH else span
