"""One row an event: what the table shows, and the keys it is sorted and filtered by."""

from __future__ import annotations

from msgspec import Struct

from dateline.export.report import words
from dateline.export.view import ExportView
from dateline.model.event import Event
from dateline.model.mention import Place

EXACT = frozenset({"point", "settlement"})
"""The precisions that earn a pin; anything wider is an area."""


class Row(Struct, frozen=True, kw_only=True):
    """An event in a line; `place_key` is the number of its place, None where it has none."""

    event: Event
    title: str
    family: str
    family_words: str
    type_words: str
    status_words: str
    counted: bool
    when: str
    inferred: bool
    place: str
    place_key: int | None
    precision: str
    actors: str
    grade: str
    grade_rank: int
    grade_rule: str
    level: str
    whole: str | None

    @property
    def earliest(self) -> str:
        """First possible day; empty where unknown."""
        return (self.event.when.earliest if self.event.when else None) or ""

    @property
    def latest(self) -> str:
        """Last possible day; empty where unknown."""
        return (self.event.when.latest if self.event.when else None) or ""


class Option(Struct, frozen=True):
    """A choice of a filter, and how many events it holds."""

    value: str
    words: str
    number: int


def rows_of(view: ExportView) -> tuple[Row, ...]:
    """The events by time, those without a date last, then by id."""
    events = sorted(view.record.events, key=when_key)
    places = {name: key for key, name in enumerate(sorted({place_name(e.where) for e in events} - {""}))}
    titles = {event.id: title_of(event) for event in events}
    return tuple(row_of(event, places, titles) for event in events)


def when_key(event: Event) -> tuple[str, str, str]:
    """Events by first possible day, then last, then id; unknown ones last."""
    earliest, latest = (event.when.earliest, event.when.latest) if event.when else (None, None)
    return earliest or latest or "~", latest or "~", event.id


def row_of(event: Event, places: dict[str, int], titles: dict[str, str]) -> Row:
    """One event as a row."""
    grade, rule = words.grade_of(event.grade)
    when, name = event.when, place_name(event.where)
    return Row(
        event=event,
        title=titles[event.id],
        family=event.type.partition(".")[0],
        family_words=words.family_of(event.type),
        type_words=words.type_words(event.type),
        status_words=words.STATUSES.get(event.status, event.status),
        counted=event.status in words.COUNTED,
        when=words.date_words(when.earliest, when.latest) if when else "date unknown",
        inferred=bool(when and when.earliest and when.text is None),
        place=name,
        place_key=places.get(name),
        precision=precision_words(event.where),
        actors=actors_words(event),
        grade=grade,
        grade_rank=words.GRADES.index(grade) if grade in words.GRADES else len(words.GRADES),
        grade_rule=rule,
        level=words.LEVELS.get(event.level, event.level),
        whole=titles.get(event.part_of or ""),
    )


def title_of(event: Event) -> str:
    """What and where, as a heading."""
    name = place_name(event.where)
    if not name:
        return words.type_words(event.type)
    joint = "near" if event.where and event.where.precision == "near" else "in"
    return f"{words.type_words(event.type)} {joint} {name}"


def place_name(place: Place | None) -> str:
    """The name of a place, as the gazetteer or else the text has it; empty where unknown."""
    return (place.name or place.text) if place else ""


def precision_words(place: Place | None) -> str:
    """How exactly a place is known."""
    if place is None or place.precision is None:
        return ""
    kind = words.PRECISIONS.get(place.precision, place.precision)
    # A pin is where it is; only the extent of an area is worth saying.
    if place.precision in EXACT or place.radius_km is None or place.radius_km < 1:
        return kind
    return f"{kind}, within {words.number_words(round(place.radius_km))} km"


def actors_words(event: Event) -> str:
    """Who did it to whom, as far as reports name someone; competing names with a stroke between."""
    initiators = " / ".join(value.value for value in event.values.get("initiators", ()))
    others = event.values.get("targets", ()) or event.values.get("victims", ())
    targets = " / ".join(value.value for value in others)
    return " → ".join(part for part in (initiators, targets) if part) if initiators else targets and f"→ {targets}"


def families(rows: tuple[Row, ...]) -> tuple[Option, ...]:
    """The type families that occur."""
    return options([(row.family, row.family_words) for row in rows])


def places(rows: tuple[Row, ...]) -> tuple[Option, ...]:
    """The places that occur."""
    found = [(str(row.place_key), row.place) for row in rows if row.place_key is not None]
    return tuple(sorted(options(found), key=lambda option: int(option.value)))


def statuses(rows: tuple[Row, ...]) -> tuple[Option, ...]:
    """The statuses that occur."""
    return options([(row.event.status, row.status_words) for row in rows])


def options(pairs: list[tuple[str, str]]) -> tuple[Option, ...]:
    """Each value once, the most frequent first."""
    counts: dict[tuple[str, str], int] = {}
    for pair in pairs:
        counts[pair] = counts.get(pair, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Option(value, said, number) for (value, said), number in ordered)
