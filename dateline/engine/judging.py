"""Judgements: what a person decided, appended with who, when and why; later ones undo earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.engine.sealing import judging, sealed_again
from dateline.linking.judged import standing
from dateline.model.errors import UsageError
from dateline.model.event import Judgement
from dateline.store.desk import desk

if TYPE_CHECKING:
    from dateline.engine.case import Case


READ, READING = "read", "reading"
"""The decision that a page is read whatever sifting says of it, and the field that it sets."""
Address = tuple[str | None, str | None]
"""A capture's id and a quote, None for the whole capture."""


class JudgementError(UsageError):
    """What was to be judged is not in the case, or is not excluded."""


def exclusions(judgements: tuple[Judgement, ...]) -> tuple[Judgement, ...]:
    """The exclusions in force."""
    return tuple(one for one in standing(judgements) if one.decision == "excluded" and one.field == "occurrence")


def excluded_captures(judgements: tuple[Judgement, ...]) -> frozenset[str]:
    """The captures that are left out whole."""
    return frozenset(j.capture for j in exclusions(judgements) if j.quote is None and j.capture is not None)


def exclude(case: Case, item: str, *, why: str, by: str, undo: bool) -> str:
    """Append one judgement for each address that `item` stands for; returns what was judged, in words."""
    if not why.strip():
        raise JudgementError("an exclusion needs a reason: --why TEXT")
    with judging(case) as log, desk(case.store.path) as open_desk:
        addresses = excluded_addresses(case, item) if undo else addresses_of(case, item)
        at = case.now()
        made = [
            Judgement(
                number=-1,
                decision="undone" if undo else "excluded",
                capture=capture,
                quote=quote,
                field="occurrence",
                value=None,
                by=by,
                at=at,
                why=why,
            )
            for capture, quote in addresses
        ]
        log.judged(at, open_desk.act(made))
    sealed_again(case)
    parts = f" ({len(addresses)} reports, each judged)" if len(addresses) > 1 else ""
    return f"{'took back the exclusion of' if undo else 'excluded'} {item}{parts}"


def read_anyway(case: Case, page: str, *, why: str, by: str, undo: bool) -> str:
    """Judge a page to be read whatever sifting says of it (or take that back); returns what was judged, in words."""
    with judging(case) as log, desk(case.store.path) as open_desk:
        captures = [capture for capture, _ in addresses_of(case, page)]
        at = case.now()
        made = [
            Judgement(
                number=-1,
                decision="undone" if undo else READ,
                capture=capture,
                quote=None,
                field=READING,
                value=None,
                by=by,
                at=at,
                why=why,
            )
            for capture in captures
        ]
        log.judged(at, open_desk.act(made))
    sealed_again(case)
    return f"{page} {'goes through the prefilter again' if undo else 'is read from now on'}"


def next_number(case: Case) -> int:
    """The number of the next judgement."""
    return max((judgement.number for judgement in case.store.judgements()), default=-1) + 1


def excluded_addresses(case: Case, item: str) -> list[Address]:
    """The addresses of exclusions in force that `item` names: a judgement's number, page, report or event id."""
    in_force = exclusions(case.store.judgements())
    numbered = [(e.capture, e.quote) for e in in_force if item == str(e.number)]
    if numbered:
        return numbered
    excluded = {(e.capture, e.quote) for e in in_force}
    founded: list[Address] = [(row.capture, row.quote) for row in case.store.ledger() if row.event == item]
    found = [address for address in dict.fromkeys(founded) if address in excluded]
    found = found or [address for address in addresses_of(case, item) if address in excluded]
    if not found:
        raise JudgementError(f"{item} is not excluded; see: dateline status {case.folder}")
    return found


def addresses_of(case: Case, item: str) -> list[Address]:
    """The (capture, quote) addresses of a page's path, or of a capture, document, report or event id."""
    by_path: list[Address] = [(c.id, None) for c in case.store.captures() if c.path == item]
    if by_path:
        return by_path
    found = case.store.matching(item)
    if len(found) != 1:
        how = f"{len(found)} ids begin so; give more of it" if found else "nothing has that id or path"
        raise JudgementError(f"{item}: {how}")
    kind, exact = found[0]
    if kind == "captures":
        return [(exact, None)]
    if kind == "documents":
        return [(capture_of(case, exact), None)]
    reports = case.store.event(exact).reports if kind == "events" else (exact,)
    return [
        # A report is addressed by its founding evidence.
        (capture_of(case, report.document), report.evidence[0].quote)
        for report in map(case.store.report, reports)
    ]


def capture_of(case: Case, document: str) -> str:
    """The capture that a document came from."""
    capture = case.store.document(document).capture
    if capture is None:
        raise JudgementError(f"{document} came from no capture and cannot be judged")
    return capture
