"""`python -m bench.kept NAME -- MODULE WORD ...`: run a measurement and keep its figures as bench/results/NAME.json.

The module prints one JSON object and may say what it likes on standard error. With the figures go the command, the day,
the commit and the machine. A measurement that failed, or that printed no figures, leaves the former ones.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

RESULTS = Path(__file__).with_name("results")
CPU, MEMORY = Path("/proc/cpuinfo"), Path("/proc/meminfo")


class Result(Struct, frozen=True, kw_only=True):
    """A measurement as it is kept."""

    command: str  #: what was run
    date: str  #: the day
    commit: str  #: of the code that was measured, with `+` where files were changed
    machine: str  #: what it ran on
    figures: dict[str, object]  #: what it printed


def keep(name: str, words: list[str]) -> int:
    """Run and keep; returns the exit code of the measurement."""
    done = subprocess.run([sys.executable, "-m", *words], stdout=subprocess.PIPE, text=True)
    sys.stdout.write(done.stdout)
    try:
        figures = msgspec.json.decode(done.stdout, type=dict[str, object])
    except msgspec.DecodeError as error:
        print(f"{name}: not kept, what it printed is no JSON object ({error})", file=sys.stderr)
        return done.returncode or 1
    result = Result(
        command=" ".join(["python -m", *words]),
        date=datetime.now(UTC).date().isoformat(),
        commit=commit(),
        machine=machine(),
        figures=figures,
    )
    write(RESULTS / f"{name}.json", result)
    return done.returncode


def write(path: Path, result: Result) -> None:
    """Put a result into its file."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(result), indent=1) + b"\n")


def kept(name: str, folder: Path = RESULTS) -> Result | None:
    """The kept result of this name; None where nothing was measured yet."""
    path = folder / f"{name}.json"
    return msgspec.json.decode(path.read_bytes(), type=Result) if path.is_file() else None


def figure(result: Result, path: str) -> object:
    """One figure by its name, of nested ones the names with ` / ` between; None where there is none."""
    found: object = result.figures
    for name in path.split(" / "):
        found = found.get(name) if isinstance(found, dict) else None
    return found


def commit() -> str:
    """The commit of the working tree; empty where git knows none."""
    here = Path(__file__).parent
    head = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=here, capture_output=True, text=True)
    changed = subprocess.run(["git", "status", "--porcelain", "-uno"], cwd=here, capture_output=True, text=True)
    return head.stdout.strip() + ("+" if changed.stdout.strip() else "")


def machine() -> str:
    """Processor, cores, memory and Python in a few words."""
    model = next((line.partition(":")[2] for line in lines_of(CPU) if line.startswith("model name")), "")
    kilobytes = next((line.split()[1] for line in lines_of(MEMORY) if line.startswith("MemTotal")), "0")
    told = f"{os.cpu_count()} cores, {int(kilobytes) / 1e6:.0f} GB, Python {platform.python_version()}"
    return ", ".join(filter(None, [" ".join(model.split()), told]))


def lines_of(path: Path) -> list[str]:
    """The lines of a file of the kernel; none where there is no such file."""
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def main() -> int:
    """Run and keep."""
    parser = argparse.ArgumentParser(prog="python -m bench.kept", description=__doc__)
    parser.add_argument("name")
    parser.add_argument("words", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    words = [word for n, word in enumerate(given.words) if (n, word) != (0, "--")]
    if not words:
        parser.error("say which module is to be run: python -m bench.kept speed-crawl -- bench.speed crawl")
    return keep(given.name, words)


if __name__ == "__main__":
    sys.exit(main())
