"""Quantities in words."""

from __future__ import annotations

from msgspec import Struct

from dateline.export.report import words
from dateline.model.mention import Figure


class FigureLine(Struct, frozen=True):
    """A figure: how many, of what, as measured when, as written, and who says so."""

    number: str
    what: str
    measure: str
    text: str
    by: str


def figure_line(figure: Figure, by: str) -> FigureLine:
    """One figure as a line of a table."""
    period = figure.period
    when = words.date_words(period.earliest, period.latest) if period and (period.earliest or period.latest) else ""
    scope = (figure.scope.name or figure.scope.text) if figure.scope else ""
    parts = [words.MEASURES.get(figure.measure, figure.measure), when, scope]
    return FigureLine(
        number_of(figure),
        what_of(figure),
        ", ".join(part for part in parts if part),
        " ".join(figure.text.split()),
        by,
    )


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
    """What is counted: outcome, population or unit, party."""
    party = words.PARTIES.get(figure.party, figure.party)
    population = figure.population or figure.unit or figure.counted or ""
    named = population if not party or party == population else f"{population} ({party})" if population else party
    return ": ".join(part for part in ((figure.outcome or "").replace("_", " "), named) if part)
