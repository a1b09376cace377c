"""Files and folders into the vault: one capture or one listed failure for everything that is there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from dateline.archive.limits import Limits
from dateline.archive.members import Found, found_in, refused
from dateline.archive.vault import Vault, VaultError
from dateline.model.errors import UsageError
from dateline.model.source import PASSED, Capture, Failure
from dateline.model.span import content_id
from dateline.tables.columns import side_suffixes

PAGES = (".html", ".htm", ".xhtml", ".shtml", ".mht")
PASSED_OVER = {
    "hidden": "a hidden file or folder; add it by its own name if it is a page",
    "link": "a symbolic link; add what it points to",
}


class IntakeError(UsageError):
    """What was to be added is not there or is no file or folder."""


def receive(source: Path, vault: Vault, limits: Limits) -> Iterator[Capture | Failure]:
    """A capture for each page at `source` (a file, or a folder walked in the order of names), or the reason why not.

    A record of a table, a message of a mbox, a file attached to a mail is a page of its own: `mails.mbox#12`.
    Paths are relative to the folder added, with `/`; a file added by itself has its name. A byte of a name that
    is not UTF-8 is written as `\xff`. Hidden files and symbolic links are listed, not followed. Raises
    IntakeError when `source` is not there or cannot be looked into.
    """
    if is_folder(source):
        for path, problem in files_in(source):
            relative = readable(path.relative_to(source))
            if problem is None:
                yield from take(path, relative, vault, limits)
            else:
                yield problem.at(relative)
    else:
        yield from take(source.resolve(), readable(Path(source.name)), vault, limits)


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


class Problem(Struct, frozen=True):
    """Why a file or folder is not looked into, and at which stage it is listed."""

    reason: str
    stage: str = "archive"

    def at(self, path: str) -> Failure:
        """The problem as a failure of the file or folder at `path`."""
        return Failure(capture=None, path=path, stage=self.stage, reason=self.reason)


def files_in(folder: Path) -> Iterator[tuple[Path, Problem | None]]:
    """Every file below a folder in the order of names, and why it is passed over (None: it is not)."""
    try:
        entries = [(path, entry_kind(path)) for path in sorted(folder.iterdir(), key=lambda path: path.name)]
    except OSError as error:
        yield folder, Problem(f"a folder that cannot be read ({error.strerror}); permit reading it")
        return
    stems = {path.stem: path.name for path, kind in entries if kind == "file" and path.suffix.casefold() in PAGES}
    for path, kind in entries:
        page = page_beside(path.name, stems) if kind == "folder" else None
        if page is not None:
            yield path, side_files(path, page)
        elif kind == "folder":
            yield from files_in(path)
        else:
            yield path, Problem(PASSED_OVER[kind]) if kind in PASSED_OVER else None


def page_beside(folder: str, stems: Mapping[str, str]) -> str | None:
    """The page whose side files a folder of this name holds ('story_files' beside 'story.html'), or None."""
    for suffix in side_suffixes():
        if folder.casefold().endswith(suffix) and folder[: -len(suffix)] in stems:
            return stems[folder[: -len(suffix)]]
    return None


def side_files(folder: Path, page: str) -> Problem:
    """What a browser saved beside a page: styles, scripts, pictures, frames; counted, not taken for pages."""
    names = [name for _, _, held in os.walk(folder) for name in held]
    frames = sum(name.casefold().endswith(PAGES) for name in names)
    files = "side file" if len(names) == 1 else "side files"
    told = f"{len(names):,} {files} of {page}" + (f", {frames:,} of them frames" if frames else "")
    return Problem(f"{told}; passed over, add the folder by its own name if it holds pages", PASSED)


def entry_kind(path: Path) -> str:
    """`hidden`, `link`, `folder` or `file`; raises OSError where the folder that holds it may not be searched."""
    if path.name.startswith("."):
        return "hidden"
    mode = path.lstat().st_mode
    return "link" if stat.S_ISLNK(mode) else "folder" if stat.S_ISDIR(mode) else "file"


def take(path: Path, relative: str, vault: Vault, limits: Limits) -> Iterator[Capture | Failure]:
    """What one file holds into the vault, or the reason why it is no page."""
    try:
        reason = refusal(path, limits)
        data = b"" if reason is not None else path.read_bytes()
    except OSError as error:
        reason, data = f"cannot be read ({error.strerror}); permit reading it", b""
    if reason is not None:
        yield refused(relative, reason)
        return
    for one in found_in(data, relative, limits):
        yield kept(one, vault) if isinstance(one, Found) else one


def kept(found: Found, vault: Vault) -> Capture | Failure:
    """Bytes put into the vault as a capture, or why the vault refused them."""
    url, captured_at = found.origin.url, found.origin.captured_at
    try:
        blob = vault.put(found.data)
    except VaultError as error:
        return refused(found.path, str(error))
    return Capture(
        id=content_id("cap", blob, found.path, url, captured_at),
        blob=blob,
        path=found.path,
        url=url,
        captured_at=captured_at,
        media=found.media,
        size=len(found.data),
    )


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
