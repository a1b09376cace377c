"""What a clause or a noun shows by itself of whether it happened, apart from what governs it."""

from __future__ import annotations

from dateline.events import syntax
from dateline.events.cues import VERBAL, Status, verbal_cue
from dateline.events.scene import Scene
from dateline.events.slots import content
from dateline.model.parse import Parse

PERSONS = frozenset({"he", "she", "they", "we", "i"})


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


def is_side_by_side(scene: Scene, i: int, head: int) -> bool:
    """'The mine went off; nobody was hurt': a clause before a verb that takes none stands beside it, not under it."""
    parse, cues = scene.parse, scene.table.cues
    takes = any(parse.lemmas[head] in cues[use] for use in ("clause", "verb", "denied", "speech"))
    return i < head and not takes and not any(parse.deps[c] == "mark" for c in parse.children[i])


def is_disowned(scene: Scene, noun: int) -> bool:
    """'They dismissed the report', 'the claim is a lie': whether a noun of saying is told in order to deny it."""
    parse, cues = scene.parse, scene.table.cues
    if "allegation" not in scene.classes(noun):
        return False
    head, dep = parse.heads[noun], parse.deps[noun]
    if dep in ("dobj", "nsubjpass"):
        return parse.lemmas[head] in cues["denied"] and verbal_cue(scene, head) is None
    said_of = (parse.lemmas[c] for c in parse.children[head] if parse.deps[c] in ("attr", "acomp"))
    return dep == "nsubj" and parse.lemmas[head] == "be" and any(lemma in cues["false"] for lemma in said_of)


def is_voice(scene: Scene, verb: int) -> bool:
    """Whether someone speaks, and not a document or a fact: 'he suggested' against 'the photographs suggest'."""
    subject = syntax.surface_subject(scene.parse, verb)
    return subject is not None and (subject in scene.actors or scene.parse.forms[subject].lower() in PERSONS)


def shares_governor(parse: Parse, i: int) -> bool:
    """Whether conjunct verb i has no subject of its own and so shares what governs the first."""
    return syntax.child(parse, i, "nsubj", "nsubjpass") is None


def is_participle(parse: Parse, i: int) -> bool:
    """A participle without a finite auxiliary."""
    return parse.tags[i] in ("VBG", "VBN") and not any(
        parse.tags[c] in ("VBD", "VBZ", "VBP", "MD") for c in parse.children[i] if parse.deps[c] in ("aux", "auxpass")
    )


def is_finite(parse: Parse, i: int) -> bool:
    """Whether verb i heads a clause of its own; the parser often tags a past tense as a participle."""
    if syntax.is_infinitive(parse, i):
        return False
    tags = {parse.tags[t] for t in (i, *syntax.auxiliaries(parse, i))}
    return bool(tags & {"VBD", "VBZ", "VBP", "MD"}) or (
        parse.tags[i] == "VBN" and syntax.child(parse, i, "nsubj", "nsubjpass") is not None
    )


def is_told_of(parse: Parse, i: int) -> bool:
    """'A truce would end the fighting in which ninety died': what a past relative clause tells of is real."""
    relative = syntax.child(parse, i, "relcl")
    if relative is None or parse.tags[i] not in ("NN", "NNS"):
        return False
    tags = [parse.tags[t] for t in (relative, *syntax.auxiliaries(parse, relative))]
    perfect = "VBN" in tags and ("VBZ" in tags or "VBP" in tags)
    return "MD" not in tags and ("VBD" in tags or perfect)


def announcer(scene: Scene, i: int) -> str | None:
    """The verb of 'announced that it would send troops', which is 'will send troops' told later."""
    parse = scene.parse
    over = parse.lemmas[parse.heads[i]]
    return over if parse.deps[i] == "ccomp" and over in scene.table.cues["announced"] else None


def is_perfect(parse: Parse, i: int) -> bool:
    """'Claims to have taken the town': an infinitive that looks back."""
    return any(parse.deps[c] == "aux" and parse.lemmas[c] == "have" for c in parse.children[i])
