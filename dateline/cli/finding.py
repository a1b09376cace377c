"""`documents`, `search`: the pages of a case in every language, listed and searched."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.options import CaseFolder, Json, Output
from dateline.cli.output import print_json, print_table, say
from dateline.cli.wording import count, left_out, next_step

Language = Annotated[str | None, typer.Option(help="Only this language (`de`, `ar`), or `unknown`.")]
Publisher = Annotated[str | None, typer.Option(help="Only this publisher; part of the name will do.")]


def register(app: typer.Typer) -> None:
    """Add this module's commands to the application."""
    for command in (documents, search):
        app.command()(command)


def documents(
    case: CaseFolder,
    language: Language = None,
    publisher: Publisher = None,
    undated: Annotated[bool, typer.Option("--undated", help="Only those without a date.")] = False,
    not_read: Annotated[
        bool, typer.Option("--not-read", help="Only those that are kept but not read, since not in English.")
    ] = False,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """The documents, by path.

    With date, outlet, language, how many reports and events, and what is unknown of them or was passed over.
    """
    from dateline.engine.case import Case

    opened = Case.open(case, create=False)
    found = opened.documents(language=language, publisher=publisher, undated=undated, not_read=not_read)
    if as_json:
        print_json(found.rows, output)
    else:
        print_table(found.columns, found.cells(), output)
    say(next_step(opened) or f"{len(found):,} of {count(found.existing, 'document')}; {left_out(found.left_out)}")


def search(
    case: CaseFolder,
    query: Annotated[
        list[str], typer.Argument(metavar="QUERY", help='Words, "a phrase", begin*, -without, role:caption.')
    ],
    language: Language = None,
    publisher: Publisher = None,
    limit: Annotated[int, typer.Option(min=1, help="How many to show at most.")] = 20,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Find words in the documents, whatever their language.

    Best matches first, each with its passage and where that stands in the page's text. In the shell a phrase needs
    quotes around its quotes: '"peace talks"'.
    """
    from dateline.engine.case import Case

    opened = Case.open(case, create=False)
    filters = {"language": language, "publisher": publisher}
    words = [" ".join(query), *(f'{name}:"{value}"' for name, value in filters.items() if value)]
    found = opened.search(" ".join(words), limit=limit)
    if as_json:
        print_json(found.rows, output)
    else:
        print_table(found.columns, found.cells(), output)
    for note in found.notes:
        say(note)
    say(next_step(opened) or f"{len(found):,} of {count(found.existing, 'document')} found")
