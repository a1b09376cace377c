"""`init`, `add`, `build`, `status`, `exclude`: what fills and steers a case."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.options import FINISHED_WITH_FAILURES, CaseFolder, DryRun, Json, Output, Quiet, Verbose
from dateline.cli.output import print_json, print_table, progress_bar, say


def register(app: typer.Typer) -> None:
    """Add this module's commands to the application."""
    for command in (init, add, build, status, exclude):
        app.command()(command)


def init(case: CaseFolder) -> None:
    """Make a new case folder."""
    from dateline.engine.case import Case

    Case.create(case)
    say(f"new case in {case}; next: dateline add {case} PATH...")


def add(
    case: CaseFolder,
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files or folders with saved pages.")],
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Put pages into the case's archive; what is already there is not added twice."""
    from dateline.engine.case import Case

    report = Case.open(case, create=False).add(*paths, dry_run=dry_run)
    if as_json:
        print_json(report)
    for failure in report.failures:
        say(f"not added: {failure.path}: {failure.reason}")
    verb = "would add" if dry_run else "added"
    say(f"{verb} {report.added} pages; {report.known} were there already; {len(report.failures)} could not be used")
    if not dry_run:
        say(f"custody log head: {report.head}")
    raise typer.Exit(FINISHED_WITH_FAILURES if report.failures else 0)


def build(
    case: CaseFolder,
    workers: Annotated[int | None, typer.Option(help="Reading processes; 0 reads in this one.")] = None,
    as_json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read what is new, link everything, replace the record. Safe to stop and run again."""
    from dateline.engine.case import Case

    opened = Case.open(case, create=False)
    with progress_bar("reading", quiet) as progress:
        report = opened.build(workers=workers, progress=progress)
    if as_json:
        print_json(report)
    if verbose:
        for document in opened.documents():
            say(f"{document.path}: {len(document.reports)} reports, published {document.published.basis}")
    for failure in report.failures:
        say(f"failed: {failure.path} ({failure.stage}): {failure.reason}")
    if not quiet:
        say(
            f"{report.documents} documents "
            f"({report.read} pages read, {report.reused} reused, {report.excluded} excluded), "
            f"{report.reports} reports, {report.events} events, {len(report.failures)} failures"
        )
    raise typer.Exit(FINISHED_WITH_FAILURES if report.failures else 0)


def status(case: CaseFolder, as_json: Json = False, output: Output = None) -> None:
    """What the case holds, what failed and why, what has no date."""
    from dateline.engine.case import Case

    found = Case.open(case, create=False).status()
    if as_json:
        print_json(found, output)
        return
    rows = [[name, str(number)] for name, number in found.counts.items()]
    rows += [["failed", f"{f.path}: {f.reason}"] for f in found.failures]
    rows += [["undated", line] for line in found.undated]
    rows += [["excluded", line] for line in found.excluded]
    print_table(["what", "value"], rows, output)


def exclude(
    case: CaseFolder,
    item: Annotated[
        str, typer.Argument(metavar="ID", help="A document, capture, report or event id, or a page's path.")
    ],
    why: Annotated[str, typer.Option(help="The reason, kept with the judgement.")],
    by: Annotated[str, typer.Option(help="Who decides.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take the exclusion back.")] = False,
) -> None:
    """Leave something out of the record, with a reason; takes effect at the next build and can be undone."""
    from dateline.engine.case import Case

    said = Case.open(case, create=False).exclude(item, why=why, by=by, undo=undo)
    say(f"{said}; run: dateline build {case}")
