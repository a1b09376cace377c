"""Files and folders into the vault: one capture or one listed failure for everything that is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from dateline.archive.limits import Limits
from dateline.values.media import media_of
from dateline.archive.vault import Vault, VaultError
from dateline.model.errors import UsageError
from dateline.model.source import Capture, Failure
from dateline.model.span import content_id


class IntakeError(UsageError):
    """What was to be added is not there or is no file or folder."""


def receive(source: Path, vault: Vault, limits: Limits) -> Iterator[Capture | Failure]:
    """A capture for each page at `source` (a file, or a folder walked in the order of names), or the reason why not.

    Paths are relative to the folder added, with `/`; a file added by itself has its name. Symbolic links are
    listed, not followed. Raises IntakeError when `source` is not there.
    """
    if not source.exists():
        raise IntakeError(f"{source}: no such file or folder; check the path")
    if source.is_file():
        yield take(source, source.name, vault, limits)
        return
    for folder, folders, names in os.walk(source):
        folders.sort()
        for name in sorted(names):
            path = Path(folder) / name
            yield take(path, path.relative_to(source).as_posix(), vault, limits)


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
                    id=content_id("cap", blob, relative, None, None), blob=blob, path=relative, media=media, size=len(data)
                )
            reason = "binary data, not text or HTML; save the page as HTML or text"
    except VaultError as error:
        reason = str(error)
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); permit reading it"
    return Failure(capture=None, path=relative, stage="archive", reason=reason)


def refusal(path: Path, limits: Limits) -> str | None:
    """Why a file is not even opened, or None."""
    if path.is_symlink():
        return "a symbolic link; add the file that it points to"
    if not path.is_file():
        return "not a regular file; copy its content into a file"
    size = path.stat().st_size
    if size == 0:
        return "an empty file; save the page again"
    if size > limits.max_bytes:
        return f"{size:,} bytes, more than the {limits.max_bytes:,} allowed; split it or raise max_bytes in dateline.toml"
    return None
