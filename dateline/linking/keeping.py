"""What was found of stories alone and of pairs of them, as bytes for another process."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from dateline.linking.bodies import Meaning, Read
from dateline.linking.copies import Compared
from dateline.linking.naming import Story
from dateline.linking.prints import Print
from dateline.model.document import Document
from dateline.model.event import SourceEdge
from dateline.model.span import Evidence, Span


class Pair(Struct, frozen=True, array_like=True):
    """Two stories, the older first; `spans`: start and end of each passage in the source and in the target, by turns.

    `relation` is empty for stories that share nothing; `turned`: the younger is the source.
    """

    one: str
    other: str
    relation: str = ""
    turned: bool = False
    spans: tuple[int, ...] = ()


class Sketch(Struct, frozen=True, array_like=True):
    """What is asked of a story alone: how many words it has, its sequences, what its names mean."""

    size: int
    sequences: bytes
    story: Story | None
    meanings: dict[str, Meaning]


SKETCHES = msgspec.msgpack.Decoder(Sketch)


def pack_sketch(made: Print, read: Read | None) -> bytes:
    """A story's sketch as bytes."""
    story, meanings = (None, {}) if read is None else (read.story, read.meanings)
    return msgspec.msgpack.encode(Sketch(made.size, made.sequences.tobytes(), story, meanings))


def unpack_sketch(content: bytes) -> Sketch:
    """The sketch of `pack_sketch`."""
    return SKETCHES.decode(content)


def pack_pairs(found: Compared) -> bytes:
    """Compared pairs, and the stories that they are of, as bytes."""
    ordered = sorted(found.pairs.items(), key=lambda item: item[0])
    return msgspec.msgpack.encode((sorted(found.stories), [_plain(one, other, edge) for (one, other), edge in ordered]))


def unpack_pairs(content: bytes, documents: Mapping[str, Document]) -> Compared:
    """What `pack_pairs` kept, of pairs in these documents alone, which must be what they were."""
    stories, rows = msgspec.msgpack.decode(content, type=tuple[frozenset[str], tuple[Pair, ...]])
    pairs = {
        (row.one, row.other): _edge(row, documents) for row in rows if row.one in documents and row.other in documents
    }
    return Compared(pairs, stories if stories <= documents.keys() else frozenset())


def _plain(one: str, other: str, edge: SourceEdge | None) -> Pair:
    if edge is None:
        return Pair(one, other)
    spans = tuple(n for passage in edge.evidence for n in (passage.start, passage.end))
    return Pair(one, other, edge.relation, edge.source != one, spans)


def _edge(pair: Pair, documents: Mapping[str, Document]) -> SourceEdge | None:
    if not pair.relation:
        return None
    source, target = (pair.other, pair.one) if pair.turned else (pair.one, pair.other)
    both = documents[source].rendition, documents[target].rendition
    spans = (Span(pair.spans[n], pair.spans[n + 1]) for n in range(0, len(pair.spans), 2))
    evidence = tuple(Evidence.at(both[n % 2], span) for n, span in enumerate(spans))
    return SourceEdge(source=source, target=target, relation=pair.relation, evidence=evidence)
