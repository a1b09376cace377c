from types import SimpleNamespace

import pytest

from dateline.tables import event_types, triggers


@pytest.fixture(scope="session")
def coding_tables():
    return SimpleNamespace(types=event_types.load(), triggers=triggers.load())
