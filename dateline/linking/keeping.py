"""What one linking leaves to the next process: pairs of stories that were compared word by word, with their edge.

Such a comparison depends on its two stories alone. `stamps` tell whether these are still the same.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from dateline.model.document import Document
from dateline.model.event import SourceEdge
from dateline.model.span import Evidence, Span

Pairs = Mapping[tuple[str, str], SourceEdge | None]


class Compared(Struct, frozen=True, array_like=True):
    """Two stories, the older first; `spans`: start and end of each passage in the source and in the target, by turns.

    `relation` is empty for stories that share nothing; `turned`: the younger is the source.
    """

    one: str
    other: str
    relation: str = ""
    turned: bool = False
    spans: tuple[int, ...] = ()


class Kept(Struct, frozen=True, array_like=True):
    """The pairs that were compared, and the stamp of each of their stories."""

    stamps: dict[str, str]
    compared: tuple[Compared, ...]


def keep(pairs: Pairs, stamps: Mapping[str, str]) -> bytes:
    """The pairs as bytes; `stamps`: of their documents, by id."""
    found = tuple(_plain(one, other, edge) for (one, other), edge in sorted(pairs.items(), key=lambda item: item[0]))
    named = sorted({id_ for pair in pairs for id_ in pair})
    return msgspec.msgpack.encode(Kept({id_: stamps[id_] for id_ in named}, found))


def kept(content: bytes, stamps: Mapping[str, str], documents: Mapping[str, Document]) -> Pairs:
    """The pairs of `keep` of which both documents have the stamp that they had then."""
    found = msgspec.msgpack.decode(content, type=Kept)
    same = {id_ for id_, stamp in found.stamps.items() if stamps.get(id_) == stamp and id_ in documents}
    return {
        (pair.one, pair.other): _edge(pair, documents)
        for pair in found.compared
        if pair.one in same and pair.other in same
    }


def _plain(one: str, other: str, edge: SourceEdge | None) -> Compared:
    if edge is None:
        return Compared(one, other)
    spans = tuple(n for passage in edge.evidence for n in (passage.start, passage.end))
    return Compared(one, other, edge.relation, edge.source != one, spans)


def _edge(pair: Compared, documents: Mapping[str, Document]) -> SourceEdge | None:
    if not pair.relation:
        return None
    source, target = (pair.other, pair.one) if pair.turned else (pair.one, pair.other)
    both = documents[source].rendition, documents[target].rendition
    spans = (Span(pair.spans[n], pair.spans[n + 1]) for n in range(0, len(pair.spans), 2))
    evidence = tuple(Evidence.at(both[n % 2], span) for n, span in enumerate(spans))
    return SourceEdge(source=source, target=target, relation=pair.relation, evidence=evidence)
