"""Questions to a parse: who is the subject of this verb, what is its object, which clause does it stand in."""

from __future__ import annotations

from dateline.model.parse import Parse

VERBAL = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN"})
# The lemmatizer leaves 'having' in 'having taken the town' as it is.
AUXILIARY = frozenset({"be", "have", "being", "having"})
OBJECTS = frozenset({"dobj", "attr", "oprd"})
# Places of a participle without an auxiliary of its own: 'the town seized by', 'they remain trapped'.
REDUCED = frozenset({"acl", "advcl", "amod", "acomp", "oprd"})
# Verbs whose subject blames someone else for the deed in their complement: 'accused them of shelling'.
ACCUSING = frozenset({"accuse", "blame", "condemn", "denounce", "suspect", "convict", "acquit", "charge", "criticise"})
# Verbs that need an object: a subject alone, in the past, is whom it happened to.
HARMED = frozenset(
    {"kill", "injure", "wound", "displace", "arrest", "detain", "abduct", "kidnap", "behead", "evacuate"}
)
# The same in headlines, which leave the auxiliary out: 'aid convoy blocked', 'curfew imposed'.
HARMED_IN_HEADLINES = HARMED | frozenset(
    {"block", "seize", "capture", "retake", "loot", "torch", "burn", "destroy", "bomb", "shell", "free", "release"}
    | {"jail", "charge", "sentence", "expel", "deport", "deploy", "declare", "impose", "sign", "hit", "shoot", "murder"}
    | {"execute", "assassinate", "rescue", "trap", "rape", "torture", "ambush", "besiege", "intercept", "defuse"}
)
# Nouns whose own 'by' the parser hangs on the verb: 'freed after years of occupation by the rebels'.
HELD = frozenset({"occupation", "rule", "control", "domination", "captivity", "imprisonment"})
COMPASS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})
CONJUNCT_LIMIT = 40  # a longer list of conjuncts is a roster, not a clause
# Verbs whose infinitive is done by their object: 'they forced him to leave'.
OBJECT_CONTROL = frozenset(
    [
        "force",
        "order",
        "urge",
        "ask",
        "tell",
        "allow",
        "enable",
        "permit",
        "help",
        "lead",
        "cause",
        "compel",
        "push",
        "drive",
        "send",
        "see",
        "watch",
        "let",
        "make",
        "call",
        "persuade",
        "assist",
        "support",
        "encourage",
        "pressure",
    ]
)


def child(parse: Parse, i: int, *deps: str) -> int | None:
    """The first dependent of token i with one of these labels."""
    return next((c for c in parse.children[i] if parse.deps[c] in deps), None)


def is_name(parse: Parse, i: int) -> bool:
    """Whether an auxiliary in capitals is a name: the parser takes the group 'IS' for the verb."""
    return parse.deps[i] in ("aux", "auxpass") and parse.forms[i].isupper() and len(parse.forms[i]) > 1


def auxiliaries(parse: Parse, i: int) -> list[int]:
    """The auxiliaries of verb i, those that hang on another auxiliary ('should be leading') included."""
    found = [c for c in parse.children[i] if parse.deps[c] in ("aux", "auxpass") and not is_name(parse, c)]
    return found + [d for c in found for d in parse.children[c] if parse.deps[d] in ("aux", "neg")]


def is_passive(parse: Parse, i: int) -> bool:
    """Whether verb i is passive, reduced relatives ('the town seized by rebels') included."""
    if any(parse.deps[c] in ("nsubjpass", "auxpass", "csubjpass") and not is_name(parse, c) for c in parse.children[i]):
        return True
    if any(is_name(parse, c) for c in parse.children[i]):
        return False
    if is_harmed(parse, i):
        return True
    if parse.tags[i] != "VBN" or is_coordinate(parse, i):
        return False
    if parse.deps[i] == "conj" and not any(parse.deps[c] in ("nsubj", "aux") for c in parse.children[i]):
        head = parse.heads[i]
        return parse.pos[head] in VERBAL and is_passive(parse, head)
    has_aux = any(parse.deps[c] == "aux" for c in parse.children[i])
    return not has_aux and (parse.deps[i] in REDUCED or child(parse, i, "agent") is not None)


