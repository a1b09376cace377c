"""The days that a figure is counted over, from the time expressions of its own clause."""

from __future__ import annotations

import re

from dateline.model.document import Document, Published, Reading
from dateline.model.mention import Period, Time
from dateline.model.parse import Parse
from dateline.model.span import Span
from dateline.reading.figure_context import clause_of, clause_verbs, is_since
from dateline.reading.figure_taken_up import FURTHER
from dateline.values.calendar import shift

DAYS = re.compile(r"P(\d+)D")
# The longest first part of something that is read as news, in days. Editorial.
LONGEST = 10
HEADS = frozenset({"headline", "dateline"})
AS_OF = "as of"
CHANGES = frozenset({"up", "down"})


def period_of(
    parse: Parse, span: Span, cue: int, mentions: Reading, published: Published, stock: bool
) -> Period | None:
    """The dates of a time expression in the figure's clause; after `since` up to the day of publication.

    `stock`: the figure counts a state, which `as of 9 May` dates; of what happened it only says the last day.
    """
    times = _usable(parse, span, mentions.times)
    beside = _beside(parse, span, times)
    if beside is not None:
        return Period(beside.earliest, beside.latest)
    for verb in clause_verbs(parse, cue):
        for head, time in times:
            if clause_of(parse, head) == verb:
                if not stock and _is_until(parse, time):
                    return Period(None, time.latest)
                return _counted(time, _is_since(parse, time, head), published)
        started = _start(parse, verb, times)
        if started is not None:
            return _counted(started, True, published)
        opening = _opening(parse, verb, mentions, times)
        if opening is not None:
            return opening
    return None


def _beside(parse: Parse, span: Span, times: list[tuple[int, Time]]) -> Time | None:
    """The time that a bare number in a list has right behind it: `20 were held on Monday and eight on Friday`."""
    last = parse.tokens_in(span).stop
    bare = parse.pos[last - 1] == "NUM"
    if last < len(parse) and parse.lemmas[last] in FURTHER:
        last += 1
    if last >= len(parse) or parse.lemmas[last] != "on" or not bare:
        return None
    return next((time for _, time in times if parse.tokens_in(time.span).start == last + 1), None)


def _opening(parse: Parse, verb: int, mentions: Reading, times: list[tuple[int, Time]]) -> Period | None:
    """`In the first four days of the offensive 300 fled, he said on Friday`: four days that had passed by that Friday.

    Where the story does not say when it began, a statement made on a day closes the span; only short spans,
    since `the first three weeks of the war` may be told years later.
    """
    spans = [t for t in mentions.times if t.kind == "duration" and parse.span.covers(t.span) and _is_first(parse, t)]
    said = next((t for head, t in times if clause_of(parse, head) == parse.heads[verb]), None)
    if parse.deps[verb] != "ccomp" or said is None or said.earliest is None or said.latest is None:
        return None
    for span in spans:
        tokens = parse.tokens_in(span.span)
        days = DAYS.fullmatch(span.timex3 or "")
        head = parse.root_of(tokens)
        if head is None or days is None or clause_of(parse, head) != verb or int(days[1]) > LONGEST:
            continue
        return Period(shift(said.earliest[:10], -int(days[1])), said.latest[:10])
    return None


def _is_first(parse: Parse, time: Time) -> bool:
    """Whether a duration is the first part of something: `the first four days of`."""
    tokens = parse.tokens_in(time.span)
    if not tokens or tokens.stop >= len(parse) or parse.lemmas[tokens.stop] != "of":
        return False
    return tokens.start > 0 and "first" in parse.forms[tokens.start - 1 : tokens.stop]


def _usable(parse: Parse, span: Span, times: tuple[Time, ...]) -> list[tuple[int, Time]]:
    """The resolved times of the paragraph with their heads; in `12, up from nine on Monday` each number has its own."""
    own = _change_before(parse, parse.tokens_in(span).start)
    found = []
    for time in times:
        if time.earliest is None or not parse.span.covers(time.span):
            continue
        tokens = parse.tokens_in(time.span)
        head = parse.root_of(tokens)
        if head is not None and _change_before(parse, tokens.start) == own:
            found.append((head, time))
    return found


def _change_before(parse: Parse, token: int) -> int | None:
    """The `up from` or `down from` that stands before a token in its sentence."""
    for i in range(token - 1, 0, -1):
        if parse.sentences[i] != parse.sentences[token]:
            return None
        if parse.lemmas[i] == "from" and parse.lemmas[i - 1] in CHANGES:
            return i
    return None


def _counted(time: Time, since: bool, published: Published) -> Period:
    if not since:
        return Period(time.earliest, time.latest)
    latest = published.latest[:10] if published.latest else None
    return Period(time.earliest, latest if latest is None or latest >= (time.earliest or "")[:10] else None)


def _is_since(parse: Parse, time: Time, head: int) -> bool:
    first = parse.tokens_in(time.span).start
    return any(parse.lemmas[i] == "since" for i in range(max(0, first - 1), head + 1))


def _is_until(parse: Parse, time: Time) -> bool:
    """Whether the time only closes the count: `as of 9 May`, `by Monday`."""
    first = parse.tokens_in(time.span).start
    before = [form.lower() for form in parse.forms[max(0, first - 2) : first]]
    return before == ["as", "of"] or before[-1:] == ["by"]


def _start(parse: Parse, verb: int, times: list[tuple[int, Time]]) -> Time | None:
    """The time of what happened first: `killed since the offensive began on 3 September`."""
    for c in parse.children[verb]:
        if parse.deps[c] == "advcl" and is_since(parse, c):
            return next((time for head, time in times if head in parse.subtree(c)), None)
    return None


def reference_day(document: Document, times: tuple[Time, ...]) -> Period | None:
    """The day for which a report says at its head that it counts: `As of 9 September`; None where it does not."""
    heads = [segment.span for segment in document.segments if segment.role in HEADS]
    for time in times:
        before = document.text[max(0, time.span.start - len(AS_OF) - 1) : time.span.start].lower().rstrip()
        if before.endswith(AS_OF) and time.earliest is not None and any(span.covers(time.span) for span in heads):
            return Period(time.earliest, time.latest)
    return None
