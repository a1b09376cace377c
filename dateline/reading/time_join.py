"""Drafts that belong together: the two ends of a range, a day with its time of day."""

from __future__ import annotations

import re

import msgspec

from dateline.model.mention import Symbol
from dateline.reading.time_drafts import UNTOLD, Draft
from dateline.reading.time_tokens import Token
from dateline.values.day_parts import at_clock, night_run
from dateline.values.narrative import FROM_DATE
from dateline.values.symbols import resolve
from dateline.values.timex import DAY, days_of

DAY_LINKS = frozenset({"of", "in", "comma", "the"})
RUN_LINKS = frozenset({"to", "until", "till", "through"})
CLOCK_LINKS = frozenset({"on", "at", "around", "about", "local", "time"})
RUNS = frozenset({"month", "monthday", "weekday"})
DATED = frozenset({"month", "monthday"})
NIGHT_LINKS = frozenset({"on", "of", "in", "from", "the"})
NIGHT = "@TNI"
PARTS = frozenset({"TMO", "TAF", "TEV", "TNI"})
CLOCK = re.compile(r"T\d\d:\d\d")


def join(drafts: list[Draft], tokens: list[Token]) -> list[Draft]:
    """The drafts in text order, neighbours merged where they are one expression."""
    # A clock time belongs to the day after it ('10 p.m. Wednesday') before it belongs to the one in front.
    for merge in (_after_event, _run, _night_run, _clock_first, _clock_last):
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
        or (between == ["to"] and _next_weekday(a, b))
    )
    if not told or a.kind != "date" or b.kind != "date":
        return None
    if a.timex3 and b.timex3:
        return _stated_run(a, b)
    if a.symbol is None or a.symbol.rule not in RUNS or "/" in (a.symbol.value or ""):
        return None
    if b.timex3 and not b.mark and a.symbol.rule in DATED and b.timex3[:4].isdigit() and len(b.timex3) in (7, 10):
        name, _, mark = (a.symbol.value or "").partition(".")
        first = f"{b.timex3[:4]}-{name}"
        marks = f"{mark}/" if mark else None
        return _merge(a, b, timex3=f"{first}/{b.timex3}", mark=marks) if first < b.timex3 else None
    return None if b.symbol is None else _open_run(a, a.symbol, b, b.symbol)


def _stated_run(a: Draft, b: Draft) -> Draft | None:
    first, last = a.timex3 or "", b.timex3 or ""
    marks = f"{a.mark or ''}/{b.mark or ''}" if a.mark or b.mark else None
    if not first < last or len(first) != len(last) or "/" in first + last or UNTOLD in (a.mark, b.mark):
        return None
    return _merge(a, b, timex3=f"{first}/{last}", mark=marks)


def _open_run(a: Draft, first: Symbol, b: Draft, last: Symbol) -> Draft | None:
    """'From late May until June 3', 'from June to September last year', 'Saturday to Monday'."""
    if (last.value or "").startswith("XX-") and first.rule == "monthday":
        # 'From May 3 to the 17th': of the same month.
        last = msgspec.structs.replace(last, value=(first.value or "")[:2] + (last.value or "")[2:], unit=first.unit)
    value = f"{first.value}/{last.value}"
    if a.open and b.open and (last.rule == first.rule or {last.rule, first.rule} <= DATED):
        return _merge(a, b, symbol=_with(last, value))
    within = last.rule == "part" and last.unit == "year" and first.rule in DATED and a.open
    # 'From December to February last year' does not lie within the year.
    return _merge(a, b, symbol=_with(last, value)) if within and (first.value or "") < (last.value or "") else None


def _next_weekday(a: Draft, b: Draft) -> bool:
    """Whether the second is the weekday after the first: 'Saturday to Sunday' needs no 'from'."""
    days = [draft.symbol.value or "" for draft in (a, b) if draft.symbol is not None and draft.symbol.rule == "weekday"]
    return len(days) == 2 and all(day.isdigit() for day in days) and (int(days[1]) - int(days[0])) % 7 == 1


