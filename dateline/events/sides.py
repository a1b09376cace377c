"""On whose side those counted stand: with who acts in the report (`a`), with whom it is done to (`b`), or neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from dateline.events import syntax
from dateline.events.cues import COUNTED
from dateline.events.pronouns import BODIES, last_subject, resolve
from dateline.events.scene import ARMED_KINDS, STATE_FORCES, Scene
from dateline.model.mention import Actor, Figure
from dateline.model.report import Report

A, B, CIVILIANS, UNKNOWN = "a", "b", "civilians", "unknown"
# What a side suffers: those who suffer it in a report without a doer are whom it was done to.
LOSSES = frozenset({"killed", "injured", "bodies", "casualties", "missing", "detained", "abducted"})
# Fighting in which both sides lose people; a strike from afar costs the one who fires nothing.
FOUGHT = frozenset({"battle.clash", "battle.capture", "battle.advance", "battle.encircle", "battle.withdraw"})
ATTACKS = frozenset({"battle.clash", "battle.capture", "battle.advance", "battle.offensive"})
# Verbs whose subject is the side that lost those counted.
LOSING = frozenset({"lose", "suffer", "sustain", "bury", "mourn"})
ENEMIES = frozenset({"enemy", "foe", "opponent", "adversary"})
STATE, REBEL = "state", "rebel"
OTHER = {A: B, B: A}


class Counted(Struct, frozen=True, eq=False):
    """A figure with the token of its head in its scene, and the reports that hold it."""

    figure: Figure
    scene: Scene
    token: int
    owners: Sequence[Report]


def side(counted: Counted, told: Sequence[Report]) -> str:
    """The party of a figure; `told`: the reports of the story. Unknown where the words do not say it."""
    figure = counted.figure
    if figure.party != UNKNOWN:
        return figure.party
    if figure.outcome in LOSSES:
        return loss(counted, told)
    return named(counted)


def named(counted: Counted) -> str:
    """Whose the counted are where the report names them as doers or as those done to."""
    here = {name(actor) for actor in actors_of(counted)}
    for report in counted.owners:
        if here & {name(actor) for actor in report.initiators}:
            return A
        armed = {name(actor) for actor in report.victims if actor.kind in ARMED_KINDS and report.initiators}
        if here & (armed | {name(actor) for actor in report.targets}):
            return B
    return UNKNOWN


def loss(counted: Counted, told: Sequence[Report]) -> str:
    """Whose loss it is: the loser's where one is named, else that of those counted."""
    if not counted.owners:
        return UNKNOWN
    doers = doers_of(counted, told)
    loser = loser_of(counted)
    if loser is not None:
        return of_loser(counted, loser, doers)
    own = actors_of(counted)
    if not is_armed(own):
        if is_civilian(counted, own):
            return CIVILIANS
        return B if is_done_to(counted) and named(counted) == B else UNKNOWN
    if is_done_to(counted):
        return B
    if not doers or not any(report.type in FOUGHT for report in counted.owners):
        return A if any(name(doer) == name(actor) for doer in doers for actor in own) else B
    return against(own, doers, counted.scene)


def actors_of(counted: Counted) -> list[Actor]:
    """The actors that the words of the figure name."""
    scene = counted.scene
    found = {scene.actors[t].span: scene.actors[t] for t in scene.parse.tokens_in(counted.figure.span)
             if t in scene.actors}  # fmt: skip
    return list(found.values())


def is_armed(actors: Sequence[Actor]) -> bool:
    """Whether those counted bear arms."""
    return any(actor.kind in ARMED_KINDS for actor in actors)


def is_civilian(counted: Counted, own: Sequence[Actor]) -> bool:
    """Whether men or women fell to violence against civilians."""
    kinds = {actor.kind for actor in own}
    return "civilians" in kinds and any(report.type.startswith("civilian.") for report in counted.owners)


