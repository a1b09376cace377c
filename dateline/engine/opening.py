"""Which folders are cases: what makes one, and what is said of those that are none."""

from __future__ import annotations

from pathlib import Path

from dateline.engine.settings import NAME
from dateline.model.errors import UsageError
from dateline.store.store import FILE, Store, open_store


class CaseError(UsageError):
    """A folder is no case, or holds nothing by the id asked for."""


def new_store(folder: Path) -> Store:
    """The record of a new case in an absent or empty folder; raises CaseError otherwise."""
    if (folder / NAME).is_file() and (folder / FILE).is_file():
        raise CaseError(f"{folder} is a case already; put pages into it with: dateline add {folder} PATH")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CaseError(f"{folder} is there already and is not empty; name a new folder")
    store = open_store(folder, create=True)
    (folder / NAME).write_text("# Settings of this case; see docs/reference/settings.md.\n", encoding="utf-8")
    return store


def store_of(folder: Path, *, create: bool) -> Store:
    """The record of the case in `folder`; with `create` of a new one where the folder is absent or empty."""
    if create and (not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))):
        return new_store(folder)
    if not folder.is_dir():
        raise CaseError(f"{folder}: no such case; make it with: dateline init {folder}")
    lacking = [name for name in (NAME, FILE) if not (folder / name).is_file()]
    if lacking:
        raise CaseError(f"{folder} is no case (it has no {lacking[0]}); make one with: dateline init NEW-FOLDER")
    return open_store(folder)
