"""Verbs that only a quotation shows to be verbs of saying: '"We are done," she deadpanned', 'he was blunt: "No."'."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model.parse import Parse
from dateline.reading.attribution_cue import Cue
from dateline.reading.attribution_quotes import SPOKEN_WORDS, Quote, opens_with_quote
from dateline.reading.attribution_sources import is_finite, subject_of

# A quotation that its sentence goes on from ends with one of these before its closing mark.
GOING_ON = frozenset({",", "!", "?", "…", "..."})
# What follows a quotation within this many words is the clause that attributes it.
NEAR = 8
# 'It gets better: "..."': nobody speaks.
NOBODY = frozenset({"it", "this", "that", "what", "there", "you"})


def quoting_cues(parse: Parse, cues: Sequence[Cue], quotes: Sequence[Quote]) -> list[Cue]:
    """The verbs beside quotations for which no verb of saying stands in their sentence."""
    found: list[Cue] = []
    for quote in quotes:
        sentences = {parse.sentences[max(quote.first - 1, 0)], parse.sentences[min(quote.last + 1, len(parse) - 1)]}
        beside = any(
            c.takes_quote and not quote.covers(c.first) and parse.sentences[c.first] in sentences for c in cues
        )
        if quote.words < SPOKEN_WORDS or beside:
            continue
        cue = _after(parse, quote) or _before(parse, quote.first)
        if cue is not None and not any(cue.first <= c.last and c.first <= cue.last for c in [*cues, *found]):
            found.append(cue)
    return found


def announcing_cue(parse: Parse, cues: Sequence[Cue], following: Parse | None) -> Cue | None:
    """The verb before the colon that ends a paragraph, when the next one opens with a quotation."""
    if parse.forms[-1] != ":" or following is None or not opens_with_quote(following):
        return None
    last = parse.sentences[-1]
    if any(c.takes_quote and parse.sentences[c.first] == last for c in cues):
        return None
    return _before(parse, len(parse))


def _before(parse: Parse, end: int) -> Cue | None:
    """The main verb of the words that a colon right before token `end` closes."""
    colon = end - 1
    if colon < 2 or parse.forms[colon] != ":":
        return None
    sentence = parse.sentence(colon - 1)
    verbs = [k for k in range(sentence.start, colon) if is_finite(parse, k)]
    main = next((k for k in verbs if parse.heads[k] == k), verbs[-1] if verbs else None)
    return _cue(parse, main)


def _after(parse: Parse, quote: Quote) -> Cue | None:
    """The verb whose clause begins right after the quotation: '," she deadpanned', '," deadpanned the mayor'."""
    first = quote.last + 1
    if not quote.closed or parse.forms[quote.last - 1] not in GOING_ON or first >= len(parse):
        return None
    stop = min(first + NEAR, len(parse))
    verb = next((k for k in range(first, stop) if is_finite(parse, k) and parse.pos[k] == "VERB"), None)
    cue = _cue(parse, verb)
    if cue is None or cue.source is None:
        return None
    return cue if first in {cue.first, cue.source.start} else None


def _cue(parse: Parse, verb: int | None) -> Cue | None:
    if verb is None:
        return None
    source, named = subject_of(parse, verb)
    if source is None or named is not None or verb in source or parse.lemmas[source.start] in NOBODY:
        return None
    return Cue(first=verb, last=verb, kind="statement", certainty="stated", source=source, verb=verb, takes_quote=True)
