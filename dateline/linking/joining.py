"""The reports of a case in clusters, one for each happening; what was decided of a pair is kept for the next time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count

from msgspec import Struct

from dateline.linking.blocks import pairs
from dateline.linking.clusters import clusters
from dateline.linking.judged import Ties
from dateline.linking.same import OTHERS, decide, is_one_fight, why_apart
from dateline.linking.slots import Slots, slots
from dateline.model.document import Document
from dateline.model.report import Report
from dateline.tables.actors import ActorTable

# A person's 'same' comes before every rule's.
JUDGED = 1_000_000
# The score of a pair that is not joined.
NO = 0

Repeats = Callable[[Slots, Slots], bool]


class Joined(Struct, frozen=True):
    """The clusters of reports and the blocks that were cut."""

    clusters: tuple[tuple[Report, ...], ...]
    capped: tuple[str, ...]


class Known(Struct, frozen=True, eq=False):
    """A report with its slots; `number`: its own, given once; `like`: that of all which look alike to `why_apart`."""

    number: int
    report: Report
    document: Document
    slots: Slots
    like: int


class Joining:
    """Joins reports again and again, each time deciding only on pairs that it has not seen.

    A decision depends on its two reports, and on whether one repeats the other's words, alone. So the clusters of the
    same reports are the same, whichever reports were there before.
    """

    def __init__(self, actors: ActorTable) -> None:
        self._actors = actors
        self._numbers = count()
        self._known: dict[str, Known] = {}
        self._likes: dict[tuple[object, ...], int] = {}
        self._scores: dict[int, dict[tuple[int, bool], int]] = defaultdict(dict)
        self._apart: dict[tuple[int, int], str | None] = {}

    def join(
        self, reports: Sequence[Report], documents: Mapping[str, Document], repeats: Repeats, judged: Ties
    ) -> Joined:
        """The reports in clusters; `reports` must be sorted by id."""
        known = [self._of(report, documents[report.document]) for report in reports]
        self._forget(known)
        at = {report.id: n for n, report in enumerate(reports)}
        across = Across(known, repeats, judged, self._apart)
        blocked = pairs([one.slots for one in known])
        scored = ((self._score(known[a], known[b], repeats), a, b) for a, b in blocked.pairs)
        joins = [(score, a, b) for score, a, b in scored if score != NO and not across.judged_apart(a, b)]
        joins += [(JUDGED, at[one], at[other]) for one, other in judged.same if one in at and other in at]
        grouped = clusters(len(reports), joins, across.apart)
        capped = tuple(f"{one.block}: {one.reports} reports" for one in blocked.capped)
        return Joined(tuple(tuple(reports[n] for n in group) for group in grouped), capped)

    def _of(self, report: Report, document: Document) -> Known:
        found = self._known.get(report.id)
        if found is None or found.report is not report or found.document is not document:
            made = slots(report, document, self._actors)
            like = self._likes.setdefault(likeness(made), len(self._likes))
            found = self._known[report.id] = Known(next(self._numbers), report, document, made, like)
        return found

    def _forget(self, known: Iterable[Known]) -> None:
        """Let go of what is known of reports that are there no more."""
        left = {one.report.id: one for one in known}
        if len(left) < len(self._known):
            self._known = left
        numbers = {one.number for one in left.values()}
        for number in [number for number in self._scores if number not in numbers]:
            del self._scores[number]

    def _score(self, a: Known, b: Known, repeats: Repeats) -> int:
        copied = repeats(a.slots, b.slots)
        scores = self._scores[a.number]
        found = scores.get((b.number, copied))
        if found is None:
            decision = decide(a.slots, b.slots, copied)
            found = scores[b.number, copied] = decision.score if decision.verdict == "same" else NO
        return found


class Across:
    """Whether clusters of reports hold a pair that is known to differ; reports that look alike are asked once."""

    def __init__(
        self, known: Sequence[Known], repeats: Repeats, judged: Ties, apart: dict[tuple[int, int], str | None]
    ) -> None:
        """`apart`: what is known of kinds of reports, and is added to."""
        self._known = known
        self._repeats = repeats
        self._judged = judged
        self._why = apart
        self._tied = frozenset(id_ for pair in (*judged.same, *judged.different) for id_ in pair)

    def apart(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Whether some pair across the two differs."""
        if any(self._known[n].report.id in self._tied for n in (*one, *other)):
            return any(self._differ(a, b) for a in one for b in other)
        if self._share_a_story(one, other):
            return True
        here, there = self._by_likeness(one), self._by_likeness(other)
        return any(self._are_unlike(a, b) for a in here.values() for b in there.values())

    def judged_apart(self, a: int, b: int) -> bool:
        """Whether a person keeps two reports apart."""
        return bool(self._judged.different) and self._pair(a, b) in self._judged.different

    def _pair(self, a: int, b: int) -> tuple[str, str]:
        # Positions are in order of id.
        return self._known[min(a, b)].report.id, self._known[max(a, b)].report.id

    def _differ(self, a: int, b: int) -> bool:
        if self._pair(a, b) in self._judged.same:
            return False
        one, other = self._known[a].slots, self._known[b].slots
        return self.judged_apart(a, b) or decide(one, other, self._repeats(one, other)).verdict == "different"

    def _share_a_story(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Whether one story tells two of them as two happenings."""
        stories = defaultdict(list)
        for n in one:
            stories[self._known[n].slots.document].append(self._known[n].slots)
        met = ((a, self._known[n].slots) for n in other for a in stories.get(self._known[n].slots.document, ()))
        return any(not is_one_fight(a, b) for a, b in met)

    def _by_likeness(self, several: Sequence[int]) -> dict[int, list[Known]]:
        found: dict[int, list[Known]] = defaultdict(list)
        for n in several:
            found[self._known[n].like].append(self._known[n])
        return found

    def _are_unlike(self, one: Sequence[Known], other: Sequence[Known]) -> bool:
        key = (min(one[0].like, other[0].like), max(one[0].like, other[0].like))
        if key not in self._why:
            self._why[key] = why_apart(one[0].slots, other[0].slots)
        why = self._why[key]
        # Of whom a copy names as the doer, its source names no other.
        return why is not None and (
            why != OTHERS
            or any(
                decide(a.slots, b.slots, self._repeats(a.slots, b.slots)).verdict == "different"
                for a in one
                for b in other
                if a.slots.document != b.slots.document
            )
        )


def likeness(one: Slots) -> tuple[object, ...]:
    """All of a report that can keep it apart from another of another story."""
    place = one.place
    where = place and (place.gazetteer_id, place.name or place.text, place.latitude, place.longitude, place.radius_km)
    return (
        one.type, one.level, one.state, one.report.status, one.first, one.last, one.lasts, where,
        place and (place.precision, place.country), one.placed_by_story, one.initiators, one.firm, one.targets,
        one.structures,
    )  # fmt: skip
