"""Working processes: one that dies or hangs costs its job and nothing else."""

import sys
from contextlib import closing

import pytest

from dateline.archive.limits import Limits
from dateline.engine import pages, processes
from dateline.engine.jobs import OUT_OF_MEMORY, JobError, job, result, shard_of
from dateline.engine.pages import Page
from dateline.engine.state import Setup, State
from dateline.model.source import Capture
from dateline.store.finished import PageRead

CAPTURES = [Capture(id=f"cap-{n}", blob="b" * 64, path=f"{n}.txt", size=1) for n in range(4)]
SHARD = shard_of([job("read", one.id, Page(one)) for one in CAPTURES], "code-1")


def run(shard=SHARD, deadline=30.0):
    with closing(processes.LocalProcesses(Setup(vault="/nowhere"), 2, deadline)) as executor:
        return list(executor.run([shard]))


def of(number):
    return shard_of(SHARD.jobs[:number], "code-1")


def test_a_missing_blob_is_a_failure_of_that_page():
    dones = run()
    assert sorted(one.job for one in dones) == [one.id for one in CAPTURES]
    assert all("gone" in result(one, PageRead).refused for one in dones)
    assert {one.shard for one in dones} == {SHARD.id}


def test_a_worker_that_dies_is_replaced(monkeypatch):
    monkeypatch.setattr(processes, "COMMAND", (sys.executable, "-c", "import os; os._exit(7)"))
    dones = run()
    assert len(dones) == len(CAPTURES)
    assert all("died (exit code 7)" in one.reason for one in dones)
    with pytest.raises(JobError, match="its process died"):
        result(dones[0], PageRead)


def test_a_worker_that_answers_something_else_is_replaced(monkeypatch):
    answer = "import sys; sys.stdout.buffer.write(bytes(7) + b'\\4ohno'); sys.stdout.flush(); sys.stdin.read()"
    monkeypatch.setattr(processes, "COMMAND", (sys.executable, "-c", answer))
    assert ["no answer" in one.reason for one in run(of(2))] == [True, True]


def test_the_folder_one_stands_in_is_not_imported_from(tmp_path, monkeypatch):
    (tmp_path / "spacy.py").write_text("import os; os._exit(9)\n")
    monkeypatch.chdir(tmp_path)
    assert "gone" in result(run(of(1))[0], PageRead).refused


def test_a_worker_that_hangs_is_killed(monkeypatch):
    monkeypatch.setattr(processes, "COMMAND", (sys.executable, "-c", "import time; time.sleep(60)"))
    assert all("took longer than 0.5 s" in one.reason for one in run(of(2), deadline=0.5))


def test_more_jobs_than_wait_in_memory_all_come_back(monkeypatch):
    monkeypatch.setattr(processes, "AHEAD", 1)
    assert len(run()) == len(CAPTURES)


def test_memory_beyond_the_limit_is_a_failure_of_that_page(tmp_path, monkeypatch):
    from dateline.engine.jobs import perform

    def greedy(capture, data, reader, limits, watch):
        raise MemoryError

    monkeypatch.setattr(pages, "body_of", lambda state, blob, body: b"")
    monkeypatch.setattr(pages, "read_capture", greedy)
    done = perform(SHARD.jobs[0], State(Setup(Limits())))
    assert done.reason == OUT_OF_MEMORY and "max_memory_mb" in done.reason


def test_shards_of_the_same_jobs_are_the_same_only_under_the_same_code():
    again = shard_of(SHARD.jobs, "code-1")
    other = shard_of(SHARD.jobs, "code-2")
    assert again == SHARD and other.id != SHARD.id and other.inputs == SHARD.inputs
    assert of(3).inputs != SHARD.inputs
