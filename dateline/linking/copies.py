"""Which story takes from which: copies, derived stories and shared quotations, with the passages that show it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from dateline.linking.passages import Run, Word, grams, runs, sentences, words
from dateline.model.document import Document
from dateline.model.event import SourceEdge
from dateline.model.span import Evidence, Span

# Containment of the shorter story's 3-grams: .2 finds rewording of 30% of the words (research.md, 'Pages, dates,
# copies'); half of a text can only stand in both when one was made from the other, .6 leaves no room for doubt.
DERIVED, COPY = 0.2, 0.6
# Two identical rare sentences find 95% of the copies inside a roundup (research.md).
RARE_SENTENCES = 2
# A gram or sentence of more stories than this is the trade's, or a much copied agency story whose copies are
# found through each other's first neighbours; pairs grow with its square.
MOST_DOCUMENTS = 40
# Stories sharing fewer grams than this share no passage worth looking at.
LEAST_GRAMS = 8
QUOTES = ('"', "“", "”")
# The roles that reports and figures are read from.
TOLD = frozenset({"headline", "dateline", "body", "caption"})


class Text(Struct, frozen=True, eq=False):
    """A story with what is compared of it."""

    document: Document
    words: tuple[Word, ...]
    grams: dict[tuple[str, ...], int]
    sentences: frozenset[str]


def find_copies(documents: Sequence[Document]) -> tuple[SourceEdge, ...]:
    """The edges from each story to those that took from it, sorted by source and target.

    Evidence alternates: the passage in the source, then the same passage in the target. Stories of one page are
    not compared; a page that came in twice is a copy of itself, however short. The outcome does not depend on
    the order of the documents.
    """
    ordered = sorted(documents, key=_age)
    texts = [Text(document, found := words(document), grams(found), sentences(document)) for document in ordered]
    shared_grams = _shared([text.grams.keys() for text in texts])
    shared_sentences = _shared([text.sentences for text in texts])
    edges = list(_twins(ordered))
    for a, b in sorted(shared_grams.keys() | shared_sentences.keys()):
        if texts[a].document.rendition.id == texts[b].document.rendition.id:
            continue
        edge = _edge(texts[a], texts[b], shared_grams[a, b], shared_sentences[a, b])
        if edge is not None:
            edges.append(edge)
    return tuple(sorted(edges, key=lambda edge: (edge.source, edge.target, edge.relation)))


def _twins(ordered: Sequence[Document]) -> Iterator[SourceEdge]:
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


def _age(document: Document) -> tuple[str, bool, int, str]:
    """What comes first is the source: the earlier story, an agency's own, the longer one."""
    published = document.published.earliest or "9999"
    own = document.agency is not None and document.agency == document.publisher
    return published, not own, -len(document.body), document.id


def _shared(parts: Sequence[Iterable[Hashable]]) -> Counter[tuple[int, int]]:
    """How many parts each pair of stories shares, parts of too many stories left out."""
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for n, several in enumerate(parts):
        for part in several:
            holders[part].append(n)
    counts: Counter[tuple[int, int]] = Counter()
    for found in holders.values():
        if 1 < len(found) <= MOST_DOCUMENTS:
            counts.update(combinations(found, 2))
    return counts


def _edge(a: Text, b: Text, shared: int, rare: int) -> SourceEdge | None:
    """The edge from the older to the younger story, if they share enough."""
    if shared < LEAST_GRAMS and not rare:
        return None
    found = runs(a.words, b.words, b.grams)
    relation = _relation(a, b, found, rare)
    if relation is None:
        return None
    if relation == "shared_quote":
        found = tuple(run for run in found if _quoted(a.document, run.one) and _quoted(b.document, run.other))
    return SourceEdge(source=a.document.id, target=b.document.id, relation=relation, evidence=_evidence(a, b, found))


def _relation(a: Text, b: Text, found: Sequence[Run], rare: int) -> str | None:
    if not found:
        return None
    least = max(min(len(a.grams), len(b.grams)), 1)
    contained = sum(1 for gram in min(a.grams, b.grams, key=len) if gram in a.grams and gram in b.grams) / least
    if contained >= COPY:
        return "copy"
    quoted = all(_quoted(a.document, run.one) and _quoted(b.document, run.other) for run in found)
    if not quoted and (contained >= DERIVED or rare >= RARE_SENTENCES):
        return "derived"
    any_quote = any(_quoted(a.document, run.one) and _quoted(b.document, run.other) for run in found)
    return "shared_quote" if any_quote else None


def _quoted(document: Document, span: Span) -> bool:
    """Whether a passage stands between quotation marks within its paragraph."""
    start = document.text.rfind("\n", 0, span.start) + 1
    before = document.text[start : span.start]
    opened = before.count("“") - before.count("”")
    return opened > 0 or before.count('"') % 2 == 1


def _evidence(a: Text, b: Text, found: Sequence[Run]) -> tuple[Evidence, ...]:
    pairs = (
        (Evidence.at(a.document.rendition, run.one), Evidence.at(b.document.rendition, run.other)) for run in found
    )
    return tuple(evidence for pair in pairs for evidence in pair)


class Taken(Struct, frozen=True):
    """A passage of a story that an older one has too."""

    source: str
    here: Span
    there: Span


def origin_finder(edges: Sequence[SourceEdge]) -> Callable[[str, Span], str]:
    """A function from a document id and a span of it to the id of the oldest document that has the passage."""
    taken: dict[str, list[Taken]] = defaultdict(list)
    for edge in edges:
        for there, here in zip(edge.evidence[::2], edge.evidence[1::2], strict=True):
            taken[edge.target].append(Taken(edge.source, here.span, there.span))

    def origin(document: str, span: Span) -> str:
        seen = {document}
        while True:
            source = next((one for one in taken[document] if one.source not in seen and _most(one.here, span)), None)
            if source is None:
                return document
            shift = source.there.start - source.here.start
            document, span = source.source, Span(max(span.start + shift, 0), max(span.end + shift, 0))
            seen.add(document)

    return origin


def _most(passage: Span, span: Span) -> bool:
    """Whether the passage holds at least half of the span."""
    return 2 * (min(passage.end, span.end) - max(passage.start, span.start)) >= len(span) > 0
