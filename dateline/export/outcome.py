"""What an exporter reports back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct


class Omitted(Struct, frozen=True, order=True):
    """An event that a format leaves out, with the reason."""

    reason: str  #: why it is left out
    id: str  #: id of the event


class ExportReport(Struct, frozen=True):
    """How many rows there are, how many were written, and how many were left out for which reason."""

    existing: int  #: rows there are
    written: int  #: rows written
    left_out: dict[str, int]  #: number left out, by reason
    omitted: tuple[Omitted, ...] = ()  #: the events left out, one by one, by reason


def reported(existing: int, written: int, omitted: Iterable[Omitted]) -> ExportReport:
    """The report of an export of events, those left out counted by reason."""
    listed = tuple(sorted(omitted))
    return ExportReport(existing, written, dict(Counter(one.reason for one in listed)), listed)
