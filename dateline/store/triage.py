"""Documents by what is the matter with them: counted, filtered, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.store.document_listing import UNKNOWN, DocumentRow, document_rows
from dateline.store.query import Query

GLUED = "EXISTS (SELECT 1 FROM documents AS other WHERE other.capture = documents.capture AND other.id <> documents.id)"
UNTOLD = """NOT EXISTS (SELECT 1 FROM indexed JOIN told_in ON told_in.story = indexed.number
 WHERE indexed.document = documents.id)"""
MATTERS = {
    "undated": "earliest IS NULL",
    "unread": "unread IS NOT NULL",
    "empty": f"unread IS NULL AND {UNTOLD}",
    "glued": GLUED,
    "copy": "id IN (SELECT target FROM source_edges WHERE relation = 'copy')",
    "derived": "id IN (SELECT target FROM source_edges WHERE relation = 'derived')",
}
"""What may be the matter with a document, by name, as a condition in SQL."""
ORDERS = {
    "path": "ordinal",
    "newest": "latest IS NULL, latest DESC, ordinal",
    "oldest": "earliest IS NULL, earliest, ordinal",
}


class Triage(Struct, frozen=True, kw_only=True):
    """Which documents to show; what is empty lets everything pass. `text`: part of the title or the path."""

    matter: str = ""
    publisher: str = ""
    language: str = ""
    text: str = ""
    sort: str = "path"


class Triaged(Struct, frozen=True):
    """A page of the documents that pass, and what is the matter with each."""

    rows: tuple[DocumentRow, ...]
    matters: dict[str, tuple[str, ...]]


class Held(Struct, frozen=True):
    """A value of a filter and how many documents have it."""

    value: str
    number: int


def counts(query: Query, wanted: Triage) -> dict[str, int]:
    """How many documents pass with each matter, the chosen one left out of account; under `all`, with or without."""
    where, values = narrowed(wanted)
    sums = ", ".join(f"coalesce(sum({sql}), 0) AS {name}" for name, sql in MATTERS.items())
    return dict(query.rows(f'SELECT count(*) AS "all", {sums} FROM documents WHERE {where}', values)[0])


def triage(query: Query, wanted: Triage, limit: int, skip: int) -> Triaged:
    """The documents that pass, from the one after `skip` on."""
    where, values = narrowed(wanted)
    chosen = f"{where} AND ({MATTERS[wanted.matter]})" if wanted.matter in MATTERS else where
    order = ORDERS.get(wanted.sort, ORDERS["path"])
    sql = f"SELECT id FROM documents WHERE {chosen} ORDER BY {order} LIMIT ? OFFSET ?"
    ids = [row["id"] for row in query.rows(sql, [*values, limit, skip])]
    found = document_rows(query, ids)
    return Triaged(tuple(found[item] for item in ids), matters_of(query, ids))


def narrowed(wanted: Triage) -> tuple[str, list[object]]:
    """The conditions apart from what is the matter, and their values."""
    parts, values = ["1"], list[object]()
    if wanted.publisher == UNKNOWN:
        parts.append("publisher IS NULL")
    elif wanted.publisher:
        parts.append("publisher = ?")
        values.append(wanted.publisher)
    if wanted.language:
        parts.append("coalesce(language, ?) = ?")
        values += [UNKNOWN, wanted.language]
    if wanted.text:
        parts.append("(instr(lower(coalesce(title, '')), ?) OR instr(lower(coalesce(path, '')), ?))")
        values += [wanted.text.lower()] * 2
    return " AND ".join(parts), values


def matters_of(query: Query, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """What is the matter with each of these documents."""
    marks = ", ".join("?" * len(ids))
    columns = ", ".join(f"({sql}) AS {name}" for name, sql in MATTERS.items())
    rows = query.rows(f"SELECT id AS item, {columns} FROM documents WHERE id IN ({marks})", list(ids))
    return {row["item"]: tuple(name for name in MATTERS if row[name]) for row in rows}


def held(query: Query, column: str) -> tuple[Held, ...]:
    """The values of `publisher` or `language`, the most frequent first, what is not known as `unknown`."""
    assert column in ("publisher", "language")
    sql = f"SELECT coalesce({column}, ?) AS value, count(*) AS n FROM documents GROUP BY 1 ORDER BY n DESC, value"
    return tuple(Held(row["value"], row["n"]) for row in query.rows(sql, [UNKNOWN]))
