"""The reader: parser and tables loaded once, one document at a time through reading and events."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.document.stories import from_text
from dateline.engine.profile import EVENTS, MENTIONS, PARSE
from dateline.events.code import code
from dateline.model.document import Document, ReadDocument
from dateline.reading.parse import load_parser
from dateline.reading.read import mentioned, parsed, read
from dateline.tables.load import Tables, load
from dateline.tables.models import model_digest
from dateline.values.stopwatch import STOPPED, Stopwatch

if TYPE_CHECKING:
    from spacy.language import Language


class Reader(Struct, frozen=True, eq=False):
    """A loaded parser with its tables; about 150 MB and half a second to make, so make one a process."""

    nlp: Language
    tables: Tables

    @classmethod
    def load(cls, project: Path | None = None, user: Path | None = None) -> Reader:
        """The shipped model, its files checked against the digest table, and the shipped tables.

        `project` and `user` are gazetteer layers that rank above the embedded one.
        """
        return cls(load_parser(model_digest()), load(project, user))

    def read(self, document: Document, watch: Stopwatch = STOPPED) -> Document:
        """The document with mentions and reports."""
        with watch.part(PARSE):
            told = parsed(document, self.nlp, self.tables)
        with watch.part(MENTIONS):
            found = mentioned(told, self.tables)
        with watch.part(EVENTS):
            return code(found, self.tables)

    def parsed(self, document: Document) -> ReadDocument:
        """The document with its mentions and the parses they were read from."""
        return read(document, self.nlp, self.tables)

    def text(self, text: str, published: str | None = None) -> Document:
        """One bare text as a document, not yet read."""
        return from_text(text, title=None, url=None, publisher=None, published=published, tables=self.tables)

    def read_text(self, text: str, published: str | None = None) -> Document:
        """One bare text, read; see `dateline.read`."""
        return self.read(self.text(text, published))


@cache
def default_reader() -> Reader:
    """The reader behind `dateline.read`, loaded on first use."""
    return Reader.load()
