"""A group of drafts as one report, and its fields as claims, each with its own evidence."""

from __future__ import annotations

import msgspec

from dateline.events.anchoring import PUBLICATION_BASIS
from dateline.events.cues import COUNTED
from dateline.events.draft import ROLES, Draft
from dateline.events.facts import facts, mode_of
from dateline.events.grouping import RANK
from dateline.model.document import Document
from dateline.model.mention import Actor, Place
from dateline.model.report import Claim, Report, When
from dateline.model.span import Evidence, Span, content_id
from dateline.tables.event_types import EventTypes

Value = tuple[str, str, Span | None, str]  # field, value, where it stands, basis


def report(document: Document, types: EventTypes, group: tuple[Draft, ...]) -> Report:
    """The report that the mentions of one happening make."""
    lead = group[0]
    kind = max((d.type for d in group), key=lambda t: RANK.get(t, 0))
    told = next((d for d in group if d.status.value in COUNTED), lead)
    identity = content_id("rep", document.id, kind, lead.evidence.start, lead.evidence.end)
    where, when = best_where(group), best_when(group)
    roles = {role: together(group, role) for role in ROLES}
    mode = mode_of(group, kind)
    event, sub_event = types.acled(kind, frozenset(a.kind for a in roles["initiators"]), facts(group, mode))
    alternative = any(d.roles.alternatives for d in group) and len(roles["initiators"]) > 1
    return Report(
        id=identity,
        document=document.id,
        type=kind,
        mode=mode,
        status=told.status.value,
        level=lead.level,
        part_of=None,
        background=lead.background,
        when=when.when if when is not None else None,
        where=where.where if where is not None else None,
        initiators=roles["initiators"],
        targets=roles["targets"],
        victims=roles["victims"],
        weapons=roles["weapons"],
        alternative_group=content_id("alt", identity) if alternative else None,
        figures=tuple(dict.fromkeys(f.id for d in group for f in d.figures)),
        attribution=next(
            (d.attribution for d in group if d.attribution is not None and d.attribution.speaker), told.attribution
        ),
        certainty=told.certainty,
        evidence=tuple(Evidence.at(document.rendition, d.evidence) for d in group),
        claims=tuple({c.id: c for d in group for c in claims(document, identity, d, when, where)}.values()),
        tags=types.tags(kind),
        acled_event=event,
        acled_sub_event=sub_event,
    )


def part_of(one: Report, total: Report) -> Report:
    """A report tied to its total; where it names no initiators, the total's, each a claim that says so."""
    if one.initiators or not total.initiators:
        return msgspec.structs.replace(one, part_of=total.id)
    lent = tuple(
        msgspec.structs.replace(
            c,
            id=content_id("clm", one.id, c.field, c.value, c.evidence.start if c.evidence else None, "total"),
            report=one.id,
            basis="initiator of the total that it is part of",
        )
        for c in total.claims
        if c.field == "initiators"
    )
    return msgspec.structs.replace(one, part_of=total.id, initiators=total.initiators, claims=one.claims + lent)


def together(group: tuple[Draft, ...], role: str) -> tuple[Actor, ...]:
    """The participants of a role over all mentions, one per name."""
    found: dict[str, Actor] = {}
    for draft in group:
        for actor in draft.roles.of(role):
            found.setdefault(actor.actor_id or actor.name.casefold(), actor)
    return tuple(found.values())


def best_when(group: tuple[Draft, ...]) -> Draft | None:
    """The mention whose time is the report's: one that states a time before one that inherits it."""
    return min(group, key=lambda d: inherited(d.when))


def inherited(when: When | None) -> int:
    """How far from the mention's own words its time was found."""
    if when is None or (when.earliest is None and when.symbol is None):
        return 3
    return 2 if when.basis == PUBLICATION_BASIS else 0 if when.basis == "clause" else 1


def best_where(group: tuple[Draft, ...]) -> Draft | None:
    """The mention whose place is the report's: nearest to its own words first."""
    order = ("slot of the trigger", "clause", "sentence", "paragraph", "story place")
    placed = [d for d in group if d.where is not None]
    return (
        min(
            placed,
            key=lambda d: next(
                n for n, how in enumerate(order) if d.where is not None and d.where.basis.startswith(how)
            ),
        )
        if placed
        else None
    )


def claims(
    document: Document, identity: str, draft: Draft, when: Draft | None, where: Draft | None
) -> tuple[Claim, ...]:
    """The claims of one mention; time and place only where this mention gave them to the report."""
    values: list[Value] = [
        ("occurrence", draft.status.value, draft.evidence, draft.status.cue),
        ("type", draft.type, draft.evidence, "trigger"),
    ]
    if draft is when and draft.when is not None and (draft.when.earliest or draft.when.symbol):
        values.append(("when", interval(draft.when), draft.time_span, draft.when.basis))
    if draft is where and draft.where is not None:
        values.append(("where", place_value(draft.where), draft.where.span, draft.where.basis))
    values += [(role, a.name, a.span, "slot of the trigger") for role in ROLES for a in draft.roles.of(role)]
    values += [("figure", f.id, f.span, "clause") for f in draft.figures]
    return tuple(claim(document, identity, draft, value) for value in values)


def interval(when: When) -> str:
    """A time as text: an interval, or the words that wait for their anchor."""
    if when.earliest is None and when.latest is None:
        return when.text or when.basis
    return f"{when.earliest or ''}/{when.latest or ''}"


def place_value(place: Place) -> str:
    """A place as text: its resolved name, else its words."""
    return place.name or place.text


def claim(document: Document, identity: str, draft: Draft, given: Value) -> Claim:
    """One claim with its content-hash id."""
    field, value, span, basis = given
    usable = span is not None and span.start < span.end
    at = Evidence.at(document.rendition, span) if span is not None and usable else None
    return Claim(
        id=content_id("clm", identity, field, value, at.start if at else None, at.end if at else None),
        report=identity,
        field=field,
        value=value,
        evidence=at,
        attribution=draft.attribution,
        stance="denies" if draft.status.denied and field == "occurrence" else "affirms",
        certainty=draft.certainty,
        basis=basis,
        method=draft.found.trigger.rule,
    )
