"""What part an actor has in events: who did it, to whom, who was harmed; and under which names."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.store.query import Query
from dateline.store.rows import json
from dateline.values.terms import spelled

ROLES = ("initiators", "targets", "victims")


class Known(Struct, frozen=True, kw_only=True):
    """What the reports say of an actor: its ids in the actor table, kinds, and the words by which it is named."""

    ids: tuple[str, ...]
    kinds: tuple[str, ...]
    words: tuple[tuple[str, int], ...]
    private: bool


def spellings(query: Query, name: str) -> tuple[str, ...]:
    """The names of actors and claimants that are spelled alike, without case and accents."""
    sql = "SELECT DISTINCT name FROM names WHERE folded = ? AND kind IN ('actor', 'claimant') ORDER BY name"
    return tuple(row["name"] for row in query.rows(sql, [spelled(name)]))


def parts(query: Query, events: Sequence[str], names: Sequence[str]) -> dict[str, dict[str, int]]:
    """The roles of an actor of these names in events, each with how many claims state it."""
    found: dict[str, dict[str, int]] = {}
    for role in ROLES:
        rows = query.rows(
            f"""SELECT events.id, sum(json_array_length(one.value, '$.claims')) AS number FROM events,
             json_each(events."values", '$.{role}') AS one WHERE events.id IN (SELECT value FROM json_each(?))
             AND json_extract(one.value, '$.value') IN (SELECT value FROM json_each(?)) GROUP BY 1""",
            [json(list(events)), json(list(names))],
        )
        for row in rows:
            found.setdefault(row["id"], {})[role] = row["number"]
    return found


def listed_names(query: Query, names: Sequence[str]) -> frozenset[str]:
    """Those of these names that an actor or a claimant of some event has."""
    sql = """SELECT DISTINCT name FROM names WHERE kind IN ('actor', 'claimant')
     AND name IN (SELECT value FROM json_each(?))"""
    return frozenset(row["name"] for row in query.rows(sql, [json(list(names))]))


def known(query: Query, name: str, actor_id: str | None) -> Known:
    """What the reports of an actor's events say of it."""
    rows = query.rows(
        """SELECT words AS text, nullif(item, '') AS actor_id, kind, private, sum(mentions) AS number FROM participants
         CROSS JOIN event_participants ON participant = participants.number WHERE (name = ?1 OR item = ?2) AND event IN
         (SELECT event_names.event FROM names JOIN event_names ON event_names.name = names.number
          WHERE names.kind = 'actor' AND names.folded = ?3)
         GROUP BY 1, 2, 3, 4 ORDER BY number DESC, text""",
        [name, actor_id, spelled(name)],
    )
    words: dict[str, int] = {}
    for row in rows:
        said = " ".join(row["text"].split())
        words[said] = words.get(said, 0) + row["number"]
    return Known(
        ids=tuple(dict.fromkeys(row["actor_id"] for row in rows if row["actor_id"])),
        kinds=tuple(dict.fromkeys(row["kind"] for row in rows)),
        words=tuple(words.items()),
        private=any(row["private"] for row in rows),
    )
