"""`events`, `show`, `sources`, `explain`: reading the record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import CaseFolder, Json, Output
from dateline.cli.output import print_json, print_table, print_text, say
from dateline.cli.wording import count, left_out, next_step


def register(app: typer.Typer) -> None:
    """Add this module's commands to the application."""
    for command in (events, show, sources, explain):
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
    """The events, earliest first.

    Without --status those that occurred or are ongoing.
    """
    from dateline.engine.case import Case

    opened = Case.open(case, create=False)
    found = opened.events(type=type, status=status, country=country, since=since, until=until)
    if as_json:
        print_json(found.rows, output)
    else:
        print_table(found.columns, found.cells(), output)
    say(next_step(opened) or f"{len(found):,} of {count(found.existing, 'event')}; {left_out(found.left_out)}")


def show(
    case: CaseFolder,
    item: Annotated[
        str, typer.Argument(metavar="ID", help="An event, report or document id; a unique beginning will do.")
    ],
    evidence: Annotated[bool, typer.Option("--evidence", help="Print the characters behind every claim.")] = False,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """One event, report or document, in full.

    With --evidence each value's exact words, and between which characters of the page's text they stand.
    """
    from dateline.engine.case import Case
    from dateline.engine.telling import item_lines, tell

    opened = Case.open(case, create=False)
    if as_json:
        print_json(item_lines(opened, item), output)
        return
    print_text(tell(opened, item, evidence=evidence), output)


def sources(
    case: CaseFolder,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="An event id; a unique beginning will do.")],
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Who says what an event tells.

    Every claimant with what it is quoted for, the chain from the page back to it, and which page took from which,
    with the words that show it.
    """
    from dateline.engine.case import Case
    from dateline.engine.source_tree import tree_lines

    tree = Case.open(case, create=False).sources(event)
    if as_json:
        print_json(tree, output)
    else:
        print_text("\n".join(tree_lines(tree)) + "\n", output)


def explain(
    case: Annotated[Path | None, typer.Argument(metavar="CASE", help="The case folder.", show_default=False)] = None,
    item: Annotated[
        str | None, typer.Argument(metavar="ID", help="An event, report or document id.", show_default=False)
    ] = None,
    sentence: Annotated[
        str | None, typer.Option("--sentence", help="Instead of CASE and ID: a sentence or text to read.")
    ] = None,
    published: Annotated[
        str | None, typer.Option("--published", help="With --sentence: the day it was published, as 2016-10-20.")
    ] = None,
    output: Output = None,
) -> None:
    """Why an event, report or document is as it is.

    The rule behind each value, its basis, how its clause was parsed, which other reading came next, and why reports
    were joined; of a document every candidate of its masthead and who each name is. --sentence explains words typed in.
    """
    from dateline.engine.case import Case
    from dateline.engine.explaining import explain_item, explain_sentence

    if sentence is not None and case is None:
        print_text(explain_sentence(sentence, published), output)
    elif case is not None and item is not None and sentence is None:
        print_text(explain_item(Case.open(case, create=False), item), output)
    else:
        raise typer.BadParameter("give CASE and ID, or --sentence")
