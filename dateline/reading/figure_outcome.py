"""What befell those a number counts: from its noun phrase to the word that says so."""

from __future__ import annotations

from dateline.model.parse import Parse
from dateline.reading.figure_cues import (
    Outcome,
    adjective,
    has_subject,
    is_passive,
    noun_cue,
    state,
    toll,
    total_verb,
    verb_cue,
)
from dateline.reading.figure_nouns import Counted, is_apart, is_numbered
from dateline.reading.figure_phrase import beside, clause, modified, of_those, shared
from dateline.tables.quantities import QuantityWords

OBJECT = frozenset({"dobj", "nsubjpass", "oprd", "attr", "dative"})
LINKS = frozenset({"conj", "appos"})
MODIFIES = frozenset({"nummod", "amod", "npadvmod", "quantmod", "compound", "dep", "nmod", "advmod"})
CHANGE_PREPS = frozenset(
    {"to", "at", "by", "from", "over", "above", "around", "about", "past", "near", "under", "below"}
)
# What nouns for bodies of people mean (`a garrison of 400`), unless more is told of them.
GROUPS = frozenset({"fighters", "protesters", "population"})
ALONG = frozenset({"along", "together"})
# Outcomes that befall people only, so that an unknown noun with one of them means people.
HUMAN = frozenset({"killed", "injured", "detained", "abducted", "displaced", "sick", "infected", "raped", "tortured"})
# What may come before an end: prisoners are executed, abducted girls are freed.
BEFORE = frozenset({"detained", "abducted", "displaced", "injured", "missing", "trapped"})
ENDS = frozenset({"killed", "freed", "rescued"})
# Between a participle and the noun that it counts.
BEFORE_NOUN = frozenset({"NUM", "ADV", "ADJ", "ADP", "DET"})
PARTICIPLES = frozenset({"VBG", "VBN"})
HARMS = frozenset({"killed", "injured"})
JOINS = frozenset({"and", "or", "and/or"})
# Outcomes that say less than a noun with an outcome of its own.
WEAK = frozenset({"affected", "aboard", "participants"})
# Appositions in coordinations in appositions: deeper chains are parse errors.
MAX_CLIMB = 6
HOLDING = frozenset({"include", "comprise"})


def outcome_of(parse: Parse, of: Counted, words: QuantityWords) -> Outcome | None:
    """The outcome of those counted; those told as `killed or wounded` in one number are casualties."""
    found = _nearest(parse, of, words)
    if found is not None and found.name in HARMS and _is_joint(parse, of, found, words):
        return Outcome("casualties", found.cue)
    return found


def _is_joint(parse: Parse, of: Counted, found: Outcome, words: QuantityWords) -> bool:
    """Whether one number holds the dead and the wounded: `40 killed or wounded`, not `3 killed and wounded 5`."""
    first, last = (
        (found.cue, found.cue + 2) if parse.forms[found.cue - 1].lower() not in JOINS else (found.cue - 2, found.cue)
    )
    if first < 0 or last >= len(parse) or parse.forms[first + 1].lower() not in JOINS:
        return False
    harms = {
        row.outcome
        for i in (first, last)
        if (row := words.verbs.get(parse.lemmas[i]) or words.adjectives.get(parse.forms[i].lower()))
    }
    numbered = last + 1 < len(parse) and parse.pos[last + 1] == "NUM" and of.top < first
    return harms == HARMS and not numbered


def _nearest(parse: Parse, of: Counted, words: QuantityWords) -> Outcome | None:
    """The outcome of those counted, nearest evidence first: the noun, its modifiers, then what governs it."""
    if of.row is not None and of.row.rank == "strong" and of.row.outcome and of.noun is not None:
        return Outcome(of.row.outcome, of.noun, True)
    found = (
        _headline_verb(parse, of, words)
        or beside(parse, of, words)
        or _later(parse, of, words)
        or of_those(parse, of, words)
        or _governed(parse, of.top, words)
        or shared(parse, of, words)
        or _behind(parse, of, words)
    )
    if found is not None and _fits(found, of):
        # 'Refugees face floods' counts refugees: a weak cue says less than a noun that means an outcome.
        if of.row is not None and of.row.role in ("prisoner", "captive") and found.name == "displaced":
            return Outcome("escaped", found.cue)
        own = of.row.outcome if of.row is not None and found.name in WEAK else None
        return Outcome(own or found.name, found.cue)
    if of.row is not None and of.row.outcome and of.noun is not None:
        return Outcome(of.row.outcome, of.noun, True)
    return None


