"""From a number to the noun it counts, through the parse."""

from __future__ import annotations

from msgspec import Struct

from dateline.model.parse import Parse
from dateline.model.span import Span
from dateline.reading.figure_cues import total_verb
from dateline.tables.quantities import NounRow, QuantityWords

WITHIN_PHRASE = frozenset({"nummod", "quantmod", "amod", "det", "compound", "advmod", "predet", "nmod"})
NOUNS = frozenset({"NOUN", "PROPN"})
# Between a number and its noun stand modifiers only; four tokens cover 'five heavily armed foreign fighters'.
LOOKAHEAD = 5
PRE_NOUN = frozenset({"ADJ", "PROPN", "ADV", "NOUN", "DET", "PRON", "NUM", "PUNCT"})
# Verbs of headlines that are no nouns.
VERBS_ONLY = frozenset({"flee", "die", "perish", "drown"})
OPENING = frozenset({":", "("})
TOTALLED = frozenset({"nsubj", "nsubjpass", "dobj"})
PARTICIPLES = frozenset({"VBN", "VBG"})


class Counted(Struct, frozen=True):
    """The head of the number phrase (`top`, what verbs govern) and the noun counted, None where left out.

    `last`: the last token of the number words, where no noun is given.
    """

    top: int
    noun: int | None
    row: NounRow | None
    last: int | None = None


def counted(parse: Parse, core: Span, whole: Span, words: QuantityWords) -> Counted | None:
    """What the number at `core`, `whole` with its modifiers, counts; None where no token stands there."""
    tokens = parse.tokens_in(core)
    head = parse.root_of(tokens)
    if head is None:
        return None
    own = noun_row(parse, head, words) if parse.pos[head] in NOUNS else None
    if own is not None and own.role == "toll":
        return Counted(head, head, own)  # 'no reports of casualties'
    if parse.deps[head] == "pobj" and parse.heads[head] in parse.tokens_in(whole):
        # 'as many as 300', 'over 300': the modifier is what the verb governs.
        head = parse.root_of(parse.tokens_in(whole)) or head
    above = _headline_verb(parse, tokens.stop) or _noun_above(parse, head, words)
    if above is not None:
        return Counted(above, above, noun_row(parse, above, words))
    below = next((noun for i in tokens for noun in _of(parse, i, words)), None)
    if below is not None and parse.pos[below] == "PRON":
        said = _predicated(parse, head, below, words)
        return Counted(head, said, None if said is None else noun_row(parse, said, words))
    if below is not None and below not in tokens:
        return Counted(head, below, noun_row(parse, below, words))
    after = _noun_after(parse, tokens.stop, words)
    if after is not None:
        return Counted(after, after, noun_row(parse, after, words))
    return Counted(head, None, None, tokens.stop - 1)


def noun_row(parse: Parse, i: int, words: QuantityWords) -> NounRow | None:
    """The row of a counted noun: by lemma, by form, or by the last part of a hyphenated word."""
    form = parse.forms[i].lower()
    singular = form[:-1] if form.endswith("s") else f"{form[:-3]}man" if form.endswith("men") else form
    for key in (parse.lemmas[i], form, singular, parse.lemmas[i].rpartition("-")[2]):
        row = words.nouns.get(key)
        if row is not None:
            return row
    return None


def party_of(parse: Parse, of: Counted, words: QuantityWords) -> str:
    """Civilians, where the noun names them or what is said of those counted does: `52 of the dead were civilians`."""
    said = said_of(parse, of, words)
    row = of.row if said is None else noun_row(parse, said, words)
    if row is None or row.role == "toll":
        noun = of.noun if of.noun is not None else _heading(parse, of.top, words)
        whose = () if noun is None else (c for c in parse.children[noun] if parse.deps[c] in ("amod", "compound"))
        named = (noun_row(parse, c, words) for c in whose)
        row = next((named_row for named_row in named if named_row is not None), row)
    return row.party if row is not None else "unknown"


def _heading(parse: Parse, top: int, words: QuantityWords) -> int | None:
    """The toll that a line of numbers stands under: `Civilian casualties: 7 killed, 23 injured`."""
    sentence = parse.sentence(top)
    colons = [i for i in range(sentence.start + 1, top) if parse.forms[i] == ":"]
    if not colons:
        return None
    row = noun_row(parse, colons[0] - 1, words)
    return colons[0] - 1 if row is not None and row.role == "toll" else None


def said_of(parse: Parse, of: Counted, words: QuantityWords) -> int | None:
    """What some are said to be: `52 of the dead were civilians`, `the number of nurses rose to 9`; None where named."""
    named = of.noun is not None and (of.row is None or of.row.role != "toll")
    if named:
        return None
    if parse.deps[of.top] not in ("nsubj", "nsubjpass"):
        return None if of.noun is not None else _totalled(parse, of.top, words)
    said = (c for c in parse.children[parse.heads[of.top]] if parse.deps[c] == "attr" and c != of.top)
    return next((c for c in said if noun_row(parse, c, words) is not None), None)


