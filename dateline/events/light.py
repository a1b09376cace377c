"""The verbs that only carry a happening that a noun names: 'carried out an attack', 'the town saw fighting'."""

from __future__ import annotations

from dateline.events import syntax
from dateline.events.scene import Scene
from dateline.events.slots import Slots, put, quantity_over, verb_slots

# Places of a noun under its light verb; the tagger takes 'offensive' in 'launches offensive' for an adjective.
CARRIED = frozenset({"dobj", "nsubjpass", "relcl", "acomp"})
# Verbs whose subject may only have looked on.
SEEING = frozenset({"see", "witness", "experience"})


def light_verb(scene: Scene, i: int) -> int | None:
    """The verb that only carries noun i: 'carried out an attack', 'took part in an attack', 'an attack occurred'."""
    parse, light = scene.parse, scene.table.light
    noun = counted(scene, syntax.first_conjunct(parse, i, syntax.NOUNS))
    head = parse.heads[noun]
    if parse.deps[noun] in CARRIED and parse.lemmas[head] in light and not is_seen(scene, head):
        return head
    if parse.deps[noun] in ("nsubjpass", "nsubj") and (raised := raised_light(scene, head)) is not None:
        return raised
    if parse.deps[noun] == "nsubj" and occurs(scene, head):
        return head
    if parse.deps[noun] == "pobj" and (joined := joins(scene, head)) is not None:
        return joined
    relative = syntax.child(parse, i, "relcl", "acl")
    if relative is not None and parse.lemmas[relative] in light and not syntax.is_infinitive(parse, relative):
        return relative
    return None


def is_seen(scene: Scene, verb: int) -> bool:
    """Whether somebody only looked on: 'we saw fighting', but not 'the town saw fighting', 'May saw fighting'."""
    subject = syntax.surface_subject(scene.parse, verb)
    if scene.parse.lemmas[verb] not in SEEING or subject is None:
        return False
    return "place" not in scene.classes(subject) and all(subject != t for t, _ in scene.times)


def raised_light(scene: Scene, verb: int) -> int | None:
    """The light verb under a verb of thinking: 'the attack is believed to have been carried out by them'."""
    below = syntax.child(scene.parse, verb, "xcomp")
    if below is None or scene.parse.lemmas[verb] not in scene.table.cues["reported"]:
        return None
    return below if scene.parse.lemmas[below] in scene.table.light and syntax.is_passive(scene.parse, below) else None


def counted(scene: Scene, noun: int) -> int:
    """The noun that only counts or parts a noun, 'series' in 'a series of attacks', else the noun."""
    over = quantity_over(scene, noun)
    return noun if over is None else over


def occurs(scene: Scene, verb: int) -> bool:
    """Whether a verb only says that its subject happened: 'erupted', 'broke out', 'took place'."""
    parse = scene.parse
    asked = scene.table.occurring.get(parse.lemmas[verb], frozenset())
    beside = {parse.lemmas[c] for c in parse.children[verb] if parse.deps[c] in ("prt", "dobj", "advmod")}
    bare = syntax.child(parse, verb, "dobj", "ccomp") is None
    return ("" in asked and bare) or not beside.isdisjoint(asked)


def joins(scene: Scene, prep: int) -> int | None:
    """The verb whose subject does what a preposition's object names: 'participated in', 'took part in'."""
    parse, name = scene.parse, scene.parse.lemmas[prep]
    over = parse.heads[prep]
    verb = over if parse.pos[over] in syntax.VERBAL else parse.heads[over]
    asked = scene.table.light.get(parse.lemmas[verb], frozenset())
    objects = {f"{parse.lemmas[c]} {name}" for c in parse.children[verb] if parse.deps[c] == "dobj"}
    return verb if name in asked or not objects.isdisjoint(asked) else None


def lend(scene: Scene, slots: Slots, noun: int, light: int) -> None:
    """Give the noun the subject and the prepositional objects of its light verb."""
    above = verb_slots(scene, light)
    suffers = scene.parse.lemmas[light] in scene.table.cues["undergo"]  # 'the town faced shelling'
    if noun not in above.get("subj", ()):
        put(slots, "on" if suffers else "by", above.get("subj", ()))
    if slots.get("by") and not suffers:  # 'the troops continued their push': the troops'
        slots["poss"] = tuple(t for t in slots.pop("poss", ()) if scene.parse.pos[t] != "PRON")
    for name, tokens in above.items():
        if name not in ("subj", "obj", "by", "to", "iobj"):
            put(slots, name, tuple(t for t in tokens if t != noun))
