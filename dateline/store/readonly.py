"""Opening a store for reading only, also where nothing may be written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

# What SQLite says where it may not make or write the files of write-ahead mode beside the store.
UNWRITABLE = ("readonly database", "unable to open")


def open_read_only(path: Path) -> sqlite3.Connection:
    """A connection that only reads and was tried once, since SQLite opens lazily.

    Where nothing can be written (a read-only medium, a folder of someone else's), the file is taken as it is,
    unless changes wait in the write-ahead file beside it, which would be passed over. Raises sqlite3.Error.
    """
    try:
        return tried(path, "mode=ro")
    except sqlite3.OperationalError as error:
        if not any(words in str(error) for words in UNWRITABLE) or changes_wait(path):
            raise
        return tried(path, "mode=ro&immutable=1")


def changes_wait(path: Path) -> bool:
    """Whether the write-ahead file beside a store holds anything."""
    beside = path.with_name(f"{path.name}-wal")
    try:
        return beside.stat().st_size > 0
    except OSError:
        return False


def tried(path: Path, how: str) -> sqlite3.Connection:
    """A connection under these URI parameters that has answered; raises sqlite3.Error."""
    # A request of the workbench is served by one thread after another, never by two at once.
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection
