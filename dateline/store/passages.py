"""The passage of a document that shows best why it was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from dateline.model.span import Evidence, Rendition, Span
from dateline.store.index_columns import EVIDENCE
from dateline.store.rows import StoredSegment
from dateline.values.terms import Asked, terms

LONGEST = 240
"""Characters of a passage: three lines of a terminal."""
BEFORE = 60
"""Characters shown before the first word that was asked for."""


class Passage(Struct, frozen=True):
    """A stretch of the text, the role of its segment, and where in it the words stand."""

    evidence: Evidence
    role: str
    marks: tuple[Span, ...]


class Match(Struct, frozen=True, order=True):
    """Where one of the things that were asked for stands."""

    start: int
    end: int
    part: int


def passage_of(
    rendition: Rendition,
    segments: Sequence[StoredSegment],
    evidence: Sequence[Span],
    wanted: Sequence[Asked],
    columns: tuple[str, ...],
) -> Passage:
    """The stretch with most of the wanted words in the roles searched, the first of equals.

    A document found by its title alone, which the page may state without showing it, is shown by its beginning.
    """
    best: Passage | None = None
    most = 0
    for role, span in places(segments, evidence, columns):
        matches = matches_in(rendition.text, span, wanted)
        if matches:
            run = densest(matches)
            if len({match.part for match in run}) > most:
                most = len({match.part for match in run})
                best = shown(rendition, role, span, run)
    if best is not None:
        return best
    whole = StoredSegment(0, len(rendition.text), "body")
    first = min(segments, key=lambda one: (one.role not in ("headline", "body"), one.start), default=whole)
    return shown(rendition, first.role, Span(first.start, first.end), [Match(first.start, first.start, 0)])


def places(
    segments: Sequence[StoredSegment], evidence: Sequence[Span], columns: tuple[str, ...]
) -> Iterator[tuple[str, Span]]:
    """The stretches to look in, with their roles: segments, or what is evidence when only that was asked for."""
    if columns == (EVIDENCE,):
        for span in sorted(set(evidence)):
            yield next((one.role for one in segments if one.start <= span.start < one.end), EVIDENCE), span
        return
    for one in segments:
        if one.role in columns or (one.role == "headline" and "title" in columns):
            yield one.role, Span(one.start, one.end)


def matches_in(text: str, span: Span, wanted: Sequence[Asked]) -> list[Match]:
    """Where the wanted words stand in a stretch of the text, in order."""
    found = list(terms(span.of(text)))
    return sorted(
        Match(span.start + start, span.start + end, part)
        for part, one in enumerate(wanted)
        for start, end in one.found_in(found)
    )


def densest(matches: list[Match]) -> list[Match]:
    """The first run of matches, no longer than a passage, with most different words in it."""
    runs = []
    for number, first in enumerate(matches):
        limit = first.start + LONGEST - BEFORE
        runs.append([one for one in matches[number : number + LONGEST] if one.end <= max(limit, first.end)])
    return max(runs, key=lambda run: len({match.part for match in run}))


def shown(rendition: Rendition, role: str, span: Span, run: list[Match]) -> Passage:
    """A passage around matches, cut at spaces where the stretch has some."""
    text = rendition.text
    last = max(match.end for match in run)
    start = max(span.start, run[0].start - BEFORE)
    end = max(last, min(span.end, start + LONGEST))
    if start > span.start:
        spaces = [n for n in range(start, run[0].start) if text[n].isspace()]
        start = spaces[0] + 1 if spaces else start
    if end < span.end and end > last:
        spaces = [n for n in range(last, end) if text[n].isspace()]
        end = spaces[-1] if spaces else end
    while start < run[0].start and text[start].isspace():
        start += 1
    marks = tuple(Span(match.start, match.end) for match in run if match.end > match.start)
    return Passage(Evidence(rendition, start, max(end, start + 1)), role, marks)
