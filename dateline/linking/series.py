"""Figures about one quantity over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dateline.linking.disagreement import originals
from dateline.linking.relations import Told
from dateline.model.event import Series, SeriesPoint
from dateline.model.mention import Figure
from dateline.values.names import fold

Key = tuple[str, str, str, str, str]


def find_series(told: Iterable[Told]) -> tuple[Series, ...]:
    """The series of two or more figures with the same outcome, population, party, measure and stated scope.

    A count of one happening is in no series, nor is a figure without a stated scope: nothing says what it is
    a part of. A point without a period of its own stands at its story's date. What copies repeat is one point.
    A point's `claim` is the id of the claim that reports the figure, and the figure's own id where no report
    claims it. The order given does not matter.
    """
    groups: dict[Key, list[Told]] = defaultdict(list)
    for one in originals(tuple(told)):
        figure = one.figure
        if figure.outcome is None or figure.scope is None or not _counts(figure):
            continue
        scope = figure.scope.gazetteer_id or fold(figure.scope.name or figure.scope.text)
        groups[figure.outcome, figure.population or "", figure.party, figure.measure, scope].append(one)
    return tuple(_series(key, groups[key]) for key in sorted(groups) if len({one.figure.id for one in groups[key]}) > 1)


def _counts(figure: Figure) -> bool:
    """Whether a figure has a number and is no count of one happening, which is a point of no line."""
    return figure.measure != "incident" and any(n is not None for n in (figure.low, figure.best, figure.high))


def _series(key: Key, told: list[Told]) -> Series:
    outcome, population, party, measure, scope = key
    points = {_point(one) for one in told}
    named = sorted(one.figure.scope.name or one.figure.scope.text for one in told if one.figure.scope is not None)
    return Series(
        outcome=outcome,
        population=population or None,
        party=party,
        measure=measure,
        scope=named[0] if named else scope,
        points=tuple(sorted(points, key=lambda p: (p.latest or "9999", p.earliest or "", p.claim))),
    )


def _point(one: Told) -> SeriesPoint:
    period = one.figure.period or one.published
    return SeriesPoint(
        earliest=period.earliest[:10] if period.earliest else None,
        latest=period.latest[:10] if period.latest else None,
        low=one.figure.low,
        best=one.figure.best,
        high=one.figure.high,
        claimant=one.claimant.speaker,
        claim=one.claim,
    )
