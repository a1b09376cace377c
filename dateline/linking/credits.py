"""The agency of a story: whether it is its own, and whose it is where the story does not say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from dateline.model.document import Document
from dateline.model.event import SourceEdge

Story = TypeVar("Story")
# A story that holds more besides the copy may credit the agency for the rest.
MOSTLY = 0.5


def credited(documents: Mapping[str, Document], edges: Sequence[SourceEdge]) -> dict[str, Document]:
    """The documents, each with its agency: its own, else the one that copies of it credit, or what it copies.

    An agency's story need not be in the case: two outlets print it, one of them says whose it is. Where copies of one
    story credit different agencies, none is believed.
    """
    copies = (
        (edge.source, edge.target)
        for edge in edges
        if edge.relation == "copy" and _is_most(edge, documents[edge.source], documents[edge.target])
    )
    agencies = believed(copies, lambda id_: documents[id_].agency)
    return {
        id_: replace(document, agency=agencies[id_]) if id_ in agencies else document
        for id_, document in documents.items()
    }


def believed(copies: Iterable[tuple[Story, Story]], agency: Callable[[Story], str | None]) -> dict[Story, str]:
    """The agency of each story that names none, by those that are mostly copies of one another; `agency`: as named."""
    named: dict[Story, set[str]] = defaultdict(set)
    for pair in copies:
        for one, other in (pair, pair[::-1]):
            said = agency(other)
            if said is not None and agency(one) is None:
                named[one].add(said)
    return {story: next(iter(found)) for story, found in named.items() if len(found) == 1}


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
    return is_most(there, len(source.body)) and is_most(here, len(target.body))


def is_most(shared: int, whole: int) -> bool:
    """Whether so many characters are most of a body."""
    return shared >= MOSTLY * whole
