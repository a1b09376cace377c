"""Where a passage was told first: the edges between stories walked back from one that has it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from dateline.model.event import SourceEdge
from dateline.model.span import Span

# So many answers are remembered: some hundred megabytes.
MOST_KNOWN = 500_000


class Taken(Struct, frozen=True):
    """The passages of a story that an older one has too, in its order, and where each stands in the older one."""

    source: str
    here: tuple[Span, ...]
    there: tuple[Span, ...]


class Told(Struct, frozen=True, order=True):
    """A span of a document."""

    document: str
    span: Span


class Origins:
    """Where spans of documents were told first, by the edges between the documents."""

    def __init__(self, taken: Mapping[str, Sequence[Taken]]) -> None:
        """`taken`: by story, what it took from older ones."""
        self._taken = taken
        self._straight = _without_circles(self._taken)
        self._known: dict[Told, Told] = {}

    @classmethod
    def along(cls, edges: Iterable[SourceEdge]) -> Origins:
        """By these edges."""
        taken: dict[str, list[Taken]] = defaultdict(list)
        for edge in edges:
            spans = tuple(one.span for one in edge.evidence)
            taken[edge.target].append(taken_by(edge.source, spans))
        return cls(taken)

    def of(self, document: str, span: Span) -> Told:
        """The document that told a passage first, and where it stands there; the passage itself if nobody else did.

        All who have a passage from one another come to the same answer: the source that took it from nobody, and
        where each took it from another in a circle, the one whose id is first.
        """
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        told = Told(document, span)
        return self._straight_on(told) if document in self._straight else self._around(told)

    def document(self, document: str, span: Span) -> str:
        """The id of the document that told a passage first."""
        return self.of(document, span).document

    def _straight_on(self, asked: Told) -> Told:
        """The answer for a document above which nothing goes in circles; each passage is walked once for all."""
        waiting = [asked]
        while waiting:
            told = waiting[-1]
            if told in self._known:
                waiting.pop()
                continue
            sources = self._sources(told)
            unknown = [one for one in sources if one not in self._known]
            if unknown:
                waiting += unknown
            else:
                self._known[told] = min((self._known[one] for one in sources), default=told)
                waiting.pop()
        return self._known[asked]

    def _around(self, asked: Told) -> Told:
        reached = {asked.document: asked}
        waiting, roots = [asked], []
        while waiting:
            told = waiting.pop()
            sources = self._sources(told)
            fresh = {one.document: one for one in sources if one.document not in reached}
            reached |= fresh
            waiting += fresh.values()
            if not sources:
                roots.append(told)
        return min(roots or reached.values())

    def _sources(self, told: Told) -> list[Told]:
        """Where else a passage stands, in the stories that this one took from."""
        found = []
        for taken in self._taken.get(told.document, ()):
            at = _place(taken, told.span)
            if at is not None:
                found.append(Told(taken.source, at))
        return found


def taken_by(source: str, spans: Sequence[Span]) -> Taken:
    """What one story took from its source; `spans`: by turns of a passage in the source and in the story."""
    pairs = sorted(zip(spans[1::2], spans[::2], strict=True), key=lambda pair: pair[0].start)
    here, there = (tuple(pair[n] for pair in pairs) for n in (0, 1))
    return Taken(source, here, there)


def _without_circles(taken: Mapping[str, Sequence[Taken]]) -> frozenset[str]:
    """The documents from which no way back goes in a circle."""
    targets: dict[str, list[str]] = defaultdict(list)
    open_: dict[str, int] = {}
    for target, found in taken.items():
        open_[target] = len(found)
        for one in found:
            targets[one.source].append(target)
            open_.setdefault(one.source, len(taken.get(one.source, ())))
    ready = deque(document for document, count in open_.items() if not count)
    straight = set(ready)
    while ready:
        for target in targets.get(ready.popleft(), ()):
            open_[target] -= 1
            if not open_[target]:
                straight.add(target)
                ready.append(target)
    return frozenset(straight)


def _place(taken: Taken, span: Span) -> Span | None:
    """Where a span stands in the source, by the passages that hold half of it together; None where they hold less."""
    held = 0
    most, shift = 0, 0
    at = max(bisect_right(taken.here, span.start, key=lambda here: here.start) - 1, 0)
    for here, there in zip(taken.here[at:], taken.there[at:], strict=True):
        if here.start >= span.end:
            break
        common = min(here.end, span.end) - max(here.start, span.start)
        if common > 0:
            held += common
            if common > most:
                most, shift = common, there.start - here.start
    if not held or 2 * held < len(span):
        return None
    return Span(max(span.start + shift, 0), max(span.end + shift, 0))
