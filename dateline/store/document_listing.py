"""Listing documents: a filter, the rows that pass, and how many were left out for which reason."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from msgspec import Struct

from dateline.model.document import Published
from dateline.store.listing import Condition, counts, joined
from dateline.store.query import Query
from dateline.store.records import from_json
from dateline.store.rows import StoredSegment, json

UNKNOWN = "unknown"
"""Asked for as a language: the stories whose language could not be told."""


class DocumentFilter(Struct, frozen=True, kw_only=True):
    """Which documents to list; None and False let everything pass.

    `language`: a code, or `unknown`. `publisher`: part of its name, in any case.
    """

    language: str | None = None
    publisher: str | None = None
    undated: bool = False
    not_read: bool = False


class DocumentRow(Struct, frozen=True, kw_only=True):
    """One document in one line."""

    id: str  #: the document's id
    capture: str | None  #: the capture it came from
    earliest: str | None  #: first possible day or time of publication
    latest: str | None  #: last possible day or time of publication
    precision: str | None  #: precision of the publication time
    basis: str  #: how the publication time is known, or why not
    publisher: str | None  #: the outlet
    agency: str | None  #: the agency whose story it is
    language: str | None  #: code of the language
    title: str | None  #: the headline
    path: str | None  #: the page's path, relative to what was added
    url: str | None  #: the page's address
    reports: int  #: reports in it
    events: int  #: events that these belong to
    unread: str | None  #: why it is kept but not read
    warnings: tuple[str, ...]  #: what is unknown or was passed over, each with its reason


class DocumentListing(Struct, frozen=True):
    """The rows that pass, of how many documents, and why the others do not: their number by reason."""

    rows: tuple[DocumentRow, ...]
    existing: int
    left_out: dict[str, int]


COLUMNS = """SELECT documents.*, (SELECT count(*) FROM reports WHERE document = documents.id) AS reports,
  (SELECT count(DISTINCT event) FROM reports JOIN event_reports ON report = reports.id
   WHERE document = documents.id) AS events FROM documents"""


def list_documents(query: Query, wanted: DocumentFilter) -> DocumentListing:
    """The documents that pass a filter, in the order of the record: by path."""
    passed = conditions(query, wanted)
    found = query.rows(
        f"{COLUMNS} WHERE {joined(passed)} ORDER BY ordinal", [value for one in passed for value in one.values]
    )
    return DocumentListing(tuple(document_row(row) for row in found), *counts(query, "documents", passed))


def conditions(query: Query, wanted: DocumentFilter) -> tuple[Condition, ...]:
    """The conditions of a filter; a document is left out for the first that it fails."""
    found = []
    if wanted.language == UNKNOWN:
        found.append(Condition("language IS NULL", (), "in a known language"))
    elif wanted.language is not None:
        found.append(Condition("language IS NOT NULL", (), "in no known language"))
        found.append(Condition("language = ?", (wanted.language,), "in another language"))
    if wanted.publisher is not None:
        names = publishers_like(query, wanted.publisher)
        found.append(Condition("publisher IS NOT NULL", (), "of no known publisher"))
        found.append(Condition(f"publisher IN ({', '.join('?' * len(names))})", names, "of another publisher"))
    if wanted.undated:
        found.append(Condition("earliest IS NULL", (), "dated"))
    if wanted.not_read:
        found.append(Condition("unread IS NOT NULL", (), "read"))
    return tuple(found)


def publishers_like(query: Query, part: str) -> tuple[str, ...]:
    """The publishers in whose names `part` stands, in any case (SQLite folds the case of ASCII letters only)."""
    names = query.rows("SELECT DISTINCT publisher FROM documents WHERE publisher IS NOT NULL ORDER BY publisher")
    return tuple(row["publisher"] for row in names if part.casefold() in row["publisher"].casefold())


def document_rows(query: Query, items: Sequence[str]) -> dict[str, DocumentRow]:
    """The rows of these documents, by id."""
    sql = f"{COLUMNS} WHERE documents.id IN (SELECT value FROM json_each(?))"
    return {row["id"]: document_row(row) for row in query.rows(sql, [json(list(items))])}


def document_row(row: sqlite3.Row) -> DocumentRow:
    """One line about a document."""
    published = from_json(row["published"], Published)
    same = ("id", "capture", "publisher", "agency", "language", "title", "path", "url", "reports", "events", "unread")
    return DocumentRow(
        **{name: row[name] for name in same},
        earliest=published.earliest,
        latest=published.latest,
        precision=published.precision,
        basis=published.basis,
        warnings=warnings(row, published),
    )


def warnings(row: sqlite3.Row, published: Published) -> tuple[str, ...]:
    """What is unknown of a document or was passed over in it, each with its reason."""
    segments = from_json(row["segments"], tuple[StoredSegment, ...])
    others = sorted({one.language for one in segments if one.language is not None})
    found = [f"not read: {row['unread']}"] if row["unread"] else []
    if published.earliest is None:
        found.append(f"undated: {published.basis}")
    if row["language"] is None:
        found.append(f"language {row['language_basis'] or UNKNOWN}")
    if others and not row["unread"]:
        found.append(f"passages not read: {', '.join(others)}")
    if not any(one.role == "body" for one in segments):
        found.append("no body")
    return tuple(found)
