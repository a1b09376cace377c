"""`reanchor`: what points into an earlier rendition of a page is carried over to the one that is made of it now.

That is the evidence of the record as it stands, the addresses of judgements, and the anchors of event ids. Nothing is
changed in place: where each run went is a row of its own, a judgement is taken back and given again at its new
address, and an event's anchor is a new line of the ledger. What cannot be carried over is listed with its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dateline.archive.vault import VaultError
from dateline.document.render import render
from dateline.engine.judging import next_number
from dateline.engine.sealing import changing
from dateline.linking.judged import Address, addressed, standing
from dateline.model.errors import DatelineError
from dateline.model.event import Judgement
from dateline.model.source import Capture
from dateline.model.span import Rendition, Span
from dateline.store.ledger import CarriedRow, LedgerRow
from dateline.store.rows import StoredEvidence
from dateline.store.verify import Quote, quotes
from dateline.values.carrying import Carried, Carrier, Lost

if TYPE_CHECKING:
    from dateline.engine.case import Case

REANCHORED = "reanchored"
"""The act in the custody log; its object is how much was carried over and how much was not."""
WHY = "its page has another rendition now"


class LostRun(Struct, frozen=True, kw_only=True):
    """One thing that could not be carried over."""

    path: str  #: the page
    owner: str  #: what pointed there: a claim, a figure, a judgement, an event
    quote: str  #: the characters that it pointed to
    reason: str  #: why they were not found again


class ReanchorReport(Struct, frozen=True, kw_only=True):
    """What a reanchoring did, in counts, and what it could not do."""

    renditions: int  #: pages whose text is another than before
    evidence: int  #: places in earlier renditions that evidence points to
    carried: dict[str, int]  #: places found again, by what differs: exact, white space, form of letters, words
    judgements: int  #: judgements given again at their new address
    anchors: int  #: event ids tied to their new place
    lost: tuple[LostRun, ...]  #: what could not be carried over
    head: str  #: head of the custody log


def reanchor(case: Case, *, dry_run: bool) -> ReanchorReport:
    """Carry everything over to the renditions that pages have now; with `dry_run` only say what would come of it."""
    with case.store.building() if dry_run else changing(case):
        work = Reanchoring(case)
        evidence = [work.run(one.evidence, one.owner) for one in pointing(case) if work.is_old(one.evidence)]
        judgements, anchors = work.judgements(), work.anchors()
        if not dry_run and work.changed:
            case.store.carry(work.changed.values(), work.rows.values(), judgements, anchors)
            about = f"{len(work.changed)} pages, {len(work.rows)} places, {len(work.lost)} not carried over"
            case.log.append(case.now(), [(REANCHORED, about)])
    found = {(row.rendition, row.start, row.end): row for row in evidence if row is not None}
    return ReanchorReport(
        renditions=len(work.changed),
        evidence=len(found),
        carried=dict(sorted(Counter(row.how for row in found.values() if row.into_start is not None).items())),
        judgements=len(judgements) // 2,
        anchors=len(anchors),
        lost=tuple(work.lost),
        head=case.log.head(),
    )


def pointing(case: Case) -> Iterator[Quote]:
    """Every quote of the record."""
    return (one for one in quotes(case.store.query) if isinstance(one, Quote))


class Reanchoring:
    """One reanchoring of a case: what pages are rendered to now, and where runs of their earlier texts went."""

    def __init__(self, case: Case) -> None:
        """Nothing carried yet."""
        self.case = case
        self.limits = case.limits()
        self.captures = {capture.id: capture for capture in case.store.captures()}
        self.of_blob = {capture.blob: capture for capture in self.captures.values()}
        self.changed: dict[str, Rendition] = {}
        self.rows: dict[tuple[str, int, int], CarriedRow] = {}
        self.lost: list[LostRun] = []
        self._carriers: dict[str, Carrier] = {}
        self._now: dict[str, Rendition | Lost] = {}

    def now(self, blob: str) -> Rendition | Lost:
        """The rendition that a blob has now, or why it has none."""
        if blob not in self._now:
            capture = self.of_blob[blob]
            try:
                self._now[blob] = render(self.case.vault.get(blob), blob, capture.media, self.limits)
            except (VaultError, DatelineError) as error:
                self._now[blob] = Lost(f"the page has no text now: {error}")
        return self._now[blob]

    def is_old(self, evidence: StoredEvidence) -> bool:
        """Whether evidence points into another rendition than its page has now."""
        rendition = self.case.store.rendition(evidence.rendition)
        now = self.now(rendition.blob)
        return isinstance(now, Lost) or now.id != rendition.id

    def run(self, evidence: StoredEvidence, owner: str) -> CarriedRow | None:
        """Where a run of an earlier rendition stands now, kept as a row; None where its page has no rendition now."""
        key = (evidence.rendition, evidence.start, evidence.end)
        rendition = self.case.store.rendition(evidence.rendition)
        now = self.now(rendition.blob)
        if isinstance(now, Lost):
            self.lose(self.of_blob[rendition.blob], owner, evidence.quote, now.reason)
            return None
        if key not in self.rows:
            self.changed[now.id] = now
            found = self.carried(rendition, now, Span(evidence.start, evidence.end))
            start, end = (found.span.start, found.span.end) if isinstance(found, Carried) else (None, None)
            how = found.how if isinstance(found, Carried) else found.reason
            self.rows[key] = CarriedRow(
                rendition=rendition.id,
                start=evidence.start,
                end=evidence.end,
                into=now.id,
                into_start=start,
                into_end=end,
                how=how,
            )
        if self.rows[key].into_start is None:
            self.lose(self.of_blob[rendition.blob], owner, evidence.quote, self.rows[key].how)
        return self.rows[key]

    def carried(self, old: Rendition, new: Rendition, span: Span) -> Carried | Lost:
        """A run carried over; the comparison of two texts is prepared once."""
        if old.id not in self._carriers:
            self._carriers = {old.id: Carrier(old.text, new.text)}
        return self._carriers[old.id].carry(span)

    def lose(self, capture: Capture, owner: str, quote: str, reason: str) -> None:
        """List what is not carried over."""
        self.lost.append(LostRun(path=capture.path, owner=owner, quote=quote, reason=reason))

    def address(self, capture: str, quote: str, ordinal: int, owner: str) -> tuple[str, int]:
        """The quote at an address and which occurrence it is, as they are now; the same where nothing changed."""
        held = self.captures.get(capture)
        now = self.now(held.blob) if held is not None else None
        if held is None or not isinstance(now, Rendition):
            return quote, ordinal
        for old in self.case.store.renditions_of(held.blob):
            at = nth(old.text, quote, ordinal)
            if at is None or old.id == now.id:
                continue
            row = self.run(StoredEvidence(old.id, at, at + len(quote), quote), owner)
            if row is not None and row.into_start is not None:
                return now.text[row.into_start : row.into_end], times(now.text, quote_of(now, row), row.into_start)
            return quote, ordinal
        return quote, ordinal

    @cached_property
    def standing(self) -> tuple[Judgement, ...]:
        """The judgements in force."""
        return standing(self.case.store.judgements())

    def judgements(self) -> list[Judgement]:
        """Each judgement whose address is another now: taken back, and given again there."""
        number, at = next_number(self.case), self.case.now()
        found: list[Judgement] = []
        for one in self.standing:
            there = self.moved(one)
            if there != one:
                undone = replace(one, number=number, decision="undone", value=str(one.number), at=at, why=WHY)
                found += [undone, replace(there, number=number + 1, at=at)]
                number += 2
        return found

    def moved(self, one: Judgement) -> Judgement:
        """A judgement with the quotes that its addresses have now."""
        owner = f"judgement {one.number}"
        if one.capture is not None and one.quote is not None:
            one = replace(one, quote=self.address(one.capture, one.quote, 0, owner)[0])
        other = addressed(one.value or "")
        if other is not None and other.capture in self.captures:
            quote = self.address(other.capture, other.quote, 0, owner)[0]
            one = replace(one, value=str(Address(other.capture, quote, other.type)))
        return one

    def anchors(self) -> list[LedgerRow]:
        """A line for each event whose anchor is another now."""
        ledger = self.case.store.ledger()
        last: Mapping[str, LedgerRow] = {row.event: row for row in ledger}
        moved: list[LedgerRow] = []
        for row in last.values():
            quote, ordinal = self.address(row.capture, row.quote, row.ordinal, f"event {row.event}")
            if (quote, ordinal) != (row.quote, row.ordinal):
                moved.append(replace(row, number=len(ledger) + len(moved) + 1, quote=quote, ordinal=ordinal))
        return moved


def quote_of(rendition: Rendition, row: CarriedRow) -> str:
    """The characters that a run has now."""
    return rendition.text[row.into_start : row.into_end]


def nth(text: str, quote: str, ordinal: int) -> int | None:
    """Where an occurrence of a quote begins, the first being 0; None where there are not so many."""
    at = text.find(quote)
    for _ in range(ordinal):
        at = text.find(quote, at + 1) if at >= 0 else at
    return at if at >= 0 else None


def times(text: str, quote: str, before: int) -> int:
    """How many times a quote stands before an offset, as the ledger counts occurrences."""
    count, at = 0, text.find(quote)
    while 0 <= at < before:
        count, at = count + 1, text.find(quote, at + 1)
    return count
