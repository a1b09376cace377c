"""The place and the party of figures that do not state their own: those of their report, else of their story."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dateline.events.cues import COUNTED
from dateline.events.placing import STORY_PLACE, based, in_sentence
from dateline.events.scene import ARMED_KINDS, Scene
from dateline.model.mention import Actor, Figure, Place
from dateline.model.report import Report

# Outcomes that are a state of people somewhere; a toll outside every report may be of another place and time.
STATES = frozenset({"trapped", "displaced", "fighters"})
WORLDWIDE = frozenset({"globally", "worldwide", "globe", "world", "elsewhere"})
REPORT_PLACE = "place of its report"
SENTENCE_PLACE = "place of its sentence"


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
    return tuple(settled(figure, owners.get(figure.id, []), at.get(figure.id), main) for figure in figures)


def settled(figure: Figure, owners: list[Report], stands: tuple[Scene, int] | None, main: Place | None) -> Figure:
    """One figure with its scope and party; a measure (distance, age, area) counts nothing and is nowhere."""
    if figure.counted is None or stands is None:
        return figure
    scene, token = stands
    scope = figure.scope or of_report(owners) or of_story(figure, scene, token, main)
    party = figure.party if figure.party != "unknown" else side(figure, owners, scene)
    return msgspec.structs.replace(figure, scope=scope, party=party)


def of_report(owners: list[Report]) -> Place | None:
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
    return based(main, STORY_PLACE) if main is not None else None


def side(figure: Figure, owners: list[Report], scene: Scene) -> str:
    """`a` for those on the side that did it, `b` for those it was done to; unknown where neither is told."""
    tokens = scene.parse.tokens_in(figure.span)
    counted = {name(scene.actors[t]) for t in tokens if t in scene.actors}
    for report in owners:
        if counted & {name(actor) for actor in report.initiators}:
            return "a"
        armed = {name(actor) for actor in report.victims if actor.kind in ARMED_KINDS and report.initiators}
        if counted & (armed | {name(actor) for actor in report.targets}):
            return "b"
    return figure.party


def name(actor: Actor) -> str:
    """What tells actors apart."""
    return actor.actor_id or actor.name.casefold()