def _totalled(parse: Parse, top: int, words: QuantityWords) -> int | None:
    """Those whose total moves to a number where told apart: `bring to 14 the number of journalists killed`."""
    verb = total_verb(parse, top, words)
    if verb is None:
        return None
    totals = (c for c in parse.children[verb] if parse.lemmas[c] == "number" and parse.deps[c] in TOTALLED)
    those = (i for total in totals for i in _of(parse, total, words))
    return next((i for i in those if (row := noun_row(parse, i, words)) is not None and row.role != "person"), None)


def population(parse: Parse, noun: int, core: Span) -> Span:
    """The noun with its modifiers as written, without the number: from the first modifier after it to the head.

    A complement with `of` is part of it (`members of the tribe`).
    """
    first = noun
    for child in parse.children[noun]:
        if (
            child < first
            and parse.starts[child] >= core.end
            and parse.deps[child] in ("amod", "compound", "nmod", "poss")
        ):
            first = min(first, max(parse.lefts[child], _first_after(parse, core)))
    last = noun
    for child in parse.children[noun]:
        if parse.deps[child] == "prep" and parse.lemmas[child] == "of" and child == noun + 1:
            last = _of_end(parse, child)
    return parse.span_of(first, last)


def is_numbered(parse: Parse, of: Counted, cue: int) -> bool:
    """Whether the number stands before the word: in `killed scores and displaced thousands` that is a verb."""
    return cue > of.top or any(parse.pos[c] == "NUM" and c < cue for c in parse.children[of.top])


def _first_after(parse: Parse, core: Span) -> int:
    return parse.tokens_in(core).stop


def _of_end(parse: Parse, prep: int) -> int:
    """The head of the complement of `of`."""
    return next((c for c in parse.children[prep] if parse.deps[c] == "pobj"), prep - 1)


def _noun_above(parse: Parse, i: int, words: QuantityWords) -> int | None:
    """The noun that a number modifies, climbing over numbers and adverbs between them."""
    for _ in range(3):
        head = parse.heads[i]
        if parse.deps[i] not in WITHIN_PHRASE or head <= i or is_apart(parse, i, head):
            return None
        if parse.deps[i] == "det" and parse.pos[head] == "VERB":
            return None  # 'another wounded': a verb that the parser gave an article
        if parse.pos[head] in NOUNS or parse.lemmas[head] in words.nouns or parse.forms[head].lower() in words.nouns:
            return head
        i = head
    return None


def is_apart(parse: Parse, i: int, head: int) -> bool:
    """Whether a list of parts opens between a number and the noun above it: `killed 16: nine soldiers`."""
    return any(form in OPENING for form in parse.forms[i + 1 : head])


def _headline_verb(parse: Parse, after: int) -> int | None:
    """The verb after a number that the parser took for a part of a compound: `Hundreds flee homes`."""
    known = after < len(parse) and parse.deps[after] == "compound" and parse.forms[after].lower() in VERBS_ONLY
    return after if known else None


def _predicated(parse: Parse, head: int, them: int, words: QuantityWords) -> int | None:
    """What is said of some `of them`, where that is a noun: `30 of them children`."""
    if them + 1 < len(parse) and parse.tags[them + 1] == "NNS" and noun_row(parse, them + 1, words) is not None:
        return them + 1
    above = parse.heads[head]
    known = (
        parse.deps[head] in ("nsubj", "nmod", "nummod") and parse.pos[above] in NOUNS and noun_row(parse, above, words)
    )
    return above if known else None


def _of(parse: Parse, i: int, words: QuantityWords) -> list[int]:
    """The complements of `of` after token i: `dozens of villages`, `two of its soldiers`, `52 of the dead`."""
    preps = [c for c in parse.children[i] if parse.lemmas[c] == "of" and c > i]
    return [
        c
        for prep in preps
        for c in _stands_for(parse, prep, words)
        if parse.pos[c] in {*NOUNS, "PRON"} or _is_toll(parse, c, words)
    ]


def _stands_for(parse: Parse, prep: int, words: QuantityWords) -> list[int]:
    """The complements of a preposition; for the 80 of `the 80 wounded` the word behind it."""
    found = []
    for c in parse.children[prep]:
        if parse.deps[c] == "pobj":
            behind = parse.pos[c] == "NUM" and c + 1 in parse.children[c] and _is_toll(parse, c + 1, words)
            found.append(c + 1 if behind else c)
    return found


def _is_toll(parse: Parse, i: int, words: QuantityWords) -> bool:
    """Whether an adjective or participle stands for people: `the dead`, `the wounded`."""
    row = words.nouns.get(parse.forms[i].lower())
    return row is not None and row.role in ("toll", "displaced")


def _noun_after(parse: Parse, start: int, words: QuantityWords) -> int | None:
    """The known noun that follows a number directly, for parses that lost the link."""
    for i in range(start, min(start + LOOKAHEAD, len(parse))):
        if (
            parse.sentences[i] != parse.sentences[start]
            or (parse.pos[i] not in PRE_NOUN and parse.tags[i] not in PARTICIPLES)
            or parse.forms[i] in ",;:.("
        ):
            return None
        if parse.pos[i] in NOUNS and noun_row(parse, i, words) is not None and parse.deps[i] != "compound":
            return i
    return None
