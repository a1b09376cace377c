"""Rules for dates in digits: 2016-09-03, 03/09/2016, 03/09/16, 3-Sep-2016, in 9/2016."""

from __future__ import annotations

import msgspec

from dateline.reading.time_drafts import Draft, Hit
from dateline.values.calendar import publication
from dateline.values.timex import day_of, days_of

# Two-digit years from here on are of the last century, as in mastheads.
LAST_CENTURY = 70


def iso(hit: Hit) -> Draft | None:
    """2017-03-09, with a clock time where stated."""
    text = hit.need("i").upper().replace("/", "-")
    return hit.date(text, kind="time" if "T" in text else "date") if days_of(text) else None


def slashed(hit: Hit) -> Draft | None:
    """25/03/2017, 25/03/17; both readings as an interval where day and month may be swapped."""
    found = publication(hit.need("i"))
    if found is None:
        return None
    if found.precision == "day":
        return hit.date(found.earliest)
    why = f"day and month may be swapped: {found.earliest} or {found.latest}"
    return msgspec.structs.replace(hit.date(f"{found.earliest}/{found.latest}"), why=why)


def month_number(hit: Hit) -> Draft | None:
    """In 10/2016; not 'order 10/2016'."""
    month, _, year = hit.need("i").partition("/")
    return hit.date(f"{year}-{int(month):02d}") if hit.kind_before() in ("in", "of", "from", "to", "between") else None


def day_month_year(hit: Hit) -> Draft | None:
    """23-Sep-2016; 3-Sep-16."""
    digits = hit.need("y")
    if len(digits) == 1:
        return None
    year = int(digits) if len(digits) == 4 else int(digits) + (1900 if int(digits) >= LAST_CENTURY else 2000)
    day = day_of(year, int(hit.need("m")), int(hit.need("d")))
    return None if day is None else hit.date(day.isoformat())
