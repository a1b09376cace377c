"""Judgements in force that are about nothing which stands in the pages any more: rules cut and name things anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.linking.identity import holder
from dateline.linking.judged import Address, Places, addressed, is_about, is_whole, own_address, standing
from dateline.model.document import Document
from dateline.model.event import Judgement
from dateline.model.report import Report

ADDED, OUT, TIES = "added", frozenset({"excluded", "reject"}), frozenset({"same", "different"})


def unmatched(documents: Iterable[Document], judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those in force whose words, or whose other side's, no report of these documents has.

    Additions are not among them (`by_hand` tells of these), nor what is about a whole page, or one that is left out.
    """
    held = standing(judgements)
    left_out = {one.capture for one in held if one.decision == "excluded" and one.quote is None}
    held = tuple(one for one in held if one.quote and one.decision != ADDED and one.capture not in left_out)
    captures = {one.capture for one in held} | {other.capture for one in held if (other := other_of(one)) is not None}
    known = {document.id: document for document in documents if captures & {holder(document), document.id}}
    by_page: dict[str | None, list[Report]] = {}
    for document in known.values():
        for name in dict.fromkeys((holder(document), document.id)):
            by_page.setdefault(name, []).extend(document.reports if document.coding is not None else ())
    places = Places.of((report for d in known.values() if d.coding is not None for report in d.reports), known)
    return tuple(one for one in held if not is_met(one, by_page.get(one.capture, ()), places))


def other_of(one: Judgement) -> Address | None:
    """The other side of a judgement about two reports."""
    return addressed(one.value or "") if one.decision in TIES else None


def is_met(one: Judgement, here: Sequence[Report], places: Places) -> bool:
    """Whether a judgement is about something; `here`: the reports of its page."""
    if one.decision in OUT and is_whole(one):
        return any(is_about(one, report) for report in here)
    if one.decision in OUT:
        at = (one.field, one.quote)
        return any((c.field, c.evidence.quote if c.evidence else None) == at for report in here for c in report.claims)
    own, other = own_address(one), other_of(one)
    return own is not None and bool(places.at(own)) and (other is None or bool(places.at(other)))
