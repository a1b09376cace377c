"""What an HTTP message holds: its transfer and content encodings undone, within limits."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator

import brotli
from msgspec import Struct

from dateline.archive.unpack import BROKEN, CHUNK, codec_of, pieces
from dateline.model.errors import DatelineError

LAYERS = 3
HEAD_END = re.compile(rb"\r?\n\r?\n")
CHUNK_LINE = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]*)?\r?\n")
NAME = {"x-gzip": "gzip", "gzip": "gzip", "deflate": "deflate", "br": "br", "zstd": "zstd"}


class HttpError(DatelineError):
    """A message that cannot be read; says what is wrong with it."""


class Headers(Struct, frozen=True):
    """A status line and the headers below it, as they were sent."""

    status_line: str
    fields: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """The block as it was sent, in Latin-1, lines ended by CRLF."""
        lines = [self.status_line, *(f"{name}: {value}" for name, value in self.fields)]
        return "".join(f"{line}\r\n" for line in lines)

    @property
    def status(self) -> int | None:
        """The status code."""
        found = re.match(r"HTTP/\S+\s+(\d{3})\b", self.status_line)
        return int(found[1]) if found is not None else None

    def get(self, name: str) -> str | None:
        """The first value of a header, whatever the case of its name."""
        return next((value for key, value in self.fields if key.casefold() == name), None)

    def listed(self, name: str) -> list[str]:
        """The values of a header whose values are listed with commas, in small letters."""
        values = (value for key, value in self.fields if key.casefold() == name)
        return [one.strip().casefold() for value in values for one in value.split(",") if one.strip()]

    @property
    def media(self) -> str | None:
        """The media type that is stated, without its parameters."""
        stated = (self.get("content-type") or "").partition(";")[0].strip().casefold()
        return stated or None


def content(headers: Headers, body: bytes, limit: int) -> bytes:
    """The content that a message carries, its encodings undone; raises HttpError where that cannot be done.

    A body that does not begin as its headers say was decoded by whoever archived it, and is taken as it is.
    """
    if "chunked" in headers.listed("transfer-encoding") and CHUNK_LINE.match(body):
        body = b"".join(chunks(body))
    codings = [one for one in headers.listed("content-encoding") if one != "identity"]
    if len(codings) > LAYERS:
        raise HttpError(f"{len(codings)} encodings one in the other; {LAYERS} are undone")
    for coding in reversed(codings):
        body = decoded(body, coding, limit)
    if len(body) > limit:
        raise HttpError(f"{len(body):,} bytes, more than the {limit:,} allowed; raise max_bytes in dateline.toml")
    return body


def chunks(body: bytes) -> Iterator[bytes]:
    """The pieces of a chunked body; raises HttpError where it is cut short or its lengths are wrong."""
    at = 0
    while (found := CHUNK_LINE.match(body, at)) is not None:
        length = int(found[1], 16)
        if length == 0:
            return
        start, at = found.end(), found.end() + length
        if at > len(body):
            raise HttpError("its last chunk is cut short; get the page again")
        yield body[start:at]
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
    raise HttpError("the lengths of its chunks are wrong or its end is missing; get the page again")


def decoded(body: bytes, coding: str, limit: int) -> bytes:
    """A body with one content encoding undone; raises HttpError for a broken or unknown one and for a bomb."""
    name = NAME.get(coding)
    if name is None:
        raise HttpError(f"its encoding {coding!r} is unknown; save the page with a browser")
    if name in ("gzip", "zstd") and codec_of(body) != name:
        return body
    found = bytearray()
    try:
        for piece in _pieces(body, name):
            found += piece
            if len(found) > limit:
                raise HttpError(f"{len(body):,} bytes of {coding} unpack to more than the {limit:,} bytes allowed")
    except (*BROKEN, brotli.error) as error:
        if name in ("br", "deflate") and not found:
            return body
        raise HttpError(f"its {coding} encoding is broken after {len(found):,} bytes ({error})") from error
    return bytes(found)


def _pieces(body: bytes, name: str) -> Iterator[bytes]:
    if name == "br":
        return _brotli(body)
    return _deflate(body) if name == "deflate" else pieces(io.BytesIO(body), name)


def _deflate(body: bytes) -> Iterator[bytes]:
    """Deflate with the zlib header that the standard asks for, or without it, as some servers send."""
    unpacker = zlib.decompressobj(15 if body[:1] and body[0] & 15 == 8 and not _remainder(body) else -15)
    while body and not unpacker.eof:
        yield unpacker.decompress(body, CHUNK)
        body = unpacker.unconsumed_tail
    if not unpacker.eof:
        raise EOFError("the body ends before its stream does")


def _remainder(body: bytes) -> int:
    return int.from_bytes(body[:2], "big") % 31


def _brotli(body: bytes) -> Iterator[bytes]:
    unpacker = brotli.Decompressor()
    yield unpacker.process(body, output_buffer_limit=CHUNK)
    while not unpacker.is_finished():
        piece = unpacker.process(b"", output_buffer_limit=CHUNK)
        if not piece and unpacker.can_accept_more_data():
            raise EOFError("the body ends before its stream does")
        yield piece
