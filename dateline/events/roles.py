"""From slots to participants: who did it, to whom, with what."""

from __future__ import annotations

from dateline.events import owners, syntax
from dateline.events.draft import Roles
from dateline.events.pronouns import other_side, resolve
from dateline.events.scene import ARMED_KINDS, Scene
from dateline.events.triggers import Found
from dateline.model.mention import Actor, Place
from dateline.model.span import Span

ROLE_FIELDS = {"initiator": "initiators", "target": "targets", "victim": "victims", "weapon": "weapons"}
# The kind of an unnamed participant, by the class of its noun; the first that holds.
KINDS_BY_CLASS = (
    ("armed", "unidentified_armed_group"),
    ("displaced", "people"),
    ("people", "people"),
    ("aircraft", "vehicle"),
    ("vehicle", "vehicle"),
    ("weapon", "weapon"),
    ("leader", "person"),
    ("state", "organisation"),
    ("structure", "structure"),
    ("place", "place"),
)
PHRASE_DEPS = frozenset({"det", "amod", "compound", "nummod", "poss", "case", "nmod", "quantmod"})
# What one armed side does to another or to civilians: there 'they' may be the speaker's enemy.
HOSTILE = ("battle.", "remote.", "civilian.")
AID = "humanitarian.aid"
SENDERS = frozenset({"organisation", "government", "foreign_force", "military"})
# Words that stand for a direction or for somebody unnamed: 'from the north', 'one side or the other'.
NOBODY = syntax.COMPASS | {"other", "side"}
THINGS = frozenset({"structure", "place", "weapon", "vehicle"})


def fill(found: Found, extra: tuple[Found, ...]) -> Roles:
    """The participants of a happening told by `found` and further triggers of the same clause."""
    actors: dict[str, list[Actor]] = {field: [] for field in ROLE_FIELDS.values()}
    where: list[int] = []
    alternatives = False
    for one in (found, *extra):
        inner = {f.token for f in (found, *extra)}
        for slot, role in one.trigger.frame.items():
            for token in one.slots.get(slot, ()):
                if role == "where":
                    where.append(token)
                elif role in ROLE_FIELDS and token not in inner:
                    alternatives = alternatives or (role == "initiator" and is_alternative(one.scene, token))
                    actor = doer(one, token) if role == "initiator" else actor_at(one.scene, token)
                    add(actors, actor, one.scene, token, ROLE_FIELDS[role])
    planner = None if actors["initiators"] else owners.planner(found.scene, found.token)
    if planner is not None:
        add(actors, actor_at(found.scene, planner), found.scene, planner, "initiators")
    given = None if actors["initiators"] else sender_of(found) or launcher_of(found)
    if given is not None:
        put(actors, given, "initiators")
    return Roles(
        **{field: tuple(sorted(a, key=lambda x: x.span)) for field, a in actors.items()},
        where=tuple(where),
        alternatives=alternatives,
    )


def doer(one: Found, token: int) -> Actor | None:
    """Who did it; a person who only announces it is no doer, but may stand for one."""
    scene = one.scene
    enemy = other_side(scene, token) if one.trigger.type.startswith(HOSTILE) else None
    actor = enemy or actor_at(scene, token)
    if actor is None or actor.kind != "person" or not one.trigger.type.startswith("battle."):
        return actor
    at = scene.parse.span_of(one.verb, one.verb)
    told = any(said.cue.covers(at) for said in scene.attributions)
    return owners.side_of(scene, actor) if told else actor


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
    put(actors, actor, field)
    if field == "targets" and actor.kind in ("structure", "vehicle"):
        owner = owner_of(scene, token)
        if owner is not None and owner.kind in owners.SIDES:
            put(actors, owner, field)


def owner_of(scene: Scene, token: int) -> Actor | None:
    """Whose thing it is: 'a Veyran drone', 'coalition aircraft', 'aircraft of the coalition', 'army guns'."""
    parse = scene.parse
    inside = scene.actors.get(token)
    for c in parse.children[token]:
        if parse.deps[c] not in owners.MODIFIERS:
            continue
        whole = inside is not None and scene.actors.get(c) is inside
        place = scene.places.get(c)
        if whole and place is not None:
            found = of_place(scene, place, c)
        else:
            found = owners.by_noun(scene, c) if whole else owner_at(scene, c)
        if found is not None and found.kind not in THINGS:
            return found
    named = (owner_at(scene, d) for name, d in syntax.prepositions(parse, token) if name in ("of", "from"))
    return next((actor for actor in named if actor is not None and actor.kind not in THINGS), None)


def sender_of(found: Found) -> Actor | None:
    """Whose aid it is that arrived: 'a convoy of the agency', or the next sentence says: 'the trucks of the agency'."""
    scene, parse = found.scene, found.scene.parse
    if found.trigger.type != AID:
        return None
    subjects = found.slots.get("subj", ())
    number = parse.sentences[found.token] + 1
    carriers = [
        i
        for i, sentence in enumerate(parse.sentences)
        if sentence == number and parse.deps[i] == "nsubj" and "vehicle" in scene.classes(i) and is_the(scene, i)
    ]
    owned = (owner_of(scene, token) for token in (*subjects, *carriers) if subjects)
    return next((owner for owner in owned if owner is not None and owner.kind in SENDERS), None)


