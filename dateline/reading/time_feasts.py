"""Rules for feasts: Christmas, Easter and the days around it, Ramadan and Eid, Nowruz, Passover, Diwali, New Year."""

from __future__ import annotations

import msgspec

from dateline.model.mention import Symbol
from dateline.reading.time_drafts import Draft, Hit, mark_of, marked
from dateline.values.feasts import ISLAMIC, feast_in, feast_part, islamic_days
from dateline.values.narrative import KNOWN_BY

# What stands before a feast and makes it another, or shows which one it is.
HOLY = {
    ("ORTHODOX", "EASTER"): "ORTHODOXEASTER",
    ("ORTHODOX", "12-25"): "01-07",
    ("YOM", "YOMKIPPUR"): "YOMKIPPUR",
    ("ROSH", "ROSHHASHANAH"): "ROSHHASHANAH",
}
EASTER_WEEK = {
    ("EASTER", "7"): "EASTER",
    ("EASTER", "1"): "EASTERMONDAY",
    ("ORTHODOXEASTER", "7"): "ORTHODOXEASTER",
    ("ORTHODOXEASTER", "1"): "ORTHODOXEASTERMONDAY",
}
HOLY_DAYS = {
    ("GOOD", "5"): "GOODFRIDAY",
    ("PALM", "7"): "PALMSUNDAY",
    ("HOLY", "4"): "HOLYTHURSDAY",
    ("HOLY", "6"): "HOLYSATURDAY",
    ("ASH", "3"): "ASHWEDNESDAY",
    ("WHIT", "1"): "WHITMONDAY",
}
NO_COUNTRY = "a day that each country keeps on a date of its own: the text does not say which"


def observance(hit: Hit) -> Draft | None:
    """Christmas 2007, Christmas Eve, Easter Monday, the second day of Eid; no 'Ramadan' in a person's name."""
    name, strict = _name(hit), hit.get("r")
    if name is None or _in_a_name(hit):
        return None
    if hit.value("y"):
        return _in_year(hit, name, mark_of(hit))
    fixed = name[0].isdigit()
    if strict is not None and strict.kind == "this" and fixed:
        symbol = Symbol(anchor="publication", rule="part", unit="year", value=name, direction="same")
        return hit.waiting(symbol, "a feast of this year")
    symbol = Symbol(
        anchor="either",
        rule="monthday" if fixed else "feast",
        unit="year",
        amount=1 if strict is not None and strict.kind in ("last", "next") else 0,
        value=name if fixed else marked(name, mark_of(hit)),
        direction={"next": "future", "this": "same"}.get(strict.kind if strict else "", "past"),
    )
    return hit.waiting(symbol, "a feast without a year", open=strict is None)


def _in_a_name(hit: Hit) -> bool:
    """Whether a capitalised word beside the feast makes it a part of a person's name: Ramadan Haddar, Eid al-Harbi."""
    after = hit.after()
    beside = any(token is not None and token.value == "name" for token in (hit.before(), after))
    return beside or (after is not None and after.kind == "al")


def _in_year(hit: Hit, name: str, mark: str | None) -> Draft | None:
    year = hit.need("y")
    if name[0].isdigit():
        return hit.date("/".join(f"{year}-{day}" for day in name.split("/")))
    # The one that begins in the year: two may, and then the text does not say which.
    found = feast_in(int(year), marked(name, mark))
    return hit.date(found[0].days.value()) if len(found) == 1 else hit.date(year)


def _name(hit: Hit) -> str | None:
    """The feast with what stands beside it; None where they do not belong together."""
    holy, edge, weekday, name = hit.value("h"), hit.get("ev"), hit.value("w"), hit.need("x")
    if holy is not None:
        name = HOLY.get((holy, name), "")
    if weekday is not None:
        name = EASTER_WEEK.get((name, weekday), "")
    if edge is not None:
        name = "12-24" if name == "12-25" and edge.form == "eve" else ""
    return name or None


def lunar_day(hit: Hit) -> Draft | None:
    """The 15th of Ramadan; 10 Muharram 1438; Rajab 1437 AH: a day of the Islamic calendar, and the one beside it."""
    name, day, year = hit.need("x"), hit.value("d"), hit.value("y")
    if name not in ISLAMIC or _in_a_name(hit) or (day is not None and not 1 <= int(day) <= 30):
        return None
    if hit.tokens[hit.found.start("x")].kind == "observance" and day is None and not _is_islamic(year):
        return None  # Ramadan and Ashura by themselves are feasts
    value = f"{name}.#{day}day" if day else name
    why = "a date of the Islamic calendar, which may be a day off from country to country"
    if year is not None and _is_islamic(year):
        whole = islamic_days(name, int(year))
        draft = None if whole is None else hit.date(feast_part(whole, name, value).days.value())
    elif year is not None:
        draft = _in_year(hit, name, f"#{day}day" if day else None)
    elif day is None and hit.kind_before() not in ("in", "of"):
        return None  # 'Rajab' and 'Safar' are names too
    else:
        draft = hit.waiting(Symbol(anchor="either", rule="feast", unit="year", value=value), why, open=True)
    return None if draft is None else msgspec.structs.replace(draft, why=why)


def _is_islamic(year: str | None) -> bool:
    return year is not None and "1300" <= year < "1600"


def holy_day(hit: Hit) -> Draft | None:
    """Good Friday, Palm Sunday 2016."""
    name = HOLY_DAYS.get((hit.need("h"), hit.need("w")))
    if name is None:
        return None
    if hit.value("y"):
        return _in_year(hit, name, None)
    return hit.waiting(Symbol(anchor="either", rule="feast", unit="year", value=name), "a feast", open=True)


def new_year(hit: Hit) -> Draft | None:
    """New Year's Eve, New Year's Day 2016."""
    day = {"eve": "12-31", "day": "01-01"}.get(hit.need_form("e"))
    if hit.need("u") != "year" or day is None:
        return None
    if hit.value("y"):
        return hit.date(f"{hit.need('y')}-{day}")
    symbol = Symbol(anchor="either", rule="monthday", unit="year", value=day)
    return hit.waiting(symbol, "a feast without a year", open=True)


def lunar_new_year(hit: Hit) -> Draft | None:
    """The Lunar New Year, the Chinese New Year."""
    if hit.need("h") != "LUNAR" or hit.need("u") != "year":
        return None
    if hit.value("y"):
        return _in_year(hit, "LUNARNEWYEAR", None)
    symbol = Symbol(anchor="either", rule="feast", unit="year", value="LUNARNEWYEAR")
    return hit.waiting(symbol, "a feast without a year", open=True)


def named_day(hit: Hit) -> Draft | None:
    """Boxing Day 2016, Valentine's Day; Independence Day, of which the text does not say the country."""
    day = hit.need("f")
    if hit.need("u") != "day":
        return None
    if not day:
        return Draft(first=hit.first, last=hit.last, timex3=None, why=NO_COUNTRY)
    if hit.value("y"):
        return hit.date(f"{hit.need('y')}-{day}")
    symbol = Symbol(anchor="either", rule="monthday", unit="year", value=day)
    return hit.waiting(symbol, "a day kept each year", open=True)


def by_name(hit: Hit) -> Draft:
    """9/11, 7/7: days that are known by their numbers."""
    return msgspec.structs.replace(hit.date(hit.need("i")), why=f"{KNOWN_BY} its numbers")
