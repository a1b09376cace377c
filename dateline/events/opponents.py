"""Whom it is against, where no slot says so: whom it is to defeat, whose the thing struck is, who held the town."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.events import owners, syntax
from dateline.events.participants import THINGS, actor_at, owner_of
from dateline.events.scene import Scene
from dateline.events.triggers import Found
from dateline.model.mention import Actor

# Kinds of happening that are against somebody: those of arms.
AGAINST = ("battle.", "remote.", "destruction.")
# 'The rebels left a town held by the army' is against nobody.
PEACEABLE = frozenset({"battle.withdraw", "battle.deployment", "battle.surrender"})
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
        owner = holder_of(scene, token)
        if owner is not None:
            yield owner
    for token in (*against(scene, found), *to_be_defeated(scene, found)):
        actor = actor_at(scene, token)
        side = owner_of(scene, token) if actor is None or actor.kind in THINGS else actor
        if side is not None and side.kind in owners.SIDES:
            yield side


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
