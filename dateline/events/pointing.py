"""Nouns that point back to a happening told before: 'the attack', 'fired the shells', 'the march turned violent'."""

from __future__ import annotations

from dateline.events import syntax
from dateline.events.triggers import Found

HAPPENINGS = frozenset({"takeup", "operation", "fighting", "protest"})


def points_back(found: Found) -> bool:
    """'The attack', 'fired the shells', 'the march turned violent': a happening that was told before, or its weapon."""
    parse = found.scene.parse
    if is_called_by_place(found):
        return False
    weapons = [t for slot, role in found.trigger.frame.items() if role == "weapon" for t in found.slots.get(slot, ())]
    return any(syntax.is_definite(parse, t) for t in (found.token, *weapons, *happenings(found)))


def is_called_by_place(found: Found) -> bool:
    """'The Keld gas attack': a name by which readers know it; what was told before it may be another."""
    scene, parse = found.scene, found.scene.parse
    before = [c for c in parse.children[found.token] if parse.deps[c] in ("compound", "nmod") and c in scene.places]
    return parse.pos[found.token] in syntax.NOUNS and any(scene.places[c].use == "location" for c in before)


def happenings(found: Found) -> list[int]:
    """The nouns that name a happening of which a verb tells more: 'the operation' in 'launched the operation'."""
    scene = found.scene
    if scene.parse.pos[found.token] not in syntax.VERBAL:
        return []
    beside = (t for slot in ("subj", "obj") for t in found.slots.get(slot, ()))
    return [t for t in beside if scene.classes(t) & HAPPENINGS]
