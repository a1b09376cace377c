"""Who did what a noun names, where the doer is the subject of the verb over it: 'backed the army with air strikes'."""

from __future__ import annotations

from dateline.events import owners, syntax
from dateline.events.participants import actor_at
from dateline.events.scene import Scene
from dateline.events.triggers import Found
from dateline.model.mention import Actor

# What one armed side does to another or to civilians.
HOSTILE = ("battle.", "remote.", "civilian.")
# Prepositions of the means, after a verb whose subject uses them: 'responded with', 'weakened it through'.
MEANS = frozenset({"with", "by", "through", "via"})
# Verbs whose subject uses a weapon or force, mostly in an attack of its own: 'used drones in an attack'.
USING = frozenset({"use", "fire", "launch", "deploy", "employ"})
SETTING = frozenset({"in", "during"})
# A stretch or a part of what is done: 'in the final stages of a campaign'.
STAGES = frozenset({"stage", "phase", "leg", "round", "step", "wave", "part", "start", "beginning", "middle", "midst"})
PARTS = frozenset(
    {"performance", "role", "part", "involvement", "participation", "success", "progress", "advance", "effort"}
)
COPULAR = frozenset({"be", "remain", "stay"})
REACHING = frozenset({"approach", "enter", "begin", "start", "launch", "near", "complete", "finish", "open", "conduct"})


def governor(found: Found) -> Actor | None:
    """The armed body or state that is the subject of the verb over a noun of violence, if that verb says so."""
    scene = found.scene
    if not found.trigger.type.startswith(HOSTILE) or scene.parse.pos[found.token] not in syntax.NOUNS:
        return None
    noun = syntax.first_conjunct(scene.parse, found.token, syntax.NOUNS)
    verb = verb_over(scene, noun)
    subject = syntax.surface_subject(scene.parse, verb) if verb is not None else part_taker(scene, noun)
    actor = actor_at(scene, subject) if subject is not None else None
    if actor is None or subject is None:
        return None
    return actor if actor.kind in owners.SIDES else owners.by_noun(scene, subject)


def verb_over(scene: Scene, noun: int) -> int | None:
    """The verb that says of its subject that it does what the noun names; None where it does not say so."""
    parse = scene.parse
    prep = parse.heads[noun]
    if parse.deps[noun] != "pobj":
        return None
    over, name = parse.heads[prep], parse.lemmas[prep]
    if name == "of" and parse.lemmas[over] in STAGES:
        return stage_verb(scene, over)
    if parse.pos[over] not in syntax.VERBAL or syntax.is_passive(parse, over):
        return None
    used = syntax.direct_object(parse, over)
    arms = used is not None and bool(scene.classes(used) & {"weapon", "missile", "bomb", "aircraft", "vehicle"})
    does = (name in MEANS and parse.lemmas[over] in scene.table.cues["means"]) or (
        name in SETTING and parse.lemmas[over] in USING and arms
    )
    return over if does else None


def part_taker(scene: Scene, noun: int) -> int | None:
    """Who has a part in what the noun names: 'the performance of the guards in the battle', 'the army's role in it'."""
    parse = scene.parse
    part = parse.heads[parse.heads[noun]]
    if parse.deps[noun] != "pobj" or parse.lemmas[parse.heads[noun]] != "in" or parse.lemmas[part] not in PARTS:
        return None
    named = (d for name, d in syntax.prepositions(parse, part) if name in ("of", "by"))
    taker = syntax.child(parse, part, "poss") or next(named, None)
    over = parse.heads[part]
    return syntax.surface_subject(parse, over) if taker is None and parse.deps[part] == "dobj" else taker


def stage_verb(scene: Scene, stage: int) -> int | None:
    """The verb whose subject is in, or comes to, a stage of something."""
    parse = scene.parse
    over = parse.heads[stage]
    if parse.deps[stage] == "pobj" and parse.lemmas[over] in ("in", "at"):
        verb = parse.heads[over]
        return verb if parse.lemmas[verb] in COPULAR else None
    return over if parse.deps[stage] == "dobj" and parse.lemmas[over] in REACHING else None
