"""The page of commands: every command with its arguments, options, defaults and choices, and the exit codes."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any

from msgspec import Struct
from typer import Typer
from typer.models import ArgumentInfo, OptionInfo

from dateline.cli.main import app
from dateline.cli.options import FINISHED_WITH_FAILURES
from dateline.model.errors import DatelineError, UsageError
from scripts.reference.fields import UndocumentedError, purpose
from scripts.reference.markdown import code, fence, page, table

INTRODUCTION = """
The case folder comes first everywhere. Data goes to standard output or to the file named with `-o`; words about it, and
a bar while a terminal waits, go to standard error. A table is drawn on a terminal and tab-separated in a pipe or file.
`dateline --version` prints the version; `dateline COMMAND --help` says what stands here.
"""
EXIT_CODES = (
    (0, "Fine."),
    (DatelineError.exit_code, "Failed, or `verify` or `doctor` found something wrong."),
    (UsageError.exit_code, "Wrong use: no such case, option, id or value. The message says what to do."),
    (FINISHED_WITH_FAILURES, "Finished, and lists what it could not use: `add`, `build`, `gazetteer import`."),
)
VALUES = {str: "TEXT", int: "NUMBER", float: "NUMBER", Path: "PATH"}


class Parameter(Struct, frozen=True):
    """An argument or option of a command; `written` is how it is typed."""

    is_argument: bool
    written: str
    default: str
    meaning: str


def commands() -> str:
    """The page."""
    codes = table(("exit code", "means"), [(str(number), says) for number, says in EXIT_CODES])
    described = [describe(name, run) for name, run in sorted(every("dateline", app), key=lambda pair: pair[0])]
    return page("Commands", INTRODUCTION, f"## Exit codes\n\n{codes}", "## Every command", *described)


def every(name: str, group: Typer) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every command of an application and of its groups: its full name and the function that runs it."""
    for command in group.registered_commands:
        if command.callback is not None:
            yield f"{name} {command.name or command.callback.__name__}", command.callback
    for inner in group.registered_groups:
        if inner.typer_instance is not None:
            yield from every(f"{name} {inner.name}", inner.typer_instance)


def describe(name: str, run: Callable[..., Any]) -> str:
    """Heading, purpose, usage and parameters of one command."""
    found = list(parameters(name, run))
    arguments = [parameter.written for parameter in found if parameter.is_argument]
    usage = " ".join([name, *(["[OPTIONS]"] if len(found) > len(arguments) else []), *arguments])
    rows = [(code(p.written), f"{p.meaning} Default: `{p.default}`." if p.default else p.meaning) for p in found]
    shown = table(("argument or option", "meaning"), rows)
    return f"### {name}\n\n{' '.join(purpose(run).split())}\n\n{fence('text', usage)}\n\n{shown}"


def parameters(name: str, run: Callable[..., Any]) -> Iterator[Parameter]:
    """The arguments and options of a command, as its signature declares them."""
    hints = typing.get_type_hints(run, include_extras=True)
    for parameter in inspect.signature(run).parameters.values():
        kind, info = typing.get_args(hints[parameter.name])
        if not info.help:
            raise UndocumentedError(f"{name} {parameter.name}: no help text; write it where the command is defined")
        if isinstance(info, ArgumentInfo):
            many = "..." if typing.get_origin(kind) is list else ""
            shown = f"{info.metavar or parameter.name.upper()}{many}"
            optional = parameter.default is not parameter.empty
            yield Parameter(True, f"[{shown}]" if optional else shown, "", info.help)
        else:
            needed = "" if parameter.default is not parameter.empty else "Must be given. "
            yield Parameter(False, written(parameter.name, kind, info), given(parameter.default), needed + info.help)


def written(name: str, kind: Any, info: OptionInfo) -> str:
    """An option with what stands for its value: its choices, else its type."""
    # Inside Annotated the first name stands where a default would.
    names = [part for part in (info.default, *(info.param_decls or ())) if isinstance(part, str)]
    option = ", ".join(names) or f"--{name.replace('_', '-')}"
    parts = list(flat(kind))
    kinds = [part for part in parts if isinstance(part, type)]
    if bool in kinds:
        return option
    choices = [str(choice.value) for part in kinds if issubclass(part, Enum) for choice in part]
    literals = [part for part in parts if typing.get_origin(part) is typing.Literal]
    choices += [str(choice) for part in literals for choice in typing.get_args(part)]
    return f"{option} {'|'.join(choices) or next(VALUES[part] for part in kinds if part in VALUES)}"


def flat(kind: Any) -> Iterator[Any]:
    """A type and the types that it is made of."""
    yield kind
    if typing.get_origin(kind) is not typing.Literal:
        for part in typing.get_args(kind):
            yield from flat(part)


def given(default: object) -> str:
    """A default that is worth showing."""
    if isinstance(default, Enum):
        return str(default.value)
    return str(default) if isinstance(default, int) and not isinstance(default, bool) else ""
