"""Reading processes: one that dies or hangs costs its page and nothing else."""

import sys
from pathlib import Path

from dateline.archive.limits import Limits
from dateline.engine import processes
from dateline.model.source import Capture

CAPTURES = [Capture(id=f"cap-{n}", blob="b" * 64, path=f"{n}.txt", size=1) for n in range(4)]


def executor(deadline=30.0):
    return processes.LocalProcesses(Path("/nowhere"), None, None, Limits(), 2, deadline)


def test_a_missing_blob_is_a_failure_of_that_page(tmp_path):
    outcomes = list(executor().run(CAPTURES))
    assert sorted(o.capture.id for o in outcomes) == [c.id for c in CAPTURES]
    assert all(o.failure is not None and o.failure.stage == "document" for o in outcomes)


def test_a_worker_that_dies_is_replaced(monkeypatch):
    monkeypatch.setattr(processes, "COMMAND", (sys.executable, "-c", "import os; os._exit(7)"))
    outcomes = list(executor().run(CAPTURES))
    assert len(outcomes) == len(CAPTURES)
    assert all("died" in o.failure.reason for o in outcomes)


def test_the_folder_one_stands_in_is_not_imported_from(tmp_path, monkeypatch):
    (tmp_path / "spacy.py").write_text("import os; os._exit(9)\n")
    monkeypatch.chdir(tmp_path)
    outcomes = list(executor().run(CAPTURES[:1]))
    assert outcomes[0].failure.stage == "document"


def test_a_worker_that_hangs_is_killed(monkeypatch):
    monkeypatch.setattr(processes, "COMMAND", (sys.executable, "-c", "import time; time.sleep(60)"))
    outcomes = list(executor(deadline=0.5).run(CAPTURES[:2]))
    assert all("took longer" in o.failure.reason for o in outcomes)


def test_memory_beyond_the_limit_is_a_failure_of_that_page(tmp_path, monkeypatch):
    from dateline.archive.vault import Vault
    from dateline.engine import executor as running

    def greedy(capture, vault, reader, limits):
        raise MemoryError

    monkeypatch.setattr(running, "read_capture", greedy)
    outcome = running.attempt(CAPTURES[0], Vault(tmp_path), None, Limits())
    assert outcome.failure.reason == running.OUT_OF_MEMORY and "max_memory_mb" in outcome.failure.reason
