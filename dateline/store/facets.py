"""How many events there are for each value of a filter, the other filters being as they are."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.store.browsing_tables import ACTOR, CLAIMANT, OUTCOME, PLACE, PUBLISHER
from dateline.store.query import Query
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
        # The sign keeps SQLite from probing every pair of a name and an event instead of reading each name's events.
        sql = f"""SELECT (SELECT name FROM names WHERE number = found.name) AS value, count(*) AS n
         FROM event_names AS found WHERE found.name IN (SELECT number FROM names WHERE kind = ?)
         AND +found.event IN (SELECT number FROM event_index WHERE {where}) GROUP BY found.name"""
        values = [NAMES[name], *values]
    elif name in ("review", "assigned"):
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
    found = query.rows(f"{sql} ORDER BY n DESC, value", values)
    listed = tuple(Counted(value, n) for value, n in found if value is not None)
    return Facet(listed[:MOST], len(listed[MOST:]))
