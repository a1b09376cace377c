"""The cues of status that stand on a word itself: auxiliaries, negation, adverbs, modifiers, questions, examples."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from dateline.events import syntax
from dateline.events.scene import Scene
from dateline.model.parse import Parse

OCCURRED, ONGOING = "occurred", "ongoing"
PLANNED, PREDICTED, HYPOTHETICAL, DEMANDED = "planned", "predicted", "hypothetical", "demanded"
NEGATED, ALLEGED = "negated", "alleged"
COUNTED = frozenset({OCCURRED, ONGOING})
UNREAL = frozenset({PLANNED, PREDICTED, HYPOTHETICAL, DEMANDED})
QUESTION_LIMIT = 2  # tokens at a sentence's end: the mark itself and a closing quotation mark
VERBAL = syntax.VERBAL
CONDITIONS = frozenset({"if", "unless"})
ANYBODY = frozenset({"whoever", "whichever", "whomever"})
INVERTED = frozenset({"Had", "Should", "Were"})


class Status(Struct, frozen=True):
    """The status and which cue said so.

    `hedged`: its author keeps a distance ('reportedly'). `denied`: its author says that it is not so. `attempted`: it
    was tried. `guessed`: it may have been so ('may have shelled').
    """

    value: str
    hedged: bool = False
    denied: bool = False
    attempted: bool = False
    guessed: bool = False
    cue: str = "no cue"

    def with_cue(self, value: str, cue: str) -> Status:
        """The same with another value and its cue."""
        return msgspec.structs.replace(self, value=value, cue=cue)


def verbal_cue(scene: Scene, i: int, inside: range = range(0)) -> tuple[str, str] | None:
    """What the verb's own auxiliaries, negation and adverbs, but for those `inside`, say: status and cue, or None."""
    parse, cues = scene.parse, scene.table.cues
    modal: tuple[str, str] | None = None
    for c in dict.fromkeys([*parse.children[i], *syntax.auxiliaries(parse, i)]):
        if c in inside:
            continue
        lemma, form = parse.lemmas[c], parse.forms[c].lower()
        if parse.deps[c] == "neg" or (
            parse.deps[c] in ("advmod", "preconj", "cc") and cues["adverb"].get(lemma) == NEGATED
        ):
            if not is_not_only(parse, c):
                return NEGATED, form
        elif parse.deps[c] == "advmod" and cues["adverb"].get(lemma, cues["adverb"].get(form)) == ALLEGED:
            return ALLEGED, form
        elif parse.deps[c] == "aux" and parse.tags[c] == "MD":
            modal = modal or (cues["modal"].get(form, cues["modal"].get(lemma, HYPOTHETICAL)), form)
        elif parse.deps[c] == "mark" and cues["mark"].get(lemma) is not None:
            modal = modal or (cues["mark"][lemma], form)
        elif parse.deps[c] in ("nsubj", "nsubjpass", "dobj") and is_nobody(parse, c):
            return NEGATED, form
        elif lemma in ANYBODY or (parse.deps[c] == "advmod" and cues["adverb"].get(lemma) == HYPOTHETICAL):
            modal = modal or (HYPOTHETICAL, form)
    if modal is not None and modal[0] == PREDICTED and has_condition(parse, i):
        return HYPOTHETICAL, "if"
    return modal or is_inverted(parse, i) or inherited_modal(scene, i) or time_clause(scene, i) or imperative(parse, i)


def has_condition(parse: Parse, i: int) -> bool:
    """Whether an 'if' clause hangs on the verb: 'if they refuse, we will attack'."""
    clauses = [c for c in parse.children[i] if parse.deps[c] == "advcl"]
    return any(parse.lemmas[m] in CONDITIONS for c in clauses for m in parse.children[c] if parse.deps[m] == "mark")


def is_inverted(parse: Parse, i: int) -> tuple[str, str] | None:
    """'Had they attacked, ...', 'should they attack, ...': a condition without 'if'."""
    first = parse.lefts[i]
    begins = parse.sentence(i)[0] == first and parse.forms[first] in INVERTED
    subject = syntax.child(parse, i, "nsubj", "nsubjpass")
    asked = parse.forms[parse.sentence(i)[-1]] == "?"
    if begins and not asked and parse.deps[i] == "advcl" and subject is not None and first < subject:
        return HYPOTHETICAL, f"{parse.forms[first].lower()} before its subject"
    return None


def is_not_only(parse: Parse, i: int) -> bool:
    """'Not only', 'not just': no negation."""
    return i + 1 < len(parse) and parse.lemmas[i + 1] in ("only", "just", "merely", "alone")


def is_guess(parse: Parse, i: int) -> bool:
    """'May have shelled', 'might have been shelled': what may already have happened."""
    forms = {parse.forms[c].lower() for c in syntax.auxiliaries(parse, i)}
    return bool(forms & {"may", "might"}) and "have" in forms


def is_past_guess(parse: Parse, i: int) -> bool:
    """The same with 'could', which may also tell of what did not happen."""
    return is_guess(parse, i) or {"could", "have"} <= {parse.forms[c].lower() for c in syntax.auxiliaries(parse, i)}


