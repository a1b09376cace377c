"""`add`: sources into the archive, with a line in the custody log for everything that came in."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from dateline.archive.intake import Intake, measure
from dateline.engine.limits import limits_of
from dateline.engine.sealing import changing
from dateline.engine.settings import load_settings
from dateline.engine.versions import successors
from dateline.model.source import PASSED, Capture, Failure, Visit

if TYPE_CHECKING:
    from dateline.archive.vault import Vault
    from dateline.engine.adding_web import Asking
    from dateline.engine.case import Case

Progress = Callable[[int, int], None]
# What came in is written down after so many items or seconds, so that an interrupted `add` goes on from there.
BATCH, BATCH_SECONDS = 500, 5.0


class Planned(Struct, frozen=True, kw_only=True):
    """A page that `add --dry-run` would add."""

    path: str  #: where it comes from
    url: str | None  #: its address
    captured_at: str | None  #: when it was captured, where that is stated
    media: str | None  #: its media type
    size: int | None  #: its bytes; empty for a page of the web, which is not fetched


STORED = "stored"
"""The act in the custody log; its object is a blob and the SHA-256 of the file in the vault."""

SHOWN = "shown"
"""The act in the custody log; its object is the blob of a picture or video that a note is about."""


class AddReport(Struct, frozen=True, kw_only=True):
    """What `add` did."""

    added: int  #: pages added
    known: int  #: pages that were there already
    superseded: int  #: pages of the case of which a later version came in; both are kept
    failures: tuple[Failure, ...]  #: what could not be used
    passed: tuple[Failure, ...]  #: what was passed over on purpose, in counts: side files of a page, pictures of a mail
    planned: tuple[Planned, ...]  #: the pages that would be added, with `dry_run` only
    head: str  #: head of the custody log


class Weighed:
    """Takes the place of the vault in a dry run: tells digests and keeps nothing."""

    def put(self, data: bytes) -> str:
        """The SHA-256 of the bytes."""
        return hashlib.sha256(data).hexdigest()


class Adding:
    """One run of `add`: what it took in so far, and what of that is not yet written down."""

    def __init__(self, case: Case, *, dry_run: bool) -> None:
        """A run on `case`; with `dry_run` nothing is written."""
        self.case = case
        self.settings = load_settings(case.folder, {})
        self.dry_run = dry_run
        self.held = {capture.id: capture for capture in case.store.captures()}
        self.number = 1 + max((capture.added for capture in self.held.values()), default=0)
        self.new: dict[str, Capture] = {}
        self.known: set[str] = set()
        self.failures: list[Failure] = []
        self.planned: list[Planned] = []
        self.visits: list[Visit] = []
        self.batch: list[Capture | Failure] = []
        self.written = time.monotonic()

    def take(self, item: Capture | Failure) -> None:
        """Note what came in."""
        if isinstance(item, Failure):
            self.failures.append(item)
        elif item.id in self.held:
            self.known.add(item.id)
        else:
            item = self.new.setdefault(item.id, structs.replace(item, added=self.number))
        self.batch.append(item)
        if len(self.batch) >= BATCH or time.monotonic() - self.written > BATCH_SECONDS:
            self.write()

    def write(self) -> None:
        """Write down what came in since the last time."""
        if not self.dry_run and (self.batch or self.visits):
            captures = {item.id: item for item in self.batch if isinstance(item, Capture)}
            failures = [item for item in self.batch if isinstance(item, Failure)]
            # The log comes first: what it names and the store lacks shows in `verify`, the reverse would not.
            new = [one for one in captures.values() if one.id not in self.held]
            lines = [("added", logged_as(one)) for one in new]
            lines += stored(self.case.vault, new)
            lines += [("refused", f"{failure.path}: {failure.reason}") for failure in failures]
            self.case.log.append(self.case.now(), lines)
            for stage in ("archive", PASSED):
                self.case.store.drop_failures(stage, [item.path for item in self.batch])
            self.case.store.add_captures(captures.values())
            self.case.store.add_failures(failures)
            self.case.store.note_visits(self.visits)
        self.batch.clear()
        self.visits.clear()
        self.written = time.monotonic()

    def report(self) -> AddReport:
        """What was done."""
        before, after = successors(self.held.values()), successors([*self.held.values(), *self.new.values()])
        return AddReport(
            added=len(self.new) + len(self.planned),
            known=len(self.known),
            superseded=sum(one in after and one not in before for one in self.held),
            failures=tuple(failure for failure in self.failures if failure.stage != PASSED),
            passed=tuple(failure for failure in self.failures if failure.stage == PASSED),
            planned=(*map(planned_of, self.new.values()), *self.planned) if self.dry_run else (),
            head=self.case.log.head(),
        )


def add(
    case: Case, sources: Sequence[str | Path], *, dry_run: bool, progress: Progress, asking: Asking | None = None
) -> AddReport:
    """Take the sources in; with `dry_run` only say what would come of it. An interrupted run keeps what came in."""
    with case.store.building() if dry_run else changing(case):
        adding = Adding(case, dry_run=dry_run)
        try:
            for item in received(adding, sources, progress, asking):
                adding.take(item)
        finally:
            adding.write()
    return adding.report()


def received(
    adding: Adding, sources: Sequence[str | Path], progress: Progress, asking: Asking | None
) -> Iterator[Capture | Failure]:
    """What is at the sources: first in files and folders, with progress in bytes, then on the web, in pages."""
    from dateline.engine.adding_web import Asking, WebSources, is_address

    vault = Weighed() if adding.dry_run else adding.case.vault
    intake = Intake(vault, limits_of(adding.settings), adding.held.values())
    web = WebSources(adding, intake, asking or Asking(), progress)
    paths = [Path(source) for source in sources if not is_address(source)]
    listings = {path: web.receive_file(path) for path in paths if path.is_file()}
    total = sum(measure(path) for path in paths)
    for path in paths:
        if listings.get(path) is None:
            for item in intake.receive(path):
                progress(intake.done, total)
                yield item
    for listing in listings.values():
        yield from listing or ()
    for source in sources:
        if is_address(source):
            yield from web.receive(str(source))


def planned_of(capture: Capture) -> Planned:
    """A page that would be added."""
    return Planned(
        path=capture.path,
        url=capture.url,
        captured_at=capture.captured_at,
        media=capture.media,
        size=capture.size,
    )


def logged_as(capture: Capture) -> str:
    """What the custody log says of a capture: its id, the hash of its bytes, its path."""
    return f"{capture.id} {capture.blob} {capture.path}"


def stored(vault: Vault, captures: Iterable[Capture]) -> list[tuple[str, str]]:
    """A line for each blob of new captures: its hash, and that of the file it lies in, read back from the disk."""
    blobs = dict.fromkeys(capture.blob for capture in captures)
    return [(STORED, f"{blob} {vault.file_digest(blob)}") for blob in blobs]
