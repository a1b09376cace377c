"""Files and folders into the vault: one capture or one listed failure for everything that is there."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from dateline.archive.contents import Again, Contents, Item, archive_kind
from dateline.archive.limits import Limits
from dateline.archive.members import Found, refused
from dateline.archive.side_files import PAGES, page_beside, told_of
from dateline.archive.vault import VaultError
from dateline.model.errors import UsageError
from dateline.model.source import PASSED, Capture, Failure, identified
from dateline.model.span import content_id

# The number of a record or message, with what is attached to it.
NUMBERED = re.compile(r"#\d+(?=[#/~]|$)")
PASSED_OVER = {
    "hidden": "a hidden file or folder; add it by its own name if it is a page",
    "link": "a symbolic link; add what it points to",
}


class IntakeError(UsageError):
    """What was to be added is not there or is no file or folder."""


class Keeps(Protocol):
    """Where bytes are kept: the vault."""

    def put(self, data: bytes) -> str:
        """Keep the bytes and return their SHA-256."""
        ...


class Kept(Struct, frozen=True):
    """Bytes in the vault, by which a page found unchanged later is a capture of the same bytes."""

    blob: str
    media: str | None
    size: int


def receive(source: Path, vault: Keeps, limits: Limits) -> Iterator[Capture | Failure]:
    """A capture for each page at `source` (a file, or a folder walked in the order of names), or the reason why not."""
    return Intake(vault, limits).receive(source)


class Intake:
    """Takes pages into a vault. `done` counts the bytes of the files that were looked into, for a progress bar."""

    def __init__(self, vault: Keeps, limits: Limits, known: Iterable[Capture] = ()) -> None:
        """`known`: the captures of the case, which records of pages that were found unchanged may refer to."""
        self.vault = vault
        self.limits = limits
        self.done = 0
        stated = ((c, (c.url, c.captured_at)) for c in known if c.url is not None and c.captured_at is not None)
        self.at = {key: Kept(c.blob, c.media, c.size) for c, key in stated}
        self.digests: dict[str, Kept] = {}

    def receive(self, source: Path) -> Iterator[Capture | Failure]:
        """A capture for each page at `source`, or the reason why not.

        A record of a table, a message of a mbox, a file attached to a mail, a page in an archive is a page of its
        own: `mails.mbox#12`, `pages.zip#a/b.html`. Paths are relative to the folder added, with `/`; a file added by
        itself has its name. A byte of a name that is not UTF-8 is written as `\\xff`. Hidden files and symbolic links
        are listed, not followed. Raises IntakeError when `source` is not there or cannot be looked into.
        """
        if is_folder(source):
            for path, problem in files_in(source):
                relative = readable(path.relative_to(source))
                if problem is None:
                    yield from self.take(path, relative)
                else:
                    yield problem.at(relative)
        else:
            yield from self.take(source.resolve(), readable(Path(source.name)))

    def take(self, path: Path, relative: str) -> Iterator[Capture | Failure]:
        """What one file holds into the vault, or the reason why it is no page."""
        before = self.done
        try:
            reason = refusal(path, self.limits)
            if reason is None:
                with path.open("rb") as file:
                    for one in Contents(self.limits).of(file, relative):
                        yield self.kept(one, location_of(path, one.path))
                        self.done = before + (0 if file.closed else file.tell())
        except OSError as error:
            reason = f"cannot be read ({error.strerror}); permit reading it"
        if reason is not None:
            yield refused(relative, reason)
        self.done = before + size_of(path)

    def kept(self, item: Item, location: str | None) -> Capture | Failure:
        """What was found in a file put into the vault as a capture, or why the vault refused it."""
        if isinstance(item, Failure):
            return item
        if isinstance(item, Again):
            return self.again(item)
        try:
            blob = self.vault.put(item.data)
        except VaultError as error:
            return refused(item.path, str(error))
        kept = Kept(blob, item.media, len(item.data))
        if item.digest is not None:
            self.digests[item.digest] = kept
        return self.capture(kept, item, location if item.origin.url is None else None)

    def again(self, item: Again) -> Capture | Failure:
        """A page that was found unchanged as a capture of the bytes of then."""
        revisit = item.revisit
        found = self.at.get((revisit.of_url or "", revisit.of_time or "")) or self.digests.get(revisit.digest or "")
        if found is None:
            when = f" of {revisit.of_time}" if revisit.of_time else ""
            reason = f"says that {item.origin.url} is unchanged since a capture{when}; add the archive that holds that"
            return refused(item.path, reason)
        headers = None if revisit.headers is None else str(revisit.headers)
        return self.capture(found, Found(item.path, b"", found.media or "", item.origin, headers), None)

    def capture(self, kept: Kept, item: Found, location: str | None) -> Capture:
        """The capture of bytes in the vault, and what later records may refer to it by."""
        url, captured_at = item.origin.url, item.origin.captured_at
        if url is not None and captured_at is not None:
            self.at[url, captured_at] = kept
        return identified(
            Capture(
                id="",
                blob=kept.blob,
                path=item.path,
                url=url,
                captured_at=captured_at,
                media=kept.media,
                size=kept.size,
                headers=item.headers,
                announced=item.announced,
                location=location,
            )
        )


def location_of(path: Path, member: str) -> str | None:
    """A hash of where a page lay on this machine; None for a numbered part of a file, whose number may shift."""
    return None if NUMBERED.search(member) else content_id("at", readable(path.resolve()), member)


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


def side_files(folder: Path, page: str) -> Problem:
    """What a browser saved beside a page: counted, not taken for pages."""
    return Problem(told_of(page, (name for _, _, held in os.walk(folder) for name in held)), PASSED)


def entry_kind(path: Path) -> str:
    """`hidden`, `link`, `folder` or `file`; raises OSError where the folder that holds it may not be searched."""
    if path.name.startswith("."):
        return "hidden"
    mode = path.lstat().st_mode
    return "link" if stat.S_ISLNK(mode) else "folder" if stat.S_ISDIR(mode) else "file"


def refusal(path: Path, limits: Limits) -> str | None:
    """Why a file is not even opened, or None."""
    if not path.is_file():
        return "not a regular file; copy its content into a file"
    size = path.stat().st_size
    if size == 0:
        return "an empty file; save the page again"
    if size > limits.max_archive:
        return f"{size:,} bytes, more than the {limits.max_archive:,} allowed; split it or raise max_archive"
    if size > limits.max_bytes:
        with path.open("rb") as file:
            if archive_kind(file, path.name) is None:
                allowed = f"more than the {limits.max_bytes:,} allowed"
                return f"{size:,} bytes, {allowed}; split it or raise max_bytes in dateline.toml"
    return None


def size_of(path: Path) -> int:
    """The bytes of a file; 0 where it cannot be told."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def measure(source: Path) -> int:
    """The bytes of all files that are looked into at a source; raises IntakeError as `receive` does."""
    if not is_folder(source):
        return size_of(source)
    return sum(size_of(path) for path, problem in files_in(source) if problem is None)
