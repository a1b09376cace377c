"""Rows that were coded elsewhere, into the case: kept as they came, and matched to events again after each build."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from dateline.engine.practice.happened import POLICIES
from dateline.engine.practice.matched_rows import (
    EVENT_STATES,
    ROW_STATES,
    FileMatch,
    counted,
    happenings,
    match_rows,
    together,
)
from dateline.engine.practice.recording import recording
from dateline.engine.practice.row_files import OWN, RowError, Sheet, columns_of, sheet_of
from dateline.engine.settings import load_settings
from dateline.export.happenings import HAPPENED
from dateline.model.event import Event
from dateline.model.practice import CodedEvent, CodedRow, RowFile, RowMatch
from dateline.store import practice

if TYPE_CHECKING:
    from dateline.engine.case import Case

MAPPING = "coded_columns.toml"
"""The case's own table of columns: by field, a column or a list of them."""
STORED = "stored"
ADDED = "rows imported"
"""Acts in the custody log: a blob with the hash of its file; a file of rows with the hash of its bytes."""


PASSIVE = frozenset({"people", "person", "media", "structure", "vehicle", "weapon", "place", "civilians"})
ACTORS = """SELECT event_reports.event AS event, initiators, targets FROM reports
 JOIN event_reports ON event_reports.report = reports.id"""


class Named(Struct, frozen=True):
    """What is read of an actor."""

    name: str
    kind: str


class Imported(Struct, frozen=True, kw_only=True):
    """What came of an import."""

    file: str  #: id of the file in the case
    scheme: str  #: whose columns it has: `acled`, `ucdp`, `dateline`, `own`
    rows: int  #: rows in it
    known: bool  #: whether the same bytes were imported before
    states: dict[str, int]  #: its rows by what became of them


class RowStatus(Struct, frozen=True, kw_only=True):
    """What all imported rows and all events of a case are to one another."""

    files: tuple[RowFile, ...]  #: the files, in order of their ids
    rows: dict[str, int]  #: rows by state
    events: dict[str, int]  #: events by state


class CodingRow(Struct, frozen=True, kw_only=True):
    """A row that codes an event."""

    row: str  #: its id in its own data set
    scheme: str = ""  #: whose columns its file has; empty where it codes another event first
    match: RowMatch | None = None  #: how well they fit, and in what


def import_rows(case: Case, path: Path, *, columns: Mapping[str, Sequence[str]], by: str, dry_run: bool) -> Imported:
    """Take a CSV or XLSX of coded rows in and match it; `columns`: by field, the columns of a table of your own.

    Raises RowError for a file that cannot be read, or whose columns nobody named.
    """
    if not path.is_file():
        raise RowError(f"{path}: no such file; name a CSV or XLSX of coded rows")
    data = path.read_bytes()
    sheet = sheet_of(data, path.name)
    scheme, held = columns_of(sheet, columns or ({} if is_known(sheet) else own_columns(case)), path.name)
    blob = case.vault.put(data) if not dry_run else ""
    file = RowFile(
        id=f"rows_{blob[:16]}",
        blob=blob,
        path=path.name,
        scheme=scheme,
        columns=held,
        rows=len(sheet.rows),
        by=by,
        at=case.now(),
    )
    rows = rows_of(sheet, file)
    if dry_run:
        return imported(file, False, matched(case, file, rows, happened_events(case)).rows)
    with recording(case):
        known = bool(practice.read(case.store.query, RowFile, "id = ?", [file.id]))
        if not known:
            stored = f"{blob} {case.vault.file_digest(blob)}"
            case.log.append(file.at, [(ADDED, f"{file.id} {blob} {path.name}"), (STORED, stored)])
            practice.append(case.store, [file, *rows])
        rematch(case)
    return imported(file, known, practice.read(case.store.query, RowMatch, "file = ?", [file.id]))


def imported(file: RowFile, known: bool, matches: Iterable[RowMatch]) -> Imported:
    """What came of the import of a file."""
    found = dict(counted((one.state for one in matches), ROW_STATES))
    return Imported(file=file.id, scheme=file.scheme, rows=file.rows, known=known, states=found)


