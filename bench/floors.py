"""Floors: figures that only rise. Lowering one in `floors.toml` needs its reason in the commit message."""

from __future__ import annotations

import tomllib
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.toml")


def below_floor(name: str, figures: dict[str, object]) -> list[str]:
    """A sentence for each figure of scorer `name` that is absent or below its floor."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get(name, {})
    problems = []
    for figure, floor in floors.items():
        value = figures.get(figure)
        if not isinstance(value, int | float) or value < floor:
            problems.append(f"{name}: {figure} is {value}, its floor in bench/floors.toml is {floor}")
    return problems
