"""Web archives read in parallel: each reader takes the records that begin within a range of the bytes of a file.

A reader that starts in the middle looks for the first place at which a record seems to begin. It may be wrong: a page
can hold a whole web archive. Only who comes from the beginning of the file, record by record, knows; so each reading
tells where its first record began and where the next one after its last begins, and `torn` finds what does not join.

    joints = [read(one) for one in ranges(address)]      # wherever; each the `joint` of a RangeReading
    while (again := torn(joints)) is not None:
        joints[again.index] = read(again.range)          # in place of what was read there before
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, cast

from msgspec import Struct

from dateline.archive.contents import archive_kind
from dateline.archive.limits import Limits
from dateline.archive.raw import Raw
from dateline.archive.unpack import Budget, codec_of
from dateline.archive.web_archive import Placed, Reader, codec_for
from dateline.archive.web_frames import ARC, WARC, Broken, frames, next_member, next_start, past_breaks
from dateline.model.errors import DatelineError, MissingError

SIZE = 64_000_000
"""Bytes of a range where none is asked for: of compressed news pages some 3,000, a few seconds of sifting."""


class RangeError(DatelineError):
    """A file cannot be read in ranges; says which, and why."""


class Range(Struct, frozen=True):
    """The records of a file that begin at `start` or later, and before `end`."""

    address: str  #: a path, or an address that fsspec knows
    start: int
    end: int
    known: bool = False  #: whether a record is known to begin at `start`


class Joint(Struct, frozen=True):
    """Where the reading of a range began and ended."""

    range: Range
    first: int | None = None  #: where the first record began; None where none does
    after: int = 0  #: where the next record begins, behind the last one


def ranges(address: str, size: int = SIZE) -> tuple[Range, ...]:
    """A file cut into ranges of `size` bytes; one only where it can be read from its beginning alone."""
    with opened(address) as file:
        whole = Raw(file).size
        file.seek(0)
        if codec_of(file.read(8)) not in (None, "gzip"):
            size = max(1, whole)
    return tuple(Range(address, at, min(at + size, whole), known=at == 0) for at in range(0, whole, size))


def opened(address: str) -> IO[bytes]:
    """The file at a path or an address that fsspec knows; raises RangeError when it cannot be opened."""
    try:
        if "://" not in address:
            return Path(address).open("rb")
        import fsspec

        return cast("IO[bytes]", fsspec.open(address, "rb").open())
    except ImportError as error:
        raise MissingError(f"{address} needs fsspec; install it with: pip install 'dateline[cluster]'") from error
    except (OSError, ValueError) as error:
        raise RangeError(f"{address}: cannot be opened ({error})") from error


class RangeReading:
    """The records of one range, each with its place; `joint` is true once all were taken."""

    def __init__(self, range_: Range, limits: Limits) -> None:
        """Nothing is opened yet."""
        self.range = range_
        self.limits = limits
        self.joint = Joint(range_)

    def __iter__(self) -> Iterator[Placed]:
        """The records in order, broken ones too; raises RangeError for what is no web archive."""
        with opened(self.range.address) as file:
            kind = archive_kind(file, self.range.address)
            if kind not in (WARC, ARC):
                raise RangeError(f"{self.range.address}: no WARC or ARC; add it by itself")
            raw, reader = Raw(file), Reader(kind, self.limits, Budget(self.limits))
            name = codec_of(raw.at(0, 8))
            yield from self._plain(raw, reader) if name is None else self._packed(raw, reader, name)

    def _packed(self, raw: Raw, reader: Reader, name: str) -> Iterator[Placed]:
        codec, start, end = codec_for(raw, name), self.range.start, self.range.end
        at = start if self.range.known else next_member(raw, start, codec, reader.kind)
        if at < end:
            yield from reader.packed(raw, codec, at, end)
            self.joint = Joint(self.range, at, reader.after)

    def _plain(self, raw: Raw, reader: Reader) -> Iterator[Placed]:
        start, end = self.range.start, self.range.end
        at = past_breaks(raw, start) if self.range.known else next_start(raw, start, reader.kind)
        if at < end:
            after = at
            for frame in frames(raw, reader.kind, at, end):
                if isinstance(frame, Broken):
                    after = next_start(raw, frame.start + 1, reader.kind)
                    yield Placed(frame.start, reader.broken(raw, frame))
                else:
                    after = past_breaks(raw, frame.end)
                    yield Placed(frame.start, reader.framed(raw, frame))
            self.joint = Joint(self.range, at, after)


class Torn(Struct, frozen=True):
    """A reading that is to be done again, by its index, and what is to be read in its place."""

    index: int
    range: Range


def torn(joints: Sequence[Joint]) -> Torn | None:
    """Of the readings of all ranges of a file, in order, the first that does not join those before it.

    None when all do: then every record was read, and none twice.
    """
    place = 0
    for index, joint in enumerate(joints):
        asked = joint.range
        known = asked.known and asked.start == place
        passed = joint.first is None and place >= asked.end
        if not known and not passed and joint.first != place:
            return Torn(index, Range(asked.address, min(place, asked.end), asked.end, known=True))
        if joint.first is not None and place >= asked.end:
            # It began in the middle of a record that runs over all of the range.
            return Torn(index, Range(asked.address, asked.end, asked.end, known=True))
        place = max(place, asked.end if joint.first is None else joint.after)
    return None
