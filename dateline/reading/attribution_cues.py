"""Cues of attribution in one paragraph: verbs with their source and content, set phrases, hedges without a source."""

from __future__ import annotations

from msgspec import Struct

from dateline.model.parse import Parse
from dateline.reading.attribution_contents import contents_of
from dateline.reading.attribution_sources import (
    agent_of,
    is_asked_not_to,
    is_inherited,
    noun_phrase,
    phrase_after,
    subject_after_comma,
    subject_by_words,
    subject_of,
    trimmed,
)
from dateline.tables.speech import PhraseRow, SpeechWords, VerbRow

# Verbs that distance the author although they name a speaker.
DOUBTING = frozenset({"claim", "allege", "purport", "seem", "appear", "speculate", "suggest", "indicate", "rumour"})
# In a quotation these are its speaker, whose belief or wish is part of what is said.
SPEECH_PERSONS = frozenset({"i", "we", "you"})
TRANSCRIPT_NAME = 5
ISSUING = frozenset({"release", "issue", "make", "give", "publish", "send", "read", "deliver", "post"})
# 'Reports of a clash that ...': what follows is no author.
NEWS = frozenset({"report", "news", "word", "sign", "evidence", "rumour", "rumor", "indication", "suggestion", "proof"})
NOUN_CLAUSES = frozenset({"acl", "ccomp", "relcl"})


class Cue(Struct, frozen=True, kw_only=True):
    """A cue: its tokens, the tokens of its source (None: nobody is named) and of its contents, none overlapping.

    `verb` is the governing token of a verbal cue; `takes_quote`: a quotation beside it is what it says;
    `named`: the tokens that name the source where it is only a 'who' (a relative clause). `cited_in`: the verb whose
    clause cites the source ('reported, citing X').
    """

    first: int
    last: int
    kind: str
    certainty: str
    source: range | None = None
    named: range | None = None
    contents: tuple[range, ...] = ()
    verb: int | None = None
    takes_quote: bool = False
    hedge: bool = False
    cited_in: int | None = None


def find_cues(parse: Parse, speech: SpeechWords) -> list[Cue]:
    """The cues of a paragraph, in text order."""
    lower = [form.lower() for form in parse.forms]
    cues: list[Cue | None] = [_transcript_cue(parse)]
    for i in range(len(parse)):
        if (hedge := speech.hedge_at(lower, i)) is not None:
            cues.append(_hedge_cue(parse, i, hedge[0] - 1, hedge[1].certainty))
        elif (phrase := speech.phrase_at(lower, i)) is not None:
            cues.append(_phrase_cue(parse, i, phrase[0] - 1, phrase[1]))
        elif parse.pos[i] == "VERB" or parse.tags[i][:2] == "VB":
            row = speech.verbs.get(parse.lemmas[i])
            cues.append(_verb_cue(parse, i, row) if row else None)
        elif parse.pos[i] == "NOUN" and (noun := speech.nouns.get(parse.lemmas[i])) is not None:
            cues.append(_noun_cue(parse, i, noun.kind))
    return [cue for cue in cues if cue is not None]


def _verb_cue(parse: Parse, i: int, row: VerbRow) -> Cue | None:
    passive = any(parse.deps[c] == "auxpass" for c in parse.children[i]) or (
        parse.tags[i] == "VBN" and parse.deps[i] == "acl"
    )
    source, named = (agent_of(parse, i), None) if passive else subject_of(parse, i)
    if not passive and "quote" in row.frames:
        if source is None:
            source = subject_by_words(parse, i)
        elif is_inherited(parse, i):
            source = subject_after_comma(parse, i) or source
    if source is None and not passive:
        return None
    if is_asked_not_to(parse, i):
        return None
    if source is not None and row.kind != "statement" and parse.lemmas[source.start] in SPEECH_PERSONS:
        return None
    contents = contents_of(parse, i, row, source, passive=passive)
    if named is not None:
        contents = tuple(run for run in contents if run.start > i)  # what stands before 'which' is not said by it
    takes_quote = not passive and "quote" in row.frames
    if (passive or not takes_quote) and not contents:
        return None
    if passive and "passive" not in row.frames and source is None:
        return None
    first, last = _cue_tokens(parse, i, contents, source)
    reported = (passive and source is None) or row.kind == "belief" or parse.lemmas[i] in DOUBTING
    return Cue(
        first=first, last=last, kind=row.kind, certainty="reported" if reported else "stated", source=source,
        named=named, contents=contents, verb=i, takes_quote=takes_quote,
    )  # fmt: skip


def _opens_with_that(parse: Parse, clause: int) -> bool:
    first = parse.lefts[clause]
    return parse.forms[first] == "that" and parse.deps[first] == "mark"


