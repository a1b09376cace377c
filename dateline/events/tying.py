"""Figures that stand in no clause of a report, tied to the happening whose toll, crowd or load they give.

'The toll rose to 23', 'the organisers spoke of 15,000', 'the front lost five': no word there tells of a happening,
so the reader looks back for it. Only where the words point back; a figure that may be about anything stays alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dateline.events import syntax
from dateline.events.cues import COUNTED
from dateline.events.scene import Scene
from dateline.events.sides import ATTACKS, FOUGHT, LOSING, Counted, loser_of
from dateline.events.status import status
from dateline.model.mention import Figure, Place
from dateline.model.report import Claim, Report
from dateline.model.span import Evidence, content_id
from dateline.values.geometry import holds

HARM = frozenset({"killed", "injured", "casualties", "bodies", "missing"})
CROWD = frozenset({"participants", "protesters"})
HARMFUL = FOUGHT | {
    "remote.air_strike", "remote.shelling", "remote.suicide_bomb", "remote.ied", "remote.grenade", "remote.chemical",
    "civilian.attack", "order.riot", "other.disaster", "other.accident", "other.outbreak", "other.crime",
}  # fmt: skip
# The types of happening that a count of an outcome may be the toll, crowd or load of.
FITTING = {
    **dict.fromkeys(HARM, HARMFUL),
    **dict.fromkeys(CROWD, frozenset({"order.protest", "order.riot"})),
    "missing": HARMFUL | {"civilian.abduction"},
    "abducted": frozenset({"civilian.abduction"}),
    "detained": frozenset({"order.arrest", "civilian.abduction"}),
    "freed": frozenset({"order.release"}),
    "displaced": frozenset({"humanitarian.displacement"}),
    "evacuated": frozenset({"humanitarian.evacuation"}),
    "returned": frozenset({"humanitarian.return"}),
    "trapped": frozenset({"humanitarian.trapped"}),
}
CARRIED = frozenset({"humanitarian.aid", "humanitarian.obstruction"})
# Nouns by which a bare number is the count of something told before.
TOLLS = frozenset({"toll", "number", "count", "crowd", "total", "figure", "turnout", "tally"})
SUMMED = frozenset({"total", "since", "overall", "altogether", "far", "date"})
JOINING = frozenset({"take", "join", "march", "participate", "speak"})
# Paragraphs back to the happening of a loss or a rival count; a toll is the story's, however far.
NEAR = 2
# Tokens before a count in which a word that sums stands: 'bringing the total of the dead to 18'.
BEFORE = 6
BASIS = "count of a happening told before"
METHOD = "figure tied"


class Told(msgspec.Struct, frozen=True, eq=False):
    """The reports of a story with the scenes that they were read from, and which reports hold which figure."""

    reports: dict[str, Report]
    scenes: tuple[Scene, ...]
    owner: dict[str, str]


def tied(reports: Sequence[Report], figures: Sequence[Figure], scenes: tuple[Scene, ...]) -> list[Report]:
    """The reports in order, those with counts told elsewhere holding these too, each as a claim."""
    at = {figure.id: (scene, token) for scene in scenes for token, figure in scene.figures if figure.id}
    told = Told({report.id: report for report in reports}, scenes, owners(reports))
    before: list[Counted] = []
    for figure in figures:
        if figure.counted is None or figure.outcome is None or figure.id not in at:
            continue
        scene, token = at[figure.id]
        owned = [report for report in told.reports.values() if figure.id in report.figures]
        counted = Counted(figure, scene, token, owned)
        if figure.id not in told.owner and (not owned or figure.high == 0):
            found = home(counted, told, before)
            if found is not None:
                told.owner[figure.id] = found.id
                told.reports[found.id] = holding(told.reports[found.id], figure)
        before.append(counted)
    return list(told.reports.values())


def owners(reports: Sequence[Report]) -> dict[str, str]:
    """The first report that happened, by the figures it holds."""
    return {f: report.id for report in reversed(reports) if report.status in COUNTED for f in report.figures}


def home(counted: Counted, told: Told, before: Sequence[Counted]) -> Report | None:
    """The report that a figure belongs to, nearest tie first: its whole's, its sentence's, what it points back to."""
    figure = counted.figure
    if figure.part_of is not None:
        return told.reports.get(told.owner.get(figure.part_of, ""))
    if not happened(counted):
        return None
    return in_sentence(counted, told) or pointed_at(counted, told) or rival(counted, told, before)


def happened(counted: Counted) -> bool:
    """Whether the figure's clause tells a fact; that nobody was hurt is one too."""
    scene, figure = counted.scene, counted.figure
    verb = syntax.clause_head(scene.parse, counted.token)
    return figure.high == 0 or verb == counted.token or status(scene, verb).value in COUNTED


def in_sentence(counted: Counted, told: Told) -> Report | None:
    """The report of a fitting happening told in the same sentence, nearest first."""
    parse, token = counted.scene.parse, counted.token
    sentence = parse.sentence(token)
    start, end = parse.starts[sentence[0]], parse.ends[sentence[-1]]
    near = [
        (min(abs(e.start - parse.starts[token]) for e in report.evidence if start <= e.start < end), report)
        for report in fitting(counted, told)
        if any(start <= e.start < end for e in report.evidence)
    ]
    return min(near, key=lambda found: found[0])[1] if near else None


