"""The tables that linking looks things up in."""

from __future__ import annotations

from typing import Protocol

from dateline.tables.actors import ActorTable
from dateline.tables.copying import CopyWords
from dateline.tables.counting import CountWords
from dateline.tables.event_types import EventTypes
from dateline.tables.outlets import OutletTable
from dateline.tables.quantities import QuantityWords
from dateline.tables.wording import WordTable


class LinkTables(Protocol):
    """What this stage looks up."""

    @property
    def actors(self) -> ActorTable:
        """Named actors."""

    @property
    def outlets(self) -> OutletTable:
        """Publishers and their owners."""

    @property
    def types(self) -> EventTypes:
        """Event types."""

    @property
    def counting(self) -> CountWords:
        """Words by which a story says what its counts are worth."""

    @property
    def quantities(self) -> QuantityWords:
        """Words of numbers."""

    @property
    def wording(self) -> WordTable:
        """Kin and rarity of words, and what it weighs to share them."""

    @property
    def copying(self) -> CopyWords:
        """Phrases that stories share without one taking from the other."""
