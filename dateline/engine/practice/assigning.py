"""Assignments: who codes which events and documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from msgspec import Struct
from msgspec.structs import replace

from dateline.engine.practice.recording import recording
from dateline.engine.selecting import selection_of
from dateline.model.errors import UsageError
from dateline.model.practice import Assigned, Assignment
from dateline.store import practice
from dateline.store.browsing import browse

if TYPE_CHECKING:
    from dateline.engine.case import Case

KINDS = {"events": "event", "documents": "document"}
IN_FORCE = "ended_at IS NULL"
BATCH = 500
"""Events of a selection that are read at a time."""


class AssignmentError(UsageError):
    """What was to be assigned is not there, or not assigned; says what to do."""


class Share(Struct, frozen=True, kw_only=True):
    """What one person codes, in counts."""

    person: str  #: who
    events: int  #: events assigned to them, by themselves or by a document
    documents: int  #: documents assigned to them


def assign(case: Case, items: Sequence[str], person: str, *, by: str) -> tuple[Assignment, ...]:
    """Assign events and documents, by ids or by the filters of a selection, to a person; none of it twice.

    Raises AssignmentError for an id that is none, or without a person.
    """
    if not person.strip():
        raise AssignmentError("an assignment needs a person: --to NAME")
    with recording(case):
        wanted = dict.fromkeys(pair for item in items for pair in meant(case, item))
        held = {(one.kind, one.item) for one in assignments(case, person=person)}
        number, at = practice.next_number(case.store.query, Assignment), case.now()
        new = [pair for pair in wanted if pair not in held]
        made = tuple(
            Assignment(number=number + n, kind=kind, item=item, person=person, by=by, at=at)
            for n, (kind, item) in enumerate(new)
        )
        practice.append(case.store, made)
        renew_assigned(case)
    return made


def unassign(case: Case, items: Sequence[str], person: str | None, *, by: str) -> tuple[Assignment, ...]:
    """Take assignments back, all people's or one's; raises AssignmentError for an item that is not assigned so."""
    with recording(case):
        found = []
        wanted = dict.fromkeys(pair for one in items for pair in meant(case, one))
        for kind, item in wanted:
            mine = [one for one in assignments(case, person=person) if (one.kind, one.item) == (kind, item)]
            if not mine:
                raise AssignmentError(f"{item} is not assigned{f' to {person}' if person else ''}")
            found += [replace(one, ended_by=by, ended_at=case.now()) for one in mine]
        practice.end(case.store, found)
        renew_assigned(case)
    return tuple(found)


def meant(case: Case, item: str) -> Iterator[tuple[str, str]]:
    """What an item stands for: an event or document by id, or every event of a selection, given by its filters.

    A selection is what stands in the address of a page of events: `country=IQ&type=battle`, with or without the page.
    """
    if "=" not in item:
        yield named(case, item)
        return
    wanted = selection_of(parse_qsl(item.rpartition("?")[2]))
    cursor = None
    while True:
        found = browse(case.store.query, wanted, BATCH, cursor)
        yield from (("event", row.event.id) for row in found.rows)
        cursor = found.next
        if cursor is None:
            return


def named(case: Case, item: str) -> tuple[str, str]:
    """The kind and id of the event or document whose id begins so; raises AssignmentError for none or several."""
    found = [(KINDS[kind], exact) for kind, exact in case.store.matching(item) if kind in KINDS] if item else []
    if len(found) != 1:
        how = f"{len(found)} ids begin so; give more of it" if found else "no event or document has that id"
        raise AssignmentError(f"{item}: {how}; see: dateline events {case.folder}")
    return found[0]


def assignments(case: Case, *, person: str | None = None) -> tuple[Assignment, ...]:
    """The assignments in force, all people's or one's, in order."""
    where, values = (IN_FORCE, []) if person is None else (f"{IN_FORCE} AND person = ?", [person])
    return practice.read(case.store.query, Assignment, where, values)


def shares(case: Case) -> tuple[Share, ...]:
    """What each person codes, by name."""
    events = practice.read(case.store.query, Assigned)
    documents = [one for one in assignments(case) if one.kind == "document"]
    people = sorted({one.person for one in events} | {one.person for one in documents})
    return tuple(
        Share(
            person=person,
            events=sum(one.person == person for one in events),
            documents=sum(one.person == person for one in documents),
        )
        for person in people
    )


def title_of(case: Case, one: Assignment) -> str:
    """What is assigned, in a line: an event's type, day and place, or a story's title."""
    if one.kind == "document":
        rows = case.store.query.rows("SELECT title, path FROM documents WHERE id = ?", [one.item])
        return str(rows[0]["title"] or rows[0]["path"] or one.item) if rows else f"{one.item}, not in the record now"
    rows = case.store.query.rows("SELECT type, earliest, place_name FROM events WHERE id = ?", [one.item])
    if not rows:
        return f"{one.item}, not in the record now"
    return ", ".join(str(part) for part in (rows[0]["type"], rows[0]["earliest"], rows[0]["place_name"]) if part)


def renew_assigned(case: Case) -> None:
    """Work out which events are whose: those assigned, where they were merged what they became, those of documents."""
    standing = assignments(case)
    if not standing and not case.store.query.rows("SELECT 1 FROM assignments LIMIT 1"):
        return
    pairs = {pair for one in standing for pair in assigned_by(case, one)}
    found = [Assigned(event=event, person=person) for event, person in sorted(pairs)]
    practice.replace(case.store, (Assigned,), found)


def assigned_by(case: Case, one: Assignment) -> Iterator[tuple[str, str]]:
    """The events that an assignment means today, each with its person."""
    if one.kind == "document":
        sql = "SELECT DISTINCT event FROM event_reports JOIN reports ON reports.id = report WHERE document = ?"
        yield from ((row["event"], one.person) for row in case.store.query.rows(sql, [one.item]))
        return
    merged = {stone.id: stone.replaced_by for stone in case.store.tombstones()}
    item: str | None = one.item
    seen: set[str] = set()
    while item is not None and item in merged and item not in seen:
        seen.add(item)
        item = merged[item]
    if item is not None:
        yield item, one.person
