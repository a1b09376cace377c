"""Persons with a name: who a noun beside the name means, and whom a list of names holds."""

from __future__ import annotations

from dateline.events.scene import Scene
from dateline.model.mention import Actor

# Kinds of those of whom a noun says what they are, and not always who.
NAMELESS = frozenset({"person", "people", "civilians"})


def bearer(scene: Scene, actor: Actor, token: int) -> Actor:
    """The named person after a noun: 'rebel chief Daro Venn', 'his cousin Daro Venn', 'the mayor, Daro Venn,'."""
    if actor.kind not in NAMELESS or is_person_name(scene, token):
        return actor
    after = scene.parse.tokens_in(actor.span)
    following = scene.actors.get(after[-1] + 1) if after else None
    one = actor.kind == "person" or scene.parse.tags[token] == "NN"
    if one and following is not None and following.kind == "person":
        return following
    named = next((c for c in scene.parse.children[token] if scene.parse.deps[c] == "appos"), None)
    apposed = named is not None and is_person_name(scene, named) and not is_listed(scene, named)
    return scene.actors[named] if one and named is not None and apposed else actor


def is_person_name(scene: Scene, token: int) -> bool:
    """Whether a token is the head of a person's name."""
    actor = scene.actors.get(token)
    return actor is not None and actor.kind == "person" and scene.parse.pos[token] == "PROPN"


def is_listed(scene: Scene, token: int) -> bool:
    """Whether what the parser takes for an apposition is a further member of a list: 'A Venn, the mayor; B Orr'.

    No name explains another name; what a semicolon parts is a list.
    """
    parse = scene.parse
    first = parse.lefts[token]
    parted = first > 0 and parse.forms[first - 1] == ";"
    names = is_person_name(scene, parse.heads[token]) and is_person_name(scene, token)
    return parse.deps[token] == "appos" and (parted or names)


def listed(scene: Scene, token: int) -> list[int]:
    """The further members of a list that hang on one of its members as appositions."""
    return [c for c in scene.parse.children[token] if scene.parse.deps[c] == "appos" and is_listed(scene, c)]
