"""Seals: the custody log holds the hash of the record's file after every act that changes it.

Blobs, renditions and captures are bound by hashes of their own; the seal binds all the rest of `record.sqlite`
(events, judgements, the id ledger, the index), down to bits that no row uses.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.archive.custody import Entry
from dateline.model.event import Judgement
from dateline.store.lock import waiting

if TYPE_CHECKING:
    from dateline.engine.case import Case

SEALED, UNSEALED, FOUND = "sealed", "unsealed", "found"
"""Acts in the custody log: the record's file and its hash; that none could be taken; a file that is not as sealed."""
OPENED, JUDGED = "opened", "judged"
"""Acts in the custody log: from here on people decide, on a record that is as it was sealed; one judgement."""
LOCK = "seal.lock"


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


class Judging:
    """The custody log while somebody decides."""

    def __init__(self, case: Case) -> None:
        """Of this case, whose seal is open."""
        self.case = case

    def judged(self, at: str, judgements: Iterable[Judgement]) -> None:
        """Log judgements that are about to be appended, each by its number and its hash."""
        self.case.log.append(at, [(JUDGED, told_judgement(one)) for one in judgements])


@contextmanager
def judging(case: Case) -> Iterator[Judging]:
    """Keeps the record from being sealed while somebody decides; opens its seal where it is sealed.

    To hash a record of a gigabyte takes half a second: so it is hashed when the seal is opened and when it is closed,
    and in between each judgement stands in the log by itself.
    """
    with _alone(case):
        _open(case)
        try:
            yield Judging(case)
        finally:
            _remember(case)


@contextmanager
def session(case: Case) -> Iterator[None]:
    """While it lasts, the seal that the first decision opens stays open for the next ones; then it is closed."""
    SESSIONS.add(case.store.path)
    try:
        yield
    finally:
        SESSIONS.discard(case.store.path)
        last = last_seal(case)
        if last is not None and last.what == OPENED:
            seal(case)


def sealed_again(case: Case) -> None:
    """Close the seal after one decision, where no more of them follow in this process."""
    if case.store.path not in SESSIONS:
        seal(case)


SESSIONS: set[Path] = set()
"""The records on which somebody decides in this process, one decision after another."""


def _open(case: Case) -> None:
    last = last_seal(case)
    if last is not None and last.what == OPENED:
        noted = not_as_left(case)
    elif _remembered(case) == _state(case):
        # The system itself would know this file by another time of change.
        noted = None
    else:
        noted = not_as_sealed(case, settled=case.store.settle(), stopped=None)
    if noted is not None:
        case.log.append(case.now(), [(FOUND, noted)])
    if last is None or last.what != OPENED:
        found = case.store.judgement_count()
        case.log.append(case.now(), [(OPENED, f"{case.store.path.name} {found}")])


def _alone(case: Case) -> AbstractContextManager[None]:
    return waiting(case.folder / LOCK)


def _state(case: Case) -> list[int]:
    """How the system knows the record's file and what waits beside it."""
    found = case.store.path.stat()
    beside = case.store.path.with_name(f"{case.store.path.name}-wal")
    size = beside.stat().st_size if beside.exists() else 0
    return [found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns, size]


def _remember(case: Case) -> None:
    (case.folder / LOCK).write_text(json.dumps(_state(case)), encoding="ascii")


def _remembered(case: Case) -> list[int]:
    try:
        return list(json.loads((case.folder / LOCK).read_text("ascii")))
    except (OSError, ValueError):
        return []


def not_as_left(case: Case) -> str | None:
    """That the record is another than the last act left it while its seal is open; None where it is not, or is built.

    A copy of a case whose seal was left open cannot be told from one that was changed.
    """
    if case.store.at_work() is not None or _remembered(case) == _state(case):
        return None
    return f"{case.store.path.name} is not as the last act left it: changed by no act of Dateline, or copied meanwhile"


def told_judgement(one: Judgement) -> str:
    """A judgement in the custody log: its number, what was decided, and the hash of all of it."""
    cells = (one.number, one.decision, one.capture, one.quote, one.field, one.value, one.by, one.at, one.why, one.act)
    digest = hashlib.sha256(json.dumps(cells, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{one.number} {one.decision} {digest}"


def seal(case: Case) -> None:
    """Log the hash of the record's file, where it is another than before."""
    with _alone(case):
        _seal(case)


def _seal(case: Case) -> None:
    if not case.store.settle():
        case.log.append(case.now(), [(UNSEALED, "another program was reading the record")])
        return
    found = f"{case.store.path.name} {file_digest(case)}"
    last = last_seal(case)
    if last is None or last.what != SEALED or last.about != found:
        case.log.append(case.now(), [(SEALED, found)])
    _remember(case)


def last_seal(case: Case) -> Entry | None:
    """The last line of the log that says how the record's file was left."""
    return next((entry for entry in case.log.latest() if entry.what in (SEALED, UNSEALED, OPENED)), None)


def not_as_sealed(case: Case, *, settled: bool, stopped: str | None) -> str | None:
    """How the record's file differs from its last seal, None where it does not or was never sealed."""
    last = last_seal(case)
    if last is None or last.what == UNSEALED or not settled:
        return None
    if last.what == OPENED:
        return not_as_judged(case)
    name, _, sealed = last.about.rpartition(" ")
    if file_digest(case) == sealed:
        return None
    why = f"process {stopped} was stopped while it changed it" if stopped else "changed by no act of Dateline"
    return f"{name} is not as sealed in line {last.number + 1} of the custody log ({last.at}): {why}"


def not_as_judged(case: Case) -> str | None:
    """How the judgements differ from their lines in the log since the seal was opened; None where they do not."""
    logged: dict[int, str] = {}
    before = 0
    for entry in case.log.latest():
        if entry.what == JUDGED:
            # Of two lines of one number the later one was kept; the earlier one's process was stopped.
            logged.setdefault(int(entry.about.partition(" ")[0]), entry.about)
        elif entry.what == OPENED:
            before = int(entry.about.rpartition(" ")[2])
            break
    held = {one.number: told_judgement(one) for one in case.store.judgements()}
    last = max(held, default=-1)
    for number in sorted(held.keys() | logged.keys()):
        told, line = held.get(number), logged.get(number)
        if number >= before and told != line and number <= last:
            return f"{case.store.path.name}: judgement {number} is not as it was logged: changed by no act of Dateline"
    return None


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
    """Every time that the record was found in another state than it was left in, and whether its seal is open."""
    last = last_seal(case)
    is_open = last is not None and last.what == OPENED
    left = not_as_left(case) if is_open else None
    opening = [f"{case.store.path}: somebody decides on it; it is sealed again when the workbench is closed"]
    return (
        (opening if is_open else [])
        + ([f"{case.folder / left}"] if left else [])
        + [
            f"{case.log.path}, line {entry.number + 1}: {entry.about}"
            for entry in case.log.entries()
            if entry.what == FOUND
        ]
    )


def file_digest(case: Case) -> str:
    """SHA-256 of the record's file."""
    with case.store.path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
