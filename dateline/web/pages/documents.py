"""Triage: what came in, with what is the matter with it; leaving out, with a reason, and taking that back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from msgspec import Struct
from starlette.responses import RedirectResponse, Response

from dateline.engine.aside import aside
from dateline.engine.case import Case
from dateline.engine.judging import exclude, exclusions
from dateline.engine.versions import later
from dateline.model.event import Judgement
from dateline.store.sifting import passed_over
from dateline.store.triage import ORDERS, Held, Triage, counts, held, triage
from dateline.tables.languages import load as load_languages
from dateline.web.address import also, changed
from dateline.web.desk import TheCase, TheOptions, page
from dateline.web.paging import PageNumber, Pages, pages
from dateline.web.rebuild import state_of, the_rebuilder
from dateline.web.record import TheRecord
from dateline.web.somebody import Somebody, local

router = APIRouter()
SIZE = 100
"""Rows on a page."""
MATTERS = {
    "": "All", "undated": "Undated", "unread": "Not read", "empty": "No event found", "glued": "Several on a page",
    "copy": "Copies", "derived": "Draw on another",
}  # fmt: skip
"""What may be the matter with a document, in words; in the order shown."""
ELSEWHERE = {
    "failed": "Failed", "waiting": "Not read yet", "passed": "Passed over", "superseded": "Superseded",
    "excluded": "Left out",
}  # fmt: skip
"""What came in and is no document."""
TAGS = {
    "undated": "undated", "unread": "not read", "empty": "no event", "glued": "one of several on its page",
    "copy": "copy", "derived": "draws on another",
}  # fmt: skip
SORTS = {"path": "path", "newest": "newest first", "oldest": "oldest first"}


class Choice(Struct, frozen=True):
    """A value that a filter may have, in words, with how many rows it has."""

    value: str
    words: str
    number: int | None = None


class LeftOut(Struct, frozen=True):
    """An exclusion in force, its page, and how many later versions of the page it leaves out, too."""

    judgement: Judgement
    path: str
    more: int


@router.get("/documents")
def documents(
    request: Request,
    case: TheCase,
    query: TheRecord,
    options: TheOptions,
    wanted: Annotated[Triage, Depends()],
    number: PageNumber = 1,
) -> Response:
    """The documents, or what came in and is none."""
    matter = wanted.matter
    # What gave no document is told by path and reason, which cannot be masked.
    lists = dict[str, tuple[object, ...]]() if options.masked else set_aside(case)
    numbers = counts(query, wanted)
    chosen = chips(request, numbers, {name: len(rows) for name, rows in lists.items()})
    if matter in lists:
        listed = pages(request, len(lists[matter]), number, SIZE)
        shown = {name: part(rows, listed) if name == matter else () for name, rows in lists.items()}
        return page(
            request,
            "aside.html",
            matter=matter,
            chips=chosen,
            folder=case.folder,
            pages=listed,
            lists_=shown,
            rebuild=state_of(request),
        )
    listed = pages(request, numbers[matter if matter in MATTERS and matter else "all"], number, SIZE)
    left_out = () if options.masked else excluded(case)
    return page(
        request,
        "documents.html",
        rebuild=state_of(request),
        matter=matter,
        chips=chosen,
        folder=case.folder,
        existing=query.counts()["documents"],
        pages=listed,
        found=triage(query, wanted, SIZE, max(0, listed.first - 1)),
        wanted=wanted,
        tags=TAGS,
        publishers=tuple(Choice(one.value, one.value, one.number) for one in held(query, "publisher")),
        languages=languages(held(query, "language")),
        sorts=tuple(Choice(name, SORTS[name]) for name in ORDERS if name != "path"),
        last=just_decided(request, left_out),
        asked=request.query_params.get("leave", ""),
        out=frozenset(one.judgement.capture for one in left_out if one.judgement.quote is None),
        here=changed(request, leave="", done="", page=number if number > 1 else ""),
        leave=lambda item: changed(request, leave=item, done="", page=number) + "#why",
    )


def set_aside(case: Case) -> dict[str, tuple[object, ...]]:
    """What came in and is no document, by why."""
    gone = aside(case)
    return {
        "failed": case.store.failures(),
        "waiting": gone.unread,
        "passed": passed_over(case.store.query),
        "superseded": gone.superseded,
        "excluded": excluded(case),
    }


def part(rows: tuple[object, ...], listed: Pages) -> tuple[object, ...]:
    """The rows of one page."""
    return rows[max(0, listed.first - 1) : listed.last]


@router.post("/documents/{item}/leave-out")
def leave_out(
    request: Request,
    case: TheCase,
    name: Somebody,
    item: str,
    why: Annotated[str, Form()],
    back: Annotated[str, Form()] = "/documents",
) -> Response:
    """Leave the page of a document out, and build; raises JudgementError without a reason."""
    exclude(case, item, why=why, by=name, undo=False)
    the_rebuilder(request).ask()
    last = max(one.number for one in case.store.judgements())
    return RedirectResponse(also(local(back), done=last), 303)


@router.post("/exclusions/{number}/take-back")
def take_back(
    request: Request,
    case: TheCase,
    name: Somebody,
    number: int,
    back: Annotated[str, Form()] = "/documents?matter=excluded",
) -> Response:
    """Take an exclusion back, and build; raises JudgementError when it is not in force."""
    exclude(case, str(number), why="taken back", by=name, undo=True)
    the_rebuilder(request).ask()
    return RedirectResponse(local(back), 303)


def just_decided(request: Request, left_out: tuple[LeftOut, ...]) -> LeftOut | None:
    """The exclusion that was just made, if it is in force."""
    done = request.query_params.get("done", "")
    return next((one for one in left_out if str(one.judgement.number) == done), None)


def excluded(case: Case) -> tuple[LeftOut, ...]:
    """The exclusions in force, the latest first."""
    in_force = exclusions(case.store.judgements())
    if not in_force:
        return ()
    captures = case.store.captures()
    paths = {capture.id: capture.path for capture in captures}
    found = [
        LeftOut(
            one,
            paths.get(one.capture or "", one.capture or ""),
            len(later(captures, [one.capture])) - 1 if one.capture and one.quote is None else 0,
        )
        for one in in_force
    ]
    return tuple(sorted(found, key=lambda one: -one.judgement.number))


def chips(request: Request, found: dict[str, int], numbers: dict[str, int]) -> list[tuple[Choice, str]]:
    """What may be the matter, with how many there are and the address that shows them; nothing where there are none."""
    chosen = request.query_params.get("matter", "")
    documents_ = [Choice(name, words, found[name or "all"]) for name, words in MATTERS.items()]
    others = [Choice(name, words, numbers.get(name, 0)) for name, words in ELSEWHERE.items()]
    shown = [
        one
        for one in (*documents_, *others)
        if one.number or (one.value in ("", chosen) and one.value in {"", *found, *numbers})
    ]
    return [(one, changed(request, matter=one.value, leave="", done="")) for one in shown]


def languages(found: tuple[Held, ...]) -> tuple[Choice, ...]:
    """The languages by name."""
    names = load_languages().names
    return tuple(Choice(one.value, names.get(one.value, one.value), one.number) for one in found)
