"""What a person waits for in a case of very many events: answers over HTTP on this machine, at the 95th percentile.

Every address is asked for the first time, so that no answer is kept from before; the server runs in a process of its
own. Seconds of the processor stand beside those of the clock: on a busy machine only they tell what the work costs.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote

from bench.many import many_events
from dateline.engine.case import Case

LIMIT_MS = 150.0
ROUNDS = 60
"""Addresses asked of each kind."""
API = "api/v1"
KINDS = ("remote.shelling", "remote.air_strike", "civilian.attack", "civilian.abduction", "remote", "civilian")
GRADES = ("weak", "fair", "confirmed", "contested")
WORDS = ("killed", "market", "abducted", "shells", "clinic", "convoy", "army", "said", "residents", "bridge")
NAMES = ("actor", "claimant", "publisher", "place")


def serve(case: Path | None, events: int) -> dict[str, object]:
    """The figures over a case that is there, or over one that is generated for it."""
    with tempfile.TemporaryDirectory() as folder:
        made = case or Path(folder) / "case"
        if case is None:
            many_events(made, events).store.close()
        opened = Case.open(made, create=False)
        counts, ids, places = opened.store.counts(), some_ids(opened), some_places(opened)
        names = some_names(opened)
        opened.store.close()
        with listening(made) as (address, spent):
            asked = {**lists(names), **counted(names), **pages(ids, places, names)}
            figures = {kind: measured(address, several, spent) for kind, several in asked.items()}
    slowest, dearest = (
        max(float(str(one[figure])) for one in figures.values()) for figure in ("p95 ms", "processor ms each")
    )
    return {
        "events": counts["events"],
        "reports": counts["reports"],
        **figures,
        "slowest p95 ms": slowest,
        "each under 150 ms": int(slowest < LIMIT_MS),
        "most processor ms": dearest,
        "each under 150 ms of the processor": int(dearest < LIMIT_MS),
    }


def some_ids(case: Case) -> list[str]:
    """Ids of events all over the case."""
    found = case.store.query.rows("SELECT event FROM event_index WHERE number % 997 = 1 ORDER BY event LIMIT 200")
    return [row[0] for row in found]


def some_names(case: Case) -> dict[str, list[str]]:
    """Names of events, by kind."""
    sql = "SELECT name FROM names WHERE kind = ? ORDER BY name LIMIT 40"
    return {kind: [row[0] for row in case.store.query.rows(sql, [kind])] for kind in NAMES}


def some_places(case: Case) -> list[str]:
    """Ids of places, those of most events first."""
    sql = "SELECT item FROM event_places WHERE item IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ?"
    return [row[0] for row in case.store.query.rows(sql, [ROUNDS])]


def filtered(names: dict[str, list[str]], rng: random.Random) -> Iterator[str]:
    """Three filters in an address, no two alike."""

    def day() -> str:
        return f"2031-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"

    def one_of(kind: str) -> str:
        return quote(rng.choice(names[kind]))

    while True:
        yield f"type={rng.choice(KINDS)}&country=XZ&since={day()}"
        yield f"type={rng.choice(KINDS)}&grade={rng.choice(GRADES)}&until={day()}"
        yield f"place={one_of('place')}&publisher={one_of('publisher')}&since={day()}"
        yield f"actor={one_of('actor')}&contested=false&until={day()}"
        yield f"bbox=-121,-36,-118,-33&level=incident&since={day()}"


def with_words(rng: random.Random) -> Iterator[str]:
    """A word, or two, and a day."""
    while True:
        for many in (1, 1, 1, 2):
            words = "+".join(rng.sample(WORDS, many))
            yield f"text={words}&since=2031-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def lists(names: dict[str, list[str]]) -> dict[str, list[str]]:
    """The addresses of lists."""
    rng = random.Random(20261127)
    return {
        "list with three filters": [f"{API}/events?{one}&limit=50" for one in islice(filtered(names, rng), ROUNDS)],
        "full-text search": [f"{API}/events?{one}&limit=50" for one in islice(with_words(rng), ROUNDS)],
    }


def counted(names: dict[str, list[str]]) -> dict[str, list[str]]:
    """The addresses of what a selection is counted by."""
    rng = random.Random(20261128)
    boxes = [(rng.uniform(-125, -118), rng.uniform(-36, -33), rng.uniform(0.5, 4)) for _ in range(ROUNDS // 2)]
    return {
        "map": [
            *(f"{API}/map?zoom={n % 12}&since=2031-{n % 12 + 1:02}-{n % 28 + 1:02}" for n in range(ROUNDS // 2)),
            *(f"{API}/map?zoom=8&bbox={w:.2f},{s:.2f},{w + d:.2f},{s + d:.2f}" for w, s, d in boxes),
        ],
        "facets": [f"{API}/facets"] * (ROUNDS // 2),
        "facets with three filters": [f"{API}/facets?{one}" for one in islice(filtered(names, rng), ROUNDS)],
        "facets with words": [f"{API}/facets?{one}" for one in islice(with_words(rng), ROUNDS // 2)],
        "timeline": [f"{API}/timeline?{one}" for one in islice(filtered(names, rng), ROUNDS // 2)],
    }


def pages(ids: list[str], places: list[str], names: dict[str, list[str]]) -> dict[str, list[str]]:
    """The addresses of pages, and of an event in the API."""
    people = [*names["actor"], *names["claimant"]]
    return {
        "event": [f"{API}/events/{item}" for item in ids[:ROUNDS]],
        "event page": [f"events/{item}" for item in ids[:ROUNDS]],
        "review page": [f"review/{item}" for item in ids[:ROUNDS]],
        "actor page": [f"actors/{quote(name, safe='')}" for name in people],
        "place page": [f"places/{quote(item, safe='')}" for item in places],
        "publisher page": [f"sources/{quote(name, safe='')}" for name in names["publisher"]],
    }


@contextmanager
def listening(case: Path) -> Iterator[tuple[str, Path]]:
    """The real server in a process of its own; its address, and where the system counts its processor time."""
    command = [sys.executable, "-m", "dateline", "serve", str(case), "--port", "0", "--as", "bench"]
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
            answered(f"{address}/{API}/openapi.json")
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"no answer from {address}")


def measured(address: str, asked: list[str], spent: Path) -> dict[str, object]:
    """Median and 95th percentile of the waiting, and processor time for each answer."""
    answered(f"{address}/{API}/events?limit=1")
    before, waits = ticks(spent), []
    for one in asked:
        began = time.perf_counter()
        answered(f"{address}/{one}")
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
        answer.read()
