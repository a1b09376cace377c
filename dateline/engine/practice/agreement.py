"""How far two coders of a round agree, field by field, with Krippendorff's alpha."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from dateline.engine.practice.rounds import TWO, codings, items_of, round_of
from dateline.engine.practice.values_coded import DAYS, PLACE, ROLES, WORDS, text_of
from dateline.values.names import fold
from dateline.values.reliability import Reliability, interval, nominal, ratio, reliability

if TYPE_CHECKING:
    from dateline.engine.case import Case

NONE = "none"


class FieldAgreement(Struct, frozen=True, kw_only=True):
    """How far coders agree on one field."""

    field: str  #: the field, for days with which end of them
    scale: str  #: `nominal`, `interval` (days), `ratio` (numbers)
    alpha: float | None  #: Krippendorff's alpha; empty where too few values differ for one
    events: int  #: events that both gave a value
    agreeing: int  #: those in which the values are the same
    one_only: int  #: events in which one found a value and the other none


class Difference(Struct, frozen=True, kw_only=True):
    """A field of an event on which two coders differ."""

    event: str  #: id of the event
    field: str  #: the field
    values: dict[str, str]  #: by coder, the value as typed; empty where nothing was found


class Agreement(Struct, frozen=True, kw_only=True):
    """How far the coders of a round agree."""

    round: str  #: its name
    coders: tuple[str, ...]  #: who codes
    events: int  #: events of the round
    coded: int  #: events that both have coded, which alone are compared
    fields: tuple[FieldAgreement, ...]  #: by field
    differences: tuple[Difference, ...]  #: where they differ, event by event


Pair = tuple[str | None, str | None]


def agreement(case: Case, name: str) -> Agreement:
    """The agreement of a round so far; events that one coder has not done yet are left out and counted."""
    made = round_of(case, name)
    items = items_of(case, name)
    coded = {item.event: found for item in items if len(found := codings(case, made, item.event)) == TWO}
    fields = []
    for field in made.fields:
        pairs = [(found[made.coders[0]].get(field), found[made.coders[1]].get(field)) for found in coded.values()]
        fields += list(field_agreement(field, pairs))
    return Agreement(
        round=name,
        coders=made.coders,
        events=len(items),
        coded=len(coded),
        fields=tuple(fields),
        differences=tuple(differences(made.fields, coded)),
    )


def differences(
    fields: Sequence[str], coded: Mapping[str, Mapping[str, Mapping[str, str | None]]]
) -> Iterator[Difference]:
    """Every field on which the coders of an event differ."""
    for event, found in coded.items():
        for field in fields:
            if len({comparable(field, values.get(field)) for values in found.values()}) > 1:
                texts = {coder: text_of(field, values.get(field)) for coder, values in found.items()}
                yield Difference(event=event, field=field, values=texts)


def field_agreement(field: str, pairs: Iterable[Pair]) -> Iterator[FieldAgreement]:
    """The agreement on a field: of days both ends; of numbers what is sure; of actors the whole set of names."""
    found = list(pairs)
    if field == DAYS:
        yield told(f"{field}, first day", "interval", measured(found, day("earliest"), interval), found)
        yield told(f"{field}, last day", "interval", measured(found, day("latest"), interval), found)
    elif field in (*WORDS, PLACE, *ROLES):
        kinds = [tuple(comparable(field, value) for value in pair) for pair in found]
        yield told(field, "nominal", reliability(kinds, nominal), found)
    else:
        yield told(field, "ratio", measured(found, number, ratio), found)


def told(field: str, scale: str, made: Reliability, pairs: Sequence[Pair]) -> FieldAgreement:
    """The agreement on a field as a record."""
    return FieldAgreement(
        field=field,
        scale=scale,
        alpha=None if made.alpha is None else round(made.alpha, 3),
        events=made.units,
        agreeing=made.agreeing,
        one_only=sum((one is None) != (other is None) for one, other in pairs),
    )


def measured(
    pairs: Iterable[Pair], number_of: Callable[[str], float | None], distance: Callable[[float, float], float]
) -> Reliability:
    """Alpha over numbers; who found none gave no value."""
    units = []
    for pair in pairs:
        numbers = [None if value is None else number_of(value) for value in pair]
        units.append([one for one in numbers if one is not None])
    return reliability(units, distance)


def day(end: str) -> Callable[[str], float | None]:
    """One end of the days of a value, as a number of days."""

    def found(value: str) -> float | None:
        told: str | None = msgspec.json.decode(value).get(end)
        return None if told is None else float(date.fromisoformat(told).toordinal())

    return found


def number(value: str) -> float | None:
    """The best number of a value, else what is sure."""
    plain: dict[str, float | None] = msgspec.json.decode(value)
    return plain.get("best") if plain.get("best") is not None else plain.get("low")


def comparable(field: str, value: str | None) -> str:
    """A value as names are compared: without case, order and doubles; `none` where nothing was found.

    >>> comparable("initiators", '[{"name":"Police"},{"name":"army"}]'), comparable("where", None)
    ('army; police', 'none')
    """
    if value is None:
        return NONE
    plain: Any = msgspec.json.decode(value)
    if field in ROLES:
        return "; ".join(sorted({fold(one["name"]) for one in plain}))
    if field == PLACE:
        return fold(plain["name"])
    return str(plain) if isinstance(plain, str) else value
