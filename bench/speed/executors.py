"""Wall seconds of a whole build of generated stories by one process, by two, and by a Ray cluster of two nodes.

The cluster runs before the clock does. Every build is of a copy of the same case, and the exports are compared byte by
byte. Seconds of the processor tell what else the machine was doing: a ratio is only worth something on a quiet one.
"""

from __future__ import annotations

import hashlib
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from msgspec import Struct

from bench.cluster import cluster
from bench.stream.prose import write
from bench.stream.truth import SEED, happenings, pieces
from dateline.engine.case import Case


class Ran(Struct, frozen=True):
    """One build."""

    seconds: float  #: on the clock
    processor: float  #: of the driver and what it started; on Ray of the driver alone
    bytes: str  #: digest of its export


def executors(count: int) -> dict[str, object]:
    """The ratios first: of two processes over one, and of Ray over two processes."""
    with tempfile.TemporaryDirectory(prefix="dateline-") as place:
        folder = Path(place)
        added = stories(folder, count)
        one = build(added, folder / "one", "--workers", "1")
        two = build(added, folder / "two", "--workers", "2")
        with cluster(2) as running:
            words = ("--executor", "ray", "--address", running.address)
            ray = build(added, folder / "ray", *words, environment=running.environment)
    return {
        "2 processes over 1": round(one.seconds / two.seconds, 3),
        "Ray, two nodes, over 2 processes": round(two.seconds / ray.seconds, 3),
        "identical bytes": int(one.bytes == two.bytes == ray.bytes),
        "at least 1.8": int(one.seconds / two.seconds >= 1.8),
        "at least 0.85": int(two.seconds / ray.seconds >= 0.85),
        "seconds": {
            "1 process": round(one.seconds, 1),
            "2 processes": round(two.seconds, 1),
            "Ray": round(ray.seconds, 1),
        },
        "seconds of the processor": {"1 process": round(one.processor, 1), "2 processes": round(two.processor, 1)},
        "pages": count,
    }


def stories(folder: Path, count: int) -> Path:
    """A case that holds so many generated stories, not read yet."""
    pages = folder / "pages"
    pages.mkdir()
    chance = random.Random(SEED)
    made = pieces(happenings(count, chance), chance)
    for number, piece in enumerate(islice(made, count)):
        news = piece.accounts[0]
        story = f"{news.outlet}\n{news.told:%B %d, %Y}\n\n{write(piece).text}\n"
        (pages / f"{number:06}.txt").write_text(story, encoding="utf-8")
    case = Case.create(folder / "case")
    case.add(pages)
    case.store.close()
    return folder / "case"


def build(added: Path, folder: Path, *words: str, environment: Mapping[str, str] | None = None) -> Ran:
    """A copy of a case, built by a process of its own."""
    shutil.copytree(added, folder)
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "dateline", "build", str(folder), "--quiet", *words]
    subprocess.run(command, check=True, env=environment or os.environ)
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    digest = hashlib.sha256()
    out = folder.with_suffix(".jsonl")
    with out.open("w+b") as file:
        Case.open(folder, create=False).export("jsonl", file)
        file.seek(0)
        digest.update(file.read())
    return Ran(seconds, processor, digest.hexdigest())
