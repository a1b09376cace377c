"""The words that say what befell someone: adjectives, nouns, states, and verbs with the slot they leave."""

from __future__ import annotations

from msgspec import Struct

from dateline.model.parse import Parse
from dateline.tables.quantities import CueRow, QuantityWords

COMPLEMENTS = frozenset({"acomp", "attr", "oprd", "xcomp", "ccomp", "advmod", "prt"})
STATE_PREPS = frozenset({"in", "under", "at", "on"})
WITHOUT = frozenset({"without"})
# Those who are held may be killed by the next verb; the graver outcome counts.
HELD = frozenset({"detained", "abducted"})
# 'Are believed to have been forced to flee' is three verbs deep.
MAX_DEPTH = 2
# The second word of a phrase stands within its clause; ten tokens keep most and cross few clauses.
PHRASE_REACH = 10


class Outcome(Struct, frozen=True):
    """An outcome and the token of the word that says it.

    `lexical`: that word is the counted noun itself; `needs`: see CueRow.
    """

    name: str
    cue: int
    lexical: bool = False
    needs: str | None = None


def adjective(parse: Parse, i: int, words: QuantityWords) -> Outcome | None:
    """The outcome of an adjective or passive participle: `dead`, `displaced`, `missing`."""
    row = words.adjectives.get(parse.forms[i].lower()) or words.adjectives.get(parse.lemmas[i])
    return Outcome(row.outcome, i, needs=row.needs) if row is not None and not _active(parse, i) else None


def noun_cue(parse: Parse, i: int, words: QuantityWords) -> Outcome | None:
    """The outcome that a noun names: `deaths`, `evacuation`, `the dead`."""
    row = words.outcome_nouns.get(parse.lemmas[i]) or words.outcome_nouns.get(parse.forms[i].lower())
    if row is None or parse.pos[i] not in ("NOUN", "PROPN", "ADJ", "VERB"):
        return None
    return Outcome(row.outcome, i, needs=row.needs)


def state(parse: Parse, prep: int, words: QuantityWords) -> Outcome | None:
    """From a state named with a preposition: `in custody`, `under siege`, `without water`, `in besieged areas`."""
    for child in parse.children[prep]:
        if parse.lemmas[prep] == "among" and parse.deps[child] == "pobj":
            # 'among 12 killed'
            return toll(parse, child, words) or (adjective(parse, child + 1, words) if child + 1 < len(parse) else None)
        row = words.states.get(parse.lemmas[child]) if parse.deps[child] == "pobj" else None
        if row is not None and parse.lemmas[prep] in (WITHOUT if row.slot == "without" else STATE_PREPS):
            return Outcome(row.outcome, child)
        besieged = (adjective(parse, c, words) for c in parse.children[child] if parse.deps[c] in ("amod", "acl"))
        found = next((b for b in besieged if b is not None and b.name == "trapped"), None)
        if found is not None:
            return found
    return None


def total_verb(parse: Parse, top: int, words: QuantityWords) -> int | None:
    """The verb by which a total moves to the number at `top`: `the toll rose to 30`, `put the number who fled at 30`.

    The parser hangs `at 30` on a verb of a relative clause as often as on the verb of the total.
    """
    at = parse.heads[parse.heads[top]] if parse.deps[top] == "pobj" else parse.heads[top]
    if parse.deps[at] in ("relcl", "acl") and parse.deps[top] == "pobj":
        at = next((i for i in parse.ancestors(at) if parse.pos[i] in ("VERB", "AUX")), at)
    return at if parse.lemmas[at] in words.changes else None


def toll(parse: Parse, i: int, words: QuantityWords) -> Outcome | None:
    """The outcome of those among whom others are: `among the dead`, `the dead include`."""
    row = words.nouns.get(parse.lemmas[i]) or words.nouns.get(parse.forms[i].lower())
    return Outcome(row.outcome, i) if row is not None and row.role == "toll" and row.outcome else None


def verb_cue(parse: Parse, verb: int, relation: str, words: QuantityWords, depth: int = 0) -> Outcome | None:
    """The outcome of a verb for its subject or object; through complements and coordinated verbs where it has none."""
    if relation == "subject" and parse.lemmas[verb] in words.leaving and _prevented(parse, verb):
        return Outcome("trapped", verb)
    if relation == "subject" and parse.lemmas[verb] == "survive" and _is_negated(parse, verb):
        return Outcome("killed", verb)
    found = _phrase(parse, verb, relation, words)
    if found is not None:
        return found
    if relation == "object" and parse.lemmas[verb] in words.hosting and _is_hosted(parse, verb, words):
        return Outcome("displaced", verb, needs="people")
    row = words.verbs.get(parse.lemmas[verb])
    if row is not None and _takes(parse, verb, relation, row):
        worse = _worse(parse, verb, relation, words) if row.outcome in HELD and depth < MAX_DEPTH else None
        return worse or Outcome(row.outcome, verb, needs=row.needs)
    if depth > MAX_DEPTH:
        return None
    below = (_complement(parse, verb, child, relation, words, depth) for child in parse.children[verb])
    return next((outcome for outcome in below if outcome is not None), None)


