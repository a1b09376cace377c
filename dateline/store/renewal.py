"""The derived rows brought to a new record: what stays as it was is not touched.

What a document has in the store (its row, its reports, their claims, its figures) is one piece, and is written again
when its stamp has changed. The rows over them (events, series, disagreements, source edges) are compared one by one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import islice
from operator import itemgetter
from typing import Any, cast

from msgspec import Struct
from sqlalchemy import Connection, Table, bindparam, delete, select, text, update

from dateline.model.document import Document
from dateline.model.event import Event, Record
from dateline.model.report import Claim
from dateline.model.span import Rendition
from dateline.store import browsing_index, codec, index, rows, schema
from dateline.store.keepsake import Leaving

PIECES = (
    "DELETE FROM claims WHERE report IN (SELECT id FROM reports WHERE document = :one)",
    "DELETE FROM figures WHERE document = :one",
    "DELETE FROM reports WHERE document = :one",
    "DELETE FROM documents WHERE id = :one",
)
"""What deletes a document's rows."""
AT_ONCE = 1_000
"""So many documents are written at a time: their rows take some tens of megabytes."""
LAST = "\U0010ffff"
"""Sorts behind every id."""


def renew(connection: Connection, documents: Sequence[Document], record: Record, leaving: Leaving) -> None:
    """Bring all derived rows to the record; a document without a stamp is written again."""
    # A report may go and come back under an event that stays; what refers to what is checked at the end. SQLite's
    # driver begins a transaction at the first change only, and outside of one the pragma is forgotten at once.
    connection.execute(text("BEGIN IMMEDIATE"))
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    added = added_claims(documents, record.events)
    stamps = {id_: stamp for id_, stamp in leaving.stamps.items() if id_ not in added}
    ids = [one.id for one in documents]
    stories = renew_documents(connection, documents, ids, added, stamps)
    renew_sketches(connection, set(ids), leaving.sketches)
    changed = renew_events(connection, record.events)
    for name, found in rows.rows_over_events(record):
        renew_rows(connection, schema.metadata.tables[name], found)
    browsing_index.refresh(driver_of(connection), changed, stories.gone, stories.new)
    browsing_index.touch(driver_of(connection), changed & living(connection), leaving.at)


def living(connection: Connection) -> set[str]:
    """The ids of the events that are in the store."""
    return set(connection.execute(select(schema.events.c.id)).scalars())


