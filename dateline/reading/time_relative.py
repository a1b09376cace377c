"""Rules for times told by their distance: yesterday, last week, this month, Tuesday night, the end of the year."""

from __future__ import annotations

from dateline.model.mention import Symbol
from dateline.reading.time_days import NIGHT, bare_part, night_of, part_of_day, small_hours, weekday, weekday_of
from dateline.reading.time_drafts import CLOCK_UNITS, Draft, Hit, base, many, mark_of
from dateline.reading.time_lengths import (
    AWAY,
    COUNT,
    ago,
    ahead,
    described,
    half,
    in_time,
    later,
    length,
    prior,
    span,
    span_of,
)
from dateline.reading.time_rules import MOD, Rule
from dateline.reading.time_sets import a_day, every, lasting, often, recurring
from dateline.values.narrative import FROM_EVENT

STAGE = "stage? dash? pb=daypart in? | stage in?"


def deictic(hit: Hit) -> Draft | None:
    """Yesterday, today, tomorrow night, tonight, overnight."""
    days, _, clock = hit.need("z").partition("@")
    clock = hit.value("p") or hit.value("pb") or clock
    direction = {"-1": "past", "1": "future"}.get(days, "same")
    symbol = Symbol(
        anchor="publication",
        rule="offset",
        amount=abs(int(days)),
        value=f"@{clock}" if clock else None,
        direction=direction,
    )
    return hit.waiting(symbol, "counted from the day of publication", kind="time" if clock else "date")


def beyond(hit: Hit) -> Draft | None:
    """The day before yesterday, the day after tomorrow; the night before last is a night of its own."""
    step = {"past": -1, "future": 1}[hit.need("b")]
    days = step + step * abs(int(hit.need("z").partition("@")[0]))
    if hit.need("u") != "day" or abs(days) != 2:
        return None
    direction = "past" if days < 0 else "future"
    symbol = Symbol(anchor="publication", rule="offset", amount=2, direction=direction)
    return hit.waiting(symbol, "counted from the day of publication")


def beyond_last(hit: Hit) -> Draft | None:
    """The week before last, the year after next, the night before last."""
    step, kind = hit.need("b"), hit.need("r")
    if (step, kind) not in (("past", "past"), ("future", "future")):
        return None
    name = hit.need("u")
    night = name == NIGHT
    symbol = Symbol(
        anchor="publication",
        rule="offset",
        unit="day" if night else base(name),
        amount=2,
        value=f"@{NIGHT}" if night else None,
        direction=step,
    )
    if name in CLOCK_UNITS or (name.startswith("T") and not night):
        return None
    return hit.waiting(symbol, "two away from the publication", kind="time" if night else "date")


def unit(hit: Hit) -> Draft | None:
    """Last year, this month, the following day, that same week; early next year; the end of this month."""
    token = hit.get("r")
    name = hit.need("u")
    if token is None or name in CLOCK_UNITS or many(hit) or (token.kind == "last" and hit.kind_after() == "of"):
        # 'The last week of the war' is no week before the story.
        return None
    the = hit.found[0] and any(t.kind == "the" for t in hit.tokens[hit.first : hit.found.start("r")])
    told = token.kind in ("that", "same") or token.value == "told" or (token.kind == "next" and bool(the))
    # 'The last century' is the one before this, 'the past century' a hundred years.
    reach = name != "century" or token.form == "past"
    if the and reach and mark_of(hit) is None and token.value in ("past", "coming"):
        return span_of(hit, name, 1, token.kind)
    anchor = "narrative" if told else "publication"
    amount = 1 if token.kind in ("last", "next") else 0
    direction = {"last": "past", "next": "future"}.get(token.kind, "same")
    mark = mark_of(hit)
    if name == "weekend":
        symbol = Symbol(anchor=anchor, rule="part", unit="week", amount=amount, value="WE", direction=direction)
    elif mark:
        symbol = Symbol(anchor=anchor, rule="part", unit=base(name), amount=amount, value=mark, direction=direction)
    else:
        whole = name if name == "century" else base(name)
        symbol = Symbol(anchor=anchor, rule="offset", unit=whole, amount=amount, direction=direction)
    return hit.waiting(symbol, f"the {name} told by its distance")


