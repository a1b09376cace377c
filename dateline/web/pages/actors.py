"""An actor: the events in which it acts or is acted upon, what it says as a claimant, under which names it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from dateline.export.names import form_of, name_words
from dateline.export.report import words
from dateline.store.browsing import Selection, browse
from dateline.store.parts import known, parts, spellings
from dateline.tables.actor_rows import ActorRow
from dateline.tables.actors import ActorTable, load
from dateline.web.address import to
from dateline.web.desk import page
from dateline.web.event_lines import lines
from dateline.web.paging import PageNumber, pages
from dateline.web.record import TheRecord

router = APIRouter()
SIZE = 50
"""Events on a page."""
FAR = 1_000_000
"""No actor has so many pages of events."""
SAID = 25
"""Events that are listed of those for which it speaks; the others are in Explore."""
ROLES = {"initiators": "did it", "targets": "acted upon", "victims": "harmed"}


@router.get("/actors/{actor}")
def actor(
    request: Request,
    query: TheRecord,
    actor: str,
    number: PageNumber = 1,
) -> Response:
    """An actor by its name, in any case and without accents, or by its id in the actor table."""
    table = the_table()
    row = table.by_id.get(actor)
    name = row.name if row else next(iter(spellings(query, actor)), actor)
    told = known(query, name, row.id if row else None)
    row = row or next((table.by_id[one] for one in told.ids if one in table.by_id), None)
    acting = Selection(actor=(name,), status=("all",))
    acts = browse(query, acting, SIZE, skip=min(number - 1, FAR) * SIZE)
    says = browse(query, Selection(claimant=(name,), status=("all",)), SAID)
    if not (acts.total or says.total or row):
        raise HTTPException(404)
    listed = pages(request, acts.total, number, SIZE)
    if acts.total and not acts.rows:
        # There are fewer pages than was thought: the last one.
        acts = browse(query, acting, SIZE, skip=listed.first - 1)
    ids = [one.event.id for one in acts.rows]
    roles = parts(query, ids, (name, *spellings(query, name)))
    return page(
        request,
        "actor.html",
        title=name,
        row=row,
        above=table.by_id.get(row.affiliated_with or "") if row else None,
        after=table.by_id.get(row.succeeded_by or "") if row else None,
        told=told,
        kinds=[one.replace("_", " ") for one in told.kinds or ((row.kind,) if row else ())],
        pages=listed,
        events=lines(query, ids, {event: role_words(part) for event, part in roles.items()}),
        says=lines(query, [one.event.id for one in says.rows]),
        said=says.total,
        explore=to("explore", actor=name, status="all"),
        explore_said=to("explore", claimant=name, status="all"),
        names=names_of(row, told.words),
    )


@cache
def the_table() -> ActorTable:
    """The actor table, read once."""
    return load()


def role_words(roles: Mapping[str, int]) -> str:
    """What an actor did in an event, by how many claims."""
    said = [f"{ROLES[role]}{f' ({number} claims)' if number > 1 else ''}" for role, number in roles.items()]
    return ", ".join(said)


def names_of(row: ActorRow | None, told: Sequence[tuple[str, int]]) -> list[tuple[str, str]]:
    """Other names with where they are from: the words of the reports, then those of the actor table; no pronouns."""
    counts: dict[str, int] = {}
    first: dict[str, str] = {}
    for word, number in told:
        form = form_of(word)
        if len(form) > 1 or (form and name_words().get(form[0]) != "pronoun"):
            key = first.setdefault(" ".join(form), word)
            counts[key] = counts.get(key, 0) + number
    found = {word: words.count(number, "mention") for word, number in counts.items()}
    for name in (row.name, *row.aliases, *row.local_names) if row else ():
        found.setdefault(name, "actor table")
    return list(found.items())
