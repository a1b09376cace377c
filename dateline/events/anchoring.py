"""When a happening took place: from its clause, sentence, narrative or the story's date; `basis` says which."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from dateline.events import asides, stated, syntax
from dateline.events.bounds import (
    UNDER_WAY,
    as_when,
    between,
    bound,
    open_until,
    past_year,
    published_when,
    upper_bound,
)
from dateline.events.frames import Frame, is_narrative
from dateline.events.lasting import is_perfect, lag, lasted
from dateline.events.levels import CAMPAIGN, INCIDENT, is_summed, is_waged, of_noun
from dateline.events.scene import Scene
from dateline.events.triggers import Found
from dateline.model.document import Published
from dateline.model.mention import Time
from dateline.model.parse import Parse
from dateline.model.report import When
from dateline.model.span import Span

MONTH = timedelta(days=31)
NEAR = frozenset({"clause", "sentence"})
# How many days after what it answers a statement can be news: 'The opposition blamed the army for it.'
ANSWERING = 6
# What is gained or lost bit by bit: 'has lost 90 % of its land'.
SHARES = frozenset({"%", "percent", "cent"})
RETOLD = When(earliest=None, latest=None, precision=None, text=None, basis="no time stated, retold history")


class Anchor(Struct, frozen=True):
    """A time with where it stands and how it was found."""

    when: When
    span: Span | None


def anchor(found: Found, background: bool, frame: Frame) -> Anchor:
    """The time of what `found` tells, with its basis; empty with the reason where nothing near says it."""
    told = in_sentence(found, frame) or in_story(found, background, frame)
    length = lasted(found, told.when.latest)
    return told if length is None else Anchor(*length)


def in_sentence(found: Found, frame: Frame) -> Anchor | None:
    """The time that the sentence of a happening gives it."""
    scene = found.scene
    near = stated.nearest(scene, found)
    begun = stated.since_clause(scene, found)
    if begun is not None and (near is None or near.basis not in NEAR):
        return Anchor(open_until(begun, "since: the clause that it goes on from", frame.published), begun.span)
    if near is not None:
        return Anchor(stated.bounded(scene, near, frame.published), near.time.span)
    undated = stated.undatable(scene, found)
    if undated is not None:
        return Anchor(as_when(undated, undated.basis), undated.span)
    before = stated.before_clause(scene, found)
    if before is not None:
        return Anchor(upper_bound(before, "latest bound: the clause it came before"), before.span)
    return None


def in_story(found: Found, background: bool, frame: Frame) -> Anchor:
    """The time that the story around gives what its sentence gives none."""
    scene, parse = found.scene, found.scene.parse
    background = background or asides.in_passing(parse, found.verb) or is_remembered(scene, found.token)
    if background:
        return Anchor(RETOLD, None)
    going_on = None if is_known_whole(found) else in_narrative(found, frame)
    if going_on is not None:
        return going_on
    before = in_after_clause(found, frame)
    if before is not None:
        return before
    told_earlier = asides.is_told_earlier(parse, found.verb)
    if told_earlier and frame.told is not None:
        return Anchor(
            as_when(frame.told, "narrative: the day last named, of which an earlier statement spoke"), frame.told.span
        )
    at_trial = asides.is_at_trial(parse, found.verb, scene.table.cues["trial"])
    if told_earlier or at_trial or asides.is_preceding(parse, found.verb):
        return Anchor(past_year(frame.published, "latest bound: it came before the news"), None)
    if is_unending(found):
        return Anchor(past_year(frame.published, UNDER_WAY), frame.published.span)
    return Anchor(published_when(frame.published, is_present=is_present(parse, found.verb)), frame.published.span)


def is_unending(found: Found) -> bool:
    """Whether it went on up to the story's date: a campaign, a total, 'they have been fighting', 'lost 90 %'."""
    scene, verb = found.scene, found.verb
    if scene.parse.pos[found.token] in syntax.NOUNS:
        return of_noun(scene, found) != INCIDENT
    if is_waged(scene, found):
        return True
    share = syntax.child(scene.parse, verb, "dobj")
    shares = share is not None and scene.parse.lemmas[share] in SHARES
    going_on = scene.parse.tags[verb] == "VBG" or shares or is_summed(scene, found)
    return going_on and is_perfect(scene.parse, verb)


