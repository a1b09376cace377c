"""`status`: what a case holds, and everything that did not become part of its record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.engine.judging import excluded_captures, exclusions
from dateline.engine.versions import later, successors
from dateline.linking.judged import addressed, standing
from dateline.model.event import Judgement
from dateline.model.source import Failure
from dateline.store.document_listing import UNKNOWN
from dateline.store.sifting import passed_by_reason, passed_captures

if TYPE_CHECKING:
    from dateline.engine.case import Case


class Status(Struct, frozen=True, kw_only=True):
    """What a case holds, and what did not become part of its record."""

    counts: dict[str, int]  #: rows by kind
    unread: tuple[str, ...]  #: pages that no build has read yet
    passed: dict[str, int]  #: pages of bulk archives that a quick look passed over, by reason; see `dateline audit`
    failures: tuple[Failure, ...]  #: what did not become documents, and what was passed over (stage `passed`)
    undated: tuple[str, ...]  #: documents without a date, with the reason
    excluded: tuple[str, ...]  #: exclusions in force, with the reason
    superseded: int  #: pages of which a later version stands in the record; see `dateline versions`
    judged: tuple[str, ...]  #: what a person joined or kept apart, in force, with the reason
    other_languages: dict[str, int]  #: documents kept and searchable but not read, since not in English, by language


def told(exclusion: Judgement, paths: dict[str, str]) -> str:
    """An exclusion on one line: its number, which page and words, by whom and why."""
    words = f" “{exclusion.quote}”" if exclusion.quote else ""
    by = f" ({exclusion.by})" if exclusion.by else ""
    page = paths.get(exclusion.capture or "", exclusion.capture)
    return f"number {exclusion.number}: {page}{words}: {exclusion.why}{by}"


TIES = {"same": "is one event with", "different": "is another event than"}


def tied(judgement: Judgement, paths: dict[str, str]) -> str:
    """A judgement about two reports on one line: its number, both with their pages, by whom and why."""
    other = addressed(judgement.value or "")
    there = f"{paths.get(other.capture, other.capture)} “{other.quote}”" if other else judgement.value
    page = paths.get(judgement.capture or "", judgement.capture)
    by = f" ({judgement.by})" if judgement.by else ""
    what = TIES[judgement.decision]
    return f"number {judgement.number}: {page} “{judgement.quote}” {what} {there}: {judgement.why}{by}"


def by_language(told: Iterable[tuple[str | None, str | None]]) -> dict[str, int]:
    """How many documents of each language are not read, most first, from their languages and reasons.

    >>> by_language([("de", "German: only English is read"), ("en", None), (None, "letters that are not Latin")])
    {'de': 1, 'unknown': 1}
    """
    found = Counter(language or UNKNOWN for language, unread in told if unread is not None)
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def status(case: Case) -> Status:
    """The status of a case as it was last built."""
    documents, failures, judgements = case.store.list_documents().rows, case.store.failures(), case.store.judgements()
    undated = [f"{d.path or d.id}: {d.basis}" for d in documents if d.earliest is None]
    captures = case.store.captures()
    paths = {capture.id: capture.path for capture in captures}
    excluded = [told(judgement, paths) for judgement in exclusions(judgements)]
    seen = {d.capture for d in documents} | {f.capture for f in failures}
    seen |= passed_captures(case.store.query)
    seen |= later(captures, excluded_captures(judgements))
    # Of a page with several versions, those that another version's documents stand for were read, too.
    in_record = {d.capture for d in documents}
    superseded = set(successors(captures, lambda capture: capture in in_record)) - seen
    return Status(
        counts=case.store.counts(),
        unread=tuple(path for capture, path in paths.items() if capture not in seen | superseded),
        passed=passed_by_reason(case.store.query),
        failures=failures,
        undated=tuple(undated),
        excluded=tuple(excluded),
        superseded=len(superseded),
        judged=tuple(tied(judgement, paths) for judgement in standing(judgements) if judgement.decision in TIES),
        other_languages=by_language((d.language, d.unread) for d in documents),
    )
