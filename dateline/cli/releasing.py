"""`release`, `diff`, `versions`: the record kept under a name, and what changed between two; pages that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import CaseFolder, Json, Output
from dateline.cli.output import print_json, print_table, print_text, say
from dateline.cli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.engine.comparing import Change
    from dateline.engine.page_versions import PageVersions


def register(app: typer.Typer) -> None:
    """Add this module's commands to the application."""
    for command in (release, diff, versions):
        app.command()(command)


def release(
    case: CaseFolder,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of the release, such as 2016-w43.")],
    as_json: Json = False,
) -> None:
    """Keep the record as it stands under a name.

    A release never changes: its hashes go into the custody log, and `verify` checks them. The case folder keeps it
    twice: whole, and without the names of private people, to be handed on with `export --release NAME`.
    """
    from dateline.engine.case import Case

    made = Case.open(case, create=False).release(name)
    if as_json:
        print_json(made)
    say(f"released {made.name}: {count(made.rows, 'row')}, SHA-256 {made.sha256}")
    say(f"hand it on: dateline export {case} --release {made.name} -o {made.name}.jsonl")
    say(f"later: dateline diff {case} {made.name} now")


def diff(
    case: CaseFolder,
    before: Annotated[str, typer.Argument(metavar="A", help="A release, or `now`.")],
    after: Annotated[str, typer.Argument(metavar="B", help="A release, or `now`.")],
    as_json: Json = False,
    output: Output = None,
) -> None:
    """What changed from release A to release B.

    Event by event: new, split off, changed (each field before and after, and the pages that tell it newly), merged,
    withdrawn. `now` is the record as it stands.
    """
    from dateline.engine.case import Case

    found = Case.open(case, create=False).diff(before, after)
    if as_json:
        print_json(found, output)
    else:
        print_table(["change", "event", "what", "field", "before", "after"], rows(found), output)
    kinds = [change.kind for change in found]
    told = ", ".join(f"{kinds.count(kind):,} {kind}" for kind in dict.fromkeys(kinds))
    say(f"{count(len(found), 'event')} differ{'s' if len(found) == 1 else ''}{f': {told}' if told else ''}")


def versions(
    case: CaseFolder,
    page: Annotated[
        str | None, typer.Argument(metavar="PAGE", help="A path, address or id: show what changed in its text.")
    ] = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """The pages that were captured several times.

    All versions are kept; the latest that could be read stands in the record. With PAGE, what changed in its text from
    each version to the next.
    """
    from dateline.engine.case import Case

    opened = Case.open(case, create=False)
    if page is not None:
        changes = opened.changes(page)
        lines = [line for change in changes for line in (*change.lines, "")]
        if as_json:
            print_json(changes, output)
        else:
            print_text("\n".join(lines) + "\n" if lines else "", output)
        unchanged = sum(not change.lines for change in changes)
        say(f"{count(len(changes), 'change')} of its bytes, {unchanged:,} without a change of its text")
        return
    found = opened.versions()
    if as_json:
        print_json(found, output)
    else:
        print_table(
            ["page", "capture", "captured at", "added", "bytes", "SHA-256", "record"], version_rows(found), output
        )
    say(f"{count(len(found), 'page')} with several versions; what changed: dateline versions {case} PAGE")


def version_rows(found: tuple[PageVersions, ...]) -> Iterator[list[str]]:
    """A row for each version of each page."""
    for page in found:
        # What comes behind the version that stands was added since the last build, or could not be read.
        last = max((n for n, one in enumerate(page.versions) if one.stands), default=-1)
        for number, one in enumerate(page.versions):
            stands = "stands" if one.stands else "superseded" if number < last else "not read"
            yield [
                page.page,
                one.capture,
                one.captured_at or "",
                str(one.added),
                f"{one.size:,}",
                one.blob[:12],
                stands,
            ]


def rows(found: tuple[Change, ...]) -> Iterator[list[str]]:
    """A row for each field that changed, and one for each event of which none did."""
    for change in found:
        head = [change.kind, change.event, change.title]
        other = {"split": "split from", "merged": "merged into"}.get(change.kind)
        lines = [[field.field, field.before, field.after] for field in change.fields]
        lines += [["new evidence", "", path] for path in change.documents] if change.kind == "changed" else []
        lines += [[other, "", change.other]] if other and change.other else []
        for line in lines or [["", "", ""]]:
            yield [*head, *line]
