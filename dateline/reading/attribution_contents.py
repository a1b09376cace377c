"""What is said: the clauses, objects and interrupted sentences that a verb of saying governs."""

from __future__ import annotations

from collections.abc import Container

from dateline.model.parse import Parse
from dateline.reading.attribution_sources import RELATIVES, SUBJECTS, is_deed, is_finite, noun_phrase, trimmed
from dateline.tables.speech import VerbRow

CLAUSES = frozenset({"ccomp"})
# 'said on Monday:' keeps the colon within this many tokens of the verb.
COLON_REACH = 5
OBJECTS = frozenset({"dobj", "oprd"})
# 'accused the army of shelling', 'praised him for his courage', 'described it as a crime', 'called it a lie'.
QUOTE_MARKS = frozenset({'"', "“", "``", "''", "‘"})
ASKED = frozenset({"asked", "told", "pressed", "questioned", "reminded"})
# Words that open a clause of what is told or asked; after these nothing is.
OPENERS = frozenset({"that", "what", "whether", "if", "why", "how", ":"})
PARTED = frozenset({",", ";", ".", ")", "”", '"', "''", "-", "–", "—", "--", "and"})
CHARGING = frozenset({"of", "for", "as"})


def contents_of(
    parse: Parse, i: int, row: VerbRow, source: range | None, *, passive: bool, words: Container[str]
) -> tuple[range, ...]:
    """The tokens of what the verb at token i says, by the frames it takes; empty when the grammar shows none.

    `words`: the nouns of saying, which a verb of issuing takes ('released a statement').
    """
    if passive:
        return _passive_contents(parse, i, row)
    if "measure" in row.frames and (measured := _measured(parse, i)) is not None:
        return (measured,)
    if "clause" in row.frames and (listed := _with_list(parse, i, source)):
        return listed
    found = []
    for child in parse.children[i]:
        if child < i and _parted(parse, child, i):
            continue
        clause = parse.deps[child] in CLAUSES and ("clause" in row.frames or (child > i and "infinitive" in row.frames))
        frame = "gerund" if parse.tags[child] == "VBG" and "gerund" in row.frames else "infinitive"
        scene = "scene" in row.frames and parse.deps[child] == "ccomp" and child > i and _is_scene(parse, child)
        if clause or scene or (parse.deps[child] == "xcomp" and child > i and frame in row.frames):
            found.append(range(parse.lefts[child], parse.rights[child] + 1))
    if not found:
        found = _objects(parse, i, row, source, words)
    does = any(parse.deps[c] == "xcomp" and c > i for c in parse.children[i])  # 'continued to fire'
    if not found and "clause" in row.frames and not does:
        found = _interrupted(parse, i, source, spoken="quote" in row.frames)
    if not found:
        found = _by_preposition(parse, i, row.frames)
    told = "quote" in row.frames or parse.forms[i + 1 : i + 2] == ["that"]
    if not found and told and "clause" in row.frames and source is not None and source.stop <= i:
        found = _told_after(parse, i)
    return tuple(run for run in (trimmed(parse, run) for run in found) if len(run))


def _is_scene(parse: Parse, clause: int) -> bool:
    """Whether a clause is what somebody sees or hears happen: 'saw soldiers loot', 'heard women screaming'."""
    return parse.tags[clause] in {"VB", "VBG"} and any(parse.deps[c] in SUBJECTS for c in parse.children[clause])


def _parted(parse: Parse, clause: int, verb: int) -> bool:
    """Whether a semicolon parts a clause from the verb after it: 'A says so; B says that it is not so'."""
    return any(parse.forms[k] == ";" for k in range(clause, verb))


def _with_list(parse: Parse, i: int, source: range | None) -> tuple[range, ...]:
    """'Nine died, the mayor said on Monday: six in Orsa and three in Keld': the clause before and what explains it."""
    end = parse.sentence(i).stop
    colon = next((k for k in range(i + 1, min(i + COLON_REACH, end)) if parse.forms[k] == ":"), None)
    if colon is None or any(parse.pos[k] in {"VERB", "AUX"} for k in range(i + 1, colon)):
        return ()
    runs = (trimmed(parse, run) for run in [*_before_comma(parse, i, source), range(colon + 1, end)])
    found = tuple(run for run in runs if len(run))
    return found if len(found) > 1 else ()


def _measured(parse: Parse, i: int) -> range | None:
    """'put the toll at 17': what is measured, and the number."""
    what = next((c for c in parse.children[i] if parse.deps[c] == "dobj" and c > i), None)
    at = next((c for c in parse.children[i] if parse.forms[c] == "at" and c > i), None)
    if at is None and what is not None:
        at = next((c for c in parse.children[what] if parse.forms[c] == "at"), None)
    if at is None and what is not None:
        # 'put the number who have left at 8,000': the parser hangs the number on the verb below.
        below = range(what + 1, parse.rights[what] + 1)
        at = next(
            (c for c in reversed(below) if parse.forms[c] == "at" and parse.deps[parse.heads[c]] == "relcl"), None
        )
    if what is None or at is None:
        return None
    numbers = [k for k in range(at, parse.rights[at] + 1) if parse.pos[k] == "NUM"]
    return range(parse.lefts[what], parse.rights[at] + 1) if numbers else None


