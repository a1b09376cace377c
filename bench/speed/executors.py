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

RAY = "Ray"
WAYS = ("1 process", "2 processes", RAY)


class Ran(Struct, frozen=True):
    """One build."""

    seconds: float  #: on the clock
    processor: float  #: of the driver and what it started; on Ray of the driver alone
    bytes: str  #: digest of its export


def executors(count: int, rounds: int) -> dict[str, object]:
    """The ratios first: of two processes over one, and of Ray over two processes; each by its fastest round."""
    ran: dict[str, list[Ran]] = {name: [] for name in WAYS}
    with tempfile.TemporaryDirectory(prefix="dateline-") as place:
        folder = Path(place)
        added = stories(folder, count)
        # What else the machine does comes and goes over minutes: the ways take turns.
        for _ in range(rounds):
            for name, built in ran.items():
                built.append(build_by(name, added, folder / "built"))
    seconds = {name: min(one.seconds for one in built) for name, built in ran.items()}
    one, two, ray = (seconds[name] for name in WAYS)
    return {
        "2 processes over 1": round(one / two, 3),
        "Ray, two nodes, over 2 processes": round(two / ray, 3),
        "identical bytes": int(len({each.bytes for built in ran.values() for each in built}) == 1),
        "at least 1.8": int(one / two >= 1.8),
        "at least 0.85": int(two / ray >= 0.85),
        "seconds of each round": {name: [round(each.seconds, 1) for each in built] for name, built in ran.items()},
        "seconds of the processor": {
            name: [round(each.processor, 1) for each in built] for name, built in ran.items() if name != RAY
        },
        "pages": count,
    }


def build_by(name: str, added: Path, folder: Path) -> Ran:
    """A build in one of the ways."""
    if name != RAY:
        return build(added, folder, "--workers", name.split()[0])
    with cluster(2) as running:
        words = ("--executor", "ray", "--address", running.address)
        return build(added, folder, *words, environment=running.environment)


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
    shutil.rmtree(folder)
    return Ran(seconds, processor, digest.hexdigest())
