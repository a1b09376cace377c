"""Linking out of core: a generated archive written to disk as it is made, then linked within a limit of memory.

`python -m bench.speed bulk --documents 300000`: seconds of the clock and of the processors, the most memory of all
processes at once, what lay on disk, and how they grow from a tenth of the documents.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.linking.bulk.bulk import Bulk
    from dateline.linking.bulk.stages import Run
    from dateline.linking.identity import Linked

# Documents that a happening of the stream has, on average.
DOCUMENTS_PER_HAPPENING = 3.75
GROWTH, TENFOLD = 13.0, 10
MOST_MINUTES, MOST_GIGABYTES = 30.0, 6.0
PROCESSES = 2
GIGABYTE = 1_000_000_000
# So many documents are linked in memory too, and the bytes compared.
COMPARED = 5_000
SAME = "the same bytes as in memory"


def bulk(documents: int, memory: float) -> dict[str, object]:
    """The figures of so many documents, and of a tenth of them, within `memory` gigabytes."""
    small, large = measured(documents // TENFOLD, memory), measured(documents, memory)
    rise = float(str(large["processor seconds"])) / float(str(small["processor seconds"]))
    figures = {name: one.pop(SAME) for one in (small, large) for name in (SAME,) if name in one}
    return {
        f"{small['documents']} documents": small,
        f"{large['documents']} documents": large,
        **figures,
        "growth of processor seconds, tenfold": round(rise, 2),
        "tenfold at most 13x": int(rise <= GROWTH),
        "under 30 minutes and 6 GB": int(
            float(str(large["seconds"])) < 60 * MOST_MINUTES
            and float(str(large["gigabytes of all processes"])) < MOST_GIGABYTES
        ),
    }


def measured(documents: int, memory: float) -> dict[str, object]:
    """The figures of one size: one process makes the archive, another one links it with its workers."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("DATELINE_BENCH_SPILL")) as folder:
        run("make", folder, str(documents))
        process = subprocess.Popen(command("link", folder, str(memory)), stdout=subprocess.PIPE, text=True)
        watch = Watch(process.pid)
        output, _ = process.communicate()
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, "link")
        figures: dict[str, object] = json.loads(output)
        return figures | {"gigabytes of all processes": round(watch.most() / GIGABYTE, 2)}


def command(*words: str) -> list[str]:
    """One half of the measurement, as a process of its own."""
    return [sys.executable, "-m", "bench.speed.bulk", *words]


def run(*words: str) -> None:
    """One half of the measurement, to its end."""
    subprocess.run(command(*words), check=True)


class Watch:
    """Looks twice a second at how much memory a process and its children have, shared pages counted once."""

    def __init__(self, pid: int) -> None:
        self._pid, self._most = pid, 0
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def most(self) -> int:
        """The most that was seen, in bytes, once the process has ended."""
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while Path(f"/proc/{self._pid}/stat").exists():
            self._most = max(self._most, sum(memory_of(pid) for pid in family(self._pid)))
            time.sleep(0.5)


def family(pid: int) -> Iterator[int]:
    """A process and all that came of it."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        threads = [int(one.name) for one in Path(f"/proc/{pid}/task").iterdir()]
        for thread in threads:
            if thread != pid:
                children += Path(f"/proc/{pid}/task/{thread}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from family(int(child))


def memory_of(pid: int) -> int:
    """The memory of a process that is no file's, in bytes; 0 of one that has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("RssAnon:"))


def make(folder: Path, documents: int) -> None:
    """Writes a generated archive: copies, derived stories, many similar incidents."""
    from bench.stream import one_by_one
    from bench.stream.built import document_of
    from dateline.linking.bulk.shelf import put_all

    put_all(folder, map(document_of, one_by_one(round(documents / DOCUMENTS_PER_HAPPENING))))


def link(folder: Path, memory: float) -> dict[str, object]:
    """Links the archive in a folder."""
    from contextlib import closing

    from dateline.engine.linking_jobs import over
    from dateline.engine.processes import LocalProcesses
    from dateline.engine.state import Setup
    from dateline.linking.bulk.bulk import Bulk
    from dateline.linking.bulk.linking import link_bulk
    from dateline.linking.bulk.spill import size_of
    from dateline.linking.identity import Identities
    from dateline.tables.load import load

    share = int(memory * GIGABYTE / (PROCESSES + 1))
    began = time.perf_counter()
    opened = Bulk(folder, load(), share)
    with closing(LocalProcesses(Setup(memory_mb=6_000), PROCESSES, 3600.0)) as executor:
        stages = Stages()
        linked = link_bulk(opened, Identities(), (), stages.timed(over(executor, "bench")))
    waited = time.perf_counter() - began
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    figures: dict[str, object] = {SAME: int(is_same(linked, opened))} if len(opened.shelf) <= COMPARED else {}
    return {
        "documents": len(opened.shelf),
        "reports": len(opened.loaded("report_ids")),
        "events": len(linked.record.events),
        "edges": len(linked.record.sources),
        "pairs of reports": len(opened.array("offered")),
        "seconds": round(waited, 1),
        "processor seconds": round(own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime, 1),
        "of them in this process": round(own.ru_utime + own.ru_stime, 1),
        "seconds by stage": stages.spent,
        "limit in gigabytes": memory,
        "spilled gigabytes": round(size_of(folder) / GIGABYTE, 2),
        "capped": len(linked.capped),
        **figures,
    }


def is_same(linked: Linked, opened: Bulk) -> bool:
    """Whether linking in memory gives the same, to the byte."""
    import msgspec
    from msgspec.structs import replace

    from dateline.linking.identity import Identities
    from dateline.linking.link import link as in_memory

    lists = {name: tuple(getattr(linked.record, name)) for name in ("events", "disagreements", "sources")}
    again = in_memory(tuple(opened.shelf.all()), opened.tables, Identities(), ())
    return msgspec.json.encode(replace(linked, record=replace(linked.record, **lists))) == msgspec.json.encode(again)


class Stages:
    """Seconds of the clock by stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def timed(self, run: Run) -> Run:
        """A runner that notes how long each stage took."""

        def timing(opened: Bulk, stage: str) -> Iterator[Any]:
            began = time.perf_counter()
            found = list(run(opened, stage))
            self.spent[stage] = round(time.perf_counter() - began, 1)
            return iter(found)

        return timing


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        print(json.dumps(link(Path(sys.argv[2]), float(sys.argv[3]))))
