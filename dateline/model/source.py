"""What came in, and what could not be used."""

from __future__ import annotations

from msgspec import Struct


class Capture(Struct, frozen=True, kw_only=True):
    """A blob, where it came from and when.

    `path` is relative to what was added, with `/`; `captured_at` is an ISO time that the archive states
    (WARC-Date and the like), None for plain files, whose own times say nothing about the page.
    `media` is the media type by content, `text/plain` or `text/html` and so on.
    """

    id: str
    blob: str
    path: str
    url: str | None = None
    captured_at: str | None = None
    media: str | None = None
    size: int


class Failure(Struct, frozen=True, kw_only=True):
    """One thing that did not become documents, with the stage and the reason and what to do."""

    capture: str | None
    path: str
    stage: str
    reason: str
