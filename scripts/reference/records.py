"""The page of records: what the Python surface hands out, field by field."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from dateline.engine import (
    adding,
    adding_missed,
    auditing,
    comparing,
    decisions,
    flow,
    page_versions,
    profile,
    queue,
    reanchoring,
    releasing,
    reviewing,
    source_tree,
    status,
    verifying,
)
from dateline.engine.api import Page
from dateline.engine.practice import agreement, assigning, decision_log, importing, rounds, sourcing
from dateline.export import outcome
from dateline.model import decision, document, event, mention, practice, report, sifting, source, span
from dateline.store import document_listing, listing, search
from scripts.reference.fields import PLAIN, fields, plain, purpose, slug, words
from scripts.reference.markdown import code, page, table

GROUPS: dict[str, tuple[type[Struct], ...]] = {
    "Documents": (
        Page,
        document.Document,
        document.Segment,
        document.Published,
        document.DateCandidate,
        document.Candidate,
    ),
    "Mentions": (
        *(mention.Time, mention.Place, mention.Actor, mention.Figure, mention.Period, mention.Attribution),
        mention.Symbol,
    ),
    "Reports and claims": (report.Report, report.When, report.Claim),
    "The linked record": (
        *(event.Record, event.Event, event.Claimant, event.Value, event.Disagreement, event.Series),
        *(event.SeriesPoint, event.SourceEdge, event.Tombstone, event.Judgement),
        *(event.Estimate, event.Unnamed, event.Admission),
    ),
    "Where things stand": (span.Span, span.Evidence, span.Rendition),
    "What a case answers": (
        *(document_listing.DocumentRow, search.Hit),
        *(
            listing.EventRow,
            adding.AddReport,
            adding.Planned,
            flow.BuildReport,
            profile.Profile,
            profile.Stage,
            status.Status,
            verifying.VerifyReport,
        ),
        *(outcome.ExportReport, outcome.Omitted, source.Failure),
        *(releasing.Release, comparing.Change, comparing.FieldChange),
        *(reanchoring.ReanchorReport, reanchoring.LostRun),
        *(page_versions.PageVersions, page_versions.Version, page_versions.PageChange),
        *(source_tree.SourceTree, source_tree.Source, source_tree.Saying, source_tree.Took),
    ),
    "Prefilter": (sifting.PassedOver, auditing.Audit, auditing.AuditRow),
    "Coding practice": (
        *(importing.Imported, importing.RowStatus, practice.RowFile, practice.RowMatch, practice.CodedEvent),
        *(practice.News, practice.Assignment, assigning.Share),
        *(rounds.RoundPlan, practice.Round, rounds.Seen, agreement.Agreement, agreement.FieldAgreement),
        *(agreement.Difference, practice.Settlement, practice.Codebook, decision_log.LogFilter, decision_log.Logged),
        *(practice.Check, sourcing.Gap, practice.Restriction),
    ),
    "Deciding": (
        *(decisions.Decision, decisions.Edit, decisions.Selected, decisions.Decided, decisions.Undone, decisions.Act),
        *(decisions.Judged, queue.Queue, queue.QueueRow, reviewing.NewEvidence),
        *(adding_missed.Missed, adding_missed.Note, adding_missed.AddedByHand),
        *(decision.Days, decision.Site, decision.Who, decision.Amount),
    ),
    "Inside a document": (document.Reading, document.Coding),
}
INTRODUCTION = """
What `dateline.read`, `extract`, `link` and a case hand out. Records are frozen: a stage makes new ones. A list is a
tuple. What is unknown is empty (`None`), and `basis` says why. Dates are ISO strings, `earliest` and `latest`
inclusive; spans count Unicode code points, the end exclusive. The same keys stand in the
[complete export](exports.md).
"""
HEADINGS = {record for group in GROUPS.values() for record in group}


def records() -> str:
    """The page."""
    parts = [INTRODUCTION]
    for title, group in GROUPS.items():
        parts.append(f"## {title}")
        parts += [described(record) for record in group]
    return page("Records", *parts)


def described(record: type[Struct]) -> str:
    """Heading, purpose and fields of one record."""
    rows = [(code(field.name), words(field.type, link), field.meaning) for field in fields(record)]
    return f"### {record.__name__}\n\n{purpose(record)}\n\n{table(('field', 'holds', 'meaning'), rows)}"


def link(hint: Any) -> str:
    """A type in plain words, a record as a link to its heading."""
    if hint in PLAIN:
        return plain(hint)
    return f"[{hint.__name__}](#{slug(hint.__name__)})"
