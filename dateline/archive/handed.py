"""Captures as the records of a WARC, each with its line in an index."""

from __future__ import annotations

import hashlib
import io
import json
import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import IO
from urllib.parse import quote, urlsplit

from msgspec import Struct
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException
from warcio.warcwriter import WARCWriter

from dateline.model.source import Capture

SPACE = uuid.UUID("5b0f6f2c-8d4e-5a39-9f9a-2d6f7c1b6e10")
"""The namespace of our record ids: the same capture has the same id in every package."""
# Headers that speak of the bytes on the wire; a blob is what they carried. Players know the prefix.
ON_THE_WIRE = frozenset(["content-encoding", "transfer-encoding", "content-length"])
ORIGINAL = "X-Archive-Orig-"
HANDED, HANDED_AT = "Dateline-Capture", "Dateline-Captured-At"
"""Headers of our records: the capture, and when it was made, where that is known: a WARC demands some date."""


class Handed(Struct, frozen=True, kw_only=True):
    """One capture to hand on, and when it was taken in (ISO)."""

    capture: Capture
    added_at: str


class Line(Struct, frozen=True, order=True):
    """One line of the index, and of the list of pages."""

    key: str
    time: str
    fields: str
    page: str


def uri_of(capture: Capture) -> str:
    """The address of a capture; a file that states none is addressed by its path."""
    return capture.url or f"file:///{quote(capture.path)}"


def moment(handed: Handed) -> datetime:
    """When the page was captured, or, where nothing states that, when it was taken in; in UTC."""
    found = datetime.fromisoformat(handed.capture.captured_at or handed.added_at)
    return (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).astimezone(UTC)


def sort_key(uri: str) -> str:
    """An address as indexes of web archives sort it: `org,example)/path`; others than the web's as they are.

    >>> sort_key("https://www.Example.org:443/A?b=2&a=1")
    'org,example)/a?a=1&b=2'
    """
    try:
        parts = urlsplit(uri)
        host, port = parts.hostname, parts.port
    except ValueError:
        return uri
    if parts.scheme not in ("http", "https") or not host:
        return uri
    host = ",".join(reversed(re.sub(r"^www\d*\.", "", host).split(".")))
    query = "&".join(sorted(parts.query.split("&")))
    shown = f":{port}" if port not in (None, 80, 443) else ""
    return f"{host}{shown}){parts.path or '/'}{f'?{query}' if query else ''}".lower()


class Writer:
    """Writes records into one file, and collects the lines of its index."""

    def __init__(self, out: IO[bytes], name: str, software: str) -> None:
        """A WARC named `name` in `out`, which begins with what made it."""
        self._out, self._name = out, name
        self._warc = WARCWriter(out, gzip=True, warc_version="1.1")
        self._software = software
        self.lines: list[Line] = []

    def begin(self, at: str) -> None:
        """The record that describes the file."""
        info = {"software": self._software, "format": "WARC File Format 1.1"}
        payload = "".join(f"{name}: {value}\r\n" for name, value in info.items()).encode()
        headers = {"WARC-Date": at, "WARC-Filename": self._name, "WARC-Record-ID": record_id("info", at)}
        self._write("", "warcinfo", payload, headers, "application/warc-fields")

    def add(self, handed: Handed, blob: Callable[[str], bytes]) -> None:
        """A capture: a response where the headers that it came with are known, else a resource."""
        capture, time = handed.capture, moment(handed)
        data = blob(capture.blob)
        raw = capture.headers.encode("latin-1", "replace") if capture.headers else None
        http = parsed(raw) if raw is not None else None
        kind = "resource" if http is None else "response"
        media = capture.media or "application/octet-stream"
        headers = {
            "WARC-Date": f"{time:%Y-%m-%dT%H:%M:%SZ}",
            "WARC-Record-ID": record_id(capture.id, ""),
            "WARC-Payload-Digest": f"sha256:{capture.blob}",
            HANDED: capture.id,
            **({HANDED_AT: capture.captured_at} if capture.captured_at else {}),
            "Dateline-Path": quote(capture.path, safe="/# ", encoding="utf-8"),
        }
        uri, start = uri_of(capture), self._out.tell()
        self._write(uri, kind, data, headers, media, http)
        end = self._out.tell()
        if raw is not None:
            told = {
                "WARC-Date": headers["WARC-Date"],
                "WARC-Record-ID": record_id(capture.id, "headers"),
                "WARC-Refers-To": headers["WARC-Record-ID"],
                "WARC-Payload-Digest": f"sha256:{hashlib.sha256(raw).hexdigest()}",
            }
            self._write(uri, "metadata", raw, told, "text/plain; charset=iso-8859-1")
        status = http.get_statuscode() if http is not None else "200"
        place = {"length": str(end - start), "offset": str(start), "filename": self._name}
        shown = {"url": uri, "mime": media, "status": status, "digest": headers["WARC-Payload-Digest"], **place}
        page = {"id": capture.id, "url": uri, "ts": headers["WARC-Date"], "title": capture.path, "size": len(data)}
        stamp = f"{time:%Y%m%d%H%M%S}"
        self.lines.append(Line(sort_key(uri), stamp, json.dumps(shown), json.dumps(page, ensure_ascii=False)))

    def _write(
        self,
        uri: str,
        kind: str,
        payload: bytes,
        headers: dict[str, str],
        media: str,
        http: StatusAndHeaders | None = None,
    ) -> None:
        record: ArcWarcRecord = self._warc.create_warc_record(
            uri,
            kind,
            payload=io.BytesIO(payload),
            length=len(payload),
            warc_content_type="application/http; msgtype=response" if http is not None else media,
            warc_headers_dict=headers,
            http_headers=http,
        )
        self._warc.write_record(record)


def parsed(raw: bytes) -> StatusAndHeaders | None:
    """HTTP headers, those of the wire renamed; None where the bytes are none."""
    try:
        found = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/2.0"]).parse(io.BytesIO(raw))
    except (StatusAndHeadersParserException, EOFError, ValueError):
        return None
    found.headers = [(ORIGINAL + name if name.casefold() in ON_THE_WIRE else name, v) for name, v in found.headers]
    return found


def record_id(item: str, what: str) -> str:
    """The id of a record about an item."""
    return f"<urn:uuid:{uuid.uuid5(SPACE, f'{item} {what}')}>"
