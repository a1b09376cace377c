"""A group of drafts as one report, and its fields as claims, each with its own evidence."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dateline.events.cues import COUNTED
from dateline.events.deeds import shown
from dateline.events.draft import ROLES, Draft
from dateline.events.facts import facts, mode_of
from dateline.events.fields import (
    LENT,
    Value,
    affirming,
    best_when,
    best_where,
    doers,
    known_by,
    telling,
    together,
    values,
)
from dateline.events.grouping import TELLING
from dateline.events.owners import SIDES
from dateline.events.voices import GUESSED
from dateline.model.document import Document
from dateline.model.report import Claim, Report
from dateline.model.span import Evidence, content_id
from dateline.tables.event_types import EventTypes

OFFENSIVE = "battle.offensive"


def report(document: Document, types: EventTypes, group: tuple[Draft, ...]) -> Report:
    """The report that the mentions of one happening make."""
    known = known_by(group)
    lead = known[0]
    kind = kind_of([d.type for d in known])
    told = next((d for d in known if d.status.value in COUNTED), lead)
    identity = content_id("rep", document.id, kind, lead.evidence.start, lead.evidence.end)
    where = best_where(group)
    roles = {role: together(affirming(group), role) for role in ROLES} | {"initiators": doers(group)}
    harmed = {actor.name for actor in roles["victims"]}  # whom one mention has as its target and another as its victim
    roles["targets"] = tuple(actor for actor in roles["targets"] if actor.name not in harmed)
    mode = mode_of(group, kind)
    event, sub_event = types.acled(kind, facts(known, mode, roles["initiators"], types.asked(kind)))
    plover, plover_mode = types.plover(kind, shown(known, told))
    alternative = any(d.roles.alternatives for d in group) and len(roles["initiators"]) > 1
    made = (claim(document, identity, d, value) for d in group for value in values(d, group))
    return Report(
        id=identity,
        document=document.id,
        type=kind,
        mode=mode,
        status=told.status.value,
        level=lead.level,
        part_of=None,
        background=lead.background,
        when=best_when(group).when,
        where=where.where if where is not None else None,
        initiators=roles["initiators"],
        targets=roles["targets"],
        victims=roles["victims"],
        weapons=roles["weapons"],
        alternative_group=content_id("alt", identity) if alternative else None,
        figures=tuple(dict.fromkeys(f.id for d in affirming(group) for f in d.figures)),
        attribution=next(
            (d.attribution for d in known if d.attribution is not None and d.attribution.speaker), told.attribution
        ),
        certainty=told.certainty,
        evidence=tuple(Evidence.at(document.rendition, s) for s in dict.fromkeys(d.evidence for d in telling(group))),
        claims=tuple({c.id: c for c in made}.values()),
        tags=types.tags(kind),
        acled_event=event,
        acled_sub_event=sub_event,
        plover=plover,
        plover_mode=plover_mode,
    )


def kind_of(kinds: Sequence[str]) -> str:
    """The type that says most; an advance that is told of as an operation too is the offensive."""
    told = max(kinds, key=lambda kind: TELLING.get(kind, 0))
    return OFFENSIVE if told == "battle.advance" and OFFENSIVE in kinds else told


def part_of(one: Report, total: Report) -> Report:
    """A report tied to its total; where it names no initiators, the total's, each a claim that says so."""
    one = msgspec.structs.replace(one, part_of=total.id)
    if not one.initiators:
        one = msgspec.structs.replace(
            one, initiators=total.initiators, claims=one.claims + lent(one, total, "initiators")
        )
    if not any(a.kind in SIDES for a in (*one.targets, *one.victims)):
        armed = tuple(a for a in total.targets if a.kind in SIDES)
        named = {a.name for a in armed}
        claims = tuple(c for c in lent(one, total, "targets") if c.value in named)
        one = msgspec.structs.replace(one, targets=one.targets + armed, claims=one.claims + claims)
    return one


def lent(one: Report, total: Report, field: str) -> tuple[Claim, ...]:
    """The claims of a total on a field as those of a report that is part of it."""
    return tuple(
        msgspec.structs.replace(
            c,
            id=content_id("clm", one.id, c.field, c.value, c.evidence.start if c.evidence else None, "total"),
            report=one.id,
            basis=f"{field.removesuffix('s')} of the total that it is part of",
        )
        for c in total.claims
        if c.field == field
    )


def claim(document: Document, identity: str, draft: Draft, given: Value) -> Claim:
    """One claim with its content-hash id."""
    field, value, span = given.field, given.value, given.span
    at = Evidence.at(document.rendition, span) if span is not None and span.start < span.end else None
    return Claim(
        id=content_id("clm", identity, field, value, at.start if at else None, at.end if at else None),
        report=identity,
        field=field,
        value=value,
        evidence=at,
        attribution=None if given.basis in LENT else draft.attribution,
        stance=given.stance,
        certainty="unverified" if draft.voice == GUESSED else draft.certainty,
        basis=given.basis,
        method=draft.found.trigger.rule,
    )
