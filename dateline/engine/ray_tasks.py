"""Jobs on a Ray cluster: one task a shard, files of the exchange in and out.

Ray places the tasks and tells when a process or machine is lost; what is done then is decided here: a shard is tried
again a few times, then in halves, and a job that is lost by itself is listed. Nothing is tried without end.
"""

from __future__ import annotations

import os
import secrets
import time
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline.engine.digest import installed_digest
from dateline.engine.exchange import Exchange
from dateline.engine.jobs import Done, Shard, shard_of
from dateline.engine.processes import AGAIN
from dateline.engine.ray_worker import Order, Reply, run_shard
from dateline.engine.state import Setup
from dateline.model.errors import DatelineError, MissingError

TRIES = 3
"""How often a shard is tried before it is cut in two; a machine that goes down takes what runs on it once."""
AHEAD = 2
"""Shards handed out per processor of the cluster: one that runs, one that waits for it to end."""
PATIENCE = 60.0
"""Seconds to wait for a processor when the cluster has none; a node that is replaced takes less."""
OBJECTS = 100_000_000
"""Bytes of Ray's object store on this machine, the least that it takes: shards are files."""

LOST = "the node of the cluster on this machine was lost; what was read is kept: start it again, then build again"


class ClusterError(DatelineError):
    """The cluster cannot be used; says why and what to do."""


class Piece(Struct, frozen=True):
    """A shard, or a part of one, and how often it was tried."""

    whole: Shard
    part: Shard
    tried: int = 0


class RayTasks:
    """Runs shards as tasks of Ray; on this machine alone where no address is given."""

    shares_disk = False

    def __init__(self, setup: Setup, exchange: Exchange, deadline: float, *, address: str | None, workers: int) -> None:
        """Connects to the cluster at once; raises ClusterError when that fails, MissingError without Ray."""
        self.exchange = exchange
        self.deadline = deadline
        layers = (None if one is None else exchange.put_file(Path(one)) for one in (setup.project, setup.user))
        project, user = layers
        self.setup = replace(setup, vault="", project=project, user=user)
        self.ray = started(address, workers)
        # Bounded retries are made here; those of Ray for lack of memory have no end.
        options: dict[str, Any] = {"num_cpus": 1, "max_retries": 0, "scheduling_strategy": "SPREAD"}
        self._task = self.ray.remote(**options)(run_shard)

    def run(self, shards: Iterable[Shard]) -> Iterator[Done]:
        """What came of the jobs, shard by shard; an outcome that lies ready in the exchange is not made again."""
        waiting: deque[Piece] = deque()
        running: dict[Any, Piece] = {}
        coming = iter(shards)
        found: dict[str, dict[str, Done]] = {}
        while True:
            while len(running) < AHEAD * self._processors():
                piece = waiting.popleft() if waiting else None
                if piece is None:
                    shard = next(coming, None)
                    if shard is None:
                        break
                    ready = self._ready(shard)
                    if ready is not None:
                        yield from ready
                        self.exchange.drop(shard)
                        continue
                    piece = Piece(shard, shard)
                running[self._submit(piece)] = piece
            if not running:
                return
            for reference in self.ray.wait(list(running), num_returns=1, timeout=5.0)[0]:
                piece = running.pop(reference)
                dones, again = self._outcome(reference, piece)
                waiting.extend(again)
                of_whole = found.setdefault(piece.whole.id, {})
                of_whole |= {one.job: replace(one, shard=piece.whole.id) for one in dones}
                if len(of_whole) == len(piece.whole.jobs):
                    yield from found.pop(piece.whole.id).values()
                    self.exchange.drop(piece.whole)
                if piece.part is not piece.whole and piece.part not in [one.part for one in again]:
                    self.exchange.drop(piece.part)

    def close(self) -> None:
        """Let go of the cluster; one that was started here ends."""
        self.ray.shutdown()

    def _ready(self, shard: Shard) -> tuple[Done, ...] | None:
        """The outcome of a shard that a driver did not live to take in, where every job gave a result."""
        dones = self.exchange.outcome(shard)
        return dones if dones is not None and all(one.result is not None for one in dones) else None

    def _submit(self, piece: Piece) -> Any:  # noqa: ANN401
        manifest = self.exchange.put_shard(piece.part)
        order = Order(self.exchange.address, manifest, self.setup, self.deadline, installed_digest())
        return self._task.remote(msgspec.msgpack.encode(order))

    def _outcome(self, reference: Any, piece: Piece) -> tuple[tuple[Done, ...], list[Piece]]:  # noqa: ANN401
        """What came of a piece, or the pieces that are to be tried in its place."""
        try:
            reply = msgspec.msgpack.decode(self.ray.get(reference), type=Reply)
        except self.ray.exceptions.RayTaskError as error:
            raise ClusterError(f"a worker failed ({error.cause!r}); please report it") from error
        except self.ray.exceptions.LocalRayletDiedError as error:
            # Nothing that this process asks for is done any more; the pages are not to blame.
            raise ClusterError(f"{LOST}: {error}") from error
        except self.ray.exceptions.RayError as error:
            return self._again(piece, f"its process or machine was lost ({type(error).__name__})")
        if reply.problem is not None:
            raise ClusterError(f"node {reply.node}: {reply.problem}")
        dones = self.exchange.outcome(piece.part)
        return self._again(piece, "its outcome did not arrive whole") if dones is None else (dones, [])

    def _again(self, piece: Piece, why: str) -> tuple[tuple[Done, ...], list[Piece]]:
        jobs = piece.part.jobs
        if piece.tried + 1 < TRIES:
            return (), [replace(piece, tried=piece.tried + 1)]
        if len(jobs) > 1:
            half = len(jobs) // 2
            return (), [Piece(piece.whole, shard_of(some, piece.part.work)) for some in (jobs[:half], jobs[half:])]
        return (Done(piece.part.id, jobs[0].id, None, f"{why}, {TRIES} times; {AGAIN}"),), []

    def _processors(self) -> int:
        """How many processors the cluster has now."""
        until = time.monotonic() + PATIENCE
        while (found := int(self.ray.cluster_resources().get("CPU", 0))) < 1:
            if time.monotonic() > until:
                raise ClusterError(f"the cluster has had no processor for {PATIENCE:g} s; add nodes, then build again")
            time.sleep(1)
        return found


def started(address: str | None, workers: int) -> Any:  # noqa: ANN401
    """Ray, connected: to the cluster at an address, else to one of this machine alone, which nothing else reaches."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_AUTH_MODE", "token")
    if address is None:
        # Ray listens on the loopback alone only where it takes clusters for impossible.
        os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"
        os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))
    try:
        import ray
        from ray.job_config import JobConfig
    except ImportError as error:
        raise MissingError("the executor ray needs Ray; install it with: pip install 'dateline[cluster]'") from error
    own: dict[str, Any] = {"num_cpus": workers, "object_store_memory": OBJECTS, "_node_ip_address": "127.0.0.1"}
    # As a job of a client, the folder that the user stands in stays off the import path of the workers: pages may lie
    # there, and one could be pyarrow.py.
    quiet: dict[str, Any] = {"include_dashboard": False, "log_to_driver": False, "configure_logging": False}
    try:
        ray.init(
            address=address or "local", job_config=JobConfig(_client_job=True), **quiet, **({} if address else own)
        )
    except (ConnectionError, ValueError, RuntimeError, ray.exceptions.RayError) as error:
        raise ClusterError(f"no Ray cluster at {address or 'this machine'}: {error}") from error
    return ray
