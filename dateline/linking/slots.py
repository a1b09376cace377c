"""What a report offers for the question whether two reports tell of one happening."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from dateline.linking.parties import Party, parties
from dateline.linking.people import singular
from dateline.linking.states import setting_of
from dateline.model.document import Document
from dateline.model.mention import Actor, Figure, Period, Place
from dateline.model.report import Report
from dateline.tables.actors import ActorTable
from dateline.values.names import fold, name_words

COUNTED = frozenset({"occurred", "ongoing", "alleged"})
# Types that coders give to one happening from two points of view: a bomb that kills civilians, people who leave
# through a corridor. Editorial; a pair of different types must agree in more to be joined (see same.py).
FAMILIES = (
    frozenset({"battle.capture", "battle.advance", "battle.clash"}),
    frozenset({"battle.offensive", "battle.advance"}),
    frozenset({"battle.clash", "battle.offensive"}),
    frozenset({"remote.suicide_bomb", "remote.ied", "civilian.attack"}),
    frozenset({"remote.air_strike", "remote.shelling", "civilian.attack"}),
    frozenset({"remote.chemical", "civilian.attack", "remote.air_strike", "remote.shelling"}),
    frozenset({"humanitarian.displacement", "humanitarian.evacuation"}),
    frozenset({"order.arrest", "civilian.abduction"}),
    frozenset({"destruction.demolition", "destruction.arson"}),
    frozenset({"destruction.demolition", "remote.ied"}),
    frozenset({"political.declaration", "political.agreement"}),
)
RELATED = {code: frozenset().union(*(f for f in FAMILIES if code in f)) for f in FAMILIES for code in f}
# Story dates stand for the happening's day where the text names none; news lags it by up to three days.
# Editorial; the copies of a wire story in the gold stories differ by at most two days.
LAG_DAYS = 3
# A campaign goes on for months: the date of a story that tells of it says only that it was under way. Editorial.
CAMPAIGN_DAYS = 92
INHERITED_TIME = "publication date"
# The basis of the time of what had gone on for a while when the story came out.
UNDER_WAY = "publication date, up to which it went on"
STORY_PLACE = "story place"
INHERITED_PLACE = (STORY_PLACE, "paragraph")
FINE = frozenset({"point", "settlement", "part_of_settlement", "near"})


OFFENSIVE = "battle.offensive"
# Words of a death by another's hand. Editorial.
DEADLY = re.compile(
    r"\b(kill(ed|ing|s)?|assassinat(ed|ion)|murder(ed|s)?|behead(ed|ing)|shot dead|shot to death)\b", re.I
)
# The basis of the time of what is told to have lasted for more than a year.
YEARS_LONG = "the last year of what lasted"
# States that last beyond the day that tells of them: what a story says of them holds for weeks. Editorial.
LASTING = frozenset({"humanitarian.trapped", "humanitarian.shortage"})
# Who has troops where, who supports whom: told in the present, it holds for months.
STANDING = frozenset({"battle.deployment", "political.cooperation"})
# What begins over a night or two, so that stories date it by a day more or less.
BEGUN = frozenset({OFFENSIVE, "battle.encircle"})
# How long after a day on which a state was told it is still the same one, and by how many days what begins is told
# earlier or later. Editorial.
LASTING_DAYS, STANDING_DAYS, SLACK_DAYS = 14, 92, 2
# A war that has lasted for years is told of as that for a year more. Editorial.
YEAR_DAYS = 366
MONTHDAY = re.compile(r"(\d\d)-(\d\d)")
# Those acted upon of whom nearly every report tells, so that having them in common says nothing. Editorial.
COMMON = frozenset(
    {"people", "person", "civilian", "man", "woman", "child", "resident", "soldier", "fighter", "militant", "rebel"}
    | {
        "troop",
        "force",
        "member",
        "house",
        "home",
        "building",
        "area",
        "position",
        "vehicle",
        "victim",
        "unit",
        "other",
    }
)
# Words of a claim's basis by which the text leaves open who did it (events: charges, guesses, denials).
OPEN = ("charge", "guess", "denial")
# Quantities that belong to the telling, not to what happened.
ASIDE = frozenset({"distance", "age"})


class Slots(Struct, frozen=True, kw_only=True, eq=False):
    """One report's slots. `first`, `last`: day numbers; `state`: `counted`, or the status that keeps it apart.

    `firm`: the text itself says who did it. `objects`: nouns for those acted upon; `structures`: those with a name;
    `killed`: the names of persons killed.
    `told`: the day number of the story; `lasts`: the days for which it may go on after the day on which it is told;
    `yearday`: the day of the year, where one day is told, be it of no year; `running`: told without a count or a day
    as what had gone on up to the story.
    """

    report: Report
    document: str
    outlet: str | None
    told: int | None
    type: str
    state: str
    level: str
    first: int | None
    last: int | None
    dated_by_story: bool
    lasts: int
    yearday: int | None
    running: bool
    place: Place | None
    placed_by_story: bool
    initiators: tuple[Party, ...]
    firm: bool
    targets: tuple[Party, ...]
    objects: frozenset[str]
    structures: frozenset[str]
    killed: frozenset[str]
    figures: tuple[Figure, ...]

    @property
    def width(self) -> int | None:
        """Days of its time, None where open."""
        return None if self.first is None or self.last is None else self.last - self.first + 1


def scales(one: Slots) -> tuple[str, ...]:
    """The levels at which a report can be one with others: the beginning of an offensive is told of as a campaign."""
    return ("campaign", "incident") if one.level == "incident" and one.type == OFFENSIVE else (one.level,)


def levels_agree(a: Slots, b: Slots) -> bool:
    """Whether two reports are of one level: incidents, totals of one kind, campaigns or the beginnings of such."""
    return not set(scales(a)).isdisjoint(scales(b))


def slots(report: Report, document: Document, table: ActorTable) -> Slots:
    """The slots of one report."""
    known = {figure.id: figure for figure in document.figures}
    figures = tuple(known[id_] for id_ in report.figures if id_ in known and known[id_].outcome not in ASIDE)
    counted = _counted(report, figures)
    inherited = counted is None and report.when is not None and report.when.basis.startswith(INHERITED_TIME)
    first, last = _days(report, inherited) if counted is None else (_day(counted.earliest), _day(counted.latest))
    where = report.where or next(
        (f.scope for f in figures if f.scope is not None and report.level == "aggregate"), None
    )
    harmed: tuple[Actor, ...] = (*report.targets, *report.victims)
    setting = setting_of(document).at(where)
    running = _is_running(report, figures)
    return Slots(
        report=report,
        document=report.document,
        outlet=document.agency or document.publisher,
        told=_day(document.published.earliest),
        type=report.type,
        state="counted" if report.status in COUNTED else report.status,
        level=report.level,
        first=first,
        last=last,
        dated_by_story=inherited,
        lasts=_lasts(report, figures, running),
        yearday=_yearday(report, first, last),
        running=running,
        place=where,
        placed_by_story=where is not None and where.basis.startswith(INHERITED_PLACE),
        initiators=parties(report.initiators, table, setting),
        firm=_is_firm(report),
        targets=parties(harmed, table, setting),
        objects=_objects(harmed),
        structures=frozenset(fold(one.name) for one in harmed if one.kind == "structure" and _has_name(one)),
        killed=_killed(report, harmed),
        figures=figures,
    )


def _counted(report: Report, figures: Sequence[Figure]) -> Period | None:
    """The days over which an aggregate counts, where its figures say so."""
    periods = [f.period for f in figures if f.period is not None and f.measure in ("flow", "cumulative")]
    if report.level != "aggregate" or not periods:
        return None
    first = min(periods, key=lambda period: (period.earliest or "", period.latest or ""))
    return first if first.earliest and first.latest else None


def _is_running(report: Report, figures: Sequence[Figure]) -> bool:
    """Whether a total is told without a count and a day, as what had gone on: 'who have shelled it'."""
    under_way = report.when is not None and report.when.basis.startswith(UNDER_WAY)
    return under_way and report.level == "aggregate" and not figures


def _lasts(report: Report, figures: Sequence[Figure], running: bool) -> int:
    """For how many days after its own what a report tells may still be told."""
    if report.level == "campaign" and report.when is not None and report.when.basis.startswith(YEARS_LONG):
        return YEAR_DAYS
    if report.type in LASTING and report.level == "aggregate":
        return LASTING_DAYS
    if running or (report.type in STANDING and _is_state(report, figures)):
        return STANDING_DAYS
    return SLACK_DAYS if report.type in BEGUN else 0


def _is_state(report: Report, figures: Sequence[Figure]) -> bool:
    """Whether what is told without a day holds at the time of the story: in the present tense, or as a stock."""
    when = report.when
    if when is None or when.symbol is None or not when.basis.startswith(INHERITED_TIME):
        return False
    present = when.symbol.rule == "offset" and when.symbol.direction == "same"
    return present or any(figure.measure == "stock" for figure in figures)


def _yearday(report: Report, first: int | None, last: int | None) -> int | None:
    """The day of the year on which it happened, 1 to 366; None where more than one day is told."""
    symbol = report.when.symbol if report.when is not None else None
    if first is not None and last is not None:
        day = date.fromordinal(first)
        return _in_leap_year(day.month, day.day) if first == last else None
    if symbol is None or symbol.rule != "monthday" or symbol.unit != "year":
        return None
    named = MONTHDAY.fullmatch(symbol.value or "")
    return _in_leap_year(int(named[1]), int(named[2])) if named else None


def _in_leap_year(month: int, day: int) -> int:
    return date(2000, month, 1).timetuple().tm_yday + day - 1


def _is_firm(report: Report) -> bool:
    """Whether the text itself says who did it, and does not only tell whom others charge with it."""
    said = [c for c in report.claims if c.field == "initiators" and c.stance == "affirms"]
    return not said or any(not c.basis.startswith(OPEN) for c in said)


def _objects(harmed: Sequence[Actor]) -> frozenset[str]:
    nouns = {singular(fold(one.name).split()[-1]) for one in harmed if one.kind != "place" and fold(one.name)}
    return frozenset(nouns - COMMON)


def _killed(report: Report, harmed: Sequence[Actor]) -> frozenset[str]:
    """The names, of two words or more, of the persons whom a report tells to have been killed."""
    if not any(DEADLY.search(told.quote) for told in report.evidence):
        return frozenset()
    names = (one.name for one in harmed if one.kind == "person" and one.name[:1].isupper())
    return frozenset(fold(name) for name in names if len(name_words(name)) > 1 and name.split()[-1][:1].isupper())


def _has_name(actor: Actor) -> bool:
    return any(word[:1].isupper() for word in actor.name.split())


def related(one: str, other: str) -> bool:
    """Whether two types can be one happening."""
    return one == other or other in RELATED.get(one, frozenset())


def _days(report: Report, inherited: bool) -> tuple[int | None, int | None]:
    when = report.when
    if when is None:
        return None, None
    first, last = _day(when.earliest), _day(when.latest)
    if not inherited:
        return first, last
    before, after = (CAMPAIGN_DAYS, CAMPAIGN_DAYS) if report.level == "campaign" else (LAG_DAYS, 0)
    return (None if last is None else last - before), (None if last is None else last + after)


def _day(iso: str | None) -> int | None:
    return date.fromisoformat(iso[:10]).toordinal() if iso else None
