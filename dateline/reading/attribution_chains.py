"""From what was said by whom to attributions: who passes it on, who is cited, what stays unverified."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dateline.model.document import Document
from dateline.model.mention import Attribution
from dateline.model.parse import Parse
from dateline.model.span import Span
from dateline.reading.attribution_cue import Cue
from dateline.reading.attribution_sources import trimmed
from dateline.reading.attribution_speakers import Speaker
from dateline.values.attribution import less_sure

# 'Neither account could be verified': both that stand before it.
SEVERAL = frozenset({"neither", "both", "either"})


# What joins two verbs of one source is part of what neither says.
JOINING = frozenset({"CCONJ", "SCONJ", "PUNCT", "ADV"})


# These begin a clause of the author's beside what somebody says.
CONTRASTING = frozenset({"while", "whereas", "though", "although", "as"})
CITING = frozenset({"citing", "quoting"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})


class Said(Struct, frozen=True, kw_only=True):
    """A cue of paragraph `at` with its speaker, before what passes it on is known.

    Its contents are tokens of paragraph `says_at`. `doubted`: the text says later that it is unverified.
    """

    at: int
    says_at: int
    cue: Cue
    speaker: Speaker
    direct: bool
    doubted: bool = False


def with_cited(cues: Sequence[Cue]) -> list[Cue]:
    """The cues of a paragraph; what 'citing X' follows is what X says, and the verb before it passes it on."""
    by_verb = {cue.verb: cue for cue in cues if cue.verb is not None}
    return [
        replace(cue, contents=by_verb[cue.cited_in].contents) if cue.cited_in in by_verb and cue.cited_in else cue
        for cue in cues
    ]


def until_next(parse: Parse, cues: Sequence[Cue]) -> list[Cue]:
    """The cues, what each says cut where its source speaks again: 'said A and warned that B', 'said A, adding B'."""
    adding = {other.first: cue for cue in cues for other in cues if _adds(parse, cue, other)}
    found = []
    for cue in cues:
        nexts = [at for o in cues if o.first > cue.last for at in [_begins_anew(parse, cue, o)] if at is not None]
        cited = [o.source.stop for o in cues if o.cited_in is not None and o.cited_in == cue.verb and o.source]
        runs = tuple(_until(parse, _beyond(parse, run, cited), nexts) for run in cue.contents)
        speaks = adding.get(cue.first, cue)
        found.append(
            replace(cue, contents=tuple(run for run in runs if len(run)), source=speaks.source, named=speaks.named)
        )
    return found


def _begins_anew(parse: Parse, cue: Cue, other: Cue) -> int | None:
    """Where the words of another cue begin that stands beside the first and not below it; None where it is below.

    The same source's next verb, 'according to' after a comma, a clause that contrasts ('while X says'), and a
    clause about what was said ('..., which critics deny').
    """
    if other.cited_in is not None and other.cited_in == cue.verb:
        return None
    tail = min(other.first, other.source.start) if other.source is not None and other.takes_quote else 0
    before = parse.forms[tail - 1] == "," and any(cue.first in run and run.stop <= tail for run in other.contents)
    if before and not any(parse.pos[k] == "VERB" for k in range(other.last + 1, parse.sentence(tail).stop)):
        return tail  # 'The plan calls for a truce, officials said': they say all of it
    if other.verb is None:
        after = parse.forms[other.first - 1] == "," and any(cue.first in run for run in other.contents)
        return other.first if after and not other.hedge else None
    verb = other.verb
    if _adds(parse, cue, other):
        return other.first
    dep, tag = parse.deps[verb], parse.tags[verb]
    if cue.source is not None and other.source == cue.source:
        return other.first if (dep == "conj" and tag in FINITE) or (dep == "advcl" and tag == "VBG") else None
    first = parse.lefts[verb]
    follows = parse.heads[verb] < first  # 'said that while X says so, it is not' has only begun
    if dep == "advcl" and follows and parse.forms[first].lower() in CONTRASTING and tag in FINITE:
        return first
    return first if dep == "relcl" and other.kind == "statement" and parse.forms[first - 1] == "," else None


def _adds(parse: Parse, cue: Cue, other: Cue) -> bool:
    """Whether another cue is a participle after a comma: 'he argued that ..., saying that ...' goes on with him."""
    if cue.kind != "statement" or other.kind != "statement" or other.verb is None or not other.takes_quote:
        return False
    own = parse.tags[other.verb] == "VBG" and parse.deps[other.verb] == "advcl"
    return own and parse.forms[other.first - 1] == "," and any(other.first in run for run in cue.contents)


def _beyond(parse: Parse, run: range, cited: Sequence[int]) -> range:
    """What is reported without the words 'citing X' that it begins with."""
    stop = next((end for end in cited if run.start < end < run.stop), None)
    return (
        run if stop is None or parse.forms[run.start].lower() not in CITING else trimmed(parse, range(stop, run.stop))
    )


def _until(parse: Parse, run: range, nexts: Sequence[int]) -> range:
    stop = min((first for first in nexts if first in run), default=run.stop)
    if stop == run.stop:
        return run
    while stop > run.start and parse.pos[stop - 1] in JOINING:
        stop -= 1
    return trimmed(parse, range(run.start, stop))


def without_inner_thoughts(said: Sequence[Said], is_outlet: Callable[[str], bool]) -> list[Said]:
    """What was said, less the thoughts and wishes told within what somebody says: they are part of that.

    What an outlet reports somebody to believe is a link of a chain, and stays.
    """
    by_place: dict[int, list[Said]] = defaultdict(list)
    for one in said:
        by_place[one.says_at].append(one)
    return [
        one
        for one in said
        if one.cue.kind == "statement"
        or one.cue.hedge
        or not any(_within(one, o) and not is_outlet(o.speaker.name or "") for o in by_place[one.at])
    ]


def _within(inner: Said, outer: Said) -> bool:
    return outer is not inner and any(inner.cue.first in run for run in outer.cue.contents)


def with_doubts(said: Sequence[Said], parses: Sequence[Parse]) -> list[Said]:
    """What was said, marked where a later sentence says that it is not verified: 'her account could not be checked'."""
    marked = list(said)
    for n, one in enumerate(said):
        if one.cue.hedge and one.cue.certainty == "unverified":
            for k in _doubted_by(one, said[:n], parses[one.at]):
                marked[k] = replace(said[k], doubted=True)
    return marked


def _doubted_by(doubt: Said, before: Sequence[Said], parse: Parse) -> Iterator[int]:
    """Which of the statements before a doubt it means: those of the last speaker, of the last two for 'neither'."""
    sentence = parse.sentence(doubt.cue.first)
    wanted = 2 if {parse.forms[k].lower() for k in sentence} & SEVERAL else 1
    speakers: dict[str | None, int] = {}
    for k in range(len(before) - 1, -1, -1):
        earlier = before[k]
        own = earlier.at == doubt.at and earlier.cue.first in sentence
        if own or earlier.cue.hedge or earlier.cue.kind != "statement":
            continue
        if earlier.speaker.name not in speakers and len(speakers) == wanted:
            return
        if speakers.setdefault(earlier.speaker.name, earlier.at) == earlier.at:
            yield k


def with_learned(said: Sequence[Said]) -> list[Said]:
    """'The director of the hospital said. Dr X said': who is named only as a doctor speaks for the office before."""
    named: dict[str, str] = {}
    found: list[Said] = []
    before: Speaker | None = None
    for one in said:
        speaker = one.speaker
        if speaker.is_learned and speaker.organisation is None and speaker.name:
            office = before is not None and before.is_person and before.name and before.name.islower()
            if before is not None and office and before.organisation:
                named.setdefault(speaker.name, before.organisation)
        if speaker.name in named and speaker.organisation is None:
            one = replace(one, speaker=replace(speaker, organisation=named[speaker.name]))
        if speaker.name and not one.cue.hedge:
            before = one.speaker
        found.append(one)
    return found


def attribution(said: Said, everything: Sequence[Said], parses: Sequence[Parse], document: Document) -> Attribution:
    """The attribution of what was said, and all who pass it on: in the text, then agency and outlet of the story.

    `everything`: what else is said in the same paragraph or from it.
    """
    parse = parses[said.at]
    cue = parse.span_of(said.cue.first, said.cue.last)
    outer = sorted(
        (o for o in everything if o is not said and _passes_on(o, said)), key=lambda o: sum(map(len, o.cue.contents))
    )
    speaker = said.speaker
    if outer and speaker.speaks_of_self:
        speaker = outer.pop(0).speaker
    over = [other.speaker.name for other in outer]
    masthead = [document.agency, document.publisher] if document.agency else []
    via = [name for name in dict.fromkeys([*speaker.via, *over, *masthead]) if name and name != speaker.name]
    return Attribution(
        source=_span(parse, said.cue.source) if said.cue.source is not None else None,
        cue=cue,
        content=tuple(_span(parses[said.says_at], run) for run in said.cue.contents),
        speaker=speaker.name,
        organisation=speaker.organisation,
        via=tuple(via),
        kind=said.cue.kind,
        direct=said.direct,
        certainty="unverified" if said.doubted else said.cue.certainty,
        cue_text=cue.of(document.text),
    )


def merged(attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, those of one cue and speaker made one: its words go on in the next paragraphs."""
    found: dict[tuple[Span, Span | None, str | None], Attribution] = {}
    for one in attributions:
        key = one.cue, one.source, one.speaker
        before = found.get(key)
        found[key] = (
            one
            if before is None
            else replace(
                before,
                content=tuple(sorted({*before.content, *one.content})),
                direct=before.direct or one.direct,
                certainty=less_sure(before.certainty, one.certainty),
            )
        )
    return tuple(found.values())


def _passes_on(outer: Said, inner: Said) -> bool:
    """Whether the inner attribution is part of what the outer one states."""
    if inner.cue.cited_in is not None and outer.at == inner.at:
        return outer.cue.verb == inner.cue.cited_in
    if outer.cue.cited_in is not None or outer.says_at != inner.at or outer.cue.kind != "statement" or outer.cue.hedge:
        return False
    return any(inner.cue.first in run and inner.cue.last in run for run in outer.cue.contents)


def _span(parse: Parse, run: range) -> Span:
    return parse.span_of(run.start, run.stop - 1)
