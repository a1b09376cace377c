"""Who did it, where no slot of the trigger says so: who claims it, whose weapon, convoy or operation it was."""

from __future__ import annotations

from dateline.events import owners, syntax
from dateline.events.participants import actor_at, owner_of
from dateline.events.scene import ARMED_KINDS, Scene
from dateline.events.triggers import Found
from dateline.model.mention import Actor
from dateline.model.parse import Parse

AID = "humanitarian.aid"
SENDERS = frozenset({"organisation", "government", "foreign_force", "military"})
# What an operation does to people who are no side of it.
HARMING = ("civilian.attack", "humanitarian.displacement")
GIVING = frozenset(
    {"contribute", "donate", "give", "pledge", "provide", "send", "spend", "allocate", "release", "promise", "offer"}
)
STRETCHES = frozenset({"hour", "day", "week", "month", "start", "beginning", "course", "wake"})
# 'Claimed responsibility for', 'took the blame for'.
BLAME = frozenset({"responsibility", "blame", "credit"})
TAKING = frozenset({"claim", "take", "accept", "assume", "admit", "acknowledge", "bear", "share", "have"})

MESSAGES = frozenset(
    {"leaflet", "pamphlet", "communique", "communiqué", "statement", "message", "letter", "note", "call", "caller"}
    | {"flyer", "flier", "video", "tape", "recording", "bulletin", "document"}
)


def answering(found: Found) -> int | None:
    """The token of who planned what a trigger names, or answers for it."""
    planner = owners.planner(found.scene, found.token)
    return answerable(found.scene, found.token) if planner is None else planner


def possessor(found: Found, weapons: list[int], victims: list[Actor]) -> Actor | None:
    """Whose aid, operation or weapon it was; an operation is not charged with the deaths of soldiers."""
    owner = sender_of(found) or launcher_of(found) or attacker_of(found, weapons)
    fighters = any(a.kind in ARMED_KINDS for a in victims)
    return owner if owner is not None or fighters else operator_of(found) or jailer_of(found)


def answerable(scene: Scene, noun: int) -> int | None:
    """Who takes or has the responsibility for what a noun names: 'claimed responsibility for', 'is responsible for'."""
    parse = scene.parse
    prep = parse.heads[noun]
    over = parse.heads[prep]
    if parse.deps[noun] == "pobj" and parse.lemmas[prep] == "behind" and parse.lemmas[over] == "be":
        return syntax.surface_subject(parse, over)  # 'the front was behind the attack'
    if parse.deps[noun] not in ("pobj", "pcomp") or parse.lemmas[prep] != "for":
        return None
    if parse.lemmas[over] == "responsible":
        return syntax.surface_subject(parse, over)
    taken = parse.deps[over] == "dobj" and parse.lemmas[parse.heads[over]] in TAKING
    return claimer(parse, parse.heads[over]) if parse.lemmas[over] in BLAME and taken else None


def claimer(parse: Parse, verb: int) -> int | None:
    """Who claims a deed: the subject, or who sends the message that does: 'leaflets of the front claiming it'."""
    subject = syntax.surface_subject(parse, verb)
    if subject is None or parse.lemmas[subject] not in MESSAGES:
        return subject
    named = [t for name, t in syntax.prepositions(parse, subject) if name in ("of", "by", "from")]
    over = parse.heads[subject]
    sent = parse.pos[over] in syntax.VERBAL and parse.deps[subject] == "dobj"
    return named[0] if named else syntax.surface_subject(parse, over) if sent else None


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
    owned = [owner_of(scene, token) for token in (*subjects, *carriers) if subjects]
    return next((owner for owner in (*owned, giver_of(found)) if owner is not None and owner.kind in SENDERS), None)


def giver_of(found: Found) -> Actor | None:
    """Who gives something for the aid that a noun names: 'decided to contribute a million for relief efforts'."""
    scene, parse, noun = found.scene, found.scene.parse, found.token
    if parse.deps[noun] != "pobj" or parse.lemmas[parse.heads[noun]] not in ("for", "to", "towards", "toward"):
        return None
    verb = syntax.clause_head(parse, parse.heads[noun])
    subject = syntax.surface_subject(parse, verb) if parse.lemmas[verb] in GIVING else None
    return actor_at(scene, subject) if subject is not None else None


def launcher_of(found: Found) -> Actor | None:
    """Whose operation it is that began: 'the start of the Veyran mission'."""
    if found.trigger.type != "battle.offensive":
        return None
    begun = (owner_of(found.scene, token) for slot in ("of", "obj") for token in found.slots.get(slot, ()))
    return owners.first_side(begun)


def attacker_of(found: Found, weapons: list[int]) -> Actor | None:
    """Whose weapon it was that hit: 'a Veyran missile struck the port'."""
    return owners.first_side(owner_of(found.scene, token) for token in weapons)


def operator_of(found: Found) -> Actor | None:
    """Whose operation harmed people: 'ten villagers were killed in the first days of the Veyran offensive'."""
    scene, parse = found.scene, found.scene.parse
    if not found.trigger.type.startswith(HARMING):
        return None
    inside = (within(scene, t) for name, t in syntax.prepositions(parse, found.verb) if name in ("in", "during"))
    return owners.first_side(owner_of(scene, t) for t in inside if "operation" in scene.classes(t))


def jailer_of(found: Found) -> Actor | None:
    """Whose prison it is that someone is held in: 'spent ten years in Veyran jails', 'in army custody'."""
    if found.trigger.type != "order.arrest":
        return None
    scene = found.scene
    owned = (owner_of(scene, t) for name, t in syntax.prepositions(scene.parse, found.verb) if name in ("in", "into"))
    return owners.first_side(owned)


def within(scene: Scene, token: int) -> int:
    """The noun of which a stretch of time is told: 'offensive' in 'the first days of the offensive'."""
    parse = scene.parse
    inner = next((d for name, d in syntax.prepositions(parse, token) if name == "of"), None)
    timed = any(token in parse.tokens_in(time.span) for _, time in scene.times)
    return inner if inner is not None and (timed or parse.lemmas[token] in STRETCHES) else token


def is_the(scene: Scene, token: int) -> bool:
    """Whether a noun takes up what was told: 'the trucks'."""
    return any(scene.parse.lemmas[c] == "the" for c in scene.parse.children[token])
