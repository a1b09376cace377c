"""Whose things and people they are: 'army guns', 'a depot of the rebels', 'its troops', 'poised for an assault'."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dateline.events import syntax
from dateline.events.scene import ARMED_KINDS, Scene
from dateline.model.mention import Actor

MODIFIERS = frozenset({"compound", "nmod", "amod", "poss"})
# The kind of an owner named only by the noun before its thing: 'army guns', 'government aircraft', 'rebel rockets'.
OWNERS = {
    "army": "military",
    "military": "military",
    "navy": "military",
    "government": "government",
    "regime": "government",
    "state": "government",
    "police": "police",
    "rebel": "rebel",
    "insurgent": "rebel",
    "militant": "rebel",
    "militia": "political_militia",
    "coalition": "foreign_force",
    "alliance": "foreign_force",
}
# Who speaks for a state as its head: what a country's prime minister has begun, the country has begun.
HEADS = ("prime minister", "president", "premier", "chancellor", "king", "sultan", "emir")
ALLIANCES = ("coalition", "alliance")
SIDES = ARMED_KINDS | {"government"}


def is_side(actor: Actor) -> bool:
    """Whether an actor bears arms, is a government, or an alliance of such, whatever else the table calls it."""
    return actor.kind in SIDES or (actor.kind == "organisation" and actor.name.lower().endswith(ALLIANCES))


def first_side(actors: Iterable[Actor | None]) -> Actor | None:
    """The first of some actors that is an armed body or a government."""
    return next((actor for actor in actors if actor is not None and actor.kind in SIDES), None)


def by_noun(scene: Scene, token: int) -> Actor | None:
    """The side that a noun or adjective before a thing names, known from elsewhere in the story or not."""
    parse = scene.parse
    kind = OWNERS.get(parse.lemmas[token])
    if kind is None:
        return None
    span = parse.span_of(token, token)
    text = span.of(scene.text)
    known = next((a for name in (text, text.lower()) if (a := scene.by_name.get(name)) is not None), None)
    if known is None:
        return Actor(span=span, text=text, name=text.lower(), actor_id=None, kind=kind)
    return msgspec.structs.replace(known, span=span, text=text)


def of_body(actor: Actor, body: Actor) -> Actor:
    """A force that a body owns: the body itself where it is one, 'troops of Veyra' where it is a state."""
    if body.kind in ARMED_KINDS:
        return msgspec.structs.replace(actor, name=body.name, actor_id=body.actor_id, kind=body.kind)
    if body.kind == "government":
        return msgspec.structs.replace(actor, name=f"{actor.name} of {body.name}", affiliated_with=body.name)
    return actor


def side_of(scene: Scene, actor: Actor) -> Actor | None:
    """The armed body or government that a person stands for, in the person's words; None for any other person."""
    body = scene.by_name.get(actor.organisation or "") or scene.by_id.get(actor.affiliated_with or "")
    if body is not None:
        return msgspec.structs.replace(body, span=actor.span, text=actor.text) if body.kind in SIDES else None
    if actor.organisation and (actor.role or "").lower().endswith(HEADS):
        return Actor(span=actor.span, text=actor.text, name=actor.organisation, actor_id=None, kind="government")
    return None


def planner(scene: Scene, noun: int) -> int | None:
    """Who is to do what a noun names, where the verb over it only plans it: 'troops were poised for an assault'."""
    parse, planned = scene.parse, scene.table.cues["object"]
    prep = parse.heads[noun]
    over = parse.heads[prep] if parse.deps[noun] == "pobj" and parse.lemmas[prep] in ("for", "on", "to") else prep
    if parse.deps[noun] not in ("pobj", "dobj") or planned.get(parse.lemmas[over]) != "planned":
        return None
    verb = over if parse.pos[over] in syntax.VERBAL else syntax.clause_head(parse, over)
    return syntax.surface_subject(parse, verb)
