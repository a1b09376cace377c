"""Tables of plain text, safe to open in a spreadsheet; RFC 4180."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

Cell = str | int | float | bool | None
# A cell that begins so is a formula to a spreadsheet (OWASP, 'CSV Injection').
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_table(out: BinaryIO, rows: Iterable[Sequence[Cell]], *, delimiter: str = ",") -> None:
    """Write rows in UTF-8, the header rows first."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n", delimiter=delimiter)
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
    out.write(text.getvalue().encode())


def safe(cell: Cell) -> str:
    """A cell as text that no spreadsheet takes for a formula; numbers stay numbers.

    >>> safe("=1+1"), safe(-12.5), safe(None), safe(True)
    ("'=1+1", '-12.5', '', 'true')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (int, float)):
        return f"{cell:.15g}"
    return harmless(cell)


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return "'" + text if text.startswith(FORMULA) else text


def joined(names: Iterable[str]) -> str:
    """Names in one cell, each once."""
    return "; ".join(dict.fromkeys(names))