def is_nobody(parse: Parse, i: int) -> bool:
    """Whether subject or object i is 'nobody', 'none' or 'no ...'."""
    if parse.lemmas[i] in ("nobody", "none", "nothing", "neither"):
        return True
    return any(
        parse.deps[c] in ("det", "preconj", "cc") and parse.lemmas[c] in ("no", "neither") for c in parse.children[i]
    )


def inherited_modal(scene: Scene, i: int) -> tuple[str, str] | None:
    """'They will enter and seize': a bare conjunct shares the modal of the first verb."""
    parse = scene.parse
    head = parse.heads[i]
    if parse.deps[i] != "conj" or parse.pos[head] not in VERBAL:
        return None
    bare = parse.tags[i] == "VB" or (
        parse.tags[i] in ("VBN", "VBG", "VBP") and syntax.child(parse, i, "aux", "nsubj") is None
    )
    if not bare:
        return None
    cue = verbal_cue(scene, head)
    return cue if cue is None or cue[0] != NEGATED or parse.tags[i] == "VB" else None


def time_clause(scene: Scene, i: int) -> tuple[str, str] | None:
    """'Once the bridge is repaired', 'before they attack': a present tense in a time clause."""
    parse = scene.parse
    if parse.deps[i] not in ("advcl", "relcl", "ccomp"):
        return None
    for c in parse.children[i]:
        if parse.lemmas[c] in (
            "when",
            "once",
            "until",
            "till",
            "before",
            "after",
            "as soon as",
            "whenever",
        ) and parse.deps[c] in ("advmod", "mark"):
            tensed = [parse.tags[x] for x in [i, *parse.children[i]] if parse.tags[x] in ("VBZ", "VBP", "VBD", "VB")]
            if tensed and tensed[-1] != "VBD" and "VBD" not in tensed and parse.role != "headline":
                return HYPOTHETICAL, parse.forms[c].lower()
    return None


def imperative(parse: Parse, i: int) -> tuple[str, str] | None:
    """A bare root verb without subject, outside headlines: an order or a list of aims."""
    bare = parse.tags[i] == "VB" and syntax.child(parse, i, "nsubj", "nsubjpass", "aux") is None
    if bare and parse.deps[i] in ("ROOT", "ccomp") and parse.role != "headline":
        return DEMANDED, "imperative"
    return None


def nominal_cue(scene: Scene, i: int, inside: range = range(0)) -> tuple[str, str] | None:
    """What a noun's own modifiers, but for those `inside`, say: 'a planned attack', 'no clashes'."""
    parse, cues = scene.parse, scene.table.cues["modifier"]
    for c in parse.children[i]:
        if c in inside:
            continue
        if parse.deps[c] in ("amod", "det", "compound", "neg", "nmod", "advmod"):
            found = cues.get(parse.lemmas[c]) or cues.get(parse.forms[c].lower())
            if found is not None:
                return found, parse.forms[c].lower()
        elif parse.deps[c] == "relcl" and parse.pos[c] in VERBAL:
            modal = next((parse.forms[a].lower() for a in syntax.auxiliaries(parse, c) if parse.tags[a] == "MD"), None)
            if modal is not None and modal not in ("will", "would", "'ll"):
                return HYPOTHETICAL, modal
    return None


def is_progressive(parse: Parse, i: int) -> bool:
    """'Are fleeing', 'is being shelled': present progressive."""
    if parse.tags[i] not in ("VBG", "VBN"):
        return False
    forms = [parse.forms[c].lower() for c in parse.children[i] if parse.deps[c] in ("aux", "auxpass")]
    present = any(f in ("is", "are", "am", "'re", "'s", "’re", "’s") for f in forms)
    return present and (parse.tags[i] == "VBG" or "being" in forms)


def is_hedged(scene: Scene, i: int) -> bool:
    """Whether an adverb of distance stands by the token: 'reportedly'."""
    adverbs = scene.table.cues["adverb"]
    return any(
        adverbs.get(scene.parse.lemmas[c]) == "reported" or adverbs.get(scene.parse.forms[c].lower()) == "reported"
        for c in scene.parse.children[i]
    )


def is_question(parse: Parse, i: int) -> bool:
    """Whether the sentence ends in a question mark, behind at most a closing quotation mark.

    A mark before a small letter is a dash that a wrong decoding lost.
    """
    last = parse.sentence(i)
    after = last[-1] + 1
    if after < len(parse) and parse.forms[after][:1].islower():
        return False
    return any(parse.forms[t] == "?" for t in list(last)[-QUESTION_LIMIT:])


def is_example(parse: Parse, i: int) -> bool:
    """Whether the sentence defines a word or gives an example."""
    words = [parse.lemmas[t] for t in parse.sentence(i)]
    if any(w == "example" and n and words[n - 1] == "for" for n, w in enumerate(words)):
        return True
    return any(w in ("define", "definition") for w in words)
