"""When a happening took place: from its clause, sentence, narrative or the story's date; `basis` says which."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from dateline.events import asides, syntax
from dateline.events.closeness import closeness
from dateline.events.scene import Scene
from dateline.events.triggers import Found
from dateline.model.document import Published
from dateline.model.mention import Symbol, Time
from dateline.model.parse import Parse
from dateline.model.report import When
from dateline.model.span import Span
from dateline.values.narrative import FROM_DATE, FROM_EVENT, KNOWN_BY

DATED = frozenset({"date", "time"})
PUBLICATION = Symbol(anchor="publication", rule="offset", unit="day", amount=0, direction="same")
PUBLICATION_BASIS = "publication date"
YEAR = timedelta(days=364)
MONTH = timedelta(days=31)
TAKING_UP = frozenset({"they", "he", "she", "we", "it", "their", "his", "her"})
# 'The 9/11 attacks' name what happened that day: something else happened then only 'on 9/11' or 'since' it.
KNOWN_USES = frozenset({"on", "since", "before"})
NEAR = frozenset({"clause", "sentence"})
DAY_PRECISIONS = frozenset({"day", "days"})


class Anchor(Struct, frozen=True):
    """A time with where it stands and how it was found."""

    when: When
    span: Span | None


class Frame(Struct, frozen=True):
    """What the narrative has set: the last day named in this paragraph and in the story, and the publication."""

    last: Time | None
    told: Time | None
    published: Published


def anchor(found: Found, background: bool, frame: Frame) -> Anchor:
    """The time of what `found` tells, with its basis; empty with the reason where nothing near says it."""
    scene = found.scene
    stated = nearest(scene, found)
    begun = since_clause(scene, found)
    if begun is not None and (stated is None or stated[1] not in NEAR):
        return Anchor(open_until(begun, "since: the clause that it goes on from", frame.published), begun.span)
    if stated is not None:
        time, basis = stated
        return Anchor(bounded(scene, found, time, basis, frame.published), time.span)
    undated = undatable(scene, found)
    if undated is not None:
        return Anchor(as_when(undated, undated.basis), undated.span)
    before = before_clause(scene, found)
    if before is not None:
        return Anchor(upper_bound(before, "latest bound: the clause it came before"), before.span)
    background = background or asides.in_passing(scene.parse, found.verb) or is_remembered(scene, found.token)
    if not background and frame.last is not None and is_narrative(scene.parse, found.verb):
        return Anchor(as_when(frame.last, "narrative: the day last named before it"), frame.last.span)
    if background:
        return Anchor(
            When(earliest=None, latest=None, precision=None, text=None, basis="no time stated, retold history"), None
        )
    told_earlier = asides.is_told_earlier(scene.parse, found.verb)
    if told_earlier and frame.told is not None:
        return Anchor(
            as_when(frame.told, "narrative: the day last named, of which an earlier statement spoke"), frame.told.span
        )
    if (told_earlier or asides.is_preceding(scene.parse, found.verb)) and frame.published.latest:
        return Anchor(bound(frame.published.latest, None, "latest bound: it came before the news"), None)
    return Anchor(published_when(frame.published), frame.published.span)


def published_when(published: Published) -> When:
    """The story's own date, kept symbolic so that an undated story can be dated later."""
    return When(
        earliest=published.earliest[:10] if published.earliest else None,
        latest=published.latest[:10] if published.latest else None,
        precision=published.precision,
        text=None,
        basis=PUBLICATION_BASIS,
        symbol=PUBLICATION,
    )


def as_when(time: Time, basis: str) -> When:
    """A time mention as the time of a happening."""
    return When(
        earliest=time.earliest,
        latest=time.latest,
        precision=time.precision,
        text=time.text,
        basis=basis,
        symbol=time.symbol,
    )


def upper_bound(time: Time, basis: str) -> When:
    """Some day in the year before a bound: what is told as news is no older."""
    return bound(time.latest, time.text, basis)


def bound(latest: str | None, text: str | None, basis: str) -> When:
    """The year that ends on a day; no interval where the day is unknown."""
    last = latest[:10] if latest else None
    earliest = (date.fromisoformat(last) - YEAR).isoformat() if last else None
    return When(earliest=earliest, latest=last, precision="range", text=text, basis=basis, symbol=None)


def nearest(scene: Scene, found: Found) -> tuple[Time, str] | None:
    """The best time of the sentence and its basis: same clause, then governing clauses, then the statement's day."""
    best: tuple[tuple[int, int], Time, str] | None = None
    number = scene.parse.sentences[found.token]
    for token, time in scene.times:
        if (
            scene.parse.sentences[token] != number
            or time.kind not in DATED
            or (time.earliest is None and time.symbol is None)
            or asides.is_first_since(scene.parse, token)
            or (time.basis.startswith(KNOWN_BY) and preposition_of(scene, time) not in KNOWN_USES)
        ):
            continue
        rank, basis = closeness(scene.parse, found, token)
        key = (rank, abs(token - found.token))
        if basis and (best is None or key < best[0]):
            best = key, time, basis
    return None if best is None else (best[1], best[2])


