"""Who says: the words of a cue's source, by the grammar and, where the parse has lost them, by the words before it."""

from __future__ import annotations

from dateline.model.parse import Parse

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
MARKS = frozenset({",", ".", ";", ":", "-", "–", "—", "--", "?", "!", "…", "...", "....", "…."})
QUOTE_ENDS = frozenset({"”", '"', "''", "»", "’"})
RELATIVES = frozenset({"who", "which", "that"})
# An inheriting verb ('went on to say', 'saying') takes its subject from at most this many verbs above it.
INHERIT_DEPTH = 4
INHERITING = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "acomp"})
# 'She was hard to persuade': what follows these is done to the subject, or by nobody in particular.
TOWARDS_SUBJECT = frozenset({"hard", "easy", "difficult", "impossible", "possible", "necessary", "important"})
# Where a lost subject cannot reach beyond.
STOPS = frozenset({"“", "”", '"', "(", ")", ";", ":", "that"})
# Of 2,056 sources of PolNeAR's development set, one in a hundred is longer.
LONGEST_SOURCE = 25


def is_finite(parse: Parse, i: int) -> bool:
    """Whether token i is a verb with a tense."""
    hyphened = i > 0 and parse.forms[i - 1] == "-"
    return not hyphened and parse.tags[i] in {"VBD", "VBZ", "VBP", "MD"} and parse.pos[i] in {"VERB", "AUX"}


def subject_of(parse: Parse, i: int) -> tuple[range | None, range | None]:
    """Who says, and who that is where it is a 'who': the subject, that of the verb above, or the noun described."""
    for _ in range(INHERIT_DEPTH):
        # The parser gives a verb two subjects where it misreads the clause before it: the nearer one speaks.
        subjects = [c for c in parse.children[i] if parse.deps[c] in SUBJECTS]
        subject = max((c for c in subjects if c < i), default=subjects[0] if subjects else None)
        after = [c for c in subjects if c > i]
        if after and i > 0 and parse.forms[i - 1] in QUOTE_ENDS:
            # '"The army fled," said the mayor': of two subjects after the verb the second is an apposition.
            return range(noun_phrase(parse, after[0]).start, noun_phrase(parse, after[-1]).stop), None
        if subject is None and i > 0 and parse.forms[i - 1] in QUOTE_ENDS:
            # '"Help us!" shouted the women': the parser takes who speaks for what is shouted.
            subject = next((c for c in parse.children[i] if parse.deps[c] == "dobj" and c > i), None)
        if subject is not None:
            if parse.lemmas[subject] in RELATIVES and parse.deps[i] == "relcl":
                return range(subject, subject + 1), noun_phrase(parse, parse.heads[i], end=subject)
            return with_comma(parse, noun_phrase(parse, subject, end=i), i), None
        agent = agent_of(parse, i)
        if agent is not None:
            return agent, None
        if (cited := _cited(parse, i)) is not None:
            return cited, None
        if parse.deps[i] == "acl" and parse.tags[i] == "VB":
            return None, None  # 'in order to say', 'a way to say'
        if parse.deps[i] == "acl":
            return noun_phrase(parse, parse.heads[i], end=i), None
        if parse.deps[i] not in INHERITING or parse.heads[i] == i or parse.lemmas[i] in TOWARDS_SUBJECT:
            return None, None
        i = parse.heads[i]
    return None, None


def _cited(parse: Parse, i: int) -> range | None:
    """Who says so in 'quoted the mayor as saying': the object of the verb above."""
    preposition = parse.heads[i]
    if parse.deps[i] != "pcomp" or parse.forms[preposition] != "as":
        return None
    cited = next((c for c in parse.children[parse.heads[preposition]] if parse.deps[c] == "dobj" and c < i), None)
    return noun_phrase(parse, cited, end=preposition) if cited is not None else None


def is_inherited(parse: Parse, i: int) -> bool:
    """Whether the verb has no subject of its own and no 'and' before it: 'the road was cut, an officer told AFP'."""
    own = any(parse.deps[c] in SUBJECTS for c in parse.children[i])
    return not own and parse.deps[i] in {"conj", "dep", "advcl"} and parse.tags[i] in {"VBD", "VBZ", "VBP"}


def is_asked_not_to(parse: Parse, i: int) -> bool:
    """Whether the verb is what somebody is kept from: 'she begged them not to write'."""
    deps = {parse.deps[c]: c for c in parse.children[i]}
    to = deps.get("aux")
    return parse.deps[i] in {"xcomp", "ccomp", "advcl"} and "neg" in deps and to is not None and parse.forms[to] == "to"


