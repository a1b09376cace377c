"""Drafts that belong together: the two ends of a range, a day with its time of day."""

from __future__ import annotations

import msgspec

from dateline.model.mention import Symbol
from dateline.reading.time_drafts import Draft
from dateline.reading.time_tokens import Token
from dateline.values.symbols import at_clock
from dateline.values.timex import days_of

DAY_LINKS = frozenset({"of", "in", "comma", "the"})
RUN_LINKS = frozenset({"to", "until", "till", "through"})
CLOCK_LINKS = frozenset({"on", "at", "around", "about", "local", "time"})
RUNS = frozenset({"month", "monthday", "weekday"})


def join(drafts: list[Draft], tokens: list[Token]) -> list[Draft]:
    """The drafts in text order, neighbours merged where they are one expression."""
    # A clock time belongs to the day after it ('10 p.m. Wednesday') before it belongs to the one in front.
    for merge in (_clock_first, _run, _clock_last):
        joined: list[Draft] = []
        for draft in drafts:
            near = joined and draft.first - joined[-1].last <= 4
            merged = merge(joined[-1], draft, tokens) if near else None
            if merged is None:
                joined.append(draft)
            else:
                joined[-1] = merged
        drafts = joined
    return drafts


def _clock_first(a: Draft, b: Draft, tokens: list[Token]) -> Draft | None:
    return _of_day(a, b, a, b, tokens)


def _clock_last(a: Draft, b: Draft, tokens: list[Token]) -> Draft | None:
    return _of_day(a, b, b, a, tokens)


def _run(a: Draft, b: Draft, tokens: list[Token]) -> Draft | None:
    """'From March to May 2016', 'between 25 October and 2 November', '3 May - 9 June 2016'."""
    between = [token.kind for token in tokens[a.last + 1 : b.first]]
    before = tokens[a.first - 1].kind if a.first else ""
    told = (
        (between in (["to"], ["in"]) and before == "from" and tokens[b.first - 1].form in RUN_LINKS)
        or (between == ["and"] and before == "between")
        or between == ["dash"]
    )
    if not told or a.kind != "date" or b.kind != "date" or a.mark or b.mark:
        return None
    if a.timex3 and b.timex3:
        whole = a.timex3 < b.timex3 and len(a.timex3) == len(b.timex3) and "/" not in a.timex3 + b.timex3
        return _merge(a, b, timex3=f"{a.timex3}/{b.timex3}") if whole else None
    if a.symbol is None or a.symbol.rule not in RUNS or "/" in (a.symbol.value or "") or "." in (a.symbol.value or ""):
        return None
    if b.timex3 and a.symbol.rule in ("month", "monthday") and b.timex3[:4].isdigit() and len(b.timex3) in (7, 10):
        first = f"{b.timex3[:4]}-{a.symbol.value}"
        return _merge(a, b, timex3=f"{first}/{b.timex3}") if first < b.timex3 else None
    if b.symbol is not None and b.symbol.rule == a.symbol.rule and a.open and b.open:
        return _merge(a, b, symbol=_with(b.symbol, f"{a.symbol.value}/{b.symbol.value}"))
    return None


def _of_day(a: Draft, b: Draft, clock: Draft, day: Draft, tokens: list[Token]) -> Draft | None:
    """'10 p.m. Wednesday', 'the night of 8 February', 'noon on Friday', '3 May at 06:00'."""
    between = tokens[a.last + 1 : b.first]
    if not _is_clock(clock) or _is_clock(day) or day.mark or len(between) > 4 or day.kind != "date":
        return None
    if any(token.kind not in DAY_LINKS and token.form not in CLOCK_LINKS for token in between):
        return None
    value = (clock.symbol.value if clock.symbol else None) or ""
    if day.timex3 is not None:
        whole = days_of(day.timex3) if len(day.timex3) == 10 else None
        if whole is None:
            return None
        return _merge(a, b, timex3=at_clock(whole.first, value[1:]).timex3)
    symbol = day.symbol
    if symbol is None or symbol.value == "PRESENT_REF" or "@" in (symbol.value or "") or "/" in (symbol.value or ""):
        return None
    if symbol.rule in ("weekday", "monthday") or (symbol.rule == "offset" and symbol.unit == "day"):
        return _merge(a, b, symbol=_with(symbol, (symbol.value or "") + value), of=day)
    return None


def _is_clock(draft: Draft) -> bool:
    symbol = draft.symbol
    return (
        symbol is not None
        and draft.kind == "time"
        and symbol.rule == "offset"
        and symbol.amount == 0
        and (symbol.value or "").startswith("@T")
        and symbol.anchor == "either"
    )


def _with(symbol: Symbol, value: str) -> Symbol:
    return msgspec.structs.replace(symbol, value=value)


def _merge(
    a: Draft, b: Draft, *, timex3: str | None = None, symbol: Symbol | None = None, of: Draft | None = None
) -> Draft:
    kind = "date" if of is None and "T" not in (timex3 or "") else "time"
    why = (of or b).why
    return Draft(first=a.first, last=b.last, kind=kind, timex3=timex3, symbol=symbol, open=(of or b).open, why=why)
