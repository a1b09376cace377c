"""A selection of events as the parameters of an address, and back: every filter of the workbench is in its URL."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlencode

import msgspec

from dateline.model.errors import UsageError
from dateline.store.browsing import SORTS, Selection
from dateline.values.mapped import Box
from dateline.values.terms import spelled

YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
FIELDS = {field.name: field.default for field in msgspec.structs.fields(Selection)}
LISTS = tuple(name for name, default in FIELDS.items() if default == ())
NAMED = frozenset({"place", "actor", "claimant", "publisher"})
"""Filters by name, which is compared without case, accents and punctuation."""

Parameters = Iterable[tuple[str, str]]


class AskedError(UsageError):
    """A parameter of an address means nothing."""


def selection_of(parameters: Parameters, others: frozenset[str] = frozenset()) -> Selection:
    """The selection that parameters ask for; `others` are names that mean something else on this page.

    What is empty lets everything pass. Raises AskedError for a name or a value that means nothing.
    """
    given: dict[str, list[str]] = {}
    for name, value in parameters:
        if name in others:
            continue
        if name not in FIELDS:
            raise AskedError(f"there is no filter {name}; there are {', '.join(FIELDS)}")
        if value.strip():
            given.setdefault(name, []).append(value.strip())
    return Selection(**{name: value_of(name, values) for name, values in given.items()})  # type: ignore[arg-type]


def value_of(name: str, values: list[str]) -> object:
    """The value of a filter from its parameters; of what can have but one value, the last."""
    if name in LISTS:
        return tuple(dict.fromkeys(values))
    last = values[-1]
    if name in ("since", "until"):
        return day(name, last)
    if name == "updated_since":
        return moment(name, last)
    if name == "bbox":
        return box(name, last)
    if name in ("mapped", "dated", "contested"):
        return yes_no(name, last)
    if name == "sort" and last not in SORTS:
        raise AskedError(f"sort={last}: there is no such order; there are {', '.join(SORTS)}")
    return last


def yes_no(name: str, value: str) -> bool:
    """A yes or no."""
    if value.casefold() not in YES_NO:
        raise AskedError(f"{name}={value}: write yes or no")
    return YES_NO[value.casefold()]


def day(name: str, value: str) -> str:
    """A day."""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise AskedError(f"{name}={value}: write a day as YYYY-MM-DD") from error


def moment(name: str, value: str) -> str:
    """A day or a time."""
    try:
        datetime.fromisoformat(value)
    except ValueError as error:
        raise AskedError(f"{name}={value}: write a day or a time as YYYY-MM-DDThh:mm:ss+00:00") from error
    return value


def box(name: str, value: str) -> Box:
    """Four sides, in degrees."""
    try:
        west, south, east, north = (float(side) for side in value.split(","))
    except ValueError as error:
        raise AskedError(f"{name}={value}: write west,south,east,north in degrees") from error
    if not (-540 <= west <= east <= 540 and -90 <= south <= north <= 90):
        raise AskedError(f"{name}={value}: west must not be east of east, nor south north of north")
    return west, south, east, north


def parameters_of(wanted: Selection) -> list[tuple[str, str]]:
    """The parameters of a selection, in the order of its fields; what lets everything pass has none."""
    found = []
    for name, default in FIELDS.items():
        value = getattr(wanted, name)
        if value != default:
            found += [(name, one) for one in texts(value)]
    return found


def texts(value: object) -> list[str]:
    """The value of a filter as it stands in an address, each alternative by itself."""
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, tuple):
        sides = [f"{side:.10g}" if isinstance(side, float) else str(side) for side in value]
        return [",".join(sides)] if any(isinstance(side, float) for side in value) else sides
    return [str(value)]


def address(path: str, wanted: Selection, **more: str | None) -> str:
    """The address of a selection on a page; `more` are parameters of the page itself."""
    pairs = parameters_of(wanted) + [(name, value) for name, value in more.items() if value]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def without(wanted: Selection, name: str, value: str) -> Selection:
    """The selection without one value of one filter."""
    if name not in LISTS:
        return msgspec.structs.replace(wanted, **{name: FIELDS[name]})
    kept = tuple(one for one in getattr(wanted, name) if one != value)
    return msgspec.structs.replace(wanted, **{name: kept})


def asks_for(wanted: Selection, name: str, value: str) -> bool:
    """Whether a filter by values has this one."""
    chosen: tuple[str, ...] = getattr(wanted, name)
    return spelled(value) in map(spelled, chosen) if name in NAMED else value in chosen
