"""Which story takes from which: copies, derived stories, shared quotations and statements, with their passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from msgspec import Struct

from dateline.linking.age import age, is_first
from dateline.linking.candidates import CROWD, candidates
from dateline.linking.passages import Run
from dateline.linking.prints import SIZE, Numbers, Print, print_of
from dateline.linking.relation import relation
from dateline.linking.sides import Side, Signs, side_of
from dateline.model.document import Document
from dateline.model.event import SourceEdge
from dateline.model.span import Evidence, Span
from dateline.tables.copying import CopyWords

# The roles that reports and figures are read from.
TOLD = frozenset({"headline", "dateline", "body", "caption"})
# So many more characters between two words of one story than of the other are no white space or marks.
BETWEEN = 20
# How many stories are kept ready to be compared.
READY = 4096


class Survey(Struct, frozen=True):
    """The edges, sorted by source and target, and what was left out on the way, in words."""

    edges: tuple[SourceEdge, ...]
    capped: tuple[str, ...]


class Compared(Struct, frozen=True, eq=False):
    """Pairs that were worth comparing, the older story first, each with its edge, and all stories that were there."""

    pairs: Mapping[tuple[str, str], SourceEdge | None]
    stories: frozenset[str]


class Stories:
    """Stories that may come and go, each pair of them compared once.

    What two stories are to each other depends on these two alone, so what was found stays found: the survey of the
    same stories is the same, in whatever order they came and whichever others came and went.
    """

    def __init__(self, words: CopyWords) -> None:
        self._prints: dict[str, Print] = {}
        self._edges: dict[tuple[str, str], SourceEdge | None] = {}
        self._counted: frozenset[str] = frozenset()
        signs = Signs(words)
        self._side = lru_cache(READY)(lambda id_: side_of(self._prints[id_], signs))

    def add(self, documents: Iterable[Document]) -> None:
        """Take stories in; one that is there already stays, unless its date or its masthead is another now."""
        for document in documents:
            known = self._prints.get(document.id)
            if known is not None and _masthead(known.document) != _masthead(document):
                self.remove([document.id])
            if document.id not in self._prints:
                self._prints[document.id] = print_of(document)

    def print(self, id_: str) -> Print:
        """What is looked for of a story."""
        return self._prints[id_]

    def remember_print(self, document: Document, size: int, sequences: Numbers) -> None:
        """Take a story in whose sequences another made."""
        self._prints[document.id] = Print(document, size, sequences)

    def remove(self, ids: Iterable[str]) -> None:
        """Let stories go; those that are not there are passed over."""
        gone = {id_ for id_ in ids if self._prints.pop(id_, None) is not None}
        if gone:
            self._counted = frozenset()
        self._edges = {pair: edge for pair, edge in self._edges.items() if gone.isdisjoint(pair)}
        self._side.cache_clear()

    @property
    def compared(self) -> Compared:
        """The pairs worth comparing as of the last survey, with what was found, and the stories they are of."""
        return Compared(self._edges, self._counted)

    def remember(self, compared: Compared) -> None:
        """Take over what was found of these very stories before, so that it is not sought again."""
        self._edges |= {pair: edge for pair, edge in compared.pairs.items() if self._prints.keys() >= set(pair)}
        if compared.stories <= self._prints.keys():
            self._counted = compared.stories

    def survey(self) -> Survey:
        """All edges among the stories."""
        ordered = sorted(self._prints.values(), key=age)
        prints = [one for one in ordered if len(one)]
        fresh = [n for n, one in enumerate(prints) if one.document.id not in self._counted]
        found = candidates(prints, len(self._counted), fresh)
        worded = [one.document.id for one in prints]
        counted = {worded[n] for n in found.counted}
        pairs = [(worded[a], worded[b]) for a, b in found.pairs]
        pairs += [pair for pair in self._edges if pair[1] not in counted]
        self._edges = {pair: self._edges[pair] if pair in self._edges else self._compared(*pair) for pair in pairs}
        self._counted = frozenset(worded)
        edges = [*twins([one.document for one in ordered]), *(edge for edge in self._edges.values() if edge)]
        ordered_edges = tuple(sorted(edges, key=lambda edge: (edge.source, edge.target, edge.relation)))
        return Survey(ordered_edges, capped(found.crowded, found.most))

    def _compared(self, one: str, other: str) -> SourceEdge | None:
        """The edge between two stories, `one` the older by age."""
        return compared(self._side(one), self._side(other))


def compared(a: Side, b: Side) -> SourceEdge | None:
    """The edge between two stories, the older by age first; stories of one page are not compared."""
    if a.text.document.rendition.id == b.text.document.rendition.id:
        return None
    found = relation(a, b)
    if found is None:
        return None
    spans = [pair for run in found.runs for pair in _spans(a, b, run)]
    if not is_first(a.text, b.text, found):
        a, b, spans = b, a, sorted((other, one) for one, other in spans)
    return SourceEdge(
        source=a.text.document.id,
        target=b.text.document.id,
        relation=found.kind,
        evidence=tuple(
            Evidence.at(side.text.document.rendition, span)
            for pair in spans
            for side, span in zip((a, b), pair, strict=True)
        ),
    )


def find_copies(documents: Sequence[Document], words: CopyWords) -> Survey:
    """The edges from each story to those that took from it.

    Evidence alternates: the passage in the source, then the same passage in the target. Stories of one page are
    not compared; a page that came in twice is a copy of itself, however short. The outcome does not depend on
    the order of the documents.
    """
    stories = Stories(words)
    stories.add(documents)
    return stories.survey()


def _spans(a: Side, b: Side, run: Run) -> Iterator[tuple[Span, Span]]:
    """Where a run stands in both, cut where one story has something else between two of its words, as a caption."""
    starts = a.starts[run.one : run.one + run.words], b.starts[run.other : run.other + run.words]
    cuts = np.flatnonzero(np.abs(np.diff(starts[1] - starts[0])) > BETWEEN) + 1
    for start, end in pairwise([0, *cuts.tolist(), run.words]):
        yield a.span(run.one + start, end - start), b.span(run.other + start, end - start)


def capped(crowded: int, most: int) -> tuple[str, ...]:
    """What was left out of the comparison, in words: so many sequences were crowded, one by so many stories."""
    if not crowded:
        return ()
    return (
        f"copies: {crowded} sequences of {SIZE} words stand in more than {CROWD} stories each, one in "
        f"{most}: of these stories, each was compared with the first ones and those just before it",
    )


def _masthead(document: Document) -> tuple[object, ...]:
    """What a pair's edge depends on besides the text."""
    return document.published, document.publisher, document.agency


def twins(ordered: Iterable[Document]) -> Iterator[SourceEdge]:
    """An edge from the first of several documents that are one story of one page to each of the others."""
    first: dict[tuple[str, int], Document] = {}
    for document in ordered:
        if not document.segments:
            continue
        source = first.setdefault((document.rendition.id, document.segments[0].span.start), document)
        told = [
            Evidence.at(source.rendition, one.span) for one in source.segments if one.role in TOLD and len(one.span)
        ]
        if source is not document and told:
            yield SourceEdge(
                source=source.id,
                target=document.id,
                relation="copy",
                evidence=tuple(passage for passage in told for _ in ("source", "target")),
            )
