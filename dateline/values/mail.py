"""Mails and pages saved as MHTML: their headers and parts, from hostile bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from msgspec import Struct

from dateline.model.errors import DatelineError

STRUCTURED = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
# The parser recurses once a level, and a real mail that is forwarded ten times has some thirty such parts.
MOST_STRUCTURED = 150
FORMATS = re.compile(r"[\w.+-]+/[\w.+-]+")


class MailError(DatelineError):
    """The bytes are no mail that can be taken apart; says why and what to do."""


class Part(Struct, frozen=True):
    """One part that is no container: its media type, stated character set, file name, address and decoded bytes."""

    media: str
    charset: str | None
    name: str | None
    location: str | None
    attached: bool
    data: bytes


def parsed(data: bytes) -> Message:
    """The message in these bytes; raises MailError when it nests too deeply."""
    if len(STRUCTURED.findall(data)) > MOST_STRUCTURED:
        raise MailError(f"more than {MOST_STRUCTURED} parts inside parts; save the message's text by itself")
    try:
        return BytesParser(policy=policy.compat32).parsebytes(data)
    except RecursionError as error:
        raise MailError("parts nested too deeply; save the message's text by itself") from error


def header(message: Message, name: str) -> str | None:
    """A header's value with encoded words decoded, on one line; None where there is none."""
    value = message.get(name)
    if value is None:
        return None
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        pieces = [(str(value), None)]
    text = "".join(_decoded(piece, charset) for piece, charset in pieces)
    return " ".join(text.split()) or None


def _decoded(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece.encode("ascii", "surrogateescape").decode("utf-8", "replace") if not _sound(piece) else piece
    encoding = charset if charset not in (None, "unknown-8bit") else "utf-8"
    try:
        return piece.decode(encoding or "utf-8", "replace")
    except (LookupError, ValueError):
        return piece.decode("utf-8", "replace")


def _sound(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def sender(message: Message) -> tuple[str, str]:
    """The name and the address that a message comes from, each empty where not given."""
    try:
        return parseaddr(header(message, "From") or "")
    except (ValueError, IndexError):
        return "", ""


def sent_at(message: Message) -> str | None:
    """The ISO time of the Date header, in the zone that it states; None where there is none."""
    return iso_time(header(message, "Date"))


def iso_time(value: str | None) -> str | None:
    """A mail's time as ISO; one that states no zone ('-0000') is UTC."""
    if value is None:
        return None
    try:
        found = parsedate_to_datetime(value)
        return (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def parts(message: Message) -> Iterator[Part]:
    """The parts that hold something, in order; a mail inside a mail is one part of its own."""
    waiting = [message]
    while waiting:
        one = waiting.pop()
        if one.get_content_type() == "message/rfc822" and one is not message:
            yield _part(one, _inner(one))
        elif one.is_multipart():
            waiting.extend(reversed([part for part in one.get_payload() if isinstance(part, Message)]))
        else:
            yield _part(one, _payload(one))


def _part(one: Message, data: bytes) -> Part:
    return Part(
        media=one.get_content_type(),
        charset=_charset(one),
        name=_filename(one),
        location=header(one, "Content-Location"),
        attached="attachment" in (one.get("Content-Disposition") or "").casefold()[:20],
        data=data,
    )


def _payload(one: Message) -> bytes:
    try:
        found = one.get_payload(decode=True)
    except (ValueError, LookupError):
        return b""
    return found if isinstance(found, bytes) else b""


def _inner(one: Message) -> bytes:
    held = one.get_payload()
    first = held[0] if isinstance(held, list) and held else held
    if not isinstance(first, Message):
        return str(first or "").encode("utf-8", "replace")
    try:
        return first.as_bytes()
    except (ValueError, LookupError, TypeError, AttributeError):
        return b""


def _charset(one: Message) -> str | None:
    try:
        found = one.get_content_charset()
    except (LookupError, ValueError):
        return None
    return found.strip() if found else None


def _filename(one: Message) -> str | None:
    try:
        return one.get_filename()
    except (LookupError, ValueError, TypeError):
        return None
