"""Where the records of a web archive begin and end; a broken one is told, and reading goes on at the next.

A reader that trusts the lengths loses every record behind a wrong one. So a record's end is believed only where
another record or the end of the file follows; else the next mark of a beginning is looked for.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress

from msgspec import Struct

from dateline.archive.raw import Raw
from dateline.archive.unpack import BROKEN, Codec

WARC, ARC = "warc", "arc"
LONGEST_HEAD, LONGEST_LINE = 1 << 16, 1 << 12
HEAD_END = re.compile(rb"\r?\n\r?\n")
LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
WARC_MARK, WARC_LINE = b"WARC/1.", re.compile(rb"WARC/1\.\d\r?\n[A-Za-z-]+[ \t]*:")
ARC_LINE = re.compile(rb"(?P<url>[a-z]{3,9}:\S+) \S+ (?P<date>\d{8,14}) \S[^\r\n]* (?P<length>\d{1,12})\r?\n")
ENDED = b"\r\n\r\n"
# A block of zstd gives nothing before it is whole, and has at most so many bytes.
BLOCK, LITTLE = 1 << 18, 64


class Frame(Struct, frozen=True):
    """The place of one record: its head, and its content up to `end`."""

    start: int
    content: int
    end: int
    head: bytes


class Broken(Struct, frozen=True):
    """A place where a record should be and none can be read."""

    start: int
    reason: str


def begins(data: bytes, kind: str) -> bool:
    """Whether a record of this kind of archive begins here."""
    return data.startswith(b"WARC/") if kind == WARC else ARC_LINE.match(data) is not None


def frames(raw: Raw, kind: str, start: int = 0, end: int | None = None) -> Iterator[Frame | Broken]:
    """The records of an archive that is not compressed, in order, and what is broken between them.

    From a place on at which one begins, those that begin before `end`.
    """
    at = past_breaks(raw, start)
    while at < (raw.size if end is None else end):
        found = warc_frame(raw, at) if kind == WARC else arc_frame(raw, at)
        if isinstance(found, Broken):
            yield found
            at = next_start(raw, at + 1, kind)
        else:
            yield found
            at = past_breaks(raw, found.end)


def past_breaks(raw: Raw, at: int) -> int:
    """The place behind the line breaks that stand at a place."""
    while (piece := raw.at(at, 1024)) and not (rest := piece.lstrip(b"\r\n")):
        at += len(piece)
    return at + len(piece) - len(rest) if piece else at


def next_start(raw: Raw, at: int, kind: str) -> int:
    """Where the next record may begin: a line as only its kind has it. A WARC's need not stand behind a break."""
    mark, skip, line = (WARC_MARK, 0, WARC_LINE) if kind == WARC else (b"\n", 1, ARC_LINE)
    while (found := raw.find(mark, at)) >= 0:
        if line.match(raw.at(found + skip, LONGEST_LINE)):
            return found + skip
        at = found + 1
    return raw.size


def warc_frame(raw: Raw, at: int) -> Frame | Broken:
    """The record of a WARC that begins at a place, or what is wrong with it."""
    head = raw.at(at, LONGEST_HEAD)
    ended = HEAD_END.search(head)
    if not head.startswith(b"WARC/"):
        return Broken(at, "no record begins where one should")
    if ended is None:
        return Broken(at, f"its header does not end within {LONGEST_HEAD:,} bytes")
    length = LENGTH.search(head, 0, ended.end())
    if length is None:
        return Broken(at, "its header states no Content-Length that is a number")
    return _checked(raw, at, head[: ended.end()], int(length[1]), WARC)


def arc_frame(raw: Raw, at: int) -> Frame | Broken:
    """The record of an ARC that begins at a place, or what is wrong with it."""
    line = ARC_LINE.match(raw.at(at, LONGEST_LINE))
    if line is None:
        return Broken(at, "no line of address, date, type and length where a record should begin")
    return _checked(raw, at, line[0], int(line["length"]), ARC)


def _checked(raw: Raw, at: int, head: bytes, length: int, kind: str) -> Frame | Broken:
    """The record of a stated length, if what comes behind it shows that the length is true."""
    content = at + len(head)
    end = content + length
    if end > raw.size:
        return Broken(at, f"cut short, or its length is wrong: {length:,} bytes stated, {raw.size - content:,} there")
    after = past_breaks(raw, end)
    followed = after == raw.size or (after > end and begins(raw.at(after, LONGEST_LINE), kind))
    if not followed:
        # The next record may be the broken one, unless this one's length runs over the beginnings of others.
        ended = kind == WARC and raw.at(end, len(ENDED)) == ENDED
        if not ended or next_start(raw, content, kind) < end:
            return Broken(at, f"its length of {length:,} bytes is wrong: no record begins behind it")
    return Frame(at, content, end, head)


class Unpacked(Struct, frozen=True):
    """A compressed member from `start` to `end`: what it holds, or why not.

    `whole` is False where more came out than was asked for; `end` is then unknown and 0.
    """

    start: int
    end: int
    data: bytes
    whole: bool = True
    reason: str | None = None


def member(raw: Raw, at: int, codec: Codec, most: int) -> Unpacked:
    """The compressed member that begins at a place, as far as `most` bytes."""
    stream, found, place = codec.start(), bytearray(), at
    try:
        while not stream.eof:
            piece = raw.at(place, codec.morsel)
            if not piece:
                return Unpacked(at, 0, bytes(found), reason=f"cut short after {len(found):,} bytes")
            found += stream.decompress(piece)
            place += len(piece)
            if len(found) > most:
                return Unpacked(at, 0, bytes(found), whole=False)
    except BROKEN as error:
        told = f"its {codec.name} is broken after {len(found):,} bytes ({error})"
        return Unpacked(at, 0, bytes(found) or opening(raw, at, codec), reason=told)
    return Unpacked(at, place - len(stream.unused_data), bytes(found))


def next_member(raw: Raw, at: int, codec: Codec, kind: str) -> int:
    """Where the next compressed member that holds a record begins; the size of the file where there is none."""
    while (found := raw.find(codec.magic, at)) >= 0:
        if begins(opening(raw, found, codec), kind):
            return found
        at = found + 1
    return raw.size


def opening(raw: Raw, at: int, codec: Codec) -> bytes:
    """The first bytes of the compressed member at a place; none where nothing was compressed here."""
    stream, found = codec.start(), bytearray()
    # So little at a time that what stands before a break is not lost with it.
    with suppress(*BROKEN):
        for place in range(at, at + BLOCK, LITTLE):
            found += stream.decompress(raw.at(place, LITTLE))
            if len(found) >= LONGEST_LINE or stream.eof:
                break
    return bytes(found)


def in_memory(data: bytes) -> Raw:
    """Bytes as a file to be read at any place."""
    return Raw(io.BytesIO(data))
