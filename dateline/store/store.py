"""The store of a case: the door to reading (sqlite3, at once) and writing (SQLAlchemy, when first needed)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dateline.model.document import Document
from dateline.model.event import Event, Judgement, Record, Series, SourceEdge, Tombstone
from dateline.model.report import Report
from dateline.model.source import Capture, Failure, Visit
from dateline.model.span import Rendition
from dateline.store.document_listing import DocumentFilter, DocumentListing, list_documents
from dateline.store.errors import StoreError
from dateline.store.keepsake import Leaving
from dateline.store.ledger import CarriedRow, LedgerRow
from dateline.store.listing import EventFilter, Listing, list_events
from dateline.store.lock import holder, locked
from dateline.store.query import Finished, Query
from dateline.store.search import Found, search
from dateline.store.version import HEAD, revision_of

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from dateline.store.finished import Taken

T = TypeVar("T")
FILE = "record.sqlite"
LOCK = "build.lock"


def open_store(case: Path, *, create: bool = False) -> Store:
    """The store of the case folder; with `create`, a new one where there is none.

    An older schema is brought up to date. Raises StoreError when there is no store, or it is newer or not ours.
    """
    path = case / FILE
    store = Store(path)
    if not path.is_file():
        if not create:
            reason = f"there is no {FILE} in it" if case.is_dir() else "there is no such folder"
            raise StoreError(f"{case}: not a Dateline case: {reason}; make one with `dateline init {case}`")
        store.create()
    elif revision_of(path) < HEAD:
        store.upgrade()
    return store


class Store:
    """One SQLite file. What is appended is never deleted; what a build derives is replaced in one transaction."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.query = Query(path)
        self.upgraded = False

    @cached_property
    def engine(self) -> Engine:
        """The connection for writing."""
        from dateline.store import write

        return write.connect(self.path)

    def prepare(self) -> None:
        """Get ready to write: the libraries for it take a while to come in."""
        self.engine.connect().close()

    def create(self) -> None:
        """Make the file and its tables."""
        from dateline.store import write

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{self.path.parent}: {error.strerror}; choose a folder that you may write to") from error
        write.create(self.engine)

    def upgrade(self) -> None:
        """Run the migrations that the file lacks; one process at a time."""
        from dateline.store import write

        with self.building():
            if revision_of(self.path) < HEAD:
                write.upgrade(self.engine)
                self.upgraded = True

    def building(self) -> AbstractContextManager[None]:
        """Holds the build lock; entering raises StoreError when another process holds it, naming that process."""
        return locked(self.path.with_name(LOCK), "build")

    def at_work(self) -> str | None:
        """The process that changes the store now or was stopped while it did; None when none does."""
        return holder(self.path.with_name(LOCK))

    def settle(self) -> bool:
        """Bring everything written into the one file; False where another program that reads it prevents that."""
        from dateline.store import write

        return write.settle(self.engine)

    def carry(
        self,
        renditions: Iterable[Rendition],
        runs: Iterable[CarriedRow],
        judgements: Iterable[Judgement],
        ledger: Iterable[LedgerRow],
    ) -> None:
        """Append later renditions, where runs of earlier ones stand in them, and what follows them, or nothing."""
        from dateline.store import write

        write.carry(self.engine, renditions, runs, judgements, ledger)

    def close(self) -> None:
        """Let go of the file."""
        self.query.close()
        if "engine" in self.__dict__:
            self.engine.dispose()
            del self.__dict__["engine"]

    def add_captures(self, captures: Iterable[Capture]) -> int:
        """Append captures; returns how many were new."""
        from dateline.store import write

        return write.add_captures(self.engine, captures)

    def add_failures(self, failures: Iterable[Failure]) -> None:
        """List failures; each stays until its capture is finished, or its path is added after all."""
        from dateline.store import write

        write.add_failures(self.engine, failures)

    def note_visits(self, visits: Iterable[Visit]) -> None:
        """Keep when addresses were asked and what their servers said, in place of what was kept before."""
        from dateline.store import write

        write.note_visits(self.engine, visits)

    def drop_failures(self, stage: str, paths: Iterable[str]) -> None:
        """Take what failed at a stage off the list for these paths, before they are tried again."""
        from dateline.store import write

        write.drop_failures(self.engine, stage, paths)

    def finish(self, capture: str, digest: str, documents: Sequence[Document]) -> None:
        """Keep the documents read from a capture under the digest of code and tables; ends its failures."""
        from dateline.store.finished import PageRead, Taken

        self.take(Taken(work=digest, pages=((capture, PageRead.of(documents)),)))

    def take(self, taken: Taken) -> None:
        """Keep what was read, what failed, and which shard that completes, in one transaction."""
        from dateline.store import write

        write.take(self.engine, taken)

    def write_record(
        self,
        documents: Sequence[Document],
        record: Record,
        ledger: Iterable[LedgerRow] = (),
        meta: Mapping[str, str] | None = None,
        leaving: Leaving = Leaving(),  # noqa: B008  (frozen)
    ) -> None:
        """Replace the record; a build that is killed here leaves the former one whole.

        `ledger` may hold lines that are there already: they are not touched. `meta` notes what the record was
        made with, such as the digest of the tables. `leaving`: for the next build.
        """
        from dateline.store import write

        write.write_record(self.engine, documents, record, ledger, meta or {}, leaving)

    def judge(self, judgement: Judgement) -> None:
        """Append a judgement."""
        from dateline.store import write

        write.judge(self.engine, judgement)

    def captures(self) -> tuple[Capture, ...]:
        """Every capture, by path and id."""
        return self.query.captures()

    def visits(self) -> dict[str, Visit]:
        """When each address of the web was asked last, by address."""
        return self.query.visits()

    def carried(self) -> tuple[CarriedRow, ...]:
        """Where runs of renditions stand in later ones."""
        return self.query.carried()

    def failures(self) -> tuple[Failure, ...]:
        """What failed and was not mended since, by path."""
        return self.query.failures()

    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement, in order."""
        return self.query.judgements()

    def judgement_count(self) -> int:
        """How many judgements there are."""
        return int(self.query.rows("SELECT count(*) FROM judgements")[0][0])

    def ledger(self) -> tuple[LedgerRow, ...]:
        """The id ledger, in order."""
        return self.query.ledger()

    def tombstones(self) -> tuple[Tombstone, ...]:
        """Event ids that are no longer used, by id."""
        return self.query.tombstones()

    def meta(self) -> dict[str, str]:
        """What the record was made with, as given to `write_record`."""
        return self.query.meta()

    def counts(self) -> dict[str, int]:
        """How many captures, documents, reports, claims ... there are."""
        return self.query.counts()

    def finished_captures(self, digest: str) -> frozenset[str]:
        """The captures that need no reading under this digest."""
        return self.query.finished_captures(digest)

    def finished(self, capture: str, digest: str) -> Finished | None:
        """The documents kept for a capture under this digest, or None."""
        return self.query.finished(capture, digest)

    def finished_bytes(self, digest: str) -> int:
        """How many bytes the documents kept under this digest take."""
        return self.query.finished_bytes(digest)

    def forget(self) -> None:
        """Let go of the texts that were loaded."""
        self.query.forget()

    def stamps(self) -> dict[str, str]:
        """The stamps that the last build left, by document id."""
        return self.query.stamps()

    def sketches(self) -> dict[str, bytes]:
        """The sketches that belong to these stamps, by document id."""
        return self.query.sketches()

    def keepsakes(self, digest: str) -> dict[str, bytes]:
        """What the last build left by name, if it was left under this digest."""
        return self.query.keepsakes(digest)

    def documents(self) -> tuple[Document, ...]:
        """The documents of the record, with mentions and reports."""
        return self.query.documents()

    def document(self, item: str) -> Document:
        """The document of an id; raises StoreError when there is none."""
        return only(self.query.documents(item), f"{self.path}: no document {item}")

    def report(self, item: str) -> Report:
        """The report of an id, every quote checked; raises StoreError when there is none."""
        return only(self.query.reports(item), f"{self.path}: no report {item}")

    def event_of(self, report: str) -> str | None:
        """The id of the event that a report belongs to, None where it belongs to none."""
        return self.query.event_of(report)

    def events(self, wanted: EventFilter | None = None) -> Listing:
        """The events that pass a filter, as rows, with what was left out and why."""
        return list_events(self.query, wanted or EventFilter())

    def list_documents(self, wanted: DocumentFilter | None = None) -> DocumentListing:
        """The documents that pass a filter, as rows, with what was left out and why."""
        return list_documents(self.query, wanted or DocumentFilter())

    def search(self, words: str, limit: int) -> Found:
        """The documents that have these words, best first; see `store/asking.py` for what may be written."""
        return search(self.query, words, limit)

    def event(self, beginning: str) -> Event:
        """The event whose id begins so, every quote checked; raises StoreError when none or several do."""
        found = [item for table, item in self.query.matching(beginning) if table == "events"]
        if len(found) > 1:
            raise StoreError(
                f"{self.path}: {len(found)} events begin with {beginning}: {', '.join(found[:5])}; give more of the id"
            )
        none = f"{self.path}: no event {beginning}; `dateline events` lists them"
        return only(tuple(event for item in found for event in self.query.events(item)), none)

    def record(self) -> Record:
        """The whole linked record."""
        return Record(
            events=self.query.events(),
            series=self.query.series(),
            disagreements=tuple(self.query.disagreements()),
            sources=self.query.sources(),
            tombstones=self.query.tombstones(),
        )

    def series(self) -> tuple[Series, ...]:
        """Every series."""
        return self.query.series()

    def sources(self) -> tuple[SourceEdge, ...]:
        """Every source edge."""
        return self.query.sources()

    def rendition(self, item: str) -> Rendition:
        """The rendition of an id; raises StoreError when there is none."""
        return self.query.rendition(item)

    def renditions_of(self, blob: str) -> tuple[Rendition, ...]:
        """Every rendition of a blob, by id: one for each extractor version and text."""
        return self.query.renditions_of(blob)

    def matching(self, beginning: str) -> tuple[tuple[str, str], ...]:
        """(table, id) of every event, report, document and capture whose id begins so; an exact id comes alone."""
        return self.query.matching(beginning)


def only(found: Sequence[T], otherwise: str) -> T:
    """The one thing that was found; raises StoreError when there is none."""
    if not found:
        raise StoreError(otherwise)
    return found[0]