def launcher_of(found: Found) -> Actor | None:
    """Whose operation it is that began: 'the start of the Veyran mission'."""
    if found.trigger.type != "battle.offensive":
        return None
    begun = (owner_of(found.scene, token) for slot in ("of", "obj") for token in found.slots.get(slot, ()))
    return next((owner for owner in begun if owner is not None and owner.kind in owners.SIDES), None)


def is_the(scene: Scene, token: int) -> bool:
    """Whether a noun takes up what was told: 'the trucks'."""
    return any(scene.parse.lemmas[c] == "the" for c in scene.parse.children[token])


def owner_at(scene: Scene, token: int) -> Actor | None:
    """The actor at a token that may own a thing: a mention, a place's state or people, a noun; no mere adjective."""
    if token in scene.actors or token in scene.places or scene.parse.pos[token] == "NOUN":
        return actor_at(scene, token)
    return None


def put(actors: dict[str, list[Actor]], actor: Actor, field: str) -> None:
    """Put an actor into a role unless it has one."""
    if any(actor.span == a.span for taken in actors.values() for a in taken):
        return
    actors[field].append(actor)


def actor_at(scene: Scene, token: int) -> Actor | None:
    """The actor mention at a token; a country or its people; who a pronoun stands for; else the noun phrase."""
    known = scene.actors.get(token)
    if known is not None and not is_part_of_thing(scene, known, token):
        return owned(scene, bearer(scene, known), token)
    if scene.parse.pos[token] == "PRON":
        return resolve(scene, token)
    place = scene.places.get(token)
    if place is not None:
        return of_place(scene, place, token)
    # 'Coalition' in the mention 'coalition air strike' is the owner, and no weapon; so is 'army' in 'army control'.
    owner = known is not None or scene.parse.deps[token] == "compound"
    found = (owners.by_noun(scene, token) if owner else None) or phrase_actor(scene, token)
    return None if found is None else owned(scene, found, token)


def owned(scene: Scene, actor: Actor, token: int) -> Actor:
    """A force as that of the body that owns it by a pronoun: the one it stands for, else the country named before."""
    parse = scene.parse
    owner = next((c for c in parse.children[token] if parse.tags[c] == "PRP$"), None)
    if owner is None or actor.actor_id is not None or actor.kind not in ARMED_KINDS:
        return actor
    body = resolve(scene, owner)
    if body is None and parse.forms[owner].lower() == "its":
        before = [t for t in parse.sentence(token) if t < owner and t in scene.places]
        states = (of_place(scene, scene.places[t], t) for t in reversed(before))
        body = next((state for state in states if state is not None and state.kind == "government"), None)
    return actor if body is None else owners.of_body(actor, body)


def is_part_of_thing(scene: Scene, actor: Actor, token: int) -> bool:
    """Whether a token only modifies a thing: 'coalition' in the mention 'coalition air strike'."""
    parse = scene.parse
    return actor.kind in THINGS and token != parse.root_of(parse.tokens_in(actor.span))


def of_place(scene: Scene, place: Place, token: int) -> Actor | None:
    """A country as who acts, its people where a plural names them; narrower places do nothing themselves."""
    if scene.parse.tags[token] in ("NNPS", "NNS") and place.use == "demonym":
        return Actor(span=place.span, text=place.text, name=place.text, actor_id=None, kind="people")
    if place.use == "location" and place.precision not in ("country", None):
        return None
    return Actor(span=place.span, text=place.text, name=place.name or place.text, actor_id=None, kind="government")


def bearer(scene: Scene, actor: Actor) -> Actor:
    """The named person right after an office: 'rebel chief Daro Venn' is Daro Venn."""
    if actor.kind != "person":
        return actor
    after = scene.parse.tokens_in(actor.span)
    following = scene.actors.get(after[-1] + 1) if after else None
    return following if following is not None and following.kind == "person" else actor


def phrase_actor(scene: Scene, token: int) -> Actor | None:
    """A participant named only by a common noun: 'gunmen', 'a relief convoy'."""
    parse = scene.parse
    if parse.pos[token] not in ("NOUN", "PROPN", "ADJ") or parse.lemmas[token] in NOBODY:
        return None
    classes = scene.classes(token)
    kind = next((kind for name, kind in KINDS_BY_CLASS if name in classes), None)
    if kind is None:
        return None
    span = phrase_span(scene, token)
    text = span.of(scene.text)
    return Actor(span=span, text=text, name=text, actor_id=None, kind=kind)


def phrase_span(scene: Scene, token: int) -> Span:
    """The noun phrase at a token, from its first modifier to the noun, articles and possessives left out."""
    parse = scene.parse
    first = token
    while (
        first > 0
        and parse.deps[first - 1] in PHRASE_DEPS
        and parse.pos[first - 1] != "DET"
        and parse.tags[first - 1] != "PRP$"
        and in_phrase(scene, first - 1, token)
    ):
        first -= 1
    return parse.span_of(first, token)


def in_phrase(scene: Scene, i: int, head: int) -> bool:
    """Whether token i belongs to the noun phrase of `head`."""
    return scene.parse.heads[i] == head or scene.parse.heads[scene.parse.heads[i]] == head


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
