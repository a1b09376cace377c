"""How many events there are for each value of a filter, the other filters being as they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from msgspec import Struct

from dateline.store.browsing_tables import ACTOR, CLAIMANT, OUTCOME, PLACE, PUBLISHER
from dateline.store.query import Query
from dateline.store.rows import json
from dateline.store.selecting import (
    NOBODY,
    UNDECIDED,
    UNKNOWN,
    Condition,
    Selection,
    conditions,
    has,
    joined,
    values_of,
)

MOST = 50
"""Values of a facet that are listed, the most frequent first; how many more there are is said."""
MANY = 5_000
"""Events from which on it is faster to go through all names of a kind than through those of each event."""
CODES = {"type": "type", "status": "status", "level": "level", "grade": "grade", "contested": "contested"}
NAMES = {"place": PLACE, "actor": ACTOR, "claimant": CLAIMANT, "publisher": PUBLISHER, "outcome": OUTCOME}
FACETS = (*CODES, "country", *NAMES, "review", "assigned")
"""The filters that are counted, by name."""


class Counted(Struct, frozen=True):
    """A value, and how many events have it."""

    value: str
    count: int


class Facet(Struct, frozen=True):
    """The values of a filter, the most frequent first, and how many more there are than are listed."""

    values: tuple[Counted, ...]
    more: int


def facets(query: Query, wanted: Selection, names: Sequence[str] = FACETS) -> dict[str, Facet]:
    """The facets by name, each counted with its own filter left out."""
    passed = conditions(query, wanted)
    return {name: facet(query, name, [one for one in passed if one.field != name]) for name in names}


def facet(query: Query, name: str, passed: Sequence[Condition]) -> Facet:
    """One facet over the events that pass."""
    where, values = joined(passed), values_of(passed)
    if name in NAMES:
        return by_name(query, NAMES[name], where, values)
    if name in ("review", "assigned"):
        table, column, none = ("review", "state", UNDECIDED) if name == "review" else ("assignments", "person", NOBODY)
        known = f"LEFT JOIN {table} AS found ON found.event = event_index.event" if has(query, table) else ""
        value = f"coalesce(found.{column}, '{none}')" if known else f"'{none}'"
        inner = f"SELECT number FROM event_index WHERE {where}"
        sql = f"SELECT {value} AS value, count(*) AS n FROM event_index {known} WHERE number IN ({inner}) GROUP BY 1"
    else:
        column = "CASE contested WHEN 1 THEN 'yes' ELSE 'no' END" if name == "contested" else name
        sql = (
            f"SELECT coalesce({column}, '{UNKNOWN}') AS value, count(*) AS n FROM event_index WHERE {where} GROUP BY 1"
        )
    return listed(query.rows(sql, values))


def by_name(query: Query, kind: str, where: str, values: list[object]) -> Facet:
    """How many of the events that pass have each name of a kind."""
    passing = [row[0] for row in query.rows(f"SELECT number FROM event_index WHERE {where}", values)]
    if len(passing) > MANY:
        # From the names to the events, in the order of an index: nothing is sorted. Without the plus SQLite would look
        # up every pair of a name and an event that passes.
        sql = """SELECT names.name, count(*) FROM names CROSS JOIN event_names ON event_names.name = names.number
         WHERE names.kind = ? AND +event_names.event IN (SELECT value FROM json_each(?)) GROUP BY names.name"""
    else:
        sql = """SELECT names.name, count(*) FROM json_each(?2) AS passing
         CROSS JOIN event_names ON event_names.event = passing.value CROSS JOIN names
         ON names.number = event_names.name WHERE names.kind = ?1 GROUP BY names.name"""
    return listed(query.rows(sql, [kind, json(passing)]))


def listed(found: Sequence[sqlite3.Row]) -> Facet:
    """Values with their counts, the most frequent first, at most MOST of them."""
    counted = sorted((Counted(value, n) for value, n in found), key=lambda one: (-one.count, one.value))
    return Facet(tuple(counted[:MOST]), len(counted[MOST:]))
