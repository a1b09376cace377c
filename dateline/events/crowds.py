"""Who is one of a protesting or a rioting crowd: by kind, by what they are told to do, by how they are described."""

from __future__ import annotations

from dateline.events import syntax
from dateline.events.pronouns import object_before
from dateline.events.scene import Scene

PROTESTERS, RIOTERS, DEMONSTRATION, ANGRY, CROWD = "protesters", "rioters", "demonstration", "angry", "crowd"
AT = frozenset({"at", "in", "during", "of"})


def is_protester(scene: Scene, token: int) -> bool:
    """Protesters, a demonstration itself, and people told to be at one: 'people rallying', 'students at a march'."""
    before = object_before(scene, token) if scene.parse.pos[token] == "PRON" else None
    token = token if before is None else before  # 'blocked the marchers and arrested them'
    classes = scene.classes(token)
    if classes & {PROTESTERS, DEMONSTRATION}:
        return True
    return bool(classes & {"people", "person"}) and is_at_demonstration(scene, token)


def is_at_demonstration(scene: Scene, token: int) -> bool:
    """Whether what stands by a noun puts it into a demonstration: a modifier, a clause, its verb, a preposition."""
    parse = scene.parse
    told = [c for c in parse.children[token] if parse.deps[c] in ("acl", "relcl", "amod")]
    if parse.deps[token] == "nsubj":
        told.append(parse.heads[token])
    if any(DEMONSTRATION in scene.classes(c) or (parse.deps[c] != "amod" and is_inside(scene, c)) for c in told):
        return True
    return is_inside(scene, token)


def is_inside(scene: Scene, token: int) -> bool:
    """Whether 'at a rally', 'in a march', 'of protesters' hangs on a word."""
    inside = (d for name, d in syntax.prepositions(scene.parse, token) if name in AT)
    return any(scene.classes(d) & {PROTESTERS, DEMONSTRATION} for d in inside)


def is_rioter(scene: Scene, token: int) -> bool:
    """A mob, a crowd, or people said to be enraged; nobody under arms."""
    classes = scene.classes(token)
    if "armed" in classes:
        return False
    described = any(ANGRY in scene.classes(c) for c in scene.parse.children[token])
    return bool(classes & {RIOTERS, CROWD}) or ("people" in classes and described)
