"""`python -m bench.stages --data GOLD`: what each stage costs, by `build --profile`, over stories and saved pages.

The texts are written into a case in a temporary folder, which is deleted with it. Of the case it also tells how many
bytes came in and how many are kept: archive, record, and the record as jsonl and as a dataset.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.accuracy.pages import gold_pages


def stages(gold: Path, limit: int | None) -> dict[str, object]:
    """The figures of both kinds of input."""
    return {
        "texts": measured(texts(gold / "stories"), limit),
        "pages": measured(saved(gold / "pages" / "fundus"), limit),
    }


def texts(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The stories as files."""
    lines = (folder / "texts.jsonl").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        yield f"{number:05}.txt", str(json.loads(line)["text"]).encode()


def saved(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The saved pages as files."""
    for number, page in enumerate(gold_pages(folder)):
        yield f"{number:05}.html", gzip.decompress(page.path.read_bytes())


def measured(files: Iterator[tuple[str, bytes]], limit: int | None) -> dict[str, object]:
    """The profile of a build of these files in one reading process, and what the case holds then."""
    with tempfile.TemporaryDirectory() as place:
        came, case = Path(place) / "came", Path(place) / "case"
        came.mkdir()
        for number, (name, data) in enumerate(files):
            if limit is not None and number >= limit:
                break
            (came / name).write_bytes(data)
        dateline("init", str(case))
        adding = timed("add", str(case), str(came), "--quiet")
        told = dateline("build", str(case), "--workers", "1", "--profile", "--json", "--quiet")
        dateline("export", str(case), "--format", "jsonl", "-o", f"{place}/record.jsonl")
        dateline("export", str(case), "--format", "dataset", "-o", f"{place}/dataset")
        report: dict[str, Any] = json.loads(told)
        return figures_of(report) | {
            "core seconds to add": adding,
            "bytes in the archive": size(case / "vault"),
            "bytes of the record": sum(path.stat().st_size for path in case.glob("*.sqlite*")),
            "bytes as jsonl": size(Path(place) / "record.jsonl"),
            "bytes as a dataset": size(Path(place) / "dataset"),
        }


def figures_of(report: dict[str, Any]) -> dict[str, object]:
    """What a build tells of itself."""
    profile = report["profile"]
    return {
        "pages": profile["pages"],
        "failures": len(report["failures"]),
        "documents": profile["documents"],
        "reports": profile["reports"],
        "bytes in": profile["bytes_read"],
        "core seconds": {one["stage"]: one["core_seconds"] for one in profile["stages"]},
        "megabytes of the main process": profile["megabytes"],
        "megabytes of a reading process": profile["worker_megabytes"],
    }


def dateline(*words: str) -> str:
    """Run a command; returns what it printed. Pages that could not be read are no error here: they are counted."""
    done = subprocess.run([sys.executable, "-m", "dateline", *words], stdout=subprocess.PIPE, text=True)
    if done.returncode not in (0, 3):
        raise subprocess.CalledProcessError(done.returncode, words)
    return done.stdout


def timed(*words: str) -> float:
    """Run a command; returns the seconds of the processor that it took."""
    before = os.times()
    dateline(*words)
    after = os.times()
    took = after.children_user + after.children_system - before.children_user - before.children_system
    return round(took, 3)


def size(path: Path) -> int:
    """Bytes of a file, or of all files in a folder."""
    return (
        path.stat().st_size if path.is_file() else sum(one.stat().st_size for one in path.rglob("*") if one.is_file())
    )


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.stages", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the gold folder")
    parser.add_argument("--limit", type=int, help="only so many of each")
    given = parser.parse_args()
    print(json.dumps(stages(given.data, given.limit), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
