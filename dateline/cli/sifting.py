"""`sift`, `audit`, `read`: archives before they are added, what the prefilter passed over, what is read anyway."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.judging import By, Undo
from dateline.cli.options import FINISHED_WITH_FAILURES, CaseFolder, Json, Output, Quiet
from dateline.cli.output import print_json, print_table, progress_bar, say
from dateline.cli.wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.engine.auditing import Audit
    from dateline.model.sifting import PassedOver
    from dateline.model.siftings import Sifted


def register(app: typer.Typer) -> None:
    """Add this module's commands to the application."""
    for command in (sift, audit, read):
        app.command()(command)


def sift(
    archives: Annotated[
        list[str], typer.Argument(metavar="ARCHIVE...", help="WARC files, plain or .gz: paths or fsspec addresses.")
    ],
    folder: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="A new folder for what is kept.")],
    sample: Annotated[
        int, typer.Option(min=0, help="How many of the pages passed over to keep beside, for an audit.")
    ] = 200,
    workers: Annotated[int | None, typer.Option(help="Processes; 0 sifts in this one.")] = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Sift bulk archives before they are added to a case.

    A quick look decides which pages deserve reading: these are copied as they are. All others are counted by reason.
    """
    from dateline.engine.settings import Settings
    from dateline.engine.sifting_archives import KEPT, SiftOptions, sift_archives

    options = SiftOptions(sample=sample, settings=Settings(workers=workers))
    with progress_bar("sifting", quiet) as progress:
        found = sift_archives(archives, folder, options, progress)
    if as_json:
        print_json(found)
    else:
        print_table(["what", "records"], sifted_rows(found))
    for failure in found.failures:
        say(f"not sifted: {failure}")
    share = 100 * found.kept / found.pages if found.pages else 0
    say(f"kept {found.kept:,} of {count(found.pages, 'page')} ({share:.1f} %) in {count(len(found.shards), 'file')}")
    say(f"next: dateline add CASE {folder / KEPT}")
    raise typer.Exit(FINISHED_WITH_FAILURES if found.failures else 0)


def sifted_rows(found: Sifted) -> Iterator[list[str]]:
    """A row for what was kept, and for each reason why something was not."""
    yield ["kept", f"{found.kept:,}"]
    for reason, number in found.passed.items():
        yield [f"passed over: {reason}", f"{number:,}"]
    for what, number in found.no_pages.items():
        yield [f"no page: {what}", f"{number:,}"]
    yield ["could not be read", f"{len(found.failures):,}"]


def audit(
    case: CaseFolder,
    sample: Annotated[int, typer.Option(min=1, help="How many of the pages that were passed over to read.")] = 100,
    listed: Annotated[
        bool, typer.Option("--list", help="Read nothing; list every page that was passed over, with the reason.")
    ] = False,
    as_json: Json = False,
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """How many events the prefilter lost.

    Reads a sample of the pages that it passed over and lists those that tell of an event. The record stays as it is.
    """
    from dateline.engine.auditing import audit as read_sample
    from dateline.engine.case import Case
    from dateline.store.sifting import passed_over

    opened = Case.open(case, create=False)
    if listed:
        passed = passed_over(opened.store.query)
        if as_json:
            print_json(passed, output)
        else:
            print_table(["page", "address", "reason", "score", "words"], passed_rows(passed), output)
        say(f"{count(len(passed), 'page')} passed over, all of them listed")
        return
    with progress_bar("reading", quiet) as progress:
        found = read_sample(opened, sample, progress)
    if as_json:
        print_json(found, output)
    else:
        print_table(["page", "address", "reason", "score", "events", "words"], audit_rows(found), output)
    for failure in found.failed:
        say(f"could not be read: {failure}")
    say(audited(found))
    if found.rows:
        say(f"to have a page read: dateline read {case} PAGE; all of them: dateline build {case} --no-prefilter")
    raise typer.Exit(FINISHED_WITH_FAILURES if found.failed else 0)


def audited(found: Audit) -> str:
    """What an audit found, in one sentence."""
    rest = found.passed - found.foreign
    told = f"{found.telling:,} of {found.sampled - len(found.failed):,} pages read tell of an event"
    share = f"{100 * found.low:.1f} to {100 * found.high:.1f} % of the {rest:,} that were passed over"
    foreign = f"; {found.foreign:,} more in other languages, which are not read anyway" if found.foreign else ""
    return f"{told}: {share}, with 95 in 100 certainty{foreign}"


def audit_rows(found: Audit) -> Iterator[list[str]]:
    """A row for each page that tells of an event."""
    for one in found.rows:
        quotes = " | ".join(one.quotes)
        yield [one.path, one.url or "", one.reason, f"{one.score:g}", ", ".join(one.types), quotes]


def passed_rows(passed: Sequence[PassedOver]) -> Iterator[list[str]]:
    """A row for each page that was passed over."""
    for one in passed:
        yield [one.path, one.url or "", one.reason, f"{one.score:g}", ", ".join(one.words)]


def read(
    case: CaseFolder,
    pages: Annotated[
        list[str], typer.Argument(metavar="PAGE...", help="Pages by their paths, or by the ids of their captures.")
    ],
    why: Annotated[str, typer.Option(help="The reason, kept with the judgement.")] = "",
    by: By = "",
    undo: Undo = False,
) -> None:
    """Have pages read that the prefilter passed over.

    They are read by the next build and every later one; it can be undone.
    """
    from dateline.engine.case import Case

    opened = Case.open(case, create=False)
    for page in pages:
        say(opened.read_anyway(page, why=why, by=by, undo=undo))
    say(f"next: dateline build {case}")
