"""Did it happen, in this document? The status of a trigger, by the cues that stand over it in the parse.

The rule of the house (design.md, promise 3): when in doubt, it did not happen.
"""

from __future__ import annotations

import msgspec

from dateline.events import syntax
from dateline.events.clauses import (
    announcer,
    is_bare_infinitive,
    is_disowned,
    is_finite,
    is_participle,
    is_perfect,
    is_side_by_side,
    is_told_of,
    is_voice,
    of_subject,
    shares_governor,
)
from dateline.events.cues import (
    ALLEGED,
    COUNTED,
    DEMANDED,
    HYPOTHETICAL,
    NEGATED,
    OCCURRED,
    ONGOING,
    PLANNED,
    UNREAL,
    VERBAL,
    Status,
    is_example,
    is_guess,
    is_hedged,
    is_past_guess,
    is_progressive,
    is_question,
    nominal_cue,
    verbal_cue,
)
from dateline.events.scene import Scene
from dateline.model.parse import Parse

ATTEMPT, TRANSPARENT = "attempt", "transparent"
DEPTH = 10  # governors climbed before a status is given up as unknown; deeper ones occur only in parse errors
# 'Amid protests', 'despite the siege', 'after fighting': what they lead to is there, whatever is planned.
PRESUPPOSING = frozenset({"amid", "amidst", "despite", "since", "following"})
PURPOSE = frozenset({"for", "to", "towards", "toward", "against"})
# Prepositions through which a verb of planning, fearing or asking governs a noun: 'warned of an attack'.
GOVERNING = frozenset({"for", "of", "on", "against", "to", "about", "with", "by"})
# Prepositions through which a noun does: 'threat of attack', 'plans for an offensive'.
NOMINAL_GOVERNING = frozenset({"of", "for", "to", "against", "on"})


def status(scene: Scene, token: int, own: range = range(0)) -> Status:
    """The status of what token reports; the words `own` are part of it ('without food') and negate nothing."""
    parse = scene.parse
    found = walk(scene, token, DEPTH, own)
    if found.value in COUNTED and is_question(parse, token):
        return found.with_cue(HYPOTHETICAL, "question")
    if found.value in COUNTED and is_example(parse, token):
        return found.with_cue(HYPOTHETICAL, "definition or example")
    return found


def walk(scene: Scene, i: int, depth: int, inside: range = range(0)) -> Status:
    """The status of token i from its own cues (none of those `inside` its words), else from what governs it."""
    cue_of = verbal_cue if scene.parse.pos[i] in VERBAL else nominal_cue
    own = cue_of(scene, i, inside)
    if own is not None and own[1] == "would" and (announced := announcer(scene, i)) is not None:
        own = (PLANNED, announced)
    hedged = is_hedged(scene, i)
    if own is not None:
        return Status(own[0], hedged, guessed=own[0] == HYPOTHETICAL and is_guess(scene.parse, i), cue=own[1])
    above = governed(scene, i, depth) if depth else Status(HYPOTHETICAL, cue="too deep")
    if above.value == OCCURRED and is_progressive(scene.parse, i):
        above = above.with_cue(ONGOING, "progressive")
    return msgspec.structs.replace(above, hedged=above.hedged or hedged)


def governed(scene: Scene, i: int, depth: int) -> Status:
    """The status that token i takes from its governor."""
    parse = scene.parse
    head, dep = parse.heads[i], parse.deps[i]
    described = of_subject(scene, head if parse.pos[head] in VERBAL else parse.heads[head], i)
    if described is not None:
        return described
    if head == i:
        return Status(PLANNED, cue="to-infinitive") if is_bare_infinitive(parse, i) else Status(OCCURRED)
    if parse.pos[i] in VERBAL:
        return clause_under(scene, i, head, dep, depth)
    return noun_under(scene, i, head, dep, depth)


