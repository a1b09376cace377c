"""Rules for years, seasons, quarters and halves."""

from __future__ import annotations

from dateline.model.mention import Symbol
from dateline.reading.time_drafts import UNTOLD, Draft, Hit, mark_of, marked

LEADS = frozenset(
    {"in", "of", "from", "to", "between", "and", "or", "dash", "comma", "open", "after", "later", "the", "last", "next"}
)
LEADS |= {"stage", "edge", "this", "that", "earlier", "slash", "approx", "every"}
# "And 2015 soldiers" counts soldiers, "in 2015 soldiers" does not.
YEAR_LEADS = (LEADS | {"current"}) - {"and", "or", "comma", "open"}


def joiner(hit: Hit) -> str:
    """The class of what joins the two ends of a run."""
    token = hit.get("j")
    return "" if token is None else token.kind


def year_symbol(hit: Hit, value: str) -> Symbol:
    """A part of the year that `yr` tells by its distance: of that year, of last year."""
    token = hit.get("yr")
    kind = token.kind if token else "this"
    anchor = "narrative" if kind in ("that", "same") else "publication"
    amount = 1 if kind in ("last", "next") else 0
    direction = {"last": "past", "next": "future"}.get(kind, "same")
    return Symbol(anchor=anchor, rule="part", unit="year", amount=amount, value=value, direction=direction)


def season_year(hit: Hit) -> Draft | None:
    """The summer of 1963; winter 2016-17."""
    return hit.date(f"{hit.need('y')}-{hit.need('se')}", mark_of(hit))


def season(hit: Hit) -> Draft | None:
    """In the spring; last winter: only where a word before it shows that the season is meant."""
    strict = hit.get("r")
    led = hit.kind_before() in ("in", "of") or hit.tokens[hit.first].kind == "the"
    led = led or (hit.before() is None and hit.after() is None)
    if hit.need("se") == "FA" and hit.kind_after() == "of":
        return None
    if not (led or strict or mark_of(hit)):
        return None
    kind = strict.kind if strict else ""
    symbol = Symbol(
        anchor="narrative" if kind == "that" else "either",
        rule="season",
        unit="year",
        value=marked(hit.need("se"), mark_of(hit)),
        amount=1 if kind in ("last", "next") else 0,
        direction={"next": "future", "this": "same"}.get(kind, "past"),
    )
    return hit.waiting(symbol, "a season without a year", open=strict is None)


def year(hit: Hit) -> Draft | None:
    """2014; mid-2015; the end of 1958; not '2015 soldiers', '$2000', 'Resolution 1973'."""
    before, after = hit.before(), hit.after()
    if before is not None and before.kind in ("label", "money", "other") and before.form in "#$£€":
        return None
    if before is not None and before.kind in ("label", "money", "more", "than", "least"):
        return None
    if mark_of(hit) is None and before is not None and before.kind in ("approx",):
        return None
    dated = mark_of(hit) or (before is not None and before.kind in YEAR_LEADS and before.value != "about")
    if after is not None and after.kind == "dash":
        after = hit.after(2) if (hit.after(2) or after).kind == "measure" else after  # a 2000-strong force
    counted = after is not None and (after.kind == "measure" or after.form == "%" or _plural(after))
    if counted and not dated:
        return None
    if counted and before is not None and before.form in ("of", "at"):
        return None
    value = hit.need("y")
    if not "1500" <= value <= "2100" and hit.kind_before() != "in":
        return None
    return hit.date(value, UNTOLD if hit.fiscal() else mark_of(hit))


def _plural(token: object) -> bool:
    form = getattr(token, "form", "")
    return getattr(token, "kind", "") == "other" and len(form) > 3 and form.endswith("s") and not form.endswith("ss")


def years(hit: Hit) -> Draft | None:
    """2014-2016; 1957-60; from 2014 to 2016."""
    first, last = hit.need("y"), hit.need("y2")
    joined = joiner(hit)
    if joined == "and" and hit.kind_before() != "between":
        return None
    if joined == "to" and hit.kind_before() not in ("from", "between", "open"):
        return None
    if len(last) == 2:
        last = first[:2] + last
    if len(last) != 4 or not first < last <= "2199" or hit.kind_before() in ("label", "money"):
        return None
    return hit.date(f"{first}/{last}", UNTOLD if hit.fiscal() else None)


def quarter(hit: Hit) -> Draft | None:
    """The third quarter of 2016; the second half of 2008; the first half of this year."""
    which = hit.need("o")
    half = hit.get("h") is not None
    if not half and hit.need("q") != "quarter":
        return None
    if not which.isdigit() and not half and hit.value("y") is None:
        return None
    number = which if which.isdigit() else "2" if half else "4"
    if number not in ("1", "2", "3", "4")[: 2 if half else 4]:
        return None
    name = f"{'H' if half else 'Q'}{number}"
    if hit.value("y"):
        return hit.date(f"{hit.need('y')}-{name}")
    if hit.get("yr") is not None and hit.value("yu") == "year":
        return hit.waiting(year_symbol(hit, name), "within a year told by its distance")
    if half:
        return None
    return hit.waiting(Symbol(anchor="either", rule="season", unit="year", value=name), "a quarter without a year")


def quarter_ago(hit: Hit) -> Draft | None:
    """The year-ago third quarter."""
    which = hit.need("o")
    if (hit.need("u"), hit.need("q")) != ("year", "quarter") or which not in ("1", "2", "3", "4"):
        return None
    symbol = Symbol(anchor="publication", rule="part", unit="year", amount=1, value=f"Q{which}", direction="past")
    return hit.waiting(symbol, "a quarter of the year before")
