"""How many events there are for each value of a filter, the other filters being as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from dateline.store import event_sets
from dateline.store.event_sets import CODES, NAMES, Marks, Numbers
from dateline.store.query import Query
from dateline.store.selecting import NOBODY, UNDECIDED, Condition, Selection, conditions, has, joined, values_of

MOST = 50
"""Values of a facet that are listed, the most frequent first; how many more there are is said."""
FACETS = (*(name for name in CODES if name != "country"), "country", *NAMES, "review", "assigned")
"""The filters that are counted, by name."""
DECIDED = f"SELECT state AS value, event FROM review WHERE state < '{UNDECIDED}' OR state > '{UNDECIDED}'"
ASSIGNED = "SELECT person AS value, event FROM assignments"


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
    sieve = Sieve(query, conditions(query, wanted), names)
    return {name: facet(query, name, sieve.without(name)) for name in names}


class Sieve:
    """The events by which of some filters they fail, from one look at all events."""

    def __init__(self, query: Query, passed: Sequence[Condition], apart: Sequence[str]) -> None:
        """`apart`: the filters that can be left out one at a time."""
        self.query = query
        self.fields = tuple(dict.fromkeys(one.field for one in passed if one.field in apart))
        always = [one for one in passed if one.field not in self.fields]
        codes, values = ["0"], list[object]()
        for number, field in enumerate(self.fields):
            own = [one for one in passed if one.field == field]
            codes.append(f"(({joined(own)}) IS NOT TRUE) * {1 << number}")
            values += values_of(own)
        sql = f"""SELECT group_concat(number), group_concat({" + ".join(codes)}) FROM event_index
         WHERE {joined(always)}"""
        numbers, failed = query.rows(sql, [*values, *values_of(always)])[0]
        self.numbers: Numbers = event_sets.listed(numbers)
        self.failed: Numbers = event_sets.listed(failed)
        self.known: dict[int, Marks] = {}

    def without(self, name: str) -> Marks:
        """The events that pass every filter but the one of this name."""
        left_out = 1 << self.fields.index(name) if name in self.fields else 0
        if left_out not in self.known:
            passing = self.numbers[(self.failed & ~left_out) == 0]
            self.known[left_out] = event_sets.marks(self.query, passing)
        return self.known[left_out]


def facet(query: Query, name: str, passing: Marks) -> Facet:
    """One facet over the events that pass."""
    if name == "review":
        return by_rows(query, DECIDED if has(query, "review") else "", UNDECIDED, passing)
    if name == "assigned":
        return by_rows(query, ASSIGNED if has(query, "assignments") else "", NOBODY, passing)
    found: Counter[str] = Counter()
    for value, number in event_sets.counted(query, name, passing):
        found[value] += number
    return listed(found.items())


def by_rows(query: Query, rows: str, none: str, passing: Marks) -> Facet:
    """One facet whose values stand in a table of their own, of few events; all others have the value `none`."""
    found: dict[str, int] = {}
    rest = passing.copy()
    if rows:
        sql = f"""SELECT found.value, group_concat(number) FROM ({rows}) AS found
         CROSS JOIN event_index ON event_index.event = found.event GROUP BY 1"""
        for value, numbers in query.rows(sql):
            events = event_sets.listed(numbers)
            found[value] = int(np.count_nonzero(passing[events]))
            rest[events] = False
    found[none] = found.get(none, 0) + int(np.count_nonzero(rest))
    return listed((value, number) for value, number in found.items() if number)


def listed(found: Iterable[tuple[str, int]]) -> Facet:
    """Values with their counts, the most frequent first, at most MOST of them."""
    counted = sorted((Counted(value, n) for value, n in found), key=lambda one: (-one.count, one.value))
    return Facet(tuple(counted[:MOST]), len(counted[MOST:]))
