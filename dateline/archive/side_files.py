"""What a browser saves beside a page: a folder of styles, scripts, pictures and frames, no pages of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from dateline.tables.columns import side_suffixes

PAGES = (".html", ".htm", ".xhtml", ".shtml", ".mht")


def page_beside(folder: str, stems: Mapping[str, str]) -> str | None:
    """The page whose side files a folder of this name holds ('story_files' beside 'story.html'), or None."""
    for suffix in side_suffixes():
        if folder.casefold().endswith(suffix) and folder[: -len(suffix)] in stems:
            return stems[folder[: -len(suffix)]]
    return None


def told_of(page: str, names: Iterable[str]) -> str:
    """How many side files of a page are passed over, in words."""
    listed = list(names)
    frames = sum(name.casefold().endswith(PAGES) for name in listed)
    files = "side file" if len(listed) == 1 else "side files"
    told = f"{len(listed):,} {files} of {page}" + (f", {frames:,} of them frames" if frames else "")
    return f"{told}; passed over, add the folder by its own name if it holds pages"


def side_folders(names: Iterable[str]) -> dict[str, str]:
    """The folders of an archive that hold side files, each with its page, from the names of all members."""
    paths = [PurePosixPath(name) for name in names]
    stems: dict[PurePosixPath, dict[str, str]] = {}
    for path in paths:
        if path.suffix.casefold() in PAGES:
            stems.setdefault(path.parent, {})[path.stem] = path.name
    found: dict[str, str] = {}
    for folder in {parent for path in paths for parent in path.parents if parent.name}:
        page = page_beside(folder.name, stems.get(folder.parent, {}))
        if page is not None:
            found[folder.as_posix()] = page
    return found


def holder_of(name: str, folders: Mapping[str, str]) -> str | None:
    """The outermost of these folders that a member lies in, or None."""
    above = [parent.as_posix() for parent in PurePosixPath(name).parents]
    return next((folder for folder in reversed(above) if folder in folders), None)
