"""What came in, and what could not be used."""

from __future__ import annotations

from msgspec import Struct


class Capture(Struct, frozen=True, kw_only=True):
    """A blob, where it came from and when. A plain file's own times say nothing about the page and are not kept."""

    id: str  #: hash of blob and origin
    blob: str  #: SHA-256 of the bytes as received
    path: str  #: where it came from, relative to what was added, with `/`
    url: str | None = None  #: the page's address, where the archive states it
    captured_at: str | None = None  #: ISO time that the archive states (WARC-Date and the like); empty for plain files
    media: str | None = None  #: media type by content: `text/plain`, `text/html` ...
    size: int  #: bytes
    headers: str | None = None  #: HTTP status line and headers as the server sent them, where the archive has them


PASSED = "passed"
"""The stage of what was passed over on purpose, with its number: the side files of a page, the pictures of a mail."""


class Failure(Struct, frozen=True, kw_only=True):
    """One thing that did not become documents."""

    capture: str | None  #: the capture's id; empty where nothing could be archived
    path: str  #: the page, relative to what was added
    stage: str  #: where it failed: `archive`, `document`, `reading`; `passed`: passed over on purpose
    reason: str  #: why, and what to do
