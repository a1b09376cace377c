"""Who runs the jobs: one interface, so that stages never know whether they run here, beside or far away.

with closing(executor) as running:
    for done in running.run(shards):
        ...
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from msgspec.structs import replace

from dateline.engine.jobs import Done, Shard, perform
from dateline.engine.state import Setup, State


class Executor(Protocol):
    """Runs shards; the order in which jobs come back is its own affair."""

    @property
    def shares_disk(self) -> bool:
        """Whether jobs may name files of this machine instead of carrying what is in them."""
        ...

    def run(self, shards: Iterable[Shard]) -> Iterator[Done]:
        """One `Done` for each job of each shard; never raises for the sake of a single job.

        Shards are taken from the iterator as they can be handed out, so it may make them as they are asked for.
        """
        ...

    def close(self) -> None:
        """End what it started."""
        ...


class InProcess:
    """Runs one job after the other, here, without a deadline."""

    shares_disk = True

    def __init__(self, setup: Setup) -> None:
        """Nothing is loaded before there is something to do."""
        self.state = State(setup)

    def run(self, shards: Iterable[Shard]) -> Iterator[Done]:
        """What came of the jobs, in the order given."""
        for shard in shards:
            for job in shard.jobs:
                yield replace(perform(job, self.state), shard=shard.id)

    def close(self) -> None:
        """Nothing runs on."""
