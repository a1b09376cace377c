"""Keeping what events are browsed by in step with the record: only rows of events that changed are written.

Whoever changes a row of an event calls `refresh` and `touch` in the same transaction: builds do, and decisions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from dateline.model.event import Claimant, Estimate, Value
from dateline.model.mention import Place
from dateline.store import event_sets
from dateline.store.browsing_tables import (
    ACTOR,
    CLAIMANT,
    EVENT_TEXT,
    OUTCOME,
    PLACE,
    PROVINCE,
    PUBLISHER,
)
from dateline.store.index_columns import APART
from dateline.store.records import from_json, optional
from dateline.store.rows import StoredEvidence, json
from dateline.values.mapped import AREA, POINT, box_of, shape_of, steps
from dateline.values.terms import spelled

LATE = "~"
"""Sorts after every date: where events without one stand."""
NOWHERE = frozenset({"", "unknown"})
MANY = 5_000
"""Events that are brought up to date at once, so that their texts fit in memory."""
OF_EVENTS = (
    *("DELETE FROM event_names WHERE event = ?", "DELETE FROM event_boxes WHERE number = ?"),
    *(f"DELETE FROM {EVENT_TEXT} WHERE rowid = ?", "DELETE FROM told_in WHERE event = ?"),
    *("DELETE FROM event_places WHERE number = ?", "DELETE FROM event_participants WHERE event = ?"),
    "DELETE FROM event_index WHERE number = ?",
)
COLUMNS = (
    *("number", "event", "type", "status", "level", "contested", "country", "grade", "first_day", "last_day"),
    *("in_time", "documents", "claimants", "shape", "latitude", "longitude", "radius_km", "x", "y"),
)
TOLD = """INSERT OR IGNORE INTO told_in SELECT indexed.number, event_index.number FROM event_index
 JOIN event_reports ON event_reports.event = event_index.event JOIN reports ON reports.id = event_reports.report
 JOIN indexed ON indexed.document = reports.document WHERE event_index.number IN (SELECT value FROM json_each(?))"""
TOLD_IN_NEW = """INSERT OR IGNORE INTO told_in SELECT indexed.number, event_index.number FROM indexed
 JOIN reports ON reports.document = indexed.document JOIN event_reports ON event_reports.report = reports.id
 JOIN event_index ON event_index.event = event_reports.event WHERE indexed.number IN (SELECT value FROM json_each(?))"""
PLACES = """INSERT INTO event_places SELECT event_index.number, id, json_extract(place, '$.gazetteer_id'), place_name,
 place_precision, events.country, json_extract(place, '$.admin1'), json_extract(place, '$.admin2'),
 json_extract(place, '$.admin3'), earliest, latest FROM event_index JOIN events ON id = event
 WHERE event_index.number IN (SELECT value FROM json_each(?))"""
NAMED = " UNION ALL ".join(
    f"""SELECT event_index.number AS event, json_extract(one.value, '$.name') AS name,
     coalesce(json_extract(one.value, '$.actor_id'), '') AS item, json_extract(one.value, '$.text') AS words,
     json_extract(one.value, '$.kind') AS kind, coalesce(json_extract(one.value, '$.is_private_person'), 0) AS private
     FROM event_index JOIN event_reports ON event_reports.event = event_index.event
     JOIN reports ON reports.id = event_reports.report JOIN json_each(reports.{role}) AS one
     WHERE event_index.number IN (SELECT value FROM json_each(?1))"""
    for role in ("initiators", "targets", "victims")
)
PARTICIPANTS = (
    f"""INSERT OR IGNORE INTO participants (name, item, words, kind, private)
     SELECT name, item, words, kind, private FROM ({NAMED})""",
    f"""INSERT INTO event_participants SELECT participants.number, event, count(*) FROM ({NAMED})
     JOIN participants USING (name, item, words, kind, private) GROUP BY 1, 2""",
)
WITHOUT_SETS = "SELECT 1 FROM event_index WHERE NOT EXISTS (SELECT 1 FROM event_sets) LIMIT 1"
ABSENT = "SELECT number FROM event_index WHERE event NOT IN (SELECT id FROM events)"
WANTED = """SELECT id FROM events WHERE id IN (SELECT value FROM json_each(?))
 UNION ALL SELECT id FROM events WHERE id NOT IN (SELECT event FROM event_index)"""
KNOWN = "SELECT event, number FROM event_index WHERE event IN (SELECT value FROM json_each(?))"
UNUSED = (
    "DELETE FROM names WHERE NOT EXISTS (SELECT 1 FROM event_names WHERE event_names.name = names.number)",
    """DELETE FROM participants
     WHERE NOT EXISTS (SELECT 1 FROM event_participants WHERE participant = participants.number)""",
)

Cells = tuple[Any, ...]


def refresh(
    connection: sqlite3.Connection, changed: Set[str], gone: Collection[int] = (), new: Collection[int] = ()
) -> None:
    """Bring the index to the events of the record: those that `changed`, and any that it lacks or has too many.

    `gone`, `new`: rows of the documents' index that went and that came.
    """
    run = connection.execute
    if run(WITHOUT_SETS).fetchone():
        complete(connection, [number for (number,) in run("SELECT number FROM event_index ORDER BY number")])
    absent = [number for (number,) in run(ABSENT)]
    wanted = sorted({event for (event,) in run(WANTED, (json(sorted(changed)),))})
    known: dict[str, int] = dict(run(KNOWN, (json(wanted),)))
    ((last,),) = run("SELECT coalesce(max(number), 0) FROM event_index")
    numbers = {event: known.get(event, 0) or (last := last + 1) for event in wanted}
    moved = {*gone, *new}
    for first in range(0, len(absent), MANY):
        moved |= renewed(connection, {}, absent[first : first + MANY])
    for first in range(0, len(wanted), MANY):
        part = {event: numbers[event] for event in wanted[first : first + MANY]}
        moved |= renewed(connection, part, list(part.values()))
    many(connection, "DELETE FROM told_in WHERE story = ?", [(story,) for story in gone])
    run(TOLD_IN_NEW, (json(list(new)),))
    event_sets.follow_stories(connection, moved)
    if absent or wanted:
        for statement in UNUSED:
            run(statement)


def renewed(connection: sqlite3.Connection, numbers: dict[str, int], old: Sequence[int]) -> set[int]:
    """Write these events in place of those of the `old` numbers; the stories that tell of others than before."""
    had, told = event_sets.pairs_of(connection, old), event_sets.told_of(connection, old)
    delete_rows(connection, old)
    write_rows(connection, numbers)
    event_sets.follow(connection, had, event_sets.pairs_of(connection, old))
    return {story for story, _ in told ^ event_sets.told_of(connection, old)}


def complete(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Fill the tables that a store of an earlier version lacked, for the events that its index has."""
    for first in range(0, len(numbers), MANY):
        part = numbers[first : first + MANY]
        event_sets.follow(connection, set(), event_sets.pairs_of(connection, part))
        for statement in (PLACES, *PARTICIPANTS):
            connection.execute(statement, (json(part),))
    stories = (story for (story,) in connection.execute("SELECT DISTINCT story FROM told_in"))
    event_sets.follow_stories(connection, stories)


