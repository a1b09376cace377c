"""Who a claim originates from: outlet, agency and speaker walked back, copies folded into what they copy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from dateline.linking.alikes import Alikes
from dateline.linking.bodies import Bodies, Body
from dateline.linking.parties import NAMELESS, row_of
from dateline.model.document import Document
from dateline.model.event import Claimant
from dateline.model.mention import Actor, Attribution
from dateline.model.report import Claim, Report
from dateline.model.span import Span
from dateline.tables.actors import ActorTable
from dateline.tables.counting import CountWords
from dateline.tables.outlets import OutletTable
from dateline.tables.quantities import QuantityWords
from dateline.values.names import alike, fold

OWN = "own_observation"
UNKNOWN = "unknown"
UNNAMED = "unnamed, in "
# Kinds of body that do not fight: on no side, even where only one side of an event is known.
BYSTANDERS = frozenset({"organisation", "media"})
# Outlets that are the body whose word they publish, not its teller.
OFFICIAL = frozenset({"official", "ngo"})


class Sides(Struct, frozen=True):
    """The camps of those who act and of those acted upon in an event; `names`: how its sources name each body."""

    a: frozenset[str]
    b: frozenset[str]
    names: Mapping[str, Counter[str]]


class Chain(Struct, frozen=True, eq=False):
    """What the walk back needs: documents, where each passage was first told, tables, whom names mean."""

    documents: Mapping[str, Document]
    origin: Callable[[str, Span], str]
    actors: ActorTable
    outlets: OutletTable
    counting: CountWords
    quantities: QuantityWords
    bodies: Bodies


class Voiced(Struct, frozen=True):
    """A claim with the report it belongs to and who it originates from."""

    claim: Claim
    report: Report
    claimant: Claimant

    @property
    def attributed(self) -> bool:
        """Whether somebody in particular is quoted for it, or a body says it on its own page."""
        return self.claimant.side != OWN and not (self.claim.attribution and is_nobody(self.claim.attribution))


def sides(reports: Sequence[Report], walk: Chain) -> Sides:
    """The two sides of what the reports tell."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for report in reports:
        for said in dict.fromkeys(claim.attribution for claim in report.claims):
            body = None if said is None else walk.bodies.behind(said, report.document)
            if body is not None:
                names[body.id][body.name] += 1
    return Sides(
        _camps([(r.document, a) for r in reports for a in r.initiators], walk),
        _camps([(r.document, a) for r in reports for a in (*r.targets, *r.victims)], walk),
        names,
    )


def _camps(found: Sequence[tuple[str, Actor]], walk: Chain) -> frozenset[str]:
    camps = (walk.bodies.of_actor(actor, document) for document, actor in found if actor.kind not in NAMELESS)
    return frozenset().union(*camps)


def claimant(said: Attribution | None, document: str, first: Document, two: Sides, walk: Chain) -> Claimant:
    """Who says what a document has: the quoted speaker, else the agency, else the outlet that told it first."""
    if said is None:
        return own_word(first, two, walk)
    if is_nobody(said):
        return Claimant(f"{UNNAMED}{outlet(first, walk.outlets).speaker}", UNKNOWN, UNKNOWN)
    body = walk.bodies.behind(said, document) or walk.bodies.behind(said, first.id)
    speaker = said.speaker or said.organisation or UNKNOWN
    if body is None:
        return Claimant(speaker, UNKNOWN, UNKNOWN)
    return Claimant(speaker, walk.bodies.label(body, two.names.get(body.id)), _side(body, two, walk))


def camp_of(claim: Claim, report: Report, walk: Chain) -> frozenset[str]:
    """The ids of what stands behind who says a claim; empty for people and for an outlet's own words."""
    said = claim.attribution
    if said is None:
        body = _publishing(told_first(claim, report, walk), walk)
    else:
        body = walk.bodies.behind(said, report.document)
    return frozenset() if body is None else frozenset(body.camp)


def is_nobody(said: Attribution) -> bool:
    """Whether an attribution names no source: 'it is believed', 'reportedly'."""
    return said.speaker is None and said.organisation is None


def own_word(document: Document, two: Sides, walk: Chain) -> Claimant:
    """Who speaks in a story's own words: the outlet, which saw it, or the body whose statement the page is."""
    own = outlet(document, walk.outlets)
    body = _publishing(document, walk)
    if body is None:
        return own
    return Claimant(own.speaker, walk.bodies.label(body, two.names.get(body.id)), _side(body, two, walk))


def _publishing(document: Document, walk: Chain) -> Body | None:
    """The body that publishes the page as its own statement; None for an outlet that tells what others say."""
    if document.agency is not None or document.publisher is None:
        return None
    row = walk.outlets.named(document.publisher)
    if row is not None:
        name = row.owner or row.name
        return Body(fold(name), (fold(name),), name) if row.kind in OFFICIAL else None
    if any(actor.kind == "media" and alike(actor.name, document.publisher) for actor in document.actors):
        return None
    body = walk.bodies.named(document.publisher, document.id)
    return body if body is not None and walk.bodies.speaks(document.publisher) else None


def outlet(document: Document, outlets: OutletTable) -> Claimant:
    """The outlet of a story as a claimant, its owner the institution: its agency, else its publisher, else itself."""
    name = document.agency or document.publisher or f"document {document.id}"
    row = outlets.named(name)
    return Claimant(name, name, OWN) if row is None else Claimant(row.name, row.owner or row.name, OWN)


def told_first(claim: Claim, report: Report, walk: Chain) -> Document:
    """The document that told the claim's passage first."""
    evidence = claim.evidence if claim.field == "occurrence" and claim.evidence else report.evidence[0]
    return walk.documents[walk.origin(report.document, evidence.span)]


def distinct(found: Sequence[Claimant]) -> tuple[Claimant, ...]:
    """The claimants, each speaker once: `Haddad` and `Colonel Omar Haddad` of one institution are one."""
    kept: list[Claimant] = []
    seen: dict[tuple[str, str], Alikes] = defaultdict(Alikes)
    for one in sorted(set(found), key=lambda c: (-len(fold(c.speaker).split()), c)):
        known = seen[one.institution, one.side]
        if not known.has(one.speaker):
            kept.append(one)
            known.add(one.speaker)
    return tuple(sorted(kept))


def _side(body: Body, two: Sides, walk: Chain) -> str:
    """The side that a speaker's body is on; who is on neither is a third party only where both sides are known.

    Who bears arms is no bystander: where one side alone is known, it is the other one.
    """
    if two.a & set(body.camp):
        return "party_a"
    if two.b & set(body.camp):
        return "party_b"
    if walk.bodies.is_armed(body):
        return "party_b" if two.a and not two.b else UNKNOWN
    row = row_of(body.id, walk.actors)
    bystander = not body.id.startswith("state:") and (row is None or row.kind in BYSTANDERS)
    return "third_party" if bystander or (two.a and two.b) else UNKNOWN
