"""Several triggers of one sentence that tell of one happening: 'the air strike killed twelve'."""

from __future__ import annotations

from dateline.events import syntax
from dateline.events.parts import is_part
from dateline.events.triggers import Found

PROTEST = "order.protest"
# Which of two types says more about the same happening; types of one number are not joined by rank.
RANK = {
    "remote.chemical": 9,
    "remote.suicide_bomb": 8,
    "remote.grenade": 7,
    "remote.ied": 7,
    "remote.air_strike": 7,
    "remote.shelling": 7,
    "other.disaster": 7,
    "other.accident": 7,
    "order.riot": 6,
    "battle.capture": 6,
    "civilian.attack": 5,
    "battle.advance": 5,
    "battle.clash": 4,
    "destruction.demolition": 3,
    "battle.offensive": 2,
}
# The same with protests, which are no violence: harm done at one (`is_harm_at`) is a part of it.
TELLING = RANK | {PROTEST: 6}
NEXT = 2  # tokens from a verb to the one it is coordinated with: 'found and defused'
SEARCHING = frozenset({"battle.clearance", "battle.interception"})
SHOWING = frozenset({"see", "leave", "witness"})
TOLL = frozenset({"kill", "die", "injure", "wound", "hurt", "perish"})
DYING = frozenset({"die", "perish"})  # their subject is whom it happened to
JOINED_SLOTS = ("subj", "obj", "by", "in", "during", "with", "of", "to", "from")


def group(found: list[Found]) -> list[tuple[Found, tuple[Found, ...]]]:
    """The triggers of a paragraph in groups of one happening each, the most telling first in its group."""
    owner = list(range(len(found)))
    for b, later in enumerate(found):
        for a, earlier in enumerate(found):
            if a != b and owner[b] != owner[a] and same_sentence(earlier, later) and joined(earlier, later):
                old, new = owner[b], owner[a]
                owner = [new if o == old else o for o in owner]
                break
    groups: dict[int, list[Found]] = {}
    for n, one in enumerate(found):
        groups.setdefault(owner[n], []).append(one)
    return [rank(members) for members in groups.values()]


def rank(members: list[Found]) -> tuple[Found, tuple[Found, ...]]:
    """The member with the most telling type, and the others in text order."""
    open_ended = {id(a) for a in members for b in members if shares_object(a, b)}
    tolls = {id(a) for a in members for b in members if is_toll_of_fighting(a, b)}
    first = max(
        members,
        key=lambda f: (
            not f.trigger.is_weak,
            id(f) not in tolls,
            telling(f, members),
            id(f) not in open_ended,
            -f.token,
        ),
    )
    return first, tuple(f for f in members if f is not first)


def telling(found: Found, members: list[Found]) -> int:
    """How much a member's type says; an attack of which only damage to things is told says less than the damage."""
    says = TELLING.get(found.trigger.type, 1)
    if found.trigger.type != "civilian.attack" or found.scene.parse.pos[found.token] != "NOUN" or "on" in found.slots:
        return says
    others = [f for f in members if f is not found]
    damaged = bool(others) and all(f.trigger.type == "destruction.demolition" for f in others)
    return TELLING["destruction.demolition"] - 1 if damaged else says


def is_toll_of_fighting(a: Found, b: Found) -> bool:
    """'Nine died (a) in clashes between the army and rebels (b)': whoever they were, in the fighting of two sides."""
    toll = a.trigger.type == "civilian.attack" and a.scene.parse.lemmas[a.token] in TOLL
    fighting = b.trigger.type == "battle.clash" and "between" in b.slots
    return toll and fighting and in_slot(a, b)


def same_sentence(a: Found, b: Found) -> bool:
    """Whether both stand in one sentence of one paragraph."""
    return a.scene is b.scene and a.scene.parse.sentences[a.token] == b.scene.parse.sentences[b.token]


def joined(a: Found, b: Found) -> bool:
    """Whether two triggers of a sentence tell of one happening."""
    if shares_object(a, b) or is_demand(a, b):
        return True
    if is_harm_at(a, b) or is_harm_at(b, a) or is_part(a, b):
        return True
    if not compatible(a.trigger.type, b.trigger.type):
        return False
    told = in_slot(a, b) or in_slot(b, a) or in_participle(a, b) or is_outcome(a, b)
    return told or is_toll_when(b, a) or is_toll_of(a, b) or is_exchange(a, b)


def compatible(a: str, b: str) -> bool:
    """Whether one happening may have both types."""
    return a == b or (a in RANK and b in RANK)


def is_harm_at(a: Found, b: Found) -> bool:
    """'Were injured (a) in Saturday's protests (b)': part of the protest, whoever it was."""
    hurt = a.trigger.type in ("civilian.attack", "battle.clash") and a.scene.parse.lemmas[a.token] in TOLL
    return hurt and b.trigger.type == PROTEST and any(b.token in a.slots.get(slot, ()) for slot in ("in", "during"))


def in_slot(a: Found, b: Found) -> bool:
    """Whether b is a participant of a: 'the blast (b) killed (a) two', 'died (a) in the attack (b)'."""
    return any(b.token in a.slots.get(slot, ()) for slot in JOINED_SLOTS) or (
        b.light is not None and b.light == a.token
    )


