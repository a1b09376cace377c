"""Coding practice: the overview, rows that were coded elsewhere, and assignments."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.responses import Response

from dateline.engine.case import Case
from dateline.engine.practice import assigning, codebooks, importing, restricting, sourcing
from dateline.engine.practice.matched_rows import EVENT_STATES, ROW_STATES
from dateline.engine.practice.row_files import RowError
from dateline.model.practice import CodedEvent, Round, RowMatch
from dateline.store import practice
from dateline.tables.coded_columns import FIELDS
from dateline.web.address import changed
from dateline.web.desk import TheCase, page
from dateline.web.lines import headings
from dateline.web.paging import PageNumber, pages
from dateline.web.practice_desk import TABS, done
from dateline.web.reserved import ReviewersOnly
from dateline.web.somebody import Somebody, local

router = APIRouter(prefix="/practice")
SIZE = 100
"""Rows on a page."""
ROWS, ASSIGNMENTS = "/practice/rows", "/practice/assignments"


@router.get("")
def overview(request: Request, case: TheCase, allowed: ReviewersOnly) -> Response:
    """What there is, and which codebook is in force."""
    return page(request, "practice.html", tabs=TABS, numbers=numbers(case), codebooks=codebooks.codebooks(case))


def numbers(case: Case) -> dict[str, str]:
    """How much there is under each tab."""
    query = case.store.query
    found = {
        "rows": sum(importing.row_status(case).rows.values()),
        "assignments": len(assigning.assignments(case)),
        "rounds": len(practice.read(query, Round)),
        "decisions": case.store.counts()["judgements"],
        "sourcing": len(sourcing.checks(case)),
        "restricted": len(restricting.standing_restrictions(case)),
    }
    return {name: f"{number:,}" for name, number in found.items()}


@router.post("/codebook")
def codebook(
    case: TheCase, name: Somebody, codebook: Annotated[str, Form()], version: Annotated[str, Form()]
) -> Response:
    """Put a version of the codebook in force."""
    codebooks.set_codebook(case, codebook, version, by=name)
    return done("/practice", "")


@router.get("/rows")
def rows(
    request: Request,
    case: TheCase,
    allowed: ReviewersOnly,
    of: str = "rows",
    state: str = "",
    number: PageNumber = 1,
) -> Response:
    """Imported rows with what became of them, or events with the rows that code them."""
    status = importing.row_status(case)
    known = EVENT_STATES if of == "events" else ROW_STATES
    state = state if state in known else ""
    found: tuple[CodedEvent, ...] | tuple[RowMatch, ...] = (
        importing.coded_events(case, state or None) if of == "events" else importing.row_matches(case, state or None)
    )
    listed = pages(request, len(found), number, SIZE)
    shown = found[max(0, listed.first - 1) : listed.last]
    counts = status.events if of == "events" else status.rows
    chosen = [("", "All", sum(counts.values())), *((name, name.capitalize(), counts[name]) for name in known)]
    return page(
        request,
        "practice_rows.html",
        tabs=TABS,
        of=of,
        state=state,
        held=status,
        found=shown,
        headings=headings(case.store.query, (one.event for one in shown if one.event)),
        pages=listed,
        chips=[(value, name, amount, changed(request, state=value, done="")) for value, name, amount in chosen],
        fields=FIELDS,
        done=request.query_params.get("done", ""),
        folder=case.folder,
    )


@router.post("/rows")
def import_rows(
    case: TheCase, name: Somebody, file: Annotated[UploadFile, File()], columns: Annotated[str, Form()] = ""
) -> Response:
    """Take a file of rows in; raises RowError for one that cannot be read."""
    with tempfile.TemporaryDirectory() as folder:
        # Only the last part of the name, since a browser may send any.
        path = Path(folder) / (Path((file.filename or "").replace("\\", "/")).name or "rows")
        path.write_bytes(file.file.read())
        made = importing.import_rows(case, path, columns=columns_of(columns), by=name, dry_run=False)
    told = ", ".join(f"{number:,} {state}" for state, number in made.states.items())
    was = "These rows had been imported before" if made.known else f"{made.rows:,} rows imported"
    return done(ROWS, f"{was}: {told}.")


def columns_of(text: str) -> dict[str, list[str]]:
    """The columns of somebody's own table, one `field=column` a line; raises RowError for a line that is none."""
    found: dict[str, list[str]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        field, sign, column = line.partition("=")
        if not sign or not column.strip():
            raise RowError(f"{line!r}: write one column a line, such as date=day")
        found.setdefault(field.strip(), []).append(column.strip())
    return found


@router.get("/assignments")
def assignments(
    request: Request,
    case: TheCase,
    allowed: ReviewersOnly,
    person: str = "",
    number: PageNumber = 1,
) -> Response:
    """Who codes what."""
    found = assigning.assignments(case, person=person or None)
    listed = pages(request, len(found), number, SIZE)
    shown = found[max(0, listed.first - 1) : listed.last]
    return page(
        request,
        "practice_assignments.html",
        tabs=TABS,
        shares=[(one, changed(request, person=one.person, done="")) for one in assigning.shares(case)],
        person=person,
        everybody=changed(request, person="", done=""),
        found=[(one, assigning.title_of(case, one)) for one in shown],
        headings=headings(case.store.query, (one.item for one in shown)),
        pages=listed,
        here=changed(request, done=""),
        done=request.query_params.get("done", ""),
    )


@router.post("/assignments")
def assign(case: TheCase, name: Somebody, items: Annotated[str, Form()], person: Annotated[str, Form()]) -> Response:
    """Assign events and documents to a person; raises AssignmentError for an id that is none."""
    wanted = items.replace(",", " ").split()
    made = assigning.assign(case, wanted, " ".join(person.split()), by=name)
    return done(ASSIGNMENTS, f"{len(made):,} newly assigned to {person}.")


@router.post("/assignments/{item}/take-back")
def take_back(
    case: TheCase,
    name: Somebody,
    item: str,
    person: Annotated[str, Form()],
    back: Annotated[str, Form()] = ASSIGNMENTS,
) -> Response:
    """Take an assignment back."""
    assigning.unassign(case, [item], person, by=name)
    return done(local(back), f"No longer assigned to {person}: {item}.")
