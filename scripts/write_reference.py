"""Write the pages of docs/ that say what the code says. With --check, write nothing and fail on a difference.

Raises UndocumentedError, which says where words are lacking, when a command, option, setting, field or key has none.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from scripts.reference.commands import commands
from scripts.reference.conflicts import covered
from scripts.reference.event_types import types
from scripts.reference.exports import exports
from scripts.reference.records import records
from scripts.reference.settings import settings
from scripts.reference.sources import sources
from scripts.reference.surface import surface

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES: dict[str, Callable[[], str]] = {
    "reference/commands.md": commands,
    "reference/settings.md": settings,
    "reference/python.md": surface,
    "reference/records.md": records,
    "reference/exports.md": exports,
    "reference/event-types.md": types,
    "reference/conflicts.md": covered,
    "sources.md": sources,
}


def main() -> None:
    """Write or check every page."""
    differing = []
    for name, write in PAGES.items():
        path, text = DOCS / name, write()
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        differing.append(name)
        if "--check" not in sys.argv:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if differing and "--check" in sys.argv:
        sys.exit(f"docs differ from the code: {', '.join(differing)}; run: make reference")


if __name__ == "__main__":
    main()
