"""Which events may be one with an event: same kind, near in time, at the same place; for `merge`."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from dateline.engine.case import Case
from dateline.export.report import words
from dateline.export.report.rows import place_name
from dateline.model.event import Event

DAYS = 5
SHOWN = 9


class Alike(Struct, frozen=True, kw_only=True):
    """An event that may be the same, and what speaks for it."""

    id: str
    title: str
    when: str
    why: str
    alike: int  #: how many things speak for it


def alike(case: Case, event: Event) -> tuple[tuple[Alike, ...], int]:
    """The likeliest first, at most nine; and how many there are."""
    when = event.when
    first, last = (words.day_of(when.earliest), words.day_of(when.latest)) if when else (None, None)
    near, values = "", []
    if first and last:
        near = "AND latest >= ? AND earliest <= ?"
        values = [_day(first, -DAYS), _day(last, DAYS)]
    found = case.store.query.rows(
        "SELECT id, type, status, earliest, latest, place_name, admin1, country, initiators FROM events "
        f"WHERE id <> ? {near} AND (type = ? OR type LIKE ? OR place_name = ?) LIMIT 400",
        [event.id, *values, event.type, f"{event.type.partition('.')[0]}.%", place_name(event.where)],
    )
    rated = sorted((_rated(dict(row), event) for row in found), key=lambda one: (-one.alike, one.when, one.id))
    worth = [one for one in rated if one.alike > 1]
    return tuple(worth[:SHOWN]), len(worth)


def _day(day: date, by: int) -> str:
    ordinal = min(max(day.toordinal() + timedelta(by).days, 1), date.max.toordinal())
    return date.fromordinal(ordinal).isoformat()


def _rated(row: dict[str, str | None], event: Event) -> Alike:
    name, kind = place_name(event.where), row["type"] or ""
    when = (event.when.earliest, event.when.latest) if event.when else (None, None)
    province = event.where.admin1 if event.where else None
    points = {
        "same type": 2 if kind == event.type else 0,
        "same family": 1 if kind != event.type and kind.partition(".")[0] == event.type.partition(".")[0] else 0,
        "same place": 2 if name and row["place_name"] == name else 0,
        "same province": 1 if province and row["place_name"] != name and row["admin1"] == province else 0,
        "same time": 1 if when[0] and (row["earliest"], row["latest"]) == when else 0,
    }
    title = " · ".join(part for part in (words.type_words(kind), words.isolated(row["place_name"] or "")) if part)
    return Alike(
        id=row["id"] or "",
        title=title,
        when=words.date_words(row["earliest"], row["latest"]),
        why=", ".join(reason for reason, weight in points.items() if weight),
        alike=sum(points.values()),
    )
