"""The events of a place: there, only near it, in it; and those that are known only to a wider area around it."""

from __future__ import annotations

from msgspec import Struct

from dateline.model.mention import Place
from dateline.store.query import Query
from dateline.store.records import optional
from dateline.store.rows import json

AT = "json_extract(place, '$.gazetteer_id') = ?1"
IN_TIME = "ORDER BY earliest IS NULL, earliest, latest, id"


class Whereabouts(Struct, frozen=True, kw_only=True):
    """Ids of events by how they lie to a place, by time."""

    here: tuple[str, ...]  #: at the place, or anywhere in it where the place is an area
    near: tuple[str, ...]  #: near it, it is not known where
    inside: tuple[str, ...]  #: at places that lie in it
    around: tuple[str, ...]  #: known only to an area in which the place lies: they may have been here


class Inner(Struct, frozen=True):
    """A place that lies in another, and how many events are there."""

    name: str
    gazetteer_id: str | None
    precision: str | None
    events: int


def place_of(query: Query, item: str) -> Place | None:
    """The place of an id, as the record has it."""
    rows = query.rows(f"SELECT place FROM events WHERE {AT} ORDER BY place_precision = 'near', id LIMIT 1", [item])
    return optional(rows[0]["place"], Place) if rows else None


def fine_places(query: Query, country: str | None) -> tuple[tuple[str, str], ...]:
    """Names and ids of the spots and parts of towns of a country at which events were."""
    rows = query.rows(
        """SELECT DISTINCT place_name AS name, json_extract(place, '$.gazetteer_id') AS item FROM events
         WHERE place_precision IN ('point', 'part_of_settlement', 'near') AND country IS ? AND item IS NOT NULL""",
        [country],
    )
    return tuple((row["name"], row["item"]) for row in rows)


def whereabouts(query: Query, item: str, place: Place, parts: tuple[str, ...] = ()) -> Whereabouts:
    """The events of a place; `parts`: ids of the spots and parts of a town that lie in it."""
    at = query.rows(f"SELECT id, place_precision FROM events WHERE {AT} {IN_TIME}", [item])
    around, given = wider(place)
    return Whereabouts(
        here=tuple(row["id"] for row in at if row["place_precision"] != "near"),
        near=tuple(row["id"] for row in at if row["place_precision"] == "near"),
        inside=ids(query, within(place), [item, level_name(place), place.country, json(list(parts))]),
        around=ids(query, around, [item, *given]),
    )


def ids(query: Query, where: str, values: list[str | None]) -> tuple[str, ...]:
    """The events of a condition, by time; none where there is none."""
    return tuple(row["id"] for row in query.rows(f"SELECT id FROM events WHERE {where} {IN_TIME}", values))


def within(place: Place) -> str:
    """SQL: an event lies in the place and is not at it. Only areas hold others."""
    other = f"NOT coalesce({AT}, 0) AND ?2 IS NOT NULL"
    listed = "?4 IS NOT NULL"
    if place.precision == "country":
        return f"country = ?3 AND {other} AND {listed}"
    if place.precision in ("admin1", "admin2", "admin3"):
        return f"json_extract(place, '$.{place.precision}') = ?2 AND country IS ?3 AND {other} AND {listed}"
    return f"json_extract(place, '$.gazetteer_id') IN (SELECT value FROM json_each(?4)) AND {other} AND ?3 IS country"


def level_name(place: Place) -> str | None:
    """The name by which places that lie in an area name it."""
    if place.precision in ("admin1", "admin2", "admin3"):
        return getattr(place, place.precision) or place.name
    return place.name


def wider(place: Place) -> tuple[str, list[str | None]]:
    """SQL: an event is known only to an area in which the place lies, and the values from the second on."""
    if place.precision not in ("point", "settlement", "part_of_settlement", "near", None):
        return "0 AND ?1", []
    levels = [
        f"(place_precision = '{level}' AND json_extract(place, '$.{level}') = ?{number})"
        for number, level in enumerate(("admin3", "admin2", "admin1"), 3)
    ]
    same = " OR ".join([*levels, "place_precision = 'country'"])
    where = f"country = ?2 AND ({same}) AND NOT coalesce({AT}, 0)"
    return where, [place.country, place.admin3, place.admin2, place.admin1]


def inner(query: Query, events: tuple[str, ...]) -> tuple[Inner, ...]:
    """The places at which these events were, the most frequent first."""
    rows = query.rows(
        """SELECT place_name AS name, json_extract(place, '$.gazetteer_id') AS gazetteer_id,
         place_precision AS precision, count(*) AS events FROM events
         WHERE id IN (SELECT value FROM json_each(?)) AND place_name IS NOT NULL
         GROUP BY 1, 2 ORDER BY 4 DESC, 1""",
        [json(list(events))],
    )
    return tuple(Inner(**dict(row)) for row in rows)
