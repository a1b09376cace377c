"""What goes wrong with a store, told with file, reason and remedy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.model.errors import DatelineError

# SQLite's own words (sqlite3.c, sqlite3ErrStr) and what a user can do about each.
REMEDIES = {
    "disk is full": "free some space and run the command again; the record is as it was before",
    "disk I/O error": "check the disk, or move the case folder to another one; the record is as it was before",
    "database is locked": "another program is writing to this case; wait until it has finished",
    "readonly database": "the case folder cannot be written to; change its permissions or copy it",
    "unable to open": "check that the folder exists and that you may read and write it",
    "malformed": "restore the file from a backup, or make a new case and add the pages again",
    "not a database": "restore the file from a backup, or make a new case and add the pages again",
}


class StoreError(DatelineError):
    """A store cannot be opened, read or written; the message names file, reason and remedy."""


def reason_of(path: Path, error: Exception) -> StoreError:
    """The StoreError that tells about a database error at `path`."""
    said = str(getattr(error, "orig", None) or error)
    remedy = next((remedy for words, remedy in REMEDIES.items() if words in said), None)
    return StoreError(f"{path}: {said}" + (f"; {remedy}" if remedy else ""))


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns the errors of SQLite at `path` that a user can mend into StoreErrors.

    IntegrityError and ProgrammingError pass: they are faults of ours, not of the disk.
    """
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except sqlite3.DatabaseError as error:
        raise reason_of(path, error) from error
