"""What an exporter reports back."""

from __future__ import annotations

from msgspec import Struct


class ExportReport(Struct, frozen=True):
    """How many rows there are, how many were written, and how many were left out for which reason."""

    existing: int  #: rows there are
    written: int  #: rows written
    left_out: dict[str, int]  #: number left out, by reason
