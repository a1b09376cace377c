"""The grammatical slots of a trigger: which tokens are its subject, its object, the object of its 'from'."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.events import syntax
from dateline.events.persons import listed
from dateline.events.pronouns import BODIES, object_before, resolve
from dateline.events.scene import ARMED_KINDS, Scene
from dateline.tables.triggers import UNKNOWN, Requirement

Slots = dict[str, tuple[int, ...]]
# Prepositions that keep their meaning when the parser hangs them on the object: 'seized the town from rebels'.
SHARED_WITH_OBJECT = frozenset({"from", "in", "at", "near", "against", "with", "to", "into", "on", "by", "of"})
GIVING = frozenset({"give", "deal", "deliver", "hand", "inflict"})
# Who is only part of a body: 'members of the front'.
MEMBERS = frozenset(
    [
        "member",
        "fighter",
        "militant",
        "element",
        "guerrilla",
        "rebel",
        "gunman",
        "insurgent",
        "commando",
        "group",
        "militiaman",
        "remnant",
    ]
)
POSITIONS = frozenset({"front", "back", "rear", "side", "entrance", "vicinity", "middle", "facade", "façade"})
KNOWN = frozenset(
    [
        "armed",
        "leader",
        "people",
        "displaced",
        "state",
        "place",
        "structure",
        "vehicle",
        "weapon",
        "aircraft",
        "bomb",
        "missile",
        "fighting",
        "operation",
        "aid",
        "disaster",
        "deal",
    ]
)


def content(scene: Scene, i: int) -> int:
    """The noun that matters: 'villages' in 'dozens of villages', unless the first names an actor itself."""
    parse = scene.parse
    for _ in range(3):
        if (beside := beside_of(scene, i)) is not None:
            return beside
        inner = next((d for name, d in syntax.prepositions(parse, i) if name == "of"), None)
        partitive = "partitive" in scene.table.classes.get(parse.lemmas[i], frozenset())
        if inner is None or not partitive or (i in scene.actors and not is_group_of(scene, i, inner)):
            return i
        i = inner
    return i


def is_group_of(scene: Scene, i: int, inner: int) -> bool:
    """Whether a group is only so many men: 'a group of armed individuals', not 'the group of the rebels'."""
    parse, actor = scene.parse, scene.actors[i]
    some = not syntax.is_definite(parse, i) and actor.actor_id is None and actor.text.islower()
    return some and parse.lemmas[i] == "group" and bool(scene.classes(inner) & {"armed", "people"})


def beside_of(scene: Scene, i: int) -> int | None:
    """What a word of position is before or behind: 'the bank' in 'in front of the bank', 'the rear of the bank'."""
    parse = scene.parse
    if parse.lemmas[i] not in POSITIONS or parse.pos[i] != "NOUN":
        return None
    return next((d for name, d in syntax.prepositions(parse, i) if name == "of" and parse.pos[d] != "PRON"), None)


def member_of(scene: Scene, token: int) -> int:
    """The armed body of which only members are named: 'members of the Veyran Front'; else the token."""
    parse = scene.parse
    if parse.lemmas[token].removesuffix("s") not in MEMBERS:
        return token
    bodies = [d for name, d in syntax.prepositions(parse, token) if name in ("of", "from", "like")]
    return armed_of(scene, bodies, belonging_to(scene, token))


def belonging_to(scene: Scene, token: int) -> int:
    """The armed body to which those at a token belong: 'guerrillas belonging to the Veyran Front'; else the token."""
    parse = scene.parse
    belonging = [c for c in (*parse.children[token], parse.heads[token]) if parse.lemmas[c] == "belong"]
    return armed_of(scene, [d for c in belonging for name, d in syntax.prepositions(parse, c) if name == "to"], token)


def armed_of(scene: Scene, tokens: list[int], otherwise: int) -> int:
    """The first of some tokens that names an armed body."""
    return next((t for t in tokens if (a := scene.actors.get(t)) is not None and a.kind in ARMED_KINDS), otherwise)


def spread(scene: Scene, i: int | None) -> tuple[int, ...]:
    """Token i with its conjuncts, each brought to the noun that matters; empty for None."""
    if i is None:
        return ()
    return tuple(belonging_to(scene, content(scene, syntax.antecedent(scene.parse, c))) for c in members(scene, i))


def members(scene: Scene, i: int) -> list[int]:
    """Token i with its conjuncts and the members of a list that the parser takes for appositions."""
    found = syntax.conjuncts(scene.parse, i)
    for at in found:
        found += [c for name in listed(scene, at) for c in syntax.conjuncts(scene.parse, name) if c not in found]
        if len(found) > syntax.CONJUNCT_LIMIT:
            break
    return found


def verb_slots(scene: Scene, i: int) -> Slots:
    """The slots of verb i, in the active order of things: `subj` did it, `obj` underwent it."""
    parse = scene.parse
    subject, obj = syntax.surface_subject(parse, i), syntax.direct_object(parse, i)
    if syntax.is_passive(parse, i):
        reduced = parse.deps[i] in ("acl", "amod") and syntax.child(parse, i, "nsubjpass") is None
        obj = parse.heads[i] if reduced else subject
        subject = syntax.agent(parse, i)
    slots: Slots = {}
    if obj is None and not syntax.is_passive(parse, i):
        obj = place_after(scene, i)
    objects = [c for c in parse.children[i] if parse.deps[c] == "dobj"] if parse.lemmas[i] in GIVING else []
    if len(objects) == 2:  # 'dealt the rebels a defeat': the first of two objects is the receiver
        put(slots, "iobj", spread(scene, objects[0]))
        obj = objects[1]
    put(slots, "subj", spread(scene, subject))
    put(slots, "obj", spread(scene, one_of_those(scene, i) if obj is None or parse.lemmas[obj] == "those" else obj))
    put(slots, "obj", tuple(t for d in slots.get("obj", ()) for t in included(scene, d)))
    put(slots, "iobj", spread(scene, syntax.child(parse, i, "dative")))
    put(slots, "oprd", spread(scene, syntax.child(parse, i, "oprd")))
    own = syntax.prepositions(parse, i)
    for c in parse.children[i]:
        if parse.deps[c] == "prt" or (parse.deps[c] == "advmod" and parse.pos[c] == "ADV"):
            own += syntax.prepositions(parse, c)
    for name, d in own:
        put(slots, name, spread(scene, d))
    direct = syntax.child(parse, i, "dobj", "nsubjpass")
    if direct is not None:
        for name, d in syntax.prepositions(parse, direct):
            if name in SHARED_WITH_OBJECT:
                slots.setdefault(name, spread(scene, d))
    put(slots, "attr", spread(scene, syntax.child(parse, i, "attr")))
    put(slots, "asked", spread(scene, syntax.complement_subject(parse, i)))
    if any(parse.deps[c] in ("xcomp", "ccomp") and syntax.is_infinitive(parse, c) for c in parse.children[i]):
        slots.setdefault("to", ())
    return slots


def one_of_those(scene: Scene, verb: int) -> int | None:
    """Who is named of those whom something befell: 'among those killed was a judge'."""
    parse = scene.parse
    those = parse.heads[verb]
    among = parse.heads[those]
    if parse.deps[verb] != "acl" or parse.lemmas[those] != "those" or parse.lemmas[among] not in ("among", "amongst"):
        return None
    over = parse.heads[among]
    # 'Who was among those taken away' tells of someone what was told before.
    return syntax.child(parse, over, "attr", "nsubj") if among < over else None


def included(scene: Scene, token: int) -> tuple[int, ...]:
    """Who is named of a number: 'nine pickers, including a Swiss agronomist'."""
    parse = scene.parse
    named = [d for name, d in syntax.prepositions(parse, token) if name == "include"]
    # Who 'was beheaded' in a clause of its own is told of there.
    return tuple(t for d in named if syntax.child(parse, d, "relcl") is None for t in spread(scene, d))


def place_after(scene: Scene, verb: int) -> int | None:
    """The place right after a verb that the parser, not knowing the name, takes for an adverb: 'retake Keld'."""
    after = verb + 1
    adverb = after < len(scene.parse) and scene.parse.deps[after] in ("advmod", "npadvmod", "acomp", "oprd")
    return after if adverb and scene.parse.heads[after] == verb and after in scene.places else None


def noun_slots(scene: Scene, i: int) -> Slots:
    """The slots of noun i: possessor, compound parts, adjectives, prepositional objects."""
    parse = scene.parse
    slots: Slots = {}
    for c in parse.children[i]:
        dep = parse.deps[c]
        if dep in ("poss", "compound", "amod", "nmod"):
            name = "compound" if dep in ("nmod", "amod") and c in scene.actors else dep
            put(slots, name, (c,))
            if dep == "amod" and c in scene.places:
                put(slots, "compound", (c,))
        elif dep in ("acl", "relcl") and syntax.is_infinitive(parse, c):
            slots.setdefault("to", ())
    for name, d in syntax.prepositions(parse, i):
        put(slots, name, spread(scene, d))
    put(slots, "when", dates(scene, i))
    if "of" not in slots:
        put(slots, "of", after_setting(scene, i))
    quantity = quantity_over(scene, i)
    if quantity is not None:
        for name, d in syntax.prepositions(parse, quantity):
            if name != "of":
                put(slots, name, spread(scene, d))
    return slots


def dates(scene: Scene, i: int) -> tuple[int, ...]:
    """The dates that hang on noun i, or on a preposition of it: 'the 1991 uprising', 'riots in May'."""
    heads = scene.parse.heads
    return tuple(t for t, time in scene.times if time.kind == "date" and i in (heads[t], heads[heads[t]]) and t != i)


def after_setting(scene: Scene, i: int) -> tuple[int, ...]:
    """The 'of' that the parser hangs on the place or time before it: 'the murder in Orsa of two judges'."""
    parse = scene.parse
    timed = {t for _, time in scene.times for t in parse.tokens_in(time.span)}
    settings = [d for name, d in syntax.prepositions(parse, i) if name in ("in", "on", "at", "near")]
    inner = [t for d in settings if d in scene.places or d in timed
             for name, t in syntax.prepositions(parse, d) if name == "of"]  # fmt: skip
    people = frozenset({"people", "person", "leader", "name", "armed"})
    return tuple(t for d in inner if d not in timed and scene.classes(d) & people for t in spread(scene, d))


def quantity_over(scene: Scene, i: int) -> int | None:
    """The noun that only counts noun i, whose prepositions are its own: 'a series of strikes by jets'."""
    parse = scene.parse
    if parse.deps[i] != "pobj" or parse.lemmas[parse.heads[i]] != "of":
        return None
    over = parse.heads[parse.heads[i]]
    return over if "partitive" in scene.table.classes.get(parse.lemmas[over], frozenset()) else None


def put(slots: Slots, name: str, tokens: tuple[int, ...]) -> None:
    """Add tokens to a slot, once each."""
    if tokens:
        slots[name] = slots.get(name, ()) + tuple(t for t in tokens if t not in slots.get(name, ()))


def holds(scene: Scene, slots: Slots, conditions: Iterable[tuple[Requirement, ...]]) -> bool:
    """Whether every condition has an alternative that holds."""
    return all(any(is_met(scene, slots, asked) for asked in alternatives) for alternatives in conditions)


def is_met(scene: Scene, slots: Slots, asked: Requirement) -> bool:
    """Whether one requirement is met: the slot is filled, by a word of one of the classes where any are named."""
    if not asked.classes:
        return (asked.slot in slots) == asked.wanted
    found = any(
        classes & asked.classes or (UNKNOWN in asked.classes and not classes & KNOWN)
        for classes in (classes_of(scene, t, asked.slot) for t in slots.get(asked.slot, ()))
    )
    return found == asked.wanted


def classes_of(scene: Scene, token: int, slot: str) -> frozenset[str]:
    """What kinds of thing a token names, a pronoun also those of the body or the object that it stands for.

    'Members of the militia fled' as armed men do.
    """
    found, parse = scene.classes(token), scene.parse
    if slot == "subj" and parse.lemmas[token] in MEMBERS:
        return found | scene.classes(member_of(scene, token))
    if parse.pos[token] != "PRON":
        return found
    shared = object_before(scene, token)
    if shared is not None:
        return found | scene.classes(shared)
    actor = resolve(scene, token) if parse.deps[token] in ("nsubj", "nsubjpass") else None
    return found if actor is None or actor.kind not in BODIES else found | scene.actor_classes(actor)
