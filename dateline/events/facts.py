"""What the text shows of the conditions that the ACLED columns ask for, and how a protest or riot went."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dateline.events import syntax
from dateline.events.crowds import is_protester, is_rioter
from dateline.events.cues import COUNTED
from dateline.events.draft import Draft
from dateline.events.grouping import RANK
from dateline.events.scene import STATE_FORCES, Scene
from dateline.events.slots import spread
from dateline.events.status import status
from dateline.model.mention import Actor
from dateline.model.parse import Parse

FIGHTING = (
    frozenset(RANK)
    - {"other.disaster", "other.accident", "order.riot", "civilian.attack", "battle.offensive"}
    - {"battle.capture", "battle.advance"}
)
CASUALTIES = frozenset({"killed", "injured"})
STORMING = frozenset({"storm", "assault", "attack", "fight", "clash", "battle", "overrun", "repel"})
HOLDING = frozenset({"hold", "keep", "seize", "herd", "lock", "detain", "take", "capture", "prevent"})
FINDING = frozenset({"find", "discover", "uncover", "defuse", "disarm", "deactivate", "dismantle", "recover", "seize"})
BY_DEAL = frozenset({"swap", "exchange"})
MODED = ("order.protest", "order.riot")
# The more serious comes first: what decides is the worst that happened.
MODES = ("excessive force", "intervention", "peaceful", "mob", "demonstration")
UNREST = frozenset({"violence", "incident", "clash", "trouble", "unrest", "arrest"})
PROTEST_MODES = frozenset({"excessive force", "intervention", "peaceful"})
# Modes that the mere presence of people or a place of theirs shows: 'protesters', 'mob'.
SETTINGS = frozenset({"demonstration", "mob", "peaceful"})
HOME_STATE, NON_STATE = "home state", "non-state"
# Whose capture regains territory for the government, and whose overtakes it.
KINDS = {
    **dict.fromkeys(("military", "police", "government"), HOME_STATE),
    **dict.fromkeys(("rebel", "political_militia", "communal_militia", "criminal_group", "private_force"), NON_STATE),
    **dict.fromkeys(("foreign_force", "unidentified_armed_group", "paramilitary"), NON_STATE),
}
BASES = frozenset({"base", "encampment"})
ABSENT_REACH = 4  # tokens from 'without', 'no' to the fighting that there was none of: 'without firing a single shot'
AIMED = ("at", "into", "on", "against", "toward", "towards")
GIVEN = frozenset({"place", "control"})


def facts(
    group: tuple[Draft, ...], mode: str | None, doers: tuple[Actor, ...], asked: frozenset[str]
) -> frozenset[str]:
    """Those of the facts asked for that the mentions show to hold; what they do not show is left open."""
    shown = {name for name in asked & CONDITIONS.keys() if any(CONDITIONS[name](draft) for draft in group)}
    if asked & {HOME_STATE, NON_STATE}:
        shown |= camp(group, doers)
    return frozenset(shown | ({f"mode {mode}"} if mode else set()))


def camp(group: tuple[Draft, ...], doers: tuple[Actor, ...]) -> set[str]:
    """Whether those who did it are a state's forces at home, or others: a foreign state takes a place, none regains."""
    if not doers:
        return set()
    kinds = {NON_STATE if any(is_abroad(draft, doer) for draft in group) else KINDS.get(doer.kind) for doer in doers}
    if kinds == {None} and from_state(group):
        return {NON_STATE}
    return {kind for kind in kinds if kind is not None} if len(kinds) == 1 else set()


def from_state(group: tuple[Draft, ...]) -> bool:
    """Whether all that a place is taken from are a state's forces: whoever takes it is not that state."""
    losers = {KINDS.get(actor.kind) for draft in group for actor in draft.roles.targets}
    return losers == {HOME_STATE}


def is_abroad(draft: Draft, doer: Actor) -> bool:
    """'Turkish soldiers' in another country than theirs: the force's name holds a country's, the place is elsewhere."""
    if draft.where is None or draft.where.country is None or doer.kind not in STATE_FORCES:
        return False
    scene = draft.found.scene
    if scene.parse.lemmas[draft.found.verb] in scene.table.cues["again"]:
        return False  # what a state's forces retake was theirs
    named = (scene.places.get(t) for t in scene.parse.tokens_in(doer.span))
    own = {place.country for place in named if place is not None and place.use != "location" and place.country}
    return bool(own) and draft.where.country not in own


def mode_of(group: tuple[Draft, ...], kind: str) -> str | None:
    """How a protest (peaceful, intervention, excessive force) or riot (demonstration, mob) went; None if untold."""
    if kind not in MODED:
        return None
    fitting = [m for m in MODES if (m in PROTEST_MODES) == (kind == "order.protest")]
    told = {word for draft in group for word in modes_in(draft)}
    return next((mode for mode in fitting if mode in told), None)


def modes_in(draft: Draft) -> set[str]:
    """The modes that the triggers and the words of the mention's sentence show."""
    scene, words = draft.found.scene, lemmas(draft)
    cues = scene.table.cues["mode"]
    told = {cues[lemma] for t, lemma in words if lemma in cues and (cues[lemma] in SETTINGS or is_told(scene, t))}
    calm = any(first in ("no", "without") and then in UNREST for (_, first), (_, then) in pairwise(words))
    return told | ({"peaceful"} if calm else set()) | {f.trigger.mode for f in (draft.found, *draft.extra)}


def is_told(scene: Scene, token: int) -> bool:
    """Whether a word tells what happened: no participle that describes ('a detained classmate'), nothing unreal."""
    parse = scene.parse
    describes = parse.deps[token] == "amod" and parse.tags[token] in ("VBN", "VBG")
    return not describes and status(scene, token).value in COUNTED


