"""What workers found, taken into the store; a shard whose last job is taken becomes a row of the ledger.

A transaction costs as much as encoding ten pages, so some pages wait for one another; `keep` ends their waiting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from dateline.engine.jobs import Done, Shard, digest_of, outcome_of, result
from dateline.model.source import Capture, Failure
from dateline.store.finished import PageRead, ShardRow, Taken
from dateline.store.store import Store


class Open(Struct):
    """A shard that was handed out, without what its jobs carry, and what came back of it so far."""

    inputs: str
    jobs: tuple[str, ...]
    outcomes: dict[str, bytes]  #: by job, the digest of what came of it
    failed: int = 0  #: how many jobs gave nothing


AT_ONCE = 16
"""Pages in one transaction: a second or two of reading, so much is read again after a kill. Of 1,000 short stories one
by one a build's own process took 1.9 s to keep them."""


class Taking:
    """Takes pages in, some at once."""

    def __init__(self, store: Store, captures: Mapping[str, Capture], work: str) -> None:
        """For these captures by id, read under the digest `work`."""
        self.store = store
        self.captures = captures
        self.work = work
        self._open: dict[str, Open] = {}
        self._pages: list[tuple[str, PageRead]] = []
        self._failures: list[Failure] = []
        self._shards: list[ShardRow] = []

    def handed(self, shards: Iterable[Shard]) -> Iterator[Shard]:
        """The same shards, remembered until all of each is taken."""
        for shard in shards:
            self._open[shard.id] = Open(shard.inputs, tuple(one.id for one in shard.jobs), {})
            yield shard

    def take(self, done: Done) -> None:
        """Take in what came of one job."""
        one = self._open[done.shard]
        page = PageRead() if done.result is None else result(done, PageRead)
        stage, reason = ("reading", done.reason) if done.result is None else ("document", page.refused)
        if reason is None:
            self._pages.append((done.job, page))
        else:
            capture = self.captures[done.job]
            self._failures.append(Failure(capture=capture.id, path=capture.path, stage=stage, reason=reason))
            one.failed += 1
        one.outcomes[done.job] = outcome_of(done)
        if len(one.outcomes) == len(one.jobs):
            outcome = digest_of(one.outcomes[item] for item in one.jobs)
            row = ShardRow(done.shard, one.inputs, self.work, outcome, len(one.jobs), one.failed)
            self._shards.append(row)
            del self._open[done.shard]
            # Whoever gave the shard may now forget it.
            self.keep()
        elif len(self._pages) >= AT_ONCE:
            self.keep()

    def keep(self) -> None:
        """Keep what waits, in one transaction."""
        if self._pages or self._failures or self._shards:
            taken = Taken(self.work, tuple(self._pages), tuple(self._failures), tuple(self._shards))
            self._pages, self._failures, self._shards = [], [], []
            self.store.take(taken)
