"""Disagreements by event and field: counted by how the values relate, and the claims of a cell."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.model.document import Published
from dateline.model.event import Disagreement
from dateline.model.mention import Figure
from dateline.model.report import Claim
from dateline.store.query import Query
from dateline.store.records import claim_of, figure_of, from_json
from dateline.store.rows import json

VOICE = "coalesce(json_extract(claims.attribution, '$.speaker'), json_extract(claims.attribution, '$.organisation'))"
OF_CLAIMS = """json_each(disagreements.claims) AS told JOIN claims ON claims.id = told.value
 JOIN reports ON reports.id = claims.report JOIN documents ON documents.id = reports.document"""


class Wanted(Struct, frozen=True, kw_only=True):
    """Which disagreements to show; what is empty lets everything pass.

    `field`: a field of a report. `outcome`: what is counted. `claimant`, `place`: part of a name.
    """

    relation: str = ""
    field: str = ""
    outcome: str = ""
    claimant: str = ""
    place: str = ""


class Tally(Struct, frozen=True):
    """How many disagreements an event has on a field that relate in one way."""

    event: str
    field: str
    relation: str
    number: int


class Voiced(Struct, frozen=True, kw_only=True):
    """A claim (or a figure that no report claims) with the story that has it."""

    claim: Claim | None
    figure: Figure | None
    document: str
    title: str | None
    publisher: str | None
    agency: str | None
    path: str | None
    published: Published


def tallies(query: Query, wanted: Wanted) -> tuple[Tally, ...]:
    """The disagreements that pass, counted."""
    parts, values = ["1"], list[object]()
    if wanted.relation:
        parts.append("relation = ?")
        values.append(wanted.relation)
    for one in filter(None, (wanted.field, wanted.outcome)):
        parts.append("', ' || field || ',' LIKE '%, ' || ? || ',%'")
        values.append(one)
    if wanted.place:
        parts.append("instr(lower(coalesce(events.place_name, '')), lower(?))")
        values.append(wanted.place)
    if wanted.claimant:
        parts.append(
            f"EXISTS (SELECT 1 FROM {OF_CLAIMS} WHERE instr(lower(coalesce({VOICE}, publisher, '')), lower(?)))"
        )
        values.append(wanted.claimant)
    sql = f"""SELECT event, field, relation, count(*) AS number FROM disagreements JOIN events ON events.id = event
     WHERE {" AND ".join(f"({one})" for one in parts)} GROUP BY 1, 2, 3 ORDER BY min(disagreements.ordinal)"""
    return tuple(Tally(**dict(row)) for row in query.rows(sql, values))


def fields(query: Query) -> tuple[tuple[str, int], ...]:
    """Every field on which there are disagreements, and how many."""
    return tuple(
        (row[0], row[1]) for row in query.rows("SELECT field, count(*) FROM disagreements GROUP BY 1 ORDER BY 1")
    )


def relations(query: Query) -> dict[str, int]:
    """How many disagreements relate in each way."""
    return {row[0]: row[1] for row in query.rows("SELECT relation, count(*) FROM disagreements GROUP BY 1")}


def names(query: Query, most: int) -> dict[str, tuple[str, ...]]:
    """The claimants and the places of disagreements, at most so many of each, the most frequent first."""
    voices = f"""SELECT coalesce({VOICE}, publisher) AS name FROM disagreements, {OF_CLAIMS}
     WHERE name IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ?"""
    places = """SELECT place_name AS name FROM disagreements JOIN events ON events.id = event
     WHERE place_name IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ?"""
    found = {"claimant": voices, "place": places}
    return {kind: tuple(row["name"] for row in query.rows(sql, [most])) for kind, sql in found.items()}


def of_cell(query: Query, event: str, kept: Sequence[str]) -> tuple[Disagreement, ...]:
    """The disagreements of an event on these fields."""
    return tuple(one for one in query.disagreements(event) if one.field in kept)


def voiced(query: Query, ids: Sequence[str]) -> dict[str, Voiced]:
    """Claims and figures by id, each with the story that has it, every quote checked."""
    given = [json(list(ids))]
    about = "documents.id AS item, title, publisher, agency, path, published"
    claims = query.rows(
        f"""SELECT claims.*, {about} FROM claims JOIN reports ON reports.id = claims.report
         JOIN documents ON documents.id = reports.document
         WHERE claims.id IN (SELECT value FROM json_each(?)) GROUP BY claims.id""",
        given,
    )
    read = {row["id"]: claim_of(row, query.rendition) for row in claims}
    wanted = [*ids, *(claim.value for claim in read.values() if claim.field == "figure")]
    rows = query.rows(
        f"""SELECT figures.*, {about} FROM figures JOIN documents ON documents.id = figures.document
         WHERE figures.id IN (SELECT value FROM json_each(?))""",
        [json(wanted)],
    )
    figures = {row["id"]: figure_of(row, query.rendition) for row in rows}
    stories = {row["id"]: row for row in (*rows, *claims)}
    found = {}
    for item in ids:
        if item in stories:
            row, claim = stories[item], read.get(item)
            found[item] = Voiced(
                claim=claim,
                figure=figures.get(claim.value if claim is not None else item),
                document=row["item"],
                **{name: row[name] for name in ("title", "publisher", "agency", "path")},
                published=from_json(row["published"], Published),
            )
    return found
