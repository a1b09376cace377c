"""Who or what stands at a token: a mention, a country, whom a pronoun stands for, a noun; and whose it is."""

from __future__ import annotations

from dateline.events import owners, syntax
from dateline.events.persons import bearer
from dateline.events.pronouns import counted_before, resolve, taken_up
from dateline.events.scene import ARMED_KINDS, Scene, acting_state
from dateline.events.slots import KNOWN, member_of
from dateline.model.mention import Actor, Place
from dateline.model.span import Span

# The kind of an unnamed participant, by the class of its noun; the first that holds.
KINDS_BY_CLASS = (
    ("armed", "unidentified_armed_group"),
    ("displaced", "people"),
    ("people", "people"),
    ("aircraft", "vehicle"),
    ("vehicle", "vehicle"),
    ("weapon", "weapon"),
    ("bomb", "weapon"),
    ("leader", "person"),
    ("state", "organisation"),
    ("structure", "structure"),
    ("place", "place"),
)
PHRASE_DEPS = frozenset({"det", "amod", "compound", "nummod", "poss", "case", "nmod", "quantmod"})
# Words that stand for a direction or for somebody unnamed: 'from the north', 'one side or the other'.
NOBODY = syntax.COMPASS | {"other", "side"}
UNITS = frozenset({"column", "cell", "detachment", "command", "wing", "squadron", "contingent", "element", "member"})
THINGS = frozenset({"structure", "place", "weapon", "vehicle"})


def actor_at(scene: Scene, token: int) -> Actor | None:
    """The actor mention at a token; a country or its people; who a pronoun stands for; else the noun phrase."""
    token = member_of(scene, named(scene, token))
    known = scene.actors.get(token)
    if known is not None and not is_part_of_thing(scene, known, token):
        return owned(scene, bearer(scene, taken_up(scene, known, token), token), token)
    counted = counted_before(scene, token)
    if counted is not None or scene.parse.pos[token] == "PRON":
        return counted or resolve(scene, token)
    place = scene.places.get(token)
    if place is not None:
        return of_place(scene, place, token)
    # 'Coalition' in the mention 'coalition air strike' is the owner, and no weapon.
    owner = known is not None or scene.parse.deps[token] == "compound"  # so is 'army' in 'army control'
    found = (owners.by_noun(scene, token) if owner else None) or phrase_actor(scene, token)
    return None if found is None else owned(scene, bearer(scene, taken_up(scene, found, token), token), token)


def named(scene: Scene, token: int) -> int:
    """The name that a noun only explains: 'the Veyran Front, an alliance that ...' is the front; else the token."""
    parse = scene.parse
    head = parse.heads[token]
    own = syntax.child(parse, token, "appos")
    body = scene.actors.get(own) if own is not None and parse.pos[own] == "PROPN" else None
    if own is not None and body is not None and body.kind in ARMED_KINDS:  # 'its military wing, the Veyran Front'
        return own
    if body is not None and body.kind == "person" and own == token + 1 + (parse.forms[token + 1] == ","):
        return token if token in scene.actors and scene.actors[token].actor_id else own  # 'his uncle, Pedro,'
    if token not in scene.actors and (bearer_at := predicated(scene, token)) is not None:
        return bearer_at
    is_name = parse.deps[token] == "appos" and parse.pos[head] == "PROPN" and head in scene.actors
    return head if is_name and parse.pos[token] == "NOUN" else token


def predicated(scene: Scene, token: int) -> int | None:
    """The person of whom a noun is said: 'described Daro Venn as the mastermind', 'Venn was the mastermind'."""
    parse = scene.parse
    over = parse.heads[token]
    if parse.deps[token] == "pobj" and parse.lemmas[over] == "as":
        verb = parse.heads[over]
        named = syntax.child(parse, verb, "nsubjpass" if syntax.is_passive(parse, verb) else "dobj")
    else:
        named = syntax.child(parse, over, "nsubj") if parse.deps[token] == "attr" else None
    person = scene.actors.get(named) if named is not None else None
    return named if person is not None and person.kind == "person" else None


def owned(scene: Scene, actor: Actor, token: int) -> Actor:
    """A force as that of the body that owns it by a pronoun: the one it stands for, else the country named before."""
    parse = scene.parse
    if actor.actor_id is not None or actor.kind not in ARMED_KINDS:
        return actor
    named = (scene.actors.get(c) for c in parse.children[token] if parse.deps[c] == "compound")
    known = next((body for body in named if body is not None and body.actor_id and body.kind in ARMED_KINDS), None)
    if known is not None:  # 'Front guerrillas', where the reader saw the name alone
        return owners.of_body(actor, known)
    owner = next((c for c in parse.children[token] if parse.tags[c] == "PRP$"), None)
    if owner is None:
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
        name = scene.parse.words_at(place.span)
        return Actor(span=place.span, text=place.text, name=name, actor_id=None, kind="people")
    if place.use == "location" and place.precision not in ("country", None):
        return None
    return acting_state(place)


def phrase_actor(scene: Scene, token: int) -> Actor | None:
    """A participant named only by a common noun: 'gunmen', 'a relief convoy'."""
    parse = scene.parse
    if parse.pos[token] not in ("NOUN", "PROPN", "ADJ") or parse.lemmas[token] in NOBODY:
        return None
    classes = scene.classes(token)
    kind = next((kind for name, kind in KINDS_BY_CLASS if name in classes), None)
    if is_unit(scene, token):
        kind = "unidentified_armed_group"
    return None if kind is None else unnamed(scene, token, kind)


def is_unit(scene: Scene, token: int) -> bool:
    """Whether a noun names a part of the armed body before it: 'a Front column', 'an army detachment'."""
    parse = scene.parse
    bodies = (scene.actors.get(c) for c in parse.children[token] if parse.deps[c] == "compound")
    return parse.lemmas[token] in UNITS and any(b is not None and b.kind in ARMED_KINDS for b in bodies)


def somebody(scene: Scene, token: int) -> Actor | None:
    """Whom an unknown common noun names, where only a person can be meant: 'they killed the cooper'."""
    parse = scene.parse
    if parse.pos[token] != "NOUN" or parse.lemmas[token] in NOBODY or scene.classes(token) & KNOWN:
        return None
    return unnamed(scene, token, "people")


def unnamed(scene: Scene, token: int, kind: str) -> Actor:
    """The actor of this kind that a common noun stands for, in the words of its phrase."""
    span = phrase_span(scene, token)
    return Actor(span=span, text=span.of(scene.text), name=scene.parse.words_at(span), actor_id=None, kind=kind)


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


def owner_at(scene: Scene, token: int) -> Actor | None:
    """The actor at a token that may own a thing: a mention, a place's state or people, a noun; no mere adjective."""
    if token in scene.actors or token in scene.places or scene.parse.pos[token] == "NOUN":
        return actor_at(scene, token)
    return None
