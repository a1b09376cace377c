"""The reports of a case in clusters, one for each happening; what was decided of a pair is kept for the next time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count

from msgspec import Struct

from dateline.linking.across import Across, First, Known, Looks
from dateline.linking.blocks import Blocks
from dateline.linking.clusters import Join, clusters, components, united
from dateline.linking.judged import Ties
from dateline.linking.origins import Told
from dateline.linking.same import decide
from dateline.linking.settled import Groups, Part, Recalled, Score, settle
from dateline.linking.tellings import Tellings
from dateline.linking.timing import STEPS, nearness
from dateline.linking.torn import Dated, untorn
from dateline.model.document import Document
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.tables.actors import ActorTable
from dateline.tables.wording import WordTable

# The score of a pair that is not joined.
NO = 0


class Joined(Struct, frozen=True):
    """The clusters of reports, the blocks that were cut, how many pairs were offered, and how many decided now."""

    clusters: tuple[tuple[Report, ...], ...]
    capped: tuple[str, ...]
    pairs: int
    decided: int


class Joining:
    """Joins reports again and again, each time deciding only on pairs that it has not seen.

    A decision depends on its two reports, and on where their words were told first, alone. So the clusters of the same
    reports are the same, whichever reports were there before.
    """

    def __init__(self, actors: ActorTable, words: WordTable) -> None:
        self._looks = Looks(actors)
        self._words = words
        self._recalled: Recalled | None = None
        self._blocks = Blocks()
        self._numbers = count()
        self._known: dict[str, Known] = {}
        self._scores: dict[tuple[int, int], Score] = {}
        self._apart: dict[tuple[int, int], str | None] = {}
        self._grouped: dict[Part, Groups] = {}
        self._decided = 0

    def recall(self, recalled: Recalled) -> None:
        """Begin with what another joining had settled of reports that are still the same."""
        self._recalled = recalled
        self._blocks = recalled.blocks()

    def settled(self) -> bytes:
        """What is settled of the reports, for another joining to `recall`."""
        numbers = {id_: one.number for id_, one in self._known.items() if one.is_whole}
        return settle(numbers, self._blocks, self._scores, self._grouped)

    def join(
        self,
        reports: Sequence[Report],
        documents: Mapping[str, Document],
        told_first: Callable[[str, Span], First],
        judged: Ties,
    ) -> Joined:
        """The reports in clusters; `reports` must be sorted by id."""
        known = self._taken(reports, documents)
        first = [told_first(one.report.document, one.report.evidence[0].span) for one in known]
        across = Across(known, first, judged, self._apart)
        at = {report.id: n for n, report in enumerate(reports)}
        offered = [(at[one], at[other]) for one, other in self._blocks.pairs()]
        dated = [self._dated(report) for report in reports]
        joins = list(untorn(list(self._joins(offered, known, across)), dated))
        groups: Sequence[tuple[int, ...]] = sorted(self._groups(known, first, joins, across))
        same = [(at[one], at[other]) for one, other in judged.same if one in at and other in at]
        if same:
            groups = united(groups, same, across.is_judged_apart)
        return Joined(
            clusters=tuple(tuple(reports[n] for n in group) for group in groups),
            capped=tuple(f"{one.block}: {one.reports} reports" for one in self._blocks.capped()),
            pairs=len(offered),
            decided=self._decided,
        )

    def _taken(self, reports: Sequence[Report], documents: Mapping[str, Document]) -> list[Known]:
        """What is known of the reports, those that are new or changed taken in, those that are gone let go."""
        present = {report.id for report in reports}
        for id_ in (self._known.keys() | self._blocks.reports()) - present:
            self._blocks.drop(id_)
            self._known.pop(id_, None)
        recalled = self._recalled.reports if self._recalled is not None else frozenset()
        for report in reports:
            document, last = documents[report.document], self._known.get(report.id)
            if last is None or last.report is not report or last.document is not document:
                known = self._known[report.id] = Known(next(self._numbers), report, document, self._looks)
                if report.id not in recalled or not known.is_whole:
                    self._blocks.put(report.id, known.slots)
        self._take_over()
        return [self._known[report.id] for report in reports]

    def _take_over(self) -> None:
        """What was recalled, under the reports' numbers."""
        if self._recalled is not None:
            numbers = {id_: one.number for id_, one in self._known.items() if one.is_whole}
            self._scores |= self._recalled.scores(numbers)
            self._grouped |= self._recalled.parts(numbers)
        self._recalled = None

    def _dated(self, report: Report) -> Dated:
        """The days of a report; any for one that meets no other."""
        stay = self._blocks.stay(report.id)
        return Dated(0, 0, report.document) if stay is None else Dated(stay.first, stay.last, report.document)

    def _joins(self, offered: Sequence[tuple[int, int]], known: Sequence[Known], across: Across) -> Iterator[Join]:
        """The pairs that are one happening, with how sure that is."""
        kept, self._scores, self._decided = self._scores, {}, 0
        tellings = Tellings(self._words)
        for a, b in offered:
            pair, copied = (known[a].number, known[b].number), across.repeats(a, b)
            last = kept.get(pair)
            if last is None or last[0] != copied:
                last = copied, sureness(known[a], known[b], copied, told_alike(known[a], known[b], tellings))
                self._decided += 1
            self._scores[pair] = last
            if last[1] != NO and not across.is_judged_apart(a, b):
                yield last[1], a, b

    def _groups(
        self, known: Sequence[Known], first: Sequence[First], joins: Sequence[Join], across: Across
    ) -> Iterator[tuple[int, ...]]:
        """The clusters as positions; a part that no join connects with others is sorted out anew only if it changed."""
        kept, self._grouped = self._grouped, {}
        for members, within in components(len(known), joins):
            if len(members) == 1:
                yield members
                continue
            at = {n: k for k, n in enumerate(members)}
            local = tuple((score, at[a], at[b]) for score, a, b in within)
            told = tuple(Told(first[n].document, first[n].span) for n in members)
            key = tuple(known[n].number for n in members), local, told
            found = kept.get(key)
            if found is None or any(known[n].report.id in across.tied for n in members):
                found = tuple(tuple(at[n] for n in group) for group in clusters(members, within, across.apart))
            if not any(known[n].report.id in across.tied for n in members):
                self._grouped[key] = found
            yield from (tuple(members[k] for k in group) for group in found)


def sureness(one: Known, other: Known, copied: bool, alike: Callable[[], bool]) -> int:
    """How sure it is that two reports are one happening; `NO` where they are not joined."""
    decision = decide(one.slots, other.slots, copied, alike)
    return decision.score * STEPS + nearness(one.slots, other.slots) if decision.verdict == "same" else NO


def told_alike(one: Known, other: Known, tellings: Tellings) -> Callable[[], bool]:
    """Asks whether two reports are worded alike."""
    return lambda: tellings.are_alike(one.report, one.document, other.report, other.document)
