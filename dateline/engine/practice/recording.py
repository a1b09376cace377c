"""How what people do around the record is written down, and what is worked out anew when the record changes."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from dateline.engine.sealing import changing

if TYPE_CHECKING:
    from dateline.engine.case import Case


def recording(case: Case) -> AbstractContextManager[object]:
    """Holds what must not change while something is appended."""
    return changing(case)


def renewed(case: Case) -> None:
    """Work out again what follows from the record: which rows code which events, which events are whose."""
    from dateline.engine.practice.assigning import renew_assigned
    from dateline.engine.practice.importing import rematch

    rematch(case)
    renew_assigned(case)
