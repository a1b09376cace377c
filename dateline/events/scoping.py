"""The place and the party of figures that do not state their own: those of their report, else of their story."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

from dateline.events.cues import COUNTED
from dateline.events.located import is_located
from dateline.events.placing import STORY_PLACE, based, best, in_sentence, is_location
from dateline.events.scene import Scene
from dateline.events.sides import LOSSES, Counted, side
from dateline.events.tying import is_summed
from dateline.model.mention import Figure, Place
from dateline.model.report import Report

# Outcomes that are a state of people somewhere; a toll outside every report may be of another place and time.
STATES = frozenset({"trapped", "displaced", "fighters"})
WORLDWIDE = frozenset({"globally", "worldwide", "globe", "world", "elsewhere"})
# Words by which a count moves on.
UPDATED = frozenset({"toll", "rise", "climb", "number", "count", "jump", "increase", "grow"})
REPORT_PLACE = "place of its report"
SENTENCE_PLACE = "place of its sentence"
SENTENCE_BEFORE = "place of the sentence before"
NATION = "the nation counted"
PARAGRAPH_LAND = "country named in its paragraph"
SETTLEMENTS = frozenset({"settlement", "part_of_settlement"})
# People per square kilometre of a crowded city: more than so many are not in it. Editorial.
CROWDED = 15_000


def scoped(
    figures: tuple[Figure, ...], reports: tuple[Report, ...], scenes: Iterable[Scene], main: Place | None
) -> tuple[Figure, ...]:
    """The figures, in order and with their ids, those without scope or party given what their report or story says.

    A scope that is not the figure's own says so in its `basis`; a figure that nothing places keeps None.
    """
    owners: dict[str, list[Report]] = {}
    for report in sorted(reports, key=lambda r: r.status not in COUNTED):
        for identity in report.figures:
            owners.setdefault(identity, []).append(report)
    at = {figure.id: (scene, token) for scene in scenes for token, figure in scene.figures if figure.id}
    found = []
    for figure in figures:
        stands = at.get(figure.id)
        if figure.counted is not None and stands is not None:
            figure = settled(Counted(figure, *stands, owners.get(figure.id, [])), reports, main)
        found.append(figure)
    return tuple(found)


def settled(counted: Counted, told: tuple[Report, ...], main: Place | None) -> Figure:
    """One figure with its scope and party; a measure (distance, age, area) counts nothing and is nowhere."""
    figure, scene = counted.figure, counted.scene
    scope = figure.scope or of_report(counted.owners) or of_story(figure, scene, counted.token, main)
    if figure.scope is None and scope is not None and not has_room(scope, figure):
        scope = land_of(scope, scene)
    return msgspec.structs.replace(figure, scope=scope, party=side(counted, told), measure=measure(counted))


def measure(counted: Counted) -> str:
    """A toll that a reading without its report takes for a running total, where the report is one incident."""
    figure = counted.figure
    updated = figure.outcome in LOSSES and UPDATED.intersection(counted.scene.lemmas(figure.evidence.span))
    if figure.measure != "cumulative" or not updated or is_summed(counted) or not counted.owners:
        return figure.measure
    return counted.owners[0].level if counted.owners[0].level == "incident" else figure.measure


def of_report(owners: Sequence[Report]) -> Place | None:
    """The place of the first report that has one."""
    where = next((report.where for report in owners if report.where is not None), None)
    if where is None or where.basis.startswith(STORY_PLACE):
        return where
    return based(where, REPORT_PLACE)


def of_story(figure: Figure, scene: Scene, token: int, main: Place | None) -> Place | None:
    """The place that the sentence names, else the story's, for people who are somewhere in some state."""
    if figure.outcome not in STATES or figure.counted == "things":
        return None
    if any(scene.parse.lemmas[t] in WORLDWIDE for t in scene.parse.sentence(token)):
        return None
    near = in_sentence(scene, token)
    if near is not None:
        return based(near, SENTENCE_PLACE)
    nation = scene.places.get(token)
    if nation is not None and nation.use == "demonym" and main is not None and nation.country == main.country:
        return based(nation, NATION)  # 'half a million Syrians are besieged'
    earlier = before(scene, token)
    if earlier is not None:
        return based(earlier, SENTENCE_BEFORE)
    return based(main, STORY_PLACE) if main is not None else None


def before(scene: Scene, token: int) -> Place | None:
    """The nearest place short of a country that the sentence before names, in the same paragraph."""
    number = scene.parse.sentences[token] - 1
    tokens = [
        t
        for t, place in scene.places.items()
        if scene.parse.sentences[t] == number and place.precision != "country" and is_location(scene, t)
    ]
    return best(scene, [t for t in tokens if is_located(scene, t)], token)


def has_room(place: Place, figure: Figure) -> bool:
    """Whether a settlement can hold as many people as a figure counts."""
    if place.precision not in SETTLEMENTS or place.radius_km is None or figure.counted != "persons":
        return True
    return (figure.low or figure.best or 0.0) <= math.pi * place.radius_km**2 * CROWDED


def land_of(place: Place, scene: Scene) -> Place | None:
    """The country that a place lies in, as the paragraph names it; None where it does not."""
    lands = (one for one in scene.places.values() if one.precision == "country" and one.country == place.country)
    land = next(lands, None)
    return None if land is None else based(land, f"{PARAGRAPH_LAND}, {place.text} holds fewer")
