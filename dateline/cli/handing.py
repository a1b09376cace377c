"""`export`, `verify`, `doctor`: what leaves the case, and whether it is sound."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from dateline.cli.options import CaseFolder, Json, Output
from dateline.cli.output import print_json, say, sink, words


class Format(StrEnum):
    """The formats a case can be exported in."""

    jsonl = "jsonl"
    csv = "csv"
    geojson = "geojson"


def register(app: typer.Typer) -> None:
    """Add this module's commands to the application."""
    for command in (export, report, verify, doctor):
        app.command()(command)


def export(
    case: CaseFolder,
    format: Annotated[
        Format, typer.Option(help="jsonl is the complete record; csv and geojson hold the events.")
    ] = Format.jsonl,
    unmasked: Annotated[
        bool, typer.Option("--unmasked", help="Name private people too; logged in the custody log.")
    ] = False,
    output: Output = None,
) -> None:
    """Write the record; private people are masked. Says how many rows exist, were written, left out and why."""
    from dateline.engine.case import Case

    opened = Case.open(case, create=False)
    with sink(output) as out:
        report = opened.export(format.value, out, masked=not unmasked)
    say(f"{report.existing} rows exist, {report.written} written, left out: {words(report.left_out)}")


def report(
    case: CaseFolder,
    title: Annotated[str | None, typer.Option(help="The heading; the folder's name otherwise.")] = None,
    unmasked: Annotated[bool, typer.Option("--unmasked", help="Name private people too; logged.")] = False,
    output: Output = None,
) -> None:
    """Write the case as one HTML page that needs no network; private people are masked."""
    from dateline.engine.case import Case

    opened = Case.open(case, create=False)
    with sink(output) as out:
        made = opened.write_report(out, masked=not unmasked, title=title)
    say(f"{made.existing} events exist, {made.written} written, left out: {words(made.left_out)}")


def verify(
    case: CaseFolder,
    head: Annotated[str | None, typer.Option(help="A custody log head kept from earlier.")] = None,
    as_json: Json = False,
) -> None:
    """Hash every blob and rendition again, cut every quote again, check the custody log."""
    from dateline.engine.case import Case

    report = Case.open(case, create=False).verify(head=head)
    if as_json:
        print_json(report)
    else:
        say(
            f"{report.blobs} blobs, {report.renditions} renditions, {report.quotes} quotes checked; "
            f"custody log head {report.head}"
        )
        for problem in report.problems:
            print(problem)
    raise typer.Exit(1 if report.problems else 0)


def doctor(
    case: Annotated[str | None, typer.Argument(metavar="[CASE]", help="A case folder to check as well.")] = None,
    as_json: Json = False,
) -> None:
    """Check the installation: Python, model, tables, gazetteer, and a sentence read from end to end."""
    from dateline.engine.checks import run_checks

    checks = run_checks(case)
    if as_json:
        print_json(checks)
    else:
        for check in checks:
            print(f"{'ok    ' if check.ok else 'FAILED'}  {check.name}: {check.says}")
    raise typer.Exit(0 if all(check.ok for check in checks) else 1)
