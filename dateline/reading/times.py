"""Time expressions: found by rules over word classes, then resolved against their anchors in text order."""

from __future__ import annotations

from typing import Protocol

import msgspec
from msgspec import Struct

from dateline.model.document import Document, Segment
from dateline.model.mention import Period, Symbol, Time
from dateline.model.parse import Parse
from dateline.model.span import Span
from dateline.reading.time_drafts import UNTOLD, Draft, Hit, in_a_name
from dateline.reading.time_join import join
from dateline.reading.time_relative import RELATIVE
from dateline.reading.time_rules import CALENDAR, LATE
from dateline.reading.time_tense import Tenses
from dateline.reading.time_tokens import CODE, Token, classes_of, grammar, lines_of, needs
from dateline.tables.times import TimeWords
from dateline.values.before import before_era
from dateline.values.calendar import UNKNOWN, Resolved, resolve, shift, stated
from dateline.values.narrative import FROM_DATE, KNOWN_BY, Narrative, is_deictic

ROLES = frozenset({"headline", "dateline", "body", "caption"})
# What a headline or caption names is not what the story goes on from.
MOVING = frozenset({"dateline", "body"})
RULES = tuple((needs(pattern), grammar(pattern), build) for pattern, build in (*CALENDAR, *RELATIVE, *LATE))
CLAIMED = CODE["other"]
# A story tells history rather than news when it names at least this many dates with a year: the seeds name
# at most 3, the WikiWars development texts at least 10.
HISTORY = 6
MONTH = 31
AHEAD = "a length, in a clause that looks ahead"
LONG = frozenset({"month", "quarter", "year", "decade"})


class TimeTables(Protocol):
    """What this reader needs of the tables."""

    @property
    def times(self) -> TimeWords:
        """The time words."""


class Anchors(Struct, frozen=True):
    """What a time can be counted from: the day of publication, and the date that the story last named.

    `where` says in words where the latter stands: in the story, or in the headline or caption that is being read.
    """

    published: Period
    narrative: Narrative
    history: bool
    where: str = "story"


def find_times(document: Document, parses: tuple[Parse, ...], tables: TimeTables) -> tuple[Time, ...]:
    """The time expressions of headline, dateline, body and captions, in text order.

    Relative times are resolved where the document has a date, or where the story names the date they count from;
    the others keep their symbol, without an interval, until the document is dated.
    """
    tenses = Tenses(parses, tables.times)
    stories = [segment for segment in document.segments if segment.role in ROLES]
    lines = [(segment, tokens) for segment in stories for tokens in lines_of(segment.text, tables.times)]
    found = [(segment, tokens, drafts_of(tokens)) for segment, tokens in lines]
    published = Period(document.published.earliest, document.published.latest)
    history = tells_history([draft for _, _, drafts in found for draft in drafts], published)
    anchors = Anchors(published, Narrative(), history)
    times: list[Time] = []
    for segment, tokens, drafts in found:
        # What a headline or a caption names is read from the story, but does not move it.
        own = anchors
        for draft in drafts:
            time = settle(segment, tokens, draft, own, tenses)
            times.append(time)
            own = _moved(own, time, segment.role)
        if segment.role in MOVING:
            anchors = own
    return tuple(times)


def _moved(anchors: Anchors, time: Time, role: str) -> Anchors:
    narrative = anchors.narrative.after(time)
    where = anchors.where if narrative == anchors.narrative or role in MOVING else role
    return msgspec.structs.replace(anchors, narrative=narrative, where=where)


def drafts_of(tokens: list[Token]) -> list[Draft]:
    """What the rules find in one line, in text order, no two overlapping; earlier rules win."""
    classes = classes_of(tokens)
    there = frozenset(classes)
    drafts: list[Draft] = []
    for needed, pattern, build in RULES:
        if any(there.isdisjoint(codes) for codes in needed):
            continue
        new = [draft for match in pattern.finditer(classes) for draft in _drafts(build(Hit(tokens, match)))]
        if new:
            classes = _without(classes, new)
            drafts += [draft for draft in new if not in_a_name(draft, tokens)]
    return join(sorted(drafts, key=lambda draft: draft.first), tokens)


def _drafts(built: Draft | tuple[Draft, ...] | None) -> tuple[Draft, ...]:
    return () if built is None else built if isinstance(built, tuple) else (built,)


def _without(classes: str, drafts: list[Draft]) -> str:
    """The classes with the tokens of the drafts taken, so that no later rule finds them."""
    left = list(classes)
    for draft in drafts:
        left[draft.first : draft.last + 1] = CLAIMED * (draft.last + 1 - draft.first)
    return "".join(left)


def tells_history(drafts: list[Draft], published: Period) -> bool:
    """Whether a text counts its times from one another, as history does, and not from the day it was written.

    It names many dates with their year, half of them over a year old where the text has a date, and says hardly
    ever 'yesterday', 'on Sunday' or 'last month'.
    """
    years = [year for draft in drafts if (year := _year(draft)) is not None]
    news = sum(1 for draft in drafts if _is_news(draft))
    if len(years) < HISTORY or news * HISTORY > len(years):
        return False
    written = None if published.earliest is None else int(published.earliest[:4])
    return written is None or sum(1 for year in years if year < written - 1) * 2 >= len(years)


def _year(draft: Draft) -> int | None:
    value = draft.timex3 or ""
    if draft.kind != "date" or draft.why.startswith(KNOWN_BY):
        return None
    return 0 if value.startswith("BC") else int(value[:4]) if value[:4].isdigit() and len(value) >= 4 else None


def _is_news(draft: Draft) -> bool:
    symbol = draft.symbol
    return symbol is not None and symbol.anchor == "publication" and symbol.value != "PRESENT_REF"


