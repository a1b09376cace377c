"""Which executor a case's settings ask for."""

from __future__ import annotations

import os

from dateline.engine.executor import Executor, InProcess
from dateline.engine.processes import LocalProcesses
from dateline.engine.settings import Settings
from dateline.engine.state import Setup

JOBS_PER_WORKER = 40
"""Starting a worker costs about 1.5 s (model and tables), the time of some forty short pages."""


def executor_of(settings: Settings, setup: Setup, jobs: int) -> Executor:
    """Processes that can be killed, as many as the jobs keep busy; this process when 0 are asked for."""
    if settings.workers == 0:
        return InProcess(setup)
    chosen = max(1, min(os.cpu_count() or 1, jobs // JOBS_PER_WORKER))
    return LocalProcesses(setup, settings.workers or chosen, settings.deadline_seconds)
