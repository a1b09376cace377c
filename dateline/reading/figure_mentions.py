"""The mentions of a document dealt out to its paragraphs, so that a figure looks at its neighbours only."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from dateline.model.document import Reading
from dateline.model.mention import Actor, Attribution, Place, Time
from dateline.model.parse import Parse
from dateline.model.span import Span


def by_paragraph(parses: tuple[Parse, ...], mentions: Reading) -> tuple[Reading, ...]:
    """For each parse the times, places and actors in it and the attributions with content in it, in text order."""
    starts = [parse.span.start for parse in parses]
    ends = [parse.span.end for parse in parses]
    times: list[list[Time]] = [[] for _ in parses]
    places: list[list[Place]] = [[] for _ in parses]
    actors: list[list[Actor]] = [[] for _ in parses]
    attributions: list[list[Attribution]] = [[] for _ in parses]

    def touched(span: Span) -> range:
        return range(bisect_right(ends, span.start), bisect_left(starts, span.end))

    for time in mentions.times:
        for n in touched(time.span):
            times[n].append(time)
    for place in mentions.places:
        for n in touched(place.span):
            places[n].append(place)
    for actor in mentions.actors:
        for n in touched(actor.span):
            actors[n].append(actor)
    for attribution in mentions.attributions:
        for n in dict.fromkeys(n for content in attribution.content for n in touched(content)):
            attributions[n].append(attribution)
    return tuple(
        Reading(times=tuple(t), places=tuple(p), actors=tuple(w), figures=(), attributions=tuple(a))
        for t, p, w, a in zip(times, places, actors, attributions, strict=True)
    )