def is_coordinate(parse: Parse, i: int) -> bool:
    """'They flew missions, conducted raids, and left': a participle with an object is a verb beside the others."""
    own = child(parse, i, "dobj") is not None and child(parse, i, "agent", "dative") is None
    return parse.deps[i] == "acl" and parse.tags[i] == "VBN" and own


def is_harmed(parse: Parse, i: int) -> bool:
    """'It left ten people dead or injured', 'saw forty soldiers killed': without an object, the subject was killed."""
    verbs = HARMED_IN_HEADLINES if parse.role == "headline" else HARMED
    past = parse.tags[i] in ("VBN", "VBD") and parse.lemmas[i] in verbs
    if not past or child(parse, i, "nsubj") is None or child(parse, i, "dobj", "ccomp", "aux", "dative") is not None:
        return False
    return parse.deps[i] == "relcl" or direct_object(parse, i) is None


def conjuncts(parse: Parse, i: int) -> list[int]:
    """Token i and what is coordinated with it, in order."""
    found = [i]
    for at in found:
        found.extend(c for c in parse.children[at] if parse.deps[c] == "conj" and parse.pos[c] not in VERBAL)
        if len(found) > CONJUNCT_LIMIT:
            break
    return found


def first_conjunct(parse: Parse, i: int, kinds: frozenset[str]) -> int:
    """The first of the words of these kinds (VERBAL, NOUNS) that token i is coordinated with; itself where none."""
    while parse.deps[i] == "conj" and parse.pos[parse.heads[i]] in kinds:
        i = parse.heads[i]
    return i


def antecedent(parse: Parse, i: int) -> int:
    """What a relative pronoun stands for; any other token is itself."""
    if parse.tags[i] not in ("WDT", "WP") and not (
        parse.lemmas[i] == "that" and parse.deps[i] in ("nsubj", "nsubjpass", "dobj")
    ):
        return i
    at = i
    while parse.heads[at] != at:
        if parse.deps[at] == "relcl":
            return parse.heads[at]
        at = parse.heads[at]
    # Where the parser sees no relative clause: 'with a reporter who was beheaded'.
    beside = i > 0 and parse.lemmas[i] == "who" and parse.pos[i - 1] in ("NOUN", "PROPN")
    return i - 1 if beside else i


def is_subject(parse: Parse, i: int) -> bool:
    """Whether token i is its verb's subject; the parser takes 'shelling' in 'shelling killed two' for an auxiliary."""
    gerund = parse.deps[i] == "aux" and parse.tags[i] == "VBG" and parse.lemmas[i] not in AUXILIARY
    return parse.deps[i] in ("nsubj", "nsubjpass") or gerund or is_name(parse, i)


def surface_subject(parse: Parse, i: int, depth: int = 0) -> int | None:
    """The grammatical subject of verb i, found through coordination, control, raising and relative clauses."""
    own = [c for c in parse.children[i] if is_subject(parse, c)]
    if own:
        # Of two subjects the parser often takes a fronted place ('Near Orsa, five strikes hit') for the first.
        return antecedent(parse, max((c for c in own if c < i), default=own[0]))
    clause = child(parse, i, "csubj")
    if clause is not None:  # 'guerrillas belonging to the front attacked'
        return child(parse, clause, "nsubj")
    if (cut_off := happening_before(parse, i)) is not None:
        return cut_off
    head, dep = parse.heads[i], parse.deps[i]
    if head == i or depth > 8:
        return None
    if dep in ("acl", "relcl", "amod") and parse.pos[head] not in VERBAL:
        return noun_subject(parse, i, head, depth)
    if dep in ("pcomp", "prep"):
        return gerund_subject(parse, i, depth)
    if dep in ("xcomp", "ccomp") and parse.lemmas[head] in ACCUSING:
        return direct_object(parse, head)
    if dep in ("acomp", "oprd") and parse.pos[head] in VERBAL:
        return child(parse, head, "dobj") or surface_subject(parse, head, depth + 1)
    if dep in ("conj", "xcomp", "advcl", "dep", "ccomp", "appos") and parse.pos[head] in VERBAL | {"ADJ"}:
        if dep == "xcomp" and parse.lemmas[head] in OBJECT_CONTROL:
            return child(parse, head, "dobj", "nsubjpass") or surface_subject(parse, head, depth + 1)
        return surface_subject(parse, head, depth + 1)
    return None


