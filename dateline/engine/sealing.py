"""Seals: the custody log holds the hash of the record's file after every act that changes it.

Blobs, renditions and captures are bound by hashes of their own; the seal binds all the rest of `record.sqlite`
(events, judgements, the id ledger, the index), down to bits that no row uses.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dateline.archive.custody import Entry

if TYPE_CHECKING:
    from dateline.engine.case import Case

SEALED, UNSEALED, FOUND = "sealed", "unsealed", "found"
"""Acts in the custody log: the record's file and its hash; that none could be taken; a file that is not as sealed."""


@contextmanager
def changing(case: Case) -> Iterator[None]:
    """Holds the build lock while the record is changed, and seals it afterwards, also when the block fails.

    A record that is not as it was sealed is noted before anything is changed. Raises StoreError when another
    process holds the lock.
    """
    stopped = case.store.at_work()
    with case.store.building():
        noted = not_as_sealed(case, settled=case.store.settle(), stopped=stopped)
        if noted is not None:
            case.log.append(case.now(), [(FOUND, noted)])
        try:
            yield
        finally:
            seal(case)


def seal(case: Case) -> None:
    """Log the hash of the record's file, where it is another than before."""
    if not case.store.settle():
        case.log.append(case.now(), [(UNSEALED, "another program was reading the record")])
        return
    found = f"{case.store.path.name} {file_digest(case)}"
    last = last_seal(case)
    if last is None or last.what != SEALED or last.about != found:
        case.log.append(case.now(), [(SEALED, found)])


def last_seal(case: Case) -> Entry | None:
    """The last line of the log that says how the record's file was left."""
    return next((entry for entry in reversed([*case.log.entries()]) if entry.what in (SEALED, UNSEALED)), None)


def not_as_sealed(case: Case, *, settled: bool, stopped: str | None) -> str | None:
    """How the record's file differs from its last seal, None where it does not or was never sealed."""
    last = last_seal(case)
    if last is None or last.what == UNSEALED or not settled:
        return None
    name, _, sealed = last.about.rpartition(" ")
    if file_digest(case) == sealed:
        return None
    why = f"process {stopped} was stopped while it changed it" if stopped else "changed by no act of Dateline"
    return f"{name} is not as sealed in line {last.number + 1} of the custody log ({last.at}): {why}"


def problems(case: Case) -> list[str]:
    """What `verify` says of the seal."""
    last, waiting = last_seal(case), case.store.at_work()
    if last is None or last.what == UNSEALED:
        return []
    noted = not_as_sealed(case, settled=True, stopped=waiting)
    if noted is None:
        return []
    remedy = "run `dateline build`, which goes on from there" if waiting else "restore it from a backup"
    return [f"{case.folder / noted}; {remedy}"]


def notes(case: Case) -> list[str]:
    """Every time that the record was found in another state than it was left in."""
    return [
        f"{case.log.path}, line {entry.number + 1}: {entry.about}"
        for entry in case.log.entries()
        if entry.what == FOUND
    ]


def file_digest(case: Case) -> str:
    """SHA-256 of the record's file."""
    with case.store.path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
