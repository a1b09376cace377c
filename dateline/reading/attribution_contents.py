"""Which tokens a cue governs: noun phrases of sources, clauses and objects of what is said."""

from __future__ import annotations

from dateline.model.parse import Parse
from dateline.tables.speech import VerbRow

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CLAUSES = frozenset({"ccomp"})
MARKS = frozenset({",", ".", ";", ":", "-", "–", "—", "--", "?", "!", "…", "...", "....", "…."})
OBJECT_PREPOSITIONS = frozenset({"for", "about", "of", "against", "on", "with", "to", "out"})


def is_finite(parse: Parse, i: int) -> bool:
    """Whether token i is a verb with a tense."""
    hyphened = i > 0 and parse.forms[i - 1] == "-"
    return not hyphened and parse.tags[i] in {"VBD", "VBZ", "VBP", "MD"} and parse.pos[i] in {"VERB", "AUX"}


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
    return noun_phrase(parse, noun) if noun is not None else phrase_after(parse, by)


def phrase_after(parse: Parse, preposition: int) -> range | None:
    """The noun phrase right after a preposition by its word classes, where the parse has lost it."""
    first = last = preposition + 1
    while last < len(parse) and parse.pos[last] in {"DET", "ADJ", "NOUN", "PROPN", "NUM"}:
        last += 1
    return range(first, last) if last > first else None


def contents_of(parse: Parse, i: int, row: VerbRow, source: range | None, *, passive: bool) -> tuple[range, ...]:
    """The tokens of what the verb at token i says, by the frames it takes; empty when the grammar shows none."""
    if passive:
        return _passive_contents(parse, i)
    found = []
    for child in parse.children[i]:
        clause = parse.deps[child] in CLAUSES and ("clause" in row.frames or (child > i and "infinitive" in row.frames))
        if clause or (parse.deps[child] == "xcomp" and child > i and "infinitive" in row.frames):
            found.append(range(parse.lefts[child], parse.rights[child] + 1))
    if not found and "object" in row.frames:
        found = _objects(parse, i, {"dobj", "oprd"})
    if not found and "clause" in row.frames:
        found = _interrupted(parse, i, source)
    if not found and "object" in row.frames:
        found = _objects(parse, i, {"prep"})
    return tuple(run for run in (trimmed(parse, run) for run in found) if len(run))


def _passive_contents(parse: Parse, i: int) -> tuple[range, ...]:
    """'N are believed to ...': the subject and the infinitive; 'it was reported that ...': the clause."""
    clause = next((c for c in parse.children[i] if parse.deps[c] in {"ccomp", "xcomp"}), None)
    subject = next((c for c in parse.children[i] if parse.deps[c] in SUBJECTS), None)
    if clause is None and parse.deps[i] != "advcl":
        infinitive = i + 1 < len(parse) and parse.forms[i + 1] == "to"
        by = next((c for c in parse.children[i] if parse.deps[c] == "agent"), None)
        inner = next((c for c in parse.children[by] if parse.deps[c] == "pcomp"), None) if by is not None else None
        if not infinitive and inner is None:
            return ()
        clause = inner
    said = (
        range(i + 1, parse.rights[i] + 1)
        if clause is None
        else range(_start_of_clause(parse, clause, i), parse.rights[clause] + 1)
    )
    runs = [said]
    if subject is not None and parse.lemmas[subject] != "it":
        runs.insert(0, range(parse.lefts[subject], parse.rights[subject] + 1))
    return tuple(run for run in (trimmed(parse, run) for run in runs) if len(run))


def _start_of_clause(parse: Parse, clause: int, verb: int) -> int:
    """Where the clause begins: at its `to` when an agent stands before it within its own (mistaken) subtree."""
    first = parse.lefts[clause]
    to = next((k for k in range(first, clause) if parse.forms[k] == "to" and parse.heads[k] == clause), None)
    return to if to is not None and to > verb else max(first, verb + 1) if first <= verb < clause else first


def _interrupted(parse: Parse, i: int, source: range | None) -> list[range]:
    """The clause around or before 'he said' where the parse hangs the verb below it, or a comma ends it."""
    sentence = parse.sentence(i)
    head = parse.heads[i]
    own = parse.subtree(i)
    first = min(source.start, i) if source else i
    if (
        first == sentence.start
        and i + 2 < sentence.stop
        and any(is_finite(parse, k) for k in range(i + 1, sentence.stop))
    ):
        return [range(i + 1, sentence.stop)]
    if parse.deps[i] in {"parataxis", "ccomp", "advcl", "dep"} and head != i and head not in own:
        runs = [range(max(parse.lefts[head], sentence.start), own.start), range(own.stop, parse.rights[head] + 1)]
        if own.start > sentence.start and any(parse.forms[k] in {",", "”", '"'} for k in (own.start - 1, own.start)):
            return [run for run in runs if len(run) > 1]
        return []
    if (
        first - 1 > sentence.start
        and parse.forms[first - 1] == ","
        and not _is_introduction(parse, sentence.start, first - 1)
    ):
        return [range(sentence.start, first - 1)]
    return []


def _is_introduction(parse: Parse, first: int, comma: int) -> bool:
    """Whether the words before a comma are no clause of their own ('On Monday, he said')."""
    return not any(
        parse.pos[k] in {"VERB", "AUX"} and parse.tags[k] not in {"VBG", "VBN", "VB"} for k in range(first, comma)
    )


def _objects(parse: Parse, i: int, deps: set[str]) -> list[range]:
    """The noun phrase that a verb such as 'condemn' or 'call for' takes, by dependency."""
    for child in parse.children[i]:
        if child < i or parse.deps[child] not in deps:
            continue
        if parse.deps[child] != "prep":
            return [range(parse.lefts[child], parse.rights[child] + 1)]
        noun = next((c for c in parse.children[child] if parse.deps[c] in {"pobj", "pcomp"}), None)
        if parse.forms[child].lower() in OBJECT_PREPOSITIONS and noun is not None:
            return [range(parse.lefts[noun], parse.rights[noun] + 1)]
    return []


def trimmed(parse: Parse, run: range) -> range:
    """The run without punctuation at its ends; quotation marks stay."""
    first, last = run.start, run.stop - 1
    while first <= last and parse.forms[first] in MARKS:
        first += 1
    while last >= first and parse.forms[last] in MARKS:
        last -= 1
    return range(first, last + 1)
