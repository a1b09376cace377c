"""Handing on: the archived pages of a case as a signed package, and checking a package that came from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from dateline import __version__
from dateline.archive.handed import Handed
from dateline.archive.signing import signer_at
from dateline.archive.wacz import Package, write
from dateline.engine.practice.restricting import REASON, hidden
from dateline.engine.settings import user_config
from dateline.export.outcome import ExportReport

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.engine.case import Case

KEY = "signing-key.pem"
HANDED = "handed on"
"""The act in the custody log; its object is what was handed on, its SHA-256, and the key that signed it."""


def key_path() -> Path:
    """Where the user's signing key is, beside the user's settings; it is made at the first package."""
    return user_config().with_name(KEY)


def hand_on(case: Case, out: BinaryIO) -> ExportReport:
    """Write every archived page as a WACZ, signed with the user's key; the custody log tells of it.

    Pages are handed on as they came, private people named. Restricted ones stay, and with them the custody log,
    which names every page. Raises SigningError when the key cannot be used.
    """
    signer = signer_at(key_path())
    at = case.now()
    added = {entry.about.partition(" ")[0]: entry.at for entry in case.log.entries() if entry.what == "added"}
    captures, restricted = case.store.captures(), hidden(case).captures
    package = Package(
        title=case.folder.resolve().name,
        software=f"Dateline {__version__}",
        at=at,
        log=None if restricted else case.log.path,
        head=case.log.head(),
    )
    open_ones = [capture for capture in captures if capture.id not in restricted]
    handed = (Handed(capture=capture, added_at=added.get(capture.id, at)) for capture in open_ones)
    packed = write(package, handed, case.vault.get, signer, out)
    about = f"wacz, UNMASKED, {packed.captures} pages, sha256 {packed.sha256}, signed by {signer.fingerprint}"
    case.log.append(at, [(HANDED, about)])
    left_out = dict.fromkeys(packed.left_out, 1)
    if restricted:
        left_out[f"pages {REASON}, and the custody log, which names them"] = len(restricted)
    return ExportReport(existing=len(captures), written=packed.captures, left_out=left_out)
