"""What a field was set to before somebody set it anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.linking.judged import in_force
from dateline.store.desk import reading_desk

if TYPE_CHECKING:
    from dateline.engine.case import Case
    from dateline.model.event import Judgement


def former_edit(case: Case, number: int) -> Judgement | None:
    """The edit of the same field that held when judgement `number` was made; None where the rules' proposal did."""
    desk = reading_desk(case.store.query)
    one = next(iter(desk.numbered([number])), None)
    if one is None or one.capture is None:
        return None
    earlier = in_force(other for other in desk.judgements([one.capture]) if other.number < number)
    same = [other for other in earlier if (other.decision, other.quote, other.field) == ("edit", one.quote, one.field)]
    return same[-1] if same else None
