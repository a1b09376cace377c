"""What the fields of a record mean: from the `#:` comment beside each field, or a property's docstring."""

from __future__ import annotations

import inspect
import re
import types
import typing
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from msgspec import UNSET, Struct
from sphinx.pycode import ModuleAnalyzer

Named = Callable[[type], str]
"""How a page writes the name of a record, as a link or in plain words."""


class UndocumentedError(Exception):
    """Something that users see has no words about it; says what, and where to write them."""


class Field(Struct, frozen=True):
    """A field or property of a record."""

    name: str
    type: Any
    meaning: str


def fields(record: type[Struct]) -> tuple[Field, ...]:
    """The fields of a record, then its properties; raises UndocumentedError for one without words."""
    hints = typing.get_type_hints(record)
    found = [Field(name, hints[name], meaning(record, name) or missing(record, name)) for name in struct_fields(record)]
    for name, value in vars(record).items():
        if isinstance(value, property):
            says = value.__doc__ or missing(record, name)
            found.append(
                Field(name, typing.get_type_hints(value.fget)["return"], says[0].lower() + says[1:].rstrip("."))
            )
    return tuple(found)


def struct_fields(record: type[Struct]) -> tuple[str, ...]:
    """The names of a record's fields, in order."""
    return record.__struct_fields__


def meaning(record: type, name: str) -> str | None:
    """The words of the `#:` comment at a field, None where there are none."""
    lines = comments(record.__module__).get((record.__name__, name))
    return " ".join(lines).strip() if lines else None


@cache
def comments(module: str) -> dict[tuple[str, str], list[str]]:
    """The `#:` comments of a module by class and attribute."""
    return ModuleAnalyzer.for_module(module).find_attr_docs()


def missing(record: type, name: str) -> typing.NoReturn:
    """Say that a field has no words."""
    raise UndocumentedError(
        f"{record.__module__}.{record.__name__}.{name}: no words; write `#: ...` beside the field in its class"
    )


def purpose(thing: object) -> str:
    """A docstring, unindented; raises UndocumentedError where there is none."""
    text = inspect.getdoc(thing)
    if not text:
        raise UndocumentedError(f"{thing}: no docstring")
    return text


def words(hint: Any, named: Named) -> str:
    """A type in words: `text or None`, `list of Place`."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return " or ".join(words(part, named) for part in inner)
    if origin is typing.Annotated:
        return words(inner[0], named)
    if origin is tuple:
        if inner[-1] is Ellipsis:
            return f"list of {words(inner[0], named)}"
        return f"({', '.join(words(part, named) for part in inner)})"
    if origin is Sequence:
        return f"list of {words(inner[0], named)}"
    if origin is dict:
        return f"by {words(inner[0], named)}: {words(inner[1], named)}"
    if origin is typing.Literal:
        return "one of " + ", ".join(f"`{value}`" for value in inner)
    return named(hint)


PLAIN = {str: "text", float: "number", int: "whole number", bool: "yes/no", types.NoneType: "None", object: "any value"}


def plain(hint: type) -> str:
    """The name of a type in plain words."""
    return PLAIN.get(hint) or hint.__name__


def slug(title: str) -> str:
    """The anchor of a heading."""
    return re.sub(r"[^\w-]", "", title.lower().replace(" ", "-"))


def default(value: object) -> str:
    """A default as it would be written; empty where none is set."""
    return "" if value is None or value is UNSET else f"{value:_}" if isinstance(value, int) else str(value)
