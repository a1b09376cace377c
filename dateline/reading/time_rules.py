"""Rules for times that name the calendar: days, months, seasons, years, decades, clock times."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from dateline.model.mention import Symbol
from dateline.reading.time_clock import (
    ELSEWHERE,
    TO_ZONE,
    ZONE,
    ZONED,
    clock,
    clock_run,
    clock_there,
    military,
    past_hour,
    said_clock,
    wire_clock,
)
from dateline.reading.time_drafts import Draft, Hit, mark_of, marked
from dateline.reading.time_eras import century, decade, era, era_run
from dateline.reading.time_feasts import by_name, holy_day, lunar_day, lunar_new_year, named_day, new_year, observance
from dateline.reading.time_numeric import day_month_year, iso, month_number, slashed
from dateline.reading.time_periods import (
    LEADS,
    joiner,
    quarter,
    quarter_ago,
    season,
    season_year,
    year,
    year_symbol,
    years,
)
from dateline.values.narrative import KNOWN_BY
from dateline.values.timex import day_of, days_of

Rule = tuple[str, Callable[[Hit], Draft | tuple[Draft, ...] | None]]

DOT = "(?:(?<=monthabbr)dot)?"
WEEKDAY = "(?:wday dot? comma?)?"
EARLY = "e2=stage (?:of the? | part of the? | in the? | dash)?"
COUNTED = "o1=ordinal|last|edge (?:on=count)? ou=unit of the?"
HALF = "o0=ordinal|last|later dash? oh=half of the?"
MOD = f"(?:the? (?:e=edge of the? | {COUNTED} | {HALF} | {EARLY}))?"
YEAR_OF = "(?:of? the? yr=this|that|same|last|next|current yu=unit)"
# 'The September 11 attacks' are those of one year wherever they are named.
KNOWN_DAY, ATTACKS = "2001-09-11", frozenset({"attacks", "hijackings", "terrorist"})
AMBIGUOUS = frozenset({"april", "june", "august"})
OF_YEAR = "(?:of? comma? y=year)?"
TAIL = f"(?:ev=edge | w=weekday | unit)? {OF_YEAR}"
HIJRI = "(?:comma? y=year era?)?"


def full(hit: Hit) -> Draft | None:
    """27 June 2017; June 27, 2017; with a weekday; not 'on June 27, 2000 people fled'."""
    if hit.kind_after() == "measure" and hit.tokens[hit.last - 1].kind == "comma":
        return None
    day = day_of(int(hit.need("y")), int(hit.need("m")), int(hit.need("d")))
    return hit.date(day.isoformat()) if day and day.year > 0 else None


def day_run(hit: Hit) -> Draft | None:
    """25-26 October; between 3 and 5 March 2017; October 25 to 28."""
    first, last, month, year = int(hit.need("d")), int(hit.need("d2")), hit.need("m"), hit.value("y")
    joined = joiner(hit) != "and" or hit.kind_before() == "between"
    if first >= last or not (joined or last == first + 1):
        return None
    run = f"{month}-{first:02d}", f"{month}-{last:02d}"
    if year is None:
        symbol = Symbol(anchor="either", rule="monthday", unit="year", value="/".join(run))
        return hit.waiting(symbol, "days without a year", open=True) if days_of(f"2016-{run[1]}") else None
    value = "/".join(f"{year}-{day}" for day in run)
    return hit.date(value) if days_of(value) else None


def month_year(hit: Hit) -> Draft | None:
    """August 2014; early November 2016; the end of March 1944."""
    return hit.date(f"{hit.need('y')}-{hit.need('m')}", mark_of(hit))


def monthday(hit: Hit) -> Draft | None:
    """November 2; 27 June; the 5th of March: the year is to be found."""
    value = f"{hit.need('m')}-{int(hit.need('d')):02d}"
    year = hit.after(2) if hit.kind_after() == "comma" else hit.after()
    beside = year.value if year is not None and year.kind == "year" else "2016"
    if days_of(f"2016-{value}") is None or days_of(f"{beside}-{value}") is None:
        return None  # 31 June; February 29, 2015
    after = hit.after()
    if value == KNOWN_DAY[5:] and after is not None and after.form in ATTACKS:
        return msgspec.structs.replace(hit.date(KNOWN_DAY), why=f"{KNOWN_BY} its attacks")
    return hit.waiting(
        Symbol(anchor="either", rule="monthday", unit="year", value=value), "a day without a year", open=True
    )


def listed_day(hit: Hit) -> Draft | None:
    """The 3 of '3, 4 and 5 March' and of 'on 3 and 5 March'; not of 'killed 3 and 5 March'."""
    if hit.kind_before() not in ("in", "the", "comma", "between", "from"):
        return None
    day = int(hit.need("d"))
    if hit.value("y"):
        found = day_of(int(hit.need("y")), int(hit.need("m")), day)
        return None if found is None else hit.date(found.isoformat())
    symbol = Symbol(anchor="either", rule="monthday", unit="year", value=f"{hit.need('m')}-{day:02d}")
    return hit.waiting(symbol, "a day of the month named after it", open=True) if _is_day(symbol.value) else None


def listed_days(hit: Hit) -> tuple[Draft, ...]:
    """March 3, 4 and 5; March 3 and 5, 2016; not 'on March 3, 12 and 14 people were killed'."""
    after = hit.after()
    if after is not None and after.kind in ("measure", "unit", "other", "number") and not after.value:
        return ()
    month, year = hit.need("m"), hit.value("y")
    days = [at for at in range(hit.first + 1, hit.last + 1) if hit.tokens[at].kind == "day"]
    drafts = []
    for at in days:
        first = hit.first if at == days[0] else at
        last = hit.last if at == days[-1] and year else at
        value = f"{month}-{int(hit.tokens[at].value):02d}"
        symbol = Symbol(anchor="either", rule="monthday", unit="year", value=value)
        if not _is_day(value):
            return ()
        told = Draft(first=first, last=last, symbol=symbol, open=True, why="a day without a year")
        drafts.append(Draft(first=first, last=last, timex3=f"{year}-{value}") if year else told)
    return tuple(drafts)


def _is_day(value: str | None) -> bool:
    return days_of(f"2016-{value}") is not None


def day_of_month(hit: Hit) -> Draft | None:
    """On the 17th; Monday the 17th; no '17th floor': the month is to be found."""
    ordinal = hit.get("d")
    led = hit.get("w") is not None or (hit.before() is not None and hit.kind_before() in ("in", "from", "after", "to"))
    if ordinal is None or not ordinal.form[0].isdigit() or not led:
        return None
    follows = [token.kind for token in hit.tokens[hit.last + 1 : hit.last + 6]]
    if hit.word_after() not in ("", "and", "in", "to") or follows[:1] == ["dash"]:
        return None
    if follows[:1] in (["and"], ["to"]) and "month" in follows:
        return None  # 'the 18th and 19th of August'
    if not 1 <= int(ordinal.value) <= 31:
        return None
    symbol = Symbol(anchor="either", rule="monthday", unit="month", value=f"XX-{int(ordinal.value):02d}")
    return hit.waiting(symbol, "a day without a month", open=True)


def day_of_told(hit: Hit) -> Draft | None:
    """The 5th of last month; the 17th of the month; the 2nd of this month."""
    if hit.need("u") != "month":
        return None
    token = hit.get("r")
    kind = token.kind if token else "same"
    symbol = Symbol(
        anchor="narrative" if kind in ("same", "that") or (token and token.value == "told") else "publication",
        rule="part",
        unit="month",
        amount=1 if kind in ("last", "next") else 0,
        value=hit.need("d"),
        direction={"last": "past", "next": "future"}.get(kind, "same"),
    )
    return hit.waiting(symbol, "a day of a month told by its distance")


def of_year(hit: Hit) -> Draft | None:
    """August of that year; January 24 of the same year; the spring of next year."""
    if hit.need("yu") != "year":
        return None
    day, month = hit.value("d"), hit.value("m")
    name = hit.value("se") or (f"{month}-{int(day):02d}" if day else str(month))
    return hit.waiting(year_symbol(hit, marked(name, mark_of(hit))), "within a year told by its distance")


def month(hit: Hit) -> Draft | None:
    """In November; last August; next May. 'May' and 'March' need a word before them that leads a date."""
    token = hit.get("m")
    strict = hit.get("r")
    if token is None or token.kind == "monthabbr":
        return None
    doubtful = token.kind == "monthverb" or token.form in AMBIGUOUS
    alone = hit.before() is None and hit.after() is None
    led = alone or hit.kind_before() in LEADS or hit.kind_after() == "dash"
    if doubtful and not led and strict is None and mark_of(hit) is None:
        return None
    direction = "future" if strict is not None and strict.kind == "next" else "past"
    if strict is not None and strict.kind == "this":
        return hit.waiting(year_symbol(hit, token.value), "a month of the year of the story")
    symbol = Symbol(
        anchor="either",
        rule="month",
        unit="year",
        amount=1 if strict is not None and strict.kind in ("last", "next") else 0,
        value=marked(token.value, mark_of(hit)),
        direction=direction,
    )
    return hit.waiting(symbol, "a month without a year", open=strict is None)


CALENDAR: tuple[Rule, ...] = (
    ("i=iso", iso),
    ("i=byname", by_name),
    ("i=slashed", slashed),
    ("i=monthly", month_number),
    ("d=day dash m=month dash y=year|small|day", day_month_year),
    (f"(?:the? d=d of?)? (?:the? holy? unit of)? (?:other dash? al dash)? x=lunar|observance {HIJRI}", lunar_day),
    ("y=year|int|day|small j=dash|to|and|slash y2=year|int|day|small era=era", era_run),
    (f"{MOD} (?:the? se=season of? | m=month of?)? the? y=year|int|day|small era=era", era),
    (f"the? d=d (?=(?:comma the? d)+ comma? and|or the? d of? m=month {DOT} (?:comma? y=year)?)", listed_day),
    (f"{WEEKDAY} the? d=d j=dash|to|and|slash the? d2=d of? m=month {DOT} (?:of? comma? y=year)?", day_run),
    (f"{WEEKDAY} m=month {DOT} d=day j=dash|to|and|slash d2=day (?!month) (?:comma? y=year)?", day_run),
    (f"the? d=d (?=and|or the? d of? m=month {DOT} (?:comma? y=year)?)", listed_day),
    (f"m=month {DOT} day (?:comma day)* comma? and|or day (?:comma y=year)? (?!month|ampm|unit|measure)", listed_days),
    # The first of two takes the year of the second: 3 March and 5 April 2011, March and April 2011.
    (f"the? d=d of? m=month {DOT} (?=and|or the? d of? month comma? y=year)", full),
    (f"m=month {DOT} the? d=day|ordinal (?=and|or month the? d comma? y=year)", full),
    (f"{WEEKDAY} the? d=d of? m=month {DOT} (?:of? comma? y=year)", full),
    (f"{WEEKDAY} m=month {DOT} the? d=d comma? in? y=year", full),
    (f"(?<!day)(?<!ordinal) {MOD} m=month {DOT} (?=and|or|slash stage? month of? comma? y=year)", month_year),
    (f"{MOD} the? se=season (?=and|or|slash|dash stage? season of? y=year)", season_year),
    (f"{MOD} m=month {DOT} of? comma? y=year", month_year),
    (f"{MOD} the? d=day of? m=month {YEAR_OF}", of_year),
    (f"m=month {DOT} the? d=d {YEAR_OF}", of_year),
    (f"{MOD} m=month {YEAR_OF}", of_year),
    (f"{MOD} the? se=season {YEAR_OF}", of_year),
    ("the? d=ordinal of the? (?:r=this|that|last|next|same)? same? u=unit", day_of_told),
    (f"the? {COUNTED} m=month", month),
    (f"{WEEKDAY} the? d=d of? m=month {DOT}", monthday),
    (f"{WEEKDAY} m=month {DOT} the? d=day|ordinal", monthday),
    (f"{MOD} the? se=season of? comma? y=year (?:dash|slash small|day|year)?", season_year),
    ("the? u=unit dash? ago|earlier o=ordinal dash? q=unit", quarter_ago),
    ("the? y=year o=ordinal dash? (?:q=unit | h=half)", quarter),
    (f"the? o=ordinal|last|later dash? (?:q=unit | h=half) (?:of? comma? y=year|{YEAR_OF})?", quarter),
    (f"{MOD} the? o=ordinal dash? q=unit (?:era=era)?", century),
    (f"{MOD} the? i=decade (?:era=era)?", decade),
    ("y=year j=dash|to|and|slash y2=year|small|day", years),
    (f"c=clock|day|year|int ap=ampm? j=to|and|dash|in c2=clock|day|year|int ap2=ampm? {TO_ZONE}", clock_run),
    (f"c=clock|day|year ap=ampm? pl=other time {ELSEWHERE}", clock_there),
    (f"c=clock ap=ampm? oclock? {ZONE}", clock),
    (f"c=day ap=ampm {ZONE}", clock),
    (f"c=year|int {ZONED}", clock),
    ("c=year|int|clock u=unit", military),
    ("c=year|int (?!unit|measure)", wire_clock),
    ("(?:hf=half | a? unit) s=last|to c=number|day oclock? (?:in the p=daypart)?", past_hour),
    ("c=number|day oc=oclock (?:in the p=daypart)?", said_clock),
    ("c=number|day in the p=daypart", said_clock),
    (f"new u=unit other other e=edge|unit {OF_YEAR}", new_year),
    (f"h=holy new u=unit {OF_YEAR}", lunar_new_year),
    (f"h=holy w=weekday {OF_YEAR}", holy_day),
    ("y=year (?:h=holy)? x=observance", observance),
    (f"{MOD} (?:r=last|next|this)? (?:h=holy | observance dash? (?:al dash?)?)? x=observance {TAIL}", observance),
    (f"f=feastday (?:other other)? u=unit {OF_YEAR}", named_day),
    (f"{MOD} y=year", year),
    ("(?:w=wday comma?)? the d=ordinal", day_of_month),
)
LATE: tuple[Rule, ...] = (
    (f"{MOD} the? r=last|next|this|that same? se=season", season),
    (f"{MOD} the? se=season", season),
    (f"{MOD} r=last|next|this m=month", month),
    (f"{MOD} m=month", month),
)
