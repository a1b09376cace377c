"""Rules for days of the week and parts of the day: on Sunday, late on Tuesday, last night, the early hours."""

from __future__ import annotations

from dateline.model.mention import Symbol
from dateline.reading.time_drafts import Draft, Hit, many

PART_LEADS = frozenset({"at", "in", "before", "after", "by", "until", "around", "about", "towards", "toward"})
NIGHT = "TNI"


def weekday(hit: Hit) -> Draft | None:
    """On Sunday; Tuesday night; late on Tuesday; last Monday; this Friday."""
    token = hit.get("r")
    kind = token.kind if token else ""
    clock = hit.value("p") or hit.value("pb")
    value = hit.need("w") + (f"@{clock}" if clock else "")
    strict = kind in ("last", "next")
    symbol = Symbol(
        anchor="narrative" if kind in ("that", "same") else "publication",
        rule="weekday",
        amount=1 if strict else 0,
        value=value,
        direction="future" if kind in ("next", "this") else "past",
    )
    return hit.waiting(symbol, "a weekday", open=not strict, kind="time" if clock else "date")


def weekday_of(hit: Hit) -> Draft | None:
    """Friday last week; Tuesday of this week."""
    token = hit.get("r")
    kind = token.kind if token else ""
    if hit.need("u") != "week" or many(hit):
        return None
    clock = hit.value("p")
    symbol = Symbol(
        anchor="narrative" if kind in ("that", "same") or (token and token.value == "told") else "publication",
        rule="part",
        unit="week",
        amount=1 if kind in ("last", "next") else 0,
        value=hit.need("w") + (f"@{clock}" if clock else ""),
        direction={"last": "past", "next": "future"}.get(kind, "same"),
    )
    return hit.waiting(symbol, "a weekday of a week told by its distance", kind="time" if clock else "date")


def small_hours(hit: Hit) -> Draft | None:
    """In the early hours: of the day that the story is at."""
    if hit.need("u") != "hour" or hit.need("st") != "START":
        return None
    symbol = Symbol(anchor="either", rule="offset", value="@TMO", direction="same")
    return hit.waiting(symbol, "a part of the day that the story is at", kind="time")


def night_of(hit: Hit) -> Draft | None:
    """The night of, early in the morning of: a part of the day that is named next."""
    part = hit.value("p")
    if part is None:
        # 'The early hours of Sunday'; other hours of a day say nothing of their own.
        part = {"START": "TMO", "END": "TNI"}.get(hit.need("st")) if hit.need("u") == "hour" else None
    if part is None:
        return None
    symbol = Symbol(anchor="either", rule="offset", value=f"@{part}", direction="same")
    return hit.waiting(symbol, "a part of the day named after it", kind="time")


def part_of_day(hit: Hit) -> Draft | None:
    """This morning, last night, that evening, the next morning; a bare 'night' only after a word that dates it."""
    token = hit.get("r")
    kind = token.kind if token else ""
    if not kind:
        return None
    the = any(token.kind == "the" for token in hit.tokens[hit.first : hit.last])
    told = kind in ("that", "same") or (the and kind in ("next", "last"))
    amount = 1 if kind in ("next", "last") else 0
    symbol = Symbol(
        anchor="narrative" if told else "publication",
        rule="offset",
        amount=amount,
        value=f"@{hit.need('p')}",
        direction="future" if kind == "next" else "past" if kind == "last" else "same",
    )
    return hit.waiting(symbol, "a part of a day told by its distance", kind="time")


def bare_part(hit: Hit) -> Draft | None:
    """At night: a part of no certain day; before midnight, at dawn, in the evening: of the day the story is at."""
    first = hit.tokens[hit.first]
    led = hit.before()
    if first.form == "night" and (hit.kind_after() in ("other", "dash") or (led is not None and led.form == "at")):
        return hit.date(f"XXXX-XX-XX{NIGHT}", kind="time")
    if led is None or led.form not in PART_LEADS or hit.kind_after() == "of":
        return None
    part = hit.need("p")
    if (first.kind == "the") != (led.form == "in"):
        return None
    symbol = Symbol(anchor="either", rule="offset", value=f"@{part}", direction="same")
    return hit.waiting(symbol, "a part of the day that the story is at", kind="time")
