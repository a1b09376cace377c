"""Jobs: what a worker does, whatever runs it. A kind of job is a module-level function under a name.

A function of a kind takes what its worker keeps loaded and a payload, and gives a result, both plain structs:

    def sift(state: State, payload: Range) -> Sifted: ...

Its line in `KINDS` makes it known to every worker; `job("sift", "a.warc.gz 0-1000", Range(...))` asks for it,
`shard_of(jobs, work)` makes a shard of such jobs, an executor runs shards (`executor.py`), and `result(done, Sifted)`
is what came of a job. Everything between two processes is msgpack, never a pickle: a process that a hostile page took
over has nothing to say to this one but data.
"""

from __future__ import annotations

import hashlib
import importlib
import traceback
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar, get_type_hints

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline.engine.state import State
from dateline.model.errors import DatelineError
from dateline.values.stopwatch import Spent, peak_megabytes

R = TypeVar("R")

KINDS: dict[str, str] = {
    "read": "dateline.engine.pages:read_page",
    "link": "dateline.engine.linking_jobs:link_part",
    "look": "dateline.engine.looking:look",
    "sift": "dateline.engine.sifting_ranges:sift_range",
    "audit": "dateline.engine.auditing:read_for_audit",
}
"""Which function does the jobs of a kind, as `module:function`; its parameters are called `state` and `payload`."""

OUT_OF_MEMORY = (
    "needed more memory than one page may take; raise max_memory_mb in dateline.toml, split the page or exclude it"
)


class Job(Struct, frozen=True):
    """One piece of work. The same kind, id and payload give the same result under the same code and tables."""

    kind: str  #: a key of KINDS
    id: str  #: which piece of work it is, among those of its kind
    payload: bytes  #: the kind's payload as msgpack
    key: bytes  #: digest of what goes in, whether the payload carries it or says where it lies
    seconds: float | None = None  #: how long it may take; None: as long as the executor gives a page


class Shard(Struct, frozen=True):
    """Jobs that are handed out, listed and taken in together."""

    id: str  #: digest of the two below: equal ids mean equal outcomes
    inputs: str  #: digest of the jobs
    work: str  #: digest of the code, tables and models that do them
    jobs: tuple[Job, ...]


class Done(Struct, frozen=True, omit_defaults=True):
    """What came of a job: a result, or the reason why there is none."""

    shard: str  #: the id of its shard
    job: str  #: its own
    result: bytes | None  #: the kind's result as msgpack
    reason: str | None = None  #: why there is none: it raised an error, took too long, or killed its process
    spent: tuple[Spent, ...] = ()  #: how long its stages took, where that was asked for; no part of what came of it
    megabytes: float = 0.0  #: likewise, the most memory that its process had


class JobError(DatelineError):
    """A job gave no result; says why."""


def job(kind: str, item: str, payload: Struct, *, same: Struct | None = None, seconds: float | None = None) -> Job:
    """The job of a kind with this id and payload; `same`: a payload that amounts to the same, by which it is known."""
    packed = msgspec.msgpack.encode(payload)
    key = hashlib.sha256(packed if same is None else msgspec.msgpack.encode(same)).digest()
    return Job(kind, item, packed, key, seconds)


def result(done: Done, record: type[R]) -> R:
    """What came of a job, as the record that its kind gives; raises JobError where nothing did."""
    if done.result is None:
        raise JobError(f"{done.job}: {done.reason}")
    return msgspec.msgpack.decode(done.result, type=record)


def shard_of(jobs: Iterable[Job], work: str) -> Shard:
    """The shard of these jobs; `work`: the digest of the code, tables and models that do them."""
    jobs = tuple(jobs)
    inputs = digest_of(f"{one.kind}\0{one.id}\0".encode() + one.key for one in jobs)
    return Shard(digest_of([inputs.encode(), work.encode()]), inputs, work, jobs)


def digest_of(parts: Iterable[bytes]) -> str:
    """SHA-256 over parts, each behind its length."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def outcome_of(done: Done) -> bytes:
    """The digest of what came of a job."""
    return hashlib.sha256((done.reason or "").encode() if done.result is None else done.result).digest()


def perform(one: Job, state: State) -> Done:
    """Do a job here; an error of any sort is its reason."""
    done = attempt(one, state)
    if not state.watch.on:
        return done
    return replace(done, spent=state.watch.taken(), megabytes=peak_megabytes())


def attempt(one: Job, state: State) -> Done:
    """What comes of a job."""
    try:
        function, payload = _known(one.kind)
        made = function(state, msgspec.msgpack.decode(one.payload, type=payload))
        return Done("", one.id, msgspec.msgpack.encode(made))
    except MemoryError:
        return Done("", one.id, None, OUT_OF_MEMORY)
    # One page must never stop a build (promise 7), whatever rule it breaks: this is the one place that
    # catches everything, and it keeps the last line of the traceback so that the rule can be found.
    except Exception as error:  # noqa: BLE001
        where = traceback.extract_tb(error.__traceback__)[-1]
        told = f"{type(error).__name__}: {error} (at {where.name}, line {where.lineno}); please report it"
        return Done("", one.id, None, told)


@cache
def _known(kind: str) -> tuple[Callable[[State, Any], Struct], Any]:
    module, _, name = KINDS[kind].partition(":")
    function = getattr(importlib.import_module(module), name)
    return function, get_type_hints(function)["payload"]