def settle(segment: Segment, tokens: list[Token], draft: Draft, anchors: Anchors, tenses: Tenses) -> Time:
    """The time of a draft: its days where its anchor is known, its symbol otherwise."""
    start = segment.span.start + tokens[draft.first].start
    end = segment.span.start + tokens[draft.last].end
    if draft.ahead is not None and tenses.at(start) == "future":
        draft = msgspec.structs.replace(draft, symbol=draft.ahead, timex3=None, kind="date", why=AHEAD)
    symbol, name, anchor, why = None, None, None, draft.why
    if draft.symbol is not None:
        symbol, anchor, why = aim(draft, anchors, tenses, start)
        name = symbol.anchor
        resolved = _waiting(symbol, anchors.narrative) if anchor is None else resolve(symbol, anchor)
        if draft.step is not None:  # 'the day after Christmas': the symbol is that of Christmas
            resolved, symbol, why = _stepped(resolved, draft.step), None, f"{FROM_DATE}; {why}"
    else:
        resolved = _stated(draft)
    return Time(
        span=Span(start, end),
        text=segment.text[tokens[draft.first].start : tokens[draft.last].end],
        earliest=resolved.earliest,
        latest=resolved.latest,
        precision=resolved.precision,
        kind=draft.kind,
        timex3=resolved.timex3,
        anchor=name,
        basis=why,
        symbol=symbol,
    )


def _stepped(day: Resolved, step: Symbol) -> Resolved:
    """The time that a step leads to from a day; nothing where the day is unknown, or more than one."""
    if day.earliest is None or day.earliest != day.latest:
        return Resolved(earliest=None, latest=None, precision=None, timex3=None)
    return resolve(step, Period(day.earliest, day.latest))


def _waiting(symbol: Symbol, narrative: Narrative) -> Resolved:
    timex3 = symbol.value if symbol.value == "PRESENT_REF" else None
    if symbol.anchor == "narrative" and narrative.before is not None:
        timex3 = before_era(symbol, narrative.before)
    return Resolved(earliest=None, latest=None, precision=None, timex3=timex3)


def _stated(draft: Draft) -> Resolved:
    value = draft.timex3
    if value is None:
        return UNKNOWN
    if draft.kind in ("duration", "set") or draft.mark == UNTOLD:
        return Resolved(earliest=None, latest=None, precision=None, timex3=value)
    return stated(value, draft.mark or "")


def aim(draft: Draft, anchors: Anchors, tenses: Tenses, at: int) -> tuple[Symbol, Period | None, str]:
    """The symbol with its anchor and direction decided, the anchor's days if known, and why."""
    symbol = draft.symbol
    if symbol is None:
        raise ValueError("only a draft with a symbol has an anchor to find")
    name, because = _anchor(symbol, anchors)
    direction, tense = _direction(symbol, name, tenses.at(at)) if draft.open else (symbol.direction, "")
    aimed = msgspec.structs.replace(symbol, anchor=name, direction=direction)
    anchor = anchors.published if name == "publication" else anchors.narrative.anchor(aimed)
    if anchor is None or anchor.earliest is None:
        waits = _waits_for(name, anchors)
        return aimed, None, "; ".join(part for part in (draft.why, waits, tense) if part)
    return aimed, anchor, "; ".join(part for part in (draft.why, because, tense) if part)


def _waits_for(name: str, anchors: Anchors) -> str:
    """Why a time has no interval yet."""
    narrative = anchors.narrative
    if name == "publication":
        return "waits for the date of the document"
    if narrative.waits:
        return f"from the date that the {anchors.where} last named, which waits for the date of the document"
    return "the story names no date before it" if narrative.before is None else f"from {narrative.before}"


def _direction(symbol: Symbol, anchor: str, tense: str | None) -> tuple[str, str]:
    """Which way from the anchor a name without a year points, and why."""
    if symbol.rule == "weekday":
        return ("future", "the clause looks ahead") if tense == "future" else ("past", "the last such day")
    if anchor == "narrative":
        return "same", "the nearest to it"
    if tense is None:
        return "same", "the clause has no tense: the nearest to it"
    return tense, f"the clause looks {'ahead' if tense == 'future' else 'back'}"


def _is_older(period: Period, published: Period) -> bool:
    """Whether a period lies so far before the day of publication that 'the 17th' is no day of these weeks."""
    return published.earliest is None or (period.latest or "") < (shift(published.earliest, -MONTH) or "")


def _anchor(symbol: Symbol, anchors: Anchors) -> tuple[str, str]:
    dated, narrative = anchors.published.earliest is not None, anchors.narrative
    publication = "publication", "from the date of the document"
    if symbol.value == "PRESENT_REF" or is_deictic(symbol):
        return publication
    if anchors.history and narrative.told:
        return "narrative", f"from the date that the {anchors.where} last named, which tells history"
    if symbol.anchor == "narrative" and (narrative.told or not dated or symbol.unit not in LONG):
        return "narrative", f"from the date that the {anchors.where} last named"
    if symbol.anchor == "either" and symbol.rule == "offset" and narrative.one_day:
        return "narrative", f"from the day that the {anchors.where} last named"
    monthless = symbol.anchor == "either" and symbol.rule == "monthday" and symbol.unit == "month"
    if monthless and narrative.at is not None and _is_older(narrative.at, anchors.published):
        return "narrative", f"from the month that the {anchors.where} last named"
    stated = narrative.told and not narrative.waits
    if symbol.anchor == "either" and not dated and stated and symbol.rule in ("monthday", "month", "season"):
        return "narrative", f"the document has no date: from the year that the {anchors.where} last named"
    return publication
