"""Times that waited for their document's date, resolved once it has one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec.structs import replace

from dateline.linking.dating_evidence import Bound
from dateline.model.document import Document
from dateline.model.mention import Period, Symbol, Time
from dateline.model.report import Claim, Report, When
from dateline.model.span import Span
from dateline.values.calendar import UNKNOWN, Resolved, overlap, resolve
from dateline.values.narrative import Narrative
from dateline.values.wording import when_value

RESOLVED = "resolved at the interval of the document's date"
# Roles whose dates move the narrative on (as in reading: a headline or caption reads it but does not move it).
TELLING = frozenset({"body", "dateline"})
YEARLESS = frozenset({"monthday", "month"})


def redated(document: Document) -> Document:
    """The document, newly dated, with its symbolic times and its reports' times resolved at its date."""
    if document.reading is None or document.coding is None:
        return document
    times = tuple(_resolved_times(document))
    by_span = {time.span: time for time in times}
    published = Period(document.published.earliest, document.published.latest)
    reports = tuple(_report(report, by_span, published) for report in document.coding.reports)
    return replace(
        document,
        reading=replace(document.reading, times=times),
        coding=replace(document.coding, reports=reports),
    )


def monthdays_after(document: Document, around: Period) -> tuple[Bound, ...]:
    """The days or months without a year that the story tells as past, put into the year that `around` allows."""
    found = []
    for time in document.times:
        symbol = time.symbol
        # A day without a month either ('the 17th') fits any interval and bears none out.
        if symbol is None or symbol.rule not in YEARLESS or symbol.unit == "month":
            continue
        if symbol.direction == "future" or time.earliest is not None:
            continue
        # Whatever its tense says, a yearless day is read as the last such day before the story.
        resolved = resolve(replace(symbol, direction="past"), Period(around.latest, around.latest))
        if resolved.earliest is None or not overlap(Period(resolved.earliest, resolved.latest), around):
            continue
        found.append(Bound(resolved.earliest, f"not before {time.text!r} ({resolved.earliest})", time.span))
    return tuple(found)


def _resolved_times(document: Document) -> Iterator[Time]:
    published = Period(document.published.earliest, document.published.latest)
    narrative = Narrative()
    for _, line in groupby(document.times, key=lambda time: document.text.rfind("\n", 0, time.span.start)):
        # What a headline or a caption names is read from the story, but does not move it.
        own = narrative
        for time in line:
            anchor = published if time.anchor == "publication" else None
            if time.symbol is not None and time.earliest is None:
                time = _at(time, time.symbol, anchor or own.anchor(time.symbol))
            own = own.after(time)
            yield time
        if _tells(document, time.span):
            narrative = own


def _at(time: Time, symbol: Symbol, anchor: Period | None) -> Time:
    found = UNKNOWN if anchor is None else resolve(symbol, anchor)
    if found.earliest is None:
        return time
    return replace(
        time,
        earliest=found.earliest,
        latest=found.latest,
        precision=found.precision,
        timex3=found.timex3,
        basis=f"{time.basis}; {RESOLVED}" if time.basis else RESOLVED,
    )


def _tells(document: Document, span: Span) -> bool:
    return any(segment.role in TELLING and segment.span.covers(span) for segment in document.segments)


def _report(report: Report, times: dict[Span, Time], published: Period) -> Report:
    when = report.when
    if when is None or when.symbol is None or when.earliest is not None:
        return report
    new = _when(when, _mention(report, times), published)
    return replace(report, when=new, claims=tuple(_claim(claim, new) for claim in report.claims))


def _mention(report: Report, times: dict[Span, Time]) -> Time | None:
    """The time mention that the report's time was read from."""
    spans = (claim.evidence.span for claim in report.claims if claim.field == "when" and claim.evidence is not None)
    return next((times[span] for span in spans if span in times), None)


def _when(when: When, mention: Time | None, published: Period) -> When:
    found: Time | Resolved | None = mention
    if found is None and when.symbol is not None and when.symbol.anchor == "publication":
        found = resolve(when.symbol, published)
    if found is None or found.earliest is None:
        return when
    basis = f"{when.basis}; {RESOLVED}"
    return replace(when, earliest=found.earliest, latest=found.latest, precision=found.precision, basis=basis)


def _claim(claim: Claim, when: When) -> Claim:
    """The claim with the new value; it keeps its id, which stands for the words that make it."""
    if claim.field != "when" or when.earliest is None:
        return claim
    return replace(claim, value=when_value(when))
