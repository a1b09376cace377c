"""A reading process: captures come in on standard input, outcomes go out on standard output.

A process of our own instead of multiprocessing: it can be killed at a deadline, its death costs one page,
and a user's script needs no `if __name__ == "__main__"` guard. Messages are pickles between two processes of
one user, each behind its length in eight bytes.
"""

from __future__ import annotations

import os
import pickle
import resource
import signal
import struct
import sys
from collections.abc import Iterator
from typing import IO, Any

MEGABYTE = 1_000_000
LENGTH = struct.Struct(">Q")


def send(stream: IO[bytes], message: object) -> None:
    """Write one message."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:  # noqa: ANN401
    """The next message; raises EOFError when the other side has gone."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError("the other process has gone")
    (length,) = LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError("the other process went away in the middle of a message")
    return pickle.loads(data)


def received(stream: IO[bytes]) -> Iterator[Any]:
    """Messages until the other side has gone."""
    while True:
        try:
            message = receive(stream)
        except EOFError:
            return
        yield message


def main() -> None:
    """Serve captures until standard input closes; the first message says where vault and layers are."""
    # Ctrl-C reaches every process of the terminal; the parent decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from dateline.archive.vault import Vault
    from dateline.engine.executor import OUT_OF_MEMORY, attempt
    from dateline.engine.reader import Reader

    inbox, outbox = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    messages = received(inbox)
    start = next(messages, None)
    if start is None:
        return
    folder, project, user, limits, memory_mb = start
    vault, reader = Vault(folder), Reader.load(project, user)
    resource.setrlimit(resource.RLIMIT_DATA, (memory_mb * MEGABYTE, memory_mb * MEGABYTE))
    for capture in messages:
        outcome = attempt(capture, vault, reader, limits)
        try:
            send(outbox, outcome)
        except BrokenPipeError:
            # The parent has gone and wants no answer; not even the one that Python would flush at its end.
            os._exit(1)
        if outcome.failure is not None and outcome.failure.reason == OUT_OF_MEMORY:
            # What the page left behind would be missing for the next one; the parent starts another process.
            return


if __name__ == "__main__":
    main()
