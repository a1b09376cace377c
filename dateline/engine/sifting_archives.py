"""`sift`: bulk archives in, the pages that deserve reading out, with a manifest and a sample of the others."""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from dateline.archive.ranges import SIZE, Range, ranges, torn
from dateline.engine.digest import sift_digest
from dateline.engine.executor import Executor
from dateline.engine.executors import executor_of
from dateline.engine.jobs import Done, job, result, shard_of
from dateline.engine.limits import limits_of
from dateline.engine.settings import Settings
from dateline.engine.sifting_ranges import RangeSifted, Reject, SiftRange
from dateline.engine.state import Setup
from dateline.model.errors import UsageError
from dateline.model.siftings import Sifted, SiftedFile, SiftedShard

if TYPE_CHECKING:
    from dateline.engine.flow import Progress

KEPT, SAMPLE, MANIFEST, EXCHANGED = "kept", "rejects-sample.warc.gz", "manifest.json", "exchange"
DEADLINE = 1_800.0
"""Seconds for one range; the largest of those measured took 20."""
LIKE_ONE = 40
"""One range keeps a worker as busy as so many pages."""


class SiftOptions(Struct, frozen=True, kw_only=True):
    """How archives are sifted."""

    sample: int = 200  #: how many of the pages passed over are kept for audit
    size: int = SIZE  #: bytes of a range, the piece that one worker takes at a time
    settings: Settings = Settings()  #: what runs it, and how large a page may be


def sift_archives(addresses: Sequence[str], folder: Path, options: SiftOptions, progress: Progress) -> Sifted:
    """Sift archives into an absent or empty folder; `progress` is told bytes.

    Raises UsageError for a folder that holds something, RangeError for an archive that cannot be opened.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already and is not empty; name a new folder")
    pieces = {address: ranges(address, options.size) for address in dict.fromkeys(addresses)}
    (folder / KEPT).mkdir(parents=True, exist_ok=True)
    run = Run(folder, pieces, options, progress)
    setup = Setup(limits=limits_of(options.settings), memory_mb=options.settings.max_memory_mb)
    count = sum(map(len, pieces.values()))
    with closing(executor_of(options.settings, setup, LIKE_ONE * count, folder / EXCHANGED)) as executor:
        run.sift([one for found in pieces.values() for one in found], executor)
        for address in pieces:
            run.mend(address, executor)
    return run.finished()


class Run:
    """One run over archives: what came of which range."""

    def __init__(
        self, folder: Path, pieces: Mapping[str, tuple[Range, ...]], options: SiftOptions, progress: Progress
    ) -> None:
        """Nothing is done yet."""
        self.folder = folder
        self.pieces = pieces
        self.options = options
        self.progress = progress
        self.places = {one: place for place, one in enumerate(one for found in pieces.values() for one in found)}
        self.done: dict[int, RangeSifted] = {}
        self.shards: dict[int, SiftedShard] = {}
        self.sample: list[Reject] = []
        self.failures: list[str] = []
        self.bytes = 0
        self.expected = sum(one.end - one.start for one in self.places)

    def sift(self, asked: Sequence[Range], executor: Executor) -> None:
        """Have ranges sifted and take in what comes of them."""
        jobs = {name_of(one): one for one in asked}
        work = sift_digest()
        shards = (
            shard_of([job("sift", name, SiftRange(one, self.options.sample), seconds=DEADLINE)], work)
            for name, one in jobs.items()
        )
        for done in executor.run(shards):
            self.take(jobs[done.job], done)

    def take(self, asked: Range, done: Done) -> None:
        """Take in what came of one range: its kept pages become a file at once."""
        self.bytes += asked.end - asked.start
        self.progress(self.bytes, self.expected)
        if done.result is None:
            self.failures.append(f"{name_of(asked)}: {done.reason}; nothing of this range was sifted")
            return
        self.put(self.places[asked], asked, result(done, RangeSifted))

    def put(self, place: int, asked: Range, found: RangeSifted) -> None:
        """Keep what came of the range at a place, instead of what was there."""
        name = f"{KEPT}/{place:06}.warc.gz"
        self.shards.pop(place, None)
        (self.folder / name).unlink(missing_ok=True)
        if found.kept:
            (self.folder / name).write_bytes(found.records)
            self.shards[place] = SiftedShard(
                name=name,
                sha256=hashlib.sha256(found.records).hexdigest(),
                pages=found.kept,
                source=asked.address,
                start=asked.start,
                end=asked.end,
            )
        self.done[place] = msgspec.structs.replace(found, records=b"")

    def mend(self, address: str, executor: Executor) -> None:
        """Read again where a range began in the middle of a record that only looked like several."""
        places = [self.places[one] for one in self.pieces[address]]
        while all(place in self.done for place in places):
            again = torn([self.done[place].joint for place in places])
            if again is None:
                return
            self.places[again.range] = places[again.index]
            self.expected += again.range.end - again.range.start
            self.sift([again.range], executor)
            if self.done[places[again.index]].joint.range != again.range:
                return

    def finished(self) -> Sifted:
        """Write the sample and the manifest."""
        found = [self.done[place] for place in sorted(self.done)]
        sample = heapq.nsmallest(self.options.sample, (one for part in found for one in part.sample))
        (self.folder / SAMPLE).write_bytes(b"".join(one.record for one in sorted(sample, key=lambda one: one.place)))
        made = Sifted(
            sieve=sift_digest(),
            files=tuple(SiftedFile(address=one, size=part[-1].end if part else 0) for one, part in self.pieces.items()),
            pages=sum(part.pages for part in found),
            kept=sum(part.kept for part in found),
            passed=summed(part.passed for part in found),
            no_pages=summed(part.no_pages for part in found),
            failures=(*sorted(self.failures), *(told for part in found for told in part.failures)),
            shards=tuple(self.shards[place] for place in sorted(self.shards)),
            sample=len(sample),
        )
        data = msgspec.json.format(msgspec.json.encode(made), indent=1)
        (self.folder / MANIFEST).write_bytes(data + b"\n")
        return made


def name_of(asked: Range) -> str:
    """A range in words."""
    return f"{asked.address} {asked.start:,}-{asked.end:,}{' again' if asked.known and asked.start else ''}"


def summed(counts: Iterator[dict[str, int]]) -> dict[str, int]:
    """Counts added up, the most first."""
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return dict(sorted(total.items(), key=lambda item: (-item[1], item[0])))
