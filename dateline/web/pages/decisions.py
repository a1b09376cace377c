"""Decisions from the screen of an event: each a form that works without scripts; then on to what comes next."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Depends, Form, Request
from msgspec import Struct, structs
from starlette.responses import RedirectResponse, Response

from dateline.engine import joining
from dateline.engine.case import Case
from dateline.engine.deciding import Decision, Edit, Stale, decide, redo, reject_claim, undo
from dateline.engine.decisions import Selected, Undone
from dateline.engine.judging import JudgementError
from dateline.engine.queue import next_after
from dateline.export.report.rows import title_of
from dateline.model.event import Event
from dateline.web.choices import Pick
from dateline.web.conflict import conflict
from dateline.web.desk import TheCase, page
from dateline.web.fields import ROLES, label_of
from dateline.web.pages.review import TheLook, event_page
from dateline.web.rebuild import state_of, the_rebuilder
from dateline.web.saying import said_value
from dateline.web.screen import Look
from dateline.web.somebody import Somebody
from dateline.web.typed import value_of

router = APIRouter(prefix="/review")
DONE = {"accept": "Accepted", "unsure": "Put aside as unsure", "reject": "Rejected"}
UNDO = "z takes it back"
Text = Annotated[str, Form()]
Whole = Literal["accept", "unsure", "reject", "edit"]


def the_decision(decision: Annotated[Whole, Form()], version: Text, why: Text = "") -> Decision:
    """What was decided on the whole, not yet on which event and by whom."""
    return Decision(event="", decision=decision, by="", why=why, version=version)


@router.post("/{event_id}/decide")
def decision(
    request: Request,
    case: TheCase,
    name: Somebody,
    look: TheLook,
    event_id: str,
    wanted: Annotated[Decision, Depends(the_decision)],
) -> Response:
    """Accept, reject or put aside; then the next event of the queue."""
    event, after = case.event(event_id), next_after(case, event_id, look.waiting)
    wanted = structs.replace(wanted, event=event.id, by=name)
    try:
        done = decide(case, wanted)
    except Stale as stale:
        return event_page(request, case, event, look.alone(), stale=conflict(case, stale, wanted), status=409)
    except JudgementError as error:
        return event_page(request, case, event, look.alone(do=wanted.decision), problem=str(error), status=400)
    if done.needs_build:
        the_rebuilder(request).ask()
    return onward(after, f"{DONE.get(wanted.decision, wanted.decision)}: {title_of(event)}. {UNDO}", look.alone())


class Asked(Struct, frozen=True, kw_only=True):
    """What the form of a field asks for."""

    field: str
    picks: tuple[str, ...]
    text: str
    empty: bool
    why: str


def the_asked(
    field: Text,
    pick: Annotated[list[str] | None, Form()] = None,
    text: Text = "",
    empty: Text = "",
    why: Text = "",
) -> Asked:
    """The form of a field."""
    return Asked(field=field, picks=tuple(pick or ()), text=text.strip(), empty=bool(empty), why=why)


@router.post("/{event_id}/edit")
def edit(
    request: Request,
    case: TheCase,
    name: Somebody,
    look: TheLook,
    event_id: str,
    version: Text,
    asked: Annotated[Asked, Depends(the_asked)],
) -> Response:
    """Set one field: to what was picked, to what was typed, or to nothing."""
    field = asked.field
    event = case.event(event_id)
    stay = look.alone(document=look.document, field=field)
    if not (asked.picks or asked.text or asked.empty or field in ROLES):
        return onward(event.id, "Nothing changed", stay)
    try:
        change = emptied(asked.why) if asked.empty else change_of(asked, case, event)
        wanted = Decision(event=event.id, decision="edit", by=name, version=version, edits={field: change})
        done = decide(case, wanted)
    except Stale as stale:
        return event_page(request, case, event, stay, stale=conflict(case, stale, wanted), status=409)
    except (JudgementError, msgspec.ValidationError) as error:
        open_ = look.alone(document=look.document, field=field, do="edit")
        return event_page(request, case, event, open_, problem=str(error), status=400)
    if done.needs_build:
        the_rebuilder(request).ask()
    others = ", ".join(sorted({f"{c.by} set {label_of(c.field)}" for c in done.merged}))
    said = f"{label_of(field)}: {said_value(field, change.value)}. {UNDO}" + (f" ({others})" if others else "")
    return onward(event.id, said, stay)


def change_of(asked: Asked, case: Case, event: Event) -> Edit:
    """What a form asks for a field."""
    field, why = asked.field, asked.why
    made = [msgspec.json.decode(one, type=Pick) for one in asked.picks]
    typed = value_of(field, asked.text, event, case.folder) if asked.text and (field in ROLES or not made) else None
    at = next((one.at for one in made if one.at is not None), None)
    evidence = Selected(document=at.document, start=at.start, end=at.end) if at else None
    reason = "" if evidence else why or "chosen by hand"
    if field in ROLES:
        everybody = [who for one in made for who in (one.value if isinstance(one.value, list) else [one.value])]
        everybody += [typed] if typed is not None else []
        return Edit(value=everybody or None, evidence=evidence, reason=reason or "")
    if not made and typed is not None:
        return Edit(value=typed, reason=why or "typed by hand")
    if len(made) != 1:
        raise JudgementError(f"choose one value for {label_of(field)}, type one, or press - where no page says it")
    return Edit(value=made[0].value, evidence=evidence, reason=reason)


def emptied(why: str) -> Edit:
    """A field that nothing is known of."""
    return Edit(value=None, reason=why or "no page says so")


@router.post("/{event_id}/reject-claim")
def claim(
    request: Request, case: TheCase, name: Somebody, look: TheLook, event_id: str, claim: Text, why: Text = ""
) -> Response:
    """Take one claim out of its report."""
    event = case.event(event_id)
    stay = look.alone(document=look.document, field=look.field)
    try:
        reject_claim(case, event.id, claim, why=why, by=name)
    except JudgementError as error:
        again = structs.replace(stay, do="claim", claim=claim)
        return event_page(request, case, event, again, problem=str(error), status=400)
    the_rebuilder(request).ask()
    return onward(event.id, f"Claim rejected, {why}: gone as soon as the record is rebuilt. {UNDO}", stay)


@router.post("/{event_id}/merge")
def merge(
    request: Request,
    case: TheCase,
    name: Somebody,
    look: TheLook,
    event_id: str,
    other: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Make another event one with this."""
    event = case.event(event_id)
    try:
        joining.merge(case, [event.id, *(other or [])], why="the same happening", by=name, undo=False)
    except JudgementError as error:
        return event_page(request, case, event, look.alone(do="merge"), problem=str(error), status=400)
    the_rebuilder(request).ask()
    titles = " and ".join(title_of(case.event(one)) for one in other or [])
    return onward(event.id, f"Merged with {titles}, as soon as the record is rebuilt. {UNDO}", look.alone())


