"""Which event is a part of which total or campaign."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dateline.linking.disagreement import within
from dateline.linking.slots import COUNTED, FINE
from dateline.model.report import Report, When


def part_of(clusters: Sequence[Sequence[Report]], ids: Sequence[str]) -> dict[str, str]:
    """The event that each event is part of, by event id, where a report says so or exactly one total covers it.

    A total covers an incident of its own type when its stated time and place do.
    """
    home = {report.id: id_ for id_, cluster in zip(ids, clusters, strict=True) for report in cluster}
    totals: dict[str, list[tuple[str, Report]]] = defaultdict(list)
    for id_, cluster in zip(ids, clusters, strict=True):
        if cluster[0].level != "incident" and cluster[0].status in COUNTED:
            totals[cluster[0].type] += [(id_, report) for report in cluster]
    found = {}
    for id_, cluster in zip(ids, clusters, strict=True):
        said = {home[r.part_of] for r in cluster if r.part_of in home} - {id_}
        if not said and cluster[0].level == "incident" and cluster[0].status in COUNTED:
            said = {total for report in cluster for total, whole in totals[report.type] if covers(whole, report)}
        if len(said) == 1:
            found[id_] = said.pop()
    return found


def covers(whole: Report, part: Report) -> bool:
    """Whether a total's time and place, both stated, hold the incident's."""
    if whole.where is None or part.where is None or part.where.precision not in FINE:
        return False
    return within(part.where, whole.where) and _covers_time(whole.when, part.when)


def _covers_time(whole: When | None, part: When | None) -> bool:
    if whole is None or part is None or whole.earliest is None or whole.latest is None:
        return False
    return (
        part.earliest is not None
        and part.latest is not None
        and whole.earliest <= part.earliest
        and part.latest <= whole.latest
    )
