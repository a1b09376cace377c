"""An event as a view over the claims of its reports."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from dateline.linking.claimants import UNKNOWN, Chain, Sides, claimant, distinct, outlet, sides, told_first
from dateline.linking.disagreement import Told, denials, figure_disagreements
from dateline.linking.grade import grade
from dateline.linking.values import agreed_status, agreed_type, agreed_when, agreed_where, values
from dateline.model.document import Document
from dateline.model.event import Claimant, Event
from dateline.model.mention import Attribution, Figure, Period
from dateline.model.report import Claim, Report


class Voiced(Struct, frozen=True):
    """A claim with the report it belongs to and who it originates from."""

    claim: Claim
    report: Report
    claimant: Claimant


def event(identity: str, reports: Sequence[Report], walk: Chain, part_of: str | None) -> Event:
    """The event of these reports, its revision still 0."""
    ordered = sorted(reports, key=lambda r: (r.document, r.evidence[0].start, r.id))
    two = sides(ordered, walk.actors)
    voiced = [Voiced(c, r, claimant(c, r, two, walk)) for r in ordered for c in r.claims]
    said = [(v.claim, v.claimant) for v in voiced]
    contested = bool(denials(identity, said))
    type_, status = agreed_type(ordered), agreed_status(ordered)
    claimants = claimants_of(voiced)
    figures = figures_of(ordered, walk)
    told = [one for v in voiced for one in told_figures(v, figures, two, walk)]
    return Event(
        id=identity,
        revision=0,
        type=type_,
        status=status,
        contested=contested,
        level=ordered[0].level,
        part_of=part_of,
        when=agreed_when(ordered),
        where=agreed_where(ordered),
        reports=tuple(r.id for r in ordered),
        claims=tuple(v.claim for v in voiced),
        documents=tuple(sorted({r.document for r in ordered})),
        publishers=publishers_of(ordered, walk),
        claimants=claimants,
        values=values([v.claim for v in voiced], figures),
        disagreements=(*denials(identity, said), *figure_disagreements(identity, told)),
        grade=grade(type_, status, contested, claimants),
    )


def claimants_of(voiced: Sequence[Voiced]) -> tuple[Claimant, ...]:
    """Who says that it happened, each once; who denies it, where nobody affirms it."""
    occurrence = [v for v in voiced if v.claim.field == "occurrence"]
    affirmed = [v.claimant for v in occurrence if v.claim.stance == "affirms"]
    return distinct(affirmed or [v.claimant for v in occurrence])


def publishers_of(reports: Sequence[Report], walk: Chain) -> tuple[str, ...]:
    """The publishers of the stories, one for each owner; a copied passage counts for the story that had it first."""
    first = [walk.documents[walk.origin(r.document, r.evidence[0].span)] for r in reports]
    outlets = {outlet(document, walk.outlets) for document in first if document.agency or document.publisher}
    by_owner = {one.institution: one.speaker for one in sorted(outlets, reverse=True)}
    return tuple(sorted(by_owner.values()))


def figures_of(reports: Sequence[Report], walk: Chain) -> dict[str, Figure]:
    """The figures of the reports' documents by id."""
    documents = sorted({report.document for report in reports})
    return {figure.id: figure for id_ in documents for figure in walk.documents[id_].figures}


def told_figures(voiced: Voiced, figures: Mapping[str, Figure], two: Sides, walk: Chain) -> tuple[Told, ...]:
    """The figure that a claim states with who says it: the figure's own speaker where it has one."""
    figure = figures.get(voiced.claim.value) if voiced.claim.field == "figure" else None
    if figure is None:
        return ()
    document = told_first(voiced.claim, voiced.report, walk)
    published = days_of(document)
    said: Attribution | None = figure.attribution or voiced.claim.attribution
    who = claimant(structs.replace(voiced.claim, attribution=said), voiced.report, two, walk)
    copied = document.id != voiced.report.document
    return (Told(figure=figure, claimant=who, published=published, claim=voiced.claim.id, copied=copied),)


def days_of(document: Document) -> Period:
    """The days of a document's publication, clock times left out."""
    earliest, latest = document.published.earliest, document.published.latest
    return Period(earliest[:10] if earliest else None, latest[:10] if latest else None)


def loose_figures(walk: Chain, taken: Sequence[Told]) -> tuple[Told, ...]:
    """The figures that no event's report claims, told by their own speaker or by the outlet that had them first.

    Where a report that is part of no event claims one, it stands under that claim, else under its own id.
    """
    claimed = {one.figure.id for one in taken}
    found = []
    for id_ in sorted(walk.documents):
        document = walk.documents[id_]
        claims = {c.value: c.id for r in reversed(document.reports) for c in r.claims if c.field == "figure"}
        for figure in document.figures if document.reading is not None else ():
            if figure.id in claimed or not figure.id:
                continue
            first = walk.documents[walk.origin(id_, figure.evidence.span)]
            said = figure.attribution
            speaker = (said.speaker or said.organisation) if said is not None else None
            who = outlet(first, walk.outlets)
            if said is not None and speaker is not None:
                who = Claimant(speaker, said.organisation or speaker, UNKNOWN)
            found.append(
                Told(
                    figure=figure,
                    claimant=who,
                    published=days_of(first),
                    claim=claims.get(figure.id, figure.id),
                    copied=first.id != id_,
                )
            )
    return tuple(found)


def digest(found: Event) -> str:
    """SHA-256 over what an event says, its revision left out."""
    claims = [(c.id, c.value, c.stance, c.certainty) for c in found.claims]
    when, where = found.when, found.where
    content = (
        found.id, found.type, found.status, found.contested, found.level, found.part_of, found.reports, claims,
        None if when is None else (when.earliest, when.latest, when.precision),
        None if where is None else (where.gazetteer_id, where.name, where.text, where.precision),
        found.publishers, [structs.astuple(c) for c in found.claimants],
        {name: [(v.value, v.claims) for v in several] for name, several in found.values.items()},
        [(d.field, d.relation, d.claims, d.says) for d in found.disagreements], found.grade,
    )  # fmt: skip
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
