"""The claims of an event that can be taken out of their reports, one by one."""

from __future__ import annotations

from msgspec import Struct

from dateline.export.report.citing import source_of
from dateline.model.event import Event, is_set
from dateline.web.fields import label_of, words_of
from dateline.web.telling import Telling


class ClaimLine(Struct, frozen=True, kw_only=True):
    """A claim in a line: which field, what it says, in which words of whose story."""

    id: str
    field: str
    label: str
    says: str
    quote: str
    source: str


def claim_lines(event: Event, told: Telling, field: str | None) -> tuple[ClaimLine, ...]:
    """The claims that rest on words of the stories, those of one field first, then in the order of the record."""
    held = {item: (name, one.value) for name, several in event.values.items() for one in several for item in one.claims}
    stories = {document.id: source_of(document) for document in told.documents}
    of_report = {report.id: stories.get(report.document, report.document) for report in told.reports}
    found = [
        ClaimLine(
            id=claim.id,
            field=name,
            label=label_of(name),
            says=words_of(name, value),
            quote=claim.evidence.quote,
            source=of_report.get(claim.report, ""),
        )
        for claim in event.claims
        if claim.evidence is not None and not is_set(claim)
        for name, value in [held.get(claim.id, (claim.field, claim.value))]
    ]
    return tuple(sorted(found, key=lambda one: one.field != field))