def within(hit: Hit) -> Draft | None:
    """Earlier this month, later that year: the part of the unit on one side of the anchor."""
    name = hit.need("u")
    if name in CLOCK_UNITS:
        return None
    token = hit.get("r")
    told = token is not None and token.kind in ("that", "same", "the")
    side = "BEFORE" if hit.get("b") is not None else "AFTER"
    symbol = Symbol(
        anchor="narrative" if told else "publication", rule="part", unit=base(name), value=side, direction="same"
    )
    return hit.waiting(symbol, f"one side of the {name}")


def unit_end(hit: Hit) -> Draft | None:
    """Year-end, month-end, the year's end."""
    edge = hit.tokens[hit.last]
    if hit.need("u") not in ("month", "quarter", "year") or edge.form != "end" or many(hit):
        return None
    symbol = Symbol(anchor="either", rule="part", unit=hit.need("u"), value=edge.value, direction="same")
    return hit.waiting(symbol, f"the end of the {hit.need('u')} that the story is in")


def edge_of(hit: Hit) -> Draft | None:
    """The end of the month, early in the year: of the unit that the story is in."""
    name = hit.need("u")
    if name in CLOCK_UNITS or many(hit) or mark_of(hit) is None:
        return None
    symbol = Symbol(anchor="either", rule="part", unit=base(name), value=mark_of(hit), direction="same")
    return hit.waiting(symbol, f"a third of the {name} that the story is in")


def present(hit: Hit) -> Draft:
    """The day of publication, as PRESENT_REF."""
    symbol = Symbol(anchor="publication", rule="offset", value="PRESENT_REF", direction="same")
    return hit.waiting(symbol, "the present of the story")


def unnamed(hit: Hit) -> Draft | None:
    """This period, at that time: a stretch that only the story knows."""
    return Draft(first=hit.first, last=hit.last, timex3=None, why="a stretch of time that the text does not name")


def adjective(hit: Hit) -> Draft | None:
    """Recent clashes (PAST_REF), the current offensive (PRESENT_REF)."""
    token = hit.tokens[hit.last]
    stands = token.value == "reference" or (token.form == "past" and hit.first < hit.last)
    if token.value == "recent" or (stands and hit.kind_after() != "other"):
        return hit.date("PAST_REF")
    if token.value != "now":
        return None
    return present(hit)


def bare(hit: Hit) -> Draft | None:
    """During the year, over the weekend: the unit that the story is in; a weekend is the last one."""
    name = hit.need("u")
    if name not in ("week", "month", "quarter", "year", "weekend") or many(hit):
        return None
    led = hit.kind_before() in ("", "in", "of", "after", "approx")
    if not led or hit.word_after() in ("other", "of", "old", "after"):
        return None
    if name == "weekend":
        symbol = Symbol(anchor="either", rule="weekday", value="WE")
        return hit.waiting(symbol, "the last weekend")
    symbol = Symbol(anchor="either", rule="offset", unit=name, direction="same")
    return hit.waiting(symbol, f"the {name} that the story is in")


def day_before(hit: Hit) -> Draft | None:
    """The day before, the week after; where an event follows that it counts from, its day is left open."""
    name = hit.need("u")
    if name in CLOCK_UNITS or many(hit):
        return None
    direction = "future" if hit.tokens[hit.last].value == "future" else "past"
    if hit.word_after() not in ("", "and", "in"):
        if hit.tokens[hit.last].kind != "after":
            return None
        step = Symbol(anchor="", rule="offset", unit=base(name), amount=1, direction=direction)
        return Draft(first=hit.first, last=hit.last, step=step, why=FROM_EVENT)
    symbol = Symbol(anchor="narrative", rule="offset", unit=base(name), amount=1, direction=direction)
    return hit.waiting(symbol, f"the {name} before or after")


