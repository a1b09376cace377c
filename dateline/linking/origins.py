"""Where a passage was told first: the edges between stories walked back from one that has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from dateline.model.event import SourceEdge
from dateline.model.span import Span


class Taken(Struct, frozen=True):
    """The passages of a story that an older one has too, each with where it stands there."""

    source: str
    here: tuple[Span, ...]
    there: tuple[Span, ...]


class Told(Struct, frozen=True, order=True):
    """A span of a document."""

    document: str
    span: Span


class Origins:
    """Where spans of documents were told first, by the edges between the documents."""

    def __init__(self, edges: Sequence[SourceEdge]) -> None:
        self._taken: dict[str, list[Taken]] = defaultdict(list)
        for edge in edges:
            there, here = edge.evidence[::2], edge.evidence[1::2]
            passages = tuple(one.span for one in here), tuple(one.span for one in there)
            self._taken[edge.target].append(Taken(edge.source, *passages))

    def of(self, document: str, span: Span) -> Told:
        """The document that told a passage first, and where it stands there; the passage itself if nobody else did.

        All who have a passage from one another come to the same answer: the source that took it from nobody, and
        where each took it from another in a circle, the one whose id is first.
        """
        reached = {document: Told(document, span)}
        waiting, roots = [reached[document]], []
        while waiting:
            told = waiting.pop()
            sources = self._sources(told)
            fresh = [one for one in sources if one.document not in reached]
            reached.update((one.document, one) for one in fresh)
            waiting += fresh
            if not sources:
                roots.append(told)
        return min(roots or reached.values())

    def document(self, document: str, span: Span) -> str:
        """The id of the document that told a passage first."""
        return self.of(document, span).document

    def _sources(self, told: Told) -> list[Told]:
        """Where else a passage stands, in the stories that this one took from."""
        found = []
        for taken in self._taken.get(told.document, ()):
            at = _place(taken, told.span)
            if at is not None:
                found.append(Told(taken.source, at))
        return found


def _place(taken: Taken, span: Span) -> Span | None:
    """Where a span stands in the source, by the passages that hold half of it together; None where they hold less."""
    parts = [
        (_common(here, span), there.start - here.start) for here, there in zip(taken.here, taken.there, strict=True)
    ]
    held = [part for part in parts if part[0] > 0]
    if not held or 2 * sum(common for common, _ in held) < len(span):
        return None
    shift = max(held)[1]
    return Span(max(span.start + shift, 0), max(span.end + shift, 0))


def _common(passage: Span, span: Span) -> int:
    return min(passage.end, span.end) - max(passage.start, span.start)
