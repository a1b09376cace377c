"""Figures about one quantity over time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dateline.linking.amounts import CORRECTION, UPDATE
from dateline.linking.disagreement import originals
from dateline.linking.pairing import Item, pairs
from dateline.linking.people import ARMED, CIVILIANS, EVERYBODY, FORCES
from dateline.linking.relations import comparable, relate
from dateline.linking.series_flags import flagged
from dateline.linking.told import Told, amount_of
from dateline.linking.where import place_name, within
from dateline.model.event import Series, SeriesPoint
from dateline.model.mention import Period, Place
from dateline.values.names import fold
from dateline.values.wording import quantity_value

# Classes of people that stand for all words of their kind: 'soldiers' and 'troops' are one quantity.
WHOLE = frozenset({EVERYBODY, CIVILIANS, FORCES, ARMED})
# What befalls those who do not fight: 'residents' and 'people' who are trapped are civilians.
UNARMED = frozenset({"trapped", "displaced", "returned", "affected"})
STOCK, TOWN, QUARTER = "stock", "settlement", "part_of_settlement"


class Key(Struct, frozen=True, order=True):
    """What the points of a series share; `about`: the place counted over, or the happening whose toll it is."""

    outcome: str
    people: str
    party: str
    measure: str
    about: str


def find_series(told: Iterable[Told]) -> tuple[Series, ...]:
    """The series of two or more figures with the same outcome, people, party, measure and stated scope.

    The toll of one happening is a series where somebody updated or corrected it. Another count of one happening is
    in no series, nor is a figure without a stated scope or one that is a part of another: nothing says what it is a
    part of. A stock in a quarter of a town stands with those of its town, flagged `narrower`. A point without a
    period of its own stands at its story's date. What copies repeat is one point. A point's `claim` is the id of the
    claim that reports the figure, and the figure's own id where no report claims it. The order given does not matter.
    """
    return tuple(series for _, series in sorted(keyed_series(originals(tuple(told))), key=lambda pair: pair[0]))


def keyed_series(told: Sequence[Told]) -> list[tuple[Key, Series]]:
    """The series of figures that are told for the first time, each with what its points share.

    Those of an incident's own toll depend on the figures of that event alone, all others on no toll of an incident.
    """
    groups: dict[Key, list[Told]] = defaultdict(list)
    for one in _dated_by_twins(told):
        key = key_of(one)
        if key is not None:
            groups[key].append(one)
    groups = _by_town(groups)
    return [(key, _series(key, groups[key])) for key in sorted(groups) if _is_series(key, groups[key])]


def _by_town(groups: Mapping[Key, list[Told]]) -> dict[Key, list[Told]]:
    """The groups, a stock counted over a quarter of a town put to those of the town where somebody counts it whole."""
    towns = {key: scope for key, told in groups.items() if (scope := _scope(told, TOWN)) is not None}
    found: dict[Key, list[Told]] = defaultdict(list)
    for key in sorted(groups):
        quarter = _scope(groups[key], QUARTER)
        whole = [
            town
            for town, scope in sorted(towns.items())
            if quarter is not None and replace(town, about=key.about) == key and within(quarter, scope)
        ]
        found[whole[0] if whole else key] += groups[key]
    return found


def _scope(told: Sequence[Told], precision: str) -> Place | None:
    """The place of one precision over which a group counts a stock, or None."""
    scope = told[0].figure.scope if told[0].figure.measure == STOCK else None
    return scope if scope is not None and scope.precision == precision else None


def _dated_by_twins(told: Sequence[Told]) -> Iterator[Told]:
    """The figures, each that says no day dated by the other mention of the same number in its story, if one is.

    A report of figures says the day in its summary and repeats the number without it.
    """
    days: dict[tuple[object, ...], set[Period]] = defaultdict(set)
    for one in told:
        if one.counted is not None:
            days[_number(one)].add(one.counted)
    for one in told:
        said = days.get(_number(one), set())
        dated = one.counted is None and one.figure.measure != "incident" and len(said) == 1
        yield replace(one, counted=next(iter(said))) if dated else one


def _number(one: Told) -> tuple[object, ...]:
    figure = one.figure
    return figure.evidence.rendition.id, one.outcome, figure.measure, figure.counted, quantity_value(figure)


def key_of(one: Told) -> Key | None:
    """What a figure shares with others of its series; None where it belongs to none."""
    figure = one.figure
    numbered = any(n is not None for n in (figure.low, figure.best, figure.high))
    about = _about(one)
    if one.outcome is None or about is None or not numbered or figure.part_of is not None:
        return None
    people = one.people if one.people in WHOLE else fold(figure.population or "")
    people = CIVILIANS if people == EVERYBODY and one.outcome in UNARMED else people
    party = figure.party if figure.party in ("a", "b") else "unknown"
    return Key(one.outcome, people, party, figure.measure, about)


def _about(one: Told) -> str | None:
    """The happening whose toll it is, or the place over which a number that is no toll is counted."""
    scope = one.figure.scope
    if one.figure.measure == "incident":
        return one.event
    return None if scope is None else scope.gazetteer_id or fold(place_name(scope))


def _is_series(key: Key, told: Sequence[Told]) -> bool:
    if key.measure != "incident":
        return len({one.figure.id for one in told}) > 1
    held = sorted(told, key=lambda one: (one.asof.earliest or "9999", one.claim))
    items = [Item(one.outcome or "", one.claimant.institution, amount_of(one)) for one in held]
    moved = (relate(held[a], held[b], one_event=True).kind in (UPDATE, CORRECTION) for a, b in pairs(items, comparable))
    return any(moved)


def _series(key: Key, told: list[Told]) -> Series:
    points = {_point(one) for one in told}
    wide = [one for one in told if _about(one) == key.about] or told
    scopes = (one.figure.scope or one.site for one in wide)
    scope = _usual(place_name(scope) for scope in scopes if scope is not None)
    ordered = tuple(sorted(points, key=lambda p: (p.latest or "9999", p.earliest or "", p.claim)))
    return Series(
        outcome=key.outcome,
        population=_usual(one.figure.population for one in told),
        party=_usual(one.figure.party for one in told) or "unknown",
        measure=key.measure,
        scope=scope,
        points=flagged(ordered, key.measure, {p.claim for p in points} - {one.claim for one in wide}),
    )


def _usual(words: Iterable[str | None]) -> str | None:
    """The word that most give, the first in the alphabet among equals; None where nobody gives one."""
    counts = Counter(word for word in words if word)
    return min(counts, key=lambda word: (-counts[word], word), default=None)


def _point(one: Told) -> SeriesPoint:
    period = one.counted or one.published
    return SeriesPoint(
        earliest=period.earliest[:10] if period.earliest else None,
        latest=period.latest[:10] if period.latest else None,
        low=one.figure.low,
        best=one.figure.best,
        high=one.figure.high,
        population=one.figure.population,
        scope=place_name(one.figure.scope) if one.figure.scope is not None else None,
        claimant=one.claimant.speaker,
        claim=one.claim,
    )
