"""`judge`: accept, reject, put aside or edit an event, reject one of its claims, take a decision back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from dateline.cli.judging import By
from dateline.cli.options import CaseFolder, Json
from dateline.cli.output import print_json, print_table, say
from dateline.cli.wording import pairs
from dateline.model.errors import UsageError

if TYPE_CHECKING:
    from dateline.engine.case import Case
    from dateline.engine.deciding import Act, Decided, Decision, Edit, Stale

WHOLE = ("accept", "reject", "unsure")


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How an event stands: what its version is, and what was decided on it.

    No struct of msgspec, so that `--help` does without it.
    """

    event: str
    state: str
    version: str
    acts: tuple[Act, ...]


def register(app: typer.Typer) -> None:
    """Add this module's command to the application."""
    app.command()(judge)


def judge(  # noqa: PLR0913  (a parameter an option)
    case: CaseFolder,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The event's id.")],
    accept: Annotated[bool, typer.Option("--accept", help="It is right as it stands, with what --edit sets.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="It is none, or with --claim: that claim is none.")] = False,
    unsure: Annotated[bool, typer.Option("--unsure", help="Put it aside.")] = False,
    edit: Annotated[
        list[str] | None,
        typer.Option("--edit", metavar="FIELD=VALUE", help="Set a field; empty for nothing known. May be repeated."),
    ] = None,
    quote: Annotated[
        str | None, typer.Option(help="The words of a story that say so; they stand once in the event's stories.")
    ] = None,
    document: Annotated[str | None, typer.Option(metavar="ID", help="The story in which the quote stands.")] = None,
    claim: Annotated[str | None, typer.Option(metavar="ID", help="With --reject: only this claim.")] = None,
    why: Annotated[
        str, typer.Option(help="The reason; --reject needs one, and --edit without a --quote.", metavar="TEXT")
    ] = "",
    by: By = "",
    version: Annotated[
        str | None, typer.Option(metavar="VERSION", help="The version that you looked at, as `judge` prints it.")
    ] = None,
    undo: Annotated[
        int | None, typer.Option("--undo", metavar="N", help="Take back decision N, as `judge` lists it.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Decide on one event.

    Without a decision: its state, its version, and what was decided on it. With --version nothing is written where
    somebody else decided on the same, or a build changed it, since that version: both are shown, the exit code is 1.
    """
    from dateline.engine.case import Case
    from dateline.engine.deciding import Decision, Stale, decide, reject_claim

    opened = Case.open(case, create=False)
    chosen = chosen_of({"accept": accept, "reject": reject, "unsure": unsure, "edit": bool(edit)}, undo)
    if chosen == "undo" and undo is not None:
        take_back(opened, event, undo, (by, why), as_json)
        return
    if chosen is None:
        show(opened, event, as_json)
        return
    if claim is not None:
        if chosen != "reject":
            raise UsageError("--claim goes with --reject")
        told(opened, reject_claim(opened, event, claim, why=why, by=by), as_json)
        return
    edits = edits_of(opened, event, edit or (), (quote, document, why))
    wanted = Decision(event=event, decision=chosen, by=by, why=why, version=version, edits=edits)
    try:
        done = decide(opened, wanted)
    except Stale as stale:
        both_shown(opened, stale, wanted, as_json)
    told(opened, done, as_json)


def chosen_of(given: dict[str, bool], undo: int | None) -> str | None:
    """The decision that is asked for, None for none; raises UsageError for several that exclude one another."""
    found = [name for name, asked in given.items() if asked]
    if undo is not None:
        found.append("undo")
    if found == ["accept", "edit"] or found == ["unsure", "edit"]:
        return found[0]
    if len(found) > 1:
        raise UsageError(f"--{found[0]} and --{found[1]} exclude one another; give one of them")
    return found[0] if found else None


def edits_of(
    case: Case, event: str, given: Sequence[str], basis: tuple[str | None, str | None, str]
) -> dict[str, Edit]:
    """By field, what it is set to; they all rest on the quote, or on the reason why there is none."""
    from dateline.engine.deciding import Edit
    from dateline.engine.practice.settling import full_value
    from dateline.engine.practice.values_coded import value_of
    from dateline.engine.quoting import selected

    quote, document, why = basis
    if quote is not None and not given:
        raise UsageError("--quote goes with --edit FIELD=VALUE")
    evidence = None if quote is None else selected(case, event, quote, document)
    return {
        field: Edit(
            value=full_value(case, case.event(event), field, value_of(field, text)),
            evidence=evidence,
            reason="" if evidence else why,
        )
        for field, text in pairs(given)
    }


def show(case: Case, event: str, as_json: bool) -> None:
    """How the event stands."""
    from dateline.engine.deciding import history, version_of
    from dateline.engine.queue import review_row
    from dateline.web.saying import said_value

    row = review_row(case, event)
    if row is None:
        raise UsageError(f"no event {event}; see: dateline events {case.folder}")
    found = Standing(event=event, state=row.state, version=version_of(case, event), acts=history(case, event))
    if as_json:
        print_json(found)
        return
    say(f"{event}: {row.state}; version {found.version}")
    print_table(
        ("decision", "by", "at", "what", "why", "stands"),
        [
            (
                str(act.act),
                act.by,
                act.at,
                ", ".join(
                    f"{one.field} = {said_value(one.field, one.value)}" if one.decision == "edit" else one.decision
                    for one in act.changes
                ),
                act.why,
                "taken back" if act.taken_back else "yes",
            )
            for act in found.acts
        ],
    )


def take_back(case: Case, event: str, number: int, whose: tuple[str, str], as_json: bool) -> None:
    """Take one decision on the event back."""
    from dateline.engine.deciding import history, undo_act

    if all(act.act != number for act in history(case, event)):
        raise UsageError(f"decision {number} is not on {event}; see: dateline judge {case.folder} {event}")
    done = undo_act(case, number, *whose)
    if as_json:
        print_json(done)
        return
    say(f"took back {done.says}{after(case, done.needs_build)}")


def told(case: Case, done: Decided, as_json: bool) -> None:
    """What came of a decision, and what others did meanwhile to other fields."""
    if as_json:
        print_json(done)
        return
    for one in done.merged:
        say(f"meanwhile {one.by or 'somebody'} decided: {one.decision} {one.field}")
    say(f"{done.event}: {done.state}, decision {done.act}; version {done.version}{after(case, done.needs_build)}")


def after(case: Case, needs_build: bool) -> str:
    """What is to be done next."""
    return f"; next: dateline build {case.folder}" if needs_build else ""


def both_shown(case: Case, stale: Stale, wanted: Decision, as_json: bool) -> NoReturn:
    """What was wanted beside what stands; raises the exit."""
    from dateline.web.conflict import conflict

    found = conflict(case, stale, wanted)
    if as_json:
        print_json(found)
    say(f"dateline: {stale}")
    for one in found.rivals:
        say(f"  {one.label}: you want {one.mine}; it stands as {one.theirs}{f', by {one.by}' if one.by else ''}")
    for other in found.others:
        say(f"  {other}")
    say(f"  nothing was written; to decide on what stands now: --version {stale.version}")
    raise typer.Exit(stale.exit_code)
