"""A Ray cluster of several nodes on this machine, behind a token, on the loopback, for tests and measurements.

`python -m bench.cluster NODES` runs one until its standard input ends; a line `kill N` there kills a node's raylet.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
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
    process: subprocess.Popen[str]

    def kill_node(self, number: int) -> None:
        """Kill a node, with no time to tidy up; 0 is the head."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(f"kill {number}\n")
        self.process.stdin.flush()
        self.process.stdout.readline()


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
        address = json.loads(process.stdout.readline())
        yield Running(address, environment, process)
    finally:
        process.stdin.close()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Start a cluster, say where it is, do as told, end it."""
    from ray.cluster_utils import Cluster

    said, sys.stdout = sys.stdout, sys.stderr
    head = {"num_cpus": 1, "include_dashboard": False}
    made = Cluster(initialize_head=True, head_node_args=head)
    added = [made.head_node, *(made.add_node(num_cpus=1) for _ in range(int(sys.argv[1]) - 1))]
    print(json.dumps(made.address), file=said, flush=True)
    for line in sys.stdin:
        node = added[int(line.split()[1])]
        for info in node.all_processes["raylet"]:
            info.process.send_signal(signal.SIGKILL)
            info.process.wait()
        print("killed", file=said, flush=True)
    made.shutdown()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
