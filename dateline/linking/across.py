"""Whether two clusters of reports hold a pair that is known to differ, each kind of pair asked about once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

from dateline.linking.judged import Ties
from dateline.linking.same import OTHERS, decide, is_one_fight, why_apart
from dateline.linking.slots import Slots, slots
from dateline.model.document import Document
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.tables.actors import ActorTable


class First(Protocol):
    """Where a passage was told first."""

    @property
    def document(self) -> str:
        """The story."""

    @property
    def span(self) -> Span:
        """Where in it."""


class Looks:
    """What reports look like: their slots, and a number that all have in common which look alike to `why_apart`."""

    def __init__(self, actors: ActorTable) -> None:
        self._actors = actors
        self._likes: dict[tuple[object, ...], int] = {}

    def slots(self, report: Report, document: Document) -> Slots:
        """The slots of a report."""
        return slots(report, document, self._actors)

    def like(self, one: Slots) -> int:
        """The number of all that look so."""
        return self._likes.setdefault(likeness(one), len(self._likes))


class Known:
    """A report with its slots, worked out once they are asked for; `number`: its own, given once."""

    def __init__(self, number: int, report: Report, document: Document, looks: Looks) -> None:
        self.number = number
        self.report = report
        self.document = document
        self._looks = looks

    @cached_property
    def slots(self) -> Slots:
        """What it offers for a decision."""
        return self._looks.slots(self.report, self.document)

    @cached_property
    def like(self) -> int:
        """The number of all that look alike to `why_apart`."""
        return self._looks.like(self.slots)

    @property
    def is_whole(self) -> bool:
        """Whether nobody took claims of it away."""
        return any(one is self.report for one in self.document.reports)


def repeats(one: Report, first: First, other: Report, others: First) -> bool:
    """Whether the first words of two reports are one passage: one story has it from the other, or both from a third."""
    near = abs(first.span.start - others.span.start) <= min(len(first.span), len(others.span))
    return near and first.document == others.document and one.document != other.document


def likeness(one: Slots) -> tuple[object, ...]:
    """All of a report that can keep it apart from another of another story."""
    place = one.place
    where = place and (place.gazetteer_id, place.name or place.text, place.latitude, place.longitude, place.radius_km)
    return (
        one.type, one.level, one.state, one.report.status, one.first, one.last, one.lasts, one.yearday,
        where,
        place and (place.precision, place.country), one.placed_by_story, one.initiators, one.firm, one.targets,
        one.structures,
    )  # fmt: skip


class Across:
    """Asks of clusters, given as positions in order of report id."""

    def __init__(
        self,
        known: Sequence[Known],
        first: Sequence[First],
        judged: Ties,
        apart: dict[tuple[int, int], str | None],
    ) -> None:
        """`first`: where each report's first words were told first; `apart`: what is known of kinds, added to."""
        self._known = known
        self._first = first
        self._judged = judged
        self._why = apart
        self.tied = frozenset(id_ for pair in judged.different for id_ in pair)

    def repeats(self, a: int, b: int) -> bool:
        """Whether one of two reports has its words from where the other has them."""
        return repeats(self._known[a].report, self._first[a], self._known[b].report, self._first[b])

    def is_judged_apart(self, a: int, b: int) -> bool:
        """Whether a person keeps two reports apart."""
        pair = (self._known[min(a, b)].report.id, self._known[max(a, b)].report.id)
        return bool(self.tied) and pair in self._judged.different

    def apart(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Whether some pair across the two differs."""
        if self.tied and any(self._known[n].report.id in self.tied for n in (*one, *other)):
            return any(self.is_judged_apart(a, b) or self._decided_different(a, b) for a in one for b in other)
        if self._share_a_story(one, other):
            return True
        here, there = self._by_likeness(one), self._by_likeness(other)
        return any(self._are_unlike(a, b) for a in here.values() for b in there.values())

    def _decided_different(self, a: int, b: int) -> bool:
        return decide(self._known[a].slots, self._known[b].slots, self.repeats(a, b)).verdict == "different"

    def _share_a_story(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Whether one story tells two of them as two happenings."""
        stories: dict[str, list[Slots]] = defaultdict(list)
        for n in one:
            stories[self._known[n].slots.document].append(self._known[n].slots)
        met = ((a, self._known[n].slots) for n in other for a in stories.get(self._known[n].slots.document, ()))
        return any(not is_one_fight(a, b) for a, b in met)

    def _by_likeness(self, several: Sequence[int]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for n in several:
            found[self._known[n].like].append(n)
        return found

    def _are_unlike(self, one: Sequence[int], other: Sequence[int]) -> bool:
        a, b = self._known[one[0]], self._known[other[0]]
        key = (min(a.like, b.like), max(a.like, b.like))
        if key not in self._why:
            self._why[key] = why_apart(a.slots, b.slots)
        if self._why[key] != OTHERS:
            return self._why[key] is not None
        # Whom a copy names as the doer, and whom its source names, are no two.
        return any(
            self._decided_different(n, m)
            for n in one
            for m in other
            if self._known[n].slots.document != self._known[m].slots.document
        )
