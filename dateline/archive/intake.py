"""Files and folders into the vault: one capture or one listed failure for everything that is there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from dateline.archive.limits import Limits
from dateline.archive.vault import Vault, VaultError
from dateline.model.errors import UsageError
from dateline.model.source import Capture, Failure
from dateline.model.span import content_id
from dateline.values.media import media_of

PASSED_OVER = {
    "hidden": "a hidden file or folder; add it by its own name if it is a page",
    "link": "a symbolic link; add what it points to",
}


class IntakeError(UsageError):
    """What was to be added is not there or is no file or folder."""


def receive(source: Path, vault: Vault, limits: Limits) -> Iterator[Capture | Failure]:
    """A capture for each page at `source` (a file, or a folder walked in the order of names), or the reason why not.

    Paths are relative to the folder added, with `/`; a file added by itself has its name. A byte of a name that
    is not UTF-8 is written as `\\xff`. Hidden files and symbolic links are listed, not followed. Raises
    IntakeError when `source` is not there or cannot be looked into.
    """
    if is_folder(source):
        for path, problem in files_in(source):
            relative = readable(path.relative_to(source))
            yield take(path, relative, vault, limits) if problem is None else _failure(relative, problem)
    else:
        yield take(source.resolve(), readable(Path(source.name)), vault, limits)


def is_folder(source: Path) -> bool:
    """Whether what is to be added is a folder; raises IntakeError when it is not there or closed to us."""
    try:
        if not source.exists():
            raise IntakeError(f"{readable(source)}: no such file or folder; check the path")
        if not source.is_dir():
            return False
        next(source.iterdir(), None)
    except OSError as error:
        raise IntakeError(
            f"{readable(source)}: cannot be looked into ({error.strerror}); permit reading it and the folders above it"
        ) from error
    return True


def readable(path: Path) -> str:
    """A path with `/` as text that UTF-8 can hold: bytes that are no UTF-8 become `\\xff`."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def files_in(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """Every file below a folder in the order of names, and why it is passed over (None: it is not)."""
    try:
        entries = [(path, entry_kind(path)) for path in sorted(folder.iterdir(), key=lambda path: path.name)]
    except OSError as error:
        yield folder, f"a folder that cannot be read ({error.strerror}); permit reading it"
        return
    for path, kind in entries:
        if kind == "folder":
            yield from files_in(path)
        else:
            yield path, PASSED_OVER.get(kind)


def entry_kind(path: Path) -> str:
    """`hidden`, `link`, `folder` or `file`; raises OSError where the folder that holds it may not be searched."""
    if path.name.startswith("."):
        return "hidden"
    mode = path.lstat().st_mode
    return "link" if stat.S_ISLNK(mode) else "folder" if stat.S_ISDIR(mode) else "file"


def take(path: Path, relative: str, vault: Vault, limits: Limits) -> Capture | Failure:
    """One file into the vault, or the reason why it is no page."""
    try:
        reason = refusal(path, limits)
        if reason is None:
            data = path.read_bytes()
            media = media_of(data)
            if media is not None:
                blob = vault.put(data)
                return Capture(
                    id=content_id("cap", blob, relative, None, None),
                    blob=blob,
                    path=relative,
                    media=media,
                    size=len(data),
                )
            reason = "binary data, not text or HTML; save the page as HTML or text"
    except VaultError as error:
        reason = str(error)
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); permit reading it"
    return _failure(relative, reason)


def _failure(relative: str, reason: str) -> Failure:
    return Failure(capture=None, path=relative, stage="archive", reason=reason)


def refusal(path: Path, limits: Limits) -> str | None:
    """Why a file is not even opened, or None."""
    if not path.is_file():
        return "not a regular file; copy its content into a file"
    size = path.stat().st_size
    if size == 0:
        return "an empty file; save the page again"
    if size > limits.max_bytes:
        return (
            f"{size:,} bytes, more than the {limits.max_bytes:,} allowed; split it or raise max_bytes in dateline.toml"
        )
    return None
