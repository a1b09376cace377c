"""`export`, `verify`, `doctor`: what leaves the case, and whether it is sound."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import CaseFolder, Json, Output
from dateline.cli.output import OutputError, print_json, print_text, say, sink
from dateline.cli.wording import count, left_out, next_step

if TYPE_CHECKING:
    from dateline.engine.case import Case


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
    """Write the record for other programs.

    Private people are masked. Says how many rows exist, were written and left out, and why.
    """
    from dateline.engine.case import Case

    opened = Case.open(case, create=False)
    with sink(output) as out:
        report = opened.export(format.value, out, masked=not unmasked)
    say(f"{count(report.existing, 'row')} exist, {report.written:,} written; {left_out(report.left_out)}")
    tell_next(opened)


def report(
    case: CaseFolder,
    title: Annotated[str | None, typer.Option(help="The heading; the folder's name otherwise.")] = None,
    unmasked: Annotated[bool, typer.Option("--unmasked", help="Name private people too; logged.")] = False,
    output: Output = None,
) -> None:
    """Write the case as one HTML page.

    It needs no network; private people are masked.
    """
    from dateline.engine.case import Case

    if output is None and sys.stdout is not None and sys.stdout.isatty():
        raise OutputError(f"the report is a page for a browser; name a file: dateline report {case} -o report.html")
    opened = Case.open(case, create=False)
    with sink(output) as out:
        made = opened.write_report(out, masked=not unmasked, title=title)
    say(f"{count(made.existing, 'event')} exist, {made.written:,} written; {left_out(made.left_out)}")
    tell_next(opened)
    if output is not None:
        say(f"open it in a browser: {output}")


def tell_next(case: Case) -> None:
    """Say what to do when the case had nothing to hand on."""
    step = next_step(case)
    if step:
        say(step)


def verify(
    case: CaseFolder,
    head: Annotated[str | None, typer.Option(help="A custody log head kept from earlier.")] = None,
    as_json: Json = False,
) -> None:
    """Check that nothing was altered.

    Hashes every blob and rendition again, cuts every quote again, checks the custody log.
    """
    from dateline.engine.case import Case

    report = Case.open(case, create=False).verify(head=head)
    if as_json:
        print_json(report)
    else:
        print_text("".join(f"{problem}\n" for problem in report.problems))
        checked = [count(report.blobs, "blob"), count(report.renditions, "rendition"), count(report.quotes, "quote")]
        for note in report.notes:
            say(f"note: {note}")
        say(f"{', '.join(checked)} checked; custody log head {report.head}")
        say(f"{count(len(report.problems), 'problem')}" if report.problems else "all as it was taken in")
    raise typer.Exit(1 if report.problems else 0)


def doctor(
    case: Annotated[str | None, typer.Argument(metavar="CASE", help="A case folder to check as well.")] = None,
    as_json: Json = False,
) -> None:
    """Check the installation.

    Python, model, tables, gazetteer, and a sentence read from end to end; a case too where one is named.
    """
    from dateline.engine.checks import run_checks

    checks = run_checks(case)
    if as_json:
        print_json(checks)
    else:
        print_text("".join(f"{'ok' if check.ok else 'FAILED':<8}{check.name:<9}{check.says}\n" for check in checks))
    raise typer.Exit(0 if all(check.ok for check in checks) else 1)
