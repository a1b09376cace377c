"""`init`, `add`, `build`, `status`: what fills a case, and what it holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dateline.cli.options import FINISHED_WITH_FAILURES, CaseFolder, DryRun, Json, Output, Quiet, Verbose
from dateline.cli.output import print_json, print_table, progress_bar, say
from dateline.cli.wording import count, next_step, not_english, passed_words, profile_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from dateline.engine.adding import Planned
    from dateline.engine.flow import BuildReport
    from dateline.model.document import Document


def register(app: typer.Typer) -> None:
    """Add this module's commands to the application."""
    for command in (init, add, build, status):
        app.command()(command)


def init(case: CaseFolder) -> None:
    """Make a new case folder."""
    from dateline.engine.case import Case

    Case.create(case)
    say(f"new case in {case}; next: dateline add {case} PATH")


def add(  # noqa: PLR0913  (one option per keyword of Case.add)
    case: CaseFolder,
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL",
            help="Files, folders and archives (WARC, WACZ, ZIP, tar ...) of pages, PDF, DOCX, mails, tables of stories;"
            " addresses of pages, feeds and sitemaps.",
        ),
    ],
    dry_run: DryRun = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most so many pages of each feed or sitemap, the first ones.")
    ] = None,
    private_host: Annotated[
        list[str] | None,
        typer.Option(help="A host of your own network that may be asked; otherwise only the public web is."),
    ] = None,
    as_json: Json = False,
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Put pages into the archive.

    A page that is there already is not added twice; a later version of one supersedes it, both are kept. Safe to stop
    and run again. With --dry-run the pages that would be added are listed.
    """
    from dateline.engine.case import Case

    opened = Case.open(case, create=False)
    try:
        with progress_bar("adding", quiet) as progress:
            report = opened.add(
                *paths, dry_run=dry_run, limit=limit, private_hosts=private_host or (), progress=progress
            )
    except KeyboardInterrupt:
        say("stopped; the pages that came in are kept; go on with the same command")
        raise
    if as_json:
        print_json(report, output)
    elif dry_run:
        print_table(["path", "address", "captured at", "media", "bytes"], planned_rows(report.planned), output)
    for failure in report.failures:
        say(f"not added: {failure.path}: {failure.reason}")
    for failure in report.passed:
        say(f"passed over: {failure.path}: {failure.reason}")
    verb = "would add" if dry_run else "added"
    known = f"{report.known:,} {'was' if report.known == 1 else 'were'} there already"
    say(f"{verb} {count(report.added, 'page')}; {known}; {len(report.failures):,} could not be used")
    if report.superseded:
        others = f"{count(report.superseded, 'page')} of the case"
        say(f"{others} in a later version, both kept; what changed: dateline versions {case}")
    if not dry_run:
        say(f"custody log head, to keep for verify --head: {report.head}")
        if report.added:
            say(f"next: dateline build {case}")
    raise typer.Exit(FINISHED_WITH_FAILURES if report.failures else 0)


def planned_rows(planned: Sequence[Planned]) -> Iterator[list[str]]:
    """A row for each page that would be added."""
    for one in planned:
        size = "" if one.size is None else f"{one.size:,}"
        yield [one.path, one.url or "", one.captured_at or "", one.media or "", size]


def build(  # noqa: PLR0913  (one option per keyword of Case.build)
    case: CaseFolder,
    workers: Annotated[int | None, typer.Option(help="Reading processes; 0 reads in this one.")] = None,
    no_prefilter: Annotated[
        bool, typer.Option("--no-prefilter", help="Read every page of bulk archives (WARC, ARC), whatever it says.")
    ] = False,
    executor: Annotated[
        Literal["process", "local", "ray"] | None,
        typer.Option(help="What runs the reading; local is this process; see docs/cluster.md."),
    ] = None,
    address: Annotated[
        str | None, typer.Option(help="The Ray cluster, as HOST:PORT; without it one of this machine alone is started.")
    ] = None,
    exchange: Annotated[
        str | None,
        typer.Option(help="A folder or fsspec address that all machines of the cluster reach, for pages on their way."),
    ] = None,
    memory: Annotated[
        str | None,
        typer.Option(metavar="SIZE", help="What linking may take, as 4GB; what needs more goes through files."),
    ] = None,
    spill: Annotated[
        Path | None, typer.Option(help="The folder for these files; otherwise one in the case. They go afterwards.")
    ] = None,
    profile: Annotated[bool, typer.Option("--profile", help="Tell where time and memory went, by stage.")] = False,
    as_json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read what is new and make the record.

    Of bulk archives only pages that a quick look finds reason to read are read; see docs/prefilter.md. Everything is
    linked again and the record replaced whole. Safe to stop and run again.
    """
    from dateline.engine.case import Case

    opened = Case.open(case, create=False)
    try:
        with progress_bar("reading", quiet) as progress:
            report = opened.build(
                workers=workers,
                prefilter="none" if no_prefilter else None,
                executor=executor,
                address=address,
                exchange=exchange,
                memory=memory,
                spill=None if spill is None else str(spill),
                profile=profile,
                progress=progress,
            )
    except KeyboardInterrupt:
        say(f"stopped; the pages read so far are kept, the record is as before; go on with: dateline build {case}")
        raise
    if as_json:
        print_json(report)
    if verbose:
        for document in opened.documents():
            say(document_line(document))
    say_built(report, case, quiet)
    raise typer.Exit(FINISHED_WITH_FAILURES if report.failures else 0)


