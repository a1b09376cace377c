"""Rules for feasts: Christmas, Easter and the days around it, Ramadan and Eid, Nowruz, New Year."""

from __future__ import annotations

from dateline.model.mention import Symbol
from dateline.reading.time_drafts import Draft, Hit, mark_of, marked
from dateline.values.feasts import feast_days

EASTER_WEEK = {
    ("EASTER", "7"): "EASTER",
    ("EASTER", "1"): "EASTERMONDAY",
    ("ORTHODOXEASTER", "7"): "ORTHODOXEASTER",
}
HOLY_DAYS = {("GOOD", "5"): "GOODFRIDAY", ("PALM", "7"): "PALMSUNDAY"}


def observance(hit: Hit) -> Draft | None:
    """Christmas 2007, Christmas Eve, Easter Monday, the last days of Ramadan; no 'Ramadan' in a person's name."""
    name, strict = _name(hit), hit.get("r")
    if name is None:
        return None
    if any(token is not None and token.value == "name" for token in (hit.before(), hit.after())):
        return None
    fixed = name[0].isdigit()
    year, mark = hit.value("y"), mark_of(hit)
    if year and fixed:
        return hit.date("/".join(f"{year}-{day}" for day in name.split("/")))
    if year:
        # The one that begins in the year: two may, and then the text does not say which.
        found = feast_days(name, int(year))
        return hit.date(found[0].value()) if len(found) == 1 else hit.date(year)
    symbol = Symbol(
        anchor="either",
        rule="monthday" if fixed else "feast",
        unit="year",
        amount=1 if strict is not None and strict.kind in ("last", "next") else 0,
        value=name if fixed else marked(name, mark),
        direction="future" if strict is not None and strict.kind == "next" else "past",
    )
    return hit.waiting(symbol, "a feast without a year", open=strict is None)


def _name(hit: Hit) -> str | None:
    """The feast with what stands beside it; None where they do not belong together."""
    holy, edge, weekday, name = hit.value("h"), hit.get("ev"), hit.value("w"), hit.need("x")
    if holy is not None:
        name = f"{holy}{name}"
    if weekday is not None:
        name = EASTER_WEEK.get((name, weekday), "")
    if edge is not None:
        name = "12-24" if name == "12-25" and edge.form == "eve" else ""
    return name if name and (holy is None or name == "ORTHODOXEASTER") else None


def holy_day(hit: Hit) -> Draft | None:
    """Good Friday, Palm Sunday."""
    name = HOLY_DAYS.get((hit.need("h"), hit.need("w")))
    if name is None:
        return None
    return hit.waiting(Symbol(anchor="either", rule="feast", unit="year", value=name), "a feast", open=True)


def new_year(hit: Hit) -> Draft | None:
    """New Year's Eve, New Year's Day."""
    day = {"eve": "12-31", "day": "01-01"}.get(hit.need_form("e"))
    if hit.need("u") != "year" or day is None:
        return None
    symbol = Symbol(anchor="either", rule="monthday", unit="year", value=day)
    return hit.waiting(symbol, "a feast without a year", open=True)
