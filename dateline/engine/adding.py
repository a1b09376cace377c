"""`add`: sources into the archive, with a line in the custody log for everything that came in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.archive.intake import receive
from dateline.archive.vault import Vault
from dateline.model.source import PASSED, Capture, Failure

if TYPE_CHECKING:
    from dateline.engine.case import Case


STORED = "stored"
"""The act in the custody log; its object is a blob and the SHA-256 of the file in the vault."""


class AddReport(Struct, frozen=True, kw_only=True):
    """What `add` did."""

    added: int  #: pages added
    known: int  #: pages that were there already
    failures: tuple[Failure, ...]  #: what could not be used
    passed: tuple[Failure, ...]  #: what was passed over on purpose, in counts: side files of a page, pictures of a mail
    head: str  #: head of the custody log


def add(case: Case, sources: list[Path], *, dry_run: bool) -> AddReport:
    """Take the sources in; with `dry_run` only say what would come of it."""
    with case.store.building() if dry_run else case.changing(), tempfile.TemporaryDirectory() as nowhere:
        held = {capture.id for capture in case.store.captures()}
        vault = Vault(Path(nowhere)) if dry_run else case.vault
        found = [item for source in sources for item in receive(source, vault, case.limits())]
        captures = {item.id: item for item in found if isinstance(item, Capture)}
        failures = tuple(item for item in found if isinstance(item, Failure))
        new = [capture for capture in captures.values() if capture.id not in held]
        if not dry_run:
            # The log comes first: what it names and the store lacks shows in `verify`, the reverse would not.
            lines = [("added", logged_as(capture)) for capture in new]
            lines += stored(case.vault, new)
            lines += [("refused", f"{failure.path}: {failure.reason}") for failure in failures]
            case.log.append(case.now(), lines)
            for stage in ("archive", PASSED):
                case.store.drop_failures(stage, [item.path for item in found])
            case.store.add_captures(captures.values())
            case.store.add_failures(failures)
    return AddReport(
        added=len(new),
        known=len(captures) - len(new),
        failures=tuple(failure for failure in failures if failure.stage != PASSED),
        passed=tuple(failure for failure in failures if failure.stage == PASSED),
        head=case.log.head(),
    )


def logged_as(capture: Capture) -> str:
    """What the custody log says of a capture: its id, the hash of its bytes, its path."""
    return f"{capture.id} {capture.blob} {capture.path}"


def stored(vault: Vault, captures: Iterable[Capture]) -> list[tuple[str, str]]:
    """A line for each blob of new captures: its hash, and that of the file it lies in, read back from the disk."""
    blobs = dict.fromkeys(capture.blob for capture in captures)
    return [(STORED, f"{blob} {vault.file_digest(blob)}") for blob in blobs]
