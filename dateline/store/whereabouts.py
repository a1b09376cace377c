"""The events of a place: there, only near it, in it; and those that are known only to a wider area around it."""

from __future__ import annotations

from msgspec import Struct

from dateline.model.mention import Place
from dateline.store.query import Query
from dateline.store.records import optional
from dateline.store.rows import json

AT = "item = ?1"


class Lying(Struct, frozen=True):
    """Events that lie to a place in one way, as a condition in SQL over `event_places` and its values."""

    where: str
    values: tuple[str | None, ...]


class Whereabouts(Struct, frozen=True, kw_only=True):
    """Events by how they lie to a place."""

    here: Lying  #: at the place, or anywhere in it where the place is an area
    near: Lying  #: near it, it is not known where
    inside: Lying  #: at places that lie in it
    around: Lying  #: known only to an area in which the place lies: they may have been here


class Inner(Struct, frozen=True):
    """A place that lies in another, and how many events are there."""

    name: str
    gazetteer_id: str | None
    precision: str | None
    events: int


def place_of(query: Query, item: str) -> Place | None:
    """The place of an id, as the record has it."""
    rows = query.rows(
        f"""SELECT events.place FROM event_places JOIN events ON events.id = event WHERE {AT}
         ORDER BY event_places.precision = 'near', event LIMIT 1""",
        [item],
    )
    return optional(rows[0]["place"], Place) if rows else None


def fine_places(query: Query, country: str | None) -> tuple[tuple[str, str], ...]:
    """Names and ids of the spots and parts of towns of a country at which events were."""
    rows = query.rows(
        """SELECT DISTINCT name, item FROM event_places
         WHERE precision IN ('point', 'part_of_settlement', 'near') AND country IS ? AND item IS NOT NULL""",
        [country],
    )
    return tuple((row["name"], row["item"]) for row in rows)


def whereabouts(item: str, place: Place, parts: tuple[str, ...] = ()) -> Whereabouts:
    """The events of a place; `parts`: ids of the spots and parts of a town that lie in it."""
    around, given = wider(place)
    return Whereabouts(
        here=Lying(f"{AT} AND precision IS NOT 'near'", (item,)),
        near=Lying(f"{AT} AND precision = 'near'", (item,)),
        inside=Lying(within(place), (item, level_name(place), place.country, json(list(parts)))),
        around=Lying(around, (item, *given)),
    )


def number(query: Query, lying: Lying) -> int:
    """How many events lie so."""
    return int(query.rows(f"SELECT count(*) FROM event_places WHERE {lying.where}", lying.values)[0][0])


def ids(query: Query, lying: Lying, most: int) -> tuple[str, ...]:
    """The first of the events that lie so, by time."""
    sql = f"""SELECT event FROM event_places WHERE {lying.where}
     ORDER BY earliest IS NULL, earliest, latest, event LIMIT {most}"""
    return tuple(row["event"] for row in query.rows(sql, lying.values))


def within(place: Place) -> str:
    """SQL: an event lies in the place and is not at it. Only areas hold others."""
    other = f"NOT coalesce({AT}, 0) AND ?2 IS NOT NULL"
    listed = "?4 IS NOT NULL"
    if place.precision == "country":
        return f"country = ?3 AND {other} AND {listed}"
    if place.precision in ("admin1", "admin2", "admin3"):
        return f"{place.precision} = ?2 AND country IS ?3 AND {other} AND {listed}"
    return f"item IN (SELECT value FROM json_each(?4)) AND {other} AND ?3 IS country"


def level_name(place: Place) -> str | None:
    """The name by which places that lie in an area name it."""
    if place.precision in ("admin1", "admin2", "admin3"):
        return getattr(place, place.precision) or place.name
    return place.name


def wider(place: Place) -> tuple[str, list[str | None]]:
    """SQL: an event is known only to an area in which the place lies, and the values from the second on."""
    if place.precision not in ("point", "settlement", "part_of_settlement", "near", None):
        return "0 AND ?1", []
    areas = ("admin3", "admin2", "admin1", "country")
    levels = [f"(precision = '{level}' AND {level} = ?{number})" for number, level in enumerate(areas[:3], 3)]
    same = " OR ".join([*levels, "precision = 'country'"])
    where = f"country = ?2 AND precision IN {areas} AND ({same}) AND NOT coalesce({AT}, 0)"
    return where, [place.country, place.admin3, place.admin2, place.admin1]


def inner(query: Query, lying: Lying) -> tuple[Inner, ...]:
    """The places at which these events were, the most frequent first."""
    rows = query.rows(
        f"""SELECT name, item AS gazetteer_id, precision, count(*) AS events FROM event_places
         WHERE ({lying.where}) AND name IS NOT NULL GROUP BY 1, 2 ORDER BY 4 DESC, 1""",
        lying.values,
    )
    return tuple(Inner(**dict(row)) for row in rows)
