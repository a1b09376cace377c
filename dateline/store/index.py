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


def refresh(connection: Connection, documents: Sequence[Document], present: Set[str]) -> Moved:
    """Bring the index to documents that may have changed; rows of documents that are not `present` go."""
    table = schema.indexed
    found = connection.execute(select(table.c.document, table.c.number, table.c.digest))
    held: dict[str, tuple[int, str]] = {item: (number, digest) for item, number, digest in found}
    wanted = {document.id: (document, digest_of(document)) for document in documents}
    stale = [
        number
        for item, (number, digest) in held.items()
        if item not in present or (item in wanted and wanted[item][1] != digest)
    ]
    if stale:
        rows = [{"one": number} for number in stale]
        connection.execute(text(f"DELETE FROM {INDEX} WHERE rowid = :one"), rows)
        connection.execute(delete(table).where(table.c.number == bindparam("one")), rows)
    gone = set(stale)
    last = max((number for number, _ in held.values()), default=0)
    missing = [(d, digest) for item, (d, digest) in wanted.items() if item not in held or held[item][0] in gone]
    if missing:
        names = ", ".join(("rowid", *COLUMNS))
        values = ", ".join(f":{name}" for name in ("rowid", *COLUMNS))
        rows_of = [{"rowid": last + n, **cells(document)} for n, (document, _) in enumerate(missing, 1)]
        connection.execute(text(f"INSERT INTO {INDEX} ({names}) VALUES ({values})"), rows_of)
        listed = [{"number": last + n, "document": d.id, "digest": digest} for n, (d, digest) in enumerate(missing, 1)]
        connection.execute(insert(table), listed)
    return Moved(tuple(stale), tuple(last + n for n in range(1, len(missing) + 1)))


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
