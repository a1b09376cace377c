"""The filters of pages and API as they stand in an address: read, checked, and written again.

A value that can never match is an error that names the filter, what is wrong and what can be written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from msgspec import Struct

from dateline.engine.listing import STATUSES
from dateline.model.errors import UsageError
from dateline.store.browsing import SORTS, Selection
from dateline.values.mapped import Box

LONGEST_TEXT, LONGEST_NAME, MOST_VALUES = 500, 300, 40
"""Letters of a search, letters of any other value, values of one filter."""
LEVELS = ("incident", "aggregate", "campaign")
GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
REVIEWS = ("undecided", "accepted", "edited", "rejected", "unsure")
FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
SPACES = (
    " \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
    "\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""What the description of the API means by space."""
COUNTRY = re.compile(r"[A-Za-z]{2}|unknown")
DEGREES = re.compile(r"[+-]?\d{1,3}(\.\d{1,15})?")


class SelectionError(UsageError):
    """A filter that can never match, or that there is not: `where` it stands, the `error`, and the `fix`."""

    def __init__(self, where: str, error: str, fix: str) -> None:
        super().__init__(f"{where}: {error}; {fix}")
        self.where, self.error, self.fix = where, error, fix


class Filter(Struct, frozen=True, kw_only=True):
    """A filter: its name in an address, what it means, how its value is read; `choices` where these are all.

    `many`: whether it may stand several times, as alternatives. `form`: the kind of value, for those who describe it.
    """

    name: str
    meaning: str
    read: Callable[[str, str], Any]
    form: str
    many: bool = False
    choices: Callable[[], tuple[str, ...]] | None = None
    longest: int = LONGEST_NAME


@cache
def types() -> tuple[str, ...]:
    """Every event type, and every family of them."""
    from dateline.tables.event_types import load

    codes = tuple(load().by_code)
    return tuple(sorted({*codes, *(code.partition(".")[0] for code in codes)}))


def name(where: str, value: str) -> str:
    """A name."""
    if not value.strip(SPACES):
        raise SelectionError(where, "is empty", "write a name, or leave the filter out")
    return value


def country(where: str, value: str) -> str:
    """A country's code."""
    if not COUNTRY.fullmatch(value):
        raise SelectionError(where, f"no country code {value}", "use the two letters of ISO 3166-1, such as IQ")
    return value if value == "unknown" else value.upper()


def day(where: str, value: str) -> str:
    """A day."""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise SelectionError(where, f"no day {value}", "write it as 2016-10-17") from error


def time(where: str, value: str) -> str:
    """A time, in UTC; without a zone it is taken to be that."""
    try:
        found = datetime.fromisoformat(value.replace(" ", "+"))
    except ValueError as error:
        raise SelectionError(where, f"no time {value}", "write it as 2016-10-17T12:00:00Z") from error
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    try:
        return found.astimezone(UTC).isoformat(timespec="seconds")
    except OverflowError:
        # Within a day of the first or the last moment that there is: nothing lies between.
        return found.replace(tzinfo=UTC).isoformat(timespec="seconds")


def flag(where: str, value: str) -> bool:
    """Yes or no."""
    if value.casefold() not in FLAGS:
        raise SelectionError(where, f"neither yes nor no: {value}", "write true or false")
    return FLAGS[value.casefold()]


def box(where: str, value: str) -> Box:
    """A box of degrees; where west is east of east, it goes across the antimeridian."""
    parts = [part.strip() for part in value.split(",")]
    if len(parts) != 4 or not all(DEGREES.fullmatch(part) for part in parts):
        raise SelectionError(where, f"no box {value}", "write west,south,east,north in degrees, as 41.5,36,44,37.25")
    west, south, east, north = map(float, parts)
    if not all(-360 <= one <= 360 for one in (west, east)):
        raise SelectionError(where, f"no box {value}", "longitudes go from -180 to 180")
    return west, min(south, north), east if east >= west else east + 360.0, max(south, north)


def of_few(where: str, value: str) -> str:
    """A value of which the choices are checked elsewhere."""
    return value


