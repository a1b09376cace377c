"""Cues of attribution in one paragraph: verbs with their source and content, set phrases, hedges without a source."""

from __future__ import annotations

from dateline.model.parse import Parse
from dateline.reading.attribution_closing import closing_speaker
from dateline.reading.attribution_contents import contents_of
from dateline.reading.attribution_cue import Cue, cue_tokens
from dateline.reading.attribution_headlines import capital_cue, signature_cue, transcript_cue
from dateline.reading.attribution_nouns import adjective_cue, noun_cue, written_cue
from dateline.reading.attribution_sources import (
    RELATIVES,
    SUBJECTS,
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
# 'No group has claimed the attack': nobody says so.
NOBODY = frozenset({"no", "nobody", "none", "nothing", "neither"})
# In a quotation these are its speaker, whose belief or wish is part of what is said.
SPEECH_PERSONS = frozenset({"i", "we", "you"})
SEEMING = frozenset({"xcomp", "ccomp", "oprd", "acomp", "advcl"})
# After these a set phrase is put into the clause that it attributes ('because, according to X, ...').
JOINS = frozenset({"as", "and", "but", "because", "while", "although", "though", "that", "since", "whereas", "or"})


def find_cues(parse: Parse, speech: SpeechWords) -> list[Cue]:
    """The cues of a paragraph, in text order."""
    cues = [transcript_cue(parse), signature_cue(parse), capital_cue(parse, speech)]
    lower = [form.lower() for form in parse.forms]
    hedged = 0
    for i, (word, pos) in enumerate(zip(lower, parse.pos, strict=True)):
        if i < hedged:
            continue
        if word in speech.hedges and (hedge := speech.hedge_at(lower, i)) and not _is_predicate(parse, i, hedge[0]):
            hedged = hedge[0]
            cues.append(_hedge_cue(parse, i, hedged - 1, hedge[1].certainty))
        elif word in speech.phrases and (phrase := speech.phrase_at(lower, i)) is not None:
            cues.append(_phrase_cue(parse, i, phrase[0] - 1, phrase[1]))
        elif pos == "VERB":
            row = _row_of(parse, i, speech)
            cues.append(_verb_cue(parse, i, row, speech) if row else None)
        elif pos == "NOUN":
            noun = speech.nouns.get(parse.lemmas[i]) or speech.stances.get(parse.lemmas[i])
            cues.append(noun_cue(parse, i, noun.kind, speech.frames_of(parse.lemmas[i])) if noun else None)
        elif pos == "ADJ" and (stance := speech.stances.get(word)) is not None and stance.pos == "adjective":
            cues.append(adjective_cue(parse, i, stance))
    found = [cue for cue in cues if cue is not None]
    written = [written_cue(parse, i, found, speech) for i, word in enumerate(lower) if word == "in"]
    return found + [cue for cue in written if cue is not None]


def _row_of(parse: Parse, i: int, speech: SpeechWords) -> VerbRow | None:
    """The row of the verb at token i, with its particle where that has one of its own ('point out')."""
    lemma = parse.lemmas[i]
    for child in parse.children[i] if lemma in speech.with_particle else ():
        if parse.deps[child] == "prt" and (row := speech.verbs.get(f"{lemma} {parse.forms[child].lower()}")):
            return row
    # The lemmatiser takes the e from 'hoping' and leaves the ending of capitalised words.
    return speech.verbs.get(lemma) or speech.verbs.get(lemma + "e") or speech.verbs.get(lemma.removesuffix("ed"))


def _verb_cue(parse: Parse, i: int, row: VerbRow, speech: SpeechWords) -> Cue | None:
    if "seeming" in row.frames:
        return _seeming_cue(parse, i, row)
    passive = _is_passive(parse, i) or ("hearer" in row.frames and _is_asked(parse, i))
    source, named = (agent_of(parse, i), None) if passive else subject_of(parse, i)
    if not passive and "quote" in row.frames:
        if source is None:
            source = subject_by_words(parse, i)
        elif is_inherited(parse, i):
            source = subject_after_comma(parse, i) or source
    closing = closing_speaker(parse, i) if not passive and "quote" in row.frames else None
    if closing is not None:
        source = closing.source
    if (source is None and not passive) or is_asked_not_to(parse, i):
        return None
    if source is not None and parse.forms[source.start].lower() in NOBODY:
        return None
    contents = contents_of(parse, i, row, source, passive=passive, words=speech.nouns)
    if closing is not None and not any(run.stop >= closing.content.stop for run in contents):
        contents = (closing.content,)
    if named is not None:
        contents = tuple(run for run in contents if run.start > i)  # what stands before 'which' is not said by it
    takes_quote = not passive and "quote" in row.frames
    if (passive or not takes_quote) and not contents:
        return None
    if passive and source is None and not any(frame.startswith("passive") for frame in row.frames):
        return None
    first, last = cue_tokens(parse, i, contents, source)
    reported = (passive and source is None) or row.kind == "belief" or parse.lemmas[i] in DOUBTING
    # 'is seen as a threat': what people think of it, not what they saw.
    kind = "belief" if passive and row.kind == "perception" else row.kind
    return Cue(
        first=first, last=last, kind=kind, certainty="reported" if reported else "stated", source=source,
        named=named, contents=contents, verb=i, takes_quote=takes_quote,
    )  # fmt: skip


def _seeming_cue(parse: Parse, i: int, row: VerbRow) -> Cue | None:
    """'The gunmen appeared to leave': the author's own guess, about the subject and what follows the verb."""
    rest = next((c for c in parse.children[i] if c > i and parse.deps[c] in SEEMING), None)
    if rest is None:
        return None
    runs = [range(parse.lefts[rest], parse.rights[rest] + 1)]
    subject = max((c for c in parse.children[i] if parse.deps[c] in SUBJECTS and c < i), default=None)
    if subject is not None and parse.lemmas[subject] != "it":
        runs.insert(0, noun_phrase(parse, subject, end=i))
    contents = tuple(run for run in (trimmed(parse, run) for run in runs) if len(run))
    first, last = cue_tokens(parse, i, contents, None)
    return Cue(first=first, last=last, kind=row.kind, certainty="reported", contents=contents, verb=i)


def _is_passive(parse: Parse, i: int) -> bool:
    """Whether the verb is passive; "he's said that" is not, which the parser takes for "he is said"."""
    auxiliary = next((c for c in parse.children[i] if parse.deps[c] == "auxpass"), None)
    if auxiliary is None:
        own = any(parse.deps[c] in {"dobj", "ccomp"} and c > i for c in parse.children[i])
        return (
            parse.deps[i] == "acl" and parse.tags[i] in {"VBN", "VBD"} and not own
        )  # 'The mayor called it a lie', misread
    if parse.forms[auxiliary] in {"'s", "’s"} and parse.forms[i + 1 : i + 2] != ["to"]:
        return not any(parse.deps[c] == "ccomp" and c > i for c in parse.children[i])
    return True


def _is_asked(parse: Parse, i: int) -> bool:
    """'Asked whether he would go, he ...', 'when told that ...': a participle without a subject of its own."""
    if parse.tags[i] not in {"VBN", "VBD"} or any(parse.deps[c] in {"nsubj", "aux"} for c in parse.children[i]):
        return False
    opens = parse.sentence(i).start == i or parse.forms[i - 1].lower() in {"when", ",", "if", "once", "while"}
    return opens and (parse.deps[i] == "advcl" or parse.forms[i][0].isupper())


def _phrase_cue(parse: Parse, first: int, last: int, row: PhraseRow) -> Cue | None:
    """'according to X' and its like: X is the source, the rest of the sentence the content."""
    noun = next((c for c in parse.children[last] if parse.deps[c] in {"pobj", "dobj"} and c > last), None)
    source = noun_phrase(parse, noun) if noun is not None else phrase_after(parse, last)
    if source is None:
        return None
    sentence = parse.sentence(first)
    before = trimmed(parse, range(sentence.start, first))
    after = trimmed(parse, range(source.stop, sentence.stop))
    joined = first - 1 - (parse.forms[first - 1] == ",") if first > sentence.start else -1
    inserted = joined >= sentence.start and parse.forms[joined].lower() in JOINS and len(after) > 1
    contents = (before,) if len(before) > 1 and not inserted else (after,) if len(after) else ()
    over = parse.heads[first] if row.place == "cited" and parse.pos[first] == "VERB" else first
    if row.place == "cited" and parse.deps[first] == "acl" and parse.deps[over] == "nsubj":
        over = parse.heads[over]  # 'state television, quoting X, said'
    if over != first and parse.forms[first - 1] == "," and parse.pos[first - 2] == "VERB":
        over = first - 2  # 'reported, citing X, that ...'
    return Cue(
        first=first, last=last, kind=row.kind, certainty="stated", source=source, contents=contents,
        cited_in=over if over != first else None,
    )  # fmt: skip


def _is_predicate(parse: Parse, i: int, end: int) -> bool:
    """Whether a single word of doubt is a verb of its own: 'it is alleged that' beside 'the alleged attack'."""
    return end == i + 1 and parse.tags[i][:2] == "VB" and parse.deps[i] != "amod"


def _doubted(parse: Parse, first: int, last: int) -> range | None:
    """What is not verified: the object of the words of doubt, else their subject; None where neither stands beside."""
    own = range(first, last + 1)
    outside = [c for k in own for c in parse.children[k] if c not in own]
    objects = [c for c in outside if c > last and parse.deps[c] in {"dobj", "pobj", "ccomp", "acl"}]
    of = [c for c in outside if c > last and parse.deps[c] == "prep" and parse.forms[c] == "of"]
    objects += [k for c in of for k in parse.children[c] if parse.deps[k] == "pobj"]
    if objects:
        return range(parse.lefts[objects[0]], parse.rights[objects[0]] + 1)
    which = next((c for c in outside if parse.lemmas[c] in RELATIVES), None)
    clause = next((k for k in own if parse.deps[k] == "relcl"), None)
    if which is not None and clause is not None:
        return noun_phrase(parse, parse.heads[clause], end=parse.lefts[clause])
    subjects = [c for c in outside if c < first and parse.deps[c] in SUBJECTS]
    return noun_phrase(parse, subjects[0], end=first) if subjects else None


def _hedge_cue(parse: Parse, first: int, last: int, certainty: str) -> Cue:
    """'reportedly': the clause around it is kept at a distance, and nobody is named."""
    noun = parse.heads[last]
    head = parse.heads[first]
    doubted = _doubted(parse, first, last) if certainty == "unverified" else None
    if doubted is not None:
        runs = [doubted]
    elif parse.deps[last] == "amod" and noun > last:  # 'the alleged attack', 'the so-called safe zone'
        runs = [range(last + 1, parse.rights[noun] + 1)]
    else:
        in_clause = parse.pos[head] in {"VERB", "AUX"}
        clause = parse.subtree(head) if in_clause else parse.sentence(first)
        runs = [range(clause.start, first), range(last + 1, clause.stop)]
    runs = [trimmed(parse, run) for run in runs]
    return Cue(
        first=first,
        last=last,
        kind="statement",
        certainty=certainty,
        contents=tuple(r for r in runs if len(r)),
        hedge=True,
    )
