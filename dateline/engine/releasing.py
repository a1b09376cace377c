"""`release`: the record as it stands, kept under a name and never changed; its hashes are in the custody log.

A release is two files: the whole record, which stays in the case, and the one to hand on, in which private people are
masked. Both are made at once, so that what is handed on later is what was released.
"""

from __future__ import annotations

import hashlib
import io
import re
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from dateline.engine.exporting import view_of
from dateline.engine.sealing import changing
from dateline.model.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.engine.case import Case
    from dateline.export.view import ExportView

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
NOW = "now"
"""The name of the record as it stands, which no release may have."""
LOGGED = "released"
"""The act in the custody log; its object is the name and the SHA-256 of the whole record and of the masked one."""
MASKED = ".masked"
"""What the name of the file to hand on has behind the release's name; so no release may be called so."""


class ReleaseError(UsageError):
    """A release that cannot be made, is not there, or is no longer what was released."""


class Release(Struct, frozen=True, kw_only=True):
    """A named, immutable snapshot of the record."""

    name: str  #: its name
    made_at: str  #: when it was made (ISO)
    sha256: str  #: of the whole record
    masked_sha256: str  #: of the record without the names of private people
    rows: int  #: lines of the record without the first


class Kept(Struct, frozen=True, kw_only=True):
    """A release as the custody log knows it. `size`: bytes of the whole record's file, None where it is gone."""

    name: str
    made_at: str
    sha256: str
    masked_sha256: str | None
    size: int | None


def release(case: Case, name: str) -> Release:
    """Write the record as `releases/NAME.jsonl`, private people named, and as `NAME.masked.jsonl`, and log the hashes.

    Raises ReleaseError for a name that is in use or cannot be a file's, and for a case with pages not read yet.
    """
    if NAME.fullmatch(name) is None or name == NOW or name.endswith(MASKED):
        raise ReleaseError(
            f"{name!r} cannot name a release: use letters, digits, dots and dashes, "
            f"not `{NOW}`, and no `{MASKED}` at the end"
        )
    from dateline.export.masking import masked as with_masks

    with changing(case):
        if path_of(case, name).exists() or name in logged(case):
            raise ReleaseError(f"{name} is released already, and a release never changes; choose another name")
        if case.status().unread:
            raise ReleaseError(f"some pages are not read yet; first run: dateline build {case.folder}")
        view = view_of(case, masked=False)
        data = lines_of(view)
        whole = keep(path_of(case, name), data)
        masked = keep(path_of(case, name + MASKED), lines_of(with_masks(view)))
        at = case.now()
        case.log.append(at, [(LOGGED, f"{name} {whole} {masked}")])
    return Release(name=name, made_at=at, sha256=whole, masked_sha256=masked, rows=data.count(b"\n") - 1)


def keep(path: Path, data: bytes) -> str:
    """Write a file that nobody may write again; returns its SHA-256."""
    path.parent.mkdir(exist_ok=True)
    part = path.with_suffix(".part")
    part.write_bytes(data)
    part.chmod(0o444)
    part.replace(path)
    return hashlib.sha256(data).hexdigest()


def write_release(case: Case, name: str, out: BinaryIO, *, masked: bool) -> int:
    """Write a release as it was released, without the names of private people when `masked`; returns its rows.

    Raises ReleaseError when there is no such release, or its file was altered.
    """
    if name == NOW:
        raise ReleaseError(f"`{NOW}` is no release; to export the record as it stands leave --release out")
    if name not in logged(case):
        raise missing(case, name)
    data = content(case, name + MASKED if masked else name)
    check_unrestricted(case, name, data)
    out.write(data)
    return data.count(b"\n") - 1


def check_unrestricted(case: Case, name: str, data: bytes) -> None:
    """Raise ReleaseError where a release holds a page that was restricted since."""
    from dateline.engine.practice.restricting import hidden

    found = hidden(case)
    held = sorted(one for one in (*found.captures, *found.documents) if one.encode() in data)
    if held:
        raise ReleaseError(
            f"{name} holds {len(held)} pages or stories that were restricted since, {held[0]} among them; make a new "
            f"release: dateline release {case.folder} NAME"
        )


def logged(case: Case) -> dict[str, str]:
    """The SHA-256 of every release's files by their names, as the custody log has it."""
    acts = [entry.about.split(" ") for entry in case.log.entries() if entry.what == LOGGED]
    files = [pair for name, *digests in acts for pair in zip((name, name + MASKED), digests, strict=False)]
    return dict(files)


def released(case: Case) -> tuple[Kept, ...]:
    """Every release that the custody log knows, the latest first."""
    acts = [(entry.at, *entry.about.split(" ")) for entry in case.log.entries() if entry.what == LOGGED]
    return tuple(
        Kept(name=name, made_at=at, sha256=whole, masked_sha256=masked[0] if masked else None, size=size_of(case, name))
        for at, name, whole, *masked in reversed(acts)
    )


def size_of(case: Case, name: str) -> int | None:
    """The bytes of a release's file; None where it is gone."""
    path = path_of(case, name)
    return path.stat().st_size if path.is_file() else None


def content(case: Case, name: str) -> bytes:
    """The file of a release, or the record as it stands; raises ReleaseError when it is missing or was altered."""
    if name == NOW:
        return lines_of(view_of(case, masked=False))
    known = logged(case)
    if name not in known:
        raise missing(case, name)
    path = path_of(case, name)
    data = path.read_bytes() if path.is_file() else None
    if data is None or hashlib.sha256(data).hexdigest() != known[name]:
        raise ReleaseError(f"{path} is {'gone' if data is None else 'not what was released'}; see: dateline verify")
    return data


def missing(case: Case, name: str) -> ReleaseError:
    """That there is no such release, and which there are."""
    names = ", ".join(one for one in sorted(logged(case)) if not one.endswith(MASKED)) or "none yet"
    return ReleaseError(f"no release {name}; there are: {names}; make one with: dateline release {case.folder} NAME")


def lines_of(view: ExportView) -> bytes:
    """A view in the form of a release."""
    from dateline.export import jsonl

    out = io.BytesIO()
    jsonl.write(view, out)
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
    """Where a file of a release is."""
    return case.folder / "releases" / f"{name}.jsonl"
