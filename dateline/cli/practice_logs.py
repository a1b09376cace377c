"""`codebook`, `decisions`, `sourcing`, `restrict`: by which rules, who decided what, what was looked at, what stays."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.options import CaseFolder, Json, Output
from dateline.cli.output import print_json, print_table, say, sink
from dateline.cli.wording import count, left_out

By = Annotated[str, typer.Option(help="Who does it.")]
Day = Annotated[str, typer.Argument(metavar="DAY", help="A day, such as 2016-10-17.")]


def register(app: typer.Typer) -> None:
    """Add this module's commands to the application."""
    for command in (codebook, decisions, restrict):
        app.command()(command)
    group = typer.Typer(
        help="The sourcing log: what was checked, also in vain.", no_args_is_help=True, rich_markup_mode=None
    )
    group.command()(checked)
    group.command()(log)
    group.command()(gaps)
    app.add_typer(group, name="sourcing")


def codebook(
    case: CaseFolder,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="The codebook's name.")] = None,
    version: Annotated[str | None, typer.Argument(metavar="VERSION", help="Its version.")] = None,
    by: By = "",
    as_json: Json = False,
) -> None:
    """Which version of the codebook is in force.

    With NAME and VERSION: put it in force for every judgement from now on. Without: every version so far.
    """
    from dateline.engine.case import Case
    from dateline.engine.practice.codebooks import codebooks, set_codebook

    opened = Case.open(case, create=False)
    if name is not None or version is not None:
        made = set_codebook(opened, name or "", version or "", by=by)
        say(f"{made.name} {made.version} is in force from judgement {made.since} on")
    found = codebooks(opened)
    if as_json:
        print_json(found)
    else:
        rows = [[one.name, one.version, str(one.since), one.by, one.at] for one in found]
        print_table(["codebook", "version", "from judgement", "by", "at"], rows)


def decisions(
    case: CaseFolder,
    by: Annotated[str | None, typer.Option(help="Only those of this person.")] = None,
    field: Annotated[str | None, typer.Option(help="Only those on this field; `event` for whole events.")] = None,
    since: Annotated[str | None, typer.Option(help="Only those made on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(help="Only those made on this day or earlier.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write CSV to hand on: masked, nothing restricted.")] = False,
    output: Output = None,
) -> None:
    """The decision log.

    Every judgement in order: who, when, what, why, and by which version of the codebook. With --csv it leaves the case:
    private people are masked and what is about restricted sources stays.
    """
    from dateline.engine.case import Case
    from dateline.engine.practice.decision_log import LogFilter, Logged, write_decisions
    from dateline.engine.practice.decision_log import decisions as listed

    opened, wanted = Case.open(case, create=False), LogFilter(by=by, field=field, since=since, until=until)
    if as_csv:
        with sink(output) as out:
            made = write_decisions(opened, out, wanted, masked=True)
        say(f"{made.written:,} of {count(made.existing, 'judgement')} written, {left_out(made.left_out)}")
        return
    found = listed(opened, wanted)
    names = Logged.__struct_fields__
    print_table(names, [[str(getattr(one, name)) for name in names] for one in found], output)
    say(f"{len(found):,} of {count(opened.store.counts()['judgements'], 'judgement')} shown")


def checked(
    case: CaseFolder,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="An outlet, an address or a place.")],
    first: Day,
    last: Annotated[str | None, typer.Argument(metavar="DAY", help="The last day, where there are several.")] = None,
    result: Annotated[str, typer.Option(help="`nothing found`, `found`, `not reachable`.")] = "nothing found",
    note: Annotated[str, typer.Option(help="Anything worth knowing.")] = "",
    by: By = "",
) -> None:
    """Note that a source was looked at, and what came of it."""
    from dateline.engine.case import Case
    from dateline.engine.practice.sourcing import check

    days = (first, last or first)
    made = check(Case.open(case, create=False), source, days, result=result, by=by, note=note)
    say(f"noted: {made.source}, {made.earliest} to {made.latest}: {made.result}")


def log(case: CaseFolder, as_json: Json = False, output: Output = None) -> None:
    """The sourcing log, in order."""
    from dateline.engine.case import Case
    from dateline.engine.practice.sourcing import checks

    found = checks(Case.open(case, create=False))
    if as_json:
        print_json(found, output)
    else:
        rows = [[one.source, one.earliest, one.latest, one.result, one.by, one.at, one.note] for one in found]
        print_table(["source", "from", "to", "result", "by", "at", "note"], rows, output)
    say(count(len(found), "check"))


def gaps(case: CaseFolder, since: Day, until: Day, as_json: Json = False, output: Output = None) -> None:
    """The days that nobody looked at, by source.

    Of every source in the sourcing log: the days between the two for which it has neither a check nor a story in the
    case.
    """
    from dateline.engine.case import Case
    from dateline.engine.practice.sourcing import gaps as found_gaps

    found = found_gaps(Case.open(case, create=False), since, until)
    if as_json:
        print_json(found, output)
    else:
        rows = [[one.source, one.earliest, one.latest, str(one.days), one.why] for one in found]
        print_table(["source", "from", "to", "days", "why"], rows, output)
    say(count(len(found), "gap"))


def restrict(
    case: CaseFolder,
    item: Annotated[
        str | None, typer.Argument(metavar="ID|PATH|PUBLISHER", help="A page, or with --publisher all of one.")
    ] = None,
    publisher: Annotated[bool, typer.Option("--publisher", help="All pages of this publisher.")] = False,
    why: Annotated[str, typer.Option(help="The reason, kept with the restriction.")] = "",
    by: By = "",
    undo: Annotated[bool, typer.Option("--undo", help="Let it leave the case again.")] = False,
    as_json: Json = False,
) -> None:
    """Keep a source in the case.

    Nothing of it leaves in any export, report, release or package: its claims, quotes and events, and whatever stands
    on them. A page stands for all its versions and copies of the same bytes. Without an argument: what is restricted.
    """
    from dateline.engine.case import Case
    from dateline.engine.practice.restricting import hidden, standing_restrictions
    from dateline.engine.practice.restricting import restrict as restricted

    opened = Case.open(case, create=False)
    if item is not None:
        restricted(opened, item, publisher=publisher, why=why, by=by, undo=undo)
    found = standing_restrictions(opened)
    if as_json:
        print_json(found)
    else:
        rows = [[one.kind, one.item, one.why, one.by, one.at] for one in found]
        print_table(["kind", "source", "why", "by", "at"], rows)
    held = hidden(opened)
    say(f"{count(len(held.captures), 'page')} and {count(len(held.documents), 'document')} stay in the case")
