"""Values as plain data in words."""

from __future__ import annotations

from typing import Any

import msgspec

from dateline.export.report import words
from dateline.model.decision import Setting
from dateline.web.fields import ROLES, level_words


def said_value(field: str, value: Any) -> str:  # noqa: ANN401 -- JSON, whose form the field decides
    """The value of a field, as forms and judgements hold it, in words; `nothing` where it is emptied."""
    if value is None or value in ([], ()):
        return "nothing"
    if field == "type":
        return words.type_words(value)
    if field == "status":
        return words.said("status", value)
    if field == "level":
        return level_words(value)
    if field == "when":
        return words.date_words(value.get("earliest"), value.get("latest"))
    if field == "where":
        return words.isolated(value["name"])
    if field in ROLES:
        several = value if isinstance(value, list | tuple) else [value]
        return ", ".join(words.isolated(one["name"]) for one in several)
    return said_amount(value)


def said_setting(field: str, value: str) -> str:
    """What an edit sets a field to, as its judgement holds it, in words; as it is where it is none.

    >>> said_setting("killed", '{"value":{"low":9.0,"best":null,"high":null},"evidence":null,"reason":"a list"}')
    'at least 9'
    """
    try:
        return said_value(field, msgspec.json.decode(value, type=Setting).value)
    except (msgspec.MsgspecError, KeyError, AttributeError, TypeError):
        return value


def said_amount(value: dict[str, float | None]) -> str:
    """An amount in words.

    >>> said_amount({"low": 20.0, "best": None, "high": 25.0}), said_amount({"low": 9.0, "best": None, "high": None})
    ('20–25', 'at least 9')
    """
    low, best, high = value.get("low"), value.get("best"), value.get("high")
    if best is not None:
        return words.number_words(best) if low is not None and low == high else f"about {words.number_words(best)}"
    if low is not None and high is not None:
        between = (words.number_words(low), words.number_words(high))
        return between[0] if low == high else "–".join(between)
    if low is not None:
        return f"at least {words.number_words(low)}"
    return f"up to {words.number_words(high)}" if high is not None else "no number"
