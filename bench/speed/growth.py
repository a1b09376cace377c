"""How linking grows: the generated stream at several sizes, each in a process of its own, and one document added."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time

import msgspec

from bench.stream import stream
from dateline.engine.reader import default_reader
from dateline.linking.copies import find_copies
from dateline.linking.identity import Identities
from dateline.linking.link import Linker, link

# Reports that a happening of the stream has, on average.
REPORTS_PER_HAPPENING = 4.2
SMALL, LARGE, SOAK = 1_000, 10_000, 100_000
# Time per report may rise by half from a thousand reports to ten thousand.
NEAR_LINEAR = 1.5
MOST_SECONDS, MOST_GIGABYTES, MOST_SECONDS_TO_ADD = 300.0, 4.0, 3.0


def growth(soak: bool) -> dict[str, object]:
    """Processor seconds, memory and candidate pairs at 1,000 and 10,000 reports, with `soak` at 100,000 too."""
    small, large = measured(SMALL), measured(LARGE)
    figures: dict[str, object] = {f"{one['reports']} reports": one for one in (small, large)}
    rise = rate(large) / rate(small)
    figures |= {
        "time per report, large to small": round(rise, 2),
        "near linear": int(rise < NEAR_LINEAR),
        "adding one document under 3 s": int(float(str(large["seconds to add one"])) < MOST_SECONDS_TO_ADD),
        "adding one document gives the full rebuild": int(bool(large["adding gives the full rebuild"])),
    }
    if soak:
        huge = measured(SOAK)
        # Of the processor, as all seconds here: one process links, so that on a quiet machine the clock shows the same.
        fits = float(str(huge["seconds"])) < MOST_SECONDS and float(str(huge["gigabytes"])) < MOST_GIGABYTES
        figures |= {f"{huge['reports']} reports": huge, "100,000 in under 5 minutes and 4 GB": int(fits)}
    return figures


def rate(figures: dict[str, object]) -> float:
    """Processor seconds per report."""
    return float(str(figures["seconds"])) / float(str(figures["reports"]))


def measured(reports: int) -> dict[str, object]:
    """The figures of one size, from a process of its own."""
    command = [sys.executable, "-m", "bench.speed.growth", str(reports)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, object] = json.loads(done.stdout)
    return figures


def one_size(reports: int) -> dict[str, object]:
    """Links a stream of about so many reports, then again with one document more."""
    documents = stream(round(reports / REPORTS_PER_HAPPENING)).documents
    tables = default_reader().tables
    made = gigabytes()
    whole, last = documents[:-1], documents[-1]
    linker = Linker(tables)
    began, wall = time.process_time(), time.perf_counter()
    linker.add(whole)
    first = linker.linked(Identities(), ())
    spent, waited = time.process_time() - began, time.perf_counter() - wall
    peak = gigabytes()
    pairs, told = linker.made.pairs, sum(len(document.reports) for document in documents)
    began = time.process_time()
    linker.add([last])
    added = linker.linked(Identities(first.minted, first.seen), ())
    adding = time.process_time() - began
    work = linker.made
    figures: dict[str, object] = {
        "reports": told,
        "documents": len(documents),
        "events": len(first.record.events),
        "seconds": round(spent, 2),
        "wall seconds": round(waited, 2),
        "gigabytes": round(peak, 2),
        "of them the documents": round(made, 2),
        "candidate pairs per report": round(pairs / told, 2),
        "capped blocks": len(first.capped),
        "seconds to add one": round(adding, 2),
        "decisions and views made for it": [work.decisions, work.views],
    }
    if reports <= LARGE:
        again = link(documents, tables, Identities(first.minted, first.seen), ())
        began = time.process_time()
        find_copies(documents, tables.copying)
        figures["of the seconds, copies"] = round(time.process_time() - began, 2)
        figures["adding gives the full rebuild"] = msgspec.json.encode(again) == msgspec.json.encode(added)
    return figures


def gigabytes() -> float:
    """The most memory that this process has had."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9


if __name__ == "__main__":
    print(json.dumps(one_size(int(sys.argv[1]))))