def doers_of(counted: Counted, told: Sequence[Report]) -> tuple[Actor, ...]:
    """The initiators of the figure's report; where its fighting names none, those of the last attack told before."""
    own = next((report.initiators for report in counted.owners if report.initiators), ())
    if own or not any(report.type in FOUGHT for report in counted.owners):
        return own
    at = counted.figure.span.start
    before = [
        report
        for report in told
        if report.type in ATTACKS
        and report.status in COUNTED
        and report.initiators
        and not report.background
        and report.evidence[0].start < at
    ]
    return max(before, key=lambda report: last_before(report, at)).initiators if before else ()


def last_before(report: Report, at: int) -> int:
    """Where a report was last told before a place in the text."""
    return max(e.start for e in report.evidence if e.start < at)


def loser_of(counted: Counted) -> int | None:
    """The token of the side said to have lost those counted: `the front lost five`, `14 of its soldiers`."""
    parse, token = counted.scene.parse, counted.token
    verb = syntax.clause_head(parse, token)
    left = parse.lemmas[verb] == "leave" and counted.figure.outcome == "bodies"
    if (parse.lemmas[verb] in LOSING or left) and syntax.is_object(parse, token, verb):
        return syntax.surface_subject(parse, verb)
    inside = parse.tokens_in(counted.figure.span)
    return next((t for t in inside if parse.deps[t] == "poss" and parse.pos[t] == "PRON"), None)


def of_loser(counted: Counted, loser: int, doers: Sequence[Actor]) -> str:
    """The party of a named loser; the enemy is the side that the sentence names otherwise turned round."""
    scene = counted.scene
    if scene.parse.lemmas[loser] in ENEMIES:
        others = [scene.actors[t] for t in scene.parse.sentence(loser) if t in scene.actors and t < loser]
        return OTHER.get(against([a for a in others if camp(a)], doers, scene), UNKNOWN)
    actor = scene.actors.get(loser) or resolve(scene, loser) or of_it(counted, loser)
    return against([actor], doers, scene) if actor is not None and doers else UNKNOWN


def of_it(counted: Counted, loser: int) -> Actor | None:
    """Who `it` is: the body that speaks (`it lost three, its spokesman said`), else the last subject that is one."""
    scene, said = counted.scene, counted.figure.attribution
    if scene.parse.forms[loser].lower() not in ("it", "its"):
        return None
    speaks = scene.by_name.get(said.organisation or said.speaker or "") if said is not None else None
    return speaks or last_subject(scene, loser, BODIES)


def against(own: Sequence[Actor], doers: Sequence[Actor], scene: Scene) -> str:
    """`a` for those of the doers' camp, `b` for those of the other; unknown where a camp is not clear."""
    if {name(actor) for actor in own} & {name(actor) for actor in doers}:
        return A
    here, there = set(camps(own)), set(camps(doers))
    if len(here) != 1 or len(there) != 1:
        return UNKNOWN
    if here != there:
        return B
    return UNKNOWN if here == {STATE} and is_between_states(scene) else A


def is_between_states(scene: Scene) -> bool:
    """Whether the story names the forces of more than one state, so that `soldiers` may be anyone's."""
    return len({actor.actor_id for actor in scene.armed if actor.kind in STATE_FORCES}) > 1


def camps(actors: Sequence[Actor]) -> Iterator[str]:
    """The camps of the actors, where clear."""
    return (found for actor in actors if (found := camp(actor)) is not None)


def camp(actor: Actor) -> str | None:
    """A state's forces or a rebel's; None for militias and bodies, who may stand on either side."""
    if actor.kind in STATE_FORCES or actor.kind == "government":
        return STATE
    return REBEL if actor.kind == "rebel" else None


def is_done_to(counted: Counted) -> bool:
    """Whether the figure's own clause says who or what did it to them: `the mine killed four`, `shot by guards`."""
    parse, token = counted.scene.parse, counted.token
    verb = syntax.clause_head(parse, token)
    if syntax.is_passive(parse, verb):
        return syntax.agent(parse, verb) is not None and not syntax.is_object(parse, token, verb)
    return syntax.is_object(parse, token, verb) and syntax.surface_subject(parse, verb) is not None


def name(actor: Actor) -> str:
    """What tells actors apart."""
    return actor.actor_id or actor.name.casefold()
