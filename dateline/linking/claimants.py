"""Who a claim originates from: outlet, agency and speaker walked back, copies folded into what they copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from dateline.linking.parties import Party, chain, parties, row_of
from dateline.model.document import Document
from dateline.model.event import Claimant
from dateline.model.mention import Attribution
from dateline.model.report import Claim, Report
from dateline.model.span import Span
from dateline.tables.actors import ActorTable
from dateline.tables.outlets import OutletTable
from dateline.values.names import alike, fold

OWN = "own_observation"
UNKNOWN = "unknown"
# Kinds of body that do not fight: on no side, even where only one side of an event is known.
BYSTANDERS = frozenset({"organisation", "media"})


class Sides(Struct, frozen=True):
    """The camps of those who act and of those acted upon in an event."""

    a: frozenset[str]
    b: frozenset[str]


class Chain(Struct, frozen=True, eq=False):
    """What the walk back needs: the documents, where each passage was first told, the actors and the outlets."""

    documents: Mapping[str, Document]
    origin: Callable[[str, Span], str]
    actors: ActorTable
    outlets: OutletTable


def sides(reports: Sequence[Report], actors: ActorTable) -> Sides:
    """The two sides of what the reports tell."""
    return Sides(
        _camps(parties([a for r in reports for a in r.initiators], actors)),
        _camps(parties([a for r in reports for a in (*r.targets, *r.victims)], actors)),
    )


def claimant(claim: Claim, report: Report, two: Sides, walk: Chain) -> Claimant:
    """The claimant of one claim: its quoted speaker, else the agency, else the outlet that told it first."""
    document = told_first(claim, report, walk)
    said = claim.attribution
    if said is None or (said.speaker is None and said.organisation is None):
        own = outlet(document, walk.outlets)
        return own if said is None else Claimant(f"unnamed, in {own.speaker}", UNKNOWN, UNKNOWN)
    camp = _camp(said, document, walk.actors) or tuple(fold(name) for name in (said.organisation,) if name)
    speaker = said.speaker or said.organisation or UNKNOWN
    return Claimant(speaker, _institution(said, camp, walk.actors), _side(camp, two, walk.actors))


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
    for one in sorted(set(found), key=lambda c: (-len(fold(c.speaker).split()), c)):
        if not any(
            k.institution == one.institution and k.side == one.side and alike(k.speaker, one.speaker) for k in kept
        ):
            kept.append(one)
    return tuple(sorted(kept))


def _camp(said: Attribution, document: Document, actors: ActorTable) -> tuple[str, ...]:
    """The ids of the speaker's institution and of what it belongs to, nearest first."""
    named = [name for name in (said.organisation, said.speaker) if name]
    for name in named:
        found = tuple(chain(name, actors))
        if found:
            return found
    for actor in document.actors:
        if actor.name in named or actor.text in named:
            for id_ in (actor.actor_id, actor.organisation, actor.affiliated_with):
                found = tuple(chain(id_, actors))
                if found:
                    return found
    return ()


def _institution(said: Attribution, camp: tuple[str, ...], actors: ActorTable) -> str:
    """The outermost body short of the state itself: a unit's spokesman and the army's speak for one institution."""
    bodies = [id_ for id_ in camp if id_.count(":") != 1]
    if bodies:
        body = next((id_ for id_ in bodies if id_.startswith("state:")), bodies[0])
        row = row_of(body, actors)
        if row is not None and row.kind != "person":
            return row.name
        if body.startswith("state:"):
            _, country, branch = body.split(":", 2)
            return f"{branch} of {country}"
    return said.organisation or UNKNOWN


def _side(camp: tuple[str, ...], two: Sides, actors: ActorTable) -> str:
    """The side that a speaker's camp is on; who is on neither is a third party only where both sides are known."""
    if not camp:
        return UNKNOWN
    if two.a & set(camp):
        return "party_a"
    if two.b & set(camp):
        return "party_b"
    row = row_of(camp[0], actors)
    bystander = row is None or row.kind in BYSTANDERS
    return "third_party" if bystander or (two.a and two.b) else UNKNOWN


def _camps(several: tuple[Party, ...]) -> frozenset[str]:
    return frozenset().union(*(one.camp or {one.id} for one in several)) if several else frozenset()
