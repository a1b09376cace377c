"""Words that tell of no particular happening: what somebody keeps doing, any one of a kind."""

from __future__ import annotations

from dateline.events import syntax
from dateline.events.triggers import Found

PRESENT = frozenset({"VBZ", "VBP"})
KEEPING = frozenset({"continue", "keep", "use"})
ANY = frozenset({"a", "an", "any"})


def is_habit(found: Found) -> bool:
    """'They kill and torture', 'continues to kill': harm to nobody in particular, in the present."""
    parse, verb = found.scene.parse, found.token
    if is_fate(found):
        return True
    harm = parse.lemmas[verb] in syntax.HARMED and parse.pos[verb] in syntax.VERBAL and "obj" not in found.slots
    if not harm or parse.role == "headline" or syntax.is_passive(parse, verb) or syntax.auxiliaries(parse, verb)[1:]:
        return False
    over = parse.heads[verb]
    kept = parse.deps[verb] == "xcomp" and parse.lemmas[over] in KEEPING and parse.tags[over] in PRESENT
    return kept or parse.tags[verb] in PRESENT


def is_fate(found: Found) -> bool:
    """'Journalists are killed for what they write': what happens to a kind of people, in the simple present."""
    parse, verb = found.scene.parse, found.token
    subject = syntax.child(parse, verb, "nsubjpass")
    helping = syntax.auxiliaries(parse, verb)
    if subject is None or parse.lemmas[verb] not in syntax.HARMED or len(helping) != 1:
        return False
    bare = parse.tags[subject] == "NNS" and not any(
        parse.deps[c] in ("det", "nummod", "poss", "amod", "advmod", "relcl") for c in parse.children[subject]
    )
    return bare and parse.tags[helping[0]] == "VBP"


def is_any(found: Found) -> bool:
    """'Does not say how many jets fly in a strike': one of a kind, under a denial, and nothing more about it."""
    scene, parse, i = found.scene, found.scene.parse, found.token
    if parse.pos[i] != "NOUN" or not any(parse.lemmas[c] in ANY for c in parse.children[i] if parse.deps[c] == "det"):
        return False
    told = [t for tokens in found.slots.values() for t in tokens]
    if any(t in scene.actors or t in scene.places for t in told):
        return False
    return any(parse.deps[c] == "neg" for at in parse.ancestors(i) for c in parse.children[at])
