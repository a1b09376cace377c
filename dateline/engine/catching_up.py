"""After a build has written its record: the review of every event, and what people decided while it was at work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from dateline.engine.dossier import events_of, seen_of
from dateline.engine.refreshing import refresh
from dateline.engine.reviewing import decided_row, news_of, row_of
from dateline.linking.decided import field_of
from dateline.linking.identity import holder
from dateline.linking.judged import Places, Standing, own_address, standing
from dateline.model.decision import EVENT, WHOLE
from dateline.model.document import Document
from dateline.model.event import Event, Judgement, Record
from dateline.store.desk import Desk, ReviewRow, desk, review_of
from dateline.store.records import judgement_of
from dateline.store.rows import event_cells

if TYPE_CHECKING:
    from dateline.engine.work import Work


def catch_up(work: Work, documents: Sequence[Document], record: Record) -> None:
    """Bring the review to a record that was just written, then the events on which somebody decided meanwhile."""
    with desk(work.store.path) as open_desk:
        judged = tuple(map(judgement_of, open_desk.rows("SELECT * FROM judgements ORDER BY number")))
        renew_review(open_desk, record, deciding(standing(work.carried(judged)), documents, record))
        late = [one for one in judged if one.number > work.judged_until]
        for event in events_of(open_desk, late):
            refresh(open_desk, event)


def deciding(judgements: Iterable[Judgement], documents: Iterable[Document], record: Record) -> dict[str, Judgement]:
    """By event the last decision on it, or on a field of it; an event that is gone by what its founder is judged."""
    made = [one for one in judgements if _decides(one)]
    if not made:
        return {}
    event_of = {report: event.id for event in record.events for report in event.reports}
    places = Places(
        (
            (holder(document), document.id),
            Standing(report.id, report.type, tuple(one.quote for one in report.evidence)),
        )
        for document in documents
        for report in (document.coding.reports if document.coding is not None else ())
    )
    found: dict[str, Judgement] = {}
    for one in made:
        address = own_address(one)
        for report in places.at(address) if address is not None else ():
            if report in event_of:
                found[event_of[report]] = one
    return found


def _decides(one: Judgement) -> bool:
    return one.decision == "edit" or (one.decision in WHOLE and field_of(one) == EVENT)


def renew_review(open_desk: Desk, record: Record, last: Mapping[str, Judgement]) -> None:
    """Bring the review to the events of a record, and to those that are gone because somebody rejected them."""
    before = {row["event"]: review_of(row) for row in open_desk.rows("SELECT * FROM review")}
    rows = {event.id: _row(open_desk, event, last.get(event.id)) for event in record.events}
    rows |= {row.event: row for row in _rejected(open_desk, before, rows)}
    for event in before.keys() - rows.keys():
        open_desk.connection.execute("DELETE FROM review WHERE event = ?", [event])
    for event, row in sorted(rows.items()):
        if before.get(event) != row:
            open_desk.put_review(row)


def _row(open_desk: Desk, event: Event, last: Judgement | None) -> ReviewRow:
    row = row_of(event)
    if last is None:
        return row
    found = open_desk.rows("SELECT seen FROM judgements WHERE number = ?", [last.number])
    now = seen_of(event_cells(event.proposed or event))
    return decided_row(row, last, news_of(found[0]["seen"] if found else None, now), present=True)


def _rejected(open_desk: Desk, before: Mapping[str, ReviewRow], rows: Mapping[str, ReviewRow]) -> Iterable[ReviewRow]:
    """The rows of events that are gone, of which a rejection stands."""
    for event in sorted(before.keys() - rows.keys()):
        number = before[event].judgement
        made = open_desk.numbered([number]) if number is not None else ()
        if before[event].state == "rejected" and made and _stands(open_desk, made[0]):
            yield decided_row(before[event], made[0], None, present=False)


def _stands(open_desk: Desk, one: Judgement) -> bool:
    about = open_desk.judgements([one.capture]) if one.capture is not None else ()
    return any(other.number == one.number for other in standing(about))
