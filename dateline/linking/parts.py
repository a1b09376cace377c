"""Which event is a part of which total or campaign."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from dateline.linking.slots import COUNTED, FINE, OFFENSIVE, UNDER_WAY
from dateline.linking.values import agreed_level
from dateline.linking.where import same_place, within
from dateline.model.mention import Actor
from dateline.model.report import Report, When
from dateline.values.calendar import shift
from dateline.values.names import alike

# Days before and after a campaign's told days in which what is fought at its place belongs to it. Editorial.
CAMPAIGN_REACH = 183
ATTACK = "civilian.attack"
# Kinds of wholes besides the counted totals of a type.
FOUGHT, SO_FAR = "fought", "so far "


def part_of(clusters: Sequence[Sequence[Report]], ids: Sequence[str]) -> dict[str, str]:
    """The event that each event is part of, by event id, where a report says so or exactly one total covers it.

    A total covers an incident of its own type when its stated time and place do; a campaign covers what is fought
    at its place within half a year of its story's or its own days; what had gone on, told without a count, covers
    all of its kind that its doers did in its country.
    """
    home = {report.id: id_ for id_, cluster in zip(ids, clusters, strict=True) for report in cluster}
    wholes = Wholes(zip(ids, clusters, strict=True), home.get)
    found = ((id_, wholes.of(id_, cluster)) for id_, cluster in zip(ids, clusters, strict=True))
    return {id_: whole for id_, whole in found if whole is not None}


class Wholes:
    """The events that others can be parts of."""

    def __init__(self, events: Iterable[tuple[str, Sequence[Report]]], home: Callable[[str], str | None]) -> None:
        """`events`: each with its id, those that are no wholes among them or not; `home`: the event of a report."""
        self._home = home
        self._wholes: dict[str, list[tuple[str, Report]]] = defaultdict(list)
        for id_, cluster in events:
            kind = _whole(cluster)
            if kind is not None:
                self._wholes[kind] += [(id_, report) for report in cluster]

    def of(self, id_: str, cluster: Sequence[Report]) -> str | None:
        """The one event that this one is a part of."""
        homes = (self._home(report.part_of) for report in cluster if report.part_of is not None)
        said = {home for home in homes if home is not None} - {id_}
        if not said and cluster[0].status in COUNTED:
            said = _covering(cluster, self._wholes) - {id_}
        return said.pop() if len(said) == 1 else None


def _whole(cluster: Sequence[Report]) -> str | None:
    """What a cluster can be the whole of: what is fought, what went on of a type, or what is counted of a type."""
    level = agreed_level(cluster)
    if level == "incident" or cluster[0].status not in COUNTED:
        return None
    if level == "campaign":
        return FOUGHT
    return SO_FAR + cluster[0].type if all(_is_so_far(report) for report in cluster) else cluster[0].type


def _covering(cluster: Sequence[Report], wholes: Mapping[str, Sequence[tuple[str, Report]]]) -> set[str]:
    """The wholes that cover a cluster: the narrowest kind of which there are any."""
    level, kind = agreed_level(cluster), cluster[0].type
    if level == "campaign" or any(report.type == OFFENSIVE for report in cluster):
        return set()  # an offensive that began is a campaign of its own
    incident = level == "incident"
    said = {id_ for part in cluster for id_, whole in wholes.get(kind, ()) if incident and covers(whole, part)}
    if not said and incident:
        said = {id_ for part in cluster for id_, whole in wholes.get(FOUGHT, ()) if is_under(whole, part)}
    if not said and not all(_is_so_far(part) for part in cluster):
        said = {id_ for part in cluster for id_, whole in wholes.get(SO_FAR + kind, ()) if is_done_by_then(whole, part)}
    return said


def covers(whole: Report, part: Report) -> bool:
    """Whether a total's time and place, both stated, hold the incident's."""
    if whole.where is None or part.where is None or part.where.precision not in FINE:
        return False
    return within(part.where, whole.where) and _covers_time(whole.when, part.when)


def is_under(whole: Report, part: Report) -> bool:
    """Whether an incident was fought at a campaign's place while it may have lasted.

    Where neither story has a date, and where civilians were attacked, it must have a side in common with the campaign.
    """
    # A war in half a country covers too much: only the battle for a town ties what is told of it.
    if whole.where is None or part.where is None or whole.where.precision not in FINE:
        return False
    if not (whole.type.startswith("battle.") and part.type.startswith(("battle.", "remote.", ATTACK))):
        return False
    if part.type == ATTACK and not _have_one_side(whole, part):
        return False
    if not (same_place(part.where, whole.where) or within(part.where, whole.where)):
        return False
    undated = not _is_dated(whole.when) and not _is_dated(part.when)
    return _have_one_side(whole, part) if undated else _is_near(whole.when, part.when)


def is_done_by_then(whole: Report, part: Report) -> bool:
    """Whether what is told as having gone on in a country holds what one of its doers did there."""
    if whole.where is None or part.where is None:
        return False
    undated = not _is_dated(whole.when) and not _is_dated(part.when)
    here = same_place(part.where, whole.where) or within(part.where, whole.where)
    return here and _share(whole.initiators, part.initiators) and (undated or _covers_time(whole.when, part.when))


def _is_so_far(report: Report) -> bool:
    return report.when is not None and report.when.basis.startswith(UNDER_WAY) and not report.figures


def _have_one_side(whole: Report, part: Report) -> bool:
    return any(
        _share(one, other) for one in (whole.initiators, whole.targets) for other in (part.initiators, part.targets)
    )


def _share(one: Sequence[Actor], other: Sequence[Actor]) -> bool:
    """Whether two lists have somebody in common: by id, or by name where one of them has none."""
    return any(
        a.actor_id == b.actor_id if a.actor_id and b.actor_id else alike(a.name, b.name) for a in one for b in other
    )


def _is_dated(when: When | None) -> bool:
    return when is not None and when.earliest is not None and when.latest is not None


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
