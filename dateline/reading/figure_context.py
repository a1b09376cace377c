"""What surrounds a figure: its clause, its scope and who says it."""

from __future__ import annotations

from dateline.model.mention import Place
from dateline.model.parse import Parse
from dateline.model.span import Span

VERBAL = frozenset({"VERB", "AUX"})
MAX_CLAUSES = 3


def clause_verbs(parse: Parse, i: int) -> list[int]:
    """The verbs of the clause of token i and of those it completes, innermost first, stopping below reported speech."""
    verbs = [i] if parse.pos[i] in VERBAL else []
    current = i
    for above in parse.ancestors(i):
        if parse.pos[current] in VERBAL and parse.deps[current] in ("ccomp", "relcl"):
            break
        if parse.pos[above] in VERBAL:
            verbs.append(above)
        current = above
        if len(verbs) >= MAX_CLAUSES:
            break
    return verbs


def clause_text(parse: Parse, top: int, cue: int) -> str:
    """The words of the clauses of a figure: those of its verbs, and clauses that say since when."""
    verbs = set(clause_verbs(parse, cue)) or set(clause_verbs(parse, top))
    sentence = parse.sentence(top)
    if not verbs:
        return " ".join(parse.forms[i] for i in sentence)
    verbs |= {c for verb in verbs for c in parse.children[verb] if parse.deps[c] == "advcl" and is_since(parse, c)}
    inside = (i for i in sentence if i in verbs or clause_of(parse, i) in verbs)
    return " ".join(parse.forms[i] for i in inside)


def is_since(parse: Parse, verb: int) -> bool:
    """Whether a clause says since when: `since the war began`; `since many are protesting` says why."""
    return parse.tags[verb] in ("VBD", "VBN") and any(parse.lemmas[c] == "since" for c in parse.children[verb])


def scope_of(parse: Parse, noun: int, cue: int, places: tuple[Place, ...]) -> Place | None:
    """The location in the noun phrase, else in the clause of the cue, else in the clause that it completes."""
    located = [
        (place, head) for place in places if place.use == "location" and (head := _head(parse, place.span)) is not None
    ]
    within = [place for place, head in located if head in parse.subtree(noun) and head > noun]
    if within:
        return within[0]
    for verb in clause_verbs(parse, cue):
        here = [(place, head) for place, head in located if clause_of(parse, head) == verb]
        if here:
            # The place after the cue and nearest to it: 'killed 12 people in X' before 'forces from Y killed'.
            return min(here, key=lambda found: (found[1] < cue, abs(found[1] - cue)))[0]
    return None


def _head(parse: Parse, span: Span) -> int | None:
    return parse.root_of(parse.tokens_in(span)) if parse.span.covers(span) else None


def clause_of(parse: Parse, i: int) -> int | None:
    """The verb of the clause that token i stands in."""
    return next((above for above in parse.ancestors(i) if parse.pos[above] in VERBAL), None)
