"""Sets of events as bytes: which events have each value of a filter, and which each story tells of.

Both follow from `event_index`, `event_names` and `told_in`, row for row. Counting 100,000 events by all filters needs a
look at two million pairs of an event and a value; as rows of a table that takes seconds, as bytes some milliseconds.
A set is parted by blocks of numbers, so that a decision on one event writes little.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from dateline.store.browsing_tables import ACTOR, CLAIMANT, OUTCOME, PLACE, PUBLISHER
from dateline.store.query import Query
from dateline.store.rows import json

Numbers = NDArray[np.int64]
Marks = NDArray[np.bool_]
"""Whether an event passes, at its number."""
BLOCK = 1 << 16
"""Numbers of events in a block: as many as two bytes tell apart."""
STORIES = 1 << 12
"""Stories in a block: one that is merged or split is written again with these."""
SMALL, LARGE = np.dtype("<u2"), np.dtype("<u4")
UNKNOWN = "unknown"
CODES = {
    **{name: name for name in ("type", "status", "level", "grade")},
    "contested": "CASE contested WHEN 1 THEN 'yes' ELSE 'no' END",
    "country": f"coalesce(country, '{UNKNOWN}')",
}
"""By the name of a filter, its value in `event_index`."""
NAMES = {"place": PLACE, "actor": ACTOR, "claimant": CLAIMANT, "publisher": PUBLISHER, "outcome": OUTCOME}
"""By the name of a filter, the kind of its names."""
OF_EVENTS = " UNION ALL ".join((
    *(f"SELECT '{name}', {value}, number FROM event_index WHERE number IN (SELECT value FROM json_each(?1))"
      for name, value in CODES.items()),
    # Without CROSS, SQLite looks for every name among the names of every event.
    *(f"""SELECT '{name}', names.name, event FROM event_names CROSS JOIN names ON names.number = event_names.name
       WHERE event IN (SELECT value FROM json_each(?1)) AND kind = '{kind}'""" for name, kind in NAMES.items()),
))  # fmt: skip

Pair = tuple[str, str, int]
"""A filter, a value, the number of an event that has it."""


def pairs_of(connection: sqlite3.Connection, numbers: Collection[int]) -> set[Pair]:
    """What these events have of every filter."""
    return {(name, value, event) for name, value, event in connection.execute(OF_EVENTS, (json(list(numbers)),))}


def follow(connection: sqlite3.Connection, before: set[Pair], after: set[Pair]) -> None:
    """Bring the sets from what some events had to what they have."""
    moved: dict[tuple[str, str, int], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, pairs in enumerate((before - after, after - before)):
        for name, value, event in pairs:
            moved[name, value, event // BLOCK][side].append(event % BLOCK)
    for key, (gone, come) in moved.items():
        row = connection.execute("SELECT events FROM event_sets WHERE (filter, value, block) = (?, ?, ?)", key)
        held = np.frombuffer(next((events for (events,) in row), b""), SMALL)
        kept = np.union1d(np.setdiff1d(held, np.array(gone, SMALL)), np.array(come, SMALL)).astype(SMALL)
        if len(kept):
            connection.execute("INSERT OR REPLACE INTO event_sets VALUES (?, ?, ?, ?)", (*key, kept.tobytes()))
        else:
            connection.execute("DELETE FROM event_sets WHERE (filter, value, block) = (?, ?, ?)", key)


def told_of(connection: sqlite3.Connection, numbers: Collection[int]) -> set[tuple[int, int]]:
    """The stories that tell of these events, each with the event."""
    sql = "SELECT story, event FROM told_in WHERE event IN (SELECT value FROM json_each(?))"
    return {(story, event) for story, event in connection.execute(sql, (json(list(numbers)),))}


def follow_stories(connection: sqlite3.Connection, stories: Iterable[int]) -> None:
    """Bring the sets of stories to `told_in`, where these stories came, went or tell of other events."""
    for block in sorted({story // STORIES for story in stories}):
        first = block * STORIES
        sql = "SELECT story, event FROM told_in WHERE story >= ? AND story < ? ORDER BY 1, 2"
        pairs = [(story - first, event) for story, event in connection.execute(sql, (first, first + STORIES))]
        told = np.array(pairs, np.int64).reshape(-1, 2)
        connection.execute("DELETE FROM told_sets WHERE block = ?", (block,))
        if pairs:
            cells = (block, told[:, 0].astype(SMALL).tobytes(), told[:, 1].astype(LARGE).tobytes())
            connection.execute("INSERT INTO told_sets VALUES (?, ?, ?)", cells)


def listed(text: str | None) -> Numbers:
    """The numbers that `group_concat` gave; a row for each would take ten times as long."""
    return np.fromstring(text or "", np.int64, sep=",")


def marks(query: Query, numbers: Numbers) -> Marks:
    """The events of these numbers, marked."""
    last = query.rows("SELECT coalesce(max(number), 0) FROM event_index")[0][0]
    found = np.zeros((last // BLOCK + 1) * BLOCK, np.bool_)
    found[numbers] = True
    return found


def told_in(query: Query, stories: Numbers) -> Numbers:
    """The numbers of the events that these stories tell of, in no order, some of them more than once."""
    if not len(stories):
        return stories
    rows = query.rows("SELECT block, stories, events FROM told_sets")
    held = np.frombuffer(b"".join(row["stories"] for row in rows), SMALL).astype(np.int64)
    held += np.repeat([row["block"] * STORIES for row in rows], [len(row["stories"]) // 2 for row in rows]).astype(int)
    events = np.frombuffer(b"".join(row["events"] for row in rows), LARGE)
    found = np.zeros(max(int(held.max(initial=0)), int(stories.max())) + 1, np.bool_)
    found[stories] = True
    return events[found[held]].astype(np.int64)


def counted(query: Query, name: str, passing: Marks) -> Iterator[tuple[str, int]]:
    """How many of the events that pass have each value of a filter; a value comes once for each of its blocks."""
    rows = query.rows("SELECT value, block, events FROM event_sets WHERE filter = ? ORDER BY block", [name])
    by_block: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        by_block[row["block"]].append(row)
    for block, several in by_block.items():
        here = passing[block * BLOCK : (block + 1) * BLOCK]
        sets = [row["events"] for row in several]
        begins = np.cumsum([0, *(len(one) // SMALL.itemsize for one in sets[:-1])])
        numbers = np.add.reduceat(here[np.frombuffer(b"".join(sets), SMALL)], begins, dtype=np.int64)
        yield from ((row["value"], number) for row, number in zip(several, numbers.tolist(), strict=True) if number)
