"""How near a time stands to a trigger: in its clause, in one that governs it, or elsewhere in the sentence."""

from __future__ import annotations

from dateline.events import asides, syntax
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


def closeness(parse: Parse, found: Found, token: int) -> tuple[int, str]:
    """How near a time's clause is to the trigger's (0 is nearest), and the basis in words; no basis: not usable."""
    if token in parse.subtree(found.token) and syntax.clause_head(parse, token) in (
        found.token,
        syntax.clause_head(parse, found.token),
    ):
        return 0, "clause"
    clause = syntax.clause_head(parse, token)
    if clause in (found.verb, syntax.clause_head(parse, found.verb)):
        return 0, "clause"
    subject = misread_subject(parse, found.verb)
    if subject is not None and clause == token and subject in parse.ancestors(token):
        return 0, "clause"
    at, shared = found.verb, True
    for above in parse.ancestors(found.verb):
        shared = shared and parse.deps[at] in SHARED_CLAUSES
        if above == clause and asides.is_aside(parse, found.verb, clause):
            return 9, ""
        if above == clause:
            return (1, "sentence") if shared else (2, "day of the statement or governing clause")
        at = above
    if parse.deps[clause] == "relcl" and parse.heads[clause] == syntax.agent(parse, found.verb):
        return 3, "sentence"
    if parse.heads[clause] in (found.verb, found.token) and parse.deps[clause] in (
        "xcomp",
        "conj",
        "acl",
        "prep",
        "pcomp",
    ):
        return 1, "sentence"
    marks = {parse.lemmas[c] for c in parse.children[clause] if parse.deps[c] in ("mark", "advmod")}
    if (
        parse.deps[clause] == "advcl"
        and marks & {"as", "while", "when", "after"}
        and found.verb in parse.ancestors(clause)
    ):
        return 3, "sentence"
    if found.verb == syntax.clause_head(parse, parse.heads[found.verb]) and asides.after_dash(parse, token):
        return 4, "sentence"
    return 9, ""


def misread_subject(parse: Parse, verb: int) -> int | None:
    """The noun that the parser takes for the head of a sentence and whose finite verb it hangs below it.

    'On 7 May a patrol found and burned a depot': 'found' is read as 'which was found', but a past tense is finite.
    """
    verb = syntax.first_conjunct(parse, verb, syntax.VERBAL)
    noun = parse.heads[verb]
    finite = parse.deps[verb] == "acl" and parse.tags[verb] == "VBD"
    return noun if finite and parse.deps[noun] == "ROOT" else None
