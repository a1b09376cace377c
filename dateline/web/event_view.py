"""One event with the documents that tell of it, as the report and the masks work on it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from dateline import __version__
from dateline.export.report.rows import Index, Row, place_name, row_of, title_of
from dateline.export.view import ExportView
from dateline.model.event import Event, Record
from dateline.store.listing import EventRow
from dateline.store.query import Query
from dateline.store.records import edge_of
from dateline.store.rows import json
from dateline.web import lines

PARTS = 100
"""Parts of a total that are listed; how many more there are is said."""


class Kin(Struct, frozen=True):
    """Another event that this one is part of, or that is a part of it."""

    id: str
    title: str
    when: str


def view_of(query: Query, event: Event) -> ExportView:
    """The event and all documents that tell of it."""
    documents = tuple(found for item in event.documents for found in query.documents(item))
    sql = """SELECT * FROM source_edges WHERE source IN (SELECT value FROM json_each(?1))
     AND target IN (SELECT value FROM json_each(?1)) ORDER BY ordinal"""
    edges = tuple(edge_of(row, query.rendition) for row in query.rows(sql, [json(event.documents)]))
    return ExportView(
        dateline=__version__,
        tables="",
        documents=documents,
        record=Record(events=(event,), series=(), disagreements=event.disagreements, sources=edges),
    )


def row_in(view: ExportView) -> Row:
    """The one event of a view as the report shows it."""
    event = view.record.events[0]
    reports = {report.id: report for d in view.documents if d.coding for report in d.reports}
    name = place_name(event.where)
    return row_of(event, Index({name: 0} if name else {}, {event.id: title_of(event)}, reports))


def whole_of(query: Query, event: Event) -> Kin | None:
    """The total or campaign that an event is part of."""
    return next(iter(kin(query, "id = ?", event.part_of, 1)), None) if event.part_of else None


def parts_of(query: Query, event: Event) -> tuple[tuple[Kin, ...], int]:
    """The parts of a total or campaign, the earliest first, and how many there are."""
    if event.level == "incident":
        return (), 0
    number = query.rows("SELECT count(*) FROM events WHERE part_of = ?", [event.id])[0][0]
    return tuple(kin(query, "part_of = ?", event.id, PARTS)), int(number)


def kin(query: Query, condition: str, value: str, limit: int) -> Iterable[Kin]:
    """Events in a line each."""
    columns = ", ".join(f'"{name}"' for name in EventRow.__struct_fields__)
    sql = f"SELECT {columns} FROM events WHERE {condition} ORDER BY earliest IS NULL, earliest, id LIMIT ?"
    for row in query.rows(sql, [value, limit]):
        found = EventRow(**dict(row))
        yield Kin(found.id, lines.title_of(found), lines.when_words(found))
