"""Where and when a saved page was taken, as the browser that saved it states in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from dateline.tables.columns import Field
from dateline.values.mail import MailError, header, parsed, parts, sent_at
from dateline.values.media import HTML, MHTML

HEAD = 8192
SINGLE_FILE = re.compile(
    rb"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>\S+)\s+saved date:\s*(?P<at>[^\r\n]{10,90}?)\s*(?:\r?\n|-->)"
)
# What Windows calls the Mark of the Web; Internet Explorer, Chrome and Firefox write it into pages saved 'complete'.
MARK_OF_THE_WEB = re.compile(rb"<!--\s*saved from url=\(\d{4}\)(?P<url>\S+)\s*-->")
# JavaScript's own form of a time: Thu Oct 20 2016 07:23:00 GMT+0530 (India Standard Time).
SCRIPT_TIME = re.compile(r"[A-Z][a-z]{2} (?P<time>[A-Z][a-z]{2} \d\d \d{4} \d\d:\d\d:\d\d) GMT(?P<zone>[+-]\d{4})")


class Origin(Struct, frozen=True):
    """The address and the ISO time of saving; None where the file does not state them."""

    url: str | None = None
    captured_at: str | None = None


def origin_of(data: bytes, media: str) -> Origin:
    """What a saved page states of its own origin."""
    if media == MHTML:
        return _of_mhtml(data)
    return _of_html(data) if media == HTML else Origin()


def origin_of_record(record: Mapping[Field, str]) -> Origin:
    """What the columns of a record state: its address, and when it was fetched where that is an ISO time."""
    return Origin(web_address(record.get("url")), iso_or_none(record.get("archived")))


def _of_html(data: bytes) -> Origin:
    single = SINGLE_FILE.search(data, 0, HEAD)
    if single is not None:
        return Origin(web_address(_text(single["url"])), script_time(_text(single["at"])))
    marked = MARK_OF_THE_WEB.search(data, 0, HEAD)
    return Origin(web_address(_text(marked["url"]))) if marked is not None else Origin()


def _of_mhtml(data: bytes) -> Origin:
    try:
        message = parsed(data)
    except MailError:
        return Origin()
    stated = header(message, "Snapshot-Content-Location") or header(message, "Content-Location")
    if stated is None:
        stated = next((part.location for part in parts(message) if part.media == "text/html"), None)
    return Origin(web_address(stated), sent_at(message))


def _text(found: bytes) -> str:
    return found.decode("utf-8", "replace")


def web_address(value: str | None) -> str | None:
    """An address of the web, None for what is none (`about:blank`, a file, a part's own name)."""
    stripped = (value or "").strip()
    return stripped if re.match(r"https?://[^\s<>\"]+$", stripped) else None


def script_time(value: str) -> str | None:
    """A time as JavaScript prints it, as ISO; None for other forms."""
    found = SCRIPT_TIME.match(value)
    if found is None:
        return None
    try:
        return datetime.strptime(found["time"] + found["zone"], "%b %d %Y %H:%M:%S%z").isoformat()
    except ValueError:
        return None


def iso_or_none(value: str | None) -> str | None:
    """An ISO day or time in its usual form, None for other texts."""
    try:
        found = datetime.fromisoformat((value or "").strip())
    except ValueError:
        return None
    return found.isoformat() if "T" in (value or "") or ":" in (value or "") else found.date().isoformat()