def is_known_whole(found: Found) -> bool:
    """'The force that led the assault on the city': a campaign that only says who is meant is no step of the story."""
    scene, verb = found.scene, syntax.first_conjunct(found.scene.parse, found.verb, syntax.VERBAL)
    if scene.parse.deps[verb] != "relcl":
        return False
    noun = scene.parse.pos[found.token] in syntax.NOUNS
    return of_noun(scene, found) == CAMPAIGN if noun else is_waged(scene, found)


def in_narrative(found: Found, frame: Frame) -> Anchor | None:
    """The time that the sentences before, or the heading above, set for what goes on in the same tense."""
    if is_narrative(found.scene.parse, found.verb):
        if frame.last is not None and found.trigger.type.startswith("political."):
            return answering(frame.last, frame.published)
        if frame.last is not None:
            return Anchor(as_when(frame.last, "narrative: the day last named before it"), frame.last.span)
        if frame.past is not None:
            return Anchor(as_when(frame.past, "narrative: the time last named before it"), frame.past.span)
    if frame.section is not None:
        return Anchor(as_when(frame.section, "narrative: the heading above"), frame.section.span)
    return None


def answering(last: Time, published: Published) -> Anchor | None:
    """When somebody spoke of what happened on the day named last: since then; none where that day is long past."""
    if not last.earliest or not published.latest or last.earliest > published.latest:
        return Anchor(as_when(last, "narrative: the day last named before it"), last.span)
    if days_from(last.earliest, published.latest) > ANSWERING:
        return None
    basis = "narrative: from the day last named before it to the story's"
    return Anchor(between(last.earliest, published.latest[:10], None, basis), last.span)


def in_after_clause(found: Found, frame: Frame) -> Anchor | None:
    """The days before what the sentence tells where its words count them: 'came weeks after the mayor was shot'."""
    days = lag(found)
    if days is None:
        return None
    over = frame.last.latest if frame.last is not None else frame.published.latest
    return Anchor(bound(over, None, "latest bound: the clause that it came before", days), None) if over else None


def days_from(first: str, last: str) -> int:
    """Days from one day to another."""
    return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days


def is_present(parse: Parse, verb: int) -> bool:
    """Whether the clause of a happening tells it in the present tense."""
    clause = syntax.clause_head(parse, verb)
    tags = {parse.tags[t] for t in (clause, *syntax.auxiliaries(parse, clause))}
    return bool(tags & {"VBZ", "VBP"}) and not is_perfect(parse, clause)


def is_past(when: When | None, published: Published) -> bool:
    """Whether a time lies in a year before the story's, and more than a month back."""
    if when is None or not when.latest or not published.earliest or when.latest[:4] >= published.earliest[:4]:
        return False
    return date.fromisoformat(published.earliest[:10]) - date.fromisoformat(when.latest[:10]) > MONTH


def is_remembered(scene: Scene, token: int) -> bool:
    """Whether what a noun names is only remembered: 'the anniversary of the attack', 'commemorated the battle'."""
    parse, cues = scene.parse, scene.table.cues["remembered"]
    head = parse.heads[token]
    if parse.deps[token] == "pobj":
        head = parse.heads[head]
    return parse.deps[token] in ("pobj", "dobj", "nsubjpass") and parse.lemmas[head] in cues


def is_retold(scene: Scene, verb: int) -> bool:
    """Whether a past perfect tells of an earlier past; under 'said' it is only the perfect of reported speech."""
    parse = scene.parse
    perfect = parse.tags[verb] == "VBN" and any(
        parse.forms[c].lower() in ("had", "'d") for c in syntax.auxiliaries(parse, verb)
    )
    verb = syntax.first_conjunct(parse, verb, syntax.VERBAL)
    reported = parse.deps[verb] == "ccomp" and parse.lemmas[parse.heads[verb]] in scene.table.cues["speech"]
    return perfect and not reported
