"""The views of events, each made again only when something that it was made from has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from dateline.linking.claimants import Chain
from dateline.linking.kept_views import Ground, Unpacked, packed
from dateline.linking.views import View, view
from dateline.model.document import Document
from dateline.model.report import Report
from dateline.model.span import Span


class Viewing:
    """Makes views again and again, each time only those whose ground has changed."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, ...], tuple[Ground, View]] = {}
        self._unpacked: Unpacked | None = None
        self.made = 0

    def recall(self, unpacked: Unpacked) -> None:
        """Begin with views that another made."""
        self._unpacked = unpacked

    def packed(self) -> bytes:
        """The views, for another to `recall`."""
        return packed(self._kept.values())

    def views(
        self, clusters: Sequence[tuple[Report, ...]], ids: Sequence[str], parents: Mapping[str, str], walk: Chain
    ) -> list[View]:
        """The view of each cluster, in the order given; `made` is how many had to be made."""
        kept, self._kept, self.made = self._kept, {}, 0
        found = []
        for cluster, identity in zip(clusters, ids, strict=True):
            key = tuple(report.id for report in cluster)
            last = kept.get(key)
            if last is None and self._unpacked is not None:
                last = self._unpacked.of(key, walk.documents)
            if last is None or not _holds(last[0], cluster, identity, parents.get(identity), walk):
                last = _made(cluster, identity, parents.get(identity), walk)
                self.made += 1
            self._kept[key] = last
            found.append(last[1])
        self._unpacked = None
        return found


def _made(cluster: tuple[Report, ...], identity: str, parent: str | None, walk: Chain) -> tuple[Ground, View]:
    origins: dict[tuple[str, Span], str] = {}
    walk.bodies.heard = {}
    made = view(identity, cluster, replace(walk, origin=_noting(walk.origin, origins)), parent)
    seen = {report.document for report in cluster} | set(origins.values())
    documents = {id_: walk.documents[id_] for id_ in seen}
    return Ground(cluster, identity, parent, documents, origins, walk.bodies.heard), made


def _noting(origin: Callable[[str, Span], str], noted: dict[tuple[str, Span], str]) -> Callable[[str, Span], str]:
    def asked(document: str, span: Span) -> str:
        found = noted.get((document, span))
        if found is None:
            found = noted[document, span] = origin(document, span)
        return found

    return asked


def _holds(ground: Ground, cluster: Sequence[Report], identity: str, parent: str | None, walk: Chain) -> bool:
    """Whether a view of the same reports would be made from the same ground today."""
    return (
        (ground.identity, ground.part_of) == (identity, parent)
        and all(one is other for one, other in zip(ground.reports, cluster, strict=True))
        and all(_is_same(one, walk.documents.get(id_)) for id_, one in ground.documents.items())
        and all(walk.origin(document, span) == found for (document, span), found in ground.origins.items())
        and all(walk.bodies.ask(question) == answer for question, answer in ground.answers.items())
    )


def _is_same(one: Document, other: Document | None) -> bool:
    """Whether two documents are one in all that a view takes from them."""
    if one is other:
        return True
    return other is not None and (
        (one.published, one.publisher, one.agency) == (other.published, other.publisher, other.agency)
        and one.reading is other.reading
        and one.rendition is other.rendition
    )
