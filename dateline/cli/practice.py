"""`rows`, `assign`, `coding`: rows coded elsewhere, who codes what, and what two people coded independently."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import CaseFolder, DryRun, Json, Output
from dateline.cli.output import print_json, print_table, say
from dateline.cli.wording import count, pairs
from dateline.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

By = Annotated[str, typer.Option(help="Who does it.")]
Event = Annotated[str, typer.Argument(metavar="EVENT", help="The event's id.")]
RoundName = Annotated[str, typer.Argument(metavar="ROUND", help="The name of the round.")]
Set = Annotated[
    list[str], typer.Option("--set", metavar="FIELD=VALUE", help="What a field is; `killed=` for nothing found.")
]


def register(app: typer.Typer) -> None:
    """Add this module's commands to the application."""
    app.command()(assign)
    rows = typer.Typer(help="Rows that were coded elsewhere.", no_args_is_help=True, rich_markup_mode=None)
    rows.command("import")(import_)
    rows.command()(status)
    app.add_typer(rows, name="rows")
    coding = typer.Typer(
        help="Blind double coding: two people, one set of events.", no_args_is_help=True, rich_markup_mode=None
    )
    for command in (start, code, show, agreement, adjudicate):
        coding.command()(command)
    app.add_typer(coding, name="coding")


