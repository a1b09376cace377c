"""Add what was missed: an event from selected text, or by hand with an image or video named as its source."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Form, Request
from msgspec import Struct
from starlette.responses import RedirectResponse, Response

from dateline.engine.adding_missed import Missed, Note, add_missed, add_note
from dateline.engine.deciding import Edit
from dateline.engine.decisions import Selected
from dateline.engine.judging import JudgementError
from dateline.export.report import words
from dateline.tables.report_words import report_words
from dateline.web.address import also
from dateline.web.choices import At, Pick
from dateline.web.desk import TheCase, page
from dateline.web.pages.decisions import UNDO, onward
from dateline.web.pages.review import TheLook
from dateline.web.rebuild import state_of, the_rebuilder
from dateline.web.screen import reading
from dateline.web.somebody import Somebody, local
from dateline.web.typed import value_of

router = APIRouter(prefix="/review")
Text = Annotated[str, Form()]


def types() -> list[tuple[str, str]]:
    """The event types with their words."""
    return [(code, words.type_words(code)) for code in report_words("type")]


def the_words(document: Text, start: Annotated[int, Form()], end: Annotated[int, Form()]) -> At:
    """The characters that tell of it."""
    return At(document, start, end)


@router.post("/add")
def add(
    request: Request,
    case: TheCase,
    name: Somebody,
    at: Annotated[At, Depends(the_words)],
    type: Text,
    pick: Annotated[list[str] | None, Form()] = None,
    back: Text = "/review",
) -> Response:
    """Add an event that the rules missed, with the fields that were kept; it is in the record after a build."""
    fields = dict(edit_of(one) for one in pick or [])
    missed = Missed(document=at.document, start=at.start, end=at.end, type=type, fields=fields, by=name)
    add_missed(case, missed)
    the_rebuilder(request).ask()
    said = f"Added: {words.type_words(type)}, as soon as the record is rebuilt. {UNDO}"
    return RedirectResponse(also(local(back), said=said), 303)


def edit_of(given: str) -> tuple[str, Edit]:
    """A field and what it is set to, from `field=pick as JSON`."""
    field, _, rest = given.partition("=")
    pick = msgspec.json.decode(rest, type=Pick)
    at = pick.at
    evidence = Selected(document=at.document, start=at.start, end=at.end) if at else None
    return field, Edit(value=pick.value, evidence=evidence, reason="" if evidence else "chosen by hand")


@router.get("/page/{document_id}")
def story(request: Request, case: TheCase, name: Somebody, look: TheLook, document_id: str, said: str = "") -> Response:
    """The screen of a story, on which what was missed can be added, also where the story was not read."""
    given = reading(case, case.document(document_id), look)
    return page(request, "review_reading.html", rebuild=state_of(request), said=said, problem="", stale=None, **given)


@router.get("/add/note")
def note_form(request: Request, name: Somebody) -> Response:
    """The form for what no page of the case says: a note about an image, a video, a call."""
    return page(request, "review_note.html", types=types(), problem="")


class Told(Struct, frozen=True, kw_only=True):
    """What the form for a note holds."""

    text: str
    source: str
    type: str
    fields: dict[str, str]
    why: str


def the_note(text: Text, source: Text, type: Text, when: Text = "", where: Text = "", why: Text = "") -> Told:
    """The form for a note."""
    given = {"when": when.strip(), "where": where.strip()}
    return Told(text=text, source=source, type=type, fields={k: v for k, v in given.items() if v}, why=why)


@router.post("/add/note")
def note(request: Request, case: TheCase, name: Somebody, told: Annotated[Told, Depends(the_note)]) -> Response:
    """Take a note in as a page of its own, with its source; its event comes with the next build."""
    try:
        fields = {
            field: Edit(value=value_of(field, text, None, case.folder), reason="as the note has it")
            for field, text in told.fields.items()
        }
        made = Note(text=told.text, source=told.source, type=told.type, fields=fields, by=name, why=told.why)
        add_note(case, made)
    except JudgementError as error:
        return page(request, "review_note.html", status=400, types=types(), problem=str(error))
    the_rebuilder(request).ask()
    return onward(None, f"Added by hand: {words.type_words(told.type)}, as soon as the record is rebuilt. {UNDO}")
