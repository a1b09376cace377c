"""Only the command that is called gets its arguments worked out; of the others name and help are enough.

To read the annotations of some fifty functions takes longer than to answer `--help`, and every command would wait.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy

import typer
from typer.models import CommandInfo, TyperInfo


def called_only(app: typer.Typer, words: Sequence[str]) -> typer.Typer:
    """The application as `words` need it: all commands by name and help, the called one with its arguments too."""
    called = next((word for word in words if not word.startswith("-")), None)
    lean = copy(app)
    lean.registered_commands = [info if name_of(info) == called else outline(info) for info in app.registered_commands]
    lean.registered_groups = [info if info.name == called else without_commands(info) for info in app.registered_groups]
    return lean


def name_of(info: CommandInfo) -> str:
    """What a command is called by."""
    return info.name or (function_of(info).__name__.lower().replace("_", "-"))


def function_of(info: CommandInfo) -> Callable[..., object]:
    """What a command runs."""
    assert info.callback is not None
    return info.callback


def outline(info: CommandInfo) -> CommandInfo:
    """A command with its name and help, and no arguments."""

    def uncalled() -> None: ...

    uncalled.__doc__ = function_of(info).__doc__
    made = copy(info)
    made.name, made.callback = name_of(info), uncalled
    return made


def without_commands(info: TyperInfo) -> TyperInfo:
    """A group of commands with its name and help, and nothing in it."""
    assert info.typer_instance is not None
    made = copy(info)
    made.typer_instance = copy(info.typer_instance)
    made.typer_instance.registered_commands = []
    return made