def _is_hosted(parse: Parse, verb: int, words: QuantityWords) -> bool:
    """Whether those counted are given shelter: `the camp holds 2,300 families`."""
    return any(parse.deps[c] == "nsubj" and parse.lemmas[c] in words.hosts for c in parse.children[verb])


def _complement(parse: Parse, verb: int, child: int, relation: str, words: QuantityWords, depth: int) -> Outcome | None:
    """What a dependent says of a verb's subject or object: `left dead`, `forced to flee`, `is in custody`."""
    dep = parse.deps[child]
    if dep == "prep":
        return state(parse, child, words) if relation == ("object" if is_passive(parse, verb) else "subject") else None
    if dep in COMPLEMENTS and not has_subject(parse, child):
        found = adjective(parse, child, words)
        if found is None and parse.pos[child] in ("VERB", "AUX"):
            return verb_cue(parse, child, _inner(parse, child), words, depth + 1)
        return found
    if dep == "advcl" and child == verb + 1 and relation == "subject":
        return adjective(parse, child, words)  # 'scores lay wounded'
    joined = dep == "conj" and parse.pos[child] in ("VERB", "AUX") and not has_subject(parse, child)
    if joined and (relation == "subject" or not _active(parse, child)):
        return verb_cue(parse, child, relation, words, depth + 1)
    return None


def _worse(parse: Parse, verb: int, relation: str, words: QuantityWords) -> Outcome | None:
    """What befell the same people after capture: `rounded up and executed`."""
    for child in parse.children[verb]:
        if parse.deps[child] == "conj" and not has_subject(parse, child) and not _active(parse, child):
            found = verb_cue(parse, child, relation, words, MAX_DEPTH)
            if found is not None and found.name == "killed":
                return found
    return None


def _phrase(parse: Parse, verb: int, relation: str, words: QuantityWords) -> Outcome | None:
    """A verb that means it only with another word: `lose` + `life`, `take` + `hostage`."""
    phrases = words.phrases.get(parse.lemmas[verb])
    if phrases is None:
        return None
    first, last = max(parse.lefts[verb], verb - PHRASE_REACH), min(parse.rights[verb], verb + PHRASE_REACH)
    near = set(parse.lemmas[first : last + 1])
    return next((Outcome(row.outcome, verb) for word, row in phrases if row.slot == relation and word in near), None)


def _takes(parse: Parse, verb: int, relation: str, row: CueRow) -> bool:
    """Whether those counted stand in the verb's slot; a subject of a bare participle is its object (headlines)."""
    deps = {parse.deps[c] for c in parse.children[verb]}
    if row.slot == "both":
        # 'drowned off Tunisia': the parser takes the place for an object
        return relation == "object" or "dobj" not in deps or "prt" in deps
    if row.slot == relation:
        return True
    if row.slot == "object" and relation == "subject":
        bare = parse.tags[verb] in ("VBN", "VBD") and not deps & {"dobj", "ccomp", "aux"}
        return bare or "auxpass" in deps
    return False


def _inner(parse: Parse, verb: int) -> str:
    """How a complement verb takes the subject or object it shares: `to have been killed`, `forced to flee`."""
    passive = any(parse.deps[c] == "auxpass" for c in parse.children[verb]) or (
        parse.tags[verb] == "VBN" and not any(parse.deps[c] == "aux" for c in parse.children[verb])
    )
    return "object" if passive else "subject"


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether the verb stands in the passive."""
    return any(parse.deps[c] in ("auxpass", "nsubjpass") for c in parse.children[verb])


def _is_negated(parse: Parse, verb: int) -> bool:
    return any(parse.deps[c] == "neg" for c in parse.children[verb])


def _prevented(parse: Parse, verb: int) -> bool:
    """Whether leaving is impossible: `could not flee`, `unable to leave`."""
    lemmas = {parse.forms[c].lower() for c in parse.children[verb]}
    if _is_negated(parse, verb) and lemmas & {"can", "ca", "could", "cannot"}:
        return True
    return parse.forms[parse.heads[verb]].lower() in ("unable", "impossible")


def is_wished(parse: Parse, cue: int, top: int) -> bool:
    """Whether what befell those counted is only wished, feared or supposed: `no one should be killed`, `if ...`."""
    verbs = [i for i in (cue, *parse.ancestors(cue), *parse.ancestors(top)) if parse.pos[i] in ("VERB", "AUX")][:1]
    below = [c for verb in verbs for c in parse.children[verb]]
    if any(parse.tags[c] == "TO" for c in below) and not any(parse.lemmas[c] == "have" for c in below):
        return True  # 'want nobody to die'; 'nobody is known to have died' is told
    return any(parse.tags[c] == "MD" or parse.lemmas[c] == "if" for c in below)


def _active(parse: Parse, i: int) -> bool:
    """Whether a participle is an active verb here, with an object of its own."""
    return parse.pos[i] == "VERB" and any(parse.deps[c] == "dobj" for c in parse.children[i])


def has_subject(parse: Parse, verb: int) -> bool:
    """Whether the verb has a subject of its own."""
    return any(parse.deps[c] in ("nsubj", "nsubjpass") for c in parse.children[verb])