def import_(
    case: CaseFolder,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or XLSX, in columns of ACLED, UCDP or your own.")],
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="FIELD=COLUMN", help="What a column of your own holds; may be repeated."),
    ] = None,
    by: By = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Take rows in that were coded elsewhere.

    They are kept as they came and matched to events by place, days, type and actors, again after each build: already
    coded, new information, or no evidence in this case. Columns of ACLED, UCDP GED and Dateline's own CSV are known.
    Others: --column date=day --column place=town ..., or the same in coded_columns.toml in the case's folder. A column
    may hold: id, date, date_end, type, subtype, place, area, latitude, longitude, radius_km, actor, deaths,
    deaths_low, deaths_high, source, claimant.
    """
    from dateline.engine.case import Case
    from dateline.engine.practice.importing import import_rows

    columns = {field: [name for key, name in pairs(column or ()) if key == field] for field, _ in pairs(column or ())}
    made = import_rows(Case.open(case, create=False), file, columns=columns, by=by, dry_run=dry_run)
    if as_json:
        print_json(made)
    told = ", ".join(f"{number:,} {state}" for state, number in made.states.items())
    verb = "would import" if dry_run else "had imported before" if made.known else "imported"
    say(f"{verb} {count(made.rows, 'row')} in columns of {made.scheme}: {told}")
    if not dry_run:
        say(f"each with its reason: dateline rows status {case}")


def status(
    case: CaseFolder,
    state: Annotated[str | None, typer.Option(help="Only rows, or events, in this state.")] = None,
    events: Annotated[bool, typer.Option("--events", help="The events instead of the rows.")] = False,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """What became of imported rows.

    Each row with the event that it codes and why they are taken for one; with --events each event with the rows that
    code it, and what it says that they do not.
    """
    from dateline.engine.case import Case
    from dateline.engine.practice.importing import coded_events, row_matches, row_status

    opened = Case.open(case, create=False)
    if events:
        found = coded_events(opened, state)
        cells = [[one.event, one.state, ", ".join(one.rows), news_text(one.news)] for one in found]
        shown, header = len(found), ["event", "state", "rows", "what the rows do not say"]
        plain: object = found
    else:
        rows = row_matches(opened, state)
        cells = [[one.row, one.title, one.state, one.event or "", f"{one.score:.2f}", one.reason] for one in rows]
        shown, header = len(rows), ["row", "what", "state", "event", "score", "why"]
        plain = rows
    if as_json:
        print_json(plain, output)
    else:
        print_table(header, cells, output)
    made = row_status(opened)
    counts = made.events if events else made.rows
    told = ", ".join(f"{number:,} {name}" for name, number in counts.items())
    say(f"{shown:,} of {count(sum(counts.values()), 'event' if events else 'row')} shown; {told}")


def news_text(news: Iterable[object]) -> str:
    """What rows do not say, in one cell."""
    return "; ".join(f"{one.field}: {one.coded} -> {one.reported}" for one in news)  # type: ignore[attr-defined]


def assign(
    case: CaseFolder,
    items: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="Events, documents, or filters such as country=IQ.")
    ] = None,
    to: Annotated[str | None, typer.Option(metavar="NAME", help="Who codes them.")] = None,
    by: By = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take it back; with --to only from that person.")] = False,
    as_json: Json = False,
) -> None:
    """Say who codes which events and documents.

    An assigned document stands for the events that it tells of. Without ids: how much each person has.
    """
    from dateline.engine.case import Case
    from dateline.engine.practice.assigning import assign as assigned
    from dateline.engine.practice.assigning import shares, unassign

    opened = Case.open(case, create=False)
    if items:
        made = unassign(opened, items, to, by=by) if undo else assigned(opened, items, to or "", by=by)
        say(f"{'took back' if undo else 'made'} {count(len(made), 'assignment')}")
    found = shares(opened)
    if as_json:
        print_json(found)
    else:
        print_table(["person", "events", "documents"], [[s.person, str(s.events), str(s.documents)] for s in found])


def start(
    case: CaseFolder,
    name: RoundName,
    coder: Annotated[list[str], typer.Option("--coder", metavar="NAME", help="Who codes; name two.")],
    event: Annotated[list[str] | None, typer.Option("--event", metavar="ID", help="An event; else a share.")] = None,
    share: Annotated[float, typer.Option(min=0.0, max=1.0, help="Which part of the events that happened.")] = 0.1,
    field: Annotated[list[str] | None, typer.Option("--field", help="What is coded; else the usual fields.")] = None,
    by: By = "",
) -> None:
    """Begin a round of double coding.

    Two people code the same events. Neither sees the other's values of an event before both have coded it, and nothing
    changes in the record before a third decision.
    """
    from dateline.engine.case import Case
    from dateline.engine.practice.rounds import RoundPlan, items_of, start_round
    from dateline.engine.practice.values_coded import USUAL

    opened = Case.open(case, create=False)
    plan = RoundPlan(
        name=name,
        coders=tuple(coder),
        events=tuple(event or ()),
        share=share,
        fields=tuple(field or USUAL),
    )
    made = start_round(opened, plan, by=by)
    found = items_of(opened, name)
    print_table(["event"], [[item.event] for item in found])
    say(f"{made.name}: {count(len(found), 'event')} for {' and '.join(made.coders)}, coding {', '.join(made.fields)}")


def code(case: CaseFolder, name: RoundName, event: Event, by: By, values: Set) -> None:
    """Code one event of a round.

    Every field of the round must be set, empty where nothing was found: --set type=battle.clash --set
    when=2016-10-17..2016-10-18 --set initiators="army; police" --set killed=3-5. It may be put right until the other
    coder is through.
    """
    from dateline.engine.case import Case
    from dateline.engine.practice.rounds import code as coded

    made = coded(Case.open(case, create=False), name, event, by, dict(pairs(values)))
    through = "both have coded it now" if made.both else "the other coder has not coded it yet"
    say(f"kept {made.event} as {by} has it; {through}")


def show(case: CaseFolder, name: RoundName, by: By = "", as_json: Json = False) -> None:
    """The events of a round, as one person may see them."""
    from dateline.engine.case import Case
    from dateline.engine.practice.rounds import items_of, round_of, seen, texts

    opened = Case.open(case, create=False)
    made = round_of(opened, name)
    found = [seen(opened, made, item.event, by) for item in items_of(opened, name)]
    if as_json:
        print_json(found)
    else:
        told = [[one.event, ", ".join(one.done), values_text(one.values, texts)] for one in found]
        print_table(["event", "coded by", "values"], told)
    say(f"{sum(one.both for one in found):,} of {count(len(found), 'event')} coded by both")


def values_text(values: Mapping[str, Mapping[str, str | None]], texts: object) -> str:
    """Values by coder in one cell."""
    told = ((coder, texts(found)) for coder, found in values.items())  # type: ignore[operator]
    return " | ".join(f"{coder}: " + ", ".join(f"{k}={v or 'none'}" for k, v in found.items()) for coder, found in told)


def agreement(case: CaseFolder, name: RoundName, as_json: Json = False, output: Output = None) -> None:
    """How far two coders agree.

    Krippendorff's alpha by field over the events that both have coded: nominal for types, places and actors, interval
    for days, ratio for numbers. 1 is perfect, 0 what chance gives; conclusions are commonly drawn from 0.8 on.
    """
    from dateline.engine.case import Case
    from dateline.engine.practice.agreement import agreement as agreed

    found = agreed(Case.open(case, create=False), name)
    if as_json:
        print_json(found, output)
    else:
        rows = [
            [
                one.field,
                one.scale,
                "" if one.alpha is None else f"{one.alpha:.3f}",
                *map(str, (one.events, one.agreeing, one.one_only)),
            ]
            for one in found.fields
        ]
        print_table(["field", "scale", "alpha", "events", "agreeing", "one found none"], rows, output)
    differences = count(len(found.differences), "difference")
    say(f"{found.coded:,} of {count(found.events, 'event')} coded by both; {differences}")
    for one in found.differences[:20]:
        say(f"  {one.event} {one.field}: " + "; ".join(f"{who}: {what or 'none'}" for who, what in one.values.items()))
    if len(found.differences) > 20:
        say(f"  20 of {len(found.differences):,} differences shown; all of them: --json")


def adjudicate(
    case: CaseFolder,
    name: RoundName,
    why: Annotated[str, typer.Option(help="The reason, kept with the judgement.")],
    by: By,
    event: Annotated[str | None, typer.Argument(metavar="EVENT", help="The event's id.")] = None,
    values: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="What stands; may be repeated.")
    ] = None,
    agreed: Annotated[bool, typer.Option("--agreed", help="Take over all that both coders agree on.")] = False,
) -> None:
    """Settle where two coders differ.

    A third decision, made once both have coded the event. It becomes a judgement like any other, with what both said as
    its reason, and can be undone like any other.
    """
    from dateline.engine.case import Case
    from dateline.engine.practice.settling import Wanted, settle, settle_agreed

    if not agreed and not (event and values):
        raise UsageError("name an event and what stands: EVENT --set FIELD=VALUE, or take over all that is --agreed")
    opened = Case.open(case, create=False)
    made = list(settle_agreed(opened, name, by=by, why=why)) if agreed else []
    for field, text in pairs(values or ()) if event else ():
        made.append(settle(opened, Wanted(round=name, event=event or "", field=field, text=text, by=by, why=why)))
    same = sum(one.judgement is None for one in made)
    say(f"settled {count(len(made), 'field')}; {same:,} of them the record had so already")
