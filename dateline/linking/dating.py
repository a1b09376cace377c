"""Dates for undated stories: an interval with its reasons, from what they mention and what others date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dateline.linking.dating_evidence import (
    CAPTION_DAYS,
    PAGE_DAYS,
    Rare,
    around,
    by_page,
    caption_day,
    lower_bound,
    rarity,
    relations,
    strongest,
    window,
)
from dateline.linking.dating_told import told_back
from dateline.linking.redate import monthdays_after, redated
from dateline.model.document import DateCandidate, Document, Published
from dateline.model.mention import Period
from dateline.values.calendar import overlap, shift, width_days

# Two months: a wider interval says too little to resolve 'on Saturday' with (the target of issue 7).
WIDEST_DAYS = 62
# A story dated this narrowly by its own caption may date others.
SURE_DAYS = CAPTION_DAYS + 1


class Dating(Struct, frozen=True):
    """When an undated story was published, as an interval, and why; `period` is None where nothing supports one."""

    period: Period | None
    reasons: tuple[str, ...]

    @property
    def basis(self) -> str:
        """The reasons as one line."""
        return "; ".join(self.reasons)


def date(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """The documents, in the order given, each undated one with an interval where evidence supports one.

    Their symbolic times, and the times of their reports, are resolved again at that interval.
    The outcome does not depend on the order of the documents.
    """
    undated = [
        document for document in documents if document.published.earliest is None and document.reading is not None
    ]
    if not undated:
        return documents
    known = [document for document in documents if document.reading is not None and document.coding is not None]
    decided = decide_all(known, [document for document in undated if document.coding is not None])
    return tuple(settled(document, decided.get(document.id)) for document in documents)


def decide_all(
    documents: Sequence[Document], undated: Sequence[Document], rare: Rare | None = None
) -> dict[str, Dating]:
    """The decision for each undated document: by itself, by dated stories, last by the page it stands on.

    `rare`: what few stories of the case mention, where not all of its `documents` are given.
    """
    rare = rarity(documents) if rare is None else rare
    dated = [document for document in documents if document.published.earliest is not None]
    decided = {document.id: by_itself(document) for document in undated}
    sure = [settled(document, decided[document.id]) for document in undated if _is_sure(decided[document.id])]
    anchors = {document.id: document for document in (*dated, *sure) if document.published.earliest is not None}
    for document in undated:
        if decided[document.id].period is None:
            decided[document.id] = by_others(document, anchors, rare)
    pages = by_page(documents)
    known = {document.id: Period(document.published.earliest, document.published.latest) for document in dated}
    known |= {id_: dating.period for id_, dating in decided.items() if dating.period is not None}
    for document in undated:
        if decided[document.id].period is None:
            siblings = [one for one in pages[document.rendition.id] if one.id != document.id and one.id in known]
            decided[document.id] = by_page_of(
                document, [(one.id, known[one.id]) for one in siblings], decided[document.id]
            )
    return decided


def by_itself(document: Document) -> Dating:
    """The story's own evidence: the day of a captioned photo and the week after it, not before what it tells of."""
    caption, bound = caption_day(document), lower_bound(document)
    if caption is None or caption.latest is None:
        return Dating(None, () if bound is None else (bound.says,))
    period = Period(caption.latest[:10], shift(caption.latest, CAPTION_DAYS))
    reasons = (f"caption of {caption.text!r} ({caption.latest[:10]}): within {CAPTION_DAYS} days of it",)
    return narrowed(document, Dating(period, reasons))


