"""`explain`: the rule and basis of every value of an event, report or document, and why reports were joined."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from dateline.engine.cast import actor_lines
from dateline.engine.masthead import candidate_lines, document_at
from dateline.engine.reader import Reader, default_reader
from dateline.engine.telling import days_words, figure_words, path_of, told
from dateline.model.document import Document
from dateline.model.event import Event
from dateline.model.report import Report

if TYPE_CHECKING:
    from dateline.engine.case import Case
    from dateline.events.tracing import Trace
    from dateline.linking.same import Decision


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
    reader = Reader.load(*case.layers())
    told_by = {report.document: case.document(report.document) for report in reports}
    found_in = {name: readings(reader, document) for name, document in told_by.items()}
    blocks += [report_reasons(told_by[one.document], one, found_in[one.document]) for one in reports]
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def event_reasons(case: Case, event: Event, reports: list[Report]) -> Iterator[str]:
    """What an event is, its grade's rule, and why its reports are one event."""
    yield f"{event.id}  {event.type}  {event.status}, revision {event.revision}"
    yield told("grade", event.grade)
    yield from (told("joined", why) for why in joining_reasons(case, reports))


def explain_sentence(text: str, published: str | None) -> str:
    """What a text typed in is read as, with every reading; raises ValueError when `published` is no ISO date."""
    from dateline.events.code import code
    from dateline.events.tracing import traces

    reader = default_reader()
    parsed = reader.parsed(reader.text(text, published))
    document, found = code(parsed, reader.tables), tuple(traces(parsed, reader.tables.triggers))
    blocks = [report_reasons(document, report, found) for report in document.reports]
    used = {one.span for report in document.reports for one in told_in(report, found)}
    left = [one for one in found if one.span not in used]
    if left or not blocks:
        blocks.append(unreported(left))
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def readings(reader: Reader, document: Document) -> tuple[Trace, ...]:
    """Every reading of a stored document's clauses; it is parsed once more, as parses are not kept."""
    from dateline.events.tracing import traces

    return tuple(traces(reader.parsed(document), reader.tables.triggers))


def told_in(report: Report, found: tuple[Trace, ...]) -> list[Trace]:
    """The readings whose clause is evidence of a report."""
    spans = {(e.start, e.end) for e in report.evidence}
    return [one for one in found if (one.span.start, one.span.end) in spans]


def unreported(left: list[Trace]) -> Iterator[str]:
    """Clauses with a trigger that became no report of their own."""
    yield "no report of its own: no trigger that stands by itself, or it only takes up what is told elsewhere"
    for one in left:
        yield from reading_lines(one)


def reading_lines(one: Trace) -> Iterator[str]:
    """A reading in words: trigger, slots, status, the rows that lost, and the parse of the clause."""
    yield told("reading", f"“{one.words}”: {one.rule}")
    yield from (told("with", rule) for rule in one.also)
    for slot in one.slots:
        role = f"  (slot of the {slot.role})" if slot.role else ""
        yield f"    {slot.name:<12} {', '.join(slot.words)}{role}"
    yield told("status", f"{one.status}: {one.cue}")
    yield from (told("runner-up", f"{runner.rule}; {runner.lost}") for runner in one.runners)
    yield told("parse", "word, tag, function of the word it hangs on, what it names")
    width = max((len(word.form) for word in one.parse), default=0)
    for word in one.parse:
        yield f"    {word.form:<{width}}  {word.tag:<5} {word.function:<10} {word.head:<{width}}  {word.names}".rstrip()


def report_reasons(document: Document, report: Report, found: tuple[Trace, ...]) -> Iterator[str]:
    """A report's values under the rule that made them; what is empty, and why; then how its clauses were read."""
    figures = {figure.id: figure for figure in document.figures}
    yield f"{report.id}  {report.type}  {report.status}"
    if document.path or document.title:
        yield told("page", path_of(document))
    for evidence in report.evidence:
        yield told("evidence", f"“{evidence.quote}” at {evidence.start}:{evidence.end}")
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
    for one in told_in(report, found):
        yield from reading_lines(one)


def joining_reasons(case: Case, reports: list[Report]) -> Iterator[str]:
    """For each report after the first the surest of its pairs with those before it; the reports come in that order."""
    from dateline.linking.across import repeats
    from dateline.linking.origins import Origins
    from dateline.linking.same import decide
    from dateline.linking.slots import slots
    from dateline.linking.tellings import Tellings
    from dateline.tables import wording
    from dateline.tables.actors import load

    if len(reports) < 2:
        return
    actors, origins = load(), Origins.along(case.store.sources())
    documents = [case.document(report.document) for report in reports]
    made = [slots(report, document, actors) for report, document in zip(reports, documents, strict=True)]
    tellings = Tellings(wording.load())
    first = [origins.of(report.document, report.evidence[0].span) for report in reports]

    def sure(a: int, b: int) -> tuple[Decision, int]:
        copied = repeats(reports[a], first[a], reports[b], first[b])

        def alike() -> bool:
            return tellings.are_alike(reports[a], documents[a], reports[b], documents[b])

        return decide(made[a], made[b], copied, alike), b

    def strength(best: tuple[Decision, int]) -> tuple[bool, int, int]:
        return best[0].verdict == "same", best[0].score, -best[1]

    best = {n: sure(n, 0) for n in range(1, len(reports))}
    while best:
        new = max(sorted(best), key=lambda n: strength(best[n]))
        decision, old = best.pop(new)
        by = "" if decision.verdict == "same" else "by a person's judgement; the rules alone: "
        yield f"{reports[new].id} with {reports[old].id}: {by}{decision.verdict}, {decision.reason}"
        best = {n: max(last, sure(n, new), key=strength) for n, last in best.items()}