def is_known(sheet: Sheet) -> bool:
    """Whether a table has the columns of a scheme."""
    try:
        return columns_of(sheet, {}, "")[0] != OWN
    except RowError:
        return False


def own_columns(case: Case) -> dict[str, list[str]]:
    """The columns that the case's own table names, by field; raises RowError for a malformed one."""
    path = case.folder / MAPPING
    if not path.is_file():
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RowError(f'{path}: {error}; write lines such as: date = "day"') from error
    return {field: [column] if isinstance(column, str) else list(map(str, column)) for field, column in found.items()}


def rows_of(sheet: Sheet, file: RowFile) -> list[CodedRow]:
    """The rows of a table under their own ids, their numbers where they have none."""
    column = next((name for name, field in file.columns.items() if field == "id"), "")
    return [
        CodedRow(file=file.id, number=number, row=cells.get(column) or str(number), cells=cells)
        for number, cells in enumerate(sheet.rows, 1)
    ]


def rematch(case: Case) -> None:
    """Match every imported row to the events as they are; nothing is done where no rows were imported."""
    files = practice.read(case.store.query, RowFile)
    if not files:
        return
    events = happened_events(case)
    found = [
        matched(case, file, practice.read(case.store.query, CodedRow, "file = ?", [file.id]), events) for file in files
    ]
    coded = together((one.events for one in found), (event.id for event in events))
    practice.replace(case.store, (RowMatch, CodedEvent), [*(row for one in found for row in one.rows), *coded])


def happened_events(case: Case) -> tuple[Event, ...]:
    """The events that rows can be about: those that happened."""
    return tuple(event for event in case.store.query.events() if event.status in HAPPENED)


def matched(case: Case, file: RowFile, rows: Sequence[CodedRow], events: Sequence[Event]) -> FileMatch:
    """What became of the rows of one file."""
    from dateline.tables.event_types import load

    policy = POLICIES.get(file.scheme, load_settings(case.folder, {}).policy)
    return match_rows(file, rows, happenings(events, policy, unnamed_actors(case)), load())


def unnamed_actors(case: Case) -> dict[str, frozenset[str]]:
    """By event, the actors in its reports that are people or things, which data sets do not name."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in case.store.query.rows(ACTORS):
        for cell in (row["initiators"], row["targets"]):
            found[row["event"]] |= {
                one.name for one in msgspec.json.decode(cell, type=list[Named]) if one.kind in PASSIVE
            }
    return {event: frozenset(names) for event, names in found.items()}


def row_status(case: Case) -> RowStatus:
    """What all imported rows and all events of a case are to one another."""
    query = case.store.query
    return RowStatus(
        files=practice.read(query, RowFile),
        rows=dict(counted((one.state for one in practice.read(query, RowMatch)), ROW_STATES)),
        events=dict(counted((one.state for one in practice.read(query, CodedEvent)), EVENT_STATES)),
    )


def row_matches(case: Case, state: str | None = None) -> tuple[RowMatch, ...]:
    """What became of each imported row, all or those in one state; raises RowError for a state that there is not."""
    return practice.read(case.store.query, RowMatch, *in_state(state, ROW_STATES))


def coded_events(case: Case, state: str | None = None) -> tuple[CodedEvent, ...]:
    """Whether each event was coded before, all or those in one state; raises RowError for none that there is."""
    return practice.read(case.store.query, CodedEvent, *in_state(state, EVENT_STATES))


def coding_rows(case: Case, coded: CodedEvent) -> tuple[CodingRow, ...]:
    """The rows that code an event, with the data set that each is of and why they are taken for one.

    A row that codes another event first is told by its id alone.
    """
    query = case.store.query
    files = {file.id: file for file in practice.read(query, RowFile)}
    found = practice.read(query, RowMatch, "event = ?", [coded.event])
    mine = [CodingRow(row=one.row, scheme=files[one.file].scheme, match=one) for one in found]
    there = {one.row for one in mine}
    return (*mine, *(CodingRow(row=row) for row in coded.rows if row not in there))


def in_state(state: str | None, known: Sequence[str]) -> tuple[str, list[str]]:
    """The condition for a state."""
    if state is None:
        return "", []
    if state not in known:
        raise RowError(f"no state {state!r}; there are: {', '.join(known)}")
    return "state = ?", [state]
