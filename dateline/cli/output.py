"""Data on stdout (or a file), words about it on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dateline.cli.wording import isolated, printable
from dateline.model.errors import UsageError

MANY = 4
"""Columns that a table of any width may have; of a wider one that does not fit they are a row's first line."""


class OutputError(UsageError):
    """The place to write to is none."""


def say(message: str) -> None:
    """One line on stderr."""
    print(printable(message), file=sys.stderr)


def print_text(text: str, output: Path | None = None) -> None:
    """Words in lines; as data they may go to a file."""
    with sink(output) as out:
        out.write(printable(text).encode())


def print_json(value: object, output: Path | None = None) -> None:
    """One JSON document, indented."""
    import msgspec

    data = msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
    with sink(output) as out:
        out.write(data)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], output: Path | None = None) -> None:
    """A table: drawn for a terminal, tab-separated with a header line for a pipe or a file."""
    rows = [[printable(" ".join(cell.split())) for cell in row] for row in rows]
    if output is None and sys.stdout is not None and sys.stdout.isatty():
        draw_table(columns, [[isolated(cell) for cell in row] for row in rows])
        return
    lines = ["\t".join(columns), *map("\t".join, rows)]
    with sink(output) as out:
        out.write(("\n".join(lines) + "\n").encode())


def draw_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table on the terminal; one of many columns that does not fit becomes two or three lines a row, nothing cut."""
    from rich.cells import cell_len
    from rich.console import Console
    from rich.markup import escape
    from rich.padding import Padding
    from rich.table import Table

    console = Console(highlight=False)
    widths = [max(map(cell_len, column)) for column in zip(columns, *rows, strict=True)]
    if len(columns) <= MANY or sum(widths) + 2 * len(widths) <= console.width:
        table = Table(*columns, box=None, header_style="bold", pad_edge=False)
        for row in rows:
            table.add_row(*map(escape, row))
        console.print(table)
        return
    for row in rows:
        console.print("  ".join(map(escape, row[:MANY])))
        told = [f"[dim]{name}[/] {escape(cell)}" for name, cell in zip(columns[MANY:], row[MANY:], strict=True) if cell]
        console.print(Padding("  ".join(told), (0, 0, 0, 4), expand=False))


@contextmanager
def sink(output: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or the file named: a regular file appears only when it is complete, a device is written to."""
    if output is None:
        yield standard_output()
        standard_output().flush()
        return
    target = output.resolve()
    if target.is_dir():
        raise OutputError(f"{output} is a folder; name a file in it")
    if not target.parent.is_dir():
        raise OutputError(f"{output}: there is no folder {output.parent}; make it first")
    if target.exists() and not target.is_file():
        with target.open("wb") as out:
            yield out
        return
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as out:
            yield out
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def standard_output() -> BinaryIO:
    """Standard output as bytes; raises OutputError when it is closed."""
    if sys.stdout is None:
        raise OutputError("standard output is closed; name a file with -o")
    return sys.stdout.buffer


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
