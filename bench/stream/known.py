"""What the truth says of each report of the stream's documents, be they built with their reports or read from text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from bench.stream.prose import Told, Written
from bench.stream.truth import Account, Number
from dateline.model.document import Document
from dateline.model.report import Report


class Truth(Struct, frozen=True, eq=False):
    """Of each report the account it tells; of each happening its reports; `first`: the accounts that are no copies.

    `claims`: the report of each claim; `numbers`: the number that a claim gives, where it gives one.
    """

    accounts: Mapping[str, Account]
    reports: Mapping[int, Sequence[str]]
    first: Mapping[int, Sequence[Account]]
    claims: Mapping[str, str]
    numbers: Mapping[str, Number]
    documents: int
    copies: int


def truth_of(written: Sequence[Written], documents: Sequence[Document]) -> Truth:
    """The truth for documents in the order of the stories; a report tells the account whose clause it is read from."""
    accounts: dict[str, Account] = {}
    reports: dict[int, list[str]] = defaultdict(list)
    first: dict[int, list[Account]] = defaultdict(list)
    claims: dict[str, str] = {}
    numbers: dict[str, Number] = {}
    for story, document in zip(written, documents, strict=True):
        for told, report in pairs(story, document):
            account = told.account
            accounts[report.id] = account
            reports[account.happening.number].append(report.id)
            if story.piece.copies is None:
                first[account.happening.number].append(account)
            claims |= {claim.id: report.id for claim in report.claims}
            numbers |= numbers_of(told, report)
    copies = sum(1 for story in written if story.piece.copies is not None)
    return Truth(accounts, reports, first, claims, numbers, len(documents), copies)


def pairs(story: Written, document: Document) -> Iterator[tuple[Told, Report]]:
    """Each account of a story with the report that is read from most of its clause, where there is one of its type."""
    for told in story.told:
        kind = told.account.happening.kind.type
        found = [(shared(told, report), report) for report in document.reports if report.type == kind]
        best = max(found, key=lambda one: one[0], default=None)
        if best is not None and best[0] > 0:
            yield told, best[1]


def shared(told: Told, report: Report) -> int:
    """How many characters of an account's clause a report is read from."""
    return sum(
        min(told.clause.end, e.end) - max(told.clause.start, e.start)
        for e in report.evidence
        if e.span.overlaps(told.clause)
    )


def numbers_of(told: Told, report: Report) -> dict[str, Number]:
    """The claim of a report that gives the account's number, by its id."""
    if told.account.number is None or told.number is None:
        return {}
    return {
        claim.id: told.account.number
        for claim in report.claims
        if claim.field == "figure" and claim.evidence is not None and claim.evidence.span.overlaps(told.number)
    }
