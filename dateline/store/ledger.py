"""What must last beyond a build: the id ledger with every revision, and where evidence went in a later rendition."""

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


class CarriedRow(Struct, frozen=True, kw_only=True):
    """Where the run `start:end` of a rendition stands in `into`, a later one of the same blob.

    Without a place it is lost, and `how` says why; otherwise `how` says in what it differs.
    """

    rendition: str
    start: int
    end: int
    into: str
    into_start: int | None
    into_end: int | None
    how: str
