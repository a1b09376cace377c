"""How values are written as text in claims."""

from __future__ import annotations

from collections.abc import Callable

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


def bounds_value(
    low: float | None, best: float | None, high: float | None, written: Callable[[float], str] = number_text
) -> str:
    """Low, best and high on one line; `written`: how a number is.

    >>> bounds_value(12.0, 12.0, 12.0), bounds_value(9.0, 12.0, None), bounds_value(9.0, None, 14.0)
    ('12', '12 (9 or more)', '9 to 14')
    """
    if best is not None and low == best == high:
        return written(best)
    least, most = (None if n is None else written(n) for n in (low, high))
    if most is None:
        bounds = "no number" if least is None else f"{least} or more"
    else:
        bounds = f"up to {most}" if least is None else least if least == most else f"{least} to {most}"
    return bounds if best is None else f"{written(best)} ({bounds})"
