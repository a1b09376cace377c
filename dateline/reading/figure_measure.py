"""What kind of count a figure is: of one incident, running, of a state, or of a movement."""

from __future__ import annotations

import re

from dateline.model.parse import Parse
from dateline.reading.figure_cues import Outcome, total_verb
from dateline.reading.figure_nouns import Counted
from dateline.tables.quantities import QuantityWords

STOCKS = frozenset({"fighters", "trapped", "detained", "missing", "affected", "population", "aboard"})
# Held people are a stock, an arrest is an incident.
TAKEN = frozenset({"detained"})
FLOWS = frozenset({"displaced", "returned", "evacuated"})
CUMULATIVE = re.compile(
    r"\b(?:total(?:s|l?ing)?|tolls?|so far|to date|since|overall|altogether|in all|cumulative\w*|over the past|"
    r"until now|ris(?:es?|en|ing) to|rose to)\b",
    re.IGNORECASE,
)
STILL = re.compile(r"\b(?:still|remain(?:s|ed|ing)?|currently|at present|are being|is being)\b", re.IGNORECASE)
# What lasts: the dead of a war are a running total, those of a battle one count.
LASTING = frozenset({"war", "conflict", "insurgency", "campaign", "offensive", "uprising", "rebellion", "unrest"})
SPANS = frozenset({"day", "week", "month", "year", "decade"})
# Verbs of a state: 'those displaced by the floods are living in schools' are a stock.
STAYING = frozenset(
    {"stay", "live", "shelter", "be", "remain", "reside", "camp", "stand"}
    | {"host", "hold", "house", "accommodate", "contain"}
)
# Verbs by which a running total moves.
RISING = frozenset(
    {"rise", "climb", "grow", "increase", "jump", "go", "bring", "take", "raise", "soar", "surge", "mount"}
    | {"pass", "reach", "hit", "surpass", "revise"}
)
HARM = frozenset({"killed", "injured", "bodies"})


def measure_of(
    parse: Parse, of: Counted, outcome: Outcome | None, name: str | None, clause: str, words: QuantityWords
) -> str:
    """incident, cumulative, stock or flow; `clause` holds the words of the figure's clause.

    IDMC separates stock (how many are displaced) from flow (how many were newly displaced).
    """
    role = of.row.role if of.row is not None else None
    if role == "movement":
        return "flow"
    if STILL.search(clause) and name not in HARM:
        return "stock"
    if role == "captive" and outcome is not None and (outcome.lexical or parse.lemmas[outcome.cue] in STAYING):
        return "stock"
    moved = parse.deps[of.top] == "pobj" or (parse.deps[of.top] == "dobj" and of.noun is None)
    total = total_verb(parse, of.top, words) if moved else None
    if outcome is not None and total is not None and parse.lemmas[total] in RISING:
        return "stock" if name in FLOWS | STOCKS and not _moves(parse, of, outcome.cue) else "cumulative"
    if CUMULATIVE.search(clause) or (outcome is not None and _is_of_lasting(parse, outcome.cue)):
        return "cumulative"
    if name in FLOWS:
        return "flow" if outcome is not None and _moves(parse, of, outcome.cue) else "stock"
    if name in TAKEN and role == "toll":
        return "incident"
    if name in TAKEN and outcome is not None and _moves(parse, of, outcome.cue):
        return "incident"
    return "stock" if name in STOCKS else "incident"


def _moves(parse: Parse, of: Counted, cue: int) -> bool:
    """Whether the outcome is told by a verb that happens: `fled`, not `displaced people` or `those displaced live`."""
    if of.noun == cue and of.row is None:
        return True  # 'Thousands flee': a verb taken for a noun
    labels = cue + 1 < len(parse) and parse.forms[cue + 1] == ":"  # 'Displaced: 86,000'
    if parse.pos[cue] != "VERB" or parse.deps[cue] == "pobj" or parse.lemmas[cue] in STAYING or labels:
        return False
    if parse.deps[cue] == "amod":
        # 'killed scores and displaced thousands': a verb that the parser took for an adjective
        return parse.lemmas[cue - 1] == "and" and cue + 1 == of.top
    if parse.deps[cue] != "acl":
        return True
    above = next((i for i in parse.ancestors(cue) if parse.pos[i] in ("VERB", "AUX")), None)
    return above is None or parse.lemmas[above] not in STAYING


def _is_of_lasting(parse: Parse, verb: int) -> bool:
    """Whether the clause counts over a war or weeks of fighting: `17 days of fighting in which`, `in the long war`."""
    if any(
        parse.deps[d] == "pobj" and parse.lemmas[d] in LASTING and _is_long(parse, d)
        for c in (*parse.children[verb], *(d for c in parse.children[verb] for d in parse.children[c]))
        if parse.lemmas[c] in ("in", "during", "over")
        for d in parse.children[c]
    ):
        return True
    if parse.deps[verb] != "relcl" or not any(
        parse.lemmas[c] == "in" and any(parse.forms[d].lower() == "which" for d in parse.children[c])
        for c in parse.children[verb]
    ):
        return False
    noun = parse.heads[verb]
    above = parse.heads[parse.heads[noun]] if parse.deps[noun] == "pobj" else noun
    words = {parse.lemmas[noun], parse.lemmas[above], *(parse.lemmas[c] for c in parse.children[noun])}
    return bool(words & (LASTING | SPANS))


def _is_long(parse: Parse, noun: int) -> bool:
    """Whether a war or campaign is said to have lasted: `the four-year campaign`."""
    return any(set(parse.lemmas[i].split("-")) & SPANS for i in parse.subtree(noun) if i < noun)
