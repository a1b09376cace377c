"""`export`, `verify`, `doctor`: what leaves the case, and whether it is sound."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

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
    wacz = "wacz"


def register(app: typer.Typer) -> None:
    """Add this module's commands to the application."""
    for command in (export, report, verify, doctor):
        app.command()(command)


def export(
    case: CaseFolder,
    format: Annotated[
        Format,
        typer.Option(
            help="jsonl is the complete record; csv and geojson hold the events; wacz the archived pages, signed."
        ),
    ] = Format.jsonl,
    unmasked: Annotated[
        bool, typer.Option("--unmasked", help="Name private people too; logged in the custody log.")
    ] = False,
    output: Output = None,
) -> None:
    """Write the record for other programs.

    Private people are masked. Says how many rows exist, were written and left out, and why. A wacz holds the pages
    as they came, so it needs --unmasked; it is signed with your key, made at the first one.
    """
    from dateline.engine.case import Case

    if format is Format.wacz and output is None and sys.stdout is not None and sys.stdout.isatty():
        raise OutputError(f"a wacz is no text; name a file: dateline export {case} --format wacz --unmasked -o FILE")
    opened = Case.open(case, create=False)
    with sink(output) as out:
        report = opened.export(format.value, out, masked=not unmasked)
    if format is Format.wacz:
        tell_key()
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


def tell_key() -> None:
    """Say which key signed a package, and what a receiver does with that."""
    from dateline.archive.signing import signer_at
    from dateline.engine.handing import key_path

    signer = signer_at(key_path())
    say(f"signed with {key_path()}; tell receivers its fingerprint by another way than the file: {signer.fingerprint}")


def verify(
    case: Annotated[Path, typer.Argument(metavar="CASE|FILE", help="The case folder, or a WACZ.", show_default=False)],
    head: Annotated[str | None, typer.Option(help="A custody log head kept from earlier.")] = None,
    key: Annotated[str | None, typer.Option(help="The fingerprint of the key that a WACZ must be signed with.")] = None,
    as_json: Json = False,
) -> None:
    """Check that nothing was altered.

    Hashes every blob and rendition again, cuts every quote again, checks the custody log. Of a WACZ: its digests, its
    signature, its records and its custody log.
    """
    from dateline.engine.case import Case

    if case.is_file():
        verify_package(case, head, key, as_json)
    if key is not None:
        raise OutputError(f"{case} is a case; --key is for a WACZ")
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


def verify_package(file: Path, head: str | None, key: str | None, as_json: bool) -> NoReturn:
    """Check a WACZ."""
    from dateline.archive.wacz_check import check

    report = check(file, head=head, key=key)
    if as_json:
        print_json(report)
    else:
        print_text("".join(f"{problem}\n" for problem in report.problems))
        say(f"{count(report.files, 'file')} and {count(report.records, 'record')} checked")
        say(f"signed {report.signed_at} by the key {report.signed_by}" if report.signed_by else "not signed")
        if report.signed_by and key is None:
            say("anyone can make a key: compare it with what the sender told you, or give it with --key")
        say(f"{count(len(report.problems), 'problem')}" if report.problems else "all as it was handed on")
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
