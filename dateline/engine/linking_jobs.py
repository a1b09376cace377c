"""Parts of linking out of core as a kind of job, over whatever runs jobs on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from dateline.engine.executor import Executor
from dateline.engine.jobs import job, result, shard_of
from dateline.engine.state import State
from dateline.linking.bulk.bulk import Bulk
from dateline.linking.bulk.stages import STAGES, Run

HOURS = 6 * 3600.0
"""No part takes so long; a process that does has been forgotten by its machine."""


class Part(Struct, frozen=True):
    """A part of a stage of the linking in a folder, and how many bytes of memory it may take."""

    folder: str
    stage: str
    part: int
    memory: int


class PartMade(Struct, frozen=True):
    """What a part gives, as msgpack."""

    content: bytes


def link_part(state: State, payload: Part) -> PartMade:
    """Do a part."""
    bulk = _opened(payload.folder, payload.stage, payload.memory, state)
    return PartMade(msgspec.msgpack.encode(STAGES[payload.stage].work(bulk, payload.part)))


@lru_cache(1)
def _opened(folder: str, stage: str, memory: int, state: State) -> Bulk:
    # Every stage is opened anew: what the stages before it kept may have changed since.
    return Bulk(Path(folder), state.tables, memory)


def over(executor: Executor, work: str) -> Run:
    """Runs the parts of a stage as jobs; `work`: the digest of code and tables. The executor must share this disk."""

    def run(bulk: Bulk, stage: str) -> Iterator[Any]:
        parts = STAGES[stage].parts(bulk)
        payloads = (Part(str(bulk.folder), stage, part, bulk.memory) for part in range(parts))
        shards = (shard_of([job("link", f"{one.part:09} {stage}", one, seconds=HOURS)], work) for one in payloads)
        made = {done.job: result(done, PartMade).content for done in executor.run(shards)}
        return (msgspec.msgpack.decode(made[name], type=STAGES[stage].gives) for name in sorted(made))

    return run
