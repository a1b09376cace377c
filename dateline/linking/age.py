"""Which of two stories was there first, so that the other took from it."""

from __future__ import annotations

from dateline.linking.candidates import counted, day_of
from dateline.linking.credits import is_credited, is_own
from dateline.linking.prints import Print
from dateline.linking.relation import HEAD, Relation
from dateline.model.document import Document

# An agency's story may be dated later than one that credits it: zones, and the day an outlet first printed it.
LATE = 1


def age(one: Print) -> tuple[str, bool, str, int, str]:
    """What sorts stories by when they were surely there: the earlier one, an agency's own, the longer one."""
    document = one.document
    published = document.published
    day = published.latest or "9999"
    return day[:10], not is_own(document), published.instant or "9999", -len(one), document.id


def is_first(a: Print, b: Print, found: Relation) -> bool:
    """Whether the first story is the source of the second; it is the older by age.

    An agency's own story is the source of those that credit it. Of two stories of one day, the one that begins with
    what they share is the source of one that has it farther down: a roundup, or a merged story.
    """
    if is_credited(b.document, a.document):
        return counted(b.document.published.earliest, 0) - day_of(a) > LATE
    if day_of(a) != day_of(b) or is_credited(a.document, b.document) or _are_timed(a.document, b.document):
        return True
    leads_a = any(run.one < HEAD for run in found.runs)
    leads_b = any(run.other < HEAD for run in found.runs)
    return leads_a or not leads_b


def _are_timed(a: Document, b: Document) -> bool:
    """Whether the hour of both is known."""
    return a.published.instant is not None and b.published.instant is not None