def _passive_contents(parse: Parse, i: int, row: VerbRow) -> tuple[range, ...]:
    """'N are believed to ...': the subject and the infinitive; 'it was reported that ...': the clause.

    What an active verb would take as its object is the subject here: 'the deal was rejected by X', 'is seen as Y'.
    """
    clause = next((c for c in parse.children[i] if parse.deps[c] in {"ccomp", "xcomp"}), None)
    subject = next((c for c in parse.children[i] if parse.deps[c] in SUBJECTS), None)
    if clause is None and parse.deps[i] != "advcl":
        infinitive = i + 1 < len(parse) and parse.forms[i + 1] == "to"
        by = next((c for c in parse.children[i] if parse.deps[c] == "agent"), None)
        inner = next((c for c in parse.children[by] if parse.deps[c] == "pcomp"), None) if by is not None else None
        if not infinitive and inner is None:
            return _moved_object(parse, i, row, subject, by)
        clause = inner
    said = (
        range(i + 1, parse.rights[i] + 1)
        if clause is None
        else range(_start_of_clause(parse, clause, i), parse.rights[clause] + 1)
    )
    runs = [said]
    if subject is not None and parse.lemmas[subject] != "it" and "hearer" not in row.frames:
        runs.insert(0, range(parse.lefts[subject], parse.rights[subject] + 1))
    return tuple(run for run in (trimmed(parse, run) for run in runs) if len(run))


def _moved_object(parse: Parse, i: int, row: VerbRow, subject: int | None, by: int | None) -> tuple[range, ...]:
    """The subject of a passive verb, or the noun it describes, with the phrase after it: 'is seen as a threat'."""
    after = _by_preposition(parse, i, [f.removeprefix("passive-") for f in row.frames if f.startswith("passive-")])
    if not after and "passive-naming" in row.frames:
        named = [c for c in parse.children[i] if c > i and parse.deps[c] in {"oprd", "acomp"}]
        after = [range(parse.lefts[c], parse.rights[c] + 1) for c in named]
    if not after and "passive-alone" not in row.frames and (by is None or "object" not in row.frames):
        return ()
    runs = list(after)
    if by is not None and not after:
        agent = next((c for c in parse.children[by] if parse.deps[c] == "pobj"), by)
        runs = [range(c + 1, parse.rights[c] + 1) for c in parse.children[agent] if c > agent and is_deed(parse, c)]
    if parse.deps[i] in {"acl", "relcl"} and (subject is None or parse.lemmas[subject] in RELATIVES):
        runs.insert(0, noun_phrase(parse, parse.heads[i], end=parse.lefts[i]))
    elif subject is not None and "hearer" not in row.frames:
        runs.insert(0, range(parse.lefts[subject], parse.rights[subject] + 1))
    return tuple(run for run in (trimmed(parse, run) for run in runs) if len(run))


def _start_of_clause(parse: Parse, clause: int, verb: int) -> int:
    """Where the clause begins: at its `to` when an agent stands before it within its own (mistaken) subtree."""
    first = parse.lefts[clause]
    to = next((k for k in range(first, clause) if parse.forms[k] == "to" and parse.heads[k] == clause), None)
    return to if to is not None and to > verb else max(first, verb + 1) if first <= verb < clause else first


def _interrupted(parse: Parse, i: int, source: range | None, *, spoken: bool) -> list[range]:
    """The clause around or before 'he said' where the parse hangs the verb below it, or a comma ends it."""
    sentence = parse.sentence(i)
    head = parse.heads[i]
    own = parse.subtree(i)
    if parse.forms[own.start].lower() == "as" and own.start < i and parse.heads[own.start] == i:
        return _said_as(own, sentence if own.start == sentence.start else parse.subtree(head))
    first = min(source.start, i) if source else i
    if first == sentence.start and (spoken or not _has_object(parse, i)) and _goes_on(parse, i, sentence):
        return [range(i + 1, sentence.stop)]
    inserted = first > sentence.start and parse.forms[first - 1] == "," and parse.forms[i + 1 : i + 2] == [","]
    if inserted and _before_comma(parse, i, source):
        return [*_before_comma(parse, i, source), range(i + 2, sentence.stop)]
    if parse.deps[i] in {"parataxis", "ccomp", "advcl", "dep"} and head != i and head not in own:
        runs = [range(max(parse.lefts[head], sentence.start), own.start), range(own.stop, parse.rights[head] + 1)]
        if own.start > sentence.start and any(parse.forms[k] in {",", "”", '"'} for k in (own.start - 1, own.start)):
            return [run for run in runs if len(run) > 1]
        return []
    return _before_comma(parse, i, source)


def _said_as(own: range, whole: range) -> list[range]:
    """'As the mayor said, the road is cut': the clause, or the sentence that it opens, without the one with 'as'."""
    runs = (range(whole.start, own.start), range(own.stop, whole.stop))
    return [run for run in runs if len(run) > 2]


