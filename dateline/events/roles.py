"""From slots to participants: who did it, to whom, with what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dateline.events import owners, syntax
from dateline.events.charging import is_laid_on
from dateline.events.contenders import backers, contenders
from dateline.events.doers import answering, possessor
from dateline.events.draft import Roles
from dateline.events.governing import HOSTILE, governor
from dateline.events.opponents import opponents
from dateline.events.participants import THINGS, actor_at, owner_of, somebody
from dateline.events.pronouns import other_side
from dateline.events.scene import STATE_FORCES, Scene
from dateline.events.triggers import Found
from dateline.model.mention import Actor
from dateline.model.span import Span
from dateline.tables.triggers import AUTHOR

ROLE_FIELDS = {"initiator": "initiators", "target": "targets", "victim": "victims", "weapon": "weapons"}
RIOT = "order.riot"
CROWD = frozenset({"people", "civilians", "protesters", "rioters"})
UNDERGOING = frozenset({"target", "victim"})
# Slots of those who do or undergo it with the subject: 'killed alongside his driver', 'fought alongside the army'.
BESIDE = ("alongside", "along")
BEINGS = frozenset({"armed", "people", "leader", "state", "person"})
BRACKETS = frozenset({"(", "["})
# What armed bodies wage, and fight against nobody by that word: 'fought an insurgency in the north'.
WAGED = frozenset({"insurgency", "rebellion", "revolt", "uprising", "guerrilla", "jihad"})
# Where whose word or conduct it is says whom it is against.
CIVIL = ("order.", "political.")
PEOPLE = frozenset({"people", "person", "leader"})
HOMES = frozenset({"house", "home", "residence", "apartment", "car", "vehicle"})


def fill(found: Found, extra: tuple[Found, ...]) -> Roles:
    """The participants of a happening told by `found` and further triggers of the same clause."""
    actors: dict[str, list[Actor]] = {field: [] for field in ROLE_FIELDS.values()}
    tokens: dict[str, list[int]] = defaultdict(list)
    alternatives = False
    inner = {f.token for f in (found, *extra)}
    for one, role, token in filled((found, *extra)):
        if role == "target" and is_only_backed(found, one):
            continue
        tokens[role].append(token)
        if role == "where" and (is_struck(one, token) or is_hemmed_in(one, token)):
            add(actors, actor_at(one.scene, token), one.scene, token, "targets")
        if role in ROLE_FIELDS and token not in inner:
            alternatives = alternatives or (role == "initiator" and is_alternative(one.scene, token))
            add(actors, participant(one, role, token), one.scene, token, ROLE_FIELDS[role])
    if found.trigger.type == RIOT and not actors["initiators"]:
        as_rioters(actors)
    if not actors["initiators"] and (over := answering(found)) is not None and not is_nobody(found.scene, over):
        add(actors, claimant(found.scene, over), found.scene, over, "initiators")
    if not actors["initiators"] and (owner := possessor(found, tokens["weapon"], actors["victims"])) is not None:
        put(actors, owner, "initiators")
    bases = beyond(found, actors, tokens)
    return Roles(
        bases=bases,
        **{field: tuple(sorted(a, key=lambda x: x.span)) for field, a in actors.items()},
        where=tuple(tokens["where"]),
        alternatives=alternatives,
    )


def is_only_backed(found: Found, one: Found) -> bool:
    """'Backed the army with air strikes': whom a further trigger backs is not whom the strikes hit."""
    return found.trigger.type.startswith(HOSTILE) and one.trigger.type.startswith("political.")


def as_rioters(actors: dict[str, list[Actor]]) -> None:
    """Makes the people hurt in clashes with a state's forces those who clashed: 'clashes with police left 20 hurt'."""
    hurt = [a for field in ("targets", "victims") for a in actors[field] if a.kind in CROWD]
    if any(a.kind in STATE_FORCES for a in actors["targets"]):
        actors["initiators"] = hurt
        for field in ("targets", "victims"):
            actors[field] = [a for a in actors[field] if a not in hurt]


