"""The custody log: what came in and what went out, each line bound to the one before by its hash."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

START = "0" * 64


class Entry(Struct, frozen=True, kw_only=True):
    """One line: `previous` is the hash of the line before, `at` an ISO time, `what` the act, `about` its object."""

    number: int
    previous: str
    at: str
    what: str
    about: str


class Log:
    """An append-only file of JSON lines."""

    def __init__(self, path: Path) -> None:
        """The log at `path`, which is made at the first entry."""
        self.path = path

    def append(self, at: str, entries: list[tuple[str, str]]) -> str:
        """Append (what, about) pairs at one time, synced to disk; returns the new head."""
        head, number = START, 0
        for line in self._lines():
            head, number = digest(line), number + 1
        lines = []
        for what, about in entries:
            line = msgspec.json.encode(Entry(number=number, previous=head, at=at, what=what, about=about))
            lines.append(line + b"\n")
            head, number = digest(line), number + 1
        with self.path.open("ab") as out:
            out.writelines(lines)
            out.flush()
            os.fsync(out.fileno())
        return head

    def head(self) -> str:
        """The hash of the last line; keep it elsewhere, since it shows whether the tail was dropped later."""
        head = START
        for line in self._lines():
            head = digest(line)
        return head

    def problems(self, kept: str | None = None) -> list[str]:
        """Every line that is altered, missing or out of order, and whether a kept head is still in the log."""
        found, previous, heads = [], START, {START}
        for number, line in enumerate(self._lines()):
            try:
                entry = msgspec.json.decode(line, type=Entry)
            except msgspec.DecodeError as error:
                found.append(f"{self.path}, line {number + 1}: not a log entry ({error})")
                entry = None
            if entry is not None and (entry.previous != previous or entry.number != number):
                found.append(
                    f"{self.path}, line {number + 1}: does not follow the line before it; altered, dropped or moved"
                )
            previous = digest(line)
            heads.add(previous)
        if kept is not None and kept not in heads:
            found.append(f"{self.path}: the head {kept} is not in the log; its tail was dropped or altered")
        return found

    def _lines(self) -> Iterator[bytes]:
        if not self.path.exists():
            return
        with self.path.open("rb") as lines:
            for line in lines:
                yield line.rstrip(b"\n")


def digest(line: bytes) -> str:
    """SHA-256 of one line without its line break."""
    return hashlib.sha256(line).hexdigest()
