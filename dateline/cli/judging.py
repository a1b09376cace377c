"""`exclude`, `merge`, `split`: what a person decides; appended with the reason, and undoable."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.options import CaseFolder
from dateline.cli.output import say

Why = Annotated[str, typer.Option(help="The reason, kept with the judgement.")]
By = Annotated[str, typer.Option(help="Who decides.")]
Undo = Annotated[bool, typer.Option("--undo", help="Take the judgement back.")]


def register(app: typer.Typer) -> None:
    """Add this module's commands to the application."""
    for command in (exclude, merge, split):
        app.command()(command)


def exclude(
    case: CaseFolder,
    item: Annotated[
        str, typer.Argument(metavar="ID", help="A document, capture, report or event id, or a page's path.")
    ],
    why: Why,
    by: By = "",
    undo: Undo = False,
) -> None:
    """Leave something out of the record.

    With a reason; it takes effect at the next build and can be undone.
    """
    from dateline.engine.case import Case

    said = Case.open(case, create=False).exclude(item, why=why, by=by, undo=undo)
    say(f"{said}; next: dateline build {case}")


def merge(
    case: CaseFolder,
    events: Annotated[list[str], typer.Argument(metavar="EVENT...", help="Two events or more that are one.")],
    why: Why,
    by: By = "",
    undo: Undo = False,
) -> None:
    """Make several events one.

    The oldest id is kept, the others lead to it. It takes effect at the next build, survives every later one, and can
    be undone.
    """
    from dateline.engine.case import Case

    said = Case.open(case, create=False).merge(*events, why=why, by=by, undo=undo)
    say(f"{said}; next: dateline build {case}")


def split(
    case: CaseFolder,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The event that holds too much.")],
    reports: Annotated[list[str], typer.Argument(metavar="REPORT...", help="The reports that tell something else.")],
    why: Why,
    by: By = "",
    undo: Undo = False,
) -> None:
    """Take reports out of an event.

    They become an event of their own. It takes effect at the next build, survives every later one, and can be undone.
    """
    from dateline.engine.case import Case

    said = Case.open(case, create=False).split(event, *reports, why=why, by=by, undo=undo)
    say(f"{said}; next: dateline build {case}")
