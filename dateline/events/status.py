"""Did it happen, in this document? The status of a trigger, by the cues that stand over it in the parse.

The rule of the house (design.md, promise 3): when in doubt, it did not happen.
"""

from __future__ import annotations

from dateline.events import syntax
from dateline.events.cues import (
    ALLEGED,
    COUNTED,
    HYPOTHETICAL,
    NEGATED,
    OCCURRED,
    ONGOING,
    PLANNED,
    UNREAL,
    VERBAL,
    Status,
    is_example,
    is_hedged,
    is_progressive,
    is_question,
    nominal_cue,
    verbal_cue,
)
from dateline.events.scene import Scene
from dateline.events.slots import content
from dateline.model.parse import Parse

ATTEMPT, TRANSPARENT = "attempt", "transparent"
DEPTH = 10  # governors climbed before a status is given up as unknown; deeper ones occur only in parse errors
PURPOSE = frozenset({"for", "to", "towards", "toward", "against"})
# Prepositions through which a verb of planning, fearing or asking governs a noun: 'warned of an attack'.
GOVERNING = frozenset({"for", "of", "on", "against", "to", "about", "with", "by"})
# Prepositions through which a noun does: 'threat of attack', 'plans for an offensive'.
NOMINAL_GOVERNING = frozenset({"of", "for", "to", "against", "on"})


def status(scene: Scene, token: int) -> Status:
    """The status of what token reports."""
    parse = scene.parse
    found = walk(scene, token, DEPTH)
    if found.value in COUNTED and is_question(parse, token):
        return found.with_cue(HYPOTHETICAL, "question")
    if found.value in COUNTED and is_example(parse, token):
        return found.with_cue(HYPOTHETICAL, "definition or example")
    return found


def walk(scene: Scene, i: int, depth: int) -> Status:
    """The status of token i from its own cues, else from what governs it."""
    own = verbal_cue(scene, i) if scene.parse.pos[i] in VERBAL else nominal_cue(scene, i)
    hedged = is_hedged(scene, i)
    if own is not None:
        return Status(own[0], hedged, cue=own[1])
    above = governed(scene, i, depth) if depth else Status(HYPOTHETICAL, cue="too deep")
    if above.value == OCCURRED and is_progressive(scene.parse, i):
        above = above.with_cue(ONGOING, "progressive")
    return Status(above.value, above.hedged or hedged, above.denied, above.attempted, above.cue)


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


def of_subject(scene: Scene, verb: int, i: int) -> Status | None:
    """'The plan includes seizing ...', 'the training covers attacks': what a plan or a drill holds did not happen."""
    parse = scene.parse
    if parse.pos[verb] not in VERBAL or verb == i or parse.deps[i] in ("nsubj", "nsubjpass", "conj"):
        return None
    subject = next((c for c in parse.children[verb] if parse.deps[c] in ("nsubj", "nsubjpass") and c != i), None)
    if subject is None or subject in scene.actors:
        return None
    lemma = parse.lemmas[content(scene, subject)]
    found = scene.table.cues["subject"].get(lemma)
    return Status(found, cue=lemma) if found is not None else None


def is_bare_infinitive(parse: Parse, i: int) -> bool:
    """A root 'to'-infinitive, as in the headline 'Army to retake port'."""
    return parse.pos[i] in VERBAL and syntax.is_infinitive(parse, i)


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
        return walk_governor(scene, head, depth) if is_participle(parse, i) else Status(OCCURRED)
    if dep in ("csubj", "csubjpass"):
        past = parse.tags[head] == "VBD" or any(parse.tags[c] == "VBD" for c in parse.children[head])
        return Status(OCCURRED) if past and not infinitive else Status(HYPOTHETICAL, cue="clausal subject")
    if dep == "acl" and parse.tags[i] == "VBG" and parse.pos[head] == "NOUN":
        return noun_participle(scene, head, depth)
    return Status(OCCURRED)


def is_side_by_side(scene: Scene, i: int, head: int) -> bool:
    """'The mine went off; nobody was hurt': a clause before a verb that takes none stands beside it, not under it."""
    parse, cues = scene.parse, scene.table.cues
    takes = any(parse.lemmas[head] in cues[use] for use in ("clause", "verb", "denied", "speech"))
    return i < head and not takes and not any(parse.deps[c] == "mark" for c in parse.children[i])


def noun_participle(scene: Scene, head: int, depth: int) -> Status:
    """'Forces advancing': no more real than the noun, where that is planned, feared or wished for."""
    above = walk_governor(scene, head, depth)
    return above if above.value in UNREAL else Status(OCCURRED)


def shares_governor(parse: Parse, i: int) -> bool:
    """Whether conjunct verb i has no subject of its own and so shares what governs the first."""
    return syntax.child(parse, i, "nsubj", "nsubjpass") is None


def is_participle(parse: Parse, i: int) -> bool:
    """A participle without a finite auxiliary."""
    return parse.tags[i] in ("VBG", "VBN") and not any(
        parse.tags[c] in ("VBD", "VBZ", "VBP", "MD") for c in parse.children[i] if parse.deps[c] in ("aux", "auxpass")
    )


