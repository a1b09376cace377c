"""What a request may ask: filters, the page, and ids, each checked; anything else is refused with the fix."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from dateline.engine.selecting import BY_NAME, SelectionError, selection_of
from dateline.store.browsing import Selection
from dateline.store.paging import Part
from dateline.web.api.problem import wrong

DEFAULT_LIMIT, MOST_ROWS, MOST_PAGES = 50, 1000, 1_000_000
LONGEST_CURSOR = 800
IDS = {"event": "evt", "report": "rep", "document": "doc"}
"""Parameters that name one thing, with the beginning of its id."""
ID = re.compile(r"[a-z]{3}-[0-9A-Za-z-]{1,60}")
CURSOR = re.compile(r"[A-Za-z0-9_-]+")
NUMBER = re.compile(r"\d{1,9}")
PAGING = ("limit", "cursor", "page")


class Asked(Struct, frozen=True, kw_only=True):
    """A request: which events, which things of them, which page."""

    selection: Selection
    own: dict[str, str]
    part: Part
    rest: dict[str, str]


def asked(items: Sequence[tuple[str, str]], allowed: Iterable[str]) -> Asked:
    """The request in the pairs of an address; only `allowed` parameters may stand in it. Raises ProblemError."""
    names = tuple(allowed)
    for where, value in items:
        if where not in names:
            raise wrong(where[:80], "there is no such parameter here", f"there are {', '.join(names)}")
        if not value:
            raise wrong(where, "is empty", "write a value, or leave it out")
    try:
        selection = selection_of((where, value) for where, value in items if where in BY_NAME)
    except SelectionError as error:
        raise wrong(error.where, error.error, error.fix) from error
    single = once([(where, value) for where, value in items if where not in BY_NAME])
    limit = whole(single, "limit", DEFAULT_LIMIT, MOST_ROWS)
    page = whole(single, "page", 1, MOST_PAGES)
    own = {where: single.pop(where) for where in IDS if where in single}
    for where, value in own.items():
        if not ID.fullmatch(value):
            raise wrong(where, f"no id {value[:80]}", f"ids look like {IDS[where]}-005758d9fe8a9b9e")
    part = Part(limit, cursor_in(single), (page - 1) * limit)
    rest = {where: value for where, value in single.items() if where not in PAGING}
    return Asked(selection=selection, own=own, part=part, rest=rest)


def once(items: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Parameters that may stand once."""
    found: dict[str, str] = {}
    for where, value in items:
        if where in found:
            raise wrong(where, "stands several times", "give it once")
        found[where] = value
    return found


def whole(given: dict[str, str], where: str, otherwise: int, most: int) -> int:
    """A whole number from 1 to `most`."""
    value = given.get(where)
    if value is None:
        return otherwise
    if not (value.isascii() and NUMBER.fullmatch(value)) or not 1 <= int(value) <= most:
        raise wrong(where, f"no such number: {value[:80]}", f"write a whole number from 1 to {most}")
    return int(value)


def cursor_in(given: dict[str, str]) -> str | None:
    """The cursor, if one is given."""
    value = given.get("cursor")
    if value is not None and (len(value) > LONGEST_CURSOR or not CURSOR.fullmatch(value)):
        raise wrong("cursor", "this is no cursor of this list", "take `next` of the page before, or leave it out")
    return value
