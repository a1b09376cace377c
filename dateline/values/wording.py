"""How values are written as text in claims."""

from __future__ import annotations

from dateline.model.mention import Figure
from dateline.model.report import When


def when_value(when: When) -> str:
    """A time as text: `earliest/latest` (an open side empty), or the words that wait for their anchor.

    >>> when_value(When(earliest="2016-10-17", latest="2016-10-18", precision="days", text="on Monday", basis="clause"))
    '2016-10-17/2016-10-18'
    """
    if when.earliest is None and when.latest is None:
        return when.text or when.basis
    return f"{when.earliest or ''}/{when.latest or ''}"


def quantity_value(figure: Figure) -> str:
    """A figure's amount as text: `12`, `at least 24`, `up to 350`, `3000-4500`, or its words where it has no number.

    >>> from dateline.values.wording import number_text
    >>> number_text(3000.0), number_text(0.4)
    ('3000', '0.4')
    """
    low, high, best = figure.low, figure.high, figure.best
    if best is not None:
        about = "about " if figure.modifier == "approximate" else ""
        return f"{about}{number_text(best)}"
    if low is not None and high is not None:
        return number_text(low) if low == high else f"{number_text(low)}-{number_text(high)}"
    if low is not None:
        return f"at least {number_text(low)}"
    return figure.text if high is None else f"up to {number_text(high)}"


def number_text(number: float) -> str:
    """A number without a needless decimal point."""
    return str(int(number)) if number == int(number) else str(number)
