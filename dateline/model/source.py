"""What came in, and what could not be used."""

from __future__ import annotations

from msgspec import Struct, structs

from dateline.model.span import content_id


class Announced(Struct, frozen=True, kw_only=True):
    """What a feed or sitemap says of a page that it names."""

    by: str  #: the address or path of the feed or sitemap
    title: str | None = None  #: the entry's title
    author: str | None = None  #: the entry's author
    published: str | None = None  #: ISO time of the entry's publication
    updated: str | None = None  #: ISO time of the entry's last change


class Capture(Struct, frozen=True, kw_only=True):
    """A blob, where it came from and when. A plain file's own times say nothing about the page and are not kept."""

    id: str  #: hash of blob and origin
    blob: str  #: SHA-256 of the bytes as received
    path: str  #: where it came from, relative to what was added, with `/`; the address asked for of a page of the web
    url: str | None = None  #: the page's address, where the archive states it
    captured_at: str | None = None  #: ISO time that the archive states (WARC-Date and the like); empty for plain files
    media: str | None = None  #: media type by content: `text/plain`, `text/html` ...
    size: int  #: bytes
    headers: str | None = None  #: HTTP status line and headers as the server sent them, where the archive has them
    announced: Announced | None = None  #: what the feed or sitemap that named the page says of it
    #: hash of where the file lay on the machine that added it, by which its later version is known; empty for what
    #: has an address of its own or is a numbered part of a file
    location: str | None = None
    added: int = 0  #: which `add` took it in, counted from 1; 0 for what an older Dateline took in


class Visit(Struct, frozen=True, kw_only=True):
    """When an address was asked last, and what its server said by which only changes need to be sent again."""

    url: str  #: the address
    at: str  #: ISO time of asking
    etag: str | None = None  #: the ETag of what came
    modified: str | None = None  #: its Last-Modified


def identified(capture: Capture) -> Capture:
    """The capture with the id that its blob and origin give; `verify` compares it with the one that is stored."""
    announced = () if capture.announced is None else structs.astuple(capture.announced)
    more = (capture.headers, *announced) if capture.headers or announced else ()
    origin = (capture.blob, capture.path, capture.url, capture.captured_at)
    return structs.replace(capture, id=content_id("cap", *origin, *more))


PASSED = "passed"
"""The stage of what was passed over on purpose, with its number: the side files of a page, the pictures of a mail."""


class Failure(Struct, frozen=True, kw_only=True):
    """One thing that did not become documents."""

    capture: str | None  #: the capture's id; empty where nothing could be archived
    path: str  #: the page, relative to what was added
    stage: str  #: where it failed: `archive`, `document`, `reading`; `passed`: passed over on purpose
    reason: str  #: why, and what to do
