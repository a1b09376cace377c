"""`verify`, `reanchor`: evidence checked, and carried over to better renditions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from dateline.cli.options import FINISHED_WITH_FAILURES, CaseFolder, DryRun, Json
from dateline.cli.output import OutputError, print_json, print_text, say
from dateline.cli.wording import count


def register(app: typer.Typer) -> None:
    """Add this module's commands to the application."""
    for command in (verify, reanchor):
        app.command()(command)


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


def reanchor(case: CaseFolder, dry_run: DryRun = False, as_json: Json = False) -> None:
    """Carry evidence over to better renditions.

    After an upgrade that makes another text of the same pages: evidence, judgements and event ids are found again in
    it, by their words and what stands around them. What is not found is listed; the exit code is 3 then.
    """
    from dateline.engine.case import Case

    report = Case.open(case, create=False).reanchor(dry_run=dry_run)
    if as_json:
        print_json(report)
    else:
        print_text("".join(f"{one.path}: {one.owner}: “{one.quote}”: {one.reason}\n" for one in report.lost))
    if not report.renditions and not report.lost:
        say("every page has the text that it had; nothing to carry over")
    else:
        carried = sum(report.carried.values())
        ways = ", ".join(f"{how} {number:,}" for how, number in report.carried.items()) or "none"
        verb = "would carry" if dry_run else "carried"
        say(f"{verb} {carried:,} of {count(report.evidence, 'place')} in {count(report.renditions, 'page')} ({ways})")
        say(f"{count(report.judgements, 'judgement')} and {count(report.anchors, 'event id')} moved with them")
        say(f"{len(report.lost):,} not carried over")
        say(f"next: dateline build {case}")
    raise typer.Exit(FINISHED_WITH_FAILURES if report.lost else 0)