def happening_before(parse: Parse, i: int) -> int | None:
    """The subject that the parser cuts off: 'it helped them after shelling in Orsa killed nine' coordinates nothing."""
    head = parse.heads[i]
    if parse.deps[i] != "conj" or any(parse.deps[c] == "cc" and head < c < i for c in parse.children[head]):
        return None
    after = [c for c in parse.children[head] if head < c < i and parse.lemmas[c] in ("after", "before")]
    named = child(parse, after[-1], "pcomp", "pobj") if after else None
    return named if named is not None and max(parse.subtree(named)) == i - 1 else None


def over_preposition(parse: Parse, prep: int) -> int:
    """What a preposition hangs on: the verb in 'accused the army of bombing', though the parser takes the noun."""
    head = parse.heads[prep]
    verb = parse.heads[head]
    accuses = parse.lemmas[prep] == "of" and parse.deps[head] == "dobj" and parse.lemmas[verb] in ("accuse", "suspect")
    return verb if accuses else head


def gerund_subject(parse: Parse, i: int, depth: int) -> int | None:
    """The subject of a gerund after a preposition: that of the verb or adjective over it, or who is accused of it."""
    up = over_preposition(parse, parse.heads[i])
    if parse.pos[up] == "ADJ" and parse.deps[up] == "acomp":  # 'remain committed to fighting'
        up = parse.heads[up]
    if parse.heads[i] == up or parse.pos[up] not in VERBAL or parse.tags[i] in ("VBD", "VBZ", "VBP"):
        return None
    named = parse.lemmas[parse.heads[i]] == "as" and (is_passive(parse, up) or direct_object(parse, up) is not None)
    if parse.lemmas[up] in ACCUSING or named:  # 'named him as being responsible'
        return child(parse, up, "nsubjpass") if is_passive(parse, up) else direct_object(parse, up)
    return surface_subject(parse, up, depth + 1)


def noun_subject(parse: Parse, i: int, head: int, depth: int) -> int | None:
    """The subject of a clause that modifies noun `head`: the noun, or for an infinitive who has the noun."""
    if is_coordinate(parse, i):
        return surface_subject(parse, clause_head(parse, head), depth + 1)
    if not is_infinitive(parse, i):
        return head
    poss = child(parse, head, "poss")
    if poss is not None:
        return poss
    up = parse.heads[head]
    if parse.deps[head] == "pobj" and parse.lemmas[up] in ("in", "with"):  # 'in order to', 'in a bid to'
        up = parse.heads[up]
    if parse.deps[head] in OBJECTS | {"pobj"} and parse.pos[up] in VERBAL:
        return surface_subject(parse, up, depth + 1)
    return None


def is_infinitive(parse: Parse, i: int) -> bool:
    """Whether verb i is a to-infinitive."""
    return any(parse.deps[c] == "aux" and parse.lemmas[c] == "to" for c in parse.children[i])


def direct_object(parse: Parse, i: int) -> int | None:
    """The grammatical object of verb i; for 'the town that they took' the town, which 'seized and held' share."""
    own = child(parse, i, "dobj")
    if own is not None:
        return antecedent(parse, own)
    particle = child(parse, i, "prt")
    after = None if particle is None else child(parse, particle, "pobj")
    if after is not None:  # 'sealed off the port': the parser takes the particle for a preposition as well
        return after
    if parse.deps[i] == "relcl" and not any(
        parse.tags[c] in ("WDT", "WP") for c in parse.children[i] if parse.deps[c] in ("nsubj", "nsubjpass")
    ):
        where = any(parse.tags[c] == "WRB" for c in parse.children[i])
        return None if where else parse.heads[i]
    later = child(parse, i, "conj")
    if later is not None and parse.pos[later] == "VERB" and child(parse, later, "nsubj", "nsubjpass") is None:
        shared = child(parse, later, "dobj")
        if shared is not None and not any(parse.deps[c] in ("prep", "prt") for c in parse.children[i]):
            return shared
    return None


