"""A view of a case without its restricted sources: what a build would have made, had they never been added.

Leaving out their quotes would not do: a date, a toll, a count of claimants or a copy's direction may stand on them.
So stories are dated and linked again without them; event ids stay those of the case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dateline.engine.practice.restricting import REASON, Hidden, RestrictionError
from dateline.export.view import ExportView
from dateline.linking.identity import Identities, founding
from dateline.model.document import Document
from dateline.model.event import Event, Record
from dateline.model.report import Report
from dateline.model.source import Failure

if TYPE_CHECKING:
    from dateline.engine.case import Case

Relinked = tuple[tuple[Document, ...], Record]
EVENTS, DOCUMENTS = f"events {REASON} only", f"documents {REASON}"


def withheld(view: ExportView, hidden: Hidden, relink: Callable[[], Relinked], places: Sequence[str]) -> ExportView:
    """The view without anything of the hidden sources; `places`: their paths and addresses.

    Raises RestrictionError rather than let anything of them through.
    """
    if not hidden:
        return view
    documents, record = relink()
    gone = {event.id for event in view.record.events} - {event.id for event in record.events}
    counts = {EVENTS: len(gone), DOCUMENTS: len(hidden.documents)}
    made = replace(
        view,
        documents=documents,
        record=record,
        failures=tuple(one for one in view.failures if not names_hidden(one, hidden, places)),
        judgements=tuple(one for one in view.judgements if not hidden.judged(one)),
        withheld={name: count for name, count in counts.items() if count},
    )
    leak = next(leaks(made, hidden), None)
    if leak is not None:
        raise RestrictionError(f"nothing was written: {leak} is {REASON}; free it, or report this as a fault")
    return made


def names_hidden(failure: Failure, hidden: Hidden, places: Sequence[str]) -> bool:
    """Whether a failure is that of a hidden page, or tells of one."""
    return failure.capture in hidden.captures or any(
        place in text for place in places for text in (failure.path, failure.reason)
    )


def leaks(view: ExportView, hidden: Hidden) -> Iterator[str]:
    """What in a view is of the hidden sources; nothing, if all went well."""
    documents = {document.id: document for document in view.documents}
    yield from (one.id for one in view.documents if one.capture in hidden.captures or one.id in hidden.documents)
    texts = {document.rendition.id for document in view.documents}
    for event in view.record.events:
        yield from (f"{event.id}: {one}" for one in event.documents if one not in documents)
        evidence = (claim.evidence for claim in event.claims if claim.evidence is not None)
        yield from (f"{event.id}: “{one.quote}”" for one in evidence if one.rendition.id not in texts)
    for edge in view.record.sources:
        yield from (one for one in (edge.source, edge.target) if one not in documents)
    yield from (f"judgement {one.number}" for one in view.judgements if hidden.judged(one))


def reanchored(identities: Identities, events: Sequence[Event], documents: Sequence[Document]) -> Identities:
    """Identities for the documents alone that are left: an event founded by another is found by its first report here.

    The ids of events that no document here reports are forgotten, so that nothing tells of them.
    """
    known = {document.id: document for document in documents}
    holders = {holder for document in documents for holder in (document.capture, document.id)}
    reports = {report.id: report for document in documents if document.coding for report in document.reports}
    told: dict[str, list[Report]] = {
        event.id: [reports[one] for one in event.reports if one in reports] for event in events
    }
    lines = []
    for line in identities.minted:
        if line.anchor.capture in holders:
            lines.append(line)
        elif told.get(line.event):
            lines.append(replace(line, anchor=founding(told[line.event], known)))
    return Identities(tuple(lines), identities.seen)


def relinked(case: Case, hidden: Hidden) -> Relinked:
    """The documents and the record of a case as a build would make them without the hidden sources.

    Raises RestrictionError where pages would have to be read again first.
    """
    from dateline.engine.flow import linked_record
    from dateline.engine.settings import load_settings
    from dateline.engine.work import Work

    work = Work(case, load_settings(case.folder, {}), hidden=hidden)
    read = case.store.finished_captures(work.digest)
    rows = case.store.query.rows("SELECT DISTINCT capture FROM documents WHERE capture IS NOT NULL")
    stale = {str(row["capture"]) for row in rows} - hidden.captures - read
    if stale:
        raise RestrictionError(
            f"{len(stale)} pages were read by another version of code or tables, so the record cannot be made without "
            f"restricted sources; first run: dateline build {case.folder}"
        )
    documents, linked, _ = linked_record(work)
    return documents, linked.record
