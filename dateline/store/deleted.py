"""Event ids that are no longer used, and since when."""

from __future__ import annotations

from msgspec import Struct

from dateline.store.paging import Part, opened, sealed
from dateline.store.query import Query


class Deleted(Struct, frozen=True, kw_only=True):
    """An event id that is no longer used."""

    id: str  #: the event id that is no longer used
    replaced_by: str | None  #: the id to use instead; empty when withdrawn
    at: str | None  #: when it went (ISO time); empty where not known


def deleted(query: Query, since: str | None, part: Part) -> tuple[list[Deleted], int, dict[str, int], str | None]:
    """A page of them by id, how many there are since a time, why others are left out, and the next cursor."""
    tombs = "tombstones LEFT JOIN touched ON touched.event = tombstones.id"
    where, values = ("1", []) if since is None else ("coalesce(at, ?) >= ?", [since, since])
    existing = int(query.rows("SELECT count(*) FROM tombstones")[0][0])
    total = int(query.rows(f"SELECT count(*) FROM {tombs} WHERE {where}", values)[0][0])
    if part.cursor is not None:
        where, values = f"{where} AND id > ?", [*values, str(opened(part.cursor, "deleted", 1)[0])]
    sql = f"SELECT id, replaced_by, at FROM {tombs} WHERE {where} ORDER BY id LIMIT ? OFFSET ?"
    found = [Deleted(**dict(row)) for row in query.rows(sql, [*values, part.limit + 1, part.skip])]
    rows = found[: part.limit]
    following = sealed("deleted", rows[-1].id) if len(found) > part.limit > 0 else None
    return rows, total, {"gone before": existing - total} if existing > total else {}, following
