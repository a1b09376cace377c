"""Whom a fight is against, where its mentions leave that out and the story names only one whom it can be."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.events import owners
from dateline.events.fields import ONLY_ENEMY, Mentions
from dateline.events.lending import FOUGHT, STRIKES, Side, side_of, with_role
from dateline.events.levels import CAMPAIGN
from dateline.events.scene import ARMED_KINDS, STATE_FORCES
from dateline.events.sides import name
from dateline.model.mention import Actor


def with_enemies(groups: Sequence[Mentions]) -> list[Mentions]:
    """The groups, those of a fight that name no opponent with the only one that the story has for their doers."""
    told = [side_of(group) for group in groups]
    fights = [one for one in told if one.is_violent]
    return [
        with_role(one.group, "targets", only_enemy(one, fights), ONLY_ENEMY) if lacks_one(one) else one.group
        for one in told
    ]


def lacks_one(one: Side) -> bool:
    """Whether a fight or strike of today names who fights and not whom."""
    lead = one.lead
    today = one.is_violent and not lead.background and lead.level != CAMPAIGN and lead.type in STRIKES | FOUGHT
    return today and bool(one.doers) and not any(actor.kind in owners.SIDES for actor in one.against)


def only_enemy(one: Side, fights: list[Side]) -> tuple[Actor, ...]:
    """The only known armed body that its doers are told to fight; else the only one that anybody fights.

    The latter only where the story names no further body that is neither a state's nor among those who fight.
    """
    own = {name(doer) for doer in one.doers}
    foes = [
        (other, actor)
        for other in fights
        for actor in other.against
        if actor.kind in ARMED_KINDS and actor.actor_id is not None and name(actor) not in own
    ]
    theirs = {name(actor): actor for other, actor in foes if own & {name(doer) for doer in other.doers}}
    if theirs:
        return tuple(theirs.values()) if len(theirs) == 1 else ()
    anyones = {name(actor): actor for other, actor in foes if own.isdisjoint(name(a) for a in other.against)}
    acting = {name(doer) for other in fights for doer in other.doers}
    bodies = (body for body in one.lead.found.scene.armed if body.kind not in STATE_FORCES)
    idle = {name(body) for body in bodies} - acting
    return tuple(anyones.values()) if len(anyones) == 1 and idle <= set(anyones) else ()
