"""Which documents took from which, with the passages they share."""

from __future__ import annotations

from msgspec import Struct

from dateline.model.span import Evidence
from dateline.store.query import Query
from dateline.store.records import edge_of


class Taking(Struct, frozen=True, kw_only=True):
    """One document took from another; seen from one of them. `gave`: it is the one that had it first."""

    relation: str  #: `copy`, `derived`, `shared_quote`, `shared_statement`
    gave: bool
    other: str
    title: str | None
    publisher: str | None
    pairs: tuple[tuple[Evidence, Evidence], ...]


def takings(query: Query, document: str) -> tuple[Taking, ...]:
    """What a document took from others and gave to others, in the order of the record."""
    rows = query.rows(
        """SELECT source_edges.*, other.title AS title, other.publisher AS publisher FROM source_edges
         JOIN documents AS other ON other.id = CASE source WHEN ?1 THEN target ELSE source END
         WHERE source = ?1 OR target = ?1 ORDER BY source_edges.ordinal""",
        [document],
    )
    found = []
    for row in rows:
        edge = edge_of(row, query.rendition)
        pairs = tuple(zip(edge.evidence[::2], edge.evidence[1::2], strict=False))
        gave = edge.source == document
        found.append(
            Taking(
                relation=edge.relation,
                gave=gave,
                other=edge.target if gave else edge.source,
                title=row["title"],
                publisher=row["publisher"],
                pairs=pairs,
            )
        )
    return tuple(found)
