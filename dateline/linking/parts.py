"""Which event is a part of which total or campaign."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dateline.linking.slots import COUNTED, FINE
from dateline.linking.where import same_place, within
from dateline.model.report import Report, When
from dateline.values.calendar import shift

# Days before and after a campaign's told days in which what is fought at its place belongs to it. Editorial.
CAMPAIGN_REACH = 183
FOUGHT = "fought"


def part_of(clusters: Sequence[Sequence[Report]], ids: Sequence[str]) -> dict[str, str]:
    """The event that each event is part of, by event id, where a report says so or exactly one total covers it.

    A total covers an incident of its own type when its stated time and place do; a campaign covers what is fought
    at its place within half a year of its story's or its own days.
    """
    home = {report.id: id_ for id_, cluster in zip(ids, clusters, strict=True) for report in cluster}
    totals: dict[str, list[tuple[str, Report]]] = defaultdict(list)
    for id_, cluster in zip(ids, clusters, strict=True):
        if cluster[0].level != "incident" and cluster[0].status in COUNTED:
            kind = FOUGHT if cluster[0].level == "campaign" else cluster[0].type
            totals[kind] += [(id_, report) for report in cluster]
    found = {}
    for id_, cluster in zip(ids, clusters, strict=True):
        said = {home[r.part_of] for r in cluster if r.part_of in home} - {id_}
        if not said and cluster[0].level == "incident" and cluster[0].status in COUNTED:
            said = {total for report in cluster for total, whole in totals[report.type] if covers(whole, report)}
            said = said or {total for report in cluster for total, whole in totals[FOUGHT] if is_under(whole, report)}
        if len(said) == 1:
            found[id_] = said.pop()
    return found


def covers(whole: Report, part: Report) -> bool:
    """Whether a total's time and place, both stated, hold the incident's."""
    if whole.where is None or part.where is None or part.where.precision not in FINE:
        return False
    return within(part.where, whole.where) and _covers_time(whole.when, part.when)


def is_under(whole: Report, part: Report) -> bool:
    """Whether an incident was fought at a campaign's place while it may have lasted."""
    # A war in half a country covers too much: only the battle for a town ties what is told of it.
    if whole.where is None or part.where is None or whole.where.precision not in FINE:
        return False
    if not (whole.type.startswith("battle.") and part.type.startswith(("battle.", "remote."))):
        return False
    inside = same_place(part.where, whole.where) or within(part.where, whole.where)
    return inside and _is_near(whole.when, part.when)


def _is_near(whole: When | None, part: When | None) -> bool:
    if whole is None or part is None or whole.earliest is None or whole.latest is None:
        return False
    first, last = shift(whole.earliest, -CAMPAIGN_REACH), shift(whole.latest, CAMPAIGN_REACH)
    if first is None or last is None or part.earliest is None or part.latest is None:
        return False
    return first <= part.earliest[:10] and part.latest[:10] <= last


def _covers_time(whole: When | None, part: When | None) -> bool:
    if whole is None or part is None or whole.earliest is None or whole.latest is None:
        return False
    return (
        part.earliest is not None
        and part.latest is not None
        and whole.earliest <= part.earliest
        and part.latest <= whole.latest
    )
