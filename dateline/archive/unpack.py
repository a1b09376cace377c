"""Compressed streams, unpacked piece by piece within limits: a bomb costs what the limits allow and no more."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tempfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, BinaryIO, Protocol, cast

import zstandard
from msgspec import Struct

from dateline.archive.limits import Limits

CHUNK = 1 << 16
# So little is given to a codec at once that what it makes of it (at most 1,032 times as much for gzip, 128 kB of
# every four bytes for zstd) stays small.
MORSEL = {"gzip": 4096, "zstd": 512}
WINDOW = 1 << 27
XZ_MEMORY = 1 << 28
MAGIC = {"gzip": b"\x1f\x8b\x08", "bzip2": b"BZh", "xz": b"\xfd7zXZ\x00", "zstd": b"\x28\xb5\x2f\xfd"}
# A zstd file may begin with a frame to be skipped; a WARC's holds the dictionary of the frames that follow.
SKIPPED = tuple(bytes([mark]) + b"\x2a\x4d\x18" for mark in range(0x50, 0x60))
BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError, ValueError)
"""What the codecs raise for bytes that are not what they should be."""


class TooMuchError(ValueError):
    """More came out of an archive than the limits allow; says how much was allowed."""


class Budget:
    """What may still be unpacked from one archive that the user added, its inner archives included."""

    def __init__(self, limits: Limits) -> None:
        """A full budget."""
        self.bytes = limits.max_archive
        self.entries = limits.max_entries

    def spend(self, unpacked: int) -> None:
        """Take bytes off; raises TooMuchError when too many were taken."""
        self.bytes -= unpacked
        if self.bytes < 0:
            raise TooMuchError("unpacks to more than max_archive allows; raise it in dateline.toml if this is no bomb")

    def count(self) -> None:
        """Take one member off; raises TooMuchError when too many were taken."""
        self.entries -= 1
        if self.entries < 0:
            raise TooMuchError("holds more members than max_entries allows; raise it in dateline.toml, or split it")


class Stream(Protocol):
    """A codec at work on one member or frame."""

    @property
    def eof(self) -> bool:
        """Whether the member has ended."""
        ...

    @property
    def unused_data(self) -> bytes:
        """What was given beyond the end of the member."""
        ...

    def decompress(self, data: bytes, /) -> bytes:
        """What the next bytes unpack to."""
        ...


class Codec(Struct, frozen=True):
    """How the members of a compressed file are told and unpacked."""

    name: str
    start: Callable[[], Stream]

    @property
    def magic(self) -> bytes:
        """The bytes that open a member."""
        return MAGIC[self.name]

    @property
    def morsel(self) -> int:
        """How much to give to the codec at once."""
        return MORSEL[self.name]


def gzip_codec() -> Codec:
    """Members of gzip."""
    return Codec("gzip", lambda: zlib.decompressobj(31))


def zstd_codec(dictionary: bytes = b"") -> Codec:
    """Frames of zstd, with the dictionary that they need."""
    known = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
    unpacker = zstandard.ZstdDecompressor(dict_data=known, max_window_size=WINDOW)
    return Codec("zstd", unpacker.decompressobj)


def codec_of(head: bytes) -> str | None:
    """The name of the codec by which bytes that begin so were packed; None for plain ones."""
    if head.startswith(SKIPPED):
        return "zstd"
    return next((name for name, magic in MAGIC.items() if head.startswith(magic)), None)


def pieces(packed: IO[bytes], codec: str) -> Iterator[bytes]:
    """What a compressed stream unpacks to, all its members or frames, in pieces of 64 kB. Raises what BROKEN names."""
    if codec == "xz":
        yield from _xz(packed)
        return
    with _reader(packed, codec) as unpacked:
        while piece := unpacked.read(CHUNK):
            yield piece


def _reader(packed: IO[bytes], codec: str) -> BinaryIO:
    if codec == "gzip":
        return cast("BinaryIO", gzip.GzipFile(fileobj=packed, mode="rb"))
    if codec == "bzip2":
        return cast("BinaryIO", bz2.BZ2File(packed, "rb"))
    unpacker = zstandard.ZstdDecompressor(max_window_size=WINDOW)
    return unpacker.stream_reader(packed, read_across_frames=True, closefd=False)


def _xz(packed: IO[bytes]) -> Iterator[bytes]:
    # LZMAFile would take whatever memory the file asks for.
    data = packed.read(CHUNK)
    while data.strip(b"\0"):
        unpacker = lzma.LZMADecompressor(memlimit=XZ_MEMORY)
        while not unpacker.eof:
            yield unpacker.decompress(data, CHUNK)
            data = packed.read(CHUNK) if unpacker.needs_input and not unpacker.eof else b""
            if unpacker.needs_input and not unpacker.eof and not data:
                raise EOFError("the file ends before its stream does")
        data = unpacker.unused_data or packed.read(CHUNK)


def unpacked(packed: IO[bytes], codec: str, limits: Limits, budget: Budget) -> tuple[IO[bytes], str | None]:
    """A compressed stream unpacked into a temporary file, and why it was not unpacked whole (None: it was)."""
    out = spool(limits)
    start, size = packed.tell(), 0
    try:
        for piece in pieces(packed, codec):
            size += len(piece)
            budget.spend(len(piece))
            if size > limits.max_bytes and size > limits.max_ratio * max(1, packed.tell() - start):
                raise TooMuchError(
                    f"unpacks to more than {limits.max_ratio} times its size; a bomb, or raise max_ratio"
                )
            out.write(piece)
    except TooMuchError as error:
        out.seek(0)
        out.truncate()
        return out, str(error)
    except BROKEN as error:
        out.seek(0)
        return out, f"its {codec} stream is broken after {size:,} bytes ({error}); get it again from where it is whole"
    out.seek(0)
    return out, None


def spool(limits: Limits) -> IO[bytes]:
    """A temporary file that stays in memory while it is no larger than a page."""
    return tempfile.SpooledTemporaryFile(max_size=limits.max_bytes)


def read_within(source: IO[bytes], limit: int) -> bytes | None:
    """All that a stream gives, or None when that is more than `limit` bytes."""
    found = bytearray()
    while len(found) <= limit:
        piece = source.read(min(CHUNK, limit + 1 - len(found)))
        if not piece:
            return bytes(found)
        found += piece
    return None
