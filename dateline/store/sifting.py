"""What quick looks at the pages of bulk archives decided: kept under a digest, listed and counted by reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from dateline.model.sifting import PassedOver, Verdict
from dateline.store.query import Query
from dateline.store.rows import json
from dateline.store.store import Store

WORDS = tuple[str, ...]


def sifted_under(query: Query, digest: str) -> frozenset[str]:
    """The captures on which there is a verdict under this digest."""
    return frozenset(row["capture"] for row in query.rows("SELECT capture FROM sifted WHERE digest = ?", [digest]))


def keep_verdicts(store: Store, digest: str, verdicts: Mapping[str, Verdict]) -> None:
    """Keep verdicts by capture, in place of any older."""
    from dateline.store import write

    found = [
        {
            "capture": capture,
            "digest": digest,
            "keep": verdict.keep,
            "reason": verdict.reason,
            "score": verdict.score,
            "words": json(verdict.words),
        }
        for capture, verdict in verdicts.items()
    ]
    with write.transaction(store.engine) as connection:
        write.put(connection, "sifted", found)


def drop_verdicts(store: Store, captures: Iterable[str]) -> None:
    """Forget the verdicts on captures that are no longer sifted."""
    from sqlalchemy import delete

    from dateline.store import schema, write

    with write.transaction(store.engine) as connection:
        for capture in sorted(captures):
            connection.execute(delete(schema.sifted).where(schema.sifted.c.capture == capture))


def sifted(query: Query) -> frozenset[str]:
    """The captures on which there is any verdict."""
    return frozenset(row["capture"] for row in query.rows("SELECT capture FROM sifted"))


def passed_captures(query: Query) -> frozenset[str]:
    """The captures that are not read, by their ids."""
    return frozenset(row["capture"] for row in query.rows("SELECT capture FROM sifted WHERE NOT keep"))


def passed_over(query: Query) -> tuple[PassedOver, ...]:
    """The pages that are not read, by path."""
    sql = """SELECT capture, blob, path, url, reason, score, words FROM sifted JOIN captures ON captures.id = capture
     WHERE NOT keep ORDER BY path, capture"""
    return tuple(
        PassedOver(**{**dict(row), "words": msgspec.json.decode(row["words"], type=WORDS)}) for row in query.rows(sql)
    )


def passed_by_reason(query: Query) -> dict[str, int]:
    """How many pages are not read by reason, the most first."""
    sql = "SELECT reason, count(*) AS n FROM sifted WHERE NOT keep GROUP BY reason ORDER BY n DESC, reason"
    return {row["reason"]: int(row["n"]) for row in query.rows(sql)}
