"""The folder of a dataset: written beside its place, put there at once; only what a manifest names is removed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from dateline.model.errors import UsageError

MANIFEST = "_manifest.json"
"""Readers of datasets pass over names that begin with an underscore."""
FORMER = ".former"
"""Behind the name of the folder while a new dataset takes its place."""


class DatasetError(UsageError):
    """A folder in which no dataset can be written."""


class FileEntry(Struct, frozen=True, kw_only=True):
    """A file of a dataset."""

    path: str  #: relative to the dataset
    rows: int  #: rows in it
    bytes: int  #: its size
    sha256: str  #: of its bytes


class Manifest(Struct, frozen=True, kw_only=True, tag_field="kind", tag="dateline dataset"):
    """What a dataset holds."""

    schema: int  #: version of the keys, that of the JSONL record
    dateline: str  #: version of Dateline
    tables: str  #: SHA-256 over the tables the record was made with
    masked: bool  #: whether private people are masked
    rows: dict[str, int]  #: rows of each folder
    left_out: dict[str, int]  #: what is not in it, by reason
    parted_by: dict[str, tuple[str, ...]]  #: the columns that stand in the names of folders
    files: tuple[FileEntry, ...]  #: every file, by path


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """A folder to write a dataset in, which becomes `folder` when all went well; nothing changes where it did not.

    Raises DatasetError where `folder` is no folder, or holds what no manifest of a dataset names.
    """
    target = folder.resolve()
    former = target.with_name(target.name + FORMER)
    restore(target, former)
    check(folder, target)
    if not target.parent.is_dir():
        raise DatasetError(f"{folder}: there is no folder {target.parent}; make it first")
    making = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        making.chmod(0o755)
        yield making
        if target.exists():
            target.replace(former)
        making.replace(target)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        restore(target, former)
        raise
    if former.exists():
        remove(former)


def restore(target: Path, former: Path) -> None:
    """Put a former dataset back where a run that was killed left none; remove it where the new one stands."""
    if not (former / MANIFEST).is_file():
        return
    if target.exists():
        remove(former)
    else:
        former.replace(target)


def check(named: Path, target: Path) -> None:
    """Raise DatasetError where anything but a whole dataset or nothing is in the way."""
    if not target.exists():
        return
    if not target.is_dir():
        raise DatasetError(f"{named} is a file; a dataset is a folder: name a new one")
    others = sorted(path for path in files_in(target) if path not in own_files(target))
    if others:
        raise DatasetError(
            f"{named} holds {len(others)} files that are of no dataset, {others[0]} among them; name a new folder"
        )


def files_in(folder: Path) -> list[str]:
    """What is no folder in it, by relative path."""
    found = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return [path.relative_to(folder).as_posix() for path in found]


def own_files(folder: Path) -> frozenset[str]:
    """The files that the manifest in a folder names, with the manifest; none where there is no readable one."""
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return frozenset()
    return frozenset({MANIFEST, *(one.path for one in manifest.files)})


def remove(folder: Path) -> None:
    """Remove the files that a manifest names, and the folders that are empty then."""
    mine = own_files(folder)
    for path in files_in(folder):
        if path in mine and path != MANIFEST:
            (folder / path).unlink()
    for inner in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(inner.iterdir()):
            inner.rmdir()
    if [path.name for path in folder.iterdir()] == [MANIFEST]:
        (folder / MANIFEST).unlink()
        folder.rmdir()
