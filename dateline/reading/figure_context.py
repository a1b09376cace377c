"""What surrounds a figure: measure, period, scope and who says it, from its own clause only."""

from __future__ import annotations

import re

from dateline.model.document import Reading
from dateline.model.mention import Attribution, Period, Place
from dateline.model.parse import Parse
from dateline.model.span import Span

VERBAL = frozenset({"VERB", "AUX"})
STOCKS = frozenset({"fighters", "trapped", "detained", "missing", "affected", "population", "aboard"})
FLOWS = frozenset({"displaced", "returned", "evacuated"})
CUMULATIVE = re.compile(
    r"\b(?:total(?:s|l?ing)?|tolls?|so far|to date|since|overall|altogether|in all|cumulative\w*|over the past|"
    r"until now|ris(?:es?|en|ing) to|rose to)\b",
    re.IGNORECASE,
)
STILL = re.compile(r"\b(?:still|remain(?:s|ed|ing)?|currently|at present|are being|is being)\b", re.IGNORECASE)
MAX_CLAUSES = 3


def measure_of(outcome: str | None, verbal: bool, clause: str) -> str:
    """incident, cumulative, stock or flow, from the words of the clause; `verbal`: the outcome is a verb's.

    IDMC separates stock (how many are displaced) from flow (how many were newly displaced).
    """
    if STILL.search(clause) and outcome not in ("killed", "injured", "bodies"):
        return "stock"
    if CUMULATIVE.search(clause):
        return "cumulative"
    if outcome in FLOWS:
        return "flow" if verbal else "stock"
    return "stock" if outcome in STOCKS else "incident"


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


def scope_of(parse: Parse, noun: int, cue: int, places: tuple[Place, ...]) -> Place | None:
    """The location in the noun phrase, else in the clause of the cue, else in the clause that it completes."""
    located = [
        (place, head) for place in places if place.use == "location" and (head := _head(parse, place.span)) is not None
    ]
    within = [place for place, head in located if head in parse.subtree(noun) and head > noun]
    if within:
        return within[0]
    for verb in clause_verbs(parse, cue):
        here = [(place, head) for place, head in located if _clause_of(parse, head) == verb]
        if here:
            # The place after the cue and nearest to it: 'killed 12 people in X' before 'forces from Y killed'.
            return min(here, key=lambda found: (found[1] < cue, abs(found[1] - cue)))[0]
    return None


def period_of(parse: Parse, cue: int, mentions: Reading) -> Period | None:
    """The dates of a time expression in the figure's clause; open at the end after `since`."""
    for verb in clause_verbs(parse, cue):
        for time in mentions.times:
            if time.earliest is None or not parse.span.covers(time.span):
                continue
            head = _head(parse, time.span)
            if head is not None and _clause_of(parse, head) == verb:
                first = parse.tokens_in(time.span).start
                since = any(parse.lemmas[i] == "since" for i in range(max(0, first - 1), head + 1))
                return Period(time.earliest, None if since else time.latest)
    return None


def attribution_of(span: Span, attributions: tuple[Attribution, ...]) -> Attribution | None:
    """The attribution with the shortest content that covers `span`."""
    covering = [(len(part), n) for n, said in enumerate(attributions) for part in said.content if part.covers(span)]
    return attributions[min(covering)[1]] if covering else None


def _head(parse: Parse, span: Span) -> int | None:
    return parse.root_of(parse.tokens_in(span)) if parse.span.covers(span) else None


def _clause_of(parse: Parse, i: int) -> int | None:
    return next((above for above in parse.ancestors(i) if parse.pos[above] in VERBAL), None)
