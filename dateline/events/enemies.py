"""Whom a fight is against, or who fights it, where mentions leave that out and the story names only one it can be."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.events import owners
from dateline.events.fields import ONLY_ENEMY, Mentions
from dateline.events.lending import FOUGHT, STRIKES, Side, side_of, with_role
from dateline.events.levels import INCIDENT
from dateline.events.scene import ARMED_KINDS, STATE_FORCES
from dateline.events.sides import name
from dateline.model.mention import Actor


def with_enemies(groups: Sequence[Mentions]) -> list[Mentions]:
    """The groups, those of a fight that name one side alone with the only enemy that the story has for it."""
    told = [side_of(group) for group in groups]
    fights = [one for one in told if one.is_violent]
    return [with_enemy(one, fights) for one in told]


def with_enemy(one: Side, fights: list[Side]) -> Mentions:
    """A group with the opponent of its doers, or the attacker of those it is against, where either is left out."""
    armed = tuple(actor for actor in one.against if owners.is_side(actor))
    if not is_of_today(one) or bool(one.doers) == bool(armed):
        return one.group
    if one.doers:
        fitting = one.lead.type in STRIKES | FOUGHT
        return with_role(one.group, "targets", only_enemy(one, fights) if fitting else (), ONLY_ENEMY)
    fitting = one.lead.level == INCIDENT  # 'four soldiers have been killed in all' may sum up accidents
    return with_role(one.group, "initiators", only_attacker(armed, fights) if fitting else (), ONLY_ENEMY)


def is_of_today(one: Side) -> bool:
    """Whether it is a fight or strike that the story tells as news."""
    lead = one.lead
    return one.is_violent and not lead.background and lead.type.startswith(("battle.", "remote."))


def only_attacker(armed: tuple[Actor, ...], fights: list[Side]) -> tuple[Actor, ...]:
    """The only body or state that the story tells to fight those who are hit."""
    own = {name(actor) for actor in armed}
    foes = [a for other in fights if own & {name(doer) for doer in other.doers} for a in other.against]
    foes += [doer for other in fights if own & {name(a) for a in other.against} for doer in other.doers]
    known = {name(a): a for a in foes if a.kind in owners.SIDES and a.actor_id is not None and name(a) not in own}
    return tuple(known.values()) if len(known) == 1 else ()


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