def _behind(parse: Parse, of: Counted, words: QuantityWords) -> Outcome | None:
    """From the participle before a number that the parse gives to another verb: `killing 21 people, X said`."""
    i = (of.top if of.noun is None else min(of.top, of.noun)) - 1
    while i > 0 and parse.pos[i] in BEFORE_NOUN and parse.tags[i] not in PARTICIPLES:
        i -= 1
    known = i >= 0 and parse.tags[i] == "VBG" and parse.sentences[i] == parse.sentences[of.top]
    return verb_cue(parse, i, "object", words) if known else None


def _later(parse: Parse, of: Counted, words: QuantityWords) -> Outcome | None:
    """From the noun phrase itself, unless what governs it came after: `executed 14 captured soldiers`."""
    found = modified(parse, of, words)
    if found is not None and found.name in WEAK:
        return _governed(parse, of.top, words) or found  # 'all on board were killed'
    if found is None or found.name not in BEFORE or not is_numbered(parse, of, found.cue):
        return found
    after = _governed(parse, of.top, words)
    return after if after is not None and after.name in ENDS else found


def own_outcome(parse: Parse, of: Counted, words: QuantityWords) -> Outcome | None:
    """The outcome that the noun phrase says itself, without what governs it: `the 300 people trapped`."""
    found = modified(parse, of, words)
    if found is not None and _fits(found, of):
        return found
    if of.row is not None and of.row.outcome and of.noun is not None:
        return Outcome(of.row.outcome, of.noun, True)
    return None


def _fits(found: Outcome, of: Counted) -> bool:
    if of.noun is None:
        return found.needs != "named"
    if of.row is None:
        return found.name in HUMAN and found.needs is None
    return of.row.counted in ("persons", "households")


def _headline_verb(parse: Parse, of: Counted, words: QuantityWords) -> Outcome | None:
    """From a present-tense verb taken for a noun in a headline: `Thousands flee`."""
    if of.noun is None or of.row is not None or parse.tags[of.noun] not in ("NN", "VB", "VBP"):
        return None
    row = words.verbs.get(parse.forms[of.noun].lower())
    return Outcome(row.outcome, of.noun) if row is not None and row.slot != "object" else None


def _governed(parse: Parse, top: int, words: QuantityWords) -> Outcome | None:
    """From what governs the noun phrase: verb, noun with `of`, or a total that changes."""
    i = top
    for _ in range(MAX_CLIMB):
        dep, head = parse.deps[i], parse.heads[i]
        if parse.deps[head] in ("aux", "auxpass"):
            head = parse.heads[head]  # the parser hung the subject on the auxiliary
        if head == i:
            return adjective(parse, i, words)
        if dep in LINKS and parse.pos[head] in ("VERB", "AUX"):
            return verb_cue(parse, head, _joined(parse, i, head), words)
        if dep in LINKS:
            i = head
        elif dep in OBJECT or dep in ("nsubj", "csubj"):
            return _predicate(parse, i, head, words)
        elif dep in ("pobj", "prep"):
            return _prepositional(parse, head if dep == "pobj" else i, words)
        elif dep in MODIFIES:
            found = noun_cue(parse, head, words) or adjective(parse, head, words)
            if found is not None and not is_apart(parse, i, head):
                return found
            i = head
        else:
            return None
        if parse.pos[i] in ("VERB", "AUX"):
            return None
    return None


def _joined(parse: Parse, i: int, verb: int) -> str:
    """How a verb takes a phrase joined to it with `as well as`: like the argument that stands before it."""
    deps = {parse.deps[c] for c in parse.children[verb] if c < i}
    return "object" if "nsubjpass" in deps or "dobj" in deps else "subject"


def _predicate(parse: Parse, i: int, verb: int, words: QuantityWords) -> Outcome | None:
    relation = "object" if parse.deps[i] in OBJECT else "subject"
    if parse.lemmas[verb] in HOLDING and relation == "object":
        return _subject_toll(parse, verb, words)
    if parse.lemmas[verb] in words.changes and relation == "object":
        subject = _subject_cue(parse, verb, words, i)
        if subject is not None:
            return subject
    if parse.lemmas[verb] == "be":
        among = (state(parse, c, words) for c in parse.children[verb] if parse.lemmas[c] == "among")
        found = next((outcome for outcome in among if outcome is not None), None)
        if found is not None:
            return found
    return adjective(parse, verb, words) or verb_cue(parse, verb, relation, words) or _identity(parse, verb, words)


def _subject_toll(parse: Parse, verb: int, words: QuantityWords) -> Outcome | None:
    """From those of whom some are told: `the dead include five women`."""
    tolls = (toll(parse, c, words) for c in parse.children[verb] if parse.deps[c] == "nsubj")
    return next((found for found in tolls if found is not None), None)


