"""Whom it is against, where no slot says so: whom it is to defeat, whose the thing struck is, who held the town."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.events import owners, syntax
from dateline.events.participants import THINGS, actor_at, owner_of
from dateline.events.scene import ARMED_KINDS, Scene
from dateline.events.triggers import Found
from dateline.model.mention import Actor

# Kinds of happening that are against somebody: those of arms.
AGAINST = ("battle.", "remote.", "destruction.")
# 'The rebels left a town held by the army' is against nobody.
PEACEABLE = frozenset({"battle.withdraw", "battle.deployment", "battle.surrender"})
TAKING = frozenset({"battle.capture", "battle.advance"})
# Whom a weapon is used to harm: 'used gas to kill villagers'.
PEOPLE = frozenset({"people", "civilians", "person", "protesters"})
# What a town is to the armed body that holds it.
SEATS = frozenset({"capital", "headquarters", "hub", "haven", "redoubt", "enclave", "base", "heartland"})
# What is held: 'from rebel control', 'out of the hands of'.
CONTROL = frozenset({"control", "rule", "hand", "grip", "clutch", "occupation", "domination"})
# Nouns that say no more than that they are somebody's: 'rebel targets'.
THEIRS = frozenset({"target", "position", "stronghold", "bastion", "defence", "defense", "line", "territory", "unit"})


def opponents(found: Found, struck: list[int]) -> Iterator[Actor]:
    """Whom a deed of arms is against; `struck`: the tokens of what it hits or where it is done."""
    kind = found.trigger.type
    if kind in PEACEABLE or not kind.startswith(AGAINST):
        return
    scene = found.scene
    for token in struck:
        owner = holder_of(scene, token) or next(holders_inside(scene, token), None)
        if owner is not None:
            yield owner
    if kind in TAKING:
        yield from held_until_then(scene, found.verb)
    people = PEOPLE if kind.startswith("remote.") else frozenset()
    for token in (*against(scene, found), *to_be_defeated(scene, found)):
        actor = actor_at(scene, token)
        if actor is None or actor.kind in THINGS:
            side = owner_of(scene, token) or next(holders_inside(scene, token), None)
        else:
            side = actor
        if side is not None and side.kind in owners.SIDES | people:
            yield side


def holders_inside(scene: Scene, token: int) -> Iterator[Actor]:
    """Whose what is measured or named by its seat is: '300 km of land held by the rebels', 'Bama, their capital'."""
    parse = scene.parse
    for name, inner in syntax.prepositions(parse, token):
        holder = holder_of(scene, inner) if name == "of" else None
        if holder is not None:
            yield holder
    seats = (c for c in parse.children[token] if parse.deps[c] == "appos" and parse.lemmas[c] in SEATS | THEIRS)
    named = (owner_of(scene, seat) for seat in seats)
    yield from (owner for owner in named if owner is not None and owner.kind in ARMED_KINDS)


def held_until_then(scene: Scene, verb: int) -> Iterator[Actor]:
    """Who held what changed hands: 'freed after two years of occupation by the rebels', 'under rebel control'."""
    parse = scene.parse
    before = [c for c in parse.children[verb] if parse.deps[c] == "prep" and parse.lemmas[c] in ("after", "following")]
    for noun in (t for c in before for t in parse.subtree(c) if parse.lemmas[t] in CONTROL):
        by = noun + 1 if noun + 1 < len(parse) and parse.lemmas[noun + 1] == "by" else None
        by_whom = syntax.child(parse, by, "pobj") if by is not None else None
        holder = owner_of(scene, noun) if by_whom is None else actor_at(scene, by_whom)
        if holder is not None and holder.kind in owners.SIDES:
            yield holder


def holder_of(scene: Scene, token: int) -> Actor | None:
    """Who owns or holds a thing or place: 'rebel positions', 'a PKK-held hill', 'from rebel control'."""
    parse = scene.parse
    for c in parse.children[token]:
        if parse.deps[c] in ("acl", "amod", "relcl") and parse.lemmas[c] in scene.table.cues["holding"]:
            by = syntax.agent(parse, c)
            named = (
                [by] if by is not None else [d for d in parse.children[c] if parse.deps[d] in ("npadvmod", "compound")]
            )
            held = owners.first_side(actor_at(scene, d) for d in named)
            if held is not None:
                return held
    if parse.lemmas[token] in THEIRS | CONTROL:
        return owners.first_side([owner_of(scene, token)])
    return None


def against(scene: Scene, found: Found) -> list[int]:
    """The objects of 'against' in the clause that the parser hangs on a tool: 'strikes using jets against them'."""
    parse = scene.parse
    if "against" in found.slots or found.light is None:
        return []
    using = [c for c in parse.children[found.light] if parse.deps[c] == "advcl" and parse.lemmas[c] == "use"]
    using += [c for c in parse.children[found.token] if parse.deps[c] == "acl" and parse.lemmas[c] == "use"]
    inside = [t for verb in using for t in parse.subtree(verb)]
    return [d for t in inside if parse.lemmas[t] == "against" for d in parse.children[t] if parse.deps[d] == "pobj"]


def to_be_defeated(scene: Scene, found: Found) -> list[int]:
    """Whom a fight is to defeat: 'a campaign to drive the rebels from the north', 'the battle to free it from them'."""
    parse = scene.parse
    nouns = {found.token, *found.slots.get("obj", ()), *found.slots.get("on", ())}
    goals = [
        c
        for t in (*nouns, found.verb)
        for c in parse.children[t]
        if parse.deps[c] in ("acl", "relcl", "advcl", "xcomp")
    ]
    goals += [c for goal in goals if parse.lemmas[goal] in scene.table.cues["aiming"] for c in parse.children[goal]]
    tokens: list[int] = []
    for verb in dict.fromkeys(goals):
        if parse.lemmas[verb] in scene.table.cues["defeating"] and syntax.is_infinitive(parse, verb):
            first = syntax.child(parse, verb, "dobj")
            tokens += [] if first is None else syntax.conjuncts(parse, first)
            tokens += [d for name, d in syntax.prepositions(parse, verb) if name == "from"]
            tokens += [c for c in parse.children[verb] if parse.deps[c] == "dative"]
    return tokens