def beyond(found: Found, actors: dict[str, list[Actor]], tokens: dict[str, list[int]]) -> dict[Span, str]:
    """Puts the participants into their roles that no slot gives, and returns how they are known, by their spans."""
    bases: dict[Span, str] = {}
    if not actors["initiators"] and (above := governor(found)) is not None:
        put(actors, above, "initiators")
        bases[above.span] = "subject of the verb over it"
    for one in opponents(found, tokens["where"] + tokens["target"] + tokens["from"]):
        if not has(actors, one):
            put(actors, one, "targets")
            bases[one.span] = "owner, holder or aim"
    if found.trigger.type in ("battle.clash", "battle.offensive") and actors["targets"]:
        for one in backers(found) if actors["initiators"] else contenders(found):
            if not has(actors, one):
                put(actors, one, "initiators")
                bases[one.span] = "whose effort it is, or who backs it"
    return bases


def filled(members: tuple[Found, ...]) -> Iterator[tuple[Found, str, int]]:
    """Each trigger's tokens with the role that its frame gives them, and those who are beside its subject."""
    for one in members:
        for slot, role in one.trigger.frame.items():
            for token in one.slots.get(slot, ()):
                yield one, role_in(one, slot, role, token), token
        subject = "obj" if syntax.is_passive(one.scene.parse, one.token) else "subj"
        for token in (t for slot in BESIDE for t in one.slots.get(slot, ())):
            if one.scene.classes(token) & BEINGS:
                yield one, one.trigger.frame.get(subject, ""), token


def role_in(one: Found, slot: str, role: str, token: int) -> str:
    """The role that a frame gives to a slot, or another where the words turn it; '' for none.

    'An anti-Front operation' is against the front, 'the army's killing of villagers' is the army's, and
    'blamed the ambush on the rebels' charges them.
    """
    if role == "initiator" and is_opposed(one.scene, token):
        return "target"
    if slot == "poss" and role in UNDERGOING and one.trigger.frame.get("of") == role and one.slots.get("of"):
        return "initiator"
    if slot == "with" and role == "weapon" and one.scene.classes(token) & PEOPLE:
        return "victim" if is_along(one.scene, token) else ""  # 'was kidnapped along with the mayor'
    if slot == "with" and role == "target" and "weapon" in one.scene.classes(token):
        return "weapon"  # 'an attack with explosives'
    return "" if role in UNDERGOING and is_laid_on(one.scene, one.token, token) else role


def is_opposed(scene: Scene, token: int) -> bool:
    """Whether a modifier says against whom: 'an anti-Front operation', 'the counter-Front campaign'."""
    named = scene.actors.get(token)
    first = scene.parse.tokens_in(named.span)[0] if named is not None else token
    if first > 1 and scene.parse.forms[first - 1] in BRACKETS:  # 'a counter-Front [rebel] operation'
        return is_opposed(scene, first - 2)
    words = "".join(scene.parse.forms[max(0, first - 2) : first]).lower()
    return words.endswith(("anti-", "counter-"))


def participant(one: Found, role: str, token: int) -> Actor | None:
    """Who or what fills a role at a token; whom a deed harmed is somebody, whatever noun names him."""
    if role == "initiator":
        return None if is_nobody(one.scene, token) else doer(one, token)
    parse = one.scene.parse
    if role == "target" and parse.lemmas[token] in WAGED and parse.deps[token] == "dobj":
        return None
    actor = actor_at(one.scene, token)
    if (
        actor is None and role == "target" and one.trigger.type.startswith(CIVIL)
    ):  # 'protests against the army's conduct', 'rejected a Veyran statement'
        return owners.first_side([owner_of(one.scene, token)])
    harmed = role == "victim" and one.trigger.type.startswith(("civilian.", "battle."))
    return actor or (somebody(one.scene, token) if harmed else None)


