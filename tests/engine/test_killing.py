"""A build that is killed at any moment: the next one finishes with the identical record, nothing twice or missing.

Two kills here and one on a Ray cluster; `make soak` makes twenty of each (DATELINE_SOAK=1).
"""

import io
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

import dateline

KILLS = 20 if os.environ.get("DATELINE_SOAK") else 2
STORY = (
    "March {day}, 2021\n\nBridge at Tessalit under fire\n\nMalian troops recaptured the bridge at Tessalit from militants"
    " on Tuesday, Colonel Issa Keita told Reuters. At least {dead} militants were killed. Residents of Gao said that"
    " {hurt} people had been wounded by shelling on Monday.\n"
)


def folder_of_pages(folder, number):
    folder.mkdir()
    for n in range(number):
        story = STORY.format(day=1 + n % 28, dead=3 + n, hurt=20 + n)
        (folder / f"{n}.txt").write_text(story)
    (folder / "blank.html").write_text("<html></html>")
    return folder


def record(case):
    """Everything that a build leaves: the export, the id ledger, the failures, how many rows of each kind."""
    out = io.BytesIO()
    case.export("jsonl", out, masked=False)
    return out.getvalue(), case.store.ledger(), case.store.failures(), case.store.counts()


def start(*words, env=None):
    return subprocess.Popen(
        [sys.executable, "-m", "dateline", *map(str, words)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=env,
    )


def kill(process, whole):
    """The process, or it and its readers, with no time to tidy up."""
    if whole:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def below(*parents):
    """The processes that these started, and those that these started, each with what it runs."""
    lines = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True).stdout.splitlines()
    found, todo = {}, set(parents)
    while todo:
        children = {int(pid): args for pid, ppid, args in (line.split(None, 2) for line in lines) if int(ppid) in todo}
        found |= children
        todo = set(children)
    return found


def kill_one(chance, part, *parents, but="\0"):
    """Kill one of the processes below these that runs `part`, none that runs `but`; whether there was one."""
    found = [pid for pid, args in below(*parents).items() if part in args and but not in args]
    if found:
        with suppress(ProcessLookupError):
            os.kill(chance.choice(found), signal.SIGKILL)
    return bool(found)


@pytest.fixture(scope="module")
def added(tmp_path_factory):
    folder = tmp_path_factory.mktemp("killing")
    case = dateline.open(folder / "case")
    case.add(folder_of_pages(folder / "pages", 30 if KILLS > 2 else 12))
    case.store.close()
    return case.folder


@pytest.fixture(scope="module")
def unbroken(added, tmp_path_factory):
    """The record of a build that nothing stopped, and how many seconds it took."""
    folder = tmp_path_factory.mktemp("unbroken") / "case"
    shutil.copytree(added, folder)
    started = time.monotonic()
    assert start("build", folder, "--workers", "1").wait() == 3
    return record(dateline.open(folder)), time.monotonic() - started


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_build_is_finished_by_the_next(added, unbroken, tmp_path, number):
    whole, seconds = unbroken
    chance = random.Random(number)
    for tried in range(20):
        folder = tmp_path / f"case{tried}"
        shutil.copytree(added, folder)
        process = start("build", folder, "--workers", "1")
        time.sleep(chance.uniform(0.05, 0.95) * seconds * 0.9**tried)
        if process.poll() is None:
            break
    kill(process, whole=number % 2 == 0)
    case = dateline.open(folder)
    assert start("build", folder, "--workers", "1").wait() == 3
    assert record(case) == whole
    report = case.verify()
    assert report.problems == ()
    assert all("was stopped while it changed it" in note for note in report.notes)


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_reader_costs_nothing(added, unbroken, tmp_path, number):
    whole, seconds = unbroken
    chance = random.Random(number)
    folder = tmp_path / "case"
    shutil.copytree(added, folder)
    process = start("build", folder, "--workers", "2")
    time.sleep(chance.uniform(0.1, 0.9) * seconds)
    kill_one(chance, "dateline.engine.worker", process.pid)
    assert process.wait() == 3
    assert record(dateline.open(folder)) == whole


ON_RAY = ("node", "worker", "reader", "driver", "agent")


@pytest.mark.parametrize("number", range(KILLS if KILLS > 2 else 1))
def test_what_is_killed_of_a_cluster_is_made_up_for(added, unbroken, tmp_path, number):
    pytest.importorskip("ray")
    from bench.cluster import cluster

    whole, seconds = unbroken
    chance, what = random.Random(number), ON_RAY[number % len(ON_RAY)]
    folder = tmp_path / "case"
    shutil.copytree(added, folder)
    with cluster(2) as running:
        words = ("build", folder, "--executor", "ray", "--address", running.address)
        process = start(*words, env=running.environment)
        # Connecting takes a while; before that there is nothing of the cluster's to kill.
        until = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < until:
            if "dateline.engine.worker" in str(below(*running.raylets)):
                break
            time.sleep(0.1)
        # Two nodes take about half as long as the one process that was timed.
        time.sleep(chance.uniform(0, 0.9) * seconds / 2)
        if what == "node":
            os.kill(running.raylets[1], signal.SIGKILL)
        elif what == "driver":
            kill(process, whole=False)
        elif what == "worker":
            kill_one(chance, "ray::", *running.raylets, but="Agent")
        else:
            kill_one(chance, {"reader": "dateline.engine.worker", "agent": "Agent"}[what], *running.raylets)
        # A node goes down with its agent; without its own node a build ends, unless it was through before.
        ends = {"driver": {-signal.SIGKILL}, "agent": {3, 1}}.get(what, {3})
        assert process.wait(300) in ends
        assert start(*words, env=running.environment).wait(300) == 3
    case = dateline.open(folder)
    assert record(case) == whole
    assert case.verify().problems == ()


def test_a_killed_add_is_finished_by_the_next(tmp_path):
    pages = folder_of_pages(tmp_path / "pages", 600)
    dateline.open(tmp_path / "case").store.close()
    process = start("add", tmp_path / "case", pages)
    while process.poll() is None and len(list((tmp_path / "case").rglob("*.gz"))) < 100:
        time.sleep(0.01)
    kill(process, whole=True)
    case = dateline.open(tmp_path / "case")
    assert case.add(pages).added <= 601
    assert len(case.store.captures()) == 601 and len(list(case.vault.digests())) == 601
    assert case.verify().problems == ()
