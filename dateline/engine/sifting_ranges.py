"""Sifting a range of an archive as a kind of job: kept records out as they were, rejects counted, some of them too."""

from __future__ import annotations

import gzip
import hashlib
import heapq
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from dateline.archive.ranges import Joint, Range, RangeReading, opened
from dateline.archive.unpack import codec_of
from dateline.archive.web_archive import Placed
from dateline.archive.web_records import Bad, Page, Passed
from dateline.engine.auditing import FOREIGN, drawn
from dateline.engine.looking import certain
from dateline.engine.state import State
from dateline.model.sifting import Verdict

UNCHANGED = "found unchanged since another record"
TOGETHER = "compressed together with other records, or not by gzip; unpack the file and sift that"
# The least effort of gzip that still halves a page; records are compressed one by one, as WARC readers expect.
LEVEL = 6


class SiftRange(Struct, frozen=True):
    """A range to be sifted, and of how many rejects to bring along."""

    range: Range
    sample: int


class Reject(Struct, frozen=True, order=True):
    """A record that was passed over and is in the sample; ordered by what it is drawn by."""

    drawn: str
    place: str
    record: bytes


class RangeSifted(Struct, frozen=True):
    """What came of a range."""

    joint: Joint  #: where it began and ended
    pages: int
    kept: int
    records: bytes  #: the kept records, each compressed by itself
    passed: dict[str, int]
    no_pages: dict[str, int]
    failures: tuple[str, ...]
    sample: tuple[Reject, ...]  #: the rejects that are drawn first


class Tally:
    """What was found so far in a range."""

    def __init__(self, address: str, sample: int) -> None:
        """Nothing yet."""
        self.address = address
        self.most = sample
        self.pages = 0
        self.kept: list[bytes] = []
        self.passed: Counter[str] = Counter()
        self.no_pages: Counter[str] = Counter()
        self.failures: list[str] = []
        self.sample: list[Reject] = []

    def take(self, placed: Placed, verdict: Verdict | None, record: bytes) -> None:
        """Count one record; `verdict` stands only where it is a page."""
        one = placed.what
        if isinstance(one, Passed):
            self.no_pages[one.what] += 1
        elif isinstance(one, Bad):
            told = f"; {one.url}" if one.url else ""
            self.failures.append(f"{self.address} at byte {placed.at:,}: {one.reason}{told}")
        elif verdict is None:
            self.no_pages[UNCHANGED] += 1
        else:
            self.pages += 1
            if verdict.keep:
                self.kept.append(record)
            else:
                self.passed[verdict.reason] += 1
                if not verdict.reason.startswith(FOREIGN):
                    self.draw(placed, record)

    def draw(self, placed: Placed, record: bytes) -> None:
        """Keep a reject, if it is among those drawn first."""
        assert isinstance(placed.what, Page)
        place = f"{self.address}\0{placed.at:020}"
        self.sample.append(Reject(drawn(digest_of(placed.what.data)), place, record))
        if len(self.sample) > 2 * self.most:
            self.sample = heapq.nsmallest(self.most, self.sample)


def sift_range(state: State, payload: SiftRange) -> RangeSifted:
    """Sift the records of one range."""
    reading = RangeReading(payload.range, state.setup.limits)
    tally = Tally(payload.range.address, payload.sample)
    for placed, record in with_bytes(reading, payload.range.address):
        page = placed.what if isinstance(placed.what, Page) else None
        tally.take(placed, certain(page.data, page.media, state.sieve) if page else None, record)
    return RangeSifted(
        joint=reading.joint,
        pages=tally.pages,
        kept=len(tally.kept),
        records=b"".join(tally.kept),
        passed=dict(tally.passed),
        no_pages=dict(tally.no_pages),
        failures=tuple(tally.failures),
        sample=tuple(heapq.nsmallest(payload.sample, tally.sample)),
    )


def with_bytes(reading: RangeReading, address: str) -> Iterator[tuple[Placed, bytes]]:
    """The records of a range, each page with its record as it stands in the file, compressed by itself.

    A record ends where the next one begins; of records that are compressed together none can be cut out.
    """
    with opened(address) as file:
        codec = codec_of(file.read(8))

        def cut(waiting: Sequence[Placed], end: int) -> Iterator[tuple[Placed, bytes]]:
            alone = len(waiting) == 1 and codec in (None, "gzip")
            for one in waiting:
                if not isinstance(one.what, Page):
                    yield one, b""
                elif not alone:
                    yield Placed(one.at, Bad(TOGETHER, one.what.url)), b""
                else:
                    file.seek(one.at)
                    record = file.read(end - one.at)
                    yield one, record if codec else gzip.compress(record, LEVEL, mtime=0)

        waiting: list[Placed] = []
        for placed in reading:
            if waiting and waiting[0].at != placed.at:
                yield from cut(waiting, placed.at)
                waiting = []
            waiting.append(placed)
        yield from cut(waiting, reading.joint.after)


def digest_of(data: bytes) -> str:
    """The digest of a page's bytes, as the vault names them."""
    return hashlib.sha256(data).hexdigest()
