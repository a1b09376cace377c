"""What a report offers for the question whether two reports tell of one happening."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from dateline.linking.parties import Party, parties
from dateline.linking.states import setting_of
from dateline.model.document import Document
from dateline.model.mention import Actor, Figure, Place
from dateline.model.report import Report
from dateline.tables.actors import ActorTable

COUNTED = frozenset({"occurred", "ongoing", "alleged"})
# Types that coders give to one happening from two points of view: a bomb that kills civilians, people who leave
# through a corridor. Editorial; a pair of different types must agree in more to be joined (see same.py).
FAMILIES = (
    frozenset({"battle.capture", "battle.advance"}),
    frozenset({"battle.offensive", "battle.advance"}),
    frozenset({"battle.clash", "battle.offensive"}),
    frozenset({"remote.suicide_bomb", "remote.ied", "civilian.attack"}),
    frozenset({"remote.air_strike", "remote.shelling", "civilian.attack"}),
    frozenset({"remote.chemical", "civilian.attack", "remote.air_strike", "remote.shelling"}),
    frozenset({"humanitarian.displacement", "humanitarian.evacuation"}),
    frozenset({"order.arrest", "civilian.abduction"}),
    frozenset({"destruction.demolition", "destruction.arson"}),
    frozenset({"political.declaration", "political.agreement"}),
)
RELATED = {code: frozenset().union(*(f for f in FAMILIES if code in f)) for f in FAMILIES for code in f}
# Story dates stand for the happening's day where the text names none; news lags it by up to three days.
# Editorial; the copies of a wire story in the gold stories differ by at most two days.
LAG_DAYS = 3
# A campaign goes on for months: the date of a story that tells of it says only that it was under way. Editorial.
CAMPAIGN_DAYS = 92
INHERITED_TIME = "publication date"
INHERITED_PLACE = ("story place", "paragraph")
FINE = frozenset({"point", "settlement", "part_of_settlement", "near"})


class Slots(Struct, frozen=True, kw_only=True, eq=False):
    """One report's slots. `first`, `last`: day numbers; `state`: `counted`, or the status that keeps it apart."""

    report: Report
    document: str
    outlet: str | None
    type: str
    state: str
    level: str
    first: int | None
    last: int | None
    dated_by_story: bool
    place: Place | None
    placed_by_story: bool
    initiators: tuple[Party, ...]
    targets: tuple[Party, ...]
    figures: tuple[Figure, ...]

    @property
    def width(self) -> int | None:
        """Days of its time, None where open."""
        return None if self.first is None or self.last is None else self.last - self.first + 1


def slots(report: Report, document: Document, table: ActorTable) -> Slots:
    """The slots of one report."""
    figures = {figure.id: figure for figure in document.figures}
    inherited = report.when is not None and report.when.basis.startswith(INHERITED_TIME)
    first, last = _days(report, inherited)
    where = report.where
    harmed: tuple[Actor, ...] = (*report.targets, *report.victims)
    setting = setting_of(document).at(where)
    return Slots(
        report=report,
        document=report.document,
        outlet=document.agency or document.publisher,
        type=report.type,
        state="counted" if report.status in COUNTED else report.status,
        level=report.level,
        first=first,
        last=last,
        dated_by_story=inherited,
        place=where,
        placed_by_story=where is not None and where.basis.startswith(INHERITED_PLACE),
        initiators=parties(report.initiators, table, setting),
        targets=parties(harmed, table, setting),
        figures=tuple(figures[id_] for id_ in report.figures if id_ in figures),
    )


def related(one: str, other: str) -> bool:
    """Whether two types can be one happening."""
    return one == other or other in RELATED.get(one, frozenset())


def _days(report: Report, inherited: bool) -> tuple[int | None, int | None]:
    when = report.when
    if when is None:
        return None, None
    first = date.fromisoformat(when.earliest[:10]).toordinal() if when.earliest else None
    last = date.fromisoformat(when.latest[:10]).toordinal() if when.latest else None
    if not inherited:
        return first, last
    before, after = (CAMPAIGN_DAYS, CAMPAIGN_DAYS) if report.level == "campaign" else (LAG_DAYS, 0)
    return (None if first is None else first - before), (None if last is None else last + after)
