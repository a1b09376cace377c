"""Words that go on over paragraphs: quotations without a cue of their own, or left open."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.model.parse import Parse
from dateline.reading.attribution_chains import Said
from dateline.reading.attribution_cue import Cue
from dateline.reading.attribution_quotes import SPOKEN_WORDS, Quote, opens_with_quote
from dateline.reading.attribution_sources import trimmed


def carried(
    at: int, parse: Parse, cues: Sequence[Cue], quotes: list[Quote], waiting: Said | None, last: Said | None
) -> list[Said]:
    """What a paragraph without a cue of its own says: its quotations by the last speaker, all of it after 'X said:'."""
    before = waiting or last
    if before is None or (waiting is None and any(cue.takes_quote and not within_any(cue, quotes) for cue in cues)):
        return []
    outside = [cue for cue in cues if not within_any(cue, quotes)]
    loose = [q for q in quotes if q.words >= SPOKEN_WORDS and not any(overlaps(cue, q) for cue in outside)]
    runs = tuple(trimmed(parse, range(quote.first, quote.last + 1)) for quote in loose)
    if not runs and waiting is not None:
        runs = (trimmed(parse, range(len(parse))),)
    runs = tuple(run for run in runs if len(run))
    return [replace(before, says_at=at, cue=replace(before.cue, contents=runs), direct=True)] if runs else []


def left_open(parse: Parse, quotes: list[Quote], cues: Sequence[Cue]) -> range | None:
    """The quotation that a paragraph without a speaker leaves open: who says it is named in the next."""
    last = quotes[-1] if quotes else None
    if last is None or last.closed or last.words < SPOKEN_WORDS or any(overlaps(cue, last) for cue in cues):
        return None
    return trimmed(parse, range(last.first, last.last + 1))


def given_on(said: list[Said], at: int, parse: Parse, unclosed: dict[int, range], found: list[Said]) -> list[Said]:
    """What was said, the quotations left open in the paragraphs before given to who is quoted first in this one."""
    speaking = next((s for s in found if s.at == at and s.direct and s.speaker.name), None)
    if not unclosed or speaking is None or not opens_with_quote(parse):
        return said
    carried = [s for s in said if s.says_at in unclosed and unclosed[s.says_at] in s.cue.contents]
    if any(s.speaker.name == speaking.speaker.name for s in carried):
        return said
    others = [s for s in said if s not in carried]
    given = [replace(speaking, says_at=k, cue=replace(speaking.cue, contents=(run,))) for k, run in unclosed.items()]
    return [*others, *given]


def announces(parse: Parse, said: Said) -> bool:
    """Whether the paragraph ends with the cue and a colon, so that the next one says it."""
    return not said.cue.contents and said.cue.takes_quote and parse.forms[-1] == ":"


def within_any(cue: Cue, quotes: list[Quote]) -> bool:
    """Whether a cue stands within some quotation."""
    return any(inside(cue, quote) for quote in quotes)


def overlaps(cue: Cue, quote: Quote) -> bool:
    """Whether a quotation is part of what a cue says."""
    return any(run.start <= quote.last and quote.first < run.stop for run in cue.contents)


def inside(cue: Cue, quote: Quote) -> bool:
    """Whether a cue stands within a quotation."""
    return quote.covers(cue.first) and quote.covers(cue.last)
