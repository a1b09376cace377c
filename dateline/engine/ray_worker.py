"""What runs in a process of Ray: a shard, job by job, in a process of its own that lives on between shards.

A page that kills or outlives its process costs that process, never the one of Ray.
"""

from __future__ import annotations

import atexit
import socket
import tempfile
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline.engine.digest import installed_digest
from dateline.engine.exchange import Exchange, ExchangeError, Manifest
from dateline.engine.jobs import Done
from dateline.engine.processes import Kept
from dateline.engine.state import Setup


class Order(Struct, frozen=True):
    """What a machine is told: a shard, and how to do it."""

    exchange: str  #: where it lies
    manifest: Manifest  #: of the shard
    setup: Setup  #: `project` and `user` are digests of files of the exchange
    deadline: float  #: how many seconds a job may take
    installed: str  #: the digest of the driver's Dateline


class Reply(Struct, frozen=True):
    """What a machine answers; the outcome itself lies in the exchange."""

    node: str  #: the machine
    outcome: Manifest | None = None  #: of the outcome
    problem: str | None = None  #: why there is none


class Process:
    """The process that this one keeps, and what it was started for."""

    def __init__(self) -> None:
        """None yet."""
        self.kept: Kept | None = None
        self.order: tuple[Setup, float] | None = None
        self.folder: Path | None = None

    def of(self, order: Order, exchange: Exchange) -> Kept:
        """A process for this setup."""
        if self.kept is None or self.order != (order.setup, order.deadline):
            self.stop()
            self.kept = Kept(self.here(order.setup, exchange), order.deadline)
            self.order = (order.setup, order.deadline)
        return self.kept

    def stop(self) -> None:
        """End the process, if there is one."""
        if self.kept is not None:
            self.kept.stop()
            self.kept = None

    def here(self, setup: Setup, exchange: Exchange) -> Setup:
        """The setup with the layers of the gazetteer as files of this machine."""
        if self.folder is None:
            folder = tempfile.TemporaryDirectory(prefix="dateline-")
            atexit.register(folder.cleanup)
            self.folder = Path(folder.name)
        project, user = (
            None if one is None else str(exchange.fetch_file(one, self.folder)) for one in (setup.project, setup.user)
        )
        return replace(setup, project=project, user=user)


PROCESS = Process()
atexit.register(PROCESS.stop)


def run_shard(message: bytes) -> bytes:
    """Do a shard and put its outcome into the exchange; an Order comes in, a Reply goes out."""
    order = msgspec.msgpack.decode(message, type=Order)
    return msgspec.msgpack.encode(_run(order, socket.gethostname()))


def _run(order: Order, node: str) -> Reply:
    if order.installed != installed_digest():
        return Reply(
            node, problem="has another version of Dateline, its tables or its model; install the same one on all"
        )
    try:
        exchange = Exchange(order.exchange)
        shard = exchange.shard(order.manifest)
        dones: list[Done] = [PROCESS.of(order, exchange).do(job) for job in shard.jobs]
        return Reply(node, exchange.put_outcome(shard, dones))
    except ExchangeError as error:
        return Reply(node, problem=f"{error}; name an address that every machine reaches with --exchange")
