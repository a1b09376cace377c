"""Numbers that the text gives without numerals: `a civilian`, `both men`, `nobody`."""

from __future__ import annotations

from dateline.model.parse import Parse
from dateline.tables.quantities import NounRow
from dateline.values.quantity import Quantity

# What a number with no number of its own is marked with until it is bound.
ARTICLE = "article"
NOUGHT = "nought"
BOTH = "both"


def whole(parse: Parse, first: int, last: int, value: float, mark: str) -> Quantity:
    """The number at its own words, marked so that binding asks whether it counts anyone."""
    span = parse.span_of(first, last)
    return Quantity(
        span=span, core=span, kind="count", low=value, best=value, high=value, modifier="exact", vague_class=mark
    )


def is_person(row: NounRow | None) -> bool:
    """Whether a noun counts persons."""
    return row is not None and row.counted == "persons"
