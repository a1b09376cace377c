"""The id ledger as rows: which public event id was minted for which anchor, and every revision of it."""

from __future__ import annotations

from msgspec import Struct


class LedgerRow(Struct, frozen=True, kw_only=True):
    """One line of the append-only ledger.

    `number` orders the lines; `event` is the public id; `type`, `capture`, `quote` and `ordinal` (which
    occurrence of the quote in the capture, from 0) are the founding report's anchor; `digest` is over the
    event's content, and a line with a new digest carries the next `revision`.
    """

    number: int
    event: str
    type: str
    capture: str
    quote: str
    ordinal: int
    digest: str
    revision: int
