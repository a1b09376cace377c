"""How long a happening had gone on: 'three days of fighting', 'a two-week siege', 'has shelled it for a month'."""

from __future__ import annotations

import re

from dateline.events import syntax
from dateline.events.bounds import YEAR, bound
from dateline.events.triggers import Found
from dateline.model.mention import Period, Time
from dateline.model.parse import Parse
from dateline.model.report import When
from dateline.model.span import Span
from dateline.values.calendar import shift, width_days
from dateline.values.symbols import VAGUE

LENGTH = re.compile(r"P(\d+)(DE|[DWMQY])")
UNITS = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "DE": "decade"}
STRETCH = re.compile(r"P(T)?(\d+|X)(DE|[DWMQYHS])")
DAYS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366, "decade": 3660}
MANY_YEARS = frozenset({"years", "decades"})
SOON = frozenset({"soon", "shortly", "immediately", "just"})
SOON_DAYS = 6
# What a verb in the perfect goes on for: 'has shelled the town for a month', 'have died in two weeks'.
THROUGH = frozenset({"for", "over", "during", "in", "within", "throughout"})
TENSED = frozenset({"VBD", "VBZ", "VBP"})
HAVE = frozenset({"has", "have", "'ve", "’ve"})
MODIFIERS = frozenset({"compound", "nmod", "amod"})


def lasted(found: Found, end: str | None) -> tuple[When, Span] | None:
    """The days up to `end`, as many as the words say that it had lasted; a year of them at most."""
    for token, time in found.scene.times:
        days = days_to(time, end) if end is not None else None
        if days is not None and is_length_of(found, token, time):
            if days > YEAR:
                return bound(end, time.text, f"the last year of what lasted {time.text}"), time.span
            return bound(end, time.text, f"lasted {time.text}, to the day told", days), time.span
    long = years_long(found) if end is not None else None
    if long is not None:
        return bound(end, long.of(found.scene.text), f"the last year of what lasted {long.of(found.scene.text)}"), long
    return None


def years_long(found: Found) -> Span | None:
    """The words 'decades-long' or 'years-long' before what a trigger or its object names."""
    parse = found.scene.parse
    nouns = {found.token, syntax.direct_object(parse, found.verb)} - {None}
    for token in (c for noun in nouns if noun is not None for c in parse.children[noun]):
        if parse.deps[token] == "amod" and parse.forms[token].lower() == "long" and token > 1:
            first = token - 2 if parse.forms[token - 1] == "-" else token - 1
            if parse.forms[first].lower() in MANY_YEARS:
                return parse.span_of(first, token)
    return None


def lag(found: Found) -> int | None:
    """How many days at most what is told came before the rest: 'weeks after', 'soon after the mayor was shot'."""
    parse = found.scene.parse
    for mark in (c for at in (found.verb, found.token) for c in (*parse.children[at], parse.heads[at])):
        if mark == 0 or parse.lemmas[mark] != "after" or not is_under(parse, mark, found):
            continue
        if parse.lemmas[mark - 1] in SOON:
            return SOON_DAYS
        counted = (time for _, time in found.scene.times if mark - 1 in parse.tokens_in(time.span))
        return next((most_days(time) for time in counted), None)
    return None


def is_under(parse: Parse, mark: int, found: Found) -> bool:
    """Whether 'after' brings in the clause or the noun of a trigger."""
    clause = parse.deps[mark] == "mark" and parse.heads[mark] == found.verb and parse.deps[found.verb] == "advcl"
    return clause or (parse.deps[mark] == "prep" and parse.heads[found.token] == mark)


def most_days(time: Time) -> int | None:
    """The days of a stretch of time, at most those that a bare plural means; a year of them at most."""
    found = STRETCH.fullmatch(time.timex3 or "")
    if found is None:
        return None
    unit = UNITS.get(found[3], "hour") if found[1] is None else "hour"
    amount = VAGUE[unit] if found[2] == "X" else int(found[2])
    return min(amount * DAYS[unit], YEAR) if unit != "hour" else 1


def days_to(time: Time, end: str) -> int | None:
    """How many days before `end` a stretch of whole days, weeks, months ... begins; None for other times."""
    found = LENGTH.fullmatch(time.timex3 or "") if time.kind == "duration" else None
    if found is None:
        return None
    first = shift(end, -int(found[1]), UNITS[found[2]])
    width = width_days(Period(first, end))
    return YEAR + 1 if width is None else width - 1


def is_length_of(found: Found, token: int, time: Time) -> bool:
    """Whether a length is the happening's: 'three days of fighting', 'a two-week siege', 'has shelled it for'."""
    scene, parse = found.scene, found.scene.parse
    if parse.sentences[token] != parse.sentences[found.token]:
        return False
    names = {found.token, syntax.direct_object(parse, found.verb)} - {None}
    of = {parse.heads[parse.heads[n]] for n in names if n is not None and is_under_of(parse, n)}
    if parse.pos[found.token] in syntax.NOUNS and not of.isdisjoint(parse.tokens_in(time.span)):
        return True
    if parse.deps[token] in MODIFIERS and parse.heads[token] in names:
        return "people" not in scene.classes(parse.heads[token])
    over, verb = parse.heads[token], finite(parse, found.verb)
    through = parse.deps[token] == "pobj" and parse.lemmas[over] in THROUGH and finite(parse, parse.heads[over]) == verb
    return (through or (parse.deps[token] == "dobj" and over == found.verb)) and is_perfect(parse, verb)


def is_under_of(parse: Parse, token: int) -> bool:
    """Whether a token is the object of 'of'."""
    return parse.deps[token] == "pobj" and parse.lemmas[parse.heads[token]] == "of"


def finite(parse: Parse, i: int) -> int:
    """The nearest verb at or above token i that has a tense of its own or an auxiliary."""
    for at in (i, *parse.ancestors(i)):
        if parse.pos[at] in syntax.VERBAL and (parse.tags[at] in TENSED or syntax.auxiliaries(parse, at)):
            return at
    return i


def is_perfect(parse: Parse, verb: int) -> bool:
    """Whether a verb is in the present perfect, its own or that of the verb it is coordinated with or hangs on."""
    return any(parse.forms[c].lower() in HAVE for c in syntax.auxiliaries(parse, finite(parse, verb)))
