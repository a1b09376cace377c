"""`python -m bench.accuracy NAME --data FILE [--json] [--floors]`: run one scorer and print its figures."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path

from bench.floors import below_floor

HELPERS = {
    *("__init__", "__main__", "chains", "ecb_words", "matching"),
    *("exercise_rows", "exercise_values", "muc4_roles", "story_rows"),
}
# Those that make their own data.
GENERATED = {"stream"}
NAMES = sorted(p.stem for p in Path(__file__).parent.glob("*.py") if p.stem not in HELPERS)


def main() -> int:
    """Print the figures of one scorer; exit 1 when one is below its floor."""
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--data", type=Path, help="file or folder in the format of ../shared/gold; not for stream")
    parser.add_argument("--json", action="store_true", help="the figures as one JSON object")
    parser.add_argument("--floors", action="store_true", help="fail when a figure is below bench/floors.toml")
    given = parser.parse_args()
    if given.data is None and given.name not in GENERATED:
        parser.error(f"{given.name} needs --data")
    if given.data is not None and not given.data.exists():
        parser.error(f"{given.data} does not exist")
    figures: dict[str, object] = importlib.import_module(f"bench.accuracy.{given.name}").score(given.data)
    if given.json:
        json.dump(figures, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        for name, value in figures.items():
            show(name, value)
    problems = below_floor(given.name, figures) if given.floors else []
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def show(name: str, value: object) -> None:
    """One figure as a line, a list as one line an item."""
    if isinstance(value, list):
        print(f"{name}:")
        for item in value:
            print(f"  - {item}")
    elif isinstance(value, dict):
        print(f"{name}:")
        for key, inner in value.items():
            print(f"  {key}: {inner}")
    else:
        print(f"{name}: {value}")


if __name__ == "__main__":
    sys.exit(main())