def lemmas(draft: Draft) -> list[tuple[int, str]]:
    """The tokens of the sentence of a mention with their lemmas."""
    parse: Parse = draft.found.scene.parse
    return [(t, parse.lemmas[t]) for t in parse.sentence(draft.found.token)]


def triggers(draft: Draft) -> set[str]:
    """The lemmas of the triggers of a mention."""
    return {f.scene.parse.lemmas[f.token] for f in (draft.found, *draft.extra)}


def is_fought(draft: Draft) -> bool:
    """Whether the mention tells of force: another trigger of fighting, casualties, a storming."""
    if draft.status.value not in COUNTED:
        return False
    types = {f.trigger.type for f in draft.extra} | {draft.type}
    hurt = any(figure.outcome in CASUALTIES for figure in draft.figures)
    return bool(types & FIGHTING or triggers(draft) & STORMING) or hurt


def is_by_deal(draft: Draft) -> bool:
    """Whether an agreement is named in the sentence."""
    table = draft.found.scene.table
    return any("deal" in table.classes.get(lemma, frozenset()) or lemma in BY_DEAL for _, lemma in lemmas(draft))


def is_base(draft: Draft) -> bool:
    """Whether a base, a headquarters or a post is what was set up."""
    found = draft.found
    set_up = (t for slot in ("obj", "of", "into") for t in found.slots.get(slot, ()))
    return any(found.scene.classes(t) & BASES for t in set_up)


def is_found(draft: Draft) -> bool:
    """Whether arms or explosives were found or made safe."""
    found = draft.found
    weapons = any("weapon" in found.scene.classes(t) for t in found.slots.get("obj", ()))
    return weapons or bool(triggers(draft) & FINDING)


def is_held(draft: Draft) -> bool:
    """Whether the people used as shields were held."""
    return draft.found.scene.parse.lemmas[draft.found.verb] in HOLDING


def is_unfought(draft: Draft) -> bool:
    """Whether the sentence or the next says that nobody fought: 'unopposed', 'without a shot', 'no shots fired'."""
    scene, parse = draft.found.scene, draft.found.scene.parse
    number = parse.sentences[draft.found.token]
    own = [t for t, of in enumerate(parse.sentences) if of == number]
    next_one = [t for t, of in enumerate(parse.sentences) if of == number + 1]
    cues = scene.table.cues["unfought"]
    calm = any(cues.get(parse.lemmas[t]) == "word" for t in own)
    return calm or any(is_denied_fight(scene, t) for t in (*own, *next_one) if cues.get(parse.lemmas[t]) == "denied")


def is_denied_fight(scene: Scene, token: int) -> bool:
    """'Without a fight', 'no shots', 'did not resist': a word of fighting with a word of absence close before it."""
    absent = scene.table.cues["absent"]
    return any(scene.parse.lemmas[t] in absent for t in range(max(token - ABSENT_REACH, 0), token))


def is_followed(draft: Draft) -> bool:
    """Whether an armed side other than the one that leaves comes in, in the sentence: 'left, and troops moved in'."""
    scene, parse = draft.found.scene, draft.found.scene.parse
    if draft.found.trigger.frame.get("to") == "target" and "to" in draft.found.slots:  # 'ceded the town to a militia'
        return True
    leaving = draft.found.slots.get("subj", ())
    entering = [t for t, lemma in lemmas(draft) if lemma in scene.table.cues["follow"] and t != draft.found.token]
    comers = [t for verb in entering for t in spread(scene, syntax.surface_subject(parse, verb))]
    bare = [verb for verb in entering if verb > 0 and syntax.child(parse, verb, "nsubj", "nsubjpass") is None]
    comers += [verb - 1 for verb in bare]  # 'left A and troops moved in': the parser takes `troops` for a place left
    return any(t not in leaving and "armed" in scene.classes(t) for t in comers)


def is_of_place(draft: Draft) -> bool:
    """Whether a place is given up with those who surrender: 'laid down their arms and let them have the town'."""
    scene, words = draft.found.scene, lemmas(draft)
    objects = [t for t, _ in words if scene.parse.deps[t] == "dobj"]
    given = any(scene.classes(t) & GIVEN for t in objects)
    return given and any(lemma in scene.table.cues["handed"] for _, lemma in words)


def doing(draft: Draft, roles: tuple[str, ...]) -> Iterator[tuple[Scene, int]]:
    """The tokens in the slots that stand for one of these roles."""
    for found in (draft.found, *draft.extra):
        for slot, role in found.trigger.frame.items():
            if role in roles:
                yield from ((found.scene, t) for t in found.slots.get(slot, ()))


def is_against_protesters(draft: Draft) -> bool:
    """Whether those it was done to were protesting: 'shot at marchers', 'fired into a sit-in'."""
    found = draft.found
    aimed = [(found.scene, t) for slot in AIMED for t in found.slots.get(slot, ())]
    return any(is_protester(scene, t) for scene, t in (*doing(draft, ("target", "victim")), *aimed))


def is_by_protesters(draft: Draft) -> bool:
    """Whether protesters did it."""
    return any(is_protester(scene, t) for scene, t in doing(draft, ("initiator",)))


def is_by_rioters(draft: Draft) -> bool:
    """Whether a mob or a crowd did it, and nobody under arms."""
    return any(is_rioter(scene, t) for scene, t in doing(draft, ("initiator",)))


CONDITIONS = {
    "fought": is_fought,
    "unfought": is_unfought,
    "deal": is_by_deal,
    "base": is_base,
    "found": is_found,
    "held": is_held,
    "place": is_of_place,
    "opponent follows": is_followed,
    "against protesters": is_against_protesters,
    "by protesters": is_by_protesters,
    "by rioters": is_by_rioters,
}
