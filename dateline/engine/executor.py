"""Who runs the reading: one interface, so that stages never know whether they run here, beside or far away."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from dateline.archive.limits import Limits
from dateline.archive.vault import Vault, VaultError
from dateline.document.errors import DocumentError
from dateline.engine.flow import read_capture
from dateline.engine.reader import Reader
from dateline.model.document import Document
from dateline.model.source import Capture, Failure

OUT_OF_MEMORY = (
    "needed more memory than one page may take; raise max_memory_mb in dateline.toml, split the page or exclude it"
)


class Outcome(Struct, frozen=True, eq=False):
    """What became of one capture: its documents, or the failure that took their place."""

    capture: Capture
    documents: tuple[Document, ...]
    failure: Failure | None


class Executor(Protocol):
    """Reads captures; the order in which outcomes come back is its own affair."""

    def run(self, captures: Iterable[Capture]) -> Iterator[Outcome]:
        """One outcome for each capture; never raises for the sake of a single page."""
        ...


class InProcess(Struct, frozen=True, eq=False):
    """Reads one capture after the other, here."""

    vault: Vault
    project: Path | None
    user: Path | None
    limits: Limits

    def run(self, captures: Iterable[Capture]) -> Iterator[Outcome]:
        """Outcomes in the order given; the reader is loaded only when there is something to read."""
        reader = None
        for capture in captures:
            reader = reader or Reader.load(self.project, self.user)
            yield attempt(capture, self.vault, reader, self.limits)


def attempt(capture: Capture, vault: Vault, reader: Reader, limits: Limits) -> Outcome:
    """The outcome of one capture, every error turned into a listed failure."""
    try:
        return Outcome(capture, read_capture(capture, vault, reader, limits), None)
    except (VaultError, DocumentError) as error:
        return failed(capture, "document", str(error))
    except MemoryError:
        return failed(capture, "reading", OUT_OF_MEMORY)
    # One page must never stop a build (promise 7), whatever rule it breaks: this is the one place that
    # catches everything, and it keeps the last line of the traceback so that the rule can be found.
    except Exception as error:  # noqa: BLE001
        where = traceback.extract_tb(error.__traceback__)[-1]
        return failed(
            capture,
            "reading",
            f"{type(error).__name__}: {error} (at {where.name}, line {where.lineno}); please report it",
        )


def failed(capture: Capture, stage: str, reason: str) -> Outcome:
    """The outcome of a capture that gave no documents."""
    return Outcome(capture, (), Failure(capture=capture.id, path=capture.path, stage=stage, reason=reason))
