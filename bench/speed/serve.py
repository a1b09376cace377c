"""What a person waits for in a case of very many events: answers over HTTP on this machine, at the 95th percentile.

Every address is asked for the first time, so that no answer is kept from before; the server runs in a process of its
own. Seconds of the processor stand beside those of the clock: on a busy machine only they tell what the work costs.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote

from bench.many import many_events
from dateline.engine.case import Case

LIMIT_MS = 150.0
ROUNDS = 60
"""Addresses asked of each kind."""
KINDS = ("remote.shelling", "remote.air_strike", "civilian.attack", "civilian.abduction", "remote", "civilian")
GRADES = ("weak", "fair", "confirmed", "contested")
WORDS = ("killed", "market", "abducted", "shells", "clinic", "convoy", "army", "said", "residents", "bridge")


def serve(case: Path | None, events: int) -> dict[str, object]:
    """The figures over a case that is there, or over one that is generated for it."""
    with tempfile.TemporaryDirectory() as folder:
        made = case or Path(folder) / "case"
        if case is None:
            many_events(made, events).store.close()
        opened = Case.open(made, create=False)
        counts, ids = opened.store.counts(), some_ids(opened)
        names = some_names(opened)
        opened.store.close()
        with listening(made) as (address, spent):
            figures = {kind: measured(address, asked, spent) for kind, asked in questions(ids, names).items()}
    slowest = max(float(str(one["p95 ms"])) for one in figures.values())
    return {
        "events": counts["events"],
        "reports": counts["reports"],
        **figures,
        "slowest p95 ms": slowest,
        "each under 150 ms": int(slowest < LIMIT_MS),
    }


def some_ids(case: Case) -> list[str]:
    """Ids of events all over the case."""
    found = case.store.query.rows("SELECT event FROM event_index WHERE number % 997 = 1 ORDER BY event LIMIT 200")
    return [row[0] for row in found]


def some_names(case: Case) -> dict[str, list[str]]:
    """Names that many events have, by kind."""
    sql = "SELECT name FROM names WHERE kind = ? ORDER BY name LIMIT 40"
    return {kind: [row[0] for row in case.store.query.rows(sql, [kind])] for kind in ("actor", "publisher", "place")}


def questions(ids: list[str], names: dict[str, list[str]]) -> dict[str, list[str]]:
    """The addresses of each kind, no two alike."""
    rng = random.Random(20261127)

    def day() -> str:
        return f"2031-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"

    def one_of(kind: str) -> str:
        return quote(rng.choice(names[kind]))

    filters = (
        lambda: f"type={rng.choice(KINDS)}&country=XZ&since={day()}",
        lambda: f"type={rng.choice(KINDS)}&grade={rng.choice(GRADES)}&until={day()}",
        lambda: f"place={one_of('place')}&publisher={one_of('publisher')}&since={day()}",
        lambda: f"actor={one_of('actor')}&contested=false&until={day()}",
        lambda: f"bbox=-121,-36,-118,-33&level=incident&since={day()}",
    )
    boxes = [(rng.uniform(-125, -118), rng.uniform(-36, -33), rng.uniform(0.5, 4)) for _ in range(ROUNDS)]
    return {
        "list with three filters": [f"events?{filters[n % len(filters)]()}&limit=50" for n in range(ROUNDS)],
        "full-text search": [f"events?text={rng.choice(WORDS)}&since={day()}&limit=50" for _ in range(ROUNDS)],
        "event page": [f"events/{item}" for item in ids[:ROUNDS]],
        "map": [
            *(f"map?zoom={n % 12}&since={day()}" for n in range(ROUNDS // 2)),
            *(f"map?zoom=8&bbox={w:.2f},{s:.2f},{w + d:.2f},{s + d:.2f}" for w, s, d in boxes[: ROUNDS // 2]),
        ],
    }


@contextmanager
def listening(case: Path) -> Iterator[tuple[str, Path]]:
    """The real server in a process of its own; its address, and where the system counts its processor time."""
    command = [sys.executable, "-m", "dateline", "serve", str(case), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            line = server.stdout.readline() if server.stdout else ""
            address = line.split()[0].rstrip("/")
            wait_for(address)
            yield address, Path(f"/proc/{server.pid}/stat")
        finally:
            server.terminate()


def wait_for(address: str) -> None:
    """Wait until a server answers."""
    for _ in range(600):
        try:
            answered(f"{address}/api/v1/openapi.json")
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"no answer from {address}")


def measured(address: str, asked: list[str], spent: Path) -> dict[str, object]:
    """Median and 95th percentile of the waiting, and processor time for each answer."""
    answered(f"{address}/api/v1/events?limit=1")
    before, waits = ticks(spent), []
    for one in asked:
        began = time.perf_counter()
        answered(f"{address}/api/v1/{one}")
        waits.append((time.perf_counter() - began) * 1000)
    waits.sort()
    return {
        "median ms": round(waits[len(waits) // 2], 1),
        "p95 ms": round(waits[int(len(waits) * 0.95)], 1),
        "processor ms each": round((ticks(spent) - before) * 10 / len(asked), 1),
        "asked": len(asked),
    }


def ticks(stat: Path) -> int:
    """Hundredths of a second that a process has used the processor; 0 where the system does not say so."""
    if not stat.is_file():
        return 0
    cells = stat.read_text().rpartition(")")[2].split()
    return int(cells[11]) + int(cells[12])


def answered(address: str) -> None:
    """Ask, and read the whole answer; anything but 200 raises."""
    with urllib.request.urlopen(address, timeout=60) as answer:
        json.loads(answer.read())
