"""Which executor a case's settings ask for."""

from __future__ import annotations

import os
from pathlib import Path

from dateline.engine.executor import Executor, InProcess
from dateline.engine.processes import LocalProcesses
from dateline.engine.settings import Settings
from dateline.engine.state import Setup

JOBS_PER_WORKER = 40
"""Starting a worker costs about 1.5 s (model and tables), the time of some forty short pages."""


def executor_of(settings: Settings, setup: Setup, jobs: int, folder: Path) -> Executor:
    """The executor that is asked for; processes that can be killed, as many as the jobs keep busy, when none is.

    `folder`: where shards go for machines that share this one's disk, when no other place is named.
    """
    if settings.executor == "ray":
        from dateline.engine.exchange import Exchange
        from dateline.engine.ray_tasks import RayTasks

        exchange = Exchange(settings.exchange or str(folder))
        workers = settings.workers or os.cpu_count() or 1
        return RayTasks(setup, exchange, settings.deadline_seconds, address=settings.address, workers=workers)
    if settings.workers == 0 or settings.executor == "local":
        return InProcess(setup)
    chosen = max(1, min(os.cpu_count() or 1, jobs // JOBS_PER_WORKER))
    return LocalProcesses(setup, settings.workers or chosen, settings.deadline_seconds)
