"""Everything that is read from a store, with sqlite3 alone.

`import sqlalchemy` costs 0.25 to 0.3 s, sqlite3 0.01 s (2 cores, Python 3.11, November 2026); `dateline events`
has 0.5 s in all. So reading goes without it, in SQL that any database knows; only writing goes through Core.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from dateline.model.document import Document
from dateline.model.event import Disagreement, Event, Judgement, Series, SourceEdge, Tombstone
from dateline.model.report import Claim, Report
from dateline.model.source import Capture, Failure, Visit
from dateline.model.span import Rendition
from dateline.store import codec, records
from dateline.store.errors import StoreError, told
from dateline.store.ledger import CarriedRow, LedgerRow
from dateline.store.readonly import open_read_only
from dateline.store.rows import json

COUNTED = ("captures", "documents", "reports", "claims", "figures", "events", "failures", "judgements", "tombstones")


class Finished(Struct, frozen=True, eq=False):
    """The documents read from a capture; equal `stamp`s mean equal documents."""

    documents: tuple[Document, ...]
    stamp: str

    @classmethod
    def of(cls, work: bytes, rendition: Callable[[str], Rendition]) -> Finished:
        """The finished work as it was stored."""
        return cls(codec.decode(work, rendition), hashlib.sha256(work).hexdigest())


class Query:
    """Reads one store file. Renditions are loaded once each and shared by all evidence that points into them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._renditions: dict[str, Rendition] = {}

    @cached_property
    def connection(self) -> sqlite3.Connection:
        """A read-only connection; on a medium that cannot be written to, one that takes the file as it is."""
        with told(self.path):
            return open_read_only(self.path)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """The rows of a query; raises StoreError when the file cannot be read."""
        with told(self.path):
            return self.connection.execute(sql, values).fetchall()

    def close(self) -> None:
        """Let go of the file."""
        if "connection" in self.__dict__:
            self.connection.close()
            del self.__dict__["connection"]

    def rendition(self, item: str) -> Rendition:
        """The rendition of this id; raises StoreError when there is none."""
        if item not in self._renditions:
            found = self.rows("SELECT id, blob, extractor, text FROM renditions WHERE id = ?", [item])
            if not found:
                raise StoreError(f"{self.path}: rendition {item} is missing; build the case again")
            row = found[0]
            try:
                text = zlib.decompress(row["text"]).decode("utf-8", "surrogatepass")
            except (zlib.error, UnicodeDecodeError) as error:
                raise StoreError(f"{self.path}: rendition {item} is damaged ({error}); restore a backup") from error
            self._renditions[item] = Rendition(row["id"], row["blob"], row["extractor"], text)
        return self._renditions[item]

    def forget(self) -> None:
        """Let go of the renditions that were loaded, for whoever goes through more than fit in memory."""
        self._renditions.clear()

    def renditions_of(self, blob: str) -> tuple[Rendition, ...]:
        """Every rendition of a blob, by id."""
        found = self.rows("SELECT id FROM renditions WHERE blob = ? ORDER BY id", [blob])
        return tuple(self.rendition(row["id"]) for row in found)

    def captures(self) -> tuple[Capture, ...]:
        """Every capture, by path and id, whatever the order in which they were added."""
        return tuple(map(records.capture_of, self.rows("SELECT * FROM captures ORDER BY path, id")))

    def capture(self, item: str) -> Capture | None:
        """The capture of this id, or None."""
        found = self.rows("SELECT * FROM captures WHERE id = ?", [item])
        return records.capture_of(found[0]) if found else None

    def captures_near(self, location: str | None, address: str) -> tuple[Capture, ...]:
        """The captures of a place on the disk, and those whose address has these letters, in any case."""
        sql = "SELECT * FROM captures WHERE location = ? OR (? != '' AND instr(lower(url), lower(?))) ORDER BY path, id"
        return tuple(map(records.capture_of, self.rows(sql, [location, address, address])))

    def with_documents(self, captures: Iterable[str]) -> frozenset[str]:
        """Those of these captures that documents stand for."""
        sql = "SELECT DISTINCT capture FROM documents WHERE capture IN (SELECT value FROM json_each(?))"
        return frozenset(row["capture"] for row in self.rows(sql, [json(list(captures))]))

    def visits(self) -> dict[str, Visit]:
        """When each address was asked last, by address."""
        found = self.rows("SELECT url, at, etag, modified FROM visits ORDER BY url")
        return {row["url"]: Visit(**dict(row)) for row in found}

    def failures(self) -> tuple[Failure, ...]:
        """What failed and was not mended since."""
        found = self.rows("SELECT capture, path, stage, reason FROM failures ORDER BY path, stage")
        return tuple(Failure(**dict(row)) for row in found)

    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement, in order."""
        return tuple(records.judgement_of(row) for row in self.rows("SELECT * FROM judgements ORDER BY number"))

    def ledger(self) -> tuple[LedgerRow, ...]:
        """The id ledger, in order."""
        return tuple(LedgerRow(**dict(row)) for row in self.rows("SELECT * FROM ledger ORDER BY number"))

    def anchor(self, event: str) -> LedgerRow | None:
        """The first line of the ledger about an event."""
        found = self.rows("SELECT * FROM ledger WHERE event = ? ORDER BY number LIMIT 1", [event])
        return LedgerRow(**dict(found[0])) if found else None

    def is_buried(self, event: str) -> bool:
        """Whether an event's id is no longer used."""
        return bool(self.rows("SELECT 1 FROM tombstones WHERE id = ?", [event]))

    def carried(self) -> tuple[CarriedRow, ...]:
        """Where runs of renditions stand in later ones."""
        found = self.rows('SELECT * FROM carried ORDER BY rendition, start, "end", "into"')
        return tuple(CarriedRow(**dict(row)) for row in found)

    def tombstones(self) -> tuple[Tombstone, ...]:
        """Event ids that are no longer used."""
        return tuple(Tombstone(**dict(row)) for row in self.rows("SELECT id, replaced_by FROM tombstones ORDER BY id"))

    def meta(self) -> dict[str, str]:
        """What the last build noted: version, digests."""
        return {row["name"]: row["value"] for row in self.rows("SELECT name, value FROM meta ORDER BY name")}

    def counts(self) -> dict[str, int]:
        """How many rows there are of each kind."""
        return {table: int(self.rows(f"SELECT count(*) FROM {table}")[0][0]) for table in COUNTED}

    def finished_captures(self, digest: str) -> frozenset[str]:
        """The captures on which work under this digest is kept."""
        return frozenset(row["capture"] for row in self.rows("SELECT capture FROM work WHERE digest = ?", [digest]))

    def finished(self, capture: str, digest: str) -> Finished | None:
        """The kept work on a capture under this digest, or None."""
        found = self.rows("SELECT documents FROM work WHERE capture = ? AND digest = ?", [capture, digest])
        return Finished.of(found[0]["documents"], self.rendition) if found else None

    def finished_bytes(self, digest: str) -> int:
        """How many bytes the kept work under this digest takes."""
        found = self.rows("SELECT coalesce(sum(length(documents)), 0) FROM work WHERE digest = ?", [digest])
        return int(found[0][0])

    def stamps(self) -> dict[str, str]:
        """The stamps that the last build left, by document id."""
        found = self.rows("SELECT id, stamp FROM documents WHERE stamp IS NOT NULL")
        return {row["id"]: row["stamp"] for row in found}

    def sketches(self) -> dict[str, bytes]:
        """The sketches that belong to these stamps, by document id."""
        return {row["document"]: row["content"] for row in self.rows("SELECT document, content FROM sketches")}

    def keepsakes(self, digest: str) -> dict[str, bytes]:
        """What the last build left by name, if under this digest."""
        found = self.rows("SELECT name, content FROM keepsakes WHERE digest = ?", [digest])
        return {row["name"]: row["content"] for row in found}

    def documents(self, item: str | None = None) -> tuple[Document, ...]:
        """All documents with mentions and reports, in the order they were written; or the one with an id."""
        where, values = ("", []) if item is None else ("WHERE id = ?", [item])
        return tuple(
            self._document(row) for row in self.rows(f"SELECT * FROM documents {where} ORDER BY ordinal", values)
        )

    def _document(self, row: sqlite3.Row) -> Document:
        figures = self.rows("SELECT * FROM figures WHERE document = ? ORDER BY ordinal", [row["id"]])
        reports = self.rows("SELECT * FROM reports WHERE document = ? ORDER BY ordinal", [row["id"]])
        return records.document_of(
            row,
            [records.figure_of(figure, self.rendition) for figure in figures],
            [self._report(report) for report in reports],
            self.rendition(row["rendition"]),
        )

    def _report(self, row: sqlite3.Row) -> Report:
        claims = self.rows("SELECT * FROM claims WHERE report = ? ORDER BY ordinal", [row["id"]])
        return records.report_of(row, [records.claim_of(claim, self.rendition) for claim in claims], self.rendition)

    def reports(self, item: str) -> tuple[Report, ...]:
        """The report with an id, if there is one."""
        return tuple(self._report(row) for row in self.rows("SELECT * FROM reports WHERE id = ?", [item]))

    def events(self, item: str | None = None) -> tuple[Event, ...]:
        """All events with their claims, by time and id; or the one with an id."""
        where, values = ("", []) if item is None else ("WHERE id = ?", [item])
        order = "ORDER BY earliest IS NULL, earliest, id"
        return tuple(self._event(row) for row in self.rows(f"SELECT * FROM events {where} {order}", values))

    def _event(self, row: sqlite3.Row) -> Event:
        item = [row["id"]]
        reports = self.rows("SELECT report FROM event_reports WHERE event = ? ORDER BY ordinal", item)
        claims = self.rows("SELECT claim FROM event_claims WHERE event = ? ORDER BY ordinal", item)
        return records.event_of(
            row,
            [report["report"] for report in reports],
            [self.claim(claim["claim"]) for claim in claims],
            tuple(self.disagreements(row["id"])),
        )

    def claim(self, item: str) -> Claim:
        """The claim of this id, its quote checked; raises StoreError when there is none."""
        found = self.rows("SELECT * FROM claims WHERE id = ? ORDER BY report, ordinal LIMIT 1", [item])
        if not found:
            raise StoreError(f"{self.path}: no claim {item}; build the case again")
        return records.claim_of(found[0], self.rendition)

    def event_of(self, report: str) -> str | None:
        """The id of the event that a report belongs to, None where it belongs to none."""
        found = self.rows("SELECT event FROM event_reports WHERE report = ?", [report])
        return found[0]["event"] if found else None

    def disagreements(self, event: str | None = None) -> Iterator[Disagreement]:
        """All disagreements, or those of one event, in the order they were written."""
        where, values = ("", []) if event is None else ("WHERE event = ?", [event])
        for row in self.rows(f"SELECT * FROM disagreements {where} ORDER BY ordinal", values):
            yield records.disagreement_of(row)

    def series(self) -> tuple[Series, ...]:
        """All series."""
        return tuple(records.series_of(row) for row in self.rows("SELECT * FROM series ORDER BY ordinal"))

    def sources(self) -> tuple[SourceEdge, ...]:
        """All source edges, their quotes checked."""
        found = self.rows("SELECT * FROM source_edges ORDER BY ordinal")
        return tuple(records.edge_of(row, self.rendition) for row in found)

    def matching(self, beginning: str) -> tuple[tuple[str, str], ...]:
        """(table, id) of every event, report, document and capture whose id begins so; an exact id comes alone."""
        found: list[tuple[str, str]] = []
        for table in ("events", "reports", "documents", "captures"):
            # A range is found by the index; no character sorts after the last one of Unicode.
            sql = f"SELECT id FROM {table} WHERE id >= ? AND id <= ? ORDER BY id"
            found += [(table, row["id"]) for row in self.rows(sql, [beginning, f"{beginning}\U0010ffff"])]
        exact = [pair for pair in found if pair[1] == beginning]
        return tuple(exact[:1] or found)
