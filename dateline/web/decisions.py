"""What people decided, in words for a page."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from msgspec import Struct

from dateline.engine.case import Case
from dateline.export.report import words
from dateline.model.event import Judgement
from dateline.store.records import judgement_of
from dateline.store.rows import json

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
    return told(case, [judgement_of(row) for row in rows])


def about(case: Case, captures: Iterable[str], quotes: Container[str]) -> tuple[Told, ...]:
    """What was decided about these pages as a whole, or about words of them that are among `quotes`, in order."""
    sql = "SELECT * FROM judgements WHERE capture IN (SELECT value FROM json_each(?)) ORDER BY number"
    found = (judgement_of(row) for row in case.store.query.rows(sql, [json(sorted(set(captures)))]))
    return told(case, [one for one in found if one.quote is None or one.quote in quotes])


def told(case: Case, judgements: Sequence[Judgement]) -> tuple[Told, ...]:
    """Judgements in words, in the order given."""
    sql = "SELECT id, path FROM captures WHERE id IN (SELECT value FROM json_each(?))"
    captures = json([one.capture for one in judgements])
    paths = {row["id"]: row["path"] for row in case.store.query.rows(sql, [captures])}
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
        for one in judgements
    )
