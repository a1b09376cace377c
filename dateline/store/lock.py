"""One build at a time: a lock that the kernel drops when its holder dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.store.errors import StoreError


def holder(path: Path) -> str | None:
    """The number of the process that holds the lock, or that died while it did; None when it was let go of."""
    try:
        return path.read_text("ascii", "replace").strip() or None
    except FileNotFoundError:
        return None


@contextmanager
def locked(path: Path, what: str) -> Iterator[None]:
    """Holds the lock file `path` while in the block; raises StoreError naming the process that holds it.

    The file stays behind afterwards, empty: removing it would let two processes lock two files of one name.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; check that you may write to the case folder") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
            raise StoreError(
                f"{path.parent}: process {holder} is at a {what}; wait for it to finish, or stop it"
            ) from error
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        try:
            yield
        finally:
            os.ftruncate(handle, 0)
    finally:
        os.close(handle)


@contextmanager
def waiting(path: Path) -> Iterator[None]:
    """Holds the lock file `path` while in the block, after those who hold it have let go of it."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; check that you may write to the case folder") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
