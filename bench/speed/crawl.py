"""A web archive of which one record in twenty is hostile, added to a case: what came in, what was listed, how dear."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.synthetic.crawl import packed, records

MOST_GIGABYTES = 1.5
NAMES = {"plain": "crawl.warc", "gzip": "crawl.warc.gz", "zstd": "crawl.warc.zst"}
# Run by itself, so that the memory is that of adding alone.
ADD = """
import json, resource, sys, time
import dateline
case = dateline.open(sys.argv[1])
began = time.perf_counter()
report = case.add(sys.argv[2])
print(json.dumps({
    "seconds": round(time.perf_counter() - began, 1),
    "gigabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2),
    "urls": sorted(capture.url for capture in case.store.captures()),
    "listed": len(report.failures),
    "problems": len(case.verify().problems),
}))
"""


def crawl(count: int) -> dict[str, object]:
    """For each packing: good records in, bad ones listed, memory, seconds."""
    return {how: added(count, how) for how in NAMES}


def added(count: int, how: str) -> dict[str, object]:
    """One archive, written and added."""
    good, bad = [], 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAMES[how]
        with path.open("wb") as out:
            for one in records(count):
                good += [one.url] if one.kind is None else []
                bad += one.kind is not None
                out.writelines(packed(iter([one]), how))
        command = [sys.executable, "-c", ADD, str(Path(folder) / "case"), str(path)]
        done = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    whole = done["urls"] == sorted(good) and done["listed"] == bad
    return {
        "records": count,
        "good": len(good),
        "good in": len(set(done["urls"]) & set(good)),
        "hostile": bad,
        "hostile listed": done["listed"],
        "all good in and all bad listed": int(whole and done["problems"] == 0),
        "under 1.5 GB": int(done["gigabytes"] < MOST_GIGABYTES),
        "gigabytes": done["gigabytes"],
        "seconds": done["seconds"],
    }
