"""An event as a view over the claims of its reports."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence, Set

from msgspec import Struct, structs

from dateline.linking.admissions import admissions
from dateline.linking.claimants import (
    UNKNOWN,
    Chain,
    Sides,
    Voiced,
    claimant,
    is_nobody,
    outlet,
    sides,
    told_first,
)  # fmt: skip
from dateline.linking.decided import Edit, decided
from dateline.linking.denials import answers, denials, is_contested
from dateline.linking.disagreement import crowd, figure_disagreements
from dateline.linking.estimates import estimates
from dateline.linking.grade import grade
from dateline.linking.people import people_of
from dateline.linking.remarks import NOTHING, remarks
from dateline.linking.tellers import claimants_of, publishers_of, unnamed_of
from dateline.linking.told import Remark, Told
from dateline.linking.values import (
    LIKELY,
    agreed_level,
    agreed_status,
    agreed_type,
    agreed_when,
    agreed_where,
    places_told,
    values,
)
from dateline.model.document import Document
from dateline.model.event import Claimant, Event
from dateline.model.mention import Attribution, Figure, Period, Place
from dateline.model.report import Report


class Ground(Struct, frozen=True):
    """What an event's figures are read against.

    Its id, its documents' figures and what they say of them, its sides, days, place and level.
    """

    event: str
    figures: Mapping[str, Figure]
    remarks: Mapping[str, Remark]
    sides: Sides
    days: Period | None
    site: Place | None
    sites: tuple[Place, ...]
    total: bool


class View(Struct, frozen=True, eq=False):
    """An event, its revision still 0, with its figures as they were told, and the digest of what it says.

    `crowd`: how many statements of figures it has, where they were too many to compare each with each; else 0.
    """

    event: Event
    told: tuple[Told, ...]
    digest: str
    crowd: int


def ground_of(event: str, reports: Sequence[Report], walk: Chain) -> Ground:
    """The ground of the event of these reports."""
    documents = sorted({report.document for report in reports})
    figures = {figure.id: figure for id_ in documents for figure in walk.documents[id_].figures}
    when = agreed_when(reports)
    days = None if when is None or when.latest is None else Period(when.earliest, when.latest)
    said = {id_: one for d in documents for id_, one in remarks(walk.documents[d], walk.counting).items()}
    total = agreed_level(reports) != "incident"
    return Ground(
        event=event,
        figures=figures,
        remarks=said,
        sides=sides(reports, walk),
        days=days,
        site=agreed_where(reports),
        sites=places_told(reports),
        total=total,
    )


def voiced_claims(reports: Sequence[Report], ground: Ground, walk: Chain) -> tuple[Voiced, ...]:
    """The claims of the reports, in order, each with its claimant."""
    found = []
    for report in reports:
        # Most claims of a report are of one source.
        heard: dict[tuple[Attribution | None, str], Claimant] = {}
        for claim in report.claims:
            first = told_first(claim, report, walk)
            key = claim.attribution, first.id
            if key not in heard:
                heard[key] = claimant(claim.attribution, report.document, first, ground.sides, walk)
            found.append(Voiced(claim, report, heard[key]))
    return tuple(found)


def view(identity: str, reports: Sequence[Report], walk: Chain, part_of: str | None) -> View:
    """The event of these reports."""
    ordered = sorted(reports, key=lambda r: (r.document, r.evidence[0].start, r.id))
    ground = ground_of(identity, ordered, walk)
    voiced = voiced_claims(ordered, ground, walk)
    said = answers(voiced, walk)
    contested = is_contested(said)
    type_, status = agreed_type(ordered), agreed_status(ordered)
    told = tuple(one for v in voiced for one in told_figures(v, ground, walk))
    claimants = claimants_of(voiced, told)
    admitted = admissions(type_, voiced, told, walk) if status in LIKELY else ()
    event = Event(
        id=identity,
        revision=0,
        type=type_,
        status=status,
        contested=contested,
        level=agreed_level(ordered),
        part_of=part_of,
        when=agreed_when(ordered),
        where=agreed_where(ordered),
        reports=tuple(r.id for r in ordered),
        claims=tuple(v.claim for v in voiced),
        documents=tuple(sorted({r.document for r in ordered})),
        publishers=publishers_of(ordered, walk),
        claimants=claimants,
        unnamed=unnamed_of(voiced, told, walk),
        admissions=admitted,
        values=values([v.claim for v in voiced], ground.figures),
        estimates=estimates(told, walk.quantities),
        disagreements=(*denials(identity, said, walk), *figure_disagreements(identity, told)),
        grade=grade(status, contested, claimants, admitted),
    )
    return View(event, told, digest(event), crowd(told))


def with_edits(found: View, edits: Sequence[Edit]) -> View:
    """The view with the fields that a person set, and the digest of what it says then."""
    if not edits:
        return found
    event = decided(found.event, edits)
    return structs.replace(found, event=event, digest=digest(event))


def told_figures(voiced: Voiced, ground: Ground, walk: Chain) -> tuple[Told, ...]:
    """The figure that a claim states with who says it: the figure's own speaker where it has one."""
    claim = voiced.claim
    figure = ground.figures.get(claim.value) if claim.field == "figure" and claim.stance == "affirms" else None
    if figure is None:
        return ()
    document = told_first(claim, voiced.report, walk)
    said: Attribution | None = figure.attribution or claim.attribution
    who = claimant(said, voiced.report.document, document, ground.sides, walk)
    return (
        Told(
            figure=figure,
            claimant=who,
            published=days_of(document),
            claim=claim.id,
            document=document.id,
            copied=document.id != voiced.report.document,
            people=people_of(figure.population, walk.actors.nouns),
            counted=counted_to(figure, ground.days),
            total=ground.total,
            event=ground.event,
            site=ground.site,
            sites=ground.sites,
            remark=ground.remarks.get(figure.id, NOTHING),
        ),
    )


