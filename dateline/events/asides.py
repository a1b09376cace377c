"""Clauses that stand aside of the narrative: their happenings do not share its day."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.events import syntax
from dateline.model.parse import Parse

# Prepositions that bring in what came before or led to what the clause tells: 'declared a curfew after riots'.
CAUSES = frozenset({"after", "following", "follow", "amid", "amidst", "despite", "since", "over"})
HEARD = frozenset({"heard", "told"})
DASHES = frozenset({"—", "–", "--", "-"})


def is_first_since(parse: Parse, token: int) -> bool:
    """'For the first time since 2014': the year in which it was not, and no time of the happening."""
    since = parse.heads[token]
    return parse.lemmas[since] == "since" and parse.lemmas[parse.heads[since]] == "time"


def is_aside(parse: Parse, verb: int, clause: int) -> bool:
    """Whether a clause between the verb and the clause of a time sets it apart: 'a prison where they shot', 'after'."""
    at = verb
    while at != clause and parse.heads[at] != at:
        marks = {parse.lemmas[c] for c in parse.children[at] if parse.deps[c] in ("mark", "advmod")}
        if parse.deps[at] == "relcl" and parse.tags[at] == "VBD" and "where" in marks:
            return True
        if parse.deps[at] == "advcl" and marks & {"after", "since", "before", "until"}:
            return True
        at = parse.heads[at]
    return False


def after_dash(parse: Parse, token: int) -> bool:
    """Whether a time stands right after a dash that closes an insertion: '... — led by two brigades — in May'."""
    first = token
    while (
        first > 0
        and (parse.heads[first - 1] == token or parse.heads[token] == first - 1)
        and parse.pos[first - 1] in ("ADP", "DET", "ADJ", "NUM")
    ):
        first -= 1
    return first > 0 and parse.forms[first - 1] in DASHES


def in_passing(parse: Parse, verb: int) -> bool:
    """'The prison where they shot hundreds': a past told of a place in passing is not the day's news."""
    verb = syntax.first_conjunct(parse, verb, syntax.VERBAL)
    where = any(parse.lemmas[c] == "where" for c in parse.children[verb])
    return parse.deps[verb] == "relcl" and parse.tags[verb] == "VBD" and where


def is_preceding(parse: Parse, verb: int) -> bool:
    """'After retaking the east, the forces ...': done some time before what the sentence tells."""
    prep = parse.heads[verb]
    return parse.deps[verb] == "pcomp" and parse.tags[verb] == "VBG" and parse.lemmas[prep] == "after"


def is_before_phrase(parse: Parse, trigger: int, token: int) -> bool:
    """'After four days of fighting in Keld the troops moved on': where that was is not where the rest happened."""
    up = (trigger, *parse.ancestors(trigger))
    over = (at for at in parse.ancestors(token) if parse.deps[at] == "prep" and parse.lemmas[at] in ("after", "follow"))
    return any(at not in up and parse.heads[at] in up for at in over)


def is_at_trial(parse: Parse, verb: int, courts: Mapping[str, str]) -> bool:
    """'An inquest heard that soldiers shot him': what a court is told of came before the news."""
    told = range(len(parse))
    heard = (i for i in told if parse.forms[i].lower() in HEARD and parse.sentences[i] == parse.sentences[verb])
    return any(parse.lemmas[c] in courts for at in heard for c in (*parse.children[at], max(at - 1, 0)))


def is_earlier(parse: Parse, verb: int) -> bool:
    """'A week after film emerged that showed ...': what stands under a clause of 'after' or 'since' came before."""
    clauses = [at for at in (verb, *parse.ancestors(verb)) if parse.deps[at] in ("advcl", "pcomp")]
    marks = {parse.lemmas[c] for at in clauses for c in parse.children[at] if parse.deps[c] in ("mark", "advmod")}
    return bool(marks & {"after", "since"}) or any(parse.lemmas[parse.heads[at]] == "after" for at in clauses)


def is_told_earlier(parse: Parse, verb: int) -> bool:
    """'The army had claimed that it stormed the town': what an earlier statement tells came before the news."""
    verb = syntax.first_conjunct(parse, verb, syntax.VERBAL)
    said = parse.heads[verb]
    perfect = any(parse.forms[c].lower() in ("had", "'d") for c in syntax.auxiliaries(parse, said))
    return parse.deps[verb] == "ccomp" and parse.tags[verb] == "VBD" and parse.tags[said] == "VBN" and perfect


def is_cause(parse: Parse, token: int) -> bool:
    """'Declared a curfew after a wave of shootings': what stands under `after`, `amid`, `over` is not the news."""
    above = [token, *parse.ancestors(token)]
    under = any(parse.deps[at] in ("pobj", "pcomp") and parse.lemmas[parse.heads[at]] in CAUSES for at in above)
    return under or is_earlier(parse, token)
