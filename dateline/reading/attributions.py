"""Who says so: cues, quotations and their speakers put together over the paragraphs of a story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dateline.model.document import Document
from dateline.model.mention import Actor, Attribution
from dateline.model.parse import Parse
from dateline.reading.actor_words import words_between
from dateline.reading.attribution_carried import announces, carried, given_on, inside, left_open, overlaps
from dateline.reading.attribution_chains import (
    Said,
    attribution,
    merged,
    until_next,
    with_cited,
    with_doubts,
    with_learned,
    without_inner_thoughts,
)
from dateline.reading.attribution_cue import Cue
from dateline.reading.attribution_cues import SPEECH_PERSONS, find_cues
from dateline.reading.attribution_headlines import is_speaking
from dateline.reading.attribution_quotes import SPOKEN_WORDS, Quote, find_quotes, opens_with_quote, scare_cues
from dateline.reading.attribution_quoting import announcing_cue, quoting_cues
from dateline.reading.attribution_sources import MARKS, trimmed
from dateline.reading.attribution_speakers import Speaker, Speakers
from dateline.values.names import fold

if TYPE_CHECKING:
    from dateline.tables.load import Tables

# A source without an apposition holds none of these.
PARTING = MARKS - {"-", "–", "."}
# A short quotation follows its verb at once, or after a comma or colon.
SAID_WITHIN = 2
ENDING = frozenset({".", "!", "?"})
# What follows a quotation within this many words is the clause that attributes it.
NEAR = 12


def find_attributions(
    document: Document, parses: tuple[Parse, ...], actors: tuple[Actor, ...], tables: Tables
) -> tuple[Attribution, ...]:
    """The attributions of headline and body, in the order of their cues.

    A quotation without a cue of its own belongs to the speaker before it, in its paragraph or the one before. A
    statement announced by 'X said:' and set without quotation marks goes on until somebody else speaks. What one cue
    says in several paragraphs is one attribution.
    """
    speakers = Speakers(parses, actors, tables, (document.publisher, document.agency))
    people = frozenset(fold(word) for actor in actors if actor.kind == "person" for word in actor.name.split()[-1:])
    said: list[Said] = []
    last: Said | None = None
    waiting: Said | None = None
    going: Said | None = None
    voice: Speaker | None = None
    unclosed: dict[int, range] = {}
    for at, parse in enumerate(parses):
        if parse.role == "caption":
            continue
        quotes = find_quotes(parse)
        cues = find_cues(parse, tables.speech)
        cues += quoting_cues(parse, cues, quotes)
        announcing = announcing_cue(parse, cues, parses[at + 1] if at + 1 < len(parses) else None)
        cues += [announcing] if announcing is not None else []
        cues = _with_quotes(parse, [_with_tail_source(parse, c, quotes) for c in cues], quotes)
        cues = [cue for cue in cues if not _heads_place(parse, cue, people, tables)]
        cues = with_cited([cue for cue in cues if not _only_colours(parse, cue, quotes)])
        cues += scare_cues(parse, quotes, cues)
        if going is not None and (quotes or parse.role != "body" or _names_speaker(parse, cues, tables)):
            going = None
        found = carried(at, parse, cues, quotes, waiting or going, last)
        found += _spoken(at, parse, cues, quotes, speakers, found[-1].speaker if found else voice)
        said = [*given_on(said, at, parse, unclosed, found), *found]
        left = left_open(parse, quotes, cues)
        unclosed = {**(unclosed if opens_with_quote(parse) else {}), at: left} if left is not None else {}
        named = [s for s in found if s.at == at and s.speaker.name and s.cue.kind == "statement" and not s.cue.hedge]
        voice = named[-1].speaker if named else found[-1].speaker if found and found[0].at != at else voice
        going = None if quotes else waiting or going
        waiting = next((s for s in reversed(found) if announces(parse, s)), None)
        last = named[-1] if named else last if quotes or (found and found[0].at != at) else None
    kept = with_learned(
        with_doubts(without_inner_thoughts([s for s in said if s.cue.contents], speakers.is_outlet), parses)
    )
    near: dict[int, list[Said]] = defaultdict(list)
    for one in kept:
        for at in {one.at, one.says_at}:
            near[at].append(one)
    return merged(attribution(one, near[one.at], parses, document) for one in kept)


def _with_quotes(parse: Parse, cues: list[Cue], quotes: list[Quote]) -> list[Cue]:
    """The cues with the quotations that they introduce or close; what they say within one stays within it."""
    cues = [_extended(parse, cue, quotes) for cue in until_next(parse, cues)]
    for quote in quotes:
        if quote.words < SPOKEN_WORDS and not _beside(parse, cues, quote):
            continue
        if any(overlaps(cue, quote) for cue in cues if not inside(cue, quote)):
            continue
        index = _nearest(parse, cues, quote)
        if index is not None:
            cue = cues[index]
            runs = sorted(
                [*cue.contents, trimmed(parse, range(quote.first, quote.last + 1))], key=lambda run: run.start
            )
            cues[index] = replace(cue, contents=tuple(runs))
    return cues


def _beside(parse: Parse, cues: list[Cue], quote: Quote) -> bool:
    """Whether a verb of saying that says nothing else stands right beside a short quotation: '"Never," he said'.

    Or its sentence ends where a quotation that is a whole sentence begins: '"A lie," he said. "We never fired."'
    """
    before = quote.first - 1
    if before > 0 and parse.forms[before] == "." and parse.forms[quote.last - 1] in ENDING:
        said = [c for c in cues if c.takes_quote and c.kind == "statement" and 0 <= before - c.last <= SAID_WITHIN]
        return any(run.stop <= c.first for c in said for run in c.contents)
    silent = [c for c in cues if c.takes_quote and not c.contents and c.kind == "statement"]
    return any(
        0 < quote.first - cue.last <= SAID_WITHIN
        or (cue.source is not None and quote.last + 1 in {cue.first, cue.source.start})
        for cue in silent
    )


def _with_tail_source(parse: Parse, cue: Cue, quotes: list[Quote]) -> Cue:
    """Between a quotation and its verb stands nothing but the source, whatever the parse makes of it."""
    if not cue.takes_quote or cue.named is not None:
        return cue
    closing = next(
        (q for q in quotes if q.closed and q.last < cue.first <= q.last + NEAR * 2 and q.words >= SPOKEN_WORDS), None
    )
    if closing is None or parse.sentences[closing.last] != parse.sentences[cue.first]:
        return cue
    between = range(closing.last + 1, cue.first)
    run = trimmed(parse, between)
    clean = all(parse.pos[k] not in {"VERB", "AUX", "PRON"} and parse.forms[k] not in PARTING for k in run)
    return replace(cue, source=run) if len(run) and clean else cue


def _extended(parse: Parse, cue: Cue, quotes: list[Quote]) -> Cue:
    """The cue with every quotation that its content touches taken whole, or cut to the quotation it stands in."""
    within = next((quote for quote in quotes if inside(cue, quote)), None)
    runs: list[range] = []
    for run in cue.contents:
        if within is not None:
            run = range(
                max(run.start, within.first + 1), min(run.stop, within.last if within.closed else within.last + 1)
            )
        for quote in quotes if within is None else []:
            if quote.first < run.stop and run.start <= quote.last:
                run = range(min(run.start, quote.first), max(run.stop, quote.last + 1))
        runs += _less(run, cue)
    kept = [run for run in (trimmed(parse, run) for run in runs) if len(run)]
    return replace(cue, contents=tuple(_joined(kept)))


def _less(run: range, cue: Cue) -> list[range]:
    """The run without the cue's own words and its source, when they stand within it."""
    own = [range(cue.first, cue.last + 1)]
    if cue.source is not None and cue.source.start >= run.start and not cue.hedge:
        own.append(cue.source)
    parts = [run]
    for cut in own:
        parts = [
            p
            for part in parts
            for p in (range(part.start, min(part.stop, cut.start)), range(max(part.start, cut.stop), part.stop))
            if len(p)
        ]
        if not parts:
            break
    return parts


