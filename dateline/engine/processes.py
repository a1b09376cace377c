"""Jobs in local processes, each killable, and replaced when a job kills it."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from msgspec import DecodeError
from msgspec.structs import replace

import dateline
from dateline.engine.jobs import Done, Job, Shard
from dateline.engine.state import Setup
from dateline.engine.worker import receive, send

# -P keeps the folder that the user stands in off the import path: pages may lie there, and one could be spacy.py.
COMMAND = (sys.executable, "-P", "-m", "dateline.engine.worker")
HOME = Path(str(dateline.__file__)).parent.parent
AHEAD = 2_000
"""How many jobs wait in memory: the workers go on while whoever takes the results in is busy with something else."""
Todo = queue.SimpleQueue[tuple[str, Job] | None]
Ended = queue.SimpleQueue[Done | BaseException]
AGAIN = "the next build tries it again; if it stays so, exclude the page"


class DiedError(Exception):
    """A process ended before it answered, and not because its time was up; says how."""


class Worker:
    """One working process and the deadline of the job it is at."""

    def __init__(self, setup: Setup, deadline: float) -> None:
        """A process that is told `setup`, and has `deadline` seconds for each job that states no other."""
        paths = [str(HOME), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
        self.process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        self.setup: Setup | None = setup
        self.deadline = deadline
        self.late = False

    def ask(self, job: Job) -> Done:
        """What came of a job; nothing, and why, when it takes too long. Raises DiedError when the process dies."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        seconds = job.seconds or self.deadline
        timer = threading.Timer(seconds, self._too_late)
        timer.start()
        try:
            if self.setup is not None:
                send(self.process.stdin, self.setup)
                self.setup = None
            send(self.process.stdin, job)
            return receive(self.process.stdout, Done)
        except (EOFError, BrokenPipeError):
            code = self.process.wait()
            if not self.late:
                raise DiedError(f"its process died ({death(code)})") from None
            return Done("", job.id, None, f"took longer than {seconds:g} s; {AGAIN}")
        except DecodeError as error:
            self.stop()
            raise DiedError(f"its process answered what is no answer ({error})") from error
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


class Kept:
    """A process that is kept from job to job, and replaced when it is gone."""

    def __init__(self, setup: Setup, deadline: float) -> None:
        """No process runs before there is something to do."""
        self.setup = setup
        self.deadline = deadline
        self.worker: Worker | None = None
        self._stopped = False
        self._starting = threading.Lock()

    def do(self, job: Job) -> Done:
        """What came of a job. One whose process dies is tried once more, since what killed it may not be the job."""
        died = ""
        for _ in range(2):
            try:
                return self._living().ask(job)
            except DiedError as error:
                died = str(error)
        return Done("", job.id, None, f"{died}, twice; {AGAIN}")

    def stop(self) -> None:
        """End the process, if there is one; none is started any more."""
        with self._starting:
            self._stopped = True
            if self.worker is not None:
                self.worker.stop()

    def _living(self) -> Worker:
        with self._starting:
            if self._stopped:
                raise DiedError("its process was stopped")
            if self.worker is None or not self.worker.alive():
                self.worker = Worker(self.setup, self.deadline)
            return self.worker


def death(code: int) -> str:
    """How a process ended, from its exit code.

    >>> death(-9), death(7)
    ('SIGKILL', 'exit code 7')
    """
    return signal.Signals(-code).name if -code in set(signal.Signals) else f"exit code {code}"


class LocalProcesses:
    """Runs jobs in `workers` processes.

    A job that outlives `deadline` seconds, or for which a process would need more memory than `setup` allows, loses
    its process. A process with model and tables has 210 MB, with a text of a million characters 300 MB.
    """

    shares_disk = True

    def __init__(self, setup: Setup, workers: int, deadline: float) -> None:
        """No process runs before there is something to do."""
        self.setup = setup
        self.workers = workers
        self.deadline = deadline
        self._pool: list[Kept] = []

    def run(self, shards: Iterable[Shard]) -> Iterator[Done]:
        """What came of the jobs, each as it comes; one whose process died or hung has that as its reason.

        The processes begin at once, not when the first result is asked for.
        """
        todo: Todo = queue.SimpleQueue()
        done: Ended = queue.SimpleQueue()
        jobs = ((shard.id, job) for shard in shards for job in shard.jobs)
        waiting = _put(todo, islice(jobs, AHEAD))
        for _ in range(min(self.workers, waiting)):
            threading.Thread(target=self._serve, args=(todo, done), daemon=True).start()
        return self._results(todo, done, jobs, waiting)

    def close(self) -> None:
        """End the processes."""
        for kept in self._pool:
            kept.stop()

    def _serve(self, todo: Todo, done: Ended) -> None:
        kept = Kept(self.setup, self.deadline)
        self._pool.append(kept)
        while (one := todo.get()) is not None:
            shard, job = one
            try:
                done.put(replace(kept.do(job), shard=shard))
            except BaseException as error:  # noqa: BLE001  (handed to the main thread, which raises it)
                done.put(error)
                return

    def _results(self, todo: Todo, done: Ended, jobs: Iterator[tuple[str, Job]], waiting: int) -> Iterator[Done]:
        try:
            while waiting:
                one = done.get()
                if isinstance(one, BaseException):
                    raise one
                waiting += _put(todo, islice(jobs, 1)) - 1
                yield one
        finally:
            # Also when the caller stops early (Ctrl-C, a full disk): no process and no thread outlives the build.
            for _ in range(self.workers):
                todo.put(None)
            self.close()


def _put(todo: Todo, jobs: Iterable[tuple[str, Job]]) -> int:
    count = 0
    for count, one in enumerate(jobs, 1):  # noqa: B007
        todo.put(one)
    return count
