"""The prefilter for library users: `case.prefilter`; the modules beside this one do the work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dateline.model.sifting import PassedOver
from dateline.store.sifting import passed_over

if TYPE_CHECKING:
    from dateline.engine.auditing import Audit
    from dateline.engine.case import Case


class Prefilter:
    """What a quick look at bulk archives passed over. Get it from `case.prefilter`; see docs/prefilter.md."""

    def __init__(self, case: Case) -> None:
        """Of this case."""
        self.case = case

    def passed(self) -> tuple[PassedOver, ...]:
        """The archived pages that were passed over, by path, each with the reason and its heaviest words."""
        return passed_over(self.case.store.query)

    def audit(self, *, sample: int = 100, progress: Callable[[int, int], None] | None = None) -> Audit:
        """Read a sample of the pages that were passed over, and say how many tell of an event.

        Nothing of the case is changed, and the same case gives the same sample. Raises UsageError for a sample of none.
        """
        from dateline.engine.auditing import audit

        return audit(self.case, sample, progress or (lambda done, total: None))

    def read(self, page: str, *, why: str = "", by: str = "", undo: bool = False) -> str:
        """Judge a page, by path or id, to be read whatever the look says (or take that back), from the next build on.

        Returns what was judged; raises JudgementError when the case has no such page.
        """
        from dateline.engine.judging import read_anyway

        return read_anyway(self.case, page, why=why, by=by, undo=undo)
