"""The record of an event field by field: what holds, what was proposed, who says otherwise, and the key of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from dateline.engine.decisions import Act
from dateline.export.report import words
from dateline.export.report.quarrels import value_words
from dateline.export.report.rows import amount_words, place_name, precision_words
from dateline.model.event import Event, Value
from dateline.model.report import When

KEYS = {
    "type": "1",
    "status": "2",
    "when": "3",
    "where": "4",
    "initiators": "5",
    "targets": "6",
    "victims": "7",
    "weapons": "8",
    "killed": "9",
    "injured": "0",
    "level": "l",
}
"""The key of each field that every event shows; further figures follow as `o 1`, `o 2` ..."""
ROLES = ("initiators", "targets", "victims", "weapons")
OWN_WORDS = {"status": "Status", "level": "Counted as"}
POLICY = "acled_conservative"
LEVELS = ("incident", "aggregate", "campaign")
STATUSES = ("occurred", "ongoing", "planned", "predicted", "hypothetical", "negated", "demanded", "alleged")


class Line(Struct, frozen=True, kw_only=True):
    """One field on the screen."""

    field: str  #: its name
    label: str  #: in words
    key: str  #: the key that opens it
    value: str  #: what holds, in words; empty where nothing is known
    note: str  #: how exactly, or by which rule
    competing: tuple[str, ...]  #: the values that differ, in words
    set_by: str  #: who set it by hand; empty where the rules did
    proposed: str  #: what the rules proposed, where somebody set another value


def lines(event: Event, acts: Iterable[Act]) -> tuple[Line, ...]:
    """Every field of an event: those that all have, then the figures that this one has."""
    setters = {change.field: change.by or "somebody" for act in acts for change in act.changes if not change.taken_back}
    return tuple(_line(field, key, event, setters) for field, key in keyed(event))


def keyed(event: Event) -> Iterator[tuple[str, str]]:
    """The fields with their keys, in the order of the screen."""
    yield from KEYS.items()
    others = sorted(set(event.values) - set(words.fields()) - {*KEYS, "figure"})
    for number, outcome in enumerate(sorted(others, key=lambda o: (words.place_in("outcome", o), o)), 1):
        yield outcome, f"o {number}"


def label_of(field: str) -> str:
    """A field in words."""
    return OWN_WORDS.get(field) or words.field_words(field)


def _line(field: str, key: str, event: Event, setters: dict[str, str]) -> Line:
    by_hand = field in event.set_by_hand
    value, note = said(field, event)
    proposed = said(field, event.proposed)[0] if by_hand and event.proposed is not None else ""
    values = tuple(dict.fromkeys(words_of(field, one.value) for one in event.values.get(field, ())))
    return Line(
        field=field,
        label=label_of(field),
        key=key,
        value=value,
        note=note,
        competing=values if len(values) > 1 and field not in ROLES and not by_hand else (),
        set_by=setters.get(field, "somebody") if by_hand else "",
        proposed=(proposed or "nothing") if by_hand and proposed != value else "",
    )


def said(field: str, event: Event) -> tuple[str, str]:
    """What a field of an event holds, in words, and what is to be said of it."""
    if field == "type":
        return words.type_words(event.type), ""
    if field == "status":
        return words.said("status", event.status), "denied by some" if event.contested else ""
    if field == "level":
        return level_words(event.level), ""
    if field == "when":
        return when_words(event.when)
    if field == "where":
        return words.isolated(place_name(event.where)), precision_words(event.where)
    if field in ROLES:
        return ", ".join(words.isolated(one.value) for one in held(event, field)), ""
    return figure_said(field, event)


def held(event: Event, field: str) -> tuple[Value, ...]:
    """The values of a field that stand."""
    return tuple(event.held(field))


def when_words(when: When | None) -> tuple[str, str]:
    """A time in words, and its precision."""
    if when is None or (when.earliest is None and when.latest is None):
        return "", when.basis if when else ""
    return words.date_words(when.earliest, when.latest), "" if when.precision == "day" else when.precision or ""


def level_words(level: str) -> str:
    """A level in words."""
    return "one incident" if level == "incident" else words.said("level", level)


def figure_said(field: str, event: Event) -> tuple[str, str]:
    """A figure: as it was set by hand, else by the case's rule, else as the only value that is claimed."""
    values = held(event, field)
    if not values:
        return "", ""
    if field not in event.set_by_hand and len(values) > 1:
        for one in event.estimates:
            if one.outcome == field and one.policy == POLICY and one.best is not None:
                return words.number_words(one.best), "by rule"
    if len(values) == 1:
        return amount_words(values[0].value), ""
    return " / ".join(dict.fromkeys(amount_words(one.value) for one in values)), ""


def words_of(field: str, value: str) -> str:
    """A value that is claimed, in words."""
    return value_words(field, value) if field in words.fields() else amount_words(value)