def say_built(report: BuildReport, case: Path, quiet: bool) -> None:
    """Tell what a build did: what failed, always; counts and what comes next, unless it is to be quiet."""
    for failure in report.failures:
        say(f"failed: {failure.path} ({failure.stage}): {failure.reason}")
    if report.capped:
        groups = count(len(report.capped), "group")
        say(
            f"not every pair was compared in {groups} of like reports, stories or figures: {report.capped[0]} ...;"
            " all: --json"
        )
    if not quiet:
        pages = f"{count(report.read, 'page')} read, {report.reused:,} reused, {report.excluded:,} excluded"
        pages += f", {report.superseded:,} superseded" if report.superseded else ""
        made = [count(report.documents, "document"), count(report.reports, "report"), count(report.events, "event")]
        say(f"{pages}: {', '.join(made)}, {count(len(report.failures), 'failure')}")
        if report.linking.startswith("through files"):
            say(f"linked {report.linking}")
        if report.passed:
            say(f"{passed_words(report.passed)}; how many tell of events: dateline audit {case}")
        if report.other_languages:
            say(f"{not_english(report.other_languages)}; see: dateline documents {case} --not-read")
        if report.documents:
            say(f"next: dateline events {case}")
        elif not report.captures:
            say(f"the case holds no pages yet; next: dateline add {case} PATH")
    if report.profile is not None:
        say(profile_table(report.profile))


def document_line(document: Document) -> str:
    """A document in one line: its page and title, its reports, its date and how that is known."""
    title = f" “{document.title}”" if document.title else ""
    published = document.published
    days = " to ".join(dict.fromkeys(day for day in (published.earliest, published.latest) if day)) or "date unknown"
    reports = f"not read ({document.unread})" if document.unread else count(len(document.reports), "report")
    return f"{document.path}{title}: {reports}, {days} ({published.basis})"


def status(case: CaseFolder, as_json: Json = False, output: Output = None) -> None:
    """What the case holds and what failed.

    Also the pages that no build has read yet, what is not in English, what has no date, and what is excluded.
    """
    from dateline.engine.case import Case
    from dateline.model.source import PASSED

    opened = Case.open(case, create=False)
    found = opened.status()
    if as_json:
        print_json(found, output)
    else:
        passed = sum(failure.stage == PASSED for failure in found.failures)
        counts = found.counts | {"failures": found.counts["failures"] - passed}
        rows = [[name, str(number)] for name, number in counts.items()]
        rows += [["not read yet", str(len(found.unread))]] if found.unread else []
        rows += [["passed over by the prefilter", f"{reason}: {n:,}"] for reason, n in found.passed.items()]
        rows += [["not read", not_english(found.other_languages)]] if found.other_languages else []
        rows += [["passed over" if f.stage == PASSED else "failed", f"{f.path}: {f.reason}"] for f in found.failures]
        rows += [["superseded", str(found.superseded)]] if found.superseded else []
        rows += [["undated", line] for line in found.undated]
        rows += [["excluded", line] for line in found.excluded]
        rows += [["judged", line] for line in found.judged]
        print_table(["what", "value"], rows, output)
    unread = f"{count(len(found.unread), 'page')} not read yet; next: dateline build {case}" if found.unread else None
    step = next_step(opened) or unread
    if step:
        say(step)