def by_others(document: Document, dated: Mapping[str, Document], rare: Rare) -> Dating:
    """The days around the dated stories with which this one shares rare places and happenings."""
    found = relations(document, dated, rare)
    bound = lower_bound(document)
    possible = [
        one
        for one in found
        if (bound is None or (window(one).latest or "") >= bound.earliest)
        and (one.borne_out or monthdays_after(document, window(one)))
    ]
    if not possible:
        return Dating(None, () if bound is None else (bound.says,))
    near = strongest(possible)
    period, reasons = window(near[0]), []
    for one in near:
        if not overlap(period, window(one)):
            return Dating(
                None, (f"shares as much with {near[0].document} as with {one.document}, which lie far apart",)
            )
        period = _meet(period, window(one))
        reasons.append(f"shares {', '.join(one.shared)} with {one.document} of {one.published.earliest}")
    for told in told_back(document, dated, rare):
        if overlap(period, told.period) and told.period.earliest is not None:
            period = _meet(period, told.period)
            reasons.append(told.says)
    return narrowed(document, Dating(period, tuple(reasons)))


def by_page_of(document: Document, siblings: Sequence[tuple[str, Period]], so_far: Dating) -> Dating:
    """The days around the other stories of the page, where nothing else dates this one."""
    if not siblings:
        return so_far
    period = around(siblings[0][1], PAGE_DAYS)
    for _, other in siblings[1:]:
        if not overlap(period, around(other, PAGE_DAYS)):
            return so_far
        period = _meet(period, around(other, PAGE_DAYS))
    says = f"stands on one page with {', '.join(id_ for id_, _ in siblings)}"
    return narrowed(document, Dating(period, (says,)))


def narrowed(document: Document, dating: Dating) -> Dating:
    """The interval cut to what the story's own dates allow; none when they contradict it or it stays too wide."""
    period = dating.period
    if period is None:
        return dating
    if document.published.latest is not None:
        # The archived copy: no story is younger than it.
        if period.earliest is not None and period.earliest > document.published.latest:
            return Dating(None, (*dating.reasons, f"but it was archived on {document.published.latest}"))
        period = Period(period.earliest, min(period.latest or "9999", document.published.latest))
    bounds = [bound for bound in (lower_bound(document), *monthdays_after(document, period)) if bound is not None]
    reasons = list(dating.reasons)
    latest = max(bounds, key=lambda bound: (bound.earliest, bound.span), default=None)
    if latest is not None and period.latest is not None and latest.earliest > period.latest:
        return Dating(None, (*reasons, f"but {latest.says}"))
    if latest is not None and period.earliest is not None and latest.earliest > period.earliest:
        period = Period(latest.earliest, period.latest)
        reasons.append(latest.says)
    wide = (width_days(period) or WIDEST_DAYS + 1) > WIDEST_DAYS
    return Dating(None if wide else period, tuple(reasons))


def settled(document: Document, dating: Dating | None) -> Document:
    """The document with the decision acted upon: its date, and its times resolved at it."""
    if dating is None:
        return document
    if dating.period is None or dating.period.earliest is None or dating.period.latest is None:
        if not dating.reasons:
            return document
        basis = f"{document.published.basis}; {dating.basis}" if document.published.basis else dating.basis
        return replace(document, published=replace(document.published, basis=basis))
    earliest, latest = dating.period.earliest, dating.period.latest
    precision = precision_of_days(dating.period)
    candidate = DateCandidate(earliest=earliest, latest=latest, precision=precision, basis=dating.basis, chosen=True)
    published = Published(
        earliest=earliest,
        latest=latest,
        precision=precision,
        basis=dating.basis,
        candidates=(*document.published.candidates, candidate),
    )
    return redated(replace(document, published=published))


def precision_of_days(period: Period) -> str:
    """The precision of an interval by its width: day, days (to six), week, else range."""
    width = width_days(period) or 0
    return "day" if width == 1 else "days" if width <= 6 else "week" if width == 7 else "range"


def _is_sure(dating: Dating) -> bool:
    return dating.period is not None and (width_days(dating.period) or SURE_DAYS + 1) <= SURE_DAYS


def _meet(a: Period, b: Period) -> Period:
    return Period(max(a.earliest or "", b.earliest or "") or None, min(a.latest or "9999", b.latest or "9999"))
