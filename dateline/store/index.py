"""The full-text index: one row a document, one column a role, kept in the transaction that replaces the record.

FTS5 gets terms made by `values/terms.py`, so its own tokenizer only parts them at spaces. Its `trigram` tokenizer
was measured against this on 5,000 pages in 25 languages and rejected; the figures are in docs/languages.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence, Set

from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, insert, select, text

from dateline.model.document import Document
from dateline.store import schema
from dateline.store.index_columns import APART, COLUMNS, INDEX
from dateline.values.terms import FOLDING, spelled


class Moved(Struct, frozen=True):
    """The rows of the index that went, and those that came."""

    gone: tuple[int, ...]
    new: tuple[int, ...]


class Refreshing:
    """Brings the index to documents that may have changed, some at a time."""

    def __init__(self, connection: Connection, present: Set[str]) -> None:
        """Rows of documents that are not `present` go."""
        self._connection = connection
        table = schema.indexed
        found = connection.execute(select(table.c.document, table.c.number, table.c.digest))
        self._held: dict[str, tuple[int, str]] = {item: (number, digest) for item, number, digest in found}
        self._last = self._first = max((number for number, _ in self._held.values()), default=0)
        self._stale: list[int] = []
        self._drop([number for item, (number, _) in self._held.items() if item not in present])

    def put(self, documents: Sequence[Document]) -> None:
        """Write the rows of these documents that are not as they were."""
        wanted = [(document, digest_of(document)) for document in documents]
        missing = [(d, digest) for d, digest in wanted if d.id not in self._held or self._held[d.id][1] != digest]
        self._drop([self._held[document.id][0] for document, _ in missing if document.id in self._held])
        if not missing:
            return
        names = ", ".join(("rowid", *COLUMNS))
        values = ", ".join(f":{name}" for name in ("rowid", *COLUMNS))
        rows_of = [{"rowid": self._last + n, **cells(document)} for n, (document, _) in enumerate(missing, 1)]
        self._connection.execute(text(f"INSERT INTO {INDEX} ({names}) VALUES ({values})"), rows_of)
        listed = [
            {"number": self._last + n, "document": d.id, "digest": digest} for n, (d, digest) in enumerate(missing, 1)
        ]
        self._connection.execute(insert(schema.indexed), listed)
        self._last += len(missing)

    def moved(self) -> Moved:
        """The rows that went, and those that came."""
        return Moved(tuple(self._stale), tuple(range(self._first + 1, self._last + 1)))

    def _drop(self, numbers: Sequence[int]) -> None:
        if numbers:
            rows = [{"one": number} for number in numbers]
            self._connection.execute(text(f"DELETE FROM {INDEX} WHERE rowid = :one"), rows)
            table = schema.indexed
            self._connection.execute(delete(table).where(table.c.number == bindparam("one")), rows)
            self._stale += numbers


def digest_of(document: Document) -> str:
    """What a row of the index depends on: the text, which parts of it have which role, what is evidence."""
    segments = [(one.span.start, one.span.end, one.role) for one in document.segments]
    quoted = [(start, end) for start, end in evidence_of(document)]
    parts = (FOLDING, document.rendition.id, document.title, segments, quoted)
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def cells(document: Document) -> dict[str, str]:
    """The terms of a document by column."""
    parts: dict[str, list[str]] = {name: [] for name in COLUMNS}
    for segment in document.segments:
        parts.get(segment.role, parts["boilerplate"]).append(segment.text)
    parts["title"] = [document.title or ""]
    parts["evidence"] = [document.text[start:end] for start, end in evidence_of(document)]
    return {name: APART.join(map(spelled, pieces)) for name, pieces in parts.items()}


def evidence_of(document: Document) -> Iterator[tuple[int, int]]:
    """Where the evidence of the document's reports stands, each place once, in order."""
    reports = document.coding.reports if document.coding else ()
    places: Iterable[tuple[int, int]] = {(one.start, one.end) for report in reports for one in report.evidence}
    yield from sorted(places)
