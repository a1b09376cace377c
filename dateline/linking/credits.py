"""The agency of a story: whether it is its own, and whose it is where the story does not say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from dateline.model.document import Document
from dateline.model.event import SourceEdge

# A story that holds more besides the copy may credit the agency for the rest.
MOSTLY = 0.5


def credited(documents: Mapping[str, Document], edges: Sequence[SourceEdge]) -> dict[str, Document]:
    """The documents, each with its agency: its own, else the one that copies of it credit, or what it copies.

    An agency's story need not be in the case: two outlets print it, one of them says whose it is. Where copies of one
    story credit different agencies, none is believed.
    """
    named: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        source, target = documents[edge.source], documents[edge.target]
        if edge.relation == "copy" and _is_most(edge, source, target):
            for one, other in ((source, target), (target, source)):
                if one.agency is None and other.agency is not None:
                    named[one.id].add(other.agency)
    return {
        id_: replace(document, agency=min(named[id_])) if len(named.get(id_, ())) == 1 else document
        for id_, document in documents.items()
    }


def is_own(document: Document) -> bool:
    """Whether an agency publishes the story itself."""
    return document.agency is not None and document.agency == document.publisher


def is_credited(agency: Document, document: Document) -> bool:
    """Whether the first document is published by the agency that the second one, another's, credits."""
    return document.agency is not None and agency.publisher == document.agency != document.publisher


def _is_most(edge: SourceEdge, source: Document, target: Document) -> bool:
    """Whether the passages of an edge are most of both stories."""
    there = sum(len(one.quote) for one in edge.evidence[::2])
    here = sum(len(one.quote) for one in edge.evidence[1::2])
    return there >= MOSTLY * len(source.body) and here >= MOSTLY * len(target.body)
