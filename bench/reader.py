"""Reads one text of a gold set as the product would: parse, places, actors, attributions; no publication date."""

from __future__ import annotations

from typing import Any

import msgspec

from dateline.events.scene import Scene, scenes
from dateline.model.document import Document, Published, ReadDocument, Segment
from dateline.model.mention import Actor, Place
from dateline.model.span import Rendition, Span
from dateline.reading.parse import load_parser, parse_document
from dateline.reading.read import find_mentions, find_named
from dateline.tables.load import load

Spans = list[tuple[int, int]]


class Reader:
    """The parser and the tables, loaded once for a whole set."""

    def __init__(self) -> None:
        self._nlp = load_parser(None)
        self._tables = load()

    def mentions(self, name: str, text: str) -> tuple[tuple[Place, ...], tuple[Actor, ...]]:
        """The places and actors of one text."""
        document = plain_document(name, text)
        parses = parse_document(self._nlp, document)
        places, actors, _ = find_named(document, parses, self._tables)
        return places, actors

    def scenes(self, name: str, text: str) -> tuple[Scene, ...]:
        """The paragraphs of one text as the stage of events sees them."""
        document = plain_document(name, text)
        parses = parse_document(self._nlp, document)
        read = msgspec.structs.replace(document, reading=find_mentions(document, parses, self._tables))
        return scenes(ReadDocument(read, parses), self._tables.triggers)

    def attributions(self, name: str, text: str) -> list[dict[str, Any]]:
        """The attributions of one text as source, cue and content spans, with their kind."""
        document = plain_document(name, text)
        parses = parse_document(self._nlp, document)
        _, _, attributions = find_named(document, parses, self._tables)
        return [
            {
                "source": [(a.source.start, a.source.end)] if a.source else [],
                "cue": [(a.cue.start, a.cue.end)],
                "content": [(span.start, span.end) for span in a.content],
                "kind": a.kind,
            }
            for a in attributions
        ]


def plain_document(name: str, text: str) -> Document:
    """A document that is one body segment from end to end."""
    rendition = Rendition.make(text, blob=name, extractor="gold")
    body = Segment(span=Span(0, len(text)), role="body", text=text)
    published = Published(earliest=None, latest=None, precision=None, basis="not given")
    return Document(
        id=name, capture=None, path=None, url=None, captured_at=None, rendition=rendition, title=None, segments=(body,),
        published=published, publisher=None, agency=None, byline=None, language="en",
    )  # fmt: skip