def _noun_cue(parse: Parse, i: int, kind: str) -> Cue | None:
    """'the army's claim that ...', 'a warning by the ministry that ...': the clause is what was said."""
    clause = next(
        (c for c in parse.children[i] if c > i and parse.deps[c] in NOUN_CLAUSES and _opens_with_that(parse, c)),
        None,
    )
    if clause is None:
        return _issued_cue(parse, i, kind)
    owner = next((c for c in parse.children[i] if parse.deps[c] == "poss"), None)
    authors = {"by", "from"} if parse.lemmas[i] in NEWS else {"by", "from", "of"}
    by = next(
        (c for c in parse.children[i] if parse.deps[c] == "prep" and parse.forms[c] in authors and i < c < clause),
        None,
    )
    author = next((c for c in parse.children[by] if parse.deps[c] == "pobj"), None) if by is not None else None
    head = owner if owner is not None else author
    source = noun_phrase(parse, head) if head is not None else None
    said = trimmed(parse, range(parse.lefts[clause], parse.rights[clause] + 1))
    return Cue(
        first=i, last=i, kind=kind, certainty="stated" if source else "reported", source=source, contents=(said,)
    )


def _issued_cue(parse: Parse, i: int, kind: str) -> Cue | None:
    """'The general released the following statement:': what comes after the colon is said."""
    verb = parse.heads[i]
    if parse.forms[-1] != ":" or parse.deps[i] != "dobj" or parse.lemmas[verb] not in ISSUING:
        return None
    source, named = subject_of(parse, verb)
    if source is None or named is not None:
        return None
    return Cue(first=verb, last=verb, kind=kind, certainty="stated", source=source, verb=verb, takes_quote=True)


def _transcript_cue(parse: Parse) -> Cue | None:
    """'NAME: words' at a paragraph's start, as transcripts have it."""
    colon = next((k for k in range(1, min(TRANSCRIPT_NAME + 1, len(parse) - 1)) if parse.forms[k] == ":"), None)
    if colon is None or not all(parse.pos[k] == "PROPN" for k in range(colon)):
        return None
    said = trimmed(parse, range(colon + 1, len(parse)))
    longer = [k for k in said if len(parse.forms[k]) > 3]
    if not any(parse.pos[k] == "VERB" for k in said) or 2 * sum(parse.forms[k][0].isupper() for k in longer) > len(
        longer
    ):
        return None
    return Cue(first=colon, last=colon, kind="statement", certainty="stated", source=range(colon), contents=(said,))


def _cue_tokens(parse: Parse, i: int, contents: tuple[range, ...], source: range | None) -> tuple[int, int]:
    """The verb with its auxiliaries, adverbs and particles where they stand beside it."""
    first = last = i
    while first > 0 and parse.heads[first - 1] == i and parse.deps[first - 1] in {"aux", "auxpass", "neg", "advmod"}:
        first -= 1
    while (
        last + 1 < len(parse)
        and parse.heads[last + 1] == i
        and parse.deps[last + 1] in {"prt", "prep"}
        and _free(last + 1, contents, source)
    ):
        last += 1
        if parse.deps[last] == "prep":
            break
    return first, last


def _free(token: int, contents: tuple[range, ...], source: range | None) -> bool:
    return not any(token in run for run in contents) and not (source and token in source)


def _phrase_cue(parse: Parse, first: int, last: int, row: PhraseRow) -> Cue | None:
    """'according to X' and its like: X is the source, the rest of the sentence the content."""
    noun = next((c for c in parse.children[last] if parse.deps[c] in {"pobj", "dobj"} and c > last), None)
    source = noun_phrase(parse, noun) if noun is not None else phrase_after(parse, last)
    if source is None:
        return None
    sentence = parse.sentence(first)
    before = trimmed(parse, range(sentence.start, first))
    after = trimmed(parse, range(source.stop, sentence.stop))
    contents = (before,) if len(before) > 1 else (after,) if len(after) else ()
    over = parse.heads[first] if row.place == "cited" and parse.pos[first] == "VERB" else first
    return Cue(
        first=first, last=last, kind=row.kind, certainty="stated", source=source, contents=contents,
        cited_in=over if over != first else None,
    )  # fmt: skip


def _hedge_cue(parse: Parse, first: int, last: int, certainty: str) -> Cue:
    """'reportedly': the clause around it is kept at a distance, and nobody is named."""
    head = parse.heads[first]
    if parse.pos[first] == "ADJ" or parse.forms[first].lower() == "so":
        clause = parse.subtree(head) if head > last else range(last + 1, min(last + 2, len(parse)))
    elif parse.pos[head] not in {"VERB", "AUX"}:
        clause = parse.sentence(first)
    else:
        clause = parse.subtree(head)
    runs = (trimmed(parse, range(clause.start, first)), trimmed(parse, range(last + 1, clause.stop)))
    return Cue(
        first=first,
        last=last,
        kind="statement",
        certainty=certainty,
        contents=tuple(r for r in runs if len(r)),
        hedge=True,
    )
