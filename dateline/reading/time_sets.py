"""Rules for what recurs and for lengths in one word: daily, every other day, twice a week, 24 hours a day, weeklong."""

from __future__ import annotations

from dateline.reading.time_drafts import CLOCK_UNITS, Draft, Hit, duration, number

ORDER = ("second", "minute", "hour", "day", "week", "month", "year")


def recurring(hit: Hit) -> Draft | None:
    """Daily, weekly."""
    return hit.date(hit.need("v"), kind="set")


def every(hit: Hit) -> Draft | None:
    """Every day, each week, per month, every other day, every Friday, every Sunday evening, every morning."""
    part = hit.value("p")
    if part is not None:
        day = "XXXX-XX-XX" if hit.get("w") is None else f"XXXX-WXX-{hit.need('w')}"
        return hit.date(f"{day}{part}", kind="set")
    if hit.get("w") is not None:
        return hit.date(f"XXXX-WXX-{hit.need('w')}", kind="set")
    if hit.get("m") is not None:
        return hit.date(f"XXXX-{hit.need('m')}", kind="set")
    second = hit.tokens[hit.first + 1]
    if second.kind == "other" and second.form != "other":
        return None
    count = 2 if second.form == "other" else number(hit) or 1
    return hit.date(duration(str(count), hit.need("u")), kind="set")


def often(hit: Hit) -> Draft | None:
    """Twice a day, three times a month: how often, not how long."""
    return hit.date(duration("1", hit.need("u")), kind="set")


def a_day(hit: Hit) -> Draft | None:
    """24 hours a day, seven days a week, three nights a month: a share of what recurs."""
    small, large = hit.need("u"), hit.need("v")
    small = "day" if small == "night" else small
    if small not in ORDER or large not in ORDER or ORDER.index(small) >= ORDER.index(large) or large in CLOCK_UNITS:
        return None
    return hit.date(duration("1", large), kind="set")


def lasting(hit: Hit) -> Draft | None:
    """A weeklong truce, a yearlong siege."""
    return hit.date(hit.need("v"), kind="duration")
