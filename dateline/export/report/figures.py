"""Quantities in words."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from dateline.export.report import words
from dateline.export.report.citing import Cited, Ref, cited
from dateline.model.mention import Figure


class FigureLine(Struct, frozen=True):
    """An amount with what it counts, as measured when and where, as written, and who gives it."""

    number: str
    what: str
    measure: str
    texts: tuple[str, ...]
    by: tuple[Cited, ...]


def figure_lines(figures: Iterable[tuple[Figure, str, tuple[Ref, ...]]]) -> tuple[FigureLine, ...]:
    """Figures with who gives them, the gravest outcome first; the same amount of the same thing is one line."""
    found: dict[tuple[str, str], list[tuple[Figure, str, tuple[Ref, ...]]]] = {}
    ordered = sorted(figures, key=lambda one: words.place_in("outcome", one[0].outcome or ""))
    for one in ordered:
        found.setdefault((number_of(one[0]), what_of(one[0])), []).append(one)
    return tuple(
        FigureLine(
            *key,
            "; ".join(dict.fromkeys(measure_of(figure) for figure, _, _ in same)),
            tuple(dict.fromkeys(" ".join(figure.text.split()) for figure, _, _ in same)),
            cited((who, refs) for _, who, refs in same),
        )
        for key, same in found.items()
    )


def measure_of(figure: Figure) -> str:
    """Measure, period and scope."""
    period = figure.period
    when = words.date_words(period.earliest, period.latest) if period and (period.earliest or period.latest) else ""
    scope = words.isolated(figure.scope.name or figure.scope.text) if figure.scope else ""
    return ", ".join(part for part in (words.said("measure", figure.measure), when, scope) if part)


def number_of(figure: Figure) -> str:
    """The interval of a figure in words; a vague word stays that word."""
    low, best, high = figure.low, figure.best, figure.high
    if low is None and best is None and high is None:
        return f"“{figure.vague_class or figure.modifier}”"
    if low is not None and high is not None and low != high:
        between = f"{words.number_words(low)} to {words.number_words(high)}"
        return f"about {words.number_words(best)} ({between})" if best is not None else between
    if best is not None:
        about = "about " if figure.modifier == "approximate" else ""
        return about + words.number_words(best)
    if low is not None:
        return words.number_words(low) if high == low else f"at least {words.number_words(low)}"
    return f"up to {words.number_words(high or 0.0)}"


def what_of(figure: Figure) -> str:
    """What is counted: population or unit, outcome, party."""
    population = figure.population or figure.unit or figure.counted or ""
    outcome = words.said("outcome", figure.outcome) if figure.outcome else ""
    party = "" if figure.party == "unknown" else words.said("party", figure.party)
    said = " ".join(dict.fromkeys(part for part in (population, outcome) if part))
    return f"{said} ({party})" if party and party != population else said