def _identity(parse: Parse, verb: int, words: QuantityWords) -> Outcome | None:
    """From what the subject is said to be: `many of them are refugees`."""
    if parse.lemmas[verb] not in ("be", "become", "remain"):
        return None
    for child in parse.children[verb]:
        row = words.nouns.get(parse.lemmas[child]) if parse.deps[child] == "attr" else None
        if row is not None and row.outcome and row.role in ("displaced", "captive", "prisoner"):
            return Outcome(row.outcome, child)
    return None


def _prepositional(parse: Parse, prep: int, words: QuantityWords) -> Outcome | None:
    """Below a preposition: `deaths of 12`, `the toll rose to 21`, `aid for 5,000`, `put the number of dead at 30`."""
    governor = parse.heads[prep]
    if parse.pos[governor] == "ADP" and parse.deps[governor] == "prep":
        governor = parse.heads[governor]
    if governor == prep or parse.deps[prep] == "agent" or parse.lemmas[governor] in words.fractions:
        return None
    if parse.lemmas[prep] == "from" and parse.lemmas[governor] in ("up", "down"):
        return _below_verb(parse, parse.heads[governor], prep, words)
    found = noun_cue(parse, governor, words)
    if found is not None and _reaches(parse, prep, found):
        # 'a garrison of 400 surrendered'
        after = _governed(parse, governor, words) if found.name in GROUPS else None
        return after or _gravest(parse, governor, found, words)
    if parse.lemmas[prep] == "alongside" or (parse.lemmas[prep] == "with" and parse.forms[prep - 1] in ALONG):
        verb = governor if parse.pos[governor] == "VERB" else parse.heads[governor]
        return verb_cue(parse, verb, _joined(parse, prep, verb), words) if parse.pos[verb] == "VERB" else None
    if parse.pos[governor] in ("VERB", "AUX") or has_subject(
        parse, governor
    ):  # 'Toll climbs to 9': a noun to the parser
        return _below_verb(parse, governor, prep, words)
    numbered = parse.pos[governor] == "NUM"
    return _governed(parse, governor, words) if parse.lemmas[prep] == "of" and not numbered else None


def _gravest(parse: Parse, noun: int, found: Outcome, words: QuantityWords) -> Outcome:
    """Of two nouns joined the graver: `the abduction and killing of`."""
    joined = (noun_cue(parse, c, words) for c in parse.children[noun] if parse.deps[c] == "conj")
    return next((other for other in joined if other is not None and other.name == "killed"), found)


def _reaches(parse: Parse, prep: int, found: Outcome) -> bool:
    """Whether a noun's outcome passes its preposition: `deaths of 12`, `aid for 12`, not `deaths in 12 villages`."""
    if parse.lemmas[prep] in ("of", "among"):
        return True
    if parse.lemmas[prep] in ("to", "for"):
        return found.name == "affected"
    bare = any(parse.pos[c] == "NUM" for c in parse.children[prep])
    return bare and parse.lemmas[prep] in CHANGE_PREPS


def _below_verb(parse: Parse, verb: int, prep: int, words: QuantityWords) -> Outcome | None:
    """Below a verb with a preposition: `the toll stands at 30`, `deliver food to 5,000`."""
    name = parse.lemmas[prep]
    total = verb if parse.lemmas[verb] in words.changes else _total_above(parse, prep, words)
    if total is not None and name in CHANGE_PREPS:
        return _subject_cue(parse, total, words)
    if not has_subject(parse, verb) and name in ("on", "in"):
        # 'On 3 June two men were shot', 'in the region of 90 are missing': the parser took in the subject.
        return verb_cue(parse, verb, "object", words) if is_passive(parse, verb) else adjective(parse, verb, words)
    if name in ("to", "for"):
        given = (noun_cue(parse, c, words) for c in parse.children[verb] if parse.deps[c] == "dobj")
        return next((found for found in given if found is not None and found.name == "affected"), None)
    return None


def _total_above(parse: Parse, prep: int, words: QuantityWords) -> int | None:
    """The verb of a total whose `at 30` the parser hung on a verb below it."""
    number = next((c for c in parse.children[prep] if parse.deps[c] == "pobj"), None)
    return total_verb(parse, number, words) if number is not None and parse.lemmas[prep] == "at" else None


def _subject_cue(parse: Parse, verb: int, words: QuantityWords, number: int | None = None) -> Outcome | None:
    """The outcome noun in subject or object of a verb of change: `the number of dead rose to 21`."""
    for child in parse.children[verb]:
        if parse.deps[child] in ("nsubj", "nsubjpass", "dobj") and child != number:
            for i in parse.subtree(child):
                found = noun_cue(parse, i, words) or adjective(parse, i, words)
                if found is None and parse.deps[i] == "relcl":
                    found = clause(parse, i, words)
                if found is not None:
                    return found
    return None
