"""Who fights, where the words only say whose effort it is, or whom someone backs: 'helps the army to win'."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.events import owners, syntax
from dateline.events.participants import actor_at, owner_of
from dateline.events.pronouns import BACKING
from dateline.events.scene import Scene
from dateline.events.triggers import Found
from dateline.model.mention import Actor

BACKED = frozenset({"with", "by", "alongside", "behind", "beside"})
# What ties an effort to its aim, and an aim to whose effort it is: 'efforts in the campaign to', 'a role in its fight'.
TIES = frozenset({"in", "of", "for", "to", "on", "with", "during", "towards", "toward"})
DEPTH = 4


def contenders(found: Found) -> tuple[Actor, ...]:
    """The sides whose fight or aim it is by the words above it, where its own slots name nobody."""
    scene = found.scene
    return tuple(unique(actor for token in above(scene, found.token) for actor in told_by(scene, token)))


def backers(found: Found) -> tuple[Actor, ...]:
    """Who backs whom in defeating somebody, and is so against them too: 'assists the army to defeat the rebels'."""
    scene, parse = found.scene, found.scene.parse
    helping = BACKING | {"play"}  # 'the role that it plays in their efforts'
    backing = (t for t in above(scene, found.token) if parse.pos[t] in syntax.VERBAL and parse.lemmas[t] in helping)
    return tuple(unique(actor for verb in backing for actor in sides_of_backing(scene, verb)))


def above(scene: Scene, token: int) -> Iterator[int]:
    """The nouns and verbs that a fight or aim hangs on, the nearest first."""
    parse = scene.parse
    at = syntax.first_conjunct(parse, token, syntax.VERBAL | syntax.NOUNS)
    for _ in range(DEPTH):
        head = parse.heads[at]
        if head == at:
            return
        if parse.deps[at] in ("pobj", "pcomp"):
            if parse.lemmas[head] not in TIES:
                return
            head = parse.heads[head]
        elif parse.deps[at] not in ("acl", "dobj", "xcomp", "advcl", "relcl", "acomp", "conj"):
            return
        yield head
        at = head
        if parse.pos[at] in syntax.VERBAL and parse.deps[at] not in ("pcomp", "acl", "xcomp"):
            return


def told_by(scene: Scene, token: int) -> Iterator[Actor]:
    """The sides that a word above a fight names: whose effort it is, who is in it, who does or backs it."""
    parse = scene.parse
    if parse.pos[token] in syntax.VERBAL:
        yield from sides_of_backing(scene, token)
        return
    own = actor_at(scene, token) if token in scene.actors or token in scene.places else None
    pronoun = any(parse.tags[c] == "PRP$" for c in parse.children[token])
    # In 'supports the army in its efforts' they are the army's, whom the verb above names.
    owner = own or (None if pronoun and is_backed(scene, token) else owner_of(scene, token))
    yield from as_sides((owner,))


def is_backed(scene: Scene, token: int) -> bool:
    """Whether a verb of backing is over a noun."""
    parse = scene.parse
    return parse.lemmas[syntax.clause_head(parse, token)] in BACKING


def sides_of_backing(scene: Scene, verb: int) -> Iterator[Actor]:
    """The subject of a verb and whom it backs, where they are sides."""
    parse = scene.parse
    subject = syntax.surface_subject(parse, verb)
    if subject is None:  # the parser hangs some subjects on the auxiliary: 'troops are leading efforts'
        carried = (syntax.child(parse, c, "nsubj") for c in parse.children[verb] if parse.deps[c] == "aux")
        subject = next((syntax.antecedent(parse, c) for c in carried if c is not None), None)
    tokens = [] if subject is None else syntax.conjuncts(parse, subject)
    if parse.lemmas[verb] in BACKING:
        backed = syntax.child(parse, verb, "dobj", "nsubjpass")
        tokens += [] if backed is None else [backed]
        tokens += [d for name, d in syntax.prepositions(parse, verb) if name in BACKED]
        tokens += [c for v in parse.children[verb] if parse.deps[v] in ("xcomp", "ccomp", "advcl")
                   for c in parse.children[v] if parse.deps[c] == "nsubj"]  # fmt: skip
    yield from as_sides(actor_at(scene, token) for token in tokens)


def as_sides(actors: Iterator[Actor | None] | tuple[Actor | None, ...]) -> Iterator[Actor]:
    """Those of some actors that are armed bodies, governments or bodies of states."""
    yield from (actor for actor in actors if actor is not None and actor.kind in owners.SIDES | {"organisation"})


def unique(actors: Iterator[Actor]) -> Iterator[Actor]:
    """The actors, one per name."""
    seen: set[str] = set()
    for actor in actors:
        name = actor.actor_id or actor.name
        if name not in seen:
            seen.add(name)
            yield actor
