"""Nouns that point back to a happening told before: 'the attack', 'fired the shells', 'the march turned violent'."""

from __future__ import annotations

from dateline.events import syntax
from dateline.events.triggers import Found

HAPPENINGS = frozenset({"takeup", "operation", "fighting", "protest"})


def points_back(found: Found) -> bool:
    """'The attack', 'fired the shells', 'the march turned violent': a happening that was told before, or its weapon."""
    parse = found.scene.parse
    weapons = [t for slot, role in found.trigger.frame.items() if role == "weapon" for t in found.slots.get(slot, ())]
    return any(syntax.is_definite(parse, t) for t in (found.token, *weapons, *happenings(found)))


def happenings(found: Found) -> list[int]:
    """The nouns that name a happening of which a verb tells more: 'the operation' in 'launched the operation'."""
    scene = found.scene
    if scene.parse.pos[found.token] not in syntax.VERBAL:
        return []
    beside = (t for slot in ("subj", "obj") for t in found.slots.get(slot, ()))
    return [t for t in beside if scene.classes(t) & HAPPENINGS]