@router.post("/{event_id}/split")
def split(
    request: Request,
    case: TheCase,
    name: Somebody,
    look: TheLook,
    event_id: str,
    report: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Take reports out, into an event of their own."""
    event = case.event(event_id)
    try:
        joining.split(case, event.id, report or [], why="another happening", by=name, undo=False)
    except JudgementError as error:
        return event_page(request, case, event, look.alone(do="split"), problem=str(error), status=400)
    the_rebuilder(request).ask()
    return onward(event.id, f"Split {len(report or [])} out, as soon as the record is rebuilt. {UNDO}", look.alone())


async def the_settled(request: Request, decision: Annotated[Whole, Form()], version: Text, why: Text = "") -> Decision:
    """What was chosen on the page of a conflict; a field whose choice is empty stays as it stands."""
    form = await request.form()
    kept = {name.removeprefix("keep-"): str(value) for name, value in form.items() if name.startswith("keep-")}
    edits = {field: msgspec.json.decode(value, type=Edit) for field, value in kept.items() if value}
    return Decision(event="", decision=decision, by="", why=why, version=version, edits=edits)


@router.post("/{event_id}/settle")
def settle(
    request: Request,
    case: TheCase,
    name: Somebody,
    look: TheLook,
    event_id: str,
    wanted: Annotated[Decision, Depends(the_settled)],
) -> Response:
    """Decide anew after a conflict: for each field what was wanted, or what the other person set."""
    event, after = case.event(event_id), next_after(case, event_id, look.waiting)
    wanted = structs.replace(wanted, event=event.id, by=name)
    if not wanted.edits and wanted.decision == "edit":
        return onward(event.id, "Left as it stands", look.alone())
    try:
        done = decide(case, wanted)
    except Stale as stale:
        return event_page(request, case, event, look.alone(), stale=conflict(case, stale, wanted), status=409)
    if done.needs_build:
        the_rebuilder(request).ask()
    edited = wanted.decision == "edit"
    said = "Kept" if edited else f"{DONE[wanted.decision]}: {title_of(event)}"
    return onward(event.id if edited else after, f"{said}. {UNDO}", look.alone())


@router.post("/undo")
def take_back(request: Request, case: TheCase, name: Somebody, look: TheLook, here: Text = "") -> Response:
    """Take back what this person did last, wherever; then to the event that it was about."""
    undone = undo(case, name)
    return back_to(request, undone, here, look, "Taken back") if undone else still(here, look, "nothing to take back")


@router.post("/redo")
def do_again(request: Request, case: TheCase, name: Somebody, look: TheLook, here: Text = "") -> Response:
    """Do again what this person took back last."""
    done = redo(case, name)
    return back_to(request, done, here, look, "Done again") if done else still(here, look, "nothing to do again")


def still(here: str, look: Look, said: str) -> Response:
    """To where they were."""
    return onward(here or None, said, look.alone())


def back_to(request: Request, undone: Undone, here: str, look: Look, done: str) -> Response:
    """To the event that an act was about, with what happened in words."""
    if undone.needs_build:
        the_rebuilder(request).ask()
    target = here if here in undone.events else next(iter(undone.events), here)
    return onward(target or None, f"{done}: {said_act(undone.says)}", look.alone())


def said_act(says: str) -> str:
    """What an act did, its fields as the screen names them."""
    parts = [part.partition(" ") for part in says.split(", ")]
    return ", ".join(
        label_of(field).lower() if what == "edit" and field else f"{what} {field}".strip() for what, _, field in parts
    )


def onward(event_id: str | None, said: str, look: Look | None = None) -> Response:
    """To an event, or to the queue, with what to say there."""
    where = f"/review/{event_id}" if event_id else "/review"
    query = look.query(said=said) if look else urlencode({"said": said})
    return RedirectResponse(f"{where}?{query}", 303)


@router.get("/rebuild/state")
def building(request: Request, done: int = 0) -> Response:
    """What the background build is doing; `done`: how many were finished when the page was drawn."""
    now = state_of(request)
    answer = page(request, "review_rebuild.html", rebuild=now)
    if now.done != done and now.state in ("idle", "failed"):
        answer.headers["HX-Trigger"] = "rebuilt"
    return answer
