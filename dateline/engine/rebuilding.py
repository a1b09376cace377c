"""Builds in the background: what people joined, took out or added takes effect while they go on.

One thread with a case of its own, one build at a time; whoever asks while one runs gets another one after it. The build
is that of `dateline build`, with the tables kept in memory, which are most of the time of a small case.
"""

from __future__ import annotations

import threading
from pathlib import Path

from msgspec import Struct

from dateline.model.errors import DatelineError

IDLE, PENDING, RUNNING, FAILED = "idle", "pending", "running", "failed"


class Rebuild(Struct, frozen=True, kw_only=True):
    """Where the builds in the background stand."""

    state: str  #: `idle`, `pending`, `running`, `failed`
    why: str = ""  #: why the last one failed
    done: int = 0  #: how many were finished, so that a page can tell a new record from an old one


class Rebuilder:
    """Builds a case whenever it is asked to."""

    def __init__(self, folder: Path) -> None:
        """Of the case in `folder`; nothing runs before `start`."""
        self.folder = folder
        self._changed = threading.Condition()
        self._state = Rebuild(state=IDLE)
        self._asked = False
        self._stopping = False
        self._thread: threading.Thread | None = None

    @property
    def state(self) -> Rebuild:
        """Where it stands."""
        with self._changed:
            return self._state

    def start(self) -> None:
        """Begin to wait for being asked."""
        self._thread = threading.Thread(target=self._work, name="rebuilding", daemon=True)
        self._thread.start()

    def ask(self) -> Rebuild:
        """Build as soon as may be; returns where it stands."""
        with self._changed:
            self._asked = True
            if self._state.state != RUNNING:
                self._state = Rebuild(state=PENDING, done=self._state.done)
            self._changed.notify_all()
            return self._state

    def wait(self, seconds: float) -> Rebuild:
        """Wait until nothing is left to build, at most so long; returns where it stands then."""
        with self._changed:
            self._changed.wait_for(lambda: not self._asked and self._state.state in (IDLE, FAILED), seconds)
            return self._state

    def stop(self) -> None:
        """Let a running build end, and begin no other."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _work(self) -> None:
        # A build needs the parser's package; the screens that only read do without it until the first decision.
        from dateline.engine.case import Case
        from dateline.engine.work import Warm

        warm, case = Warm(), Case.open(self.folder, create=False)
        try:
            while self._next():
                self._ended(self._build(case, warm))
        finally:
            case.store.close()

    def _next(self) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._asked or self._stopping)
            if self._stopping:
                return False
            self._asked = False
            self._state = Rebuild(state=RUNNING, done=self._state.done)
            return True

    def _ended(self, why: str) -> None:
        with self._changed:
            state = PENDING if self._asked else FAILED if why else IDLE
            self._state = Rebuild(state=state, why=why, done=self._state.done + (not why))
            self._changed.notify_all()

    @staticmethod
    def _build(case: object, warm: object) -> str:
        from dateline.engine.case import Case
        from dateline.engine.flow import build
        from dateline.engine.settings import load_settings
        from dateline.engine.work import Warm, Work

        assert isinstance(case, Case) and isinstance(warm, Warm)
        try:
            build(Work(case, load_settings(case.folder, {}), warm=warm), lambda done, total: None)
        except (DatelineError, OSError) as error:
            return str(error)
        return ""
