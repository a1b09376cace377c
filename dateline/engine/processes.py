"""Reading in local processes, each killable, and replaced when a page kills it."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

import dateline
from dateline.archive.limits import Limits
from dateline.engine.executor import Outcome, failed
from dateline.engine.worker import receive, send
from dateline.model.source import Capture

# -P keeps the folder that the user stands in off the import path: pages may lie there, and one could be spacy.py.
COMMAND = (sys.executable, "-P", "-m", "dateline.engine.worker")
HOME = Path(str(dateline.__file__)).parent.parent


class Worker:
    """One reading process and the deadline of the page it is at."""

    def __init__(self, start: tuple[object, ...], deadline: float) -> None:
        """A process that is told `start`, and has `deadline` seconds for each page."""
        paths = [str(HOME), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
        self.process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        self.start: tuple[object, ...] | None = start
        self.deadline = deadline
        self.late = False

    def ask(self, capture: Capture) -> Outcome:
        """The outcome of one capture; a failure when the process dies of it or takes too long."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        timer = threading.Timer(self.deadline, self._too_late)
        timer.start()
        try:
            if self.start is not None:
                send(self.process.stdin, self.start)
                self.start = None
            send(self.process.stdin, capture)
            outcome: Outcome = receive(self.process.stdout)
            return outcome
        except (EOFError, BrokenPipeError):
            code = self.process.wait()
            why = f"took longer than {self.deadline:g} s" if self.late else f"its process died ({death(code)})"
            return failed(capture, "reading", f"{why}; the next build tries it again; if it stays so, exclude the page")
        finally:
            timer.cancel()

    def alive(self) -> bool:
        """Whether the process can be asked again."""
        return self.process.poll() is None

    def stop(self) -> None:
        """End the process, whatever it is at."""
        self.process.kill()
        self.process.wait()

    def _too_late(self) -> None:
        self.late = True
        self.process.kill()


def death(code: int) -> str:
    """How a process ended, from its exit code.

    >>> death(-9), death(7)
    ('SIGKILL', 'exit code 7')
    """
    return signal.Signals(-code).name if -code in set(signal.Signals) else f"exit code {code}"


class LocalProcesses(Struct, frozen=True, eq=False):
    """Reads captures in `workers` processes.

    A page that outlives `deadline` seconds, or for which a process would need more than `memory_mb` megabytes, loses
    its process. A process with model and tables has 210 MB, with a text of a million characters 300 MB.
    """

    vault: Path
    project: Path | None
    user: Path | None
    limits: Limits
    workers: int
    deadline: float
    memory_mb: int = 2_000

    def run(self, captures: Iterable[Capture]) -> Iterator[Outcome]:
        """Outcomes as they come; a page whose process died or hung is a failure with that reason.

        The processes begin at once, not when the first outcome is asked for.
        """
        todo: queue.SimpleQueue[Capture | None] = queue.SimpleQueue()
        done: queue.SimpleQueue[Outcome | BaseException] = queue.SimpleQueue()
        total = 0
        for capture in captures:
            todo.put(capture)
            total += 1
        count = min(self.workers, total)
        for _ in range(count):
            todo.put(None)
        pool: list[Worker] = []
        threads = [threading.Thread(target=self._serve, args=(todo, done, pool), daemon=True) for _ in range(count)]
        for thread in threads:
            thread.start()
        return _outcomes(done, total, pool)

    def _serve(
        self,
        todo: queue.SimpleQueue[Capture | None],
        done: queue.SimpleQueue[Outcome | BaseException],
        pool: list[Worker],
    ) -> None:
        worker = None
        while (capture := todo.get()) is not None:
            try:
                if worker is None or not worker.alive():
                    start = (self.vault, self.project, self.user, self.limits, self.memory_mb)
                    worker = Worker(start, self.deadline)
                    pool.append(worker)
                done.put(worker.ask(capture))
            except BaseException as error:  # noqa: BLE001  (handed to the main thread, which raises it)
                done.put(error)
                return


def _outcomes(
    done: queue.SimpleQueue[Outcome | BaseException], total: int, pool: Sequence[Worker]
) -> Iterator[Outcome]:
    try:
        for _ in range(total):
            outcome = done.get()
            if isinstance(outcome, BaseException):
                raise outcome
            yield outcome
    finally:
        # Also when the caller stops early (Ctrl-C, a full disk): no process outlives the build.
        for worker in pool:
            worker.stop()