def touch(connection: sqlite3.Connection, events: Iterable[str], at: str) -> None:
    """Note when the rows of these events changed; nothing where the time is not given."""
    if at:
        many(connection, "INSERT OR REPLACE INTO touched VALUES (?, ?)", [(event, at) for event in sorted(events)])


def many(connection: sqlite3.Connection, sql: str, rows: Sequence[Cells]) -> None:
    """Run a statement for each row."""
    if rows:
        connection.executemany(sql, list(rows))


def delete_rows(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Take these events off every table of the index."""
    for statement in OF_EVENTS:
        many(connection, statement, [(number,) for number in numbers])


def write_rows(connection: sqlite3.Connection, numbers: dict[str, int]) -> None:
    """Put these events, by id with their numbers, into every table of the index."""
    run = connection.execute
    listed = json(list(numbers))
    found = run("SELECT * FROM events WHERE id IN (SELECT value FROM json_each(?))", (listed,))
    columns = [column[0] for column in found.description]
    rows = [dict(zip(columns, row, strict=True)) for row in found]
    index, names, boxes = [], [], []
    for row in rows:
        number = numbers[row["id"]]
        index.append(index_row(number, row))
        names += [(kind, name, number) for kind, name in dict.fromkeys(names_of(row))]
        boxes += box_row(number, row)
    marks = ", ".join("?" * len(COLUMNS))
    many(connection, f"INSERT INTO event_index ({', '.join(COLUMNS)}) VALUES ({marks})", index)
    many(connection, "INSERT INTO event_boxes VALUES (?, ?, ?, ?, ?)", boxes)
    fresh = dict.fromkeys((kind, name) for kind, name, _ in names)
    rows_of_names = [(kind, name, spelled(name)) for kind, name in fresh]
    many(connection, "INSERT OR IGNORE INTO names (kind, name, folded) VALUES (?, ?, ?)", rows_of_names)
    held = "INSERT INTO event_names SELECT number, ? FROM names WHERE kind = ? AND name = ?"
    many(connection, held, [(number, kind, name) for kind, name, number in names])
    texts = [(numbers[event], text) for event, text in texts_of(connection, listed)]
    many(connection, f"INSERT INTO {EVENT_TEXT} (rowid, evidence) VALUES (?, ?)", texts)
    for statement in (TOLD, PLACES, *PARTICIPANTS):
        run(statement, (json(list(numbers.values())),))


def index_row(number: int, row: Mapping[str, Any]) -> Cells:
    """The narrow row of an event."""
    shape = shape_of(row["place_precision"], row["latitude"], row["longitude"], row["radius_km"])
    mapped = shape in (POINT, AREA)
    across = steps(row["latitude"], row["longitude"]) if mapped else (None, None)
    place = (row["latitude"], row["longitude"], row["radius_km"]) if mapped else (None, None, None)
    days = [row[name] and row[name][:10] for name in ("earliest", "latest")]
    in_time = f"{row['earliest'] or LATE} {row['latest'] or LATE}"
    same = [row[name] for name in ("id", "type", "status", "level", "contested", "country")]
    counts = (row["document_count"], row["claimant_count"])
    return (number, *same, row["grade"].split(":")[0], *days, in_time, *counts, shape, *place, *across)


def box_row(number: int, row: Mapping[str, Any]) -> list[Cells]:
    """Where an event may have been, if it can stand on a map."""
    shape = shape_of(row["place_precision"], row["latitude"], row["longitude"], row["radius_km"])
    if shape not in (POINT, AREA):
        return []
    radius = row["radius_km"] if shape == AREA else 0.0
    west, south, east, north = box_of(row["latitude"], row["longitude"], radius)
    return [(number, west, east, south, north)]


def names_of(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What an event has by name, each with its kind."""
    values = from_json(row["values"], dict[str, tuple[Value, ...]])
    for field in ("initiators", "targets", "victims"):
        yield from ((ACTOR, one.value) for one in values.get(field, ()))
    for claimant in from_json(row["claimants"], tuple[Claimant, ...]):
        said_by = (claimant.speaker, claimant.institution)
        yield from ((CLAIMANT, name) for name in said_by if name not in NOWHERE)
    yield from ((PUBLISHER, name) for name in from_json(row["publishers"], tuple[str, ...]))
    place = optional(row["place"], Place)
    if row["place_name"]:
        yield PLACE, row["place_name"]
    if place is not None:
        yield from ((PROVINCE, name) for name in (place.admin1, place.admin2, place.admin3) if name)
    yield from ((OUTCOME, one.outcome) for one in from_json(row["estimates"] or "[]", tuple[Estimate, ...]))


def texts_of(connection: sqlite3.Connection, listed: str) -> Iterator[tuple[str, str]]:
    """The terms of the evidence of events, by id: every clause once, in the order of the reports."""
    sql = """SELECT event_reports.event, reports.evidence FROM event_reports JOIN reports ON reports.id = report
     WHERE event_reports.event IN (SELECT value FROM json_each(?)) ORDER BY 1, event_reports.ordinal"""
    quotes: dict[str, dict[str, None]] = {}
    for event, evidence in connection.execute(sql, (listed,)):
        found = quotes.setdefault(event, {})
        found.update((one.quote, None) for one in from_json(evidence, tuple[StoredEvidence, ...]))
    for event, found in quotes.items():
        yield event, APART.join(map(spelled, found))
