"""The review: one row for each event, kept by builds and by decisions; it feeds the queue."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from dateline.engine.dossier import STATES, UNDECIDED, Dossier
from dateline.engine.weighing import label_of, weighed
from dateline.model.event import Event, Judgement
from dateline.store.desk import ReviewRow

WAITING = frozenset({UNDECIDED, "edited"})
"""States in which an event waits for somebody to accept, reject or put it aside."""


class NewEvidence(Struct, frozen=True):
    """What was not there when an event was decided on."""

    documents: tuple[str, ...] = ()  #: ids of documents
    values: dict[str, tuple[str, ...]] = {}  #: by field: values that nobody claimed then


def reviewed(dossier: Dossier) -> ReviewRow | None:
    """The review row of an event as it is judged now; None where there is nothing of it to list."""
    before = dossier.desk.review(dossier.id)
    if dossier.cells is None:
        if before is None:
            return None
        return decided_row(before, dossier.last, None, present=False)
    stale = before is None or bool(dossier.edits) or before.state == "edited" or dossier.cells["proposed"] is not None
    if before is None or stale:
        before = row_of(dossier.desk.event(dossier.id))
    seen = None if dossier.last is None else _seen(dossier, dossier.last)
    return decided_row(before, dossier.last, news_of(seen, dossier.seen()), present=True)


def _seen(dossier: Dossier, last: Judgement) -> str | None:
    found = dossier.desk.rows("SELECT seen FROM judgements WHERE number = ?", [last.number])
    return found[0]["seen"] if found else None


def row_of(event: Event) -> ReviewRow:
    """The row of an event on which nobody decided."""
    found = weighed(event)
    return ReviewRow(
        event=event.id,
        state=UNDECIDED,
        made_by=None,
        made_at=None,
        judgement=None,
        news=None,
        open=True,
        priority=found.priority,
        reasons=msgspec.json.encode(found.reasons).decode(),
        label=label_of(event),
    )


def decided_row(row: ReviewRow, last: Judgement | None, news: NewEvidence | None, *, present: bool) -> ReviewRow:
    """A row with the decision that holds."""
    state = UNDECIDED if last is None else STATES[last.decision]
    return msgspec.structs.replace(
        row,
        state=state,
        made_by=None if last is None else last.by,
        made_at=None if last is None else last.at,
        judgement=None if last is None else last.number,
        news=None if news is None else msgspec.json.encode(news, order="sorted").decode(),
        open=present and (state in WAITING or news is not None),
    )


def news_of(seen: str | None, now: str) -> NewEvidence | None:
    """What there is to see now that was not seen, both as `seen_of` writes it; None where there is nothing new."""
    if seen is None or seen == now:
        return None
    then, today = msgspec.json.decode(seen), msgspec.json.decode(now)
    documents = tuple(sorted(set(today.get("documents", ())) - set(then.get("documents", ()))))
    values = {
        field: fresh
        for field, several in sorted(today.get("values", {}).items())
        if (fresh := tuple(sorted(set(several) - set(then.get("values", {}).get(field, ())))))
    }
    return NewEvidence(documents, values) if documents or values else None
