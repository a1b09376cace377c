"""Cues that are no verbs: nouns of saying and thinking with their owner, and adjectives of what somebody thinks."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model.parse import Parse
from dateline.reading.attribution_cue import Cue, cue_tokens
from dateline.reading.attribution_sources import is_finite, noun_phrase, subject_of, trimmed
from dateline.tables.speech import SpeechWords, StanceRow

ISSUING = frozenset({"release", "issue", "make", "give", "publish", "send", "read", "deliver", "post"})
# Verbs that lend a noun their subject: 'they have doubts about it', 'he raised questions about it'.
LENDING = frozenset({"have", "make", "take", "express", "voice", "raise", "offer", "give", "reiterate", "repeat"})
# Verbs whose subject gives rise to what is said of it.
DRAWING = frozenset({"draw", "spark", "prompt", "provoke", "attract", "receive", "win", "trigger", "face", "meet"})
# 'Reports of a clash that ...': what follows is no author.
NEWS = frozenset({"report", "news", "word", "sign", "evidence", "rumour", "rumor", "indication", "suggestion", "proof"})
NOUN_CLAUSES = frozenset({"acl", "ccomp", "relcl"})
AUTHORS = frozenset({"by", "from", "among"})


def _opens_with_that(parse: Parse, clause: int) -> bool:
    first = parse.lefts[clause]
    return parse.forms[first] == "that" and parse.deps[first] == "mark"


def noun_cue(parse: Parse, i: int, kind: str, frames: tuple[str, ...]) -> Cue | None:
    """'the army's claim that ...', 'a warning by the ministry that ...', 'its call for a truce': what was said."""
    clause = next(
        (c for c in parse.children[i] if c > i and parse.deps[c] in NOUN_CLAUSES and _opens_with_that(parse, c)),
        None,
    )
    if clause is None and (clause := _predicated(parse, i)) is not None:
        source = _owner(parse, i, len(parse))
        said = trimmed(parse, range(parse.lefts[clause], parse.rights[clause] + 1))
        return Cue(
            first=i, last=parse.heads[i], kind=kind, certainty="stated" if source else "reported", source=source,
            contents=(said,),
        )  # fmt: skip
    if clause is None:
        return _issued_cue(parse, i, kind) or _owned_cue(parse, i, kind, frames)
    source = _owner(parse, i, clause)
    said = trimmed(parse, range(parse.lefts[clause], parse.rights[clause] + 1))
    return Cue(
        first=i, last=i, kind=kind, certainty="stated" if source else "reported", source=source, contents=(said,)
    )


def written_cue(parse: Parse, i: int, cues: Sequence[Cue], speech: SpeechWords) -> Cue | None:
    """'In a report for the council, half the wells are dry': the clause is what the report says, if no verb says it."""
    noun = next((c for c in parse.children[i] if parse.deps[c] == "pobj" and c > i), None)
    if noun is None or "within" not in speech.frames_of(parse.lemmas[noun]):
        return None
    sentence = parse.sentence(i)
    source = noun_phrase(parse, noun)
    opens = i == sentence.start and parse.forms[source.stop : source.stop + 1] == [","]
    closes = i > sentence.start and parse.forms[i - 1] == ","
    shown = any(parse.deps[c] in {"det", "poss", "compound", "nmod"} for c in parse.children[noun])
    if not (opens or closes) or not shown or any(c.first in sentence for c in cues):
        return None
    run = range(source.stop, sentence.stop) if opens else range(sentence.start, i)
    if not any(is_finite(parse, k) for k in run):
        return None
    said = trimmed(parse, run)
    return Cue(first=i, last=i, kind="statement", certainty="stated", source=source, contents=(said,))


def _predicated(parse: Parse, i: int) -> int | None:
    """The clause that a noun is said to be: 'his claim is that ...', 'one view was that ...'."""
    verb = parse.heads[i]
    if parse.deps[i] != "nsubj" or parse.lemmas[verb] != "be" or verb < i:
        return None
    return next((c for c in parse.children[verb] if parse.deps[c] == "ccomp" and _opens_with_that(parse, c)), None)


def _owner(parse: Parse, i: int, end: int) -> range | None:
    """Whose the noun is: a possessor, or an author named before `end`; 'of X' names one too, but not of news."""
    owner = next((c for c in parse.children[i] if parse.deps[c] == "poss"), None)
    if owner is None:
        authors = AUTHORS if parse.lemmas[i] in NEWS or end == len(parse) else AUTHORS | {"of"}
        named = [c for c in parse.children[i] if parse.deps[c] == "prep" and parse.forms[c] in authors and i < c < end]
        by = named[0] if named else None
        owner = next((c for c in parse.children[by] if parse.deps[c] == "pobj"), None) if by is not None else None
    return noun_phrase(parse, owner) if owner is not None else None