def counted_to(figure: Figure, days: Period | None) -> Period | None:
    """The period at whose end a figure holds; for the toll of one happening only a day after it says when it held."""
    period = figure.period
    if period is None or period.latest is None or figure.measure != "incident":
        return period if period is None or period.latest is not None else None
    after = days is not None and days.latest is not None and (period.earliest or period.latest)[:10] > days.latest[:10]
    return period if after else None


def days_of(document: Document) -> Period:
    """The days of a document's publication, clock times left out."""
    earliest, latest = document.published.earliest, document.published.latest
    return Period(earliest[:10] if earliest else None, latest[:10] if latest else None)


def loose_figures(walk: Chain, taken: Sequence[Told]) -> tuple[Told, ...]:
    """The figures that no event's report claims, told by their own speaker or by the outlet that had them first.

    Where a report that is part of no event claims one, it stands under that claim, else under its own id.
    """
    claimed = {one.figure.id for one in taken}
    return tuple(one for id_ in sorted(walk.documents) for one in loose_in(walk.documents[id_], claimed, walk))


def loose_in(document: Document, claimed: Set[str], walk: Chain) -> Iterator[Told]:
    """The figures of one document that are not `claimed`, as `loose_figures` tells them."""
    loose = [one for one in document.figures if one.id and one.id not in claimed] if document.reading else []
    if not loose:
        return
    claims = {c.value: c.id for r in reversed(document.reports) for c in r.claims if c.field == "figure"}
    said_of = remarks(document, walk.counting)
    for figure in loose:
        first = walk.documents[walk.origin(document.id, figure.evidence.span)]
        said = figure.attribution
        who = outlet(first, walk.outlets)
        if said is not None and not is_nobody(said):
            body = walk.bodies.behind(said, document.id)
            speaker = said.speaker or said.organisation or UNKNOWN
            who = Claimant(speaker, UNKNOWN if body is None else walk.bodies.label(body), UNKNOWN)
        yield Told(
            figure=figure,
            claimant=who,
            published=days_of(first),
            claim=claims.get(figure.id, figure.id),
            document=first.id,
            copied=first.id != document.id,
            people=people_of(figure.population, walk.actors.nouns),
            counted=counted_to(figure, None),
            remark=said_of.get(figure.id, NOTHING),
        )


def digest(found: Event) -> str:
    """SHA-256 over what an event says, its revision left out."""
    claims = [(c.id, c.value, c.stance, c.certainty) for c in found.claims]
    when, where = found.when, found.where
    content = (
        found.id, found.type, found.status, found.contested, found.level, found.part_of, found.reports, claims,
        None if when is None else (when.earliest, when.latest, when.precision),
        None if where is None else (where.gazetteer_id, where.name, where.text, where.precision),
        found.publishers, [structs.astuple(c) for c in found.claimants], [structs.astuple(u) for u in found.unnamed],
        [(structs.astuple(a.claimant), a.of, a.claims) for a in found.admissions],
        [structs.astuple(e) for e in found.estimates],
        {name: [(v.value, v.claims) for v in several] for name, several in found.values.items()},
        [(d.field, d.relation, d.claims, d.says) for d in found.disagreements], found.grade,
    )  # fmt: skip
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