def clause_under(scene: Scene, i: int, head: int, dep: str, depth: int) -> Status:
    """The status of a verb under its governor."""
    parse = scene.parse
    infinitive = syntax.is_infinitive(parse, i)
    if dep == "ccomp" and is_side_by_side(scene, i, head):
        return Status(OCCURRED)
    if dep in ("xcomp", "ccomp", "oprd", "dobj"):
        return complement(scene, i, head, depth)
    if dep == "conj":
        return walk_governor(scene, head, depth) if shares_governor(parse, i) else Status(OCCURRED)
    if infinitive and dep in ("advcl", "acl", "relcl"):
        return purpose(scene, i, head, dep, depth)
    if dep in ("nsubj", "nsubjpass"):  # a gerund: 'fighting erupted'
        return noun_under_verb(scene, head, dep, depth)
    if dep in ("pcomp", "pobj"):
        return under_preposition(scene, head, depth)
    if dep == "advcl":
        return participle_under(scene, i, head, depth)
    if dep in ("csubj", "csubjpass"):
        past = parse.tags[head] == "VBD" or any(parse.tags[c] == "VBD" for c in parse.children[head])
        return Status(OCCURRED) if past and not infinitive else Status(HYPOTHETICAL, cue="clausal subject")
    if dep == "acl" and parse.tags[i] == "VBG" and parse.pos[head] == "NOUN":
        return noun_participle(scene, head, depth)
    if dep in ("acl", "relcl") and any(parse.lemmas[c] == "that" for c in parse.children[i] if parse.deps[c] == "mark"):
        return content_of(scene, head)
    return Status(OCCURRED)


def participle_under(scene: Scene, i: int, head: int, depth: int) -> Status:
    """'Fled, killing two' is as real as the flight; 'calls for arms, attacking the base': asked for like the arms."""
    if not is_participle(scene.parse, i):
        return Status(OCCURRED)
    lemma = scene.parse.lemmas[head]
    asked = scene.table.cues["object"].get(lemma)
    listed = any(name == "for" and t < i for name, t in syntax.prepositions(scene.parse, head))
    return Status(asked, cue=lemma) if asked == DEMANDED and listed else walk_governor(scene, head, depth)


def content_of(scene: Scene, noun: int) -> Status:
    """'The claim that', 'fears that', 'dismissed reports that': what a noun makes of its content."""
    lemma = scene.parse.lemmas[noun]
    if is_disowned(scene, noun):
        return Status(ALLEGED, denied=True, cue=f"{lemma} denied")
    return Status(scene.table.cues["noun"].get(lemma, OCCURRED), cue=lemma)


def noun_participle(scene: Scene, head: int, depth: int) -> Status:
    """'Forces advancing': no more real than the noun, where that is planned, feared or wished for."""
    above = walk_governor(scene, head, depth)
    return above if above.value in UNREAL else Status(OCCURRED)


def walk_governor(scene: Scene, head: int, depth: int) -> Status:
    """The status of the governing verb, passed on."""
    return walk(scene, head, depth - 1)


def complement(scene: Scene, i: int, head: int, depth: int) -> Status:
    """A clause under a verb or adjective: 'plan to', 'begin to', 'said that', 'is poised to'."""
    parse, cues = scene.parse, scene.table.cues
    lemma = parse.lemmas[head]
    if is_finite(parse, i):
        judged = syntax.child(parse, head, "acomp") if lemma == "be" else None
        if parse.pos[head] == "ADJ" or judged is not None:  # 'it is vital that they leave'
            judging = lemma if judged is None else parse.lemmas[judged]
            return under(scene, cues["adj"].get(judging, TRANSPARENT), head, depth, True)
        if lemma in cues["denied"]:
            return Status(ALLEGED, denied=True, cue=lemma)
        if lemma in cues["guess"] and is_voice(scene, head):
            return Status(HYPOTHETICAL, guessed=True, cue=lemma)
        return under(scene, cues["clause"].get(lemma) or cues["verb"].get(lemma, TRANSPARENT), head, depth, True)
    if parse.pos[head] == "ADJ":
        return under(scene, cues["adj"].get(lemma, HYPOTHETICAL), head, depth, False)
    return open_complement(scene, i, head, depth)


