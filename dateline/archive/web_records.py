"""One record of a web archive: a page with its address, time and headers; a revisit; or why it is neither."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import UTC, datetime

from fastwarc.warc import WarcRecord
from msgspec import Struct

from dateline.archive.handed import HANDED, HANDED_AT
from dateline.archive.http_body import HEAD_END, Headers, HttpError, content
from dateline.archive.origin import iso_or_none, web_address
from dateline.archive.web_frames import ARC_LINE
from dateline.values.media import CSV, DOCX, EML, HTML, JSON, MHTML, PDF, TEXT, media_of

WARC_TYPE = re.compile(rb"^warc-type:[ \t]*([a-z]+)", re.IGNORECASE | re.MULTILINE)
TARGET = re.compile(rb"^warc-target-uri:[ \t]*<?([^\s>]+)", re.IGNORECASE | re.MULTILINE)
# What a server calls a page, or calls nothing in particular.
STATED = frozenset(
    {HTML, "application/xhtml+xml", TEXT, PDF, DOCX, MHTML, "message/rfc822", "application/octet-stream", "unk", None}
)
PAGES = frozenset({HTML, TEXT, PDF, DOCX, MHTML})
# What a package of Dateline holds besides: mails, and rows of tables.
HELD = PAGES | {EML, CSV, JSON}
OK = range(200, 207)
DIGESTS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "md5": hashlib.md5}
LONGEST_HEAD = 1 << 18


class Page(Struct, frozen=True):
    """A page that a server sent; one that was archived by itself has no headers, one handed on perhaps no address."""

    url: str | None
    captured_at: str | None
    headers: Headers | None
    data: bytes
    media: str
    digest: str | None = None


class Revisit(Struct, frozen=True):
    """A page that was found unchanged: its bytes are those of another record."""

    url: str
    captured_at: str | None
    headers: Headers | None
    of_url: str | None
    of_time: str | None
    digest: str | None


class Passed(Struct, frozen=True):
    """A record that is no page, with what it is, for counting."""

    what: str


class Bad(Struct, frozen=True):
    """A record that cannot be read, and why."""

    reason: str
    url: str | None = None


Read = Page | Revisit | Passed | Bad


def kind_of_warc(head: bytes) -> str:
    """The type of a WARC record by its header: `response`, `request` ..."""
    found = WARC_TYPE.search(head)
    return found[1].decode().lower() if found is not None else "unknown"


def address_in(head: bytes) -> str | None:
    """The address in the header of a WARC record, for telling which one is broken."""
    found = TARGET.search(head) or ARC_LINE.match(head)
    return found[1].decode("utf-8", "backslashreplace") if found is not None else None


def read_warc(data: bytes, limit: int) -> Read:
    """The record in these bytes of a WARC."""
    try:
        record = WarcRecord.from_bytes(data)
        url, at = record.headers.get("WARC-Target-URI"), iso_or_none(record.headers.get("WARC-Date"))
        digest = record.headers.get("WARC-Payload-Digest")
        revisit = record.headers.get("WARC-Type") == "revisit"
        of_url, of_time = (record.headers.get(f"WARC-Refers-To-{name}") for name in ("Target-URI", "Date"))
        body, block = record.reader.read(), record.headers.get("WARC-Block-Digest")
    except (OSError, ValueError) as error:
        return Bad(f"no WARC record ({error})", address_in(data[:4096]))
    address = web_address((url or "").strip("<>"))
    if record.headers.get("WARC-Type") == "resource":
        media = record.headers.get("Content-Type")
        if HANDED in record.headers:
            return archived(address, iso_or_none(record.headers.get(HANDED_AT)), body, media, digest, held=HELD)
        return archived(address, at, body, media, digest or block) if address else Passed("resource records")
    if address is None:
        return Passed("records of no web address")
    if is_altered(body, block):
        return Bad("its bytes are not those that its digest was made of; get it from where it is whole", url)
    if revisit:
        headers = message(body)[0] if body.startswith(b"HTTP/") else None
        return Revisit(address, at, headers, web_address(of_url), iso_or_none(of_time), digest)
    return response(address, at, body, digest, limit)


def archived(
    url: str | None,
    at: str | None,
    data: bytes,
    media: str | None,
    digest: str | None,
    held: frozenset[str] = PAGES,
) -> Read:
    """A page that was archived by itself, or that another case handed on, without what a server said of it."""
    if is_altered(data, digest):
        return Bad("its bytes are not those that its digest was made of; get it from where it is whole", url)
    if not data.strip():
        return Bad("an empty page; save it again", url)
    if media not in held:
        media = media_of(data)
    return Page(url, at, None, data, media, digest) if media in held else Passed("resource records")


def is_altered(block: bytes, stated: str | None) -> bool:
    """Whether bytes are others than those of a digest as WARCs state it; False where its form is not known."""
    name, _, value = (stated or "").strip().partition(":")
    made = DIGESTS[name.casefold()](block) if name.casefold() in DIGESTS else None
    if made is None:
        return False
    if len(value) == len(made.hexdigest()):
        return value.casefold() != made.hexdigest()
    written = base64.b32encode(made.digest()).decode()
    return len(value.rstrip("=")) == len(written.rstrip("=")) and value.upper().rstrip("=") != written.rstrip("=")


def read_arc(head: bytes, body: bytes, limit: int) -> Read:
    """The record of an ARC with this line and content."""
    line = ARC_LINE.match(head)
    address = web_address(line["url"].decode("utf-8", "backslashreplace")) if line is not None else None
    if line is None or address is None:
        return Passed("records of no web address")
    return response(address, arc_time(line["date"].decode()), body, None, limit)


def arc_time(digits: str) -> str | None:
    """The ISO time of an ARC's date of 8 to 14 digits."""
    try:
        return datetime.strptime(digits.ljust(14, "0")[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC).isoformat()
    except ValueError:
        return None


def response(url: str, at: str | None, body: bytes, digest: str | None, limit: int) -> Read:
    """A page out of an HTTP response, or what else it is."""
    passed = no_page(body)
    if passed is not None:
        return passed
    headers, carried = message(body)
    if headers.status is None:
        return Bad("its status line cannot be read", url)
    try:
        data = content(headers, carried, limit)
    except HttpError as error:
        return Bad(str(error), url)
    return page(url, at, headers, data, None if is_altered(carried, digest) else digest)


def no_page(body: bytes) -> Passed | None:
    """What a record's content is if its beginning already shows that it is no page that a server sent."""
    if not body.startswith(b"HTTP/"):
        return Passed("records that are no HTTP response")
    headers, _ = message(body)
    if headers.status is not None and headers.status not in OK:
        return Passed(f"responses of status {headers.status}")
    return Passed(headers.media or "") if headers.media not in STATED else None


def page(url: str, at: str | None, headers: Headers, data: bytes, digest: str | None = None) -> Page | Passed | Bad:
    """The bytes that a server sent as a page, if they are one."""
    if not data.strip():
        return Bad("an empty page; save it again", url)
    media = media_of(data)
    if media not in PAGES or url.partition("?")[0].endswith("/robots.txt"):
        return Passed(f"{headers.media or 'of no stated type'} but no page")
    return Page(url, at, headers, data, media, digest)


def message(body: bytes) -> tuple[Headers, bytes]:
    """Status line and headers of an HTTP message, and what comes behind them."""
    end = HEAD_END.search(body, 0, LONGEST_HEAD)
    head = body[:LONGEST_HEAD] if end is None else body[: end.start()]
    first, *lines = head.decode("latin-1").replace("\r\n", "\n").split("\n")
    fields: list[tuple[str, str]] = []
    for line in lines:
        name, colon, value = line.partition(":")
        if line[:1] in (" ", "\t") and fields:
            last, before = fields[-1]
            fields[-1] = (last, f"{before} {line.strip()}")
        elif colon:
            fields.append((name.strip(), value.strip()))
    return Headers(first, tuple(fields)), b"" if end is None else body[end.end() :]