def followed(hit: Hit) -> Draft | None:
    """The week that followed; in the days that followed."""
    if hit.need("u") in CLOCK_UNITS or hit.tokens[hit.last].form not in ("followed", "preceded"):
        return None
    side = "next" if hit.tokens[hit.last].form == "followed" else "past"
    if many(hit):
        return span_of(hit, hit.need("u"), None, side, anchor="narrative")
    direction = "future" if side == "next" else "past"
    symbol = Symbol(anchor="narrative", rule="offset", unit=base(hit.need("u")), amount=1, direction=direction)
    return hit.waiting(symbol, f"the {hit.need('u')} before or after")


def these_days(hit: Hit) -> Draft | None:
    """These days: now."""
    if hit.need("r") != "these" or hit.need("u") != "day":
        return None
    return present(hit)


def reference(hit: Hit) -> Draft | None:
    """Now, currently (the day of publication); recently, soon (no interval)."""
    value = hit.need("p")
    if hit.tokens[hit.last].form == "former" and hit.word_after() in ("", "and", "or", "in", "after"):
        return None  # 'the former, the latter'
    if value != "PRESENT_REF":
        return hit.date(value)
    return present(hit)


def term(hit: Hit) -> Draft | None:
    """The near term, the short term; a later date: ahead, no one says how far."""
    dated = hit.need("t") == "date"
    return hit.date("FUTURE_REF") if dated == (hit.get("r") is None) else None


RELATIVE: tuple[Rule, ...] = (
    ("w=weekday p=daypart? (?:of|comma)? the? r=last|next|this|that|same same? u=unit", weekday_of),
    ("the u=unit b=after z=deictic", beyond),
    ("the u=unit|daypart b=after r=last|next", beyond_last),
    ("(?:stage? dash? pb=daypart in?)? stage? z=deictic (?:p=daypart)?", deictic),
    ("every other? (?:n=count)? u=unit", every),
    ("every (?:w=weekday)? p=daypart", every),
    ("every (?:w=weekday | m=monthname|monthverb)", every),
    ("v=recurring", recurring),
    ("v=lasting", lasting),
    ("(?:n=count)? often a u=unit", often),
    ("n=count u=unit a v=unit", a_day),
    (f"half (?:a | dash) u=unit {AWAY}", half),
    (f"n=num and a half u=unit {AWAY}", half),
    (f"n=a u=unit and a half {AWAY}", half),
    (f"{COUNT} u=unit other time", in_time),
    (f"{COUNT} u=unit ago", ago),
    ("u=unit dash? ago", ago),
    (f"{COUNT} u=unit (?:fw=later | b=earlier)", later),
    ("u=unit dash? (?:fw=later | b=earlier)", later),
    (f"{COUNT} u=unit r=last (?!to)", prior),
    ("the? u=unit (?:dash | other other)? edge", unit_end),
    ("(?:b=earlier | fw=later) in? r=this|that|the same? u=unit", within),
    ("(?:the|this)? r=last|next|current n=count (?:dash? n2=number)? u=unit", span),
    ("the? n=count r=last|next u=unit", span),
    ("the? r=last|next n=vague u=unit", span),
    ("(?:the|this)? r=last|next u=unit", span),
    (f"{MOD} (?:the|this|that)? r=last|next|same|current u=unit", unit),
    (f"{MOD} r=this|that same? u=unit", unit),
    (f"{MOD} the? u=unit", edge_of),
    ("(?:stage in?)? the? stage? p=daypart unit? (?=of)", night_of),
    ("the? st=stage u=unit (?=of)", night_of),
    ("the st=stage u=unit", small_hours),
    ("(?:the|that|stage in? the?)? r=last|next|this|that|same p=daypart", part_of_day),
    ("the (?:n=count)? u=unit ahead", ahead),
    (f"{COUNT} dash? u=unit", length),
    ("n=count|a other|measure|more u=unit", described),
    ("u=unit", length),
    (f"(?:{STAGE})? (?:r=last|next|this|that|same)? w=weekday (?:p=daypart)?", weekday),
    ("the u=unit that other", followed),
    ("the u=unit (?:b=after|earlier)", day_before),
    ("r=this u=unit", these_days),
    ("the u=unit", bare),
    ("the? p=daypart", bare_part),
    ("(?:this|that same? | the same) time", unnamed),
    ("p=reference", reference),
    ("(?:the r=range | a later) t=term", term),
    ("the? last|current|earlier", adjective),
)
