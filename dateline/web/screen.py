"""What the screen of one event shows, gathered for its templates."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from msgspec import Struct

from dateline.engine.case import Case
from dateline.engine.deciding import history, version_of
from dateline.engine.practice.importing import coding_rows
from dateline.engine.queue import QueueFilter, next_after, next_before, review_row, total
from dateline.export.report import words
from dateline.export.report.citing import published_words, source_of
from dateline.export.report.rows import title_of
from dateline.model.document import Document
from dateline.model.event import Event
from dateline.model.span import Span
from dateline.web.fields import label_of, lines
from dateline.web.missing import missed
from dateline.web.paper import marks_of, runs
from dateline.web.saying import said_value
from dateline.web.telling import Telling, telling

SCHEMES = {"acled": "ACLED", "ucdp": "UCDP GED", "dateline": "Dateline", "own": "own table"}
"""Whose columns a file of rows has, in words."""


class Look(Struct, frozen=True, kw_only=True):
    """What of an event is to be seen: the story, the field that is lit, the form that is open, what was selected.

    And of which queue it is: that of one person, of rows coded before, or all that waits.
    """

    document: str | None = None
    field: str | None = None
    do: str | None = None
    start: int | None = None
    end: int | None = None
    assigned: str | None = None
    coded: tuple[str, ...] = ()
    claim: str | None = None

    @property
    def waiting(self) -> QueueFilter:
        """The queue that it is of."""
        return QueueFilter(assigned=(self.assigned,) if self.assigned else (), coded=self.coded)

    def alone(self, *, document: str | None = None, field: str | None = None, do: str | None = None) -> Look:
        """Nothing of it but its queue, and what is given."""
        return Look(document=document, field=field, do=do, assigned=self.assigned, coded=self.coded)

    @property
    def of_queue(self) -> str:
        """What an address of another event of the same queue ends with."""
        query = self.alone().query()
        return f"?{query}" if query else ""

    @property
    def span(self) -> Span | None:
        """What was selected."""
        return Span(self.start, self.end) if self.start is not None and self.end is not None else None

    def query(self, **other: object) -> str:
        """The query of an address with these, some of them others."""
        given = {name: getattr(self, name) for name in self.__struct_fields__} | {"claim": None} | other
        return urlencode({name: value for name, value in given.items() if value not in (None, ())}, doseq=True)


def screen(case: Case, event: Event, look: Look) -> dict[str, Any]:
    """Everything that the templates need."""
    told = telling(case, event)
    document = chosen(told, event, look)
    mine = [report for report in told.reports if document and report.document == document.id]
    acts = history(case, event.id)
    row = review_row(case, event.id)
    at = told.order.index(document.id) if document and document.id in told.order else 0
    return {
        "event": event,
        "here": f"/review/{event.id}",
        "title": title_of(event),
        "look": look,
        "told": told,
        "document": document,
        "runs": runs(document, marks_of(document, event, mine, look.field)) if document else (),
        "lines": lines(event, acts),
        "acts": acts,
        "review": row,
        "coding_rows": coding_rows(case, row.coded) if row and row.coded else (),
        "schemes": SCHEMES,
        "version": version_of(case, event.id),
        "waiting": total(case, look.waiting),
        "after": next_after(case, event.id, look.waiting),
        "before": next_before(case, event.id, look.waiting),
        "story_before": told.order[at - 1] if at > 0 else None,
        "story_after": told.order[at + 1] if at + 1 < len(told.order) else None,
        "field_label": label_of,
        "said_value": said_value,
        "grade": words.grade_of(event.grade),
    }


def reading(case: Case, document: Document, look: Look) -> dict[str, Any]:
    """What the screen of a story shows on which something was missed."""
    marks = (marks_of(document, case.event(one), (), None) for one, _ in told_in(case, document.id))
    return {
        "here": f"/review/page/{document.id}",
        "look": look,
        "document": document,
        "runs": runs(document, sorted({mark for several in marks for mark in several})),
        "events": told_in(case, document.id),
        "source": source_of(document),
        "published": published_words(document),
        "panel": {"kind": "add", **missed(case, document.id, span)}
        if (span := look.span) and look.do == "add"
        else None,
    }


def told_in(case: Case, document: str) -> list[tuple[str, str]]:
    """The events that a story tells of, with their titles."""
    found = case.store.query.rows(
        "SELECT DISTINCT e.event FROM event_reports e JOIN reports r ON r.id = e.report WHERE r.document = ? "
        "ORDER BY r.ordinal",
        [document],
    )
    return [(row["event"], title_of(case.event(row["event"]))) for row in found]


def chosen(told: Telling, event: Event, look: Look) -> Document | None:
    """The story that is shown: the one asked for, else that in which the lit field stands, else the first."""
    by_id = {document.id: document for document in told.documents}
    if look.document in by_id:
        return by_id[look.document]
    rank = {item: number for number, item in enumerate(told.order)}
    renditions = {document.rendition.id: document for document in told.documents}
    found = [
        renditions[c.evidence.rendition.id]
        for c in event.claims
        if c.field == look.field and c.evidence is not None and c.evidence.rendition.id in renditions
    ]
    ordered = sorted(found, key=lambda document: rank[document.id])
    return ordered[0] if ordered else by_id.get(told.order[0]) if told.order else None
