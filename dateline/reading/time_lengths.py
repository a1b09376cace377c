"""Rules for counted times: two days later, a week ago, the past month, for three weeks, every day."""

from __future__ import annotations

import msgspec

from dateline.model.mention import Symbol
from dateline.reading.time_drafts import CLOCK_UNITS, Draft, Hit, base, duration, many, number
from dateline.values.narrative import FROM_EVENT

COUNT = "(?:approx | more|least than?)? (?:a (?=vague))? n=num (?:(?<=vague) of)? (?:(?<!a) dash? n2=number)?"


AWAY = "(?:ago=ago | fw=later | b=earlier)?"
HELPERS = frozenset({"will", "would", "to", "could", "can", "may", "might", "must", "should", "not"})
FULL = frozenset({"full", "whole", "additional", "entire", "single"})
# What a half is told in: months of a year, years of a decade, and so on.
SMALLER = {"decade": ("year", 10), "year": ("month", 12), "month": ("week", 4), "day": ("hour", 24)}
SMALLER |= {"hour": ("minute", 60)}


def ago(hit: Hit) -> Draft | None:
    """Two days ago; a few weeks ago; years ago."""
    return _counted(hit, "publication", "past")


def later(hit: Hit) -> Draft | None:
    """Two days later; a year earlier; days later: from the date that the story last named."""
    return _counted(hit, "narrative", "future" if hit.get("fw") is not None else "past")


def prior(hit: Hit) -> Draft | None:
    """Two years prior, a day prior; not 'prior to the vote'."""
    return _counted(hit, "narrative", "past") if hit.need_form("r") == "prior" else None


def _counted(hit: Hit, anchor: str, direction: str) -> Draft | None:
    name, count = hit.need("u"), number(hit)
    if count is None and hit.get("n") is None and not many(hit):
        count = 1
    if count is None:
        symbol = Symbol(anchor=anchor, rule="span", unit=base(name), value="VAGUE", direction=direction)
        return hit.waiting(symbol, f"an unsaid number of {name}s, at most what the next larger unit would tell")
    return _away(hit, anchor, direction, count, name)


