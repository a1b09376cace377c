"""Events and reports in words for the terminal: what is claimed, by whom, with which characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from dateline.export.cells import Cells
from dateline.export.lines import Line
from dateline.export.report.figures import number_of, what_of
from dateline.export.report.words import count
from dateline.model.document import Document
from dateline.model.event import Claimant, Event, Value
from dateline.model.mention import Actor, Attribution, Figure, Place
from dateline.model.report import Claim, Report, When
from dateline.model.span import Evidence
from dateline.values.voices import by_side, institutions, range_words
from dateline.values.wording import bounds_value

if TYPE_CHECKING:
    from dateline.engine.case import Case

MAY_VARY = ("occurrence", "type", "when", "where", "initiators", "targets", "victims", "weapons", "attribution")
"""The fields that every report of an event repeats: told for the event only where reports differ."""


def tell(case: Case, item: str, *, evidence: bool) -> str:
    """An event with its reports, one report, or a document; with `evidence` every claim's exact words and offsets.

    Raises CaseError when nothing has an id that begins like `item`, or several have.
    """
    from dateline.engine.masthead import document_at, document_lines

    document = document_at(case, item)
    if document is not None:
        return "\n".join(document_lines(document)) + "\n"
    found = case.find(item)
    if isinstance(found, Event):
        blocks = [event_lines(found), *(report_lines(case, case.report(one), evidence) for one in found.reports)]
    else:
        blocks = [report_lines(case, found, evidence)]
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def item_lines(case: Case, item: str) -> list[Line]:
    """An event or report with its reports and claims, or a document, as the lines that the JSONL export has."""
    from dateline.engine.masthead import document_at

    document = document_at(case, item)
    if document is not None:
        return [Cells(None).document(document)]
    found = case.find(item)
    cells = Cells(None)
    reports = [case.report(r) for r in found.reports] if isinstance(found, Event) else [found]
    lines: list[Line] = [cells.event(found)] if isinstance(found, Event) else []
    for report in reports:
        lines.append(cells.report(report, case.store.event_of(report.id)))
        lines += [cells.claim(claim, report.document) for claim in report.claims]
    return lines


def event_lines(event: Event) -> Iterator[str]:
    """The lines of one event, without its reports."""
    yield f"{event.id}  {event.type}  {event.status}{'  CONTESTED' if event.contested else ''}"
    yield told("when", when_words(event.when))
    yield told("where", place_words(event.where))
    yield told("level", f"{event.level}{f', part of {event.part_of}' if event.part_of else ''}")
    yield told("grade", event.grade)
    counts = (
        count(len(event.documents), "document"),
        count(len(event.publishers), "publisher"),
        count(len(event.claimants), "claimant"),
        institutions_words(event),
    )
    yield told("sources", ", ".join(counts))
    yield from source_lines(event)
    for field, values in event.values.items():
        if field not in MAY_VARY:
            yield told(field.replace("_", " "), values_words(values))
        elif len(values) > 1:
            yield told("reports say", f"{field} {values_words(values)}")
    yield from estimate_lines(event)
    for difference in event.disagreements:
        yield told(difference.relation, difference.says)


def institutions_words(event: Event) -> str:
    """How many independent institutions say so, as a range where some speak for nobody known."""
    least, most = institutions(event.claimants, event.unnamed)
    noun = "institution" if most == 1 else "institutions"
    return f"{range_words(least, most)} {noun}"


def source_lines(event: Event) -> Iterator[str]:
    """Who says so, how many on which side, who may be one of them, and who admits what."""
    for claimant in event.claimants:
        yield f"    {claimant_words(claimant)}"
    for one in event.unnamed:
        if not any(one.speaker == claimant.speaker for claimant in event.claimants):
            yield f"    {one.speaker} (institution unknown: one of these or one more)"
    if event.claimants:
        sides = by_side(event.claimants)
        yield told("sides", ", ".join(f"{side.replace('_', ' ')} {number}" for side, number in sides))
    for admission in event.admissions:
        who = admission.claimant
        yield told("admits", f"{who.speaker} ({who.side.replace('_', ' ')}): {admission.of}")


def estimate_lines(event: Event) -> Iterator[str]:
    """The numbers of an event by each policy, those of one count together; one line where all rules give the same."""
    for (outcome, people, party), found in groupby(event.estimates, key=lambda e: (e.outcome, e.people, e.party)):
        several = tuple(found)
        whose = "" if party == "unknown" or party == people else f" of {party}"
        what = f"{outcome}{'' if people == 'everybody' else f', {people}'}{whose}"
        if len({(one.low, one.best, one.high) for one in several}) == 1:
            last = several[-1]
            yield told("by rule", f"{what}: {bounds_value(last.low, last.best, last.high)} (every rule: {last.rule})")
            continue
        for one in several:
            yield told("by rule", f"{what}: {bounds_value(one.low, one.best, one.high)} ({one.policy}: {one.rule})")


def report_lines(case: Case, report: Report, evidence: bool) -> Iterator[str]:
    """The lines of one report."""
    document = case.document(report.document)
    figures = {figure.id: figure for figure in document.figures}
    background = ", background" if report.background else ""
    yield f"{report.id}  {report.type}  {report.status}, {report.certainty}{background}"
    yield told("event", case.store.event_of(report.id) or "none")
    yield told("page", path_of(document))
    yield told("when", when_words(report.when))
    yield told("where", place_words(report.where))
    for field in ("initiators", "targets", "victims", "weapons"):
        actors: tuple[Actor, ...] = getattr(report, field)
        if actors:
            yield told(field, "; ".join(dict.fromkeys(actor.name for actor in actors)))
    counted = [figure_words(figures[one]) for one in report.figures if one in figures]
    if counted:
        yield told("figures", "; ".join(counted))
    if report.attribution:
        yield told("said by", chain_words(report.attribution))
    for one in report.evidence:
        yield told("words", quote_words(one))
    if evidence:
        yield "  claims"
        for claim in report.claims:
            yield from claim_lines(claim, figures)


def told(name: str, words: str) -> str:
    """One named line."""
    return f"  {name:<12} {words}"


def claim_lines(claim: Claim, figures: dict[str, Figure]) -> Iterator[str]:
    """A claim, then its characters."""
    value = figure_words(figures[claim.value]) if claim.value in figures else days_words(claim.value)
    yield f"    {claim.field} = {value}  [{claim.stance}, {claim.certainty}; {claim.basis}]"
    if claim.evidence is not None:
        yield f"      {quote_words(claim.evidence)}"


def claimant_words(claimant: Claimant) -> str:
    """Who says it, for whom they speak, and on which side that is; what is unknown in words."""
    institution, side = claimant.institution, claimant.side.replace("_", " ")
    if institution == side == "unknown":
        return f"{claimant.speaker} (institution and side unknown)"
    institution = "institution unknown" if institution == "unknown" else institution
    return f"{claimant.speaker} ({institution}; {'side unknown' if side == 'unknown' else side})"


def values_words(values: Iterable[Value]) -> str:
    """Every value that is claimed, and how many claims state it."""
    return " | ".join(f"{days_words(value.value)} ({count(len(value.claims), 'claim')})" for value in values)


def days_words(value: str) -> str:
    """An interval `first/last` as one day or two; any other value as it is.

    >>> days_words("2018-09-06/2018-09-06"), days_words("2018-09-06/2018-10-04"), days_words("at least 40")
    ('2018-09-06', '2018-09-06 to 2018-10-04', 'at least 40')
    """
    first, _, last = value.partition("/")
    return first if first == last else value.replace("/", " to ", 1) if first[:4].isdigit() and last else value


def figure_words(figure: Figure) -> str:
    """How many, of what."""
    return f"{number_of(figure)} {what_of(figure)}".strip()


def quote_words(evidence: Evidence) -> str:
    """The quote on one line, and at which characters of the page's text it stands."""
    return f"“{' '.join(evidence.quote.split())}” at {evidence.start}:{evidence.end}"


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
    precision = (place.precision or "not located").replace("_", " ")
    return f"{place.name or place.text}{country} ({precision}; {place.basis})"


def chain_words(attribution: Attribution) -> str:
    """The chain of who says so, innermost first."""
    inner = attribution.speaker or "nobody named"
    if attribution.organisation and attribution.organisation != inner:
        inner += f" of {attribution.organisation}"
    return ", told by ".join([inner, *attribution.via])


def path_of(document: Document) -> str:
    """The page's path and the story's title."""
    return f"{document.path or document.id}{f' “{document.title}”' if document.title else ''}"
