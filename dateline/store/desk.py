"""Where people decide: one short transaction in which is read what is judged, and written what comes of it.

Two processes take turns: who comes second sees what the first one wrote. With sqlite3 alone, so that a decision costs
no import.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from dateline.model.event import Event, Judgement, is_set
from dateline.model.report import Claim
from dateline.store import browsing_index, records, rows
from dateline.store.errors import told
from dateline.store.query import Query

BUSY_SECONDS = 20
"""How long a decision waits for another one, or for a build that is writing its record."""
JUDGEMENT = ("number", "decision", "capture", "quote", "field", "value", "made_by", "made_at", "why", "act", "seen")


class ReviewRow(Struct, frozen=True, kw_only=True):
    """What was decided on one event, and why to look at it."""

    event: str
    state: str
    made_by: str | None
    made_at: str | None
    judgement: int | None
    news: str | None
    open: bool
    priority: float
    reasons: str
    label: str


class Desk:
    """The store within one transaction, for reading and for writing decisions."""

    def __init__(self, query: Query) -> None:
        """For `desk` and `reading_desk` only."""
        self.query = query
        self.connection = query.connection

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """The rows of a query."""
        return self.connection.execute(sql, values).fetchall()

    def event_cells(self, event: str) -> sqlite3.Row | None:
        """The row of an event, None where there is none."""
        found = self.rows("SELECT * FROM events WHERE id = ?", [event])
        return found[0] if found else None

    def judgements(self, captures: Iterable[str]) -> tuple[Judgement, ...]:
        """Every judgement about these captures, in order."""
        wanted = sorted(set(captures))
        marks = ", ".join("?" * len(wanted))
        found = self.rows(f"SELECT * FROM judgements WHERE capture IN ({marks}) ORDER BY number", wanted)
        return tuple(map(records.judgement_of, found))

    def numbered(self, numbers: Iterable[int]) -> tuple[Judgement, ...]:
        """The judgements of these numbers, in order."""
        found = [self.rows("SELECT * FROM judgements WHERE number = ?", [one]) for one in sorted(set(numbers))]
        return tuple(records.judgement_of(row) for several in found for row in several)

    def of_act(self, act: int) -> tuple[Judgement, ...]:
        """The judgements of one act, in order."""
        found = self.rows("SELECT * FROM judgements WHERE act = ? ORDER BY number", [act])
        return tuple(map(records.judgement_of, found))

    def next_number(self) -> int:
        """The number of the next judgement."""
        return int(self.rows("SELECT coalesce(max(number), -1) + 1 FROM judgements")[0][0])

    def act(self, made: Sequence[Judgement], seen: str | None = None) -> tuple[Judgement, ...]:
        """Append judgements as one act, and return them with the numbers that they were given."""
        first = self.next_number()
        numbered = tuple(replace(one, number=first + n, act=first) for n, one in enumerate(made))
        self.judge(numbered, seen)
        return numbered

    def judge(self, judgements: Iterable[Judgement], seen: str | None = None) -> None:
        """Append judgements; `seen`: what there was to see of what they are about."""
        for one in judgements:
            cells = rows.plain_row(one, by="made_by", at="made_at") | {"seen": seen}
            self.insert("judgements", {name: cells[name] for name in JUDGEMENT})

    def insert(self, table: str, cells: dict[str, object]) -> None:
        """Insert a row, in place of the one with its key."""
        names = ", ".join(f'"{name}"' for name in cells)
        marks = ", ".join("?" * len(cells))
        self.connection.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", list(cells.values()))

    def put_review(self, row: ReviewRow) -> None:
        """The review row of an event, in place of the one before."""
        self.insert("review", rows.plain_row(row))

    def review(self, event: str) -> ReviewRow | None:
        """The review row of an event."""
        found = self.rows("SELECT * FROM review WHERE event = ?", [event])
        return review_of(found[0]) if found else None

    def event(self, event: str) -> Event:
        """The event of an id that is there."""
        return self.query.events(event)[0]

    def put_event(self, event: Event) -> None:
        """Write an event whose fields were set or are no longer set: its cells, and the claims by which they are."""
        cells = rows.event_row(event)
        names = ", ".join(f'"{name}" = ?' for name in cells if name != "id")
        values = [cell for name, cell in cells.items() if name != "id"]
        self.connection.execute(f"UPDATE events SET {names} WHERE id = ?", [*values, event.id])
        self._drop_set(event.id)
        made = [claim for claim in event.claims if is_set(claim)]
        before = len(event.claims) - len(made)
        for ordinal, claim in enumerate(made, before):
            self._put_claim(claim)
            self.insert("event_claims", {"event": event.id, "ordinal": ordinal, "claim": claim.id})
        browsing_index.refresh(self.connection, {event.id})
        browsing_index.touch(self.connection, {event.id}, datetime.now(UTC).isoformat(timespec="seconds"))

    def _drop_set(self, event: str) -> None:
        held = self.rows(
            "SELECT c.report, c.ordinal, c.id FROM event_claims e JOIN claims c ON c.id = e.claim "
            "WHERE e.event = ? AND c.method = 'by hand' AND c.basis LIKE 'set by hand%'",
            [event],
        )
        for row in held:
            self.connection.execute("DELETE FROM claims WHERE report = ? AND ordinal = ?", [row["report"], row[1]])
            self.connection.execute("DELETE FROM event_claims WHERE event = ? AND claim = ?", [event, row["id"]])

    def _put_claim(self, claim: Claim) -> None:
        last = self.rows("SELECT max(ordinal) FROM claims WHERE report = ?", [claim.report])[0][0]
        self.insert("claims", rows.claim_row(0 if last is None else last + 1, claim))
        # What a build compares by: this document's rows are others than it wrote.
        self.connection.execute(
            "UPDATE documents SET stamp = NULL WHERE id = (SELECT document FROM reports WHERE id = ?)", [claim.report]
        )


def review_of(row: sqlite3.Row) -> ReviewRow:
    """A review row as a record."""
    return ReviewRow(**{**dict(row), "open": bool(row["open"])})


def reading_desk(query: Query) -> Desk:
    """A desk at which nothing can be written."""
    return Desk(query)


@contextmanager
def desk(path: Path) -> Iterator[Desk]:
    """The store at `path` within one transaction that keeps other writers out; nothing remains where the block fails.

    Raises StoreError when the file cannot be written.
    """
    with told(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.row_factory = sqlite3.Row
        with told(path):
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("BEGIN IMMEDIATE")
            try:
                query = Query(path)
                query.__dict__["connection"] = connection
                yield Desk(query)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
    finally:
        connection.close()
