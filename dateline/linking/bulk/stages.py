"""The work of linking that goes in parts: what each part gives depends on the folder and on its number alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from dateline.linking.bulk import deciding, described, edges, meeting, prints_join
from dateline.linking.bulk.bulk import Bulk

Work = Callable[[Bulk, int], Any]
STAGES: dict[str, tuple[Callable[[Bulk], int], Work]] = {
    "describe": (described.parts, described.describe),
    "count": (prints_join.parts, prints_join.count),
    "weigh": (prints_join.weigh_parts, prints_join.weigh),
    "compare": (edges.parts, edges.compare),
    "meet": (meeting.parts, meeting.meet),
    "decide": (deciding.parts, deciding.decide),
    "group": (deciding.group_parts, deciding.group),
}
# Does all parts of a stage, here or elsewhere: what each gives, in order of the parts.
Run = Callable[[Bulk, str], Iterator[Any]]


def here(bulk: Bulk, stage: str) -> Iterator[Any]:
    """All parts of a stage, one after the other, in this process."""
    parts, work = STAGES[stage]
    return (work(bulk, part) for part in range(parts(bulk)))
