"""`python -m bench.fuzz [NAME ...] [--seconds N]`: fuzz every target, each in a process of its own.

With atheris, coverage guides the mutations; without it they are blind, and the last line says so. What fails is kept
in `build/fuzz`, and given again with `python -m bench.fuzz NAME --replay FILE`.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import subprocess
import sys
import time
from pathlib import Path

FOUND = Path("build/fuzz")
# A hang: the inputs are at most 100 kB, and reading the longest page of the example takes a tenth of a second.
HANG_SECONDS = 30
MEMORY_MB = 3_000


def main() -> int:
    """Fuzz targets one after the other; 1 when one of them failed."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="targets; all by default")
    parser.add_argument("--seconds", type=int, default=600, help="for each target")
    parser.add_argument("--replay", type=Path, help="one input of an earlier run")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.here:
        fuzz(given.names[0], given.seconds)
    if given.replay is not None:
        from bench.fuzz.targets import TARGETS, tried

        tried(next(one for one in TARGETS if one.name == given.names[0]), given.replay.read_bytes())
        print("no fault")
        return 0
    failed = [name for name in given.names or names() if not run(name, given.seconds)]
    guided = (
        "guided by coverage (atheris)" if importlib.util.find_spec("atheris") else "blind: atheris is not installed"
    )
    print(f"fuzzing, {guided}: {len(failed)} of {len(given.names or names())} targets failed {failed or ''}")
    return 1 if failed else 0


def names() -> list[str]:
    """The names of all targets."""
    from bench.fuzz.targets import TARGETS

    return [target.name for target in TARGETS]


def run(name: str, seconds: int) -> bool:
    """Fuzz one target in a process; whether nothing was found."""
    command = [sys.executable, "-m", "bench.fuzz", name, "--seconds", str(seconds), "--here"]
    started = time.monotonic()
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=seconds * 2 + 300)
        said, code = done.stdout + done.stderr, done.returncode
    except subprocess.TimeoutExpired as error:
        said, code = f"{error.stdout!r} did not end", 1
    lines = [line for line in said.splitlines() if "runs in" in line or "inputs" in line]
    print(
        f"{name}: {'ok' if code == 0 else 'FAILED'} after {time.monotonic() - started:.0f} s {' '.join(lines[-1:])}",
        flush=True,
    )
    if code:
        print(said[-4_000:], file=sys.stderr)
    return code == 0


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one target here; never returns."""
    place = FOUND / name.replace(" ", "-")
    corpus = place / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    if importlib.util.find_spec("atheris") is None:
        sys.exit(blindly(name, seconds, place))
    import atheris

    with atheris.instrument_imports(include=["dateline"]):
        from bench.fuzz.targets import TARGETS, tried
    target = next(one for one in TARGETS if one.name == name)
    for number, seed in enumerate(target.seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    limits = [f"-max_total_time={seconds}", f"-timeout={HANG_SECONDS}", f"-rss_limit_mb={MEMORY_MB}", "-max_len=100000"]
    options = [*limits, f"-artifact_prefix={place}/", "-print_final_stats=1", "-verbosity=1", str(corpus)]
    atheris.Setup([sys.argv[0], *options], lambda data: tried(target, data))
    atheris.Fuzz()


def blindly(name: str, seconds: int, place: Path) -> int:
    """Mutations without a guide; an input that fails or takes too long is kept."""
    from bench.fuzz.mutate import mutated
    from bench.fuzz.targets import TARGETS, tried

    target = next(one for one in TARGETS if one.name == name)
    chance, until, count = random.Random(name), time.monotonic() + seconds, 0
    while time.monotonic() < until:
        data, started = mutated(target.seeds, chance), time.monotonic()
        (place / "last").write_bytes(data)
        tried(target, data)
        count += 1
        if time.monotonic() - started > HANG_SECONDS:
            print(f"took {time.monotonic() - started:.0f} s: {place / 'last'}")
            return 1
    print(f"{count} inputs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