def _night_run(a: Draft, b: Draft, tokens: list[Token]) -> Draft | None:
    """'Overnight Saturday to Sunday', 'the night of 3-4 May': one night, of two days."""
    symbol, run = a.symbol, b.symbol
    night = symbol is not None and symbol.rule == "offset" and symbol.unit == "day" and symbol.value == NIGHT
    if not night or symbol is None or any(token.form not in NIGHT_LINKS for token in tokens[a.last + 1 : b.first]):
        return None
    if tokens[a.first].form not in ("overnight", "night") and symbol.anchor != "either":
        return None
    if run is not None and "/" in (run.value or "") and run.rule in ("weekday", "monthday"):
        return _merge(a, b, symbol=_with(run, f"{run.value}{NIGHT}"), of=b)
    first, slash, last = (b.timex3 or "").partition("/")
    days = (days_of(first), days_of(last)) if slash and b.kind == "date" else (None, None)
    if days[0] is None or days[1] is None or days[1].last - days[0].first != DAY:
        return None
    return _merge(a, b, timex3=night_run(days[0].first, days[1].last))


def _after_event(a: Draft, b: Draft, tokens: list[Token]) -> Draft | None:
    """'Two days after 3 May 2011', 'the day after Christmas': counted from the date that follows."""
    if a.step is None or b.kind != "date" or [t.kind for t in tokens[a.last + 1 : b.first]] not in ([], ["after"]):
        return None
    if b.symbol is not None and b.step is None:
        return msgspec.structs.replace(b, first=a.first, step=a.step)
    day = None if b.timex3 is None or len(b.timex3) != 10 else days_of(b.timex3)
    if day is None:
        return None
    found = resolve(a.step, day.period())
    merged = _merge(a, b, timex3=found.timex3)
    return msgspec.structs.replace(merged, why=FROM_DATE) if found.timex3 else None


def _of_day(a: Draft, b: Draft, clock: Draft, day: Draft, tokens: list[Token]) -> Draft | None:
    """'10 p.m. Wednesday', 'the night of 8 February', 'noon on Friday', '3 May at 06:00'."""
    between = tokens[a.last + 1 : b.first]
    if not _is_clock(clock) or _is_clock(day) or day.mark or len(between) > 4:
        return None
    if day.kind != "date" and day is not b:
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
    if symbol is None or symbol.value == "PRESENT_REF" or "/" in (symbol.value or ""):
        return None
    name, _, part = (symbol.value or "").partition("@")
    if part:
        within = _within(value[1:], part)
        return None if within is None else _merge(a, b, symbol=_with(symbol, f"{name}@{within}"), of=day)
    if symbol.rule in ("weekday", "monthday") or (symbol.rule == "offset" and symbol.unit == "day"):
        return _merge(a, b, symbol=_with(symbol, (symbol.value or "") + value), of=day)
    return None


def _within(clock: str, part: str) -> str | None:
    """A time of day beside a day with a part of its own: 9 o'clock on Sunday evening."""
    if clock == part:
        return part
    hour = int(clock[1:3]) if CLOCK.fullmatch(clock) else 24
    if hour > 12 or part not in PARTS:
        return None
    late = part in ("TAF", "TEV") or (part == "TNI" and hour >= 6)
    return f"T{hour + 12:02d}{clock[3:]}" if late and hour < 12 else clock


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
    a: Draft,
    b: Draft,
    *,
    timex3: str | None = None,
    symbol: Symbol | None = None,
    of: Draft | None = None,
    mark: str | None = None,
) -> Draft:
    kind = "date" if of is None and "T" not in (timex3 or "") else "time"
    why = (of or b).why
    opened = (of or b).open
    return Draft(first=a.first, last=b.last, kind=kind, timex3=timex3, symbol=symbol, mark=mark, open=opened, why=why)
