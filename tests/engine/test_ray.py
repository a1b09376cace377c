"""Reading on a Ray cluster of two nodes: the same bytes as in one process, whatever is lost on the way."""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dateline

pytest.importorskip("ray")

from bench.cluster import cluster

PAGES = Path(__file__).resolve().parents[2] / "examples" / "exercise" / "pages"


def exported(folder):
    out = io.BytesIO()
    case = dateline.open(folder)
    case.export("jsonl", out, masked=False)
    rows = case.store.query.rows("SELECT inputs, outcome, jobs, failures FROM shards ORDER BY inputs")
    case.store.close()
    return out.getvalue(), [tuple(row) for row in rows]


def build(folder, *words, env=None):
    command = [sys.executable, "-m", "dateline", "build", str(folder), *words]
    return subprocess.run(command, env=env or os.environ, capture_output=True, text=True)


@pytest.fixture(scope="module")
def added(tmp_path_factory):
    case = dateline.open(tmp_path_factory.mktemp("ray") / "case")
    case.add(PAGES)
    case.store.close()
    return case.folder


def copy(added, folder):
    shutil.copytree(added, folder)
    return folder


def test_every_executor_gives_the_same_bytes(added, tmp_path):
    made = {}
    for name, words in {"here": ["--executor", "local"], "one": ["--workers", "1"], "two": ["--workers", "2"]}.items():
        build(copy(added, tmp_path / name), *words)
        made[name] = exported(tmp_path / name)
    with cluster(2) as running:
        words = ["--executor", "ray", "--address", running.address]
        done = build(copy(added, tmp_path / "ray"), *words, env=running.environment)
        assert "21 pages read" in done.stderr, done.stderr
        made["ray"] = exported(tmp_path / "ray")
        refused = build(copy(added, tmp_path / "shut"), *words, env={**running.environment, "RAY_AUTH_TOKEN": "0" * 64})
        assert refused.returncode == 1 and "token" in refused.stderr
    assert len({str(one) for one in made.values()}) == 1
    assert not list((tmp_path / "ray" / "shards").glob("*.parquet"))
