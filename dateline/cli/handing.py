"""`export`, `report`, `doctor`: what leaves the case, and whether the installation is sound."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import CaseFolder, Json, Output
from dateline.cli.output import OutputError, print_json, print_text, say, sink
from dateline.cli.wording import count, left_out, next_step
from dateline.model.policy import Policy

if TYPE_CHECKING:
    from dateline.engine.case import Case


class Format(StrEnum):
    """The formats a case can be exported in."""

    jsonl = "jsonl"
    csv = "csv"
    acled = "acled"
    ucdp = "ucdp"
    plover = "plover"
    geojson = "geojson"
    parquet = "parquet"
    hxl = "hxl"
    xlsx = "xlsx"
    dataset = "dataset"
    wacz = "wacz"


# What would only upset a terminal.
BINARY = frozenset({Format.parquet, Format.xlsx, Format.wacz})


def register(app: typer.Typer) -> None:
    """Add this module's commands to the application."""
    for command in (export, report, doctor):
        app.command()(command)


def export(
    case: CaseFolder,
    format: Annotated[
        Format,
        typer.Option(
            help="jsonl is the complete record, dataset too, as a folder of Parquet files; xlsx a workbook; csv,"
            " geojson, parquet and hxl hold the events;"
            " acled, ucdp and plover rows in the columns of these data sets; wacz the archived pages, signed."
        ),
    ] = Format.jsonl,
    unmasked: Annotated[
        bool, typer.Option("--unmasked", help="Name private people too; logged in the custody log.")
    ] = False,
    release: Annotated[
        str | None, typer.Option(metavar="NAME", help="Not the record as it stands but that of a release; jsonl.")
    ] = None,
    policy: Annotated[
        Policy | None,
        typer.Option(
            help="By which rule tables sum deaths up; otherwise acled and ucdp by their own, others by the setting."
        ),
    ] = None,
    left: Annotated[
        Path | None,
        typer.Option("--left-out", metavar="FILE", help="Write the events left out, with the reason of each, as CSV."),
    ] = None,
    output: Output = None,
) -> None:
    """Write the record for other programs.

    Private people are masked. Says how many rows exist, were written and left out, and why. A wacz holds the pages
    as they came, so it needs --unmasked; it is signed with your key, made at the first one.
    """
    from dateline.engine.case import Case
    from dateline.export.delimited import write_table

    if release is not None and format is not Format.jsonl:
        raise typer.BadParameter(f"a release is kept as jsonl only, not as {format.value}", param_hint="--format")
    if format in BINARY and output is None and sys.stdout is not None and sys.stdout.isatty():
        flag = " --unmasked" if format is Format.wacz else ""
        raise OutputError(
            f"{format.value} is no text; name a file: dateline export {case} --format {format.value}{flag} -o FILE"
        )
    opened = Case.open(case, create=False)
    if format is Format.dataset:
        if output is None:
            raise OutputError(f"a dataset is a folder; name one: dateline export {case} --format dataset -o FOLDER")
        made = opened.export(format.value, output, masked=not unmasked, policy=policy)
    else:
        with sink(output) as out:
            if release is None:
                made = opened.export(format.value, out, masked=not unmasked, policy=policy)
            else:
                made = opened.export_release(release, out, masked=not unmasked)
    if left is not None:
        with sink(left) as listed:
            write_table(listed, [("id", "reason"), *((one.id, one.reason) for one in made.omitted)])
    if format is Format.wacz:
        tell_key()
    say(f"{count(made.existing, 'row')} exist, {made.written:,} written; {left_out(made.left_out)}")
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


def tell_key() -> None:
    """Say which key signed a package, and what a receiver does with that."""
    from dateline.archive.signing import signer_at
    from dateline.engine.handing import key_path

    signer = signer_at(key_path())
    say(f"signed with {key_path()}; tell receivers its fingerprint by another way than the file: {signer.fingerprint}")


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