def pointed_at(counted: Counted, told: Told) -> Report | None:
    """The last fitting happening told before, where the words point back to one."""
    at = counted.figure.span.start
    reach = reach_of(counted)
    if reach is None:
        return None
    first = first_of(told, counted.scene, reach)
    found = [
        (max(starts), report)
        for report in fitting(counted, told)
        if (starts := [e.start for e in report.evidence if first <= e.start < at])
        and (not is_losing(counted) or report.type in ATTACKS | FOUGHT)
    ]
    if is_losing(counted):
        # Of the fighting of one paragraph, the attack whose side is told: 'they entered, were driven back, lost five'.
        here = counted.scene.parse.span.start
        found = [pair for pair in found if pair[0] >= here and pair[1].initiators] or found
    return max(found, key=lambda pair: pair[0])[1] if found else None


def reach_of(counted: Counted) -> int | None:
    """How many paragraphs back the words point: all for a toll, some for a loss or a crowd; None where they do not."""
    figure, parse = counted.figure, counted.scene.parse
    if figure.high == 0:
        return 0
    if figure.population is None and any(
        parse.lemmas[t] in TOLLS for t in parse.sentence(counted.token) if t < counted.token
    ):
        return counted.scene.number
    if is_losing(counted) or is_crowd(counted):
        return NEAR
    return 0 if is_load(counted) else None


def is_losing(counted: Counted) -> bool:
    """Whether the figure is what a side lost: `the front lost five`."""
    if counted.figure.outcome not in HARM or counted.figure.measure != "incident":
        return False
    verb = syntax.clause_head(counted.scene.parse, counted.token)
    lost = counted.scene.parse.lemmas[verb] in LOSING
    return lost or (counted.figure.outcome == "bodies" and loser_of(counted) is not None)


def is_crowd(counted: Counted) -> bool:
    """Whether the figure counts those who took part, and not the guests of something of its own."""
    verb = syntax.clause_head(counted.scene.parse, counted.token)
    joined = counted.scene.parse.lemmas[verb] in JOINING
    return counted.figure.outcome == "protesters" or (counted.figure.outcome == "participants" and joined)


def is_load(counted: Counted) -> bool:
    """Whether the figure counts the vehicles of something told before: `the 22 trucks`."""
    parse, first = counted.scene.parse, counted.scene.parse.tokens_in(counted.figure.span).start
    definite = first > 0 and parse.forms[first - 1].lower() in ("the", "these", "those")
    return definite and "vehicle" in counted.scene.classes(counted.token)


def first_of(told: Told, scene: Scene, reach: int) -> int:
    """Where the text begins that lies at most some paragraphs before a scene's."""
    starts = [s.parse.span.start for s in told.scenes if scene.number - reach <= s.number <= scene.number]
    return min(starts)


def rival(counted: Counted, told: Told, before: Sequence[Counted]) -> Report | None:
    """The report of the count that this one disputes: `120 died, the ministry said; more than 200, the rebels said`."""
    figure = counted.figure
    if figure.attribution is None or figure.scope is not None or figure.counted != "persons":
        return None
    for other in reversed(before):
        if counted.scene.number - other.scene.number > NEAR:
            return None
        one = other.figure
        if one.outcome == figure.outcome and one.high != 0 and one.attribution is not None:
            other_says = one.attribution.speaker != figure.attribution.speaker
            report = told.reports.get(told.owner.get(one.id, ""))
            return report if other_says and report is not None and agrees(figure, report) else None
    return None


def fitting(counted: Counted, told: Told) -> list[Report]:
    """The reports of what happened that the figure may be a count of."""
    types = CARRIED if is_load(counted) else FITTING.get(counted.figure.outcome or "", frozenset())
    summed = is_summed(counted) and counted.figure.outcome in HARM
    return [
        report
        for report in told.reports.values()
        if report.type in types
        and report.status in COUNTED
        and agrees(counted.figure, report)
        and not (summed and report.level == "incident")
    ]


def is_summed(counted: Counted) -> bool:
    """Whether the figure sums several happenings or days, so that it is no count of one incident."""
    figure = counted.figure
    longer = figure.period is not None and figure.period.earliest != figure.period.latest
    first = counted.scene.parse.tokens_in(figure.evidence.span).start
    before = counted.scene.parse.lemmas[max(0, first - BEFORE) : first]
    summed = longer or SUMMED.intersection(before + counted.scene.lemmas(figure.evidence.span))
    return figure.measure == "cumulative" and bool(summed)


def agrees(figure: Figure, report: Report) -> bool:
    """Whether neither the figure's own place nor its period speaks against the report."""
    when, period = report.when, figure.period
    earliest = when.earliest if when is not None else None
    latest = period.latest if period is not None else None
    if earliest is not None and latest is not None and latest[:10] < earliest[:10]:
        return False
    return figure.scope is None or report.where is None or is_one_place(figure.scope, report.where)


def is_one_place(one: Place, other: Place) -> bool:
    """Whether one place is the other or lies in it."""
    if one.gazetteer_id == other.gazetteer_id and (one.gazetteer_id or one.text == other.text):
        return True
    if "country" in (one.precision, other.precision):
        return one.country == other.country
    return holds(one, other) or holds(other, one)


def holding(report: Report, figure: Figure) -> Report:
    """The report with one more figure, and the claim that says so."""
    said = figure.attribution
    claim = Claim(
        id=content_id("clm", report.id, "figure", figure.id, figure.span.start, figure.span.end),
        report=report.id,
        field="figure",
        value=figure.id,
        evidence=Evidence.at(figure.evidence.rendition, figure.span),
        attribution=said,
        stance="affirms",
        certainty=said.certainty if said is not None else "stated",
        basis=BASIS,
        method=METHOD,
    )
    return msgspec.structs.replace(report, figures=(*report.figures, figure.id), claims=(*report.claims, claim))
