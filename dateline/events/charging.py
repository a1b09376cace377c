"""Whom words about a deed charge with it: 'blamed on', 'attributed to', 'implicated in', 'accused of a part in'."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.events import syntax
from dateline.events.participants import actor_at
from dateline.events.scene import Scene, acting_state
from dateline.model.mention import Actor
from dateline.model.parse import Parse

# Verbs of accusing that hang on what was done, with the preposition of who is accused: 'an attack blamed on them'.
LAID = {"blame": "on", "pin": "on", "attribute": "to", "ascribe": "to"}
# Verbs of accusing whose object is who is accused, with the prepositions of what was done.
CHARGED = {
    "blame": frozenset({"for"}),
    "implicate": frozenset({"in"}),
    "accuse": frozenset({"of"}),
    "charge": frozenset({"with", "for"}),
    "indict": frozenset({"for", "in"}),
    "suspect": frozenset({"of", "in"}),
    "arrest": frozenset({"for", "in", "over"}),
    "detain": frozenset({"for", "in", "over"}),
}
# 'Accused of involvement in the murder', 'charged with participating in the raid', 'arrested in connection with it'.
PART = frozenset({"involvement", "participation", "role", "part", "complicity", "responsibility", "connection"})
PARTAKING = frozenset({"participate", "involve", "implicate", "mastermind", "plan", "order", "commit"})


def accused(scene: Scene, noun: int) -> Iterator[tuple[int, tuple[Actor, ...]]]:
    """Each verb of accusing that speaks of the deed a noun names, with those it accuses."""
    for verb, tokens in (*by_content(scene, noun), *by_person(scene, noun)):
        named = tuple(actor for t in tokens if (actor := actor_at(scene, t) or seat_at(scene, t)) is not None)
        if named:
            yield verb, named


def seat_at(scene: Scene, token: int) -> Actor | None:
    """The government that a town stands for where it is accused: 'which Moscow blamed on Kyiv'."""
    place = scene.places.get(token)
    if place is None or scene.parse.pos[token] != "PROPN":
        return None
    return acting_state(place)


def by_content(scene: Scene, noun: int) -> Iterator[tuple[int, list[int]]]:
    """'An attack blamed on the rebels', 'the attack was attributed to them', 'attributed the attack to them'."""
    parse = scene.parse
    verbs = [v for v in parse.subtree(noun) if parse.deps[v] in ("acl", "relcl")]
    if parse.deps[noun] in ("dobj", "nsubjpass"):
        verbs.append(parse.heads[noun])
    for verb in verbs:
        name = LAID.get(parse.lemmas[verb])
        tokens = [t for prep, t in syntax.prepositions(parse, verb) if prep == name]
        if not tokens and parse.deps[noun] == "dobj":  # 'blamed the attack on the rebels' hangs on the noun
            tokens = [t for prep, t in syntax.prepositions(parse, noun) if prep == name and name is not None]
        yield verb, [c for t in tokens for c in syntax.conjuncts(parse, t)]


def is_laid_on(scene: Scene, noun: int, token: int) -> bool:
    """Whether a token is on whom a deed is blamed: no target of the deed, wherever the parser hangs it."""
    return any(token in tokens for _, tokens in by_content(scene, noun))


def by_person(scene: Scene, noun: int) -> Iterator[tuple[int, list[int]]]:
    """'Blamed the rebels for the attack', 'four officers are accused of the murder'."""
    parse = scene.parse
    if parse.deps[noun] not in ("pobj", "pcomp", "dobj"):
        return
    head = parse.heads[noun]
    if parse.deps[noun] == "dobj":  # 'charged with planning the attack'
        if parse.deps[head] != "pcomp" or parse.lemmas[head] not in PARTAKING:
            return
        head = parse.heads[head]
    prep, over = above(parse, head)
    if parse.pos[over] not in syntax.VERBAL or parse.lemmas[prep] not in CHARGED.get(parse.lemmas[over], ()):
        return
    passive = syntax.is_passive(parse, over)
    blamed = syntax.child(parse, over, "nsubjpass") if passive else syntax.direct_object(parse, over)
    if passive and parse.deps[over] in ("acl", "amod") and blamed is None:
        blamed = parse.heads[over]  # 'five soldiers accused of the massacre'
    yield over, [] if blamed is None else syntax.conjuncts(parse, syntax.antecedent(parse, blamed))


def above(parse: Parse, prep: int) -> tuple[int, int]:
    """A preposition with what it hangs on, a part in the deed passed over: 'accused (of involvement) in the murder'."""
    over = syntax.over_preposition(parse, prep)
    nominal = parse.lemmas[over] in PART and parse.deps[over] == "pobj"
    verbal = parse.lemmas[over] in PARTAKING and parse.deps[over] == "pcomp"
    if not (nominal or verbal):
        return prep, over
    prep = parse.heads[over]
    return prep, syntax.over_preposition(parse, prep)
