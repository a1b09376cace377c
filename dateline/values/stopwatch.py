"""Where the time of a run goes: seconds by stage, on the clock and of the processor.

A stopwatch is handed to who calls the stages; one that is off does nothing. A part within another one is not counted in
that: the seconds of all parts add up to the whole.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

T = TypeVar("T")
STATUS = Path("/proc/self/status")


class Spent(Struct, frozen=True):
    """What one stage took."""

    stage: str
    wall: float  #: seconds on the clock, over all processes
    processor: float  #: seconds of the processor, over all processes


class Stopwatch:
    """Adds up the seconds of stages in one process, and what other processes tell of theirs."""

    def __init__(self, *, on: bool) -> None:
        """At zero."""
        self.on = on
        self._spent: dict[str, list[float]] = {}
        self._stages: list[str] = []
        self._since = (0.0, 0.0)

    def part(self, stage: str) -> AbstractContextManager[None]:
        """What is done within counts for this stage."""
        return self._part(stage) if self.on else OFF

    def each(self, stage: str, found: Iterator[T]) -> Iterator[T]:
        """The same things; the time until each is there counts for this stage."""
        while True:
            with self.part(stage):
                try:
                    one = next(found)
                except StopIteration:
                    return
            yield one

    def add(self, spent: Iterable[Spent]) -> None:
        """Add what another process spent."""
        for one in spent:
            self._count(one.stage, one.wall, one.processor)

    def taken(self) -> tuple[Spent, ...]:
        """What was spent since the last time that this was asked."""
        found = tuple(Spent(stage, wall, processor) for stage, (wall, processor) in self._spent.items())
        self._spent = {}
        return found

    @contextmanager
    def _part(self, stage: str) -> Iterator[None]:
        self._turn()
        self._stages.append(stage)
        try:
            yield
        finally:
            self._turn()
            self._stages.pop()

    def _turn(self) -> None:
        now = time.perf_counter(), time.process_time()
        if self._stages:
            self._count(self._stages[-1], now[0] - self._since[0], now[1] - self._since[1])
        self._since = now

    def _count(self, stage: str, wall: float, processor: float) -> None:
        spent = self._spent.setdefault(stage, [0.0, 0.0])
        spent[0] += wall
        spent[1] += processor


OFF: AbstractContextManager[None] = nullcontext()
STOPPED = Stopwatch(on=False)
"""A stopwatch that is off, for whoever is given none."""


def peak_megabytes() -> float:
    """The most memory that this process has had.

    From the kernel's own line where there is one: what `getrusage` says begins with the memory of the parent.
    """
    if STATUS.is_file():
        for line in STATUS.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
