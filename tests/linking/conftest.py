"""What linking looks up, without the tables it does not need."""

from __future__ import annotations

import pytest
from msgspec import Struct

from dateline.tables import actors, copying, counting, event_types, outlets, quantities, wording


class LinkingTables(Struct, frozen=True):
    actors: actors.ActorTable
    types: event_types.EventTypes
    copying: copying.CopyWords
    counting: counting.CountWords
    quantities: quantities.QuantityWords
    outlets: outlets.OutletTable
    wording: wording.WordTable


@pytest.fixture(scope="session")
def tables():
    return LinkingTables(
        actors.load(),
        event_types.load(),
        copying.load(),
        counting.load(),
        quantities.load(),
        outlets.load(),
        wording.load(),
    )