def undatable(scene: Scene, found: Found) -> Time | None:
    """The date in the clause of a trigger that nothing resolves: 'the day after the vote' is no day of publication."""
    number = scene.parse.sentences[found.token]
    waiting = (
        (token, time)
        for token, time in scene.times
        if scene.parse.sentences[token] == number and time.kind == "date" and is_counted_from_nothing(time)
    )
    return next((time for token, time in waiting if closeness(scene.parse, found, token)[1] == "clause"), None)


def is_counted_from_nothing(time: Time) -> bool:
    """Whether a date is counted from something that has no date."""
    return time.earliest is None and time.symbol is None and time.basis.startswith((FROM_EVENT, FROM_DATE))


def bounded(scene: Scene, found: Found, time: Time, basis: str, published: Published) -> When:
    """The time as it stands, or the bound that 'before', 'since' or 'until' makes of it."""
    name = preposition_of(scene, time)
    if name == "before" and time.latest and time.kind == "date":
        return upper_bound(time, f"{basis}, before")
    if name == "since" and time.earliest:
        return open_until(time, f"{basis}, since", published)
    return as_when(time, basis)


def open_until(time: Time, basis: str, published: Published) -> When:
    """From the first day of a time to the day of the story."""
    return When(
        earliest=time.earliest,
        latest=published.latest[:10] if published.latest else None,
        precision="range",
        text=time.text,
        basis=basis,
        symbol=None,
    )


def preposition_of(scene: Scene, time: Time) -> str | None:
    """The preposition over a time mention, or inside it as its first word."""
    parse = scene.parse
    tokens = parse.tokens_in(time.span)
    if not tokens:
        return None
    first = tokens[0]
    if parse.lemmas[first] in ("since", "before"):
        return parse.lemmas[first]
    return parse.lemmas[first - 1] if first > 0 and parse.pos[first - 1] in ("ADP", "SCONJ") else None


def since_clause(scene: Scene, found: Found) -> Time | None:
    """The time inside a 'since ...' clause of the trigger: '120 have been killed since the siege began on 3 May'."""
    clause = next((c for c in scene.parse.children[found.verb] if opens(scene.parse, c, "since")), None)
    times = () if clause is None else times_under(scene, clause)
    return next((time for time in times if time.earliest), None)


def before_clause(scene: Scene, found: Found) -> Time | None:
    """The time inside a 'before ...' clause of the trigger, finite ('before they left in May') or not ('leaving')."""
    parse = scene.parse
    for c in parse.children[found.verb]:
        leaving = (
            parse.deps[c] == "prep" and parse.lemmas[c] == "before" and syntax.child(parse, c, "pcomp") is not None
        )
        if leaving or opens(parse, c, "before"):
            return next(iter(times_under(scene, c)), None)
    return None


def opens(parse: Parse, clause: int, mark: str) -> bool:
    """Whether a word opens a clause: 'since the siege began'."""
    marks = {parse.lemmas[c] for c in parse.children[clause] if parse.deps[c] in ("mark", "advmod")}
    return parse.deps[clause] == "advcl" and mark in marks


def times_under(scene: Scene, clause: int) -> tuple[Time, ...]:
    """The dates and times of day inside a clause, in text order."""
    tokens = scene.parse.subtree(clause)
    return tuple(time for token, time in scene.times if token in tokens and time.kind in DATED)


def is_narrative(parse: Parse, verb: int) -> bool:
    """A simple past without an auxiliary of another tense: the tense in which a narrative goes on."""
    return parse.tags[verb] in ("VBD", "VBN", "VBG") and not any(
        parse.forms[c].lower() in ("has", "have", "is", "are", "had") for c in parse.children[verb]
    )


def frames(scene: Scene, published: Published, told: Time | None) -> dict[int, Frame]:
    """By sentence number, the frame that the sentences before it in the paragraph have set.

    `told`: the day last named before the paragraph, in which a paragraph that begins with a pronoun goes on.
    """
    found: dict[int, Frame] = {}
    last = told if goes_on(scene.parse) else None
    days = named_days(scene)
    for number in sorted(set(scene.parse.sentences)):
        found[number] = Frame(last, last or told, published)
        last = days.get(number, last)
    return found


def named_days(scene: Scene) -> dict[int, Time]:
    """By sentence number, the last day that the sentence names."""
    return {
        scene.parse.sentences[token]: time
        for token, time in scene.times
        if time.precision in DAY_PRECISIONS and time.kind in DATED
    }


def goes_on(parse: Parse) -> bool:
    """Whether a paragraph takes up the one before it: its first word, after a quotation mark, is 'they', 'he' ..."""
    first = next((i for i, pos in enumerate(parse.pos) if pos != "PUNCT"), None)
    return first is not None and parse.pos[first] == "PRON" and parse.forms[first].lower() in TAKING_UP


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