def open_complement(scene: Scene, i: int, head: int, depth: int) -> Status:
    """An infinitive or participle under a verb: 'is said to have', 'has to', 'began to', 'hopes to'."""
    parse, cues = scene.parse, scene.table.cues
    lemma = parse.lemmas[head]
    passive = any(parse.deps[c] in ("auxpass", "nsubjpass") for c in parse.children[head])
    if passive and lemma in cues["adj"]:
        return under(scene, cues["adj"][lemma], head, depth, False)
    if lemma in cues["reported"] and (passive or lemma in cues["raising"] or is_perfect(parse, i)):
        above = walk_governor(scene, head, depth)
        return msgspec.structs.replace(above, hedged=True)
    if lemma in cues["disowned"]:  # 'denied shelling the town'
        return Status(ALLEGED, denied=True, cue=lemma)
    if passive and cues["clause"].get(lemma) == TRANSPARENT:  # 'is known to have died'
        return walk_governor(scene, head, depth)
    if lemma in cues["duty"]:
        return Status(cues["duty"][lemma], cue=f"{lemma} to")
    default = HYPOTHETICAL if syntax.is_infinitive(parse, i) else TRANSPARENT
    return under(scene, cues["verb"].get(lemma, default), head, depth, False)


def under(scene: Scene, found: str, head: int, depth: int, finite: bool) -> Status:
    """The status under a governor whose cue says `found`; a negated speaker leaves what is said open."""
    cue = scene.parse.lemmas[head]
    if found == ATTEMPT:
        above = walk_governor(scene, head, depth)
        return msgspec.structs.replace(above, attempted=True, cue=cue) if above.value in COUNTED else above
    if found == HYPOTHETICAL:  # 'demanded that they let civilians leave' demands the leaving
        above = walk_governor(scene, head, depth)
        return above if above.value in UNREAL else Status(found, cue=cue)
    if found != TRANSPARENT:
        return Status(found, cue=cue)
    above = walk_governor(scene, head, depth)
    if not finite:
        return above
    if above.value == ALLEGED:
        return above
    value = OCCURRED if above.value in COUNTED else HYPOTHETICAL
    return msgspec.structs.replace(above, value=value, attempted=False, guessed=False)


def purpose(scene: Scene, i: int, head: int, dep: str, depth: int) -> Status:
    """An infinitive of purpose, or one that a noun governs: 'in order to', 'the operation to', 'ability to'."""
    parse = scene.parse
    if dep == "advcl":
        only = any(parse.lemmas[c] == "only" for c in parse.children[i])
        return Status(OCCURRED) if only else Status(PLANNED, cue="purpose")
    if parse.lemmas[head] in ("first", "last", "second", "third", "one", "only") or any(
        parse.lemmas[c] in ("first", "last", "second", "only") for c in parse.children[head]
    ):
        return walk_governor(scene, head, depth)
    return Status(scene.table.cues["noun"].get(parse.lemmas[head], PLANNED), cue=parse.lemmas[head])


def under_preposition(scene: Scene, prep: int, depth: int) -> Status:
    """A gerund after a preposition: 'after seizing', 'without firing', 'accused of killing'."""
    parse, cues = scene.parse, scene.table.cues
    name, head = parse.lemmas[prep], syntax.over_preposition(parse, prep)
    lemma = parse.lemmas[head]
    if name in cues["prep"]:
        return Status(cues["prep"][name], cue=name)
    if name == "from" and lemma in ("away", "far", "short"):
        return Status(PLANNED, cue=f"{lemma} from")
    if parse.pos[head] in VERBAL:
        return gerund_under_verb(scene, name, head, depth)
    if parse.pos[head] == "ADJ" and lemma in cues["adj"]:
        return Status(cues["adj"][lemma], cue=lemma)
    if name in NOMINAL_GOVERNING | {"in"} and lemma in cues["noun"]:
        return Status(cues["noun"][lemma], cue=lemma)
    return Status(HYPOTHETICAL, cue=name) if name in PURPOSE else walk_governor(scene, head, depth)


def gerund_under_verb(scene: Scene, name: str, head: int, depth: int) -> Status:
    """'Accused of killing' takes the cue's status; 'did not leave after seizing' leaves the seizing as it was."""
    lemma = scene.parse.lemmas[head]
    found = scene.table.cues["verb"].get(lemma)
    if found in UNREAL and name in GOVERNING | {"from", "in"}:
        return Status(found or HYPOTHETICAL, cue=lemma)
    if found in (NEGATED, ALLEGED) and name in ("of", "for", "from", "in"):
        return Status(found or HYPOTHETICAL, cue=lemma)
    above = walk_governor(scene, head, depth)
    return Status(OCCURRED) if above.value == NEGATED and name in ("after", "before", "since") else above