def walk_governor(scene: Scene, head: int, depth: int) -> Status:
    """The status of the governing verb, passed on."""
    return walk(scene, head, depth - 1)


def complement(scene: Scene, i: int, head: int, depth: int) -> Status:
    """A clause under a verb or adjective: 'plan to', 'begin to', 'said that', 'is poised to'."""
    parse, cues = scene.parse, scene.table.cues
    lemma = parse.lemmas[head]
    if is_finite(parse, i):
        if parse.pos[head] == "ADJ":
            return under(scene, cues["adj"].get(lemma, TRANSPARENT), head, depth, True)
        if lemma in cues["denied"]:
            return Status(ALLEGED, False, True, cue=lemma)
        return under(scene, cues["clause"].get(lemma) or cues["verb"].get(lemma, TRANSPARENT), head, depth, True)
    if parse.pos[head] == "ADJ":
        return under(scene, cues["adj"].get(lemma, HYPOTHETICAL), head, depth, False)
    return open_complement(scene, i, head, depth)


def is_finite(parse: Parse, i: int) -> bool:
    """Whether verb i heads a clause of its own; the parser often tags a past tense as a participle."""
    if syntax.is_infinitive(parse, i):
        return False
    tags = {parse.tags[t] for t in (i, *syntax.auxiliaries(parse, i))}
    return bool(tags & {"VBD", "VBZ", "VBP", "MD"}) or (
        parse.tags[i] == "VBN" and syntax.child(parse, i, "nsubj", "nsubjpass") is not None
    )


def open_complement(scene: Scene, i: int, head: int, depth: int) -> Status:
    """An infinitive or participle under a verb: 'is said to have', 'has to', 'began to', 'hopes to'."""
    parse, cues = scene.parse, scene.table.cues
    lemma = parse.lemmas[head]
    passive = any(parse.deps[c] in ("auxpass", "nsubjpass") for c in parse.children[head])
    if passive and lemma in cues["adj"]:
        return under(scene, cues["adj"][lemma], head, depth, False)
    if lemma in cues["reported"] and (passive or lemma in cues["raising"]):
        above = walk_governor(scene, head, depth)
        return Status(above.value, True, above.denied, above.attempted, above.cue)
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
        return Status(above.value, above.hedged, above.denied, True, cue) if above.value in COUNTED else above
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
    if above.value in COUNTED:
        return Status(OCCURRED, above.hedged, above.denied, False, above.cue)
    return Status(HYPOTHETICAL, above.hedged, above.denied, False, above.cue)


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
    name, head = parse.lemmas[prep], parse.heads[prep]
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


def is_told_of(parse: Parse, i: int) -> bool:
    """'A truce would end the fighting in which ninety died': what a past relative clause tells of is real."""
    relative = syntax.child(parse, i, "relcl")
    if relative is None or parse.tags[i] not in ("NN", "NNS"):
        return False
    tags = [parse.tags[t] for t in (relative, *syntax.auxiliaries(parse, relative))]
    perfect = "VBN" in tags and ("VBZ" in tags or "VBP" in tags)
    return "MD" not in tags and ("VBD" in tags or perfect)


def noun_under_verb(scene: Scene, head: int, dep: str, depth: int) -> Status:
    """'Launched an attack' takes the verb's status, 'feared an attack' the cue's, 'condemned the attack' none."""
    cues, lemma = scene.table.cues, scene.parse.lemmas[head]
    if dep not in ("nsubj", "csubj"):
        if lemma in cues["light"]:
            return walk_governor(scene, head, depth)
        if lemma in cues["object"]:
            return Status(cues["object"][lemma], cue=lemma)
    above = walk_governor(scene, head, depth)
    if above.value == NEGATED and lemma in cues["light"]:
        return above
    return above if above.value in UNREAL else Status(OCCURRED)


def noun_under_preposition(scene: Scene, prep: int, depth: int) -> Status:
    """'Threat of attack', 'plans for an offensive', 'prepare for', 'call for', 'after the attack'."""
    parse, cues = scene.parse, scene.table.cues
    name, head = parse.lemmas[prep], parse.heads[prep]
    lemma = parse.lemmas[head]
    if cues["prep"].get(name) == NEGATED:
        return Status(NEGATED, cue=name)
    if parse.pos[head] in VERBAL:
        if name in GOVERNING and cues["object"].get(lemma) in UNREAL:
            return Status(cues["object"][lemma], cue=lemma)
        above = walk_governor(scene, head, depth)
        return above if above.value in UNREAL else Status(OCCURRED)
    if parse.pos[head] == "ADJ" and lemma in cues["adj"]:
        return Status(cues["adj"][lemma], cue=lemma)
    if name in NOMINAL_GOVERNING and lemma in cues["of"]:
        return Status(cues["of"][lemma], cue=lemma)
    return walk_governor(scene, head, depth)