def is_object(parse: Parse, i: int, verb: int) -> bool:
    """Whether token i is what verb `verb` acts upon, alone or coordinated."""
    while parse.deps[i] in ("conj", "appos") and parse.heads[i] != i and parse.pos[parse.heads[i]] not in VERBAL:
        i = parse.heads[i]
    return parse.heads[i] == verb and parse.deps[i] in OBJECTS


def agent(parse: Parse, i: int) -> int | None:
    """Who did it, of a passive: the object of 'by'."""
    agents = [c for c in parse.children[i] if parse.deps[c] == "agent"]
    agents += [c for c in parse.children[i] if parse.deps[c] == "prep" and parse.lemmas[c] == "by"]
    by = next((c for c in agents if c == 0 or parse.lemmas[c - 1] not in HELD), None)
    return child(parse, by, "pobj") if by is not None else None


def prepositions(parse: Parse, i: int) -> list[tuple[str, int]]:
    """The prepositional dependents of token i as (preposition, object); 'out of' and 'from inside' give both."""
    found: list[tuple[str, int]] = []
    for c in parse.children[i]:
        if parse.deps[c] not in ("prep", "agent", "dative"):
            continue
        name = parse.lemmas[c]
        for d in parse.children[c]:
            if parse.deps[d] in ("pobj", "pcomp"):
                found.append((name, d))
            elif parse.deps[d] == "prep":
                inner = child(parse, d, "pobj")
                if inner is not None:
                    found += [(name, inner), (parse.lemmas[d], inner)]
    return found


def complement_subject(parse: Parse, i: int) -> int | None:
    """Who is to do what verb i asks for: 'demanded that the rebels leave', 'asked them to leave'."""
    clause = next((c for c in parse.children[i] if c > i and parse.deps[c] in ("ccomp", "xcomp")), None)
    return child(parse, clause, "nsubj", "nsubjpass") if clause is not None else None


def clause_head(parse: Parse, i: int) -> int:
    """The nearest verb at or above token i; a noun that the tagger takes for a verb ('at the crossing') is none."""
    if parse.pos[i] in VERBAL and not is_gerund_noun(parse, i):
        return i
    return next((a for a in parse.ancestors(i) if parse.pos[a] in VERBAL and not is_gerund_noun(parse, a)), i)


def is_gerund_noun(parse: Parse, i: int) -> bool:
    """Whether a verb's form stands like a noun: 'the shelling of', 'fighting killed two', 'a series of airstrikes'.

    A word in -ing needs an article, a name or the place of a subject; the tagger's other verbs the place of an object
    after a preposition. Neither has a subject or an object of its own.
    """
    deps = {parse.deps[c] for c in parse.children[i]}
    if deps & {"dobj", "nsubj", "aux", "xcomp", "ccomp"}:
        return False
    if parse.tags[i] == "VBG":
        by = any(parse.deps[c] in ("prep", "agent") and parse.lemmas[c] in ("by", "of") for c in parse.children[i])
        if parse.deps[i] == "pcomp" and by:  # 'after two days of shelling by the army'
            return True
        named = bool(deps & {"det", "compound", "poss"})
        return parse.deps[i] in ("nsubj", "nsubjpass") or (named and parse.deps[i] in ("pobj", "dobj"))
    return parse.tags[i] in ("VBZ", "VBP", "VB") and parse.deps[i] == "pobj"


def is_definite(parse: Parse, i: int) -> bool:
    """Whether token i is a noun with a definite determiner."""
    return parse.pos[i] in ("NOUN", "PROPN") and any(
        parse.deps[c] == "det" and parse.lemmas[c] in ("the", "this", "these", "those", "that")
        for c in parse.children[i]
    )
