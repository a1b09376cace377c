"""What a decision changes at once: the event's row, by the same function as in a build, and its row of the review."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.engine.dossier import Dossier
from dateline.engine.reviewing import reviewed
from dateline.linking.decided import Edit, decided, edit_of
from dateline.linking.judged import own_address
from dateline.model.decision import Words
from dateline.model.event import Judgement
from dateline.model.span import Evidence, EvidenceError
from dateline.store.desk import Desk
from dateline.store.errors import StoreError


def refresh(desk: Desk, event: str) -> Dossier:
    """Bring the rows of an event to the judgements that stand; returns what is judged about it then."""
    dossier = Dossier(desk, event)
    if dossier.cells is not None and (dossier.edits or dossier.cells["proposed"] is not None):
        before = dossier.event()
        after = decided(before, [_edit(desk, dossier, one) for _, one in sorted(dossier.edits.items())])
        desk.put_event(replace(after, revision=before.revision))
        dossier = Dossier(desk, event)
    row = reviewed(dossier)
    if row is not None:
        desk.put_review(row)
    return dossier


def _edit(desk: Desk, dossier: Dossier, one: Judgement) -> Edit:
    def find(words: Words) -> Evidence | None:
        try:
            return Evidence.checked(desk.query.rendition(words.rendition), words.start, words.end, words.quote)
        except (EvidenceError, StoreError):
            return None

    address = own_address(one)
    report = dossier.report_at(address) if address is not None else None
    return edit_of(one, report or dossier.reports[0], find)
