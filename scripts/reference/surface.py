"""The page of the Python surface: every public function, the case and its methods, from their docstrings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any

import dateline
from dateline.engine.documents import Documents, Hits
from dateline.engine.listing import Events
from scripts.reference.fields import purpose
from scripts.reference.markdown import fence, page

INTRODUCTION = """
Python 3.11 or newer. These names are stable; everything else may change. What they return is described under
[records](records.md). The examples on this page are run as tests.
"""
FUNCTIONS = ("read", "extract", "link", "open")
INNER = {"limits", "layers", "now", "find"}
"""Methods of the case that the engine itself uses."""
CASE = """
`dateline.open` gives a `Case`. It is a context for one folder and holds no state of its own: two processes may read one
case, one at a time may build it.
"""
EVENTS = """
`case.events(...)` gives an `Events`: it iterates over events, has a length, shows itself as a table in a notebook, and
says in `left_out` how many events it left out for which reason. The columns of its data frames are those of
[EventRow](records.md#eventrow). Data frames need `pip install dateline[notebook]`.
"""
DOCUMENTS = """
`case.documents(...)` gives a `Documents`, which does for documents what `Events` does for events. Its rows are
[DocumentRow](records.md#documentrow).
"""
HITS = """
`case.search(...)` gives a `Hits`: it iterates over the [Hit](records.md#hit)s, best first, says in `existing` how many
documents have the words, and in `notes` what was passed over. What may be asked: [languages](../languages.md).
"""


class Written(str):
    """An annotation that is shown as it was written."""

    def __repr__(self) -> str:
        return str(self)


def surface() -> str:
    """The page."""
    parts = [INTRODUCTION, "## Functions"]
    parts += [described(f"dateline.{name}", getattr(dateline, name)) for name in FUNCTIONS]
    parts += ["## The case", CASE, *(described(f"case.{name}", method) for name, method in methods(dateline.Case))]
    parts += ["## A list of events", EVENTS]
    parts += [described(f"events.{name}", method) for name, method in methods(Events)]
    parts += ["## A list of documents", DOCUMENTS]
    parts += [described(f"documents.{name}", method) for name, method in methods(Documents)]
    parts += ["## What a search found", HITS, *(described(f"hits.{name}", method) for name, method in methods(Hits))]
    return page("Python", *parts)


def methods(kind: type) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The public methods of a class, in the order of the source; ways to make one are left out."""
    public = ((name, value) for name, value in vars(kind).items() if name[0] != "_" and name not in INNER)
    return ((name, value) for name, value in public if inspect.isfunction(value))


def described(name: str, function: Callable[..., Any]) -> str:
    """Heading, signature and docstring, its examples as code."""
    return f"### {name}\n\n{fence('python', name + signature(function))}\n\n{examples(purpose(function))}"


def signature(function: Callable[..., Any]) -> str:
    """The signature as written, one parameter a line where it is long."""
    found = inspect.signature(function)
    kept = [p.replace(annotation=Written(p.annotation)) for n, p in found.parameters.items() if n != "self"]
    shown = str(found.replace(parameters=kept, return_annotation=Written(found.return_annotation)))
    if len(shown) <= 80:
        return shown
    inside, _, returned = shown[1:].rpartition(") -> ")
    # A comma between brackets belongs to an annotation.
    parts = re.split(r", (?![^\[]*\])", inside)
    return "(\n" + "".join(f"    {part},\n" for part in parts) + f") -> {returned}"


def examples(text: str) -> str:
    """A docstring with its doctest lines as blocks of code."""
    return re.sub(r"(?ms)^>>> .*?(?=\n\n|\Z)", lambda match: fence("pycon", match.group()), text)