def is_along(scene: Scene, token: int) -> bool:
    """Whether a phrase says who else: 'along with', 'together with'."""
    prep = scene.parse.heads[token]
    return prep > 0 and scene.parse.lemmas[prep - 1] in ("along", "together")


def is_nobody(scene: Scene, token: int) -> bool:
    """Whether a phrase says that none did it: 'no group has claimed the attack'."""
    return any(scene.parse.lemmas[c] in ("no", "neither") for c in scene.parse.children[token])


def is_struck(one: Found, token: int) -> bool:
    """Whether a building where something went off or was fired at is its target: 'exploded at two banks'."""
    scene = one.scene
    blast = one.trigger.type.startswith(("remote.", "destruction."))
    return blast and token not in scene.places and "structure" in scene.classes(token)


def is_hemmed_in(one: Found, token: int) -> bool:
    """Whether people, and no place, are what is besieged: 'the siege of the Yazidis'."""
    scene = one.scene
    return one.trigger.type == "battle.encircle" and bool(scene.classes(token) & {"people", "armed", "displaced"})


def doer(one: Found, token: int) -> Actor | None:
    """Who did it; a person who only announces it is no doer, but may stand for one."""
    scene = one.scene
    if one.trigger.type == AUTHOR:
        return claimant(scene, token)
    enemy = other_side(scene, token) if one.trigger.type.startswith(HOSTILE) else None
    actor = enemy or actor_at(scene, token)
    if actor is None or actor.kind != "person" or not one.trigger.type.startswith("battle."):
        return actor
    at = scene.parse.span_of(one.verb, one.verb)
    told = any(said.cue.covers(at) for said in scene.attributions)
    return owners.side_of(scene, actor) if told else actor


def claimant(scene: Scene, token: int) -> Actor | None:
    """Who answers for a deed; a spokesman does so for the body that he speaks for."""
    actor = actor_at(scene, token)
    speaks = actor is not None and actor.kind == "person" and "spoke" in scene.parse.lemmas[token]
    return owners.side_of(scene, actor) or actor if speaks and actor is not None else actor


def add(actors: dict[str, list[Actor]], actor: Actor | None, scene: Scene, token: int, field: str) -> None:
    """Put the actor at a token into a role, unless it has one already or cannot fill it."""
    if actor is None:
        return
    if field == "initiators" and actor.kind in THINGS:
        owner = owner_of(scene, token)
        if owner is not None:
            put(actors, owner, field)
        if actor.kind not in ("weapon", "vehicle"):
            return
        field = "weapons"
    if field == "victims" and actor.kind in ("structure", "vehicle"):
        field = "targets"
    put(actors, actor, field)
    if field == "targets" and actor.kind in ("structure", "vehicle"):
        owner = owner_of(scene, token)
        if owner is not None and (owner.kind in owners.SIDES or is_at_home(scene, token, owner)):
            put(actors, owner, field)


def is_at_home(scene: Scene, token: int, owner: Actor) -> bool:
    """Whether a struck home or car tells whom it was meant for: 'the house of Judge Venn'."""
    return owner.kind == "person" and scene.parse.lemmas[token] in HOMES and owner.name != owner.name.lower()


def put(actors: dict[str, list[Actor]], actor: Actor, field: str) -> None:
    """Put an actor into a role unless it has one."""
    if any(actor.span == a.span for taken in actors.values() for a in taken):
        return
    actors[field].append(actor)


def has(actors: dict[str, list[Actor]], actor: Actor) -> bool:
    """Whether a participant of the same name is there already."""
    return any((actor.actor_id or actor.name) == (a.actor_id or a.name) for taken in actors.values() for a in taken)


def is_alternative(scene: Scene, token: int) -> bool:
    """Whether a participant is one of 'either A or B'."""
    parse = scene.parse
    first = token
    while parse.deps[first] == "conj":
        first = parse.heads[first]
    return any(
        parse.lemmas[c] == "or" and parse.deps[c] == "cc"
        for t in syntax.conjuncts(parse, first)
        for c in parse.children[t]
    )
