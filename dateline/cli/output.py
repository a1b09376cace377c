"""Data on stdout (or a file), words about it on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

PAGE_WIDTH = 200


def say(message: str) -> None:
    """One line on stderr."""
    print(message, file=sys.stderr)


def words(counts: Mapping[str, int]) -> str:
    """Counts by reason on one line."""
    return "; ".join(f"{number} {reason}" for reason, number in counts.items()) or "none"


def print_json(value: object, output: Path | None = None) -> None:
    """One JSON document, indented."""
    data = msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
    with sink(output) as out:
        out.write(data)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], output: Path | None = None) -> None:
    """A table: drawn for a terminal, tab-separated with a header line for a pipe or a file."""
    if output is None and sys.stdout.isatty():
        from rich.console import Console
        from rich.table import Table

        table = Table(*columns, box=None, header_style="bold", pad_edge=False)
        for row in rows:
            table.add_row(*(cell.replace("[", "\\[") for cell in row))
        Console().print(table)
        return
    lines = ["\t".join(columns), *("\t".join(" ".join(cell.split()) for cell in row) for row in rows)]
    with sink(output) as out:
        out.write(("\n".join(lines) + "\n").encode())


@contextmanager
def sink(output: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or the file named; the file appears only when it is complete."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = output.with_name(output.name + ".part")
    with part.open("wb") as out:
        yield out
    part.replace(output)


@contextmanager
def progress_bar(what: str, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr when it is a terminal, nothing otherwise; call it with (done, total)."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