def _joined(runs: list[range]) -> list[range]:
    joined: list[range] = []
    for run in sorted(runs, key=lambda r: (r.start, r.stop)):
        if joined and run.start <= joined[-1].stop:
            joined[-1] = range(joined[-1].start, max(joined[-1].stop, run.stop))
        else:
            joined.append(run)
    return joined


def _only_colours(parse: Parse, cue: Cue, quotes: list[Quote]) -> bool:
    """Whether a cue within spoken words names no further claimant: a wish, a belief, or what 'we' or 'you' say.

    Of 150 such cues in 90 articles of PolNeAR's training set none was annotated.
    """
    if cue.hedge or cue.source is None or not any(q.words >= SPOKEN_WORDS and inside(cue, q) for q in quotes):
        return False
    return cue.kind != "statement" or parse.lemmas[cue.source.start] in SPEECH_PERSONS


def _names_speaker(parse: Parse, cues: Sequence[Cue], tables: Tables) -> bool:
    """Whether a paragraph has a verb of saying of somebody named, and not only of a report or of 'them'."""
    said = [cue.source for cue in cues if cue.takes_quote and cue.kind == "statement" and cue.source is not None]
    nouns = [k for source in said for k in source if parse.pos[k] in {"PROPN", "NOUN"}]
    return any(parse.lemmas[k] not in tables.speech.nouns for k in nouns)


