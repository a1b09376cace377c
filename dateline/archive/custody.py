"""The custody log: what came in and what went out, each line bound to the one before by its hash."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct

from dateline.model.errors import DatelineError

START = "0" * 64


class CustodyError(DatelineError):
    """The custody log cannot be read or written; names the file and what to do."""


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One line: `previous` is the hash of the line before, `at` an ISO time, `what` the act, `about` its object.

    `own` is the hash of the line's other fields, so that a change in the last line shows too; lines of the first
    version of Dateline have none.
    """

    number: int
    previous: str
    at: str
    what: str
    about: str
    own: str = ""

    def line(self) -> bytes:
        """The line as it stands in the log."""
        return msgspec.json.encode(msgspec.structs.replace(self, own=self.sealed()))

    def sealed(self) -> str:
        """The hash of the other fields."""
        return digest(msgspec.json.encode(msgspec.structs.replace(self, own="")))


class Log:
    """An append-only file of JSON lines."""

    def __init__(self, path: Path) -> None:
        """The log at `path`, which is made at the first entry."""
        self.path = path

    def append(self, at: str, entries: list[tuple[str, str]]) -> str:
        """Append (what, about) pairs at one time, synced to disk; returns the new head.

        Processes that append at once take turns: the head is read under the lock that the lines are written
        under. Raises CustodyError when the file cannot be read or written.
        """
        with told(self.path), self.path.open("a+b") as log:
            fcntl.flock(log, fcntl.LOCK_EX)
            head, number, whole = end_of(log)
            # A line that a full disk cut short must not swallow the next one.
            lines = [] if whole else [b"\n"]
            for what, about in entries:
                entry = Entry(number=number, previous=head, at=at, what=what, about=about).line()
                lines.append(entry + b"\n")
                head, number = digest(entry), number + 1
            log.writelines(lines)
            log.flush()
            os.fsync(log.fileno())
        return head

    def head(self) -> str:
        """The hash of the last line; keep it elsewhere, since it shows whether the tail was dropped later."""
        head = START
        for line in self._lines():
            head = digest(line.rstrip(b"\n"))
        return head

    def problems(self, kept: str | None = None) -> list[str]:
        """Every line that is altered, missing or out of order, and whether a kept head is still in the log."""
        found, previous, heads, signed = [], START, {START}, False
        for number, line in enumerate(self._lines()):
            where = f"{self.path}, line {number + 1}"
            entry = read_line(line)
            if isinstance(entry, str):
                found.append(f"{where}: not a log entry ({entry})")
            else:
                if entry.previous != previous or entry.number != number:
                    found.append(f"{where}: does not follow the line before it; altered, dropped or moved")
                if entry.own != entry.sealed() if entry.own else signed:
                    found.append(f"{where}: altered since it was written")
                elif not line.endswith(b"\n"):
                    found.append(f"{where}: its end is cut off")
                signed = signed or bool(entry.own)
            previous = digest(line.rstrip(b"\n"))
            heads.add(previous)
        if kept is not None and kept not in heads:
            found.append(f"{self.path}: the head {kept} is not in the log; its tail was dropped or altered")
        return found

    def entries(self) -> Iterator[Entry]:
        """Every line that is an entry; `problems` tells about the others."""
        for line in self._lines():
            entry = read_line(line)
            if isinstance(entry, Entry):
                yield entry

    def latest(self) -> Iterator[Entry]:
        """Every line that is an entry, the last one first; only as much of the file is read as is asked for."""
        with told(self.path):
            if not self.path.exists():
                return
            with self.path.open("rb") as log:
                for line in backwards(log):
                    entry = read_line(line)
                    if isinstance(entry, Entry):
                        yield entry

    def _lines(self) -> Iterator[bytes]:
        """Every line with its break; raises CustodyError when the file cannot be read."""
        with told(self.path):
            if self.path.exists():
                with self.path.open("rb") as lines:
                    yield from lines


BLOCK = 1 << 16


def end_of(log: BinaryIO) -> tuple[str, int, bool]:
    """The hash of the last line, how many lines there are, and whether the last one ends with a break.

    Where the last line is an entry, its number says how many there are, and no other line is read.
    """
    log.seek(0, os.SEEK_END)
    if log.tell():
        log.seek(-1, os.SEEK_END)
        whole = log.read(1) == b"\n"
        last = next(backwards(log))
        entry = read_line(last)
        if whole and isinstance(entry, Entry):
            return digest(last), entry.number + 1, True
    log.seek(0)
    head, number, line = START, 0, b"\n"
    for line in log:
        head, number = digest(line.rstrip(b"\n")), number + 1
    return head, number, line.endswith(b"\n")


def backwards(log: BinaryIO) -> Iterator[bytes]:
    """The lines of a file without their breaks, the last one first."""
    log.seek(0, os.SEEK_END)
    at, rest, first = log.tell(), b"", True
    while at > 0:
        size = min(BLOCK, at)
        at -= size
        log.seek(at)
        lines = (log.read(size) + rest).split(b"\n")
        if first and lines[-1] == b"":
            lines.pop()
        first = False
        rest = lines[0]
        yield from reversed(lines[1:])
    if rest:
        yield rest


def read_line(line: bytes) -> Entry | str:
    """The entry of a line, or why it is none."""
    try:
        return msgspec.json.decode(line, type=Entry)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return str(error)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns what the system refuses at `path` into a CustodyError with reason and remedy."""
    try:
        yield
    except OSError as error:
        raise CustodyError(
            f"{path}: the custody log cannot be read or written ({error.strerror}); "
            "make room, or permit reading and writing it"
        ) from error


def digest(line: bytes) -> str:
    """SHA-256 of one line without its line break."""
    return hashlib.sha256(line).hexdigest()