def driver_of(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, in the same transaction."""
    return cast(sqlite3.Connection, connection.connection.dbapi_connection)


def added_claims(documents: Iterable[Document], events: Iterable[Event]) -> dict[str, list[Claim]]:
    """The claims that no report has but an event holds (added by a judgement), by the document of their report."""
    claims = [claim for event in events if event.proposed is not None for claim in event.claims]
    if not claims:
        return {}
    wanted = {claim.report for claim in claims}
    reports = {report.id: report for _, report in rows.reports_of(documents) if report.id in wanted}
    held = {claim.id for report in reports.values() for claim in report.claims}
    added: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.id not in held:
            held.add(claim.id)
            added.setdefault(reports[claim.report].document, []).append(claim)
    return added


def renew_documents(
    connection: Connection,
    documents: Iterable[Document],
    ids: Sequence[str],
    added: Mapping[str, list[Claim]],
    stamps: Mapping[str, str],
) -> index.Moved:
    """Write the documents whose stamps are new, delete those that are gone, put all into their order.

    `ids`: of the documents; these themselves may lie on disk, and are written some at a time.
    """
    table = schema.documents
    held = {
        item: (stamp, n) for item, stamp, n in connection.execute(select(table.c.id, table.c.stamp, table.c.ordinal))
    }
    new = {id_ for id_ in ids if id_ not in stamps or id_ not in held or held[id_][0] != stamps[id_]}
    gone = (held.keys() - set(ids)) | (held.keys() & new)
    if gone:
        for statement in PIECES:
            connection.execute(text(statement), [{"one": item} for item in sorted(gone)])
    indexing = index.Refreshing(connection, frozenset(ids))
    wanted = ((n, one) for n, one in enumerate(documents) if one.id in new) if new else iter(())
    while some := tuple(islice(wanted, AT_ONCE)):
        written = tuple(one for _, one in some)
        add_renditions(connection, codec.renditions_of(written))
        fill(connection, table, [rows.document_row(n, one, stamps.get(one.id)) for n, one in some])
        fill(connection, schema.reports, [rows.report_row(n, report) for n, report in rows.reports_of(written)])
        fill(connection, schema.claims, list(rows.claims_of(written, added)))
        fill(connection, schema.figures, list(rows.figures_of(written)))
        indexing.put(written)
    moved = [{"one": id_, "n": n} for n, id_ in enumerate(ids) if id_ in held and id_ not in gone and held[id_][1] != n]
    if moved:
        connection.execute(update(table).where(table.c.id == bindparam("one")).values(ordinal=bindparam("n")), moved)
    return indexing.moved()


def add_renditions(connection: Connection, renditions: Iterable[Rendition]) -> None:
    """Append renditions; one that is there already is left alone, since equal ids mean equal text."""
    found = {one.id: one for one in renditions}
    sql = "SELECT id FROM renditions WHERE id IN (SELECT value FROM json_each(?))"
    held = set(connection.exec_driver_sql(sql, (rows.json(list(found)),)).scalars())
    fill(connection, schema.renditions, [rows.rendition_row(one) for id_, one in found.items() if id_ not in held])


def renew_sketches(connection: Connection, present: Set[str], new: Mapping[str, bytes]) -> None:
    """Let the sketches of documents that are gone go, and put the new ones in."""
    table = schema.sketches
    held = set(connection.execute(select(table.c.document)).scalars())
    stale = (held - present) | (held & new.keys())
    if stale:
        connection.execute(delete(table).where(table.c.document == bindparam("old")), [{"old": id_} for id_ in stale])
    fill(connection, table, [{"document": id_, "content": content} for id_, content in sorted(new.items())])


def renew_events(connection: Connection, events: Sequence[Event]) -> set[str]:
    """Bring the rows of events to these, some at a time; the ids of those of which a row came, went or is another."""
    # Those that lie on disk are in order.
    ordered = iter(sorted(events, key=lambda one: one.id) if isinstance(events, tuple) else events)
    changed: set[str] = set()
    within = Within("", "")
    while within.last is not None:
        some = tuple(islice(ordered, AT_ONCE))
        within = Within(within.last, some[-1].id if len(some) == AT_ONCE else None)
        for name, found in rows.rows_of_events(some):
            keys = renew_rows(connection, schema.metadata.tables[name], found, within)
            changed |= {str(key) if isinstance(key, str) else str(key[0]) for key in keys}
    return changed


class Within(Struct, frozen=True):
    """The rows whose key begins behind one value, up to another one, with it; None: to the end."""

    behind: str
    last: str | None


def renew_rows(
    connection: Connection, table: Table, wanted: Sequence[rows.Row], within: Within | None = None
) -> set[Any]:
    """Bring a table to these rows: those that differ or are gone are deleted, those that differ or are new inserted.

    `within`: which part of the table they are. Returns the keys of both.
    """
    names = [column.name for column in table.columns]
    listed = ", ".join(f'"{name}"' for name in names)
    keys = [column.name for column in table.primary_key]
    at = [names.index(name) for name in keys]
    sql, values = f"SELECT {listed} FROM {table.name}", tuple[str, ...]()
    if within is not None:
        sql += f' WHERE "{keys[0]}" > ? AND "{keys[0]}" <= ?'
        values = (within.behind, LAST if within.last is None else within.last)
    found = map(tuple, connection.exec_driver_sql(sql, values).fetchall())
    key, cells = itemgetter(*at), itemgetter(*names)
    held = {key(row): row for row in found}
    pairs = [(key(row), row) for row in map(cells, wanted)]
    stale = held.keys() - {name for name, _ in pairs}
    stale |= {name for name, row in pairs if name in held and held[name] != row}
    new = [row for row, (name, now) in zip(wanted, pairs, strict=True) if held.get(name) != now]
    if stale:
        matching = [table.c[name] == bindparam(f"old_{name}") for name in keys]
        one = len(keys) == 1
        cells_of = ((name,) if one else name for name in stale)
        old = [{f"old_{name}": cell for name, cell in zip(keys, found, strict=True)} for found in cells_of]
        connection.execute(delete(table).where(*matching), old)
    fill(connection, table, new)
    return stale | {name for name, now in pairs if held.get(name) != now}


def fill(connection: Connection, table: Table, found: Sequence[rows.Row]) -> None:
    """Insert rows, in the order given; each has a cell for the same columns.

    By the driver's own statement: of 8 s for keeping 5,000 stories, SQLAlchemy's parameters took 1.2.
    """
    if found:
        names = list(found[0])
        columns, cells = ", ".join(f'"{name}"' for name in names), ", ".join(f":{name}" for name in names)
        connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({columns}) VALUES ({cells})', list(found))