def _heads_place(parse: Parse, cue: Cue, people: frozenset[str], tables: Tables) -> bool:
    """Whether 'NAME:' is a place before what happened there, as headlines have it, and no speaker.

    `people`: the last names of the story's persons, which places may bear too.
    """
    if cue.source is None or parse.forms[cue.first] != ":" or is_speaking(parse, cue.source.stop - 1):
        return False
    if cue.source.start > 0:
        return False  # within a quotation mark: a transcript's label
    if fold(parse.forms[cue.source.stop - 1]) in people:
        return False
    key = fold(words_between(parse, cue.source.start, cue.source.stop - 1))
    return key in tables.gazetteer.countries.names or bool(tables.gazetteer.find_key(key))


def _nearest(parse: Parse, cues: list[Cue], quote: Quote) -> int | None:
    """The verb of saying nearest to the quotation in the sentences it touches, else the last one before it."""
    sentences = {parse.sentences[i] for i in range(quote.first, quote.last + 1)}
    best: tuple[int, int] | None = None
    for n, cue in enumerate(cues):
        if not cue.takes_quote or inside(cue, quote):
            continue
        gap = cue.first - quote.last if cue.first > quote.last else quote.first - cue.last
        near = parse.sentences[cue.first] in sentences or gap <= NEAR
        if near and gap >= 0 and (best is None or gap < best[0]):
            best = gap, n
    if best is None:
        before = [n for n, cue in enumerate(cues) if cue.takes_quote and cue.contents and cue.last < quote.first]
        return before[-1] if before else None
    return best[1]


def _spoken(
    at: int, parse: Parse, cues: list[Cue], quotes: list[Quote], speakers: Speakers, voice: Speaker | None
) -> list[Said]:
    """The cues of one paragraph with their speakers; `voice` is who spoke last before it."""
    found: list[Said] = []
    for cue in cues:
        speaker = speakers.of(at, cue, voice)
        if speaker.name and cue.kind == "statement" and not speaker.speaks_of_self:
            voice = speaker
        direct = any(q.words >= SPOKEN_WORDS and overlaps(cue, q) and not inside(cue, q) for q in quotes)
        found.append(Said(at=at, says_at=at, cue=cue, speaker=speaker, direct=direct))
    return found
