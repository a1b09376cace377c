"""`sources`: who says what an event tells, through which stories, and which of these took from which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.linking.bodies import Memory
from dateline.linking.claimants import Chain, Voiced, told_first
from dateline.linking.link import walk_back
from dateline.linking.origins import Origins
from dateline.linking.views import ground_of, voiced_claims
from dateline.model.document import Document
from dateline.model.event import SourceEdge
from dateline.values.voices import by_side, institutions, range_words

if TYPE_CHECKING:
    from dateline.engine.case import Case


class Saying(Struct, frozen=True, kw_only=True):
    """One claim of who or what happened, with the way it came."""

    field: str  #: the field claimed: `occurrence`, `initiators`, `figure`
    stance: str  #: `affirms` or `denies`
    certainty: str  #: as the words have it
    chain: tuple[str, ...]  #: outlet, agency, speaker, from the page backwards
    document: str  #: path of the page
    first: str  #: path of the page that told the passage first
    quote: str  #: the words
    start: int  #: where they stand in the page's rendition
    end: int  #: the character after the last one


class Source(Struct, frozen=True, kw_only=True):
    """A claimant with everything it is quoted for."""

    speaker: str  #: who says it
    institution: str  #: for whom they speak
    side: str  #: `party_a`, `party_b`, `third_party`, `own_observation`, `unknown`
    sayings: tuple[Saying, ...]  #: its claims, by page


class Took(Struct, frozen=True, kw_only=True):
    """One page took from another."""

    source: str  #: path of the page that had it first
    target: str  #: path of the page that took it
    relation: str  #: `copy`, `derived`, `shared_quote`, `shared_statement`
    passages: tuple[str, ...]  #: the shared words, as the source has them


class SourceTree(Struct, frozen=True, kw_only=True):
    """Where an event's claims come from."""

    event: str  #: id of the event
    grade: str  #: its grade, with the rule
    sources: tuple[Source, ...]  #: who says so; the event counts those that `counted` names
    counted: tuple[str, ...]  #: the speakers that the event counts as its claimants
    at_least: int  #: independent institutions, if whoever speaks for nobody known is one of the counted
    at_most: int  #: independent institutions, if each of those is one more
    sides: dict[str, int]  #: how many institutions speak on each side
    admitted: tuple[str, ...]  #: what a side tells against its own interest, in words
    took: tuple[Took, ...]  #: between the pages of the event, and those that they took from


SAID = ("occurrence", "initiators", "figure")
"""The claims that somebody can be asked for: that it happened, who did it, how many."""


def source_tree(case: Case, item: str) -> SourceTree:
    """The tree of one event; raises StoreError when no event has an id that begins so, or several have."""
    from dateline.engine.reader import Reader

    event = case.store.event(item)
    tables = Reader.load(*case.layers()).tables
    documents = {document.id: document for document in case.store.documents()}
    known = {id_: document for id_, document in documents.items() if document.coding is not None}
    edges = case.store.sources()
    walk = walk_back(known, edges, Origins.along(edges), tables, Memory(tables.actors))
    reports = [case.store.report(report) for report in event.reports]
    voiced = voiced_claims(reports, ground_of(event.id, reports, walk), walk)
    concerned = {told_first(v.claim, v.report, walk).id for v in voiced} | set(event.documents)
    least, most = institutions(event.claimants, event.unnamed)
    return SourceTree(
        event=event.id,
        grade=event.grade,
        sources=tuple(sources(voiced, walk)),
        counted=tuple(claimant.speaker for claimant in event.claimants),
        at_least=least,
        at_most=most,
        sides=dict(by_side(event.claimants)),
        admitted=tuple(f"{one.claimant.speaker}: {one.of}" for one in event.admissions),
        took=tuple(took(edge, documents) for edge in edges if {edge.source, edge.target} <= concerned),
    )


def sources(voiced: tuple[Voiced, ...], walk: Chain) -> Iterator[Source]:
    """The claimants, by side, institution and speaker, each with its claims."""
    asked = [v for v in voiced if v.claim.field in SAID and v.claim.evidence is not None]
    claimants = sorted({v.claimant for v in asked}, key=lambda one: (one.side, one.institution, one.speaker))
    for claimant in claimants:
        mine = [saying(v, walk) for v in asked if v.claimant == claimant]
        yield Source(
            speaker=claimant.speaker,
            institution=claimant.institution,
            side=claimant.side,
            sayings=tuple(sorted(set(mine), key=lambda s: (s.document, s.start, s.end, s.field))),
        )


def saying(voiced: Voiced, walk: Chain) -> Saying:
    """A claim with the chain from the page back to who says it."""
    claim, document = voiced.claim, walk.documents[voiced.report.document]
    assert claim.evidence is not None
    return Saying(
        field=claim.field,
        stance=claim.stance,
        certainty=claim.certainty,
        chain=chain(voiced, document, walk),
        document=page(document),
        first=page(told_first(claim, voiced.report, walk)),
        quote=claim.evidence.quote,
        start=claim.evidence.start,
        end=claim.evidence.end,
    )


def chain(voiced: Voiced, document: Document, walk: Chain) -> tuple[str, ...]:
    """From the page backwards: its publisher, its agency, those who passed it on, the speaker."""
    said = voiced.claim.attribution
    first = told_first(voiced.claim, voiced.report, walk)
    links = [document.publisher, document.agency, first.publisher, first.agency]
    if said is not None:
        links += [*reversed(said.via), said.speaker or said.organisation]
    return tuple(dict.fromkeys(link for link in links if link))


def took(edge: SourceEdge, documents: dict[str, Document]) -> Took:
    """An edge in words."""
    return Took(
        source=page(documents[edge.source]),
        target=page(documents[edge.target]),
        relation=edge.relation,
        passages=tuple(passage.quote for passage in edge.evidence[::2]),
    )


def page(document: Document) -> str:
    """How a document is named to people: its path, or its id where it came from none."""
    return document.path or document.id


def passed_over(source: Source) -> str:
    """Why an event does not count somebody as a claimant."""
    if source.institution == "unknown" and source.side == "unknown":
        return "nothing says for whom they speak: one of the counted, or one more"
    return "it only passes on what others say"


def tree_lines(tree: SourceTree) -> Iterator[str]:
    """The tree for the terminal."""
    yield f"{tree.event}  {tree.grade}"
    unnamed = "" if tree.at_least == tree.at_most else ", as some speak for nobody known"
    sides = ", ".join(f"{side.replace('_', ' ')} {number}" for side, number in tree.sides.items())
    yield f"independent institutions: {range_words(tree.at_least, tree.at_most)}{unnamed}; {sides or 'none'}"
    for admitted in tree.admitted:
        yield f"against its own interest: {admitted}"
    for source in tree.sources:
        counted = "" if source.speaker in tree.counted else f"  (not counted: {passed_over(source)})"
        side = source.side.replace("_", " ")
        yield f"├─ {source.speaker} ({source.institution}; {side}){counted}"
        for one in source.sayings:
            first = "" if one.first == one.document else f", first told in {one.first}"
            yield f"│  ├─ {one.stance} {one.field}, {one.certainty}: {' ← '.join(one.chain)}"
            yield f"│  │  “{one.quote}” {one.document} {one.start}:{one.end}{first}"
    for edge in tree.took:
        yield f"└─ {edge.target} took from {edge.source}: {edge.relation}"
        for passage in edge.passages:
            yield f"      “{passage}”"