def in_participle(a: Found, b: Found) -> bool:
    """'Exploded (a), killing (b) two'; 'struck (a) and destroyed (b) a bridge': b has no subject of its own."""
    parse = a.scene.parse
    head, dep = parse.heads[b.verb], parse.deps[b.verb]
    hangs = head == a.verb and dep in ("conj", "advcl", "xcomp")
    participle = dep == "acl" and parse.tags[b.verb] == "VBG" and head in a.slots.get("obj", ())
    if b.verb == a.verb or not (hangs or participle) or parse.pos[b.verb] not in syntax.VERBAL:
        return False
    if dep == "conj" and (are_apart(a, b) or goes_on(a, b)):
        return False
    if syntax.child(parse, b.verb, "nsubj", "nsubjpass", "mark") is not None or b.light is not None:
        return False
    return (a.trigger.type in RANK or adds_nothing(a, b)) and not syntax.is_infinitive(parse, b.verb)


def are_apart(a: Found, b: Found) -> bool:
    """'Took (a) one town and shelled (b) another': two deeds, each with a place of its own."""
    one, other = own_places(a), own_places(b)
    return bool(one and other) and a.trigger.type != b.trigger.type and one.isdisjoint(other)


def goes_on(a: Found, b: Found) -> bool:
    """'Retook (a) one side and are now fighting (b) for the other': what goes on is not what was done."""
    tags = a.scene.parse.tags
    present = any(tags[t] in ("VBZ", "VBP") for t in syntax.auxiliaries(a.scene.parse, b.verb))
    return present and tags[a.verb] == "VBD"


def own_places(found: Found) -> set[str]:
    """The names of the places in the slots that say where a trigger's deed was done."""
    slots = [slot for slot, role in found.trigger.frame.items() if role in ("where", "target")]
    tokens = {t for slot in slots for t in found.slots.get(slot, ())}
    return {found.scene.places[t].text for t in tokens if t in found.scene.places}


def shares_object(a: Found, b: Found) -> bool:
    """'Found (a) and defused (b) five mines': the first has only the object of the second."""
    parse = a.scene.parse
    one, other = a.trigger.type, b.trigger.type
    if not ({one, other} <= SEARCHING or compatible(one, other)):
        return False
    if parse.deps[b.token] != "conj" or parse.heads[b.token] != a.token or a.light is not None or b.light is not None:
        return False
    own = syntax.child(parse, a.token, "dobj")
    if {one, other} <= SEARCHING and own is None:  # 'a bomb was found and defused'
        return True
    alone = syntax.child(parse, b.token, "nsubj", "nsubjpass") is None and b.token - a.token <= NEXT
    return own is None and alone and syntax.child(parse, b.token, "dobj") is not None


def is_exchange(a: Found, b: Found) -> bool:
    """'The rebels freed nine soldiers and the army released six rebels': one exchange of prisoners."""
    parse = a.scene.parse
    return a.trigger.type == "order.release" and parse.deps[b.verb] == "conj" and parse.heads[b.verb] == a.verb


def is_demand(a: Found, b: Found) -> bool:
    """'They marched (a) and demanded (b) peace': what a protest is for."""
    parse = a.scene.parse
    hangs = parse.heads[b.verb] == a.verb and parse.deps[b.verb] in ("conj", "advcl", "xcomp")
    own = syntax.child(parse, b.verb, "nsubj", "nsubjpass")
    kinds = (a.trigger.type, b.trigger.type) == ("order.protest", "political.appeal")
    return kinds and hangs and own is None and not syntax.is_infinitive(parse, b.verb)


def is_outcome(a: Found, b: Found) -> bool:
    """'The raid (a) saw nine people killed (b)', 'fighting (a) that left six wounded (b)'."""
    parse = a.scene.parse
    head = parse.heads[b.verb]
    below = parse.deps[b.verb] in ("ccomp", "xcomp", "oprd", "acl") and parse.lemmas[head] in SHOWING
    return below and syntax.surface_subject(parse, head) == a.token


def is_toll_when(a: Found, b: Found) -> bool:
    """'Nine were killed (a) when shells struck (b) the market': what they were killed in, in a clause of time."""
    parse = a.scene.parse
    harmed = parse.lemmas[a.token] in DYING or not (a.slots.get("subj") or a.slots.get("by"))
    toll = parse.lemmas[a.token] in TOLL and harmed
    marks = {parse.lemmas[c] for c in parse.children[b.verb] if parse.deps[c] in ("mark", "advmod")}
    clause = parse.deps[b.verb] == "advcl" and a.verb in parse.ancestors(b.verb)
    return toll and clause and bool(marks & {"when", "as", "after"})


def is_toll_of(a: Found, b: Found) -> bool:
    """'An attack (a) on a bus in Orsa that killed (b) nine': the attack killed them, though the bus stands nearer."""
    parse = a.scene.parse
    of = parse.heads[b.verb]
    if parse.deps[b.verb] != "relcl" or parse.lemmas[b.token] not in TOLL or parse.pos[a.token] != "NOUN":
        return False
    things = a.scene.classes(of) & {"people", "armed", "person", "leader", "group"}
    return not things and a.token in parse.ancestors(of) and parse.pos[of] in ("NOUN", "PROPN")


def adds_nothing(a: Found, b: Found) -> bool:
    """'Took the town (a) and raised their flag (b)': the same type again, and no place of its own."""
    slots = [slot for slot, role in b.trigger.frame.items() if role == "where"]
    return a.trigger.type == b.trigger.type and not any(b.slots.get(slot) for slot in slots)
