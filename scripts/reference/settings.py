"""The page of settings."""

from __future__ import annotations

import typing
from typing import Any

import msgspec

from dateline.engine.settings import NAME, Settings
from scripts.reference.fields import default, meaning, missing, plain, words
from scripts.reference.markdown import code, page, table

INTRODUCTION = f"""
A setting is given by a flag of the command, else by an environment variable, else in the case's `{NAME}`, else in the
user's `~/.config/dateline/{NAME}` (`$XDG_CONFIG_HOME` is heeded); the first of these that has it counts. A name that is
not listed here is refused, so that a slip of the pen cannot pass as a setting.
"""
EXAMPLE = """
```toml
# dateline.toml
workers = 2
deadline_seconds = 300
```
"""


def settings() -> str:
    """The page."""
    rows = [row(field) for field in msgspec.structs.fields(Settings)]
    columns = ("in `dateline.toml`", "in the environment", "holds", "default", "meaning")
    return page("Settings", INTRODUCTION, EXAMPLE, table(columns, rows))


def row(field: Any) -> tuple[str, ...]:
    """One setting."""
    hints = typing.get_type_hints(Settings)
    return (
        code(field.name),
        "" if field.name == "columns" else code(f"DATELINE_{field.name.upper()}"),
        words(hints[field.name], plain).removesuffix(" or None") + least(field.type),
        code(default(field.default)) or "unset",
        meaning(Settings, field.name) or missing(Settings, field.name),
    )


def least(hint: Any) -> str:
    """The bound of a number: ` from 1`."""
    for part in (hint, *typing.get_args(hint)):
        for meta in getattr(part, "__metadata__", ()):
            if meta.ge is not None:
                return f" from {meta.ge}"
    return ""
