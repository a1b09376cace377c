"""A Ray cluster of several nodes on this machine, behind a token, on the loopback, for tests and measurements.

`python -m bench.cluster NODES` runs one until its standard input ends.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

HOME = Path(__file__).resolve().parents[1]


class Running(Struct, frozen=True):
    """A cluster that runs."""

    address: str
    environment: Mapping[str, str]  #: what a program needs to be let in
    raylets: tuple[int, ...]  #: the process of each node, the head's first


@contextmanager
def cluster(nodes: int) -> Iterator[Running]:
    """A cluster of so many nodes of one processor each."""
    folder = tempfile.mkdtemp(prefix="ray")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(HOME), os.environ.get("PYTHONPATH", "")]),
        "RAY_AUTH_MODE": "token",
        "RAY_AUTH_TOKEN": secrets.token_hex(32),
        "RAY_USAGE_STATS_ENABLED": "0",
        # Ray listens on the loopback alone only where it takes clusters for impossible.
        "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
        "RAY_TMPDIR": folder,
    }
    command = [sys.executable, "-m", "bench.cluster", str(nodes)]
    process = subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdin is not None and process.stdout is not None
    try:
        address, raylets = json.loads(process.stdout.readline())
        yield Running(address, environment, tuple(raylets))
    finally:
        process.stdin.close()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Start a cluster, say where it is, end it when told."""
    from ray.cluster_utils import Cluster

    said, sys.stdout = sys.stdout, sys.stderr
    head = {"num_cpus": 1, "include_dashboard": False}
    made = Cluster(initialize_head=True, head_node_args=head)
    nodes = [made.head_node, *(made.add_node(num_cpus=1) for _ in range(int(sys.argv[1]) - 1))]
    raylets = [info.process.pid for node in nodes for info in node.all_processes["raylet"]]
    print(json.dumps([made.address, raylets]), file=said, flush=True)
    sys.stdin.read()
    made.shutdown()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
