"""What a coder writes into a field: text as people type it, kept as the plain data that a decision takes."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from dateline.model.errors import UsageError
from dateline.values.wording import bounds_value

WORDS = ("type", "status", "level")
ROLES = ("initiators", "targets", "victims", "weapons")
DAYS, PLACE = "when", "where"
FIELDS = (*WORDS, DAYS, PLACE, *ROLES)
"""Fields besides outcomes such as `killed`, which take a number."""
USUAL = ("type", "status", DAYS, PLACE, "initiators", "targets", "killed")
"""What is coded twice unless somebody says otherwise: all that a row of ACLED's or UCDP's rests on."""
FIELD = re.compile(r"[a-z][a-z_]*")
NUMBER = r"\d+(?:\.\d+)?"
AMOUNT = re.compile(
    rf"(?P<low>{NUMBER})\s*(?:-|–|\.\.|to)\s*(?P<high>{NUMBER})|(?P<least>{NUMBER})\s*\+|(?P<best>{NUMBER})"
)


class ValueCodedError(UsageError):
    """A value that a field cannot hold; says how to write it."""


def value_of(field: str, text: str) -> str | None:
    """What somebody typed as JSON of the form that a decision takes; None for nothing. Raises ValueCodedError.

    >>> value_of("when", "2016-10-17"), value_of("killed", "3-5"), value_of("initiators", " ")
    ('{"earliest":"2016-10-17","latest":"2016-10-17"}', '{"low":3.0,"best":null,"high":5.0}', None)
    """
    words = " ".join(text.split())
    if not words:
        return None
    return msgspec.json.encode(plain_of(field, words)).decode()


def plain_of(field: str, words: str) -> object:
    """The plain data of a value."""
    if field == "type":
        return checked_type(words)
    if field in WORDS:
        return words
    if field == DAYS:
        return days_of(words)
    if field == PLACE:
        return {"name": words}
    if field in ROLES:
        return [{"name": name} for name in dict.fromkeys(part.strip() for part in words.split(";")) if name]
    return amount_of(field, words)


def checked_type(words: str) -> str:
    """An event type that there is."""
    from dateline.tables.event_types import load

    known = load().by_code
    if words not in known:
        alike = [code for code in sorted(known) if words.casefold() in code]
        meant = f"; did you mean {' or '.join(alike[:3])}?" if alike else ""
        raise ValueCodedError(f"no event type {words}{meant}; see docs/reference/event-types.md")
    return words


def days_of(words: str) -> dict[str, str]:
    """One day, or the first and the last: `2016-10-17`, `2016-10-17..2016-10-19`."""
    first, _, last = words.replace(" to ", "..").partition("..")
    days = [first.strip(), last.strip() or first.strip()]
    try:
        begin, end = map(date.fromisoformat, days)
    except ValueError as error:
        raise ValueCodedError(f"no day {words}; write 2016-10-17, or 2016-10-17..2016-10-19") from error
    if end < begin:
        raise ValueCodedError(f"{end} is before {begin}; give the earlier day first")
    return {"earliest": begin.isoformat(), "latest": end.isoformat()}


def amount_of(field: str, words: str) -> dict[str, float | None]:
    """How many: `3`, `3-5`, `3+` for at least three."""
    if not FIELD.fullmatch(field):
        raise ValueCodedError(f"no field {field}; there are {', '.join(FIELDS)}, and outcomes such as killed, injured")
    found = AMOUNT.fullmatch(words.replace(",", ""))
    if found is None:
        raise ValueCodedError(f"{field}: no number {words}; write 3, 3-5, or 3+ for at least three")
    if found["best"]:
        return {"low": float(found["best"]), "best": float(found["best"]), "high": float(found["best"])}
    if found["least"]:
        return {"low": float(found["least"]), "best": None, "high": None}
    low, high = float(found["low"]), float(found["high"])
    return {"low": min(low, high), "best": None, "high": max(low, high)}


def text_of(field: str, value: str | None) -> str:
    """A value as somebody types it; empty for nothing.

    >>> text_of("initiators", '[{"name":"army"},{"name":"police"}]'), text_of("killed", '{"low":3}')
    ('army; police', '3+')
    """
    if value is None:
        return ""
    plain = msgspec.json.decode(value)
    if isinstance(plain, list):
        return "; ".join(str(one["name"]) for one in plain)
    if not isinstance(plain, dict):
        return str(plain)
    if field == DAYS:
        return "..".join(dict.fromkeys(str(plain[name]) for name in ("earliest", "latest") if plain.get(name)))
    if field == PLACE:
        return str(plain["name"])
    low, best, high = plain.get("low"), plain.get("best"), plain.get("high")
    if best is None and high is None and low is not None:
        return f"{low:g}+"
    return f"{low:g}-{high:g}" if best is None and low != high else bounds_value(best, best, best)
