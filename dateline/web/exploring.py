"""What Explore shows beside its table: the facets with their choices, the filters in force, the orders."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from dateline.export.report import words
from dateline.store.browsing import Facet, Selection, map_points
from dateline.store.query import Query
from dateline.store.selecting import ALL
from dateline.tables.places import country_names
from dateline.values.terms import spelled
from dateline.web.asked import FIELDS, LISTS, NAMED, address, asks_for, parameters_of, without

PAGE = "/explore"
FIRST = 6
"""Choices of a facet that are shown before `more` is opened."""
GROUPS = (
    ("type", "Type"), ("status", "Status"), ("country", "Country"), ("place", "Place"), ("actor", "Actor"),
    ("claimant", "Claimant"), ("publisher", "Publisher"), ("outcome", "Outcome"), ("grade", "How sure"),
    ("contested", "Denied by someone"), ("review", "Review"), ("assigned", "Assigned to"), ("level", "Level"),
)  # fmt: skip
OPEN = frozenset({"type", "status", "place", "grade"})
"""The facets that are open at first."""
NAMES = {
    **dict(GROUPS), "since": "Since", "until": "Until", "text": "Words", "bbox": "On the map", "mapped": "On the map",
    "dated": "Dated", "updated_since": "Changed since",
}  # fmt: skip
SORT_WORDS = {
    "earliest": "first possible day", "latest": "last possible day, newest first", "documents": "documents, most first",
    "claimants": "claimants, most first", "updated": "change, latest first", "priority": "what to decide first",
}  # fmt: skip
VISIBLE = frozenset({"text", "since", "until", "sort"})
"""Filters with a field of their own; any other is kept in the form as a choice or out of sight."""


class Choice(Struct, frozen=True):
    """A value of a facet: in words, how many events it leaves (none where it is not among those listed), chosen."""

    value: str
    words: str
    count: int | None
    chosen: bool


class Group(Struct, frozen=True, kw_only=True):
    """A facet: its choices, those of the second level under the value of the first, how many more there are."""

    name: str
    words: str
    open: bool
    chosen: int
    first: tuple[Choice, ...]
    rest: tuple[Choice, ...]
    inner: dict[str, tuple[Choice, ...]]
    more: int
    by_name: bool


class Chip(Struct, frozen=True):
    """A filter in force, in words, and the address without it."""

    words: str
    value: str
    without: str


def groups_of(wanted: Selection, facets: dict[str, Facet]) -> tuple[Group, ...]:
    """The facets in order; those with nothing to choose are left out."""
    found = (group_of(name, title, wanted, facets[name]) for name, title in GROUPS if name in facets)
    return tuple(
        one for one in found if one.chosen or len(one.first) > 1 or one.inner or (one.first and one.name == "contested")
    )


def group_of(name: str, title: str, wanted: Selection, facet: Facet) -> Group:
    """One facet."""
    choices = [
        Choice(one.value, value_words(name, one.value), one.count, chosen(wanted, name, one.value))
        for one in facet.values
        if name != "contested" or one.value == "yes"
    ]
    choices = [
        *(Choice(value, value_words(name, value), None, True) for value in unlisted(wanted, name, choices)),
        *choices,
    ]
    inner: dict[str, tuple[Choice, ...]] = {}
    if name == "type":
        choices, inner = families(wanted, choices)
    shown = [one for n, one in enumerate(choices) if one.chosen or n < FIRST]
    return Group(
        name=name,
        words=title,
        open=name in OPEN or bool(asked(wanted, name)),
        chosen=len(asked(wanted, name)),
        first=tuple(shown),
        rest=tuple(one for one in choices if one not in shown),
        inner=inner,
        more=facet.more,
        by_name=name in NAMED and len(choices) + facet.more > FIRST,
    )


def unlisted(wanted: Selection, name: str, listed: list[Choice]) -> Iterator[str]:
    """The values that a filter has and that are not among those listed."""
    fold = spelled if name in NAMED else str
    known = {fold(one.value) for one in listed}
    for value in asked(wanted, name) if name in LISTS else ():
        if value != ALL and fold(value) not in known:
            yield value


def families(wanted: Selection, types: list[Choice]) -> tuple[list[Choice], dict[str, tuple[Choice, ...]]]:
    """The families of types with their sums, and the types of each."""
    inner: dict[str, list[Choice]] = {}
    for one in types:
        inner.setdefault(one.value.partition(".")[0], []).append(one)
    outer = [
        Choice(
            family,
            words.family_of(family),
            sum(one.count or 0 for one in members if one.value != family),
            family in wanted.type,
        )
        for family, members in inner.items()
    ]
    outer.sort(key=lambda one: (-(one.count or 0), one.value))
    return outer, {family: tuple(one for one in members if one.value != family) for family, members in inner.items()}


def asked(wanted: Selection, name: str) -> tuple[str, ...]:
    """The values that a filter has."""
    value = getattr(wanted, name)
    if name in LISTS:
        return tuple(value)
    return () if value == FIELDS[name] else tuple(v for n, v in parameters_of(wanted) if n == name)


def chosen(wanted: Selection, name: str, value: str) -> bool:
    """Whether a choice is in force."""
    return asks_for(wanted, name, value) if name in LISTS else value in asked(wanted, name)


def chips_of(wanted: Selection) -> tuple[Chip, ...]:
    """The filters in force, each with the address without it."""
    return tuple(
        Chip(NAMES[name], value_words(name, value), address(PAGE, without(wanted, name, value)))
        for name, value in parameters_of(wanted)
        if name != "sort"
    )


def hidden_of(wanted: Selection, groups: tuple[Group, ...]) -> Iterator[tuple[str, str]]:
    """The parameters that no field of the form shows, so that they stay when another filter changes."""
    shown = {
        (group.name, one.value)
        for group in groups
        for choices in (group.first, group.rest, *group.inner.values())
        for one in choices
        if one.chosen
    }
    alike = {group.name for group in groups if group.name in NAMED}
    for name, value in parameters_of(wanted):
        if name not in VISIBLE and (name, value) not in shown and name not in alike:
            yield name, value


def value_words(name: str, value: str) -> str:
    """A value of a filter in words."""
    if name == "type":
        return words.type_words(value) if "." in value else words.family_of(value)
    if name == "country":
        return country_names().get(value.upper(), value)
    if name in ("status", "level", "outcome"):
        return words.said(name, value) if value != "all" else "any status"
    if name in ("since", "until"):
        return words.date_words(value, value)
    if name == "bbox":
        return "only what the map showed"
    if name == "mapped":
        return "on the map" if value == "yes" else "not on the map"
    if name == "dated":
        return "with a date" if value == "yes" else "without a date"
    if name == "contested":
        return "denied by someone" if value == "yes" else "denied by nobody"
    return words.isolated(value)


class Unmapped(Struct, frozen=True):
    """Events of a selection that no map can show: how many, why, and the address of their list."""

    count: int
    why: str
    address: str


def unmapped_of(query: Query, wanted: Selection) -> Unmapped:
    """The events of a selection that have no place on a map."""
    lacking = msgspec.structs.replace(wanted, mapped=False, bbox=None)
    found = map_points(query, lacking, None, 0).not_mapped if wanted.mapped is not True and not wanted.bbox else {}
    why = "; ".join(f"{number:,} {reason}" for reason, number in sorted(found.items()))
    return Unmapped(sum(found.values()), why, address(PAGE, lacking))


def sorted_by(wanted: Selection, sort: str) -> str:
    """The address of the same selection in another order."""
    return address(PAGE, msgspec.structs.replace(wanted, sort=sort))
