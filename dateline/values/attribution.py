"""Which of the attributions over some words says them: the innermost, with the doubts that lie between."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dateline.model.mention import Attribution
from dateline.model.span import Span

# Who wants or sees something has not said so: only these kinds are somebody's word.
WORDS = frozenset({"statement", "belief", "decree"})
CERTAINTIES = ("stated", "reported", "unverified")


def innermost(span: Span, attributions: Iterable[Attribution]) -> Attribution | None:
    """The attribution with the shortest content over `span`; of two over the same words the one with more above it.

    One that names nobody ('reports that', 'is believed to') under one that names somebody is that one's word, told
    with the former's distance.
    """
    covering = [
        (len(part), -len(said.via), n, said)
        for n, said in enumerate(attributions)
        for part in said.content
        if part.start <= span.start and span.end <= part.end
    ]
    ordered = [said for *_, said in sorted(covering, key=lambda c: c[:3])]
    if not ordered:
        return None
    named = next((said for said in ordered if (said.speaker or said.organisation) and said.kind in WORDS), None)
    if named is None or named is ordered[0]:
        return ordered[0]
    passed = ordered[: ordered.index(named)]
    return msgspec.structs.replace(named, certainty=less_sure(named.certainty, *(said.certainty for said in passed)))


def less_sure(*certainties: str) -> str:
    """The least sure of several certainties."""
    return max(certainties, key=CERTAINTIES.index)