def noun_under(scene: Scene, i: int, head: int, dep: str, depth: int) -> Status:
    """The status of a noun under its governor."""
    parse, cues = scene.parse, scene.table.cues
    if is_told_of(parse, i):
        return Status(OCCURRED)
    if dep in ("conj", "appos", "dep") and parse.pos[head] not in VERBAL:
        return walk_governor(scene, head, depth)
    if parse.pos[head] in VERBAL:
        return noun_under_verb(scene, head, dep, depth)
    if dep in ("pobj", "pcomp"):
        return noun_under_preposition(scene, head, depth)
    if dep in ("poss", "compound", "npadvmod"):
        return Status(OCCURRED)
    if parse.pos[head] == "ADJ" and parse.lemmas[head] in cues["adj"]:
        return Status(cues["adj"][parse.lemmas[head]], cue=parse.lemmas[head])
    return walk_governor(scene, head, depth) if parse.pos[head] in ("NOUN", "PROPN", "NUM") else Status(OCCURRED)


def noun_under_verb(scene: Scene, head: int, dep: str, depth: int) -> Status:
    """'Launched an attack' takes the verb's status, 'feared an attack' the cue's, 'condemned the attack' none."""
    cues, lemma = scene.table.cues, scene.parse.lemmas[head]
    judged = syntax.child(scene.parse, head, "acomp") if dep == "nsubj" and lemma == "be" else None
    if judged is not None and cues["adj"].get(scene.parse.lemmas[judged]) in UNREAL:  # 'the truce was due to begin'
        return Status(cues["adj"][scene.parse.lemmas[judged]], cue=scene.parse.lemmas[judged])
    if dep not in ("nsubj", "csubj"):
        phrasal = with_particle(scene.parse, head)
        if phrasal in cues["object"]:
            return Status(cues["object"][phrasal], cue=lemma)
        if lemma in cues["light"]:
            return walk_governor(scene, head, depth)
        if lemma in cues["disowned"]:
            return Status(ALLEGED, denied=True, cue=lemma)
        if lemma in cues["object"]:
            return Status(cues["object"][lemma], cue=lemma)
        if lemma in cues["answered"]:  # 'determined to avenge the attack': it is there, whatever becomes of that
            return Status(OCCURRED)
    above = walk_governor(scene, head, depth)
    if above.value == NEGATED and lemma in cues["light"]:
        return above
    return above if above.value in UNREAL else Status(OCCURRED)


def with_particle(parse: Parse, verb: int) -> str:
    """A phrasal verb as the cues write it: 'call-off' in 'called the attack off'; empty for other verbs."""
    particle = syntax.child(parse, verb, "prt")
    return "" if particle is None else f"{parse.lemmas[verb]}-{parse.lemmas[particle]}"


def noun_under_preposition(scene: Scene, prep: int, depth: int) -> Status:
    """'Threat of attack', 'plans for an offensive', 'prepare for', 'call for', 'after the attack'."""
    parse, cues = scene.parse, scene.table.cues
    name, head = parse.lemmas[prep], syntax.over_preposition(parse, prep)
    lemma = parse.lemmas[head]
    if cues["prep"].get(name) == NEGATED:
        return Status(NEGATED, cue=name)
    if is_disowned(scene, head):
        return Status(ALLEGED, denied=True, cue=f"{lemma} denied")
    if name in PRESUPPOSING or lemma in cues["factive"]:
        return Status(OCCURRED)
    if parse.pos[head] in VERBAL:
        if name in ("in", "during") and is_past_guess(parse, head):
            return Status(OCCURRED)
        if name in GOVERNING and cues["object"].get(lemma) in UNREAL:
            return Status(cues["object"][lemma], cue=lemma)
        above = walk_governor(scene, head, depth)
        return above if above.value in UNREAL else Status(OCCURRED)
    if parse.pos[head] == "ADJ" and lemma in cues["adj"]:
        return Status(cues["adj"][lemma], cue=lemma)
    if name in NOMINAL_GOVERNING and lemma in cues["of"]:
        return Status(cues["of"][lemma], cue=lemma)
    return walk_governor(scene, head, depth)
