"""Markdown that reads the same on the built site and in the repository."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NOTICE = "<!-- Written from the code by scripts/write_reference.py: change the code and run `make reference`. -->"


def page(title: str, *parts: str) -> str:
    """A whole page: the notice that it is written, its title, its parts with blank lines between."""
    return "\n\n".join((NOTICE, f"# {title}", *(part.strip() for part in parts if part.strip()))) + "\n"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar in a cell is escaped, a line break becomes a blank."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(cell(text) for text in line) + " |" for line in lines)


def cell(text: str) -> str:
    """A text as one table cell."""
    return " ".join(text.split()).replace("|", "\\|")


def code(text: str) -> str:
    """A text in code type; nothing for nothing."""
    return f"`{text}`" if text else ""


def fence(language: str, text: str) -> str:
    """A block of code."""
    return f"```{language}\n{text.rstrip()}\n```"
