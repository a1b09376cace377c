"""Events and reports in words for the terminal: what is claimed, by whom, with which characters, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.export.cells import Cells
from dateline.export.lines import Line
from dateline.model.document import Document
from dateline.model.event import Event
from dateline.model.mention import Actor, Attribution, Place
from dateline.model.report import Claim, Report, When
from dateline.model.span import Evidence

if TYPE_CHECKING:
    from dateline.engine.case import Case


def tell(case: Case, item: str, *, evidence: bool) -> str:
    """An event with its reports, or one report; with `evidence` every claim with its exact words and offsets.

    Raises CaseError when no event or report has an id that begins like `item`, or several have.
    """
    found = case.find(item)
    lines = event_lines(case, found, evidence) if isinstance(found, Event) else report_lines(case, found, evidence)
    return "\n".join(lines) + "\n"


def item_lines(case: Case, item: str) -> list[Line]:
    """An event or report with its reports and claims, as the lines that the JSONL export has for them."""
    found = case.find(item)
    cells = Cells(None)
    reports = [case.report(r) for r in found.reports] if isinstance(found, Event) else [found]
    lines: list[Line] = [cells.event(found)] if isinstance(found, Event) else []
    event = found.id if isinstance(found, Event) else None
    for report in reports:
        lines.append(cells.report(report, event))
        lines += [cells.claim(claim, report.document) for claim in report.claims]
    return lines


def explain_item(case: Case, item: str) -> str:
    """For each claim of an event or report the rule that made it and the basis of its value."""
    found = case.find(item)
    reports = [case.report(r) for r in found.reports] if isinstance(found, Event) else [found]
    lines = []
    if isinstance(found, Event):
        lines += [f"{found.id} revision {found.revision}: {found.type}, {found.status}", f"  grade     {found.grade}"]
        lines += [f"  joined    {why}" for why in joining_reasons(case, reports)]
    for report in reports:
        lines += [f"{report.id} in {path_of(case.document(report.document))}: {report.type}, {report.status}"]
        lines += [f"  {claim.field:<11} {claim.value}  (rule {claim.method}; {claim.basis})" for claim in report.claims]
        claimed = {claim.field for claim in report.claims}
        basis = report.when.basis if report.when else "no time stated near enough"
        lines += [f"  {'when':<11} empty: {basis}"] if "when" not in claimed else []
        lines += [f"  {'where':<11} empty: no place stated near enough"] if "where" not in claimed else []
    return "\n".join(lines) + "\n"


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


def event_lines(case: Case, event: Event, evidence: bool) -> Iterator[str]:
    """The lines of one event and all its reports."""
    yield f"{event.id}  {event.type}  {event.status}{'  CONTESTED' if event.contested else ''}"
    yield f"  when       {when_words(event.when)}"
    yield f"  where      {place_words(event.where)}"
    yield f"  level      {event.level}{f', part of {event.part_of}' if event.part_of else ''}"
    yield f"  grade      {event.grade}"
    counts = [f"{len(found)} {name}" for name, found in counted(event)]
    yield f"  sources    {', '.join(counts)}"
    for claimant in event.claimants:
        yield f"    {claimant.speaker} ({claimant.institution}; {claimant.side.replace('_', ' ')})"
    for field, values in event.values.items():
        if len(values) > 1:
            yield f"  {field:<10} " + " | ".join(f"{value.value} ({len(value.claims)})" for value in values)
    for difference in event.disagreements:
        yield f"  {difference.relation:<10} {difference.says}"
    for report in event.reports:
        yield ""
        yield from report_lines(case, case.report(report), evidence)


def report_lines(case: Case, report: Report, evidence: bool) -> Iterator[str]:
    """The lines of one report."""
    document = case.document(report.document)
    background = ", background" if report.background else ""
    yield f"{report.id}  {report.type}  {report.status}, {report.certainty}{background}"
    yield f"  page       {path_of(document)}"
    yield f"  when       {when_words(report.when)}"
    yield f"  where      {place_words(report.where)}"
    for field in ("initiators", "targets", "victims", "weapons"):
        actors: tuple[Actor, ...] = getattr(report, field)
        if actors:
            yield f"  {field:<10} " + "; ".join(actor.name for actor in actors)
    if report.attribution:
        yield f"  says       {chain_words(report.attribution)}"
    for one in report.evidence:
        yield f"  {quote_words(one)}"
    if evidence:
        for claim in report.claims:
            yield from claim_lines(claim)


def counted(event: Event) -> tuple[tuple[str, tuple[object, ...]], ...]:
    """What an event's sources are counted by."""
    return ("documents", event.documents), ("publishers", event.publishers), ("claimants", event.claimants)


def claim_lines(claim: Claim) -> Iterator[str]:
    """A claim, then its characters."""
    yield f"    {claim.field} = {claim.value}  [{claim.stance}, {claim.certainty}; {claim.basis}]"
    if claim.evidence is not None:
        yield f"      {quote_words(claim.evidence)}"


def quote_words(evidence: Evidence) -> str:
    """The quote on one line, and where it stands."""
    return f"{evidence.start}:{evidence.end} “{' '.join(evidence.quote.split())}”"


def when_words(when: When | None) -> str:
    """A time as an interval with precision and basis."""
    if when is None or when.earliest is None:
        return f"unknown ({when.basis})" if when else "unknown"
    days = when.earliest if when.earliest == when.latest else f"{when.earliest} to {when.latest or 'unknown'}"
    return f"{days} ({when.precision}; {when.basis})"


def place_words(place: Place | None) -> str:
    """A place with country, precision and basis."""
    if place is None:
        return "unknown"
    country = f", {place.country}" if place.country else ""
    return f"{place.name or place.text}{country} ({place.precision or 'not located'}; {place.basis})"


def chain_words(attribution: Attribution) -> str:
    """The chain of who says so, innermost first."""
    inner = attribution.speaker or "nobody named"
    if attribution.organisation and attribution.organisation != inner:
        inner += f" of {attribution.organisation}"
    return ", told by ".join([inner, *attribution.via])


def path_of(document: Document) -> str:
    """The page's path and the story's title."""
    return f"{document.path or document.id}{f' “{document.title}”' if document.title else ''}"