def _owned_cue(parse: Parse, i: int, kind: str, frames: tuple[str, ...]) -> Cue | None:
    """A noun with what it is about and an owner: 'its call for a truce', 'they have doubts about the deal'."""
    about = _about(parse, i, frames)
    if about is None:
        return _drawn_cue(parse, i, kind) if frames else None
    first = i
    source = _owner(parse, i, len(parse))
    verb = parse.heads[i]
    if source is None and parse.deps[i] == "dobj" and parse.lemmas[verb] in LENDING:
        source, named = subject_of(parse, verb)
        first = verb
        if named is not None:
            return None
    if source is None and "ownerless" not in frames:
        return None
    if source is not None and (source.start in about or about.start in source):
        return None
    said = trimmed(parse, about)
    last = said.start - 1 if first <= i < said.start and said.start - i == 2 else i
    if source is not None and last in source:
        last = i
    certainty = "stated" if source else "reported"
    return Cue(first=first, last=last, kind=kind, certainty=certainty, source=source, contents=(said,))


def _drawn_cue(parse: Parse, i: int, kind: str) -> Cue | None:
    """'The raid drew criticism from the church': what draws it is what it is about."""
    verb = parse.heads[i]
    if parse.deps[i] != "dobj" or parse.lemmas[verb] not in DRAWING:
        return None
    beside = [*parse.children[i], *parse.children[verb]]  # the parser hangs the author on either
    author = next((c for c in beside if c > i and parse.forms[c] in AUTHORS), None)
    owner = next((c for c in parse.children[author] if parse.deps[c] == "pobj"), None) if author is not None else None
    about, named = subject_of(parse, verb)
    if author is None or owner is None or about is None or named is not None:
        return None
    source = noun_phrase(parse, owner)
    return Cue(first=verb, last=author, kind=kind, certainty="stated", source=source, contents=(about,))


def _about(parse: Parse, i: int, frames: tuple[str, ...]) -> range | None:
    """What follows the noun or adjective at token i by its frames: an infinitive, a clause, or a preposition's noun."""
    for c in parse.children[i]:
        if c < i:
            continue
        dep = parse.deps[c]
        if dep == "prep" and parse.forms[c].lower() in frames:
            noun = next((k for k in parse.children[c] if parse.deps[k] in {"pobj", "pcomp"}), None)
            return None if noun is None else range(parse.lefts[noun], parse.rights[noun] + 1)
        infinitive = "infinitive" in frames and dep in {"acl", "xcomp"} and parse.tags[c] == "VB"
        if infinitive or ("clause" in frames and (dep == "ccomp" or (dep == "advcl" and _opens_with_that(parse, c)))):
            return range(parse.lefts[c], parse.rights[c] + 1)
    return None


def adjective_cue(parse: Parse, i: int, row: StanceRow) -> Cue | None:
    """'is critical of the deal', 'lawmakers wary of the army', 'are confident that it will hold'."""
    about = _about(parse, i, row.frames)
    head = parse.heads[i]
    made = parse.lemmas[head] == "make" and head < i
    if about is None and made:
        about = _about(parse, head, row.frames)
    if about is None:
        return None
    if parse.deps[i] == "acomp" or (parse.deps[i] in {"oprd", "ccomp", "advmod"} and made):
        source, named = subject_of(parse, head)
        first = cue_tokens(parse, head, (), None)[0]
    elif parse.deps[i] == "amod" and head < i:
        source, named, first = noun_phrase(parse, head, end=parse.lefts[i]), None, i
    else:
        source, named = subject_of(parse, i)
        first = i
    if source is None or source.start in about or parse.lemmas[source.start] == "it":
        return None
    said = trimmed(parse, about)
    return Cue(
        first=first, last=said.start - 1 if said.start - i == 2 else i, kind=row.kind, certainty="stated",
        source=source, named=named, contents=(said,),
    )  # fmt: skip


def _issued_cue(parse: Parse, i: int, kind: str) -> Cue | None:
    """'The general released the following statement:': what comes after the colon is said."""
    verb = parse.heads[i]
    if parse.forms[-1] != ":" or parse.deps[i] != "dobj" or parse.lemmas[verb] not in ISSUING:
        return None
    source, named = subject_of(parse, verb)
    if source is None or named is not None:
        return None
    return Cue(first=verb, last=verb, kind=kind, certainty="stated", source=source, verb=verb, takes_quote=True)
