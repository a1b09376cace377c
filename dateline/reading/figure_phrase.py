"""What the noun phrase of a number says itself of those counted: `20 villagers injured`, `at least 13 wounded`."""

from __future__ import annotations

from dateline.model.parse import Parse
from dateline.reading.figure_cues import Outcome, adjective, state, verb_cue
from dateline.reading.figure_nouns import Counted
from dateline.tables.quantities import QuantityWords

CLAUSES = frozenset({"acl", "relcl", "amod", "advcl", "appos", "nmod", "advmod"})
PARTICIPLES = frozenset({"VBN", "VBD", "JJ"})


def beside(parse: Parse, of: Counted, words: QuantityWords) -> Outcome | None:
    """From a participle right after a bare number, wherever the parser hung it: `hundreds hurt`, `exceed 12 killed`."""
    after = (of.top if of.last is None else of.last) + 1
    if of.noun is not None or after >= len(parse) or parse.sentences[after] != parse.sentences[of.top]:
        return None
    if parse.tags[after] not in PARTICIPLES or any(parse.deps[c] == "agent" for c in parse.children[of.top]):
        return None
    return adjective(parse, after, words)


def modified(parse: Parse, of: Counted, words: QuantityWords) -> Outcome | None:
    """From what the noun phrase holds itself: `20 villagers injured`, `two dead soldiers`, `people who fled`."""
    for i in dict.fromkeys(t for t in (of.noun, of.top) if t is not None):
        for child in parse.children[i]:
            found = None
            if parse.deps[child] == "prep":
                found = state(parse, child, words)
            elif parse.deps[child] in CLAUSES:
                found = adjective(parse, child, words) or clause(parse, child, words)
            if found is not None:
                return found
    return None


def of_those(parse: Parse, of: Counted, words: QuantityWords) -> Outcome | None:
    """From what is said of those that a part is taken from: `many of those affected`, `six of those who fled`."""
    if of.noun is not None:
        return None
    preps = (c for c in parse.children[of.top] if parse.lemmas[c] == "of" and c > of.top)
    those = (c for prep in preps for c in parse.children[prep] if parse.lemmas[c] in ("those", "that"))
    found = (modified(parse, Counted(c, None, None), words) for c in those)
    return next((outcome for outcome in found if outcome is not None), None)


def shared(parse: Parse, of: Counted, words: QuantityWords) -> Outcome | None:
    """From a participle that stands after the last of several coordinated phrases: `ten men and two boys killed`."""
    for child in parse.children[of.top]:
        if parse.deps[child] == "conj":
            last = Counted(child, child, None)
            return modified(parse, last, words) or shared(parse, last, words)
    return None


def clause(parse: Parse, verb: int, words: QuantityWords) -> Outcome | None:
    """From a participle or relative clause on the noun: passive when a bare participle or with a passive subject."""
    if parse.pos[verb] not in ("VERB", "AUX"):
        return None
    if parse.deps[verb] == "relcl" and _of_whom(parse, verb):
        return None
    deps = {parse.deps[c] for c in parse.children[verb]}
    passive = "nsubjpass" in deps or (parse.deps[verb] != "relcl" and parse.tags[verb] == "VBN" and "dobj" not in deps)
    if parse.deps[verb] == "relcl" and "nsubj" in deps and not _relative_subject(parse, verb):
        passive = True
    return verb_cue(parse, verb, "object" if passive else "subject", words)


def _of_whom(parse: Parse, verb: int) -> bool:
    """Whether the relative clause is about some of them only: `three of whom were released`."""
    return any(
        any(parse.forms[i] in ("whom", "which") and i > c for i in parse.subtree(c))
        for c in parse.children[verb]
        if parse.deps[c] in ("nsubj", "nsubjpass") or parse.lemmas[c] == "of"
    )


def _relative_subject(parse: Parse, verb: int) -> bool:
    return any(parse.deps[c] == "nsubj" and parse.tags[c] in ("WP", "WDT") for c in parse.children[verb])
