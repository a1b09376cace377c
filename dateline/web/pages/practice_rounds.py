"""Double coding: rounds with their agreement, one event to code, and two codings side by side to settle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from msgspec import Struct
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from dateline.engine.case import Case
from dateline.engine.listing import STATUSES
from dateline.engine.practice.agreement import agreement, comparable
from dateline.engine.practice.rounds import (
    CodingError,
    RoundPlan,
    code,
    item_of,
    items_of,
    round_of,
    seen,
    start_round,
    texts,
)
from dateline.engine.practice.settling import Wanted, settle, settle_agreed, settlements
from dateline.engine.practice.values_coded import USUAL
from dateline.model.practice import Round, Settlement
from dateline.store import practice
from dateline.tables.event_types import load as load_types
from dateline.web.address import of_passage, to
from dateline.web.desk import TheCase, TheName, page
from dateline.web.lines import headings
from dateline.web.practice_desk import PRACTICE, TABS, done
from dateline.web.reserved import ReviewersOnly
from dateline.web.somebody import Somebody

router = APIRouter(prefix="/practice/rounds")
ROUNDS = "rounds"
HINTS = {
    "type": "such as battle.clash",
    "status": "such as occurred",
    "when": "2018-09-05, or 2018-09-05..2018-09-07",
    "where": "name of the place",
    "initiators": "names; several apart by ;",
    "targets": "names; several apart by ;",
    "victims": "names; several apart by ;",
}
NUMBERS = "3, 3-5, or 3+ for at least three"


async def the_form(request: Request) -> FormData:
    """The fields of a form whose names depend on the round."""
    return await request.form()


TheForm = Annotated[FormData, Depends(the_form)]


def the_plan(
    round: Annotated[str, Form()],
    one: Annotated[str, Form()],
    other: Annotated[str, Form()],
    percent: Annotated[float, Form(ge=0, le=100)] = 10,
    events: Annotated[str, Form()] = "",
    fields: Annotated[str, Form()] = "",
    why: Annotated[str, Form()] = "",
) -> RoundPlan:
    """The round that a form asks for."""
    return RoundPlan(
        name=" ".join(round.split()),
        coders=(one, other),
        events=tuple(events.replace(",", " ").split()),
        share=percent / 100,
        fields=tuple(fields.replace(",", " ").split()) or USUAL,
        why=why,
    )


class Side(Struct, frozen=True):
    """One field of an event as both coders have it, and what was settled."""

    field: str
    values: tuple[str, ...]
    differs: bool
    settled: Settlement | None


@router.get("")
def rounds(request: Request, case: TheCase, name: TheName, allowed: ReviewersOnly) -> Response:
    """The rounds, how far each is, and the form that begins one."""
    found = practice.read(case.store.query, Round)
    progress = {one.name: agreement(case, one.name) for one in found}
    return page(
        request,
        "practice_rounds.html",
        tabs=TABS,
        rounds=found,
        progress=progress,
        usual=", ".join(USUAL),
        done=request.query_params.get("done", ""),
    )


@router.post("")
def start(case: TheCase, name: Somebody, plan: Annotated[RoundPlan, Depends(the_plan)]) -> Response:
    """Begin a round; raises CodingError for one that cannot be."""
    made = start_round(case, plan, by=name)
    return RedirectResponse(to(PRACTICE, ROUNDS, made.name), 303)


@router.get("/{round}")
def one_round(request: Request, case: TheCase, name: TheName, round: str, allowed: ReviewersOnly) -> Response:
    """The events of a round, how far its coders agree, and where they differ."""
    made = round_of(case, round)
    items = [seen(case, made, item.event, name) for item in items_of(case, round)]
    settled = settlements(case, round)
    return page(
        request,
        "practice_round.html",
        tabs=TABS,
        round=made,
        items=[(one, to(PRACTICE, ROUNDS, round, one.event)) for one in items],
        headings=headings(case.store.query, (one.event for one in items if one.both)),
        mine=name in made.coders,
        agreement=agreement(case, round),
        settled={(one.event, one.field) for one in settled},
        done=request.query_params.get("done", ""),
    )


@router.post("/{round}/agreed")
def agreed(case: TheCase, name: Somebody, round: str, why: Annotated[str, Form()]) -> Response:
    """Take over all that both coders agree on."""
    made = settle_agreed(case, round, by=name, why=why)
    return done(to(PRACTICE, ROUNDS, round), f"{len(made):,} fields on which both agree are settled.")


@router.get("/{round}/{event}")
def one_event(
    request: Request, case: TheCase, name: TheName, round: str, event: str, allowed: ReviewersOnly
) -> Response:
    """An event to code, or, once both have coded it, both codings side by side."""
    made = round_of(case, round)
    item = item_of(case, made, event)
    shown = seen(case, made, item.event, name)
    last = {one.field: one for one in settlements(case, round) if one.event == item.event}
    return page(
        request,
        "practice_event.html",
        tabs=TABS,
        round=made,
        event=item.event,
        heading=headings(case.store.query, [item.event]).get(item.event) if shown.both else None,
        place=place_in(case, round, item.event),
        shown=shown,
        quotes=quotes(case, item.event),
        mine=texts(shown.values.get(name, {})),
        sides=sides(made, shown.values, last) if shown.both else (),
        hints={field: HINTS.get(field, NUMBERS) for field in made.fields},
        types=sorted(load_types().by_code),
        statuses=[status for status in STATUSES if status != "all"],
        done=request.query_params.get("done", ""),
    )


def place_in(case: Case, round: str, event: str) -> str:
    """Which event of a round it is, by its number: its title would say how it was coded."""
    events = [one.event for one in items_of(case, round)]
    return f"Event {events.index(event) + 1} of {len(events)}"


def sides(
    made: Round, values: Mapping[str, Mapping[str, str | None]], last: Mapping[str, Settlement]
) -> tuple[Side, ...]:
    """Every field of an event that both have coded."""
    told = {coder: texts(found) for coder, found in values.items()}
    return tuple(
        Side(
            field,
            tuple(told[coder].get(field, "") for coder in made.coders),
            len({comparable(field, values[coder].get(field)) for coder in made.coders}) > 1,
            last.get(field),
        )
        for field in made.fields
    )


def quotes(case: Case, event: str) -> list[tuple[str, str, str]]:
    """What the reports of an event say: title, words, and the address where they stand."""
    rows = case.store.query.rows("SELECT 1 FROM events WHERE id = ?", [event])
    found = []
    for item in case.store.event(event).reports if rows else ():
        report = case.store.report(item)
        document = case.store.document(report.document)
        for evidence in report.evidence:
            found.append((document.title or document.path or "", evidence.quote, of_passage(document.id, evidence)))
    return found


@router.post("/{round}/{event}/code")
def keep(case: TheCase, name: Somebody, given: TheForm, round: str, event: str) -> Response:
    """Keep what a coder says of an event; raises CodingError where that is late."""
    made = round_of(case, round)
    shown = code(case, round, event, name, {field: text(given, f"field-{field}") for field in made.fields})
    told = "Kept; both have coded it now." if shown.both else "Kept; the other coder has not coded it yet."
    return done(to(PRACTICE, ROUNDS, round, shown.event), told)


@router.post("/{round}/{event}/settle")
def adjudicate(case: TheCase, name: Somebody, given: TheForm, round: str, event: str) -> Response:
    """Settle the fields for which a value is chosen; raises CodingError where none is."""
    made = round_of(case, round)
    chosen = {field: text(given, f"pick-{field}") for field in made.fields if text(given, f"pick-{field}")}
    if not chosen:
        raise CodingError("choose what stands for one field at least")
    shown = seen(case, made, item_of(case, made, event).event, name)
    told = {str(number): texts(shown.values.get(coder, {})) for number, coder in enumerate(made.coders)}
    why = text(given, "why")
    for field, pick in chosen.items():
        value = told[pick].get(field, "") if pick in told else text(given, f"other-{field}")
        settle(case, Wanted(round=round, event=shown.event, field=field, text=value, by=name, why=why))
    return done(to(PRACTICE, ROUNDS, round, shown.event), f"Settled: {', '.join(chosen)}.")


def text(given: FormData, name: str) -> str:
    """A field of a form that is text; empty where it is absent or a file."""
    found = given.get(name)
    return found.strip() if isinstance(found, str) else ""
