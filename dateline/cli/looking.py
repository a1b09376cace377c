"""`events`, `show`, `explain`: reading the record."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.options import CaseFolder, Json, Output
from dateline.cli.output import print_json, print_table, say, sink, words


def register(app: typer.Typer) -> None:
    """Add this module's commands to the application."""
    for command in (events, show, explain):
        app.command()(command)


def events(  # noqa: PLR0913  (one option per filter of Case.events)
    case: CaseFolder,
    type: Annotated[str | None, typer.Option(help="Only this type, or every type of a family (`battle`).")] = None,
    status: Annotated[str | None, typer.Option(help="Only this status; `all` shows planned, negated ... too.")] = None,
    country: Annotated[str | None, typer.Option(help="Only this country (ISO 3166-1 alpha-2).")] = None,
    since: Annotated[str | None, typer.Option(help="Only events that may have happened on this day or later.")] = None,
    until: Annotated[
        str | None, typer.Option(help="Only events that may have happened on this day or earlier.")
    ] = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """The events of the case, earliest first. Without --status those that occurred or are ongoing."""
    from dateline.engine.case import Case

    found = Case.open(case, create=False).events(type=type, status=status, country=country, since=since, until=until)
    if as_json:
        print_json(found.rows, output)
    else:
        print_table(found.columns, found.cells(), output)
    say(f"{len(found)} of {found.existing} events; left out: {words(found.left_out)}")


def show(
    case: CaseFolder,
    item: Annotated[str, typer.Argument(metavar="ID", help="An event or report id; a unique beginning will do.")],
    evidence: Annotated[bool, typer.Option("--evidence", help="Print the characters behind every claim.")] = False,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """One event with its reports and claims; with --evidence each value's exact words and where they stand."""
    from dateline.engine.case import Case
    from dateline.engine.telling import item_lines, tell

    opened = Case.open(case, create=False)
    if as_json:
        print_json(item_lines(opened, item), output)
        return
    with sink(output) as out:
        out.write(tell(opened, item, evidence=evidence).encode())


def explain(
    case: CaseFolder,
    item: Annotated[str, typer.Argument(metavar="ID", help="An event or report id.")],
    output: Output = None,
) -> None:
    """Why a report or event is as it is: the rule behind each value, its basis, and why reports were joined."""
    from dateline.engine.case import Case
    from dateline.engine.telling import explain_item

    with sink(output) as out:
        out.write(explain_item(Case.open(case, create=False), item).encode())
