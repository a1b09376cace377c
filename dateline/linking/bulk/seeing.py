"""The views of events, made cluster by cluster, so that only a cluster's documents are in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from msgspec.structs import replace

from dateline.linking import views
from dateline.linking.bulk.bulk import Bulk
from dateline.linking.bulk.described import Lines
from dateline.linking.bulk.events import Events, Written
from dateline.linking.bulk.figures import Figures
from dateline.linking.bulk.naming import Names
from dateline.linking.claimants import Chain
from dateline.linking.decided import edits_of, last_edits, words_in
from dateline.linking.identity import holder
from dateline.linking.judged import Places
from dateline.linking.parts import Wholes
from dateline.model.event import Judgement
from dateline.model.report import Report

Clusters = Sequence[tuple[int, ...]]


class Seeing:
    """The events of clusters, and their figures."""

    def __init__(self, bulk: Bulk, lines: Lines, names: Names, walk: Chain) -> None:
        self._lines, self._names, self._walk = lines, names, walk
        self.figures = Figures(Written(bulk.path("told")))
        self.events = Events(Written(bulk.path("events")), self._named)

    def see(self, clusters: Clusters, ids: Sequence[str]) -> list[str]:
        """Makes the view of each cluster; those that have too many figures to compare each with each, in words."""
        home = self._homes(clusters, ids)
        wholes = Wholes(self._wholes(clusters, ids), home)
        crowds = []
        for cluster, id_ in zip(clusters, ids, strict=True):
            reports = [self._names.report(number) for number in cluster]
            self._walk.bodies.heard = {}
            made = views.view(id_, reports, self._walk, wholes.of(id_, reports))
            self.events.put(made)
            self.figures.put(made.told)
            if made.crowd:
                crowds.append(f"event {id_}: {made.crowd} figures")
        return crowds

    def see_loose(self, stories: Sequence[str]) -> None:
        """Takes in the figures of stories that no event's report claims."""
        for id_ in stories:
            self._walk.bodies.heard = {}
            loose = views.loose_in(self._walk.documents[id_], self.figures.claimed, self._walk)
            self.figures.put_loose(loose)

    def set_by_hand(self, judgements: Sequence[Judgement], clusters: Clusters, ids: Sequence[str]) -> None:
        """Lets the events be as people set their fields."""
        if not any(one.decision == "edit" for one in judgements):
            return
        home = self._homes(clusters, ids)
        stories = self._names.edited(judgements)
        reports = [report for one in stories for report in one.reports if home(report.id) is not None]
        event_of = {report.id: home(report.id) or "" for report in reports}
        places = Places.of(reports, {one.id: one for one in stories})
        texts = {one.rendition.id: one.rendition for one in stories}
        find = words_in(texts, {holder(one): one.rendition for one in stories})
        for event, edits in last_edits(judgements, places, event_of).items():
            self.events.edited(event, edits_of(edits, find))

    def _named(self, report: str) -> Report:
        number = self._names.number(report)
        assert number is not None
        return self._names.report(number)

    def _homes(self, clusters: Clusters, ids: Sequence[str]) -> Callable[[str], str | None]:
        """The event of a report that stands."""
        home = np.zeros(len(self._lines.ids), dtype=np.int32)
        for n, cluster in enumerate(clusters):
            home[list(cluster)] = n

        def asked(report: str) -> str | None:
            number = self._names.number(report)
            return None if number is None else ids[home[number]]

        return asked

    def _wholes(self, clusters: Clusters, ids: Sequence[str]) -> Iterator[tuple[str, Sequence[Report]]]:
        """The events that more than incidents are told in, their reports without their words."""
        for cluster, id_ in zip(clusters, ids, strict=True):
            if self._lines.whole[list(cluster)].any():
                reports = map(self._names.report, cluster)
                yield id_, [replace(one, claims=(), evidence=(), attribution=None) for one in reports]
