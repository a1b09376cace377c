"""How what people do around the record is written down, and what is worked out anew when the record changes."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from dateline.engine.sealing import OPENED, changing, judging, last_seal

if TYPE_CHECKING:
    from dateline.engine.case import Case


def recording(case: Case) -> AbstractContextManager[object]:
    """Keeps the record from being sealed while something is appended; seals it afterwards where it was sealed.

    While the workbench is open the seal is, too, and a build in the background does not get in the way.
    """
    last = last_seal(case)
    return judging(case) if last is not None and last.what == OPENED else changing(case)


def renewed(case: Case) -> None:
    """Work out again what follows from the record: which rows code which events, which events are whose."""
    from dateline.engine.practice.assigning import renew_assigned
    from dateline.engine.practice.importing import rematch

    rematch(case)
    renew_assigned(case)