def _goes_on(parse: Parse, i: int, sentence: range) -> bool:
    """Whether a clause follows a verb that begins its sentence with its source."""
    return i + 2 < sentence.stop and any(is_finite(parse, k) for k in range(i + 1, sentence.stop))


def _told_after(parse: Parse, i: int) -> list[range]:
    """The clause after a verb of saying that the parse has hung elsewhere: 'asked them on Monday what they wanted'.

    It begins at a word that opens a clause, has a verb with a tense, and ends where a contrast begins.
    """
    end = parse.sentence(i).stop
    finite = next((k for k in range(i + 1, end) if is_finite(parse, k)), end)
    opening = next((k for k in range(i + 1, finite) if parse.forms[k].lower() in OPENERS), None)
    if opening is None or finite == end or any(parse.forms[k] in PARTED for k in range(i + 1, opening)):
        return []
    but = (k for k in range(finite, end) if parse.forms[k].lower() == "but" and parse.forms[k - 1] == ",")
    return [range(opening, next(but, end))]


def _has_object(parse: Parse, i: int) -> bool:
    """Whether a verb takes a thing or shares one with the next verb: 'found nine mines', 'saw and heard them'."""
    return any(parse.deps[c] == "dobj" for c in parse.children[i]) or parse.forms[i + 1 : i + 2] == ["and"]


def _before_comma(parse: Parse, i: int, source: range | None) -> list[range]:
    """The clause that a comma before the source ends, back to a semicolon or the sentence's start."""
    sentence = parse.sentence(i)
    if parse.forms[i + 1 : i + 2] and parse.forms[i + 1] in QUOTE_MARKS and (source is None or source.stop <= i):
        return []  # 'The road was cut, and a man yelled "Stay there!"'
    comma = (min(source.start, i) if source else i) - 1
    begin = max((k + 1 for k in range(sentence.start, max(comma, 0)) if parse.forms[k] == ";"), default=sentence.start)
    if comma > begin and parse.forms[comma] == "," and not _is_introduction(parse, begin, comma):
        return [range(begin, comma)]
    return []


def _is_introduction(parse: Parse, first: int, comma: int) -> bool:
    """Whether the words before a comma are no clause of their own ('On Monday, he said', 'Asked if so, he said')."""
    asked = first + (parse.forms[first].lower() in {"when", "after", "once"})
    return parse.forms[asked].lower() in ASKED or not any(
        parse.pos[k] in {"VERB", "AUX"} and parse.tags[k] not in {"VBG", "VBN", "VB"} for k in range(first, comma)
    )


def _objects(parse: Parse, i: int, row: VerbRow, source: range | None, words: Container[str]) -> list[range]:
    """The noun phrase that a verb such as 'condemn' takes, with what it is charged with or called."""
    if "hearer" in row.frames:
        return []
    for child in parse.children[i]:
        if child < i or parse.deps[child] not in OBJECTS:
            continue
        last = _charged(parse, i, child)
        called = "naming" in row.frames and (
            last > parse.rights[child] or _quotes_within(parse, parse.lefts[child], last)
        )
        issued = "word" in row.frames and parse.lemmas[child] in words
        # 'The inquiry found no proof': what a report finds is said, what people find is not.
        finding = "finding" in row.frames and source is not None and any(parse.lemmas[k] in words for k in source)
        if "object" in row.frames or called or issued or finding:
            return [range(parse.lefts[child], last + 1)]
        return []
    return _relative_object(parse, i) if "object" in row.frames else []


def _relative_object(parse: Parse, i: int) -> list[range]:
    """'The deal they rejected': the noun that a relative clause without an object of its own describes."""
    if parse.deps[i] != "relcl":
        return []
    own = [c for c in parse.children[i] if parse.deps[c] in SUBJECTS]
    if not own or parse.lemmas[own[-1]] in RELATIVES:
        return []
    return [noun_phrase(parse, parse.heads[i], end=parse.lefts[i])]


def _quotes_within(parse: Parse, first: int, last: int) -> bool:
    """Whether words are quoted in or right after an object: 'called the raid "a crime"'."""
    return any(parse.forms[k] in QUOTE_MARKS for k in range(first, min(last + 2, len(parse))))


def _by_preposition(parse: Parse, i: int, prepositions: Container[str]) -> list[range]:
    """What follows the first of a verb's prepositions: 'called for a ceasefire', 'spoke about the dead'."""
    for child in parse.children[i]:
        if child > i and parse.deps[child] == "prep" and parse.forms[child].lower() in prepositions:
            noun = next((c for c in parse.children[child] if parse.deps[c] in {"pobj", "pcomp"}), None)
            if noun is not None:
                return [range(parse.lefts[noun], parse.rights[noun] + 1)]
    return []


def _charged(parse: Parse, i: int, accused: int) -> int:
    """The last token of what an object is charged with: 'accused the army of shelling Orsa', 'called it a lie'."""
    deed = accused
    for c in parse.children[i]:
        if c > accused and (
            parse.deps[c] in {"oprd", "acomp"} or (parse.deps[c] == "prep" and parse.forms[c] in CHARGING)
        ):
            deed = c
    return parse.rights[deed]
