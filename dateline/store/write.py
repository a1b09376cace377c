"""Everything that changes a store, through SQLAlchemy Core; each function is one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, bindparam, create_engine, delete, event, insert, select, text
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import DatabaseError, IntegrityError, ProgrammingError

from dateline.model.document import Document
from dateline.model.event import Judgement, Record, Tombstone
from dateline.model.source import Capture, Failure, Visit
from dateline.model.span import Rendition
from dateline.store import browsing_index, rows, schema
from dateline.store.errors import reason_of
from dateline.store.finished import Taken
from dateline.store.keepsake import Leaving
from dateline.store.ledger import CarriedRow, LedgerRow
from dateline.store.renewal import add_renditions, driver_of, fill, living, renew
from dateline.store.version import HEAD

BUSY_SECONDS = 10
"""How long a write waits for another one before it gives up; a build's record is written in well under a second."""


def connect(path: Path) -> Engine:
    """An engine on the store file, with foreign keys enforced."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def enforce(connection: object, _: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")  # type: ignore[attr-defined]

    return engine


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """A transaction; what a user can mend comes out as StoreError, and nothing of the block remains."""
    try:
        with engine.begin() as connection:
            yield connection
    except (IntegrityError, ProgrammingError):
        raise
    except DatabaseError as error:
        raise reason_of(Path(str(engine.url.database)), error) from error


def create(engine: Engine) -> None:
    """Make the tables of the newest schema in an empty file, in write-ahead mode: readers never wait for a build."""
    with transaction(engine) as connection:
        connection.execute(text("PRAGMA journal_mode = WAL"))
    with transaction(engine) as connection:
        schema.metadata.create_all(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def upgrade(engine: Engine) -> None:
    """Bring an older store to the newest schema."""
    from dateline.store import migrate

    with transaction(engine) as connection:
        migrate.upgrade(connection)
        browsing_index.refresh(driver_of(connection), frozenset())


def settle(engine: Engine) -> bool:
    """Move what the write-ahead file holds into the store's own file; False where a reader prevents that."""
    try:
        with engine.connect() as connection:
            return not connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).scalar()
    except DatabaseError as error:
        raise reason_of(Path(str(engine.url.database)), error) from error


def add_captures(engine: Engine, captures: Iterable[Capture]) -> int:
    """Append captures, and drop the archive's failures at their paths; returns how many were new."""
    new = 0
    with transaction(engine) as connection:
        for capture in captures:
            row = rows.capture_row(capture)
            new += connection.execute(sqlite_insert(schema.captures).values(row).on_conflict_do_nothing()).rowcount
            delist(connection, "archive", [capture.path])
    return new


def note_visits(engine: Engine, visits: Iterable[Visit]) -> None:
    """Keep when addresses were asked, each in place of what was kept of an earlier time."""
    found = [rows.plain_row(visit) for visit in visits]
    with transaction(engine) as connection:
        put(connection, "visits", found)


def add_failures(engine: Engine, failures: Iterable[Failure]) -> None:
    """List failures; a new one for the same path and stage takes the old one's place."""
    listed = [rows.plain_row(failure) for failure in failures]
    with transaction(engine) as connection:
        put(connection, "failures", listed)


def drop_failures(engine: Engine, stage: str, paths: Iterable[str]) -> None:
    """Take what failed at a stage off the list for these paths; what failed at another stage stays."""
    with transaction(engine) as connection:
        delist(connection, stage, paths)


def delist(connection: Connection, stage: str, paths: Iterable[str]) -> None:
    """Delete the failures of a stage at these paths."""
    failures = schema.failures
    for path in sorted(set(paths)):
        connection.execute(delete(failures).where(failures.c.path == path, failures.c.stage == stage))


def take(engine: Engine, taken: Taken) -> None:
    """Keep finished work in place of any older, list what failed in place of what failed before; or nothing."""
    found: list[rows.Row] = [
        {"capture": capture, "digest": taken.work, "documents": page.documents} for capture, page in taken.pages
    ]
    with transaction(engine) as connection:
        renditions = [rows.plain_row(one) for _, page in taken.pages for one in page.renditions]
        if renditions:
            connection.execute(sqlite_insert(schema.renditions).on_conflict_do_nothing(), renditions)
        put(connection, "work", found)
        # A page that fails now may have failed at another stage before.
        tried = [*(capture for capture, _ in taken.pages), *(failure.capture for failure in taken.failures)]
        if tried:
            matching = schema.failures.c.capture == bindparam("one")
            connection.execute(delete(schema.failures).where(matching), [{"one": capture} for capture in tried])
        put(connection, "failures", [rows.plain_row(failure) for failure in taken.failures])
        put(connection, "shards", [rows.plain_row(shard) for shard in taken.shards])


def write_record(
    engine: Engine,
    documents: Sequence[Document],
    record: Record,
    ledger: Iterable[LedgerRow],
    meta: Mapping[str, str],
    leaving: Leaving,
) -> None:
    """Bring the derived rows to the record, append what is new in the ledger, upsert tombstones: all or nothing."""
    with transaction(engine) as connection:
        renew(connection, documents, record, leaving)
        put(connection, "keepsakes", rows.keepsake_rows(leaving))
        put(connection, "meta", [{"name": name, "value": value} for name, value in sorted(meta.items())])
        append_ledger(connection, ledger)
        bury(connection, record.tombstones, living(connection), leaving.at)


def carry(
    engine: Engine,
    renditions: Iterable[Rendition],
    runs: Iterable[CarriedRow],
    judgements: Iterable[Judgement],
    ledger: Iterable[LedgerRow],
) -> None:
    """Append renditions, where runs of older ones stand in them, and judgements and ledger lines that follow them."""
    with transaction(engine) as connection:
        add_renditions(connection, renditions)
        put(connection, "carried", [rows.plain_row(run) for run in runs])
        fill(connection, schema.judgements, [rows.plain_row(one, by="made_by", at="made_at") for one in judgements])
        append_ledger(connection, ledger)


def append_ledger(connection: Connection, ledger: Iterable[LedgerRow]) -> None:
    """Append the lines whose numbers are new; lines that are there are never changed."""
    statement = sqlite_insert(schema.ledger).on_conflict_do_nothing()
    found = [rows.plain_row(row) for row in ledger]
    if found:
        connection.execute(statement, found)


def bury(connection: Connection, tombstones: Iterable[Tombstone], used: set[str], at: str) -> None:
    """Keep every tombstone, except of ids that are in use again, and when each came."""
    found = {(one.id, one.replaced_by) for one in tombstones}
    before = {(row.id, row.replaced_by) for row in connection.execute(select(schema.tombstones))}
    browsing_index.touch(driver_of(connection), {item for item, _ in found - before}, at)
    put(connection, "tombstones", [rows.plain_row(tombstone) for tombstone in tombstones])
    held = connection.execute(select(schema.tombstones.c.id)).scalars()
    for one in sorted(used & set(held)):
        connection.execute(delete(schema.tombstones).where(schema.tombstones.c.id == one))


def judge(engine: Engine, judgement: Judgement) -> None:
    """Append one judgement; its `number` must be new."""
    with transaction(engine) as connection:
        connection.execute(insert(schema.judgements), [rows.plain_row(judgement, by="made_by", at="made_at")])


def put(connection: Connection, table: str, found: list[rows.Row]) -> None:
    """Insert rows, each in place of the row with the same primary key."""
    if found:
        connection.execute(insert(schema.metadata.tables[table]).prefix_with("OR REPLACE"), found)