def _away(hit: Hit, anchor: str, direction: str, count: int, name: str) -> Draft:
    if name == "night":
        name = "day"
    amount = count * (10 if name == "century" else 1)
    if name in ("second", "minute"):
        amount = -(-amount // (3600 if name == "second" else 60))
    symbol = Symbol(anchor=anchor, rule="offset", unit=base(name), amount=amount, direction=direction)
    return hit.waiting(symbol, f"{count} {name}(s) away")


def span(hit: Hit) -> Draft | None:
    """The past week; the last three months; in recent days; the coming hours."""
    token = hit.get("r")
    name = hit.need("u")
    plural = many(hit)
    count = number(hit)
    if token is None or (count is None and not plural) or hit.kind_after() == "of":
        # 'The last days of the war' do not end at the story.
        return None
    if token.kind == "current" or (token is hit.tokens[hit.first] and token.form == "last" and _is_verb(hit)):
        return None
    return span_of(hit, name, count, "past" if token.kind == "last" else "next")


def _is_verb(hit: Hit) -> bool:
    """Whether 'last' is what something does: the truce will last six months."""
    lead = hit.before()
    return lead is not None and lead.form in HELPERS


def span_of(hit: Hit, name: str, count: int | None, side: str, anchor: str = "publication") -> Draft:
    """`count` units (None: an unsaid number) that end (`past`) or begin (`next`) at the anchor."""
    token = hit.get("r")
    told = token is not None and token.value == "told"
    symbol = Symbol(
        anchor="narrative" if told else anchor,
        rule="span",
        unit=base(name),
        amount=(count or 0) * (10 if name == "century" else 1),
        value=None if count else "VAGUE",
        direction="future" if side == "next" else "past",
    )
    why = f"the {count or 'unsaid number of'} {name}(s) up to or from the anchor"
    return hit.waiting(symbol, why, kind="date" if name not in CLOCK_UNITS else "time")


def length(hit: Hit) -> Draft | None:
    """For three weeks, a three-day siege, several months; no ages ('47-year-old') and no bare 'a day'."""
    name, count = hit.need("u"), hit.get("n")
    if any(token is not None and token.kind == "old" for token in (hit.after(1), hit.after(2))):
        return None
    if count is None:
        return hit.date(duration("X", name), kind="duration") if many(hit) and _bare_length(hit) else None
    if hit.kind_before() == "money" or count.kind == "year" or (count.kind == "a" and many(hit)):
        return None
    amount = number(hit)
    told = hit.date(duration("X" if amount is None else str(amount), name), kind="duration")
    if hit.kind_after() == "after":
        return _from_event(hit, told, amount, name)
    return _ahead(hit, told, amount, name)


def _ahead(hit: Hit, told: Draft, amount: int | None, name: str) -> Draft:
    """In two weeks, within three months: where the clause looks ahead, days from now."""
    lead = hit.before()
    if lead is None or lead.form not in ("in", "within") or amount is None or name in CLOCK_UNITS:
        return told
    rule = "offset" if lead.form == "in" else "span"
    unit = base(name) if name != "night" else "day"
    return msgspec.structs.replace(
        told, ahead=Symbol(anchor="publication", rule=rule, unit=unit, amount=amount, direction="future")
    )


def _from_event(hit: Hit, told: Draft, amount: int | None, name: str) -> Draft:
    """Two days after the attack: a length whose end the text dates only where a date follows it."""
    side = hit.after()
    step = None
    if amount is not None and name not in CLOCK_UNITS and side is not None:
        step = Symbol(anchor="", rule="offset", unit=base(name), amount=amount, direction=side.value)
    return msgspec.structs.replace(told, step=step, why=FROM_EVENT)


def half(hit: Hit) -> Draft | None:
    """Half a year ago, two and a half years, an hour and a half later."""
    small = SMALLER.get(hit.need("u"))
    whole = 0 if hit.get("n") is None else number(hit)
    if small is None or whole is None:
        return None
    name, per = small
    count = whole * per + per // 2
    far = (count // 3, "quarter") if name == "month" else (count, name)  # no one means the very month
    if hit.get("ago") is not None:
        return _away(hit, "publication", "past", *far)
    if hit.get("fw") is not None or hit.get("b") is not None:
        return _away(hit, "narrative", "future" if hit.get("fw") is not None else "past", *far)
    return hit.date(duration(str(count), name), kind="duration")


def in_time(hit: Hit) -> Draft | None:
    """In three days' time."""
    count = number(hit)
    if hit.tokens[hit.last - 1].form not in "'’" or hit.tokens[hit.last].form != "time" or count is None:
        return None
    return _away(hit, "publication", "future", count, hit.need("u"))


def described(hit: Hit) -> Draft | None:
    """Two bloody weeks, eight trading days, a full year: one plain word between the count and its unit."""
    word = hit.tokens[hit.last - 1].form
    if word in FULL and hit.need("n") == "1" and not many(hit):
        return length(hit)
    if not many(hit) or not word.isalpha() or word.endswith("ed"):
        return None
    return length(hit)


def ahead(hit: Hit) -> Draft | None:
    """The weeks ahead; the three months ahead; not 'the weeks ahead of the vote'."""
    if not many(hit) or hit.kind_after() == "of":
        return None
    return span_of(hit, hit.need("u"), number(hit), "next")


def _bare_length(hit: Hit) -> bool:
    """Whether a bare plural is a length: 'for weeks', 'years of war', or all that is said."""
    before = hit.before()
    if before is None:
        return hit.after() is None or hit.kind_after() in ("of", "after", "or")
    return before.value == "length" or hit.kind_after() in ("of", "after", "or")
