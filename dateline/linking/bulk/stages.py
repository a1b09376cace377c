"""The work of linking that goes in parts: what each part gives depends on the folder and on its number alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from dateline.linking.bulk import deciding, described, edges, meeting, prints_join
from dateline.linking.bulk.bulk import Bulk


class Stage(Struct, frozen=True, eq=False):
    """A stage: in how many parts it goes, what does one of them, and what that gives, as plain data."""

    parts: Callable[[Bulk], int]
    work: Callable[[Bulk, int], Any]
    gives: Any


STAGES = {
    "describe": Stage(described.parts, described.describe, described.Described),
    "count": Stage(prints_join.parts, prints_join.count, prints_join.Counted),
    "weigh": Stage(prints_join.weigh_parts, prints_join.weigh, tuple[list[int], list[int]]),
    "compare": Stage(edges.parts, edges.compare, list[edges.Row]),
    "meet": Stage(meeting.parts, meeting.meet, meeting.Met),
    "decide": Stage(deciding.parts, deciding.decide, list[int]),
    "group": Stage(deciding.group_parts, deciding.group, list[tuple[int, ...]]),
}
# Does all parts of a stage, here or elsewhere: what each gives, in order of the parts.
Run = Callable[[Bulk, str], Iterator[Any]]


def here(bulk: Bulk, stage: str) -> Iterator[Any]:
    """All parts of a stage, one after the other, in this process."""
    found = STAGES[stage]
    return (found.work(bulk, part) for part in range(found.parts(bulk)))
