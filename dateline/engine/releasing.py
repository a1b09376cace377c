"""`release`: the record as it stands, kept under a name and never changed; its hash is in the custody log."""

from __future__ import annotations

import hashlib
import io
import re
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.engine.exporting import view_of
from dateline.model.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.engine.case import Case

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
NOW = "now"
"""The name of the record as it stands, which no release may have."""
LOGGED = "released"
"""The act in the custody log; its object is the release's name and the SHA-256 of its file."""


class ReleaseError(UsageError):
    """A release that cannot be made, is not there, or is no longer what was released."""


class Release(Struct, frozen=True, kw_only=True):
    """A named, immutable snapshot of the record."""

    name: str  #: its name
    made_at: str  #: when it was made (ISO)
    sha256: str  #: of its file
    rows: int  #: lines of its file without the first


def release(case: Case, name: str) -> Release:
    """Write the whole record as `releases/NAME.jsonl`, private people named, and log its hash.

    Raises ReleaseError for a name that is in use or cannot be a file's, and for a case with pages not read yet.
    """
    if NAME.fullmatch(name) is None or name == NOW:
        raise ReleaseError(f"{name!r} cannot name a release: use letters, digits, dots and dashes, and not `{NOW}`")
    with case.changing():
        path = path_of(case, name)
        if path.exists() or name in logged(case):
            raise ReleaseError(f"{name} is released already, and a release never changes; choose another name")
        if case.status().unread:
            raise ReleaseError(f"some pages are not read yet; first run: dateline build {case.folder}")
        data = current(case)
        digest = hashlib.sha256(data).hexdigest()
        path.parent.mkdir(exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(data)
        part.chmod(0o444)
        part.replace(path)
        at = case.now()
        case.log.append(at, [(LOGGED, f"{name} {digest}")])
    return Release(name=name, made_at=at, sha256=digest, rows=data.count(b"\n") - 1)


def logged(case: Case) -> dict[str, str]:
    """The SHA-256 of every release by name, as the custody log has it."""
    acts = (entry.about.rpartition(" ") for entry in case.log.entries() if entry.what == LOGGED)
    return {name: digest for name, _, digest in acts}


def content(case: Case, name: str) -> bytes:
    """The file of a release, or the record as it stands; raises ReleaseError when it is missing or was altered."""
    if name == NOW:
        return current(case)
    known = logged(case)
    if name not in known:
        names = ", ".join(sorted(known)) or "none yet"
        raise ReleaseError(f"no release {name}; there are: {names}; make one with: dateline release {case.folder} NAME")
    path = path_of(case, name)
    data = path.read_bytes() if path.is_file() else None
    if data is None or hashlib.sha256(data).hexdigest() != known[name]:
        raise ReleaseError(f"{path} is {'gone' if data is None else 'not what was released'}; see: dateline verify")
    return data


def current(case: Case) -> bytes:
    """The record as it stands, in the form of a release."""
    from dateline.export import jsonl

    out = io.BytesIO()
    jsonl.write(view_of(case, masked=False), out)
    return out.getvalue()


def problems(case: Case) -> list[str]:
    """One sentence for each release that is gone or is not what was released, or that the log does not know."""
    known = {path_of(case, name) for name in logged(case)}
    held = sorted((case.folder / "releases").glob("*.jsonl"))
    found = [f"{path}: no release that the custody log knows" for path in held if path not in known]
    for name in logged(case):
        try:
            content(case, name)
        except ReleaseError as error:
            found.append(str(error))
    return found


def path_of(case: Case, name: str) -> Path:
    """Where a release's file is."""
    return case.folder / "releases" / f"{name}.jsonl"
