"""`explain`: the rule and basis of every value of an event, report or document, and why reports were joined."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from dateline.engine.cast import actor_lines
from dateline.engine.masthead import candidate_lines, document_at
from dateline.engine.telling import days_words, figure_words, path_of, told
from dateline.model.event import Event
from dateline.model.report import Report

if TYPE_CHECKING:
    from dateline.engine.case import Case


def explain_item(case: Case, item: str) -> str:
    """For each claim of an event or report the rule that made it and the basis of its value.

    For a document every candidate of its masthead and why it was believed or not, then its actors: why each name is
    that actor and what the actor table says. Raises CaseError when nothing has an id that begins like `item`, or
    several have.
    """
    from dateline.tables.actors import load

    document = document_at(case, item)
    if document is not None:
        named = actor_lines(document, load()) if document.reading is not None else ()
        lines = (f"{document.id}  {path_of(document)}", *candidate_lines(document), *named)
        return "\n".join(lines) + "\n"
    found = case.find(item)
    reports = [case.report(one) for one in found.reports] if isinstance(found, Event) else [found]
    blocks: list[Iterator[str]] = [event_reasons(case, found, reports)] if isinstance(found, Event) else []
    blocks += [report_reasons(case, report) for report in reports]
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def event_reasons(case: Case, event: Event, reports: list[Report]) -> Iterator[str]:
    """What an event is, its grade's rule, and why its reports are one event."""
    yield f"{event.id}  {event.type}  {event.status}, revision {event.revision}"
    yield told("grade", event.grade)
    yield from (told("joined", why) for why in joining_reasons(case, reports))


def report_reasons(case: Case, report: Report) -> Iterator[str]:
    """A report's values under the rule that made them; then what is empty, and why."""
    document = case.document(report.document)
    figures = {figure.id: figure for figure in document.figures}
    yield f"{report.id}  {report.type}  {report.status}"
    yield told("page", path_of(document))
    for rule, claims in groupby(report.claims, key=lambda claim: claim.method):
        yield told("rule", rule)
        for claim in claims:
            value = figure_words(figures[claim.value]) if claim.value in figures else days_words(claim.value)
            yield f"    {claim.field:<12} {value}  ({claim.basis})"
    claimed = {claim.field for claim in report.claims}
    if "when" not in claimed:
        yield told("when", f"empty: {report.when.basis if report.when else 'no time stated near enough'}")
    if "where" not in claimed:
        yield told("where", "empty: no place stated near enough")


def joining_reasons(case: Case, reports: list[Report]) -> Iterator[str]:
    """For each report after the first what the pair decision says about it and the first."""
    from dateline.linking.same import decide
    from dateline.linking.slots import slots
    from dateline.tables.actors import load

    if len(reports) < 2:
        return
    actors = load()
    first, *others = [slots(report, case.document(report.document), actors) for report in reports]
    for other in others:
        decision = decide(first, other)
        yield f"{other.report.id} with {first.report.id}: {decision.verdict}, {decision.reason}"
