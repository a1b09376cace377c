"""What workers found, taken into the store; a shard whose last job is taken becomes a row of the ledger."""

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
    pages: list[tuple[str, PageRead]]  #: read, not yet kept
    failures: list[Failure]  #: likewise
    failed: int = 0  #: how many jobs gave nothing


class Taking:
    """Takes pages in: each at once, or those of a shard together."""

    def __init__(self, store: Store, captures: Mapping[str, Capture], work: str, *, at_once: bool) -> None:
        """For these captures by id, read under the digest `work`."""
        self.store = store
        self.captures = captures
        self.work = work
        self.at_once = at_once
        self._open: dict[str, Open] = {}

    def handed(self, shards: Iterable[Shard]) -> Iterator[Shard]:
        """The same shards, remembered until all of each is taken."""
        for shard in shards:
            self._open[shard.id] = Open(shard.inputs, tuple(one.id for one in shard.jobs), {}, [], [])
            yield shard

    def take(self, done: Done) -> None:
        """Take in what came of one job."""
        one = self._open[done.shard]
        page = PageRead() if done.result is None else result(done, PageRead)
        stage, reason = ("reading", done.reason) if done.result is None else ("document", page.refused)
        if reason is None:
            one.pages.append((done.job, page))
        else:
            capture = self.captures[done.job]
            one.failures.append(Failure(capture=capture.id, path=capture.path, stage=stage, reason=reason))
            one.failed += 1
        one.outcomes[done.job] = outcome_of(done)
        whole = len(one.outcomes) == len(one.jobs)
        if whole or self.at_once:
            self._keep(one, self._row(done.shard, one) if whole else None)
        if whole:
            del self._open[done.shard]

    def _keep(self, one: Open, row: ShardRow | None) -> None:
        self.store.take(Taken(work=self.work, pages=tuple(one.pages), failures=tuple(one.failures), shard=row))
        one.pages.clear()
        one.failures.clear()

    def _row(self, id_: str, one: Open) -> ShardRow:
        outcome = digest_of(one.outcomes[item] for item in one.jobs)
        return ShardRow(id_, one.inputs, self.work, outcome, len(one.jobs), one.failed)
