"""The time that the sentence of a happening states for it: the nearest one, and the bound that its words make of it."""

from __future__ import annotations

from msgspec import Struct

from dateline.events import asides, syntax
from dateline.events.bounds import as_when, between, bound, joined, open_until, upper_bound
from dateline.events.closeness import OF_STATEMENT, closeness
from dateline.events.frames import DATED
from dateline.events.scene import Scene
from dateline.events.triggers import Found
from dateline.model.document import Published
from dateline.model.mention import Time
from dateline.model.parse import Parse
from dateline.model.report import When
from dateline.values.calendar import shift
from dateline.values.narrative import FROM_DATE, FROM_EVENT, KNOWN_BY

# 'The 9/11 attacks' name what happened that day: something else happened then only 'on 9/11' or 'since' it.
KNOWN_USES = frozenset({"on", "since", "before"})
# 'More than six years ago' lies in the year before the sixth, 'nearly six years ago' in the one after.
MORE, FEWER = frozenset({"than", "over"}), frozenset({"nearly", "almost", "under"})


class Stated(Struct, frozen=True):
    """A time of the sentence with the token of its head, and on what basis it is the happening's."""

    time: Time
    token: int
    basis: str


def nearest(scene: Scene, found: Found) -> Stated | None:
    """The best time of the sentence: same clause, then governing clauses, then the statement's day."""
    ranked = []
    for token, time in scene.times:
        if not is_usable(scene, found, token, time):
            continue
        rank, basis = closeness(scene, found, token)
        if basis:
            ranked.append(((rank, abs(token - found.token)), Stated(time, token, basis)))
    return min(ranked, key=lambda pair: pair[0])[1] if ranked else None


def is_usable(scene: Scene, found: Found, token: int, time: Time) -> bool:
    """Whether a time stands in the sentence of a trigger and can date something else than itself."""
    return (
        scene.parse.sentences[token] == scene.parse.sentences[found.token]
        and time.kind in DATED
        and (time.earliest is not None or time.symbol is not None)
        and not asides.is_first_since(scene.parse, token)
        and not (time.basis.startswith(KNOWN_BY) and preposition_of(scene, time) not in KNOWN_USES)
    )


def undatable(scene: Scene, found: Found) -> Time | None:
    """The date in the clause of a trigger that nothing resolves: 'the day after the vote' is no day of publication."""
    number = scene.parse.sentences[found.token]
    waiting = (
        (token, time)
        for token, time in scene.times
        if scene.parse.sentences[token] == number and time.kind == "date" and is_counted_from_nothing(time)
    )
    return next((time for token, time in waiting if closeness(scene, found, token)[1] == "clause"), None)


def is_counted_from_nothing(time: Time) -> bool:
    """Whether a date is counted from something that has no date."""
    return time.earliest is None and time.symbol is None and time.basis.startswith((FROM_EVENT, FROM_DATE))


def bounded(scene: Scene, stated: Stated, published: Published) -> When:
    """The time as it stands, or the bound that 'before', 'since', 'more than' or the statement's day makes of it."""
    time, basis = stated.time, stated.basis
    name = preposition_of(scene, time)
    if name == "before" and time.latest and time.kind == "date":
        return upper_bound(time, f"{basis}, before")
    if name == "since" and time.earliest:
        return open_until(time, f"{basis}, since", published)
    if basis == OF_STATEMENT and time.precision == "day":
        # What is said on a day happened that day or, as news, the day before.
        return bound(time.latest, time.text, basis, days=1)
    beside = coordinated(scene, stated.token)
    if beside is not None:
        return joined(time, beside, basis)
    return about_ago(scene, time, basis, published) or as_when(time, basis)


def coordinated(scene: Scene, token: int) -> Time | None:
    """The day that a day is coordinated with: 'on Wednesday and Thursday'."""
    parse, days = scene.parse, {t: time for t, time in scene.times if time.precision == "day"}
    ends = {parse.heads[token]} if parse.deps[token] == "conj" else set()
    ends |= {c for c in parse.children[token] if parse.deps[c] == "conj"}
    both = [days[t] for t in ends if token in days and t in days]
    return next((time for time in both if follow(days[token], time)), None)


def follow(one: Time, other: Time) -> bool:
    """Whether one of two days is the day after the other."""
    if not one.latest or not other.latest:
        return False
    return one.latest[:10] in (shift(other.latest, 1), shift(other.latest, -1))


def about_ago(scene: Scene, time: Time, basis: str, published: Published) -> When | None:
    """The unit before or after the one that 'more than' or 'nearly six years ago' counts to."""
    symbol, last = time.symbol, published.latest
    if symbol is None or (symbol.rule, symbol.direction, symbol.anchor) != ("offset", "past", "publication"):
        return None
    if not last or not time.earliest or symbol.amount < 1 or symbol.unit not in ("week", "month", "year"):
        return None
    tokens = scene.parse.tokens_in(time.span)
    words = {scene.parse.forms[t].lower() for t in range(max(tokens[0] - 1, 0), tokens[-1] + 1)} if tokens else set()
    if not words & (MORE | FEWER) or "less" in words:
        return None
    far = symbol.amount + 1 if words & MORE else symbol.amount
    first, end = shift(last, -far, symbol.unit), shift(last, 1 - far, symbol.unit)
    return between(first, end, time.text, basis)


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
