"""`add`: sources into the archive, with a line in the custody log for everything that came in."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.archive.intake import receive
from dateline.archive.vault import Vault
from dateline.model.source import Capture, Failure

if TYPE_CHECKING:
    from dateline.engine.case import Case


class AddReport(Struct, frozen=True, kw_only=True):
    """What `add` did: captures added, captures that were there, what could not be used, the custody log's head."""

    added: int
    known: int
    failures: tuple[Failure, ...]
    head: str


def add(case: Case, sources: list[Path], *, dry_run: bool) -> AddReport:
    """Take the sources in; with `dry_run` only say what would come of it."""
    held = {capture.id for capture in case.store.captures()}
    with tempfile.TemporaryDirectory() as nowhere:
        vault = Vault(Path(nowhere)) if dry_run else case.vault
        found = [item for source in sources for item in receive(source, vault, case.limits())]
    captures = {item.id: item for item in found if isinstance(item, Capture)}
    failures = tuple(item for item in found if isinstance(item, Failure))
    new = [capture for capture in captures.values() if capture.id not in held]
    if not dry_run:
        case.store.add_captures(new)
        case.store.add_failures(failures)
        lines = [("added", f"{capture.id} {capture.blob} {capture.path}") for capture in new]
        lines += [("refused", f"{failure.path}: {failure.reason}") for failure in failures]
        case.log.append(case.now(), lines)
    return AddReport(added=len(new), known=len(captures) - len(new), failures=failures, head=case.log.head())