FILTERS = (
    Filter(name="type", meaning="event type, or family of types", read=of_few, form="code", many=True, choices=types),
    Filter(
        name="status", meaning="status, or `all`; left out of events: what occurred or is ongoing", read=of_few,
        form="code", many=True, choices=lambda: STATUSES,
    ),
    Filter(name="level", meaning="level of the event", read=of_few, form="code", many=True, choices=lambda: LEVELS),
    Filter(name="country", meaning="two letters (ISO 3166-1), or `unknown`", read=country, form="country", many=True),
    Filter(name="place", meaning="name of a place, province or district", read=name, form="name", many=True),
    Filter(name="bbox", meaning="west,south,east,north: it may have been in this box", read=box, form="box"),
    Filter(name="mapped", meaning="whether it has a place on a map", read=flag, form="flag"),
    Filter(name="since", meaning="it may have happened on this day or later", read=day, form="day"),
    Filter(name="until", meaning="it may have happened on this day or earlier", read=day, form="day"),
    Filter(name="dated", meaning="whether it has a time", read=flag, form="flag"),
    Filter(name="actor", meaning="name of who did it, to whom, or who was harmed", read=name, form="name", many=True),
    Filter(name="claimant", meaning="name of who says so: speaker or institution", read=name, form="name", many=True),
    Filter(name="publisher", meaning="name of an outlet that tells of it", read=name, form="name", many=True),
    Filter(name="outcome", meaning="what is counted in it: killed, displaced ...", read=name, form="name", many=True),
    Filter(name="grade", meaning="how well supported", read=of_few, form="code", many=True, choices=lambda: GRADES),
    Filter(name="contested", meaning="whether somebody denies what others affirm", read=flag, form="flag"),
    Filter(name="review", meaning="state of review", read=of_few, form="code", many=True, choices=lambda: REVIEWS),
    Filter(name="assigned", meaning="to whom it is assigned, or `nobody`", read=name, form="name", many=True),
    Filter(
        name="text", meaning='words, a "phrase", begin*, -without, role:evidence, language:ar: of evidence or a story',
        read=name, form="text", longest=LONGEST_TEXT,
    ),
    Filter(name="updated_since", meaning="its row changed at this time or later", read=time, form="time"),
    Filter(name="sort", meaning="the order", read=of_few, form="code", choices=lambda: tuple(SORTS)),
)  # fmt: skip
"""Every filter, in the order in which an event that fails several is counted."""
BY_NAME = {one.name: one for one in FILTERS}


def selection_of(items: Iterable[tuple[str, str]]) -> Selection:
    """The selection that the pairs of an address ask for, empty values passed over; raises SelectionError."""
    given: dict[str, list[Any]] = {}
    for where, value in items:
        if where not in BY_NAME:
            raise SelectionError(where, "there is no such filter", f"there are {', '.join(BY_NAME)}")
        if value:
            given.setdefault(where, []).append(read(BY_NAME[where], value))
    return Selection(**{where: taken(BY_NAME[where], values) for where, values in given.items()})


def read(one: Filter, value: str) -> Any:  # noqa: ANN401  (each filter has its own kind of value)
    """One value of a filter, checked."""
    if len(value) > one.longest:
        raise SelectionError(one.name, f"{len(value)} letters", f"at most {one.longest} are taken")
    choices = one.choices() if one.choices else None
    if choices is not None and value not in choices:
        raise SelectionError(one.name, f"no {one.name} {value}", meant(value, choices))
    return one.read(one.name, value)


def meant(value: str, choices: Sequence[str]) -> str:
    """What can be written instead."""
    alike = [choice for choice in choices if value.casefold() in choice][:3]
    listed = choices if len(choices) < 20 else [choice for choice in choices if "." not in choice]
    return (f"did you mean {' or '.join(alike)}? " if alike else "") + f"there are {', '.join(listed)}"


def taken(one: Filter, values: list[Any]) -> Any:  # noqa: ANN401
    """The value of a filter as a selection has it."""
    if not one.many and len(values) > 1:
        raise SelectionError(one.name, f"stands {len(values)} times", "give it once")
    if len(values) > MOST_VALUES:
        raise SelectionError(one.name, f"stands {len(values)} times", f"at most {MOST_VALUES} are taken")
    return tuple(dict.fromkeys(values)) if one.many else values[0]


def items_of(wanted: Selection) -> list[tuple[str, str]]:
    """The pairs of an address that ask for this selection: what a saved filter is."""
    plain = Selection()
    found = []
    for one in FILTERS:
        value = getattr(wanted, one.name)
        if value != getattr(plain, one.name):
            values = value if one.many else (value,)
            found += [(one.name, written(each)) for each in values]
    return found


def written(value: object) -> str:
    """One value as it stands in an address."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        west, south, east, north = value
        return ",".join(f"{side:.15g}" for side in (west, south, east - 360.0 if east > 180 else east, north))
    return str(value)
