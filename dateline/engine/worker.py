"""A working process: jobs come in on standard input, what came of them goes out on standard output.

A process of our own instead of multiprocessing: it can be killed at a deadline, its death costs one job,
and a user's script needs no `if __name__ == "__main__"` guard. Messages are msgpack, each behind its length in eight
bytes: first the setup, then jobs.
"""

from __future__ import annotations

import os
import resource
import signal
import struct
import sys
from typing import IO, TypeVar

import msgspec

R = TypeVar("R")
MEGABYTE = 1_000_000
LENGTH = struct.Struct(">Q")


def send(stream: IO[bytes], message: object) -> None:
    """Write one message."""
    data = msgspec.msgpack.encode(message)
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes], record: type[R]) -> R:
    """The next message; raises EOFError when the other side has gone."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError("the other process has gone")
    (length,) = LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError("the other process went away in the middle of a message")
    return msgspec.msgpack.decode(data, type=record)


def main() -> None:
    """Do jobs until standard input closes."""
    # Ctrl-C reaches every process of the terminal; the parent decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from dateline.engine.jobs import OUT_OF_MEMORY, Job, perform
    from dateline.engine.state import Setup, State

    inbox, outbox = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    try:
        setup = receive(inbox, Setup)
        state = State(setup)
        resource.setrlimit(resource.RLIMIT_DATA, (setup.memory_mb * MEGABYTE, setup.memory_mb * MEGABYTE))
        while True:
            done = perform(receive(inbox, Job), state)
            send(outbox, done)
            if done.reason == OUT_OF_MEMORY:
                # What the job left behind would be missing for the next one; the parent starts another process.
                return
    except EOFError:
        return
    except BrokenPipeError:
        # The parent has gone and wants no answer; not even the one that Python would flush at its end.
        os._exit(1)


if __name__ == "__main__":
    main()
