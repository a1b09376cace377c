"""What people decided, in words for a page."""

from __future__ import annotations

from msgspec import Struct

from dateline.engine.case import Case
from dateline.export.report import words
from dateline.store.records import judgement_of

WORDS = {
    "accept": "accepted", "reject": "rejected", "edit": "edited", "same": "joined", "different": "kept apart",
    "unsure": "left open", "added": "added", "excluded": "left out", "undone": "took back",
}  # fmt: skip


class Told(Struct, frozen=True):
    """A decision: its number, what was done by whom and when, to which words of which page, and why."""

    number: int
    what: str
    by: str
    at: str
    page: str
    quote: str
    field: str
    why: str


def latest(case: Case, limit: int) -> tuple[Told, ...]:
    """The last decisions, the latest first."""
    rows = case.store.query.rows("SELECT * FROM judgements ORDER BY number DESC LIMIT ?", [limit])
    found = [judgement_of(row) for row in rows]
    sql = "SELECT id, path FROM captures WHERE id IN (SELECT capture FROM judgements ORDER BY number DESC LIMIT ?)"
    paths = {row["id"]: row["path"] for row in case.store.query.rows(sql, [limit])}
    return tuple(
        Told(
            number=one.number,
            what=WORDS.get(one.decision, one.decision),
            by=one.by,
            at=one.at,
            page=paths.get(one.capture or "", one.capture or ""),
            quote=one.quote or "",
            field=words.field_words(one.field) if one.field and one.field != "occurrence" else "",
            why=one.why,
        )
        for one in found
    )
