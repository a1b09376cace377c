"""`python -m bench.table`: docs/benchmarks.md, written from bench/table.toml and bench/results/*.json, ratios first."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from bench.kept import RESULTS, Result, figure, kept

ROWS = Path(__file__).with_name("table.toml")
PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
HEADINGS = {
    "ratio": ("Ratios", "Both sides were measured in one run on one machine, so that they hold on others too."),
    "share": ("Shares", "Of all that were looked at."),
    "yes": ("Limits that hold or do not", ""),
    "limit": ("Speeds and times", "These belong to the machine."),
}
BEGINNING = """# Benchmarks

What was measured, how it compares with what was set as a target, and the command that measures it again. Accuracy has a
[page of its own](accuracy.md), what a large archive costs is worked out [here](scale.md). `make bench` and `make soak`
measure anew and leave their figures in `bench/results/`, from which `python -m bench.table` writes this page. A figure
that may only rise stands in `bench/floors.toml` too, and the tests hold it.
"""


class Row(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of the page: which figure of which result, and the target."""

    says: str
    result: str
    figure: str
    kind: str
    least: float | None = None
    most: float | None = None


class Rows(Struct, frozen=True):
    """All lines, in the order of the file."""

    row: tuple[Row, ...]


class UnknownFigureError(Exception):
    """A line names a figure that its result does not have."""


def rows() -> tuple[Row, ...]:
    """What `table.toml` says."""
    return msgspec.toml.decode(ROWS.read_bytes(), type=Rows).row


def page(folder: Path = RESULTS) -> str:
    """The page, from what is kept in `folder`."""
    parts = [BEGINNING]
    known = rows()
    for kind, (title, about) in HEADINGS.items():
        told = [cells(row, kept(row.result, folder)) for row in known if row.kind == kind]
        parts.append("\n\n".join(filter(None, [f"## {title}", about, table(told)])) + "\n")
    names = list(dict.fromkeys(row.result for row in known))
    results = {name: found for name in names if (found := kept(name, folder)) is not None}
    parts.append(f"## Measured\n\n{measured(results)}\n")
    return "\n".join(parts)


def cells(row: Row, result: Result | None) -> tuple[str, ...]:
    """One line: what, figure, target, how the figure stands to it, where it is from."""
    target = f"at least {number(row.least)}" if row.least is not None else ""
    target = f"at most {number(row.most)}" if row.most is not None else target or ("yes" if row.kind == "yes" else "")
    if result is None:
        return row.says, "not measured yet", target, "", f"`{row.result}`"
    value = figure(result, row.figure)
    if not isinstance(value, int | float):
        raise UnknownFigureError(f"bench/results/{row.result}.json has no figure {row.figure!r}; mend bench/table.toml")
    if row.kind == "yes":
        return row.says, "yes" if value else "**no**", target, "", f"`{row.result}`"
    return row.says, number(float(value)), target, standing(row, float(value)), f"`{row.result}`"


def standing(row: Row, value: float) -> str:
    """The figure over its target (the target over the figure where less is better): 1 or more is met."""
    if row.least is None and row.most is None:
        return ""
    ratio = value / row.least if row.least else (row.most or 0.0) / value if value else float("inf")
    return f"{ratio:.2f}" if ratio >= 1 else f"**{ratio:.2f}**"


def number(value: float) -> str:
    """A number as one reads it.

    >>> number(31900.0), number(0.093), number(13.0)
    ('31,900', '0.093', '13')
    """
    return f"{value:,.0f}" if value == int(value) or value >= 1000 else f"{value:.3g}"


def table(told: Sequence[tuple[str, ...]]) -> str:
    """Lines as a table."""
    head = ("what", "figure", "target", "to target", "from")
    return lined([head, tuple("---" for _ in head), *told])


def measured(results: dict[str, Result]) -> str:
    """When, with what and on what each result was measured."""
    head = ("result", "command", "day", "commit", "machine")
    told = [
        (f"`{name}`", f"`{one.command}`", one.date, one.commit or "not noted", one.machine or "not noted")
        for name, one in results.items()
    ]
    return lined([head, tuple("---" for _ in head), *told])


def lined(told: Sequence[tuple[str, ...]]) -> str:
    """Cells between bars."""
    return "\n".join(f"| {' | '.join(line)} |" for line in told)


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"written: {PAGE}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
