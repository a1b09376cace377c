"""What a person types for a field, as plain data."""

from __future__ import annotations

import re
from calendar import monthrange
from pathlib import Path

from dateline.engine.judging import JudgementError
from dateline.engine.layers import gazetteer
from dateline.export.report import words
from dateline.model.event import Event
from dateline.tables.report_words import report_words
from dateline.web.fields import LEVELS, ROLES, STATUSES

DAY = re.compile(r"(?:(?:(\d{4})-)?(\d{1,2})-)?(\d{1,2})")
MONTH = re.compile(r"(\d{4})-(\d{2})")
YEAR = re.compile(r"\d{4}")
SPAN = re.compile(r"\s*(?:\.\.|/|–|\bto\b)\s*")
NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
AMOUNT = re.compile(rf"(?P<how>at least|up to|about|≥|≤|<=|>=|~)?\s*{NUMBER}(?:\s*(?:-|–|to)\s*{NUMBER})?(?P<more>\+)?")
FLOOR, TOP = frozenset({"at least", "≥", ">="}), frozenset({"up to", "≤", "<="})


def value_of(field: str, text: str, event: Event | None, case: Path) -> object:
    """The value that a text stands for; raises JudgementError for a text that is none, saying what can be typed."""
    text = " ".join(text.split())
    if field in ("type", "status", "level"):
        return code_of(field, text)
    if field == "when":
        return days_of(text, event)
    if field == "where":
        return site_of(text, case)
    if field in ROLES:
        return {"name": text, "kind": "unknown"}
    return amount_of(text)


def code_of(field: str, text: str) -> str:
    """The code that is meant by its words or by itself."""
    codes = {"type": list(report_words("type")), "status": list(STATUSES), "level": list(LEVELS)}[field]
    for code in codes:
        said = words.type_words(code) if field == "type" else words.said(field, code)
        if text.casefold() in (code, said.casefold()):
            return code
    raise JudgementError(f"“{text}” is no {field}; choose one of the list")


def site_of(text: str, case: Path) -> dict[str, object]:
    """The likeliest place of a name; a name that the gazetteer does not know stays a name."""
    found = gazetteer(case).find(text)
    if not found:
        return {"name": text}
    names = ("latitude", "longitude", "radius_km", "precision", "gazetteer_id", "admin1", "admin2", "admin3", "pcode")
    return {"name": found[0].name, **{name: getattr(found[0], name) for name in (*names, "country")}}


def days_of(text: str, event: Event | None) -> dict[str, object]:
    """A day, two days with `..` between, a month, a year; what is left out is that of the event's own day."""
    ends = SPAN.split(text)
    own = (event.when.earliest or "") if event and event.when else ""
    if len(ends) == 2:
        first, last = _day(ends[0], own), _day(ends[1], own)
        if first <= last:
            return {"earliest": first, "latest": last, "precision": "day" if first == last else "range"}
    elif YEAR.fullmatch(text):
        return {"earliest": f"{text}-01-01", "latest": f"{text}-12-31", "precision": "year"}
    elif found := MONTH.fullmatch(text):
        year, month = int(found[1]), int(found[2])
        if 1 <= month <= 12:
            last_day = monthrange(year, month)[1]
            return {"earliest": f"{text}-01", "latest": f"{text}-{last_day}", "precision": "month"}
    elif len(ends) == 1:
        day = _day(text, own)
        return {"earliest": day, "latest": day, "precision": "day"}
    raise _no_time(text)


def _no_time(text: str) -> JudgementError:
    return JudgementError(f"“{text}” is no time; type 2018-09-06, 2018-09-06..2018-09-08, 2018-09 or 2018")


def _day(text: str, own: str) -> str:
    found = DAY.fullmatch(text.strip())
    if found is None:
        raise _no_time(text)
    day = f"{found[1] or own[:4]}-{(found[2] or own[5:7]).zfill(2)}-{found[3].zfill(2)}"
    if words.day_of(day) is None or len(day) != 10:
        raise _no_time(text)
    return day


def amount_of(text: str) -> dict[str, object]:
    """A number, `20-25`, `20+` (at least), `<=5` (up to), `~20` (about)."""
    found = AMOUNT.fullmatch(text.casefold())
    if found is None:
        raise JudgementError(f"“{text}” is no amount; type 23, 20-25, 20+ (at least), <=5 (up to) or ~20 (about)")
    first, second = (float(one.replace(",", "")) if one else None for one in (found[2], found[3]))
    if second is not None:
        return {"low": first, "best": None, "high": second}
    if found["more"] or found["how"] in FLOOR:
        return {"low": first, "best": None, "high": None}
    if found["how"] in TOP:
        return {"low": None, "best": None, "high": first}
    exact = None if found["how"] else first
    return {"low": exact, "best": first, "high": exact}
