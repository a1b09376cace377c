"""How near a time stands to a trigger: in its clause, in one that governs it, or elsewhere in the sentence."""

from __future__ import annotations

from dateline.events import asides, syntax
from dateline.events.scene import Scene
from dateline.events.triggers import Found
from dateline.model.parse import Parse

# Governors through which a time of the governing clause is also the time of the governed one.
SHARED_CLAUSES = frozenset(
    {
        "conj",
        "xcomp",
        "acl",
        "pcomp",
        "prep",
        "pobj",
        "dobj",
        "advcl",
        "nsubj",
        "nsubjpass",
        "attr",
        "oprd",
        "agent",
        "appos",
        "compound",
    }
)


OF_STATEMENT = "day of the statement"
CLAUSE, SENTENCE = "clause", "sentence"
UNUSABLE = 9, ""
# What a clause below the trigger's own hangs on it by.
BELOW = frozenset({"xcomp", "conj", "acl", "prep", "pcomp"})


def closeness(scene: Scene, found: Found, token: int) -> tuple[int, str]:
    """How near a time's clause is to the trigger's (-1 is nearest), and the basis in words; no basis: not usable."""
    parse = scene.parse
    if is_own(parse, found.token, token):
        return -1, CLAUSE
    if is_of_clause(parse, found, token):
        return 0, CLAUSE
    clause = syntax.clause_head(parse, token)
    rank, basis = above(parse, found, clause) or below(parse, found, clause, token)
    if basis and parse.lemmas[clause] in scene.table.cues["speech"]:
        return 2, OF_STATEMENT
    return rank, basis


def is_of_clause(parse: Parse, found: Found, token: int) -> bool:
    """Whether a time stands in the clause of the trigger."""
    clause = syntax.clause_head(parse, token)
    inside = token in parse.subtree(found.token)
    if inside and clause in (found.token, syntax.clause_head(parse, found.token)):
        return True
    if clause in (found.verb, syntax.clause_head(parse, found.verb)):
        return True
    subject = misread_subject(parse, found.verb)
    return subject is not None and clause == token and subject in parse.ancestors(token)


def above(parse: Parse, found: Found, clause: int) -> tuple[int, str] | None:
    """How near a clause is that governs the trigger's; None where it governs it not."""
    at, shared = found.verb, True
    for up in parse.ancestors(found.verb):
        shared = shared and parse.deps[at] in SHARED_CLAUSES
        if up == clause:
            aside = asides.is_aside(parse, found.verb, clause)
            return UNUSABLE if aside else (1, SENTENCE) if shared else (2, "governing clause")
        at = up
    return None


def below(parse: Parse, found: Found, clause: int, token: int) -> tuple[int, str]:
    """How near a clause is that does not govern the trigger's."""
    head, dep = parse.heads[clause], parse.deps[clause]
    if dep == "relcl" and head == syntax.agent(parse, found.verb):
        return 3, SENTENCE
    aim = dep == "advcl" and syntax.is_infinitive(parse, clause)  # 'fought to free the town in May'
    if head in (found.verb, found.token) and (dep in BELOW or aim):
        return 1, SENTENCE
    marks = {parse.lemmas[c] for c in parse.children[clause] if parse.deps[c] in ("mark", "advmod")}
    if dep == "advcl" and marks & {"as", "while", "when", "after"} and found.verb in parse.ancestors(clause):
        return 3, SENTENCE
    if found.verb == syntax.clause_head(parse, parse.heads[found.verb]) and asides.after_dash(parse, token):
        return 4, SENTENCE
    return UNUSABLE


def is_own(parse: Parse, noun: int, token: int) -> bool:
    """Whether a time hangs on the very noun of a happening: in 'the war of 1987 and the raid in 1990' one on each."""
    above = parse.heads[token]
    return parse.pos[noun] in syntax.NOUNS and noun in (above, parse.heads[above]) and parse.deps[token] != "conj"


def misread_subject(parse: Parse, verb: int) -> int | None:
    """The noun that the parser takes for the head of a sentence and whose finite verb it hangs below it.

    'On 7 May a patrol found and burned a depot': 'found' is read as 'which was found', but a past tense is finite.
    """
    verb = syntax.first_conjunct(parse, verb, syntax.VERBAL)
    noun = parse.heads[verb]
    finite = parse.deps[verb] == "acl" and parse.tags[verb] == "VBD"
    return noun if finite and parse.deps[noun] == "ROOT" else None
