"""Publishers: how much of the case is theirs, what they took and gave, who speaks in their stories."""

from __future__ import annotations

from msgspec import Struct

from dateline.store.query import Query

SPEAKER = (
    "coalesce(json_extract(reports.attribution, '$.speaker'), json_extract(reports.attribution, '$.organisation'))"
)


class Publisher(Struct, frozen=True, kw_only=True):
    """A publisher (None: not known) with counts of its documents, their reports and events, and copies."""

    name: str | None
    documents: int
    agency: int  #: documents that are an agency's
    reports: int
    events: int
    took: int  #: documents that copy or draw on another publisher's or its own
    gave: int  #: documents that others copy or draw on
    first: str | None
    last: str | None


class Speaker(Struct, frozen=True):
    """Who is quoted in the stories of a publisher, for whom, in how many reports."""

    name: str
    organisation: str | None
    reports: int


class Exchange(Struct, frozen=True, kw_only=True):
    """How many stories of one publisher share words with those of another, and how."""

    other: str | None
    relation: str
    gave: bool
    number: int


def publishers(query: Query, name: str | None = None, *, one: bool = False) -> tuple[Publisher, ...]:
    """The publishers by how many documents are theirs, what is not known last; with `one` only that of a name."""
    where, values = ("WHERE publisher IS ?", [name]) if one else ("", [])
    rows = query.rows(
        f"""SELECT publisher AS name, count(*) AS documents, count(agency) AS agency, min(earliest) AS first,
         max(latest) AS last,
         sum(id IN (SELECT target FROM source_edges WHERE relation IN ('copy', 'derived'))) AS took,
         sum(id IN (SELECT source FROM source_edges WHERE relation IN ('copy', 'derived'))) AS gave
         FROM documents {where} GROUP BY publisher ORDER BY publisher IS NULL, count(*) DESC, publisher""",
        values,
    )
    # Both from indexes alone; a story that is not in the index of words yet has no event yet.
    reports = query.rows(
        f"""SELECT publisher, count(*) FROM documents CROSS JOIN reports ON reports.document = documents.id
         {where} GROUP BY publisher""",
        values,
    )
    events = query.rows(
        f"""SELECT publisher, count(DISTINCT event) FROM documents
         CROSS JOIN indexed ON indexed.document = documents.id CROSS JOIN told_in ON story = indexed.number
         {where} GROUP BY publisher""",
        values,
    )
    of_reports, of_events = (dict(map(tuple, counted)) for counted in (reports, events))
    found = []
    for row in rows:
        told = {"reports": of_reports.get(row["name"], 0), "events": of_events.get(row["name"], 0)}
        found.append(Publisher(**dict(row), **told))
    return tuple(found)


def speakers(query: Query, name: str | None) -> tuple[Speaker, ...]:
    """Who is quoted in the stories of a publisher, the most quoted first."""
    rows = query.rows(
        f"""SELECT {SPEAKER} AS name, json_extract(reports.attribution, '$.organisation') AS organisation,
         count(*) AS reports FROM documents JOIN reports ON reports.document = documents.id
         WHERE publisher IS ? AND {SPEAKER} IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC, 1""",
        [name],
    )
    return tuple(Speaker(row["name"], row["organisation"], row["reports"]) for row in rows)


def exchanges(query: Query, name: str | None) -> tuple[Exchange, ...]:
    """With whom a publisher shares words, in which direction, how often."""
    rows = query.rows(
        """SELECT other.publisher AS other, relation, 1 AS gave, count(*) AS number FROM source_edges
         JOIN documents AS mine ON mine.id = source JOIN documents AS other ON other.id = target
         WHERE mine.publisher IS ?1 GROUP BY 1, 2
         UNION ALL
         SELECT other.publisher, relation, 0, count(*) FROM source_edges
         JOIN documents AS mine ON mine.id = target JOIN documents AS other ON other.id = source
         WHERE mine.publisher IS ?1 GROUP BY 1, 2 ORDER BY gave, number DESC, other""",
        [name],
    )
    return tuple(Exchange(**{**dict(row), "gave": bool(row["gave"])}) for row in rows)