def subject_by_words(parse: Parse, i: int) -> range | None:
    """The phrase before a verb of saying whose subject the parse has lost: 'X, a spokesman for Y, said'."""
    if parse.tags[i] == "VB":
        return None  # an infinitive or an order
    first = i
    sentence = parse.sentence(i)
    if parse.forms[i - 1] == ")":  # 'Senator Ana Duarte (D-Orsa) said'
        first = next((k for k in range(i - 2, sentence.start, -1) if parse.forms[k] == "("), i)
    while first > sentence.start and parse.forms[first - 1] not in STOPS and not is_finite(parse, first - 1):
        first -= 1
    run = trimmed(parse, range(first, i))
    while len(run) and (parse.pos[run.stop - 1] in {"ADV", "AUX"}):
        run = trimmed(parse, range(run.start, run.stop - 1))
    if not 0 < len(run) <= LONGEST_SOURCE or parse.pos[run.start] not in {"PROPN", "DET", "NOUN", "ADJ"}:
        return None
    return run if any(parse.pos[k] in {"PROPN", "NOUN"} for k in run) else None


def subject_after_comma(parse: Parse, i: int) -> range | None:
    """The noun phrase between a comma and the verb: '..., an officer at the front told AFP'."""
    run = subject_by_words(parse, i)
    if run is None or run.stop != i:
        return None
    comma = max((k for k in run if parse.forms[k] == ","), default=run.start - 1)
    if comma < 1 or parse.forms[comma] != ",":
        return None
    run = range(comma + 1, run.stop)
    return run if len(run) and parse.pos[run.start] in {"PROPN", "DET", "NOUN", "ADJ"} else None


def with_comma(parse: Parse, source: range, verb: int) -> range:
    """The source with the comma that closes an apposition in it, when the verb follows."""
    closes = source.stop < verb and parse.forms[source.stop] == "," and any(parse.forms[k] == "," for k in source)
    return range(source.start, source.stop + 1) if closes else source


def noun_phrase(parse: Parse, head: int, end: int | None = None) -> range:
    """The tokens of the phrase that `head` heads, up to `end`; a clause set off by a comma at its end is left out."""
    first, last = parse.lefts[head], parse.rights[head]
    for child in parse.children[head]:
        cut = parse.deps[child] in {"ccomp", "advcl", "parataxis"} or (
            parse.deps[child] in {"relcl", "acl"} and parse.forms[parse.lefts[child] - 1] == ","
        )
        if child > head and cut:
            last = min(last, parse.lefts[child] - 1)
    if end is not None and head < end <= last:
        last = end - 1
    last = _before_age(parse, head, last)
    while last > head and parse.forms[last] in MARKS:
        last -= 1
    while first < head and parse.pos[first] == "PUNCT":
        first += 1
    return range(first, max(last, head) + 1)


def _before_age(parse: Parse, head: int, last: int) -> int:
    """The last token before ', 58' or ', 58, of TOWN' after a name: an age is no part of who speaks."""
    for k in range(head + 1, last):
        if parse.forms[k] == "," and parse.forms[k + 1].isdigit() and len(parse.forms[k + 1]) < 3:
            return k - 1
    return last


def agent_of(parse: Parse, i: int) -> range | None:
    """The tokens after the `by` of a passive verb."""
    by = next((c for c in parse.children[i] if parse.deps[c] == "agent"), None)
    if by is None:
        return None
    noun = next((c for c in parse.children[by] if parse.deps[c] == "pobj"), None)
    if noun is None:
        return phrase_after(parse, by)
    deed = next((c for c in parse.children[noun] if c > noun and is_deed(parse, c)), None)
    return noun_phrase(parse, noun, end=deed)  # 'accused by rights groups of using': no 'groups of using'


def is_deed(parse: Parse, preposition: int) -> bool:
    """Whether a preposition opens what somebody is charged with: 'of using ...', 'for shelling ...'."""
    gerund = any(parse.deps[c] == "pcomp" and parse.tags[c] == "VBG" for c in parse.children[preposition])
    return parse.deps[preposition] == "prep" and parse.forms[preposition] in {"of", "for"} and gerund


def phrase_after(parse: Parse, preposition: int) -> range | None:
    """The noun phrase right after a preposition by its word classes, where the parse has lost it."""
    first = last = preposition + 1
    while last < len(parse) and parse.pos[last] in {"DET", "ADJ", "NOUN", "PROPN", "NUM"}:
        last += 1
    return range(first, last) if last > first else None


def trimmed(parse: Parse, run: range) -> range:
    """The run without punctuation at its ends; quotation marks stay."""
    first, last = run.start, run.stop - 1
    while first <= last and parse.forms[first] in MARKS:
        first += 1
    while last >= first and parse.forms[last] in MARKS:
        last -= 1
    return range(first, last + 1)
