"""What linking looks up, without the tables it does not need."""

from __future__ import annotations

import pytest
from msgspec import Struct

from dateline.tables import actors, copying, event_types, outlets


class LinkingTables(Struct, frozen=True):
    actors: actors.ActorTable
    types: event_types.EventTypes
    copying: copying.CopyWords
    outlets: outlets.OutletTable


@pytest.fixture(scope="session")
def tables():
    return LinkingTables(actors.load(), event_types.load(), copying.load(), outlets.load())
