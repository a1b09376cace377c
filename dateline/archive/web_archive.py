"""WARC and ARC files, plain or compressed: every page in them, every broken record, the number of what is no page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from msgspec import Struct

from dateline.archive.limits import Limits
from dateline.archive.raw import Raw
from dateline.archive.unpack import SKIPPED, Budget, Codec, codec_of, gzip_codec, unpacked, zstd_codec
from dateline.archive.web_frames import (
    ARC,
    WARC,
    Broken,
    Frame,
    Unpacked,
    frames,
    in_memory,
    member,
    next_member,
)
from dateline.archive.web_records import Bad, Passed, Read, address_in, kind_of_warc, no_page, read_arc, read_warc

# What stands around a page in its record: WARC and HTTP headers.
AROUND = 1 << 20
DICTIONARY = b"\x5d\x2a\x4d\x18"
TAKEN = frozenset({"response", "revisit", "resource"})


class Told(Struct, frozen=True):
    """A record by its number, counted from 1 in its file, and what it is."""

    number: int
    what: Read


class Placed(Struct, frozen=True):
    """A record by the place in its file at which it begins, or the compressed member that holds it, and what it is."""

    at: int
    what: Read


def kind_of(head: bytes) -> str | None:
    """Whether plain bytes that begin so are a WARC or an ARC."""
    start = head.lstrip(b"\r\n")
    if start.startswith(b"WARC/"):
        return WARC
    return ARC if start.startswith(b"filedesc://") else None


def records(file: IO[bytes], kind: str, limits: Limits, budget: Budget) -> Iterator[Told]:
    """The records of an open WARC or ARC, in order; raises TooMuchError where they are too many."""
    raw, reader = Raw(file), Reader(kind, limits, budget)
    name = codec_of(raw.at(0, 8))
    found = reader.plain(raw) if name is None else (one.what for one in reader.packed(raw, codec_for(raw, name)))
    for number, what in enumerate(found, 1):
        budget.count()
        yield Told(number, what)


def codec_for(raw: Raw, name: str) -> Codec:
    """The codec of a file's members, with the dictionary that a zstd file of WARC records opens with."""
    if name == "gzip":
        return gzip_codec()
    head = raw.at(0, 8)
    if not head.startswith(DICTIONARY):
        return zstd_codec()
    dictionary = raw.at(8, min(int.from_bytes(head[4:8], "little"), AROUND))
    if codec_of(dictionary) == "zstd":
        dictionary = member(in_memory(dictionary), 0, zstd_codec(), AROUND).data
    return zstd_codec(dictionary)


class Reader:
    """Reads the records of one file."""

    def __init__(self, kind: str, limits: Limits, budget: Budget) -> None:
        """For files of one kind, WARC or ARC."""
        self.kind = kind
        self.limits = limits
        self.budget = budget
        self.most = limits.max_bytes + AROUND
        self.after = 0  # where the next record begins, as far as is known

    def plain(self, raw: Raw) -> Iterator[Read]:
        """The records of a file that is not compressed."""
        for frame in frames(raw, self.kind):
            yield self.broken(raw, frame) if isinstance(frame, Broken) else self.framed(raw, frame)

    def broken(self, raw: Raw, broken: Broken) -> Bad:
        """A place where no record can be read, as what is listed."""
        return Bad(f"{broken.reason} (byte {broken.start:,})", address_in(raw.at(broken.start, 4096)))

    def framed(self, raw: Raw, frame: Frame) -> Read:
        """What the record at a place is."""
        size = frame.end - frame.start
        kind = kind_of_warc(frame.head) if self.kind == WARC else "response"
        if kind not in TAKEN:
            return Passed(f"{kind} records")
        if size > self.most:
            return self.large(raw.at(frame.content, AROUND), frame.head, f"{size:,} bytes")
        self.budget.spend(size)
        if self.kind == ARC:
            return read_arc(frame.head, raw.at(frame.content, frame.end - frame.content), self.limits.max_bytes)
        return read_warc(raw.at(frame.start, size) + b"\r\n\r\n", self.limits.max_bytes)

    def large(self, content: bytes, head: bytes, size: str) -> Read:
        """A record that is larger than a page may be: a film is no page anyway."""
        allowed = f"more than the {self.limits.max_bytes:,} allowed; raise max_bytes in dateline.toml"
        return no_page(content) or Bad(f"{size}, {allowed}", address_in(head))

    def packed(self, raw: Raw, codec: Codec, at: int = 0, end: int | None = None) -> Iterator[Placed]:
        """The records of a file whose members are compressed one by one, or together.

        From a place on at which a member begins, those of the members that begin before `end`.
        """
        self.after = at
        while (at := self.after) < (raw.size if end is None else end):
            head = raw.at(at, 8)
            if codec.name == "zstd" and head.startswith(SKIPPED):
                self.after = at + 8 + int.from_bytes(head[4:8], "little")
                if self.after > raw.size:
                    yield Placed(at, Bad("cut short in a frame that is to be skipped; get it from where it is whole"))
            elif not head.startswith(codec.magic):
                self.after = next_member(raw, at + 1, codec, self.kind)
                yield Placed(at, Bad(f"no {codec.name} member begins where one should (byte {at:,})"))
            else:
                one = member(raw, at, codec, self.most)
                self.budget.spend(len(one.data))
                self.after = one.end or next_member(raw, at + 1, codec, self.kind)
                found = self.member(one)
                if not one.whole and (self.after == raw.size or self.holds_many(one.data)):
                    self.after, found = raw.size, self.together(raw, at, codec)
                for what in found:
                    yield Placed(at, what)

    def member(self, one: Unpacked) -> Iterator[Read]:
        """The records of one compressed member; of a broken one those before the break."""
        raw = in_memory(one.data)
        if one.reason is None and one.whole:
            yield from self.plain(raw)
        elif not one.whole:
            head = one.data[:AROUND]
            yield self.large(head[head.find(b"HTTP/") :], head, f"unpacks to {len(one.data):,} bytes or more")
        else:
            # The last one is the broken one, whatever its length says.
            whole = [frame for frame in frames(raw, self.kind) if isinstance(frame, Frame)][:-1]
            yield from (self.framed(raw, frame) for frame in whole)
            start = whole[-1].end if whole else 0
            yield Bad(f"{one.reason} (byte {one.start:,})", address_in(one.data[start : start + 4096]))

    def holds_many(self, data: bytes) -> bool:
        """Whether a member that is not unpacked whole holds more than one record."""
        first = next(frames(in_memory(data), self.kind), None)
        return isinstance(first, Frame) and first.end < len(data)

    def together(self, raw: Raw, at: int, codec: Codec) -> Iterator[Read]:
        """The records of a file that was compressed as one stream."""
        raw.file.seek(at)
        out, reason = unpacked(raw.file, codec.name, self.limits, self.budget)
        with out:
            yield from self.plain(Raw(out))
        if reason is not None:
            yield Bad(reason)
