"""Reading in several local processes, each killable and replaced when a page kills it."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from dateline.archive.limits import Limits
from dateline.engine.executor import Outcome, failed
from dateline.engine.worker import receive, send
from dateline.model.source import Capture

COMMAND = (sys.executable, "-m", "dateline.engine.worker")


class LocalProcesses(Struct, frozen=True, eq=False):
    """Reads captures in `workers` processes; a page that outlives `deadline` seconds loses its process."""

    vault: Path
    project: Path | None
    user: Path | None
    limits: Limits
    workers: int
    deadline: float

    def run(self, captures: Iterable[Capture]) -> Iterator[Outcome]:
        """Outcomes as they come; a page whose process died or hung is a failure with that reason."""
        todo: queue.SimpleQueue[Capture] = queue.SimpleQueue()
        total = 0
        for capture in captures:
            todo.put(capture)
            total += 1
        done: queue.SimpleQueue[Outcome | BaseException] = queue.SimpleQueue()
        threads = [
            threading.Thread(target=self._serve, args=(todo, done), daemon=True)
            for _ in range(min(self.workers, total))
        ]
        for thread in threads:
            thread.start()
        for _ in range(total):
            outcome = done.get()
            if isinstance(outcome, BaseException):
                raise outcome
            yield outcome
        for thread in threads:
            thread.join()

    def _serve(self, todo: queue.SimpleQueue[Capture], done: queue.SimpleQueue[Outcome | BaseException]) -> None:
        try:
            process: subprocess.Popen[bytes] | None = None
            while True:
                try:
                    capture = todo.get_nowait()
                except queue.Empty:
                    break
                greet = process is None or process.poll() is not None
                process = self._start() if greet or process is None else process
                done.put(self._ask(process, capture, greet=greet))
            if process is not None and process.poll() is None and process.stdin is not None:
                process.stdin.close()
                process.wait()
        except BaseException as error:  # noqa: BLE001  (handed to the main thread, which raises it)
            done.put(error)

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def _ask(self, process: subprocess.Popen[bytes], capture: Capture, *, greet: bool) -> Outcome:
        assert process.stdin is not None
        assert process.stdout is not None
        timer = threading.Timer(self.deadline, process.kill)
        timer.start()
        try:
            if greet:
                send(process.stdin, (self.vault, self.project, self.user, self.limits))
            send(process.stdin, capture)
            outcome: Outcome = receive(process.stdout)
            return outcome
        except (EOFError, BrokenPipeError):
            code = process.wait()
            late = not timer.is_alive()
            reason = f"took longer than {self.deadline:g} s" if late else f"its reading process died (exit code {code})"
            return failed(capture, "reading", f"{reason}; the next build tries it again")
        finally:
            timer.cancel()
