"""The page of conflicts: which of the most reported since 1990 the actor table covers, with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from dateline.tables import actors
from dateline.tables.actor_rows import ActorRow
from scripts.reference.markdown import code, page, table

CONFLICTS = Path(__file__).with_name("conflicts.tsv")
INTRODUCTION = """
Which conflicts since 1990 the [actor table](../sources.md) covers, with the actors that it has for each: state forces,
armed groups, missions. The list is the project's own choice of the most reported. Where a row's origin names the actor
list of the Uppsala Conflict Data Program, that list bears out its name or acronym; other names, dates, kinds and the
rows without that origin are `editorial, unverified`: written from general knowledge, no source retrieved.

A name that several actors bear means the one that the story names in full, else the only one that existed when it was
published, else that of the country the story is most about; else it stays open, and the mention's `basis` says
between whom.
"""
COLUMNS = ("conflict", "countries", "years", "actors")
SUCCESSION = ("from", "years", "became", "years")


class Conflict(Struct, frozen=True):
    """A row of conflicts.tsv: `actors` are ids of the actor table."""

    name: str
    countries: tuple[str, ...]
    years: str
    actors: tuple[str, ...]


def conflicts() -> tuple[Conflict, ...]:
    """The list."""
    lines = CONFLICTS.read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return tuple(
        Conflict(name, tuple(countries.split("|")), years(first, last), tuple(ids.split("|")))
        for name, countries, first, last, ids in rows
    )


def years(first: str | None, last: str | None) -> str:
    """A span of years: `2011-`, `1998-1999`, `2001`."""
    first, last = first or "", last or ""
    return first if first == last else f"{first}-{last}"


def covered() -> str:
    """The page."""
    by_id = actors.load().by_id
    listed = conflicts()
    main = table(COLUMNS, (line(conflict, by_id) for conflict in listed))
    kinds = Counter(row.kind for row in by_id.values())
    counts = table(("kind", "rows"), ((code(kind), str(number)) for kind, number in sorted(kinds.items())))
    return page(
        "Conflicts and actors",
        INTRODUCTION,
        f"{len(listed)} conflicts, {len(by_id)} actors.",
        main,
        "## Names given up for others",
        table(SUCCESSION, succession(by_id)),
        "## Names that several actors bear",
        table(("name", "actors"), shared()),
        "## The table by kind",
        counts,
    )


def line(conflict: Conflict, by_id: dict[str, ActorRow]) -> tuple[str, str, str, str]:
    """A conflict's line."""
    names = ", ".join(by_id[actor].name for actor in conflict.actors)
    return conflict.name, ", ".join(conflict.countries), conflict.years, names


def succession(by_id: dict[str, ActorRow]) -> Iterable[tuple[str, str, str, str]]:
    """Each actor that became another, with the years of both."""
    for row in by_id.values():
        if row.succeeded_by:
            after = by_id[row.succeeded_by]
            yield row.name, years(row.valid_from, row.valid_to), after.name, years(after.valid_from, after.valid_to)


def shared() -> Iterable[tuple[str, str]]:
    """The names that several actors bear, with those actors."""
    return ((" ".join(keys), ", ".join(row.name for row in rows)) for keys, rows in actors.load().shared_names())
