"""Reports and documents by the names that the ledger and people's judgements give them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set

import numpy as np

from dateline.linking.bulk.bulk import Bulk
from dateline.linking.bulk.described import Lines, Order, numbered
from dateline.linking.bulk.shelf import place_in
from dateline.linking.decided import edit_words
from dateline.linking.identity import Anchor, Assigned, Identities, Minted, anchor_of, ledger_reports
from dateline.linking.identity import numbered as assigned
from dateline.linking.judged import Ties, addressed, own_address, ties
from dateline.model.document import Document
from dateline.model.event import Judgement
from dateline.model.report import Report


class Names:
    """The reports by id and number, the stories by what judgements call them."""

    def __init__(self, bulk: Bulk, lines: Lines, order: Order) -> None:
        self._bulk, self._lines, self._order = bulk, lines, order

    def number(self, report: str) -> int | None:
        """The number of a report that stands; None of one that does not."""
        return place_in(self._lines.ids, report)

    def report(self, number: int) -> Report:
        """The report of a number, as it stands."""
        document = self._bulk.shelf.at(int(self._lines.stories[number]))
        return next(one for one in self._bulk.reports(document) if one.id == self._lines.ids[number])

    def stories(self, names: Set[str], renditions: Iterable[str] = ()) -> list[Document]:
        """The stories of these pages, ids or texts, in the order in which they came."""
        texts = [numbered(one) for one in renditions]
        wanted = np.isin(self._order.renditions, texts)
        if names:
            wanted |= np.array([one in names for one in self._order.holders], dtype=np.bool_)
            wanted |= np.array([one in names for one in self._bulk.shelf.ids], dtype=np.bool_)
        return [self._bulk.shelf.at(n) for n in self._bulk.shelf.lying.tolist() if wanted[n]]

    def ties(self, identities: Identities, judgements: Sequence[Judgement]) -> Ties:
        """The pairs of reports that people joined or kept apart."""
        tied = [one for one in judgements if one.decision in ("same", "different") and one.value is not None]
        if not tied:
            return Ties(frozenset(), frozenset())
        founding = {line.event: line.anchor.capture for line in identities.minted}
        addresses = [own_address(one) for one in tied] + [addressed(one.value or "") for one in tied]
        pages = {one.capture for one in addresses if one is not None}
        pages |= {founding[one.value or ""] for one in tied if one.value in founding}
        documents = {document.id: document for document in self.stories(pages)}
        reports = [report for document in documents.values() for report in self._bulk.reports(document)]
        return ties(sorted(reports, key=lambda one: one.id), documents, identities, judgements)

    def edited(self, judgements: Sequence[Judgement]) -> list[Document]:
        """The stories that people's settings of fields are about, or rest on."""
        edits = [one for one in judgements if one.decision == "edit"]
        words = [found for one in edits if (found := edit_words(one)) is not None]
        pages = {address.capture for one in edits if (address := own_address(one)) is not None}
        return self.stories(pages | {one.capture for one in words if one.capture}, {one.rendition for one in words})

    def assigned(self, clusters: Sequence[tuple[int, ...]], identities: Identities) -> Assigned:
        """The ids of clusters of reports, as `assign` gives them."""
        home = np.full(len(self._lines.ids), -1, dtype=np.int32)
        for n, cluster in enumerate(clusters):
            home[list(cluster)] = n
        found = {event: int(home[number]) for event, number in self._founders(identities).items()}

        def founder(n: int) -> Anchor:
            lines, told = self._lines, self._order.told
            first = min(clusters[n], key=lambda k: (told[lines.stories[k]], lines.stories[k], lines.starts[k], k))
            return anchor_of(self.report(first), self._bulk.shelf.at(int(lines.stories[first])))

        return assigned(len(clusters), found, founder, identities)

    def _founders(self, identities: Identities) -> dict[str, int]:
        """The number of the report that stands at each ledger line's anchor, page by page."""
        lines: dict[str, list[Minted]] = defaultdict(list)
        for line in identities.minted:
            lines[line.anchor.capture].append(line)
        stories: dict[str, list[int]] = defaultdict(list)
        for n, page in enumerate(self._order.holders):
            if page in lines:
                stories[page].append(n)
        found: dict[str, int] = {}
        for page, mine in stories.items():
            documents = {document.id: document for document in map(self._bulk.shelf.at, mine)}
            reports = [report for document in documents.values() for report in self._bulk.reports(document)]
            reports.sort(key=lambda one: one.id)
            for event, report in ledger_reports(Identities(tuple(lines[page])), reports, documents).items():
                number = self.number(report)
                assert number is not None
                found[event] = number
        return found
