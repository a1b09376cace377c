"""How two figures relate, by the rules of promise 5: a decision from the two alone, with its reason."""

from __future__ import annotations

from dateline.linking.amounts import COMPATIBLE, DEFINITION, INCOMPARABLE, SUBSET, UPDATE, Relation, amounts
from dateline.linking.people import ARMED, CIVILIANS, EVERYBODY, FORCES, OTHER, SOME
from dateline.linking.slots import STORY_PLACE
from dateline.linking.told import Told, fits, interval, is_later, is_partial, is_zero
from dateline.linking.where import place_name, same_place, within
from dateline.model.mention import Figure, Period
from dateline.values.calendar import overlap, shift
from dateline.values.names import alike

TWO_SIDES = "losses of the two sides"
# Outcomes that count nearly the same people by another definition.
NEARBY = (
    frozenset({"killed", "bodies"}), frozenset({"killed", "missing"}), frozenset({"injured", "affected"}),
    frozenset({"displaced", "affected"}), frozenset({"trapped", "affected"}), frozenset({"displaced", "trapped"}),
)  # fmt: skip
# Whoever was killed or injured came to harm.
CASUALTIES = "casualties"
HARMED = frozenset({CASUALTIES, "killed", "injured"})
RUNNING = frozenset({"cumulative", "stock"})
STANDING = frozenset({"killed", "injured", "fighters", "troops", "trapped", "detained", "missing"})
TOLLS = frozenset({"incident", "cumulative"})
ADDED_UP = frozenset({"flow", "cumulative"})
# Kinds of counts that are another thing than a count without such a word.
APART = frozenset({"authorised", "planned", "official"})
PRESENT = "so many in fact"
# A stock of one season is no part of another season's. Editorial.
FAR_DAYS = 92
FIGHTERS = frozenset({FORCES, ARMED, OTHER})


def relate(a: Told, b: Told, one_event: bool) -> Relation:
    """The relation of two figures; `compatible` when they do not differ.

    `one_event`: both are about one happening, so that what one leaves unsaid (scope, party) is taken as shared.
    """
    if (a.asof.earliest or "") > (b.asof.earliest or "") and b.asof.earliest is not None:
        a, b = b, a
    if not one_event and a.figure.measure == b.figure.measure == "incident":
        return Relation(INCOMPARABLE, "counts of two happenings")
    found = _definitions(a, b, one_event) or amounts(a, b)
    if found.kind == SUBSET and not one_event and _far_apart(a.asof, b.asof):
        return Relation(INCOMPARABLE, "counts of other times")
    unplaced = a.figure.scope is None or b.figure.scope is None
    if unplaced and not one_event and found.kind not in (COMPATIBLE, DEFINITION):
        return Relation(INCOMPARABLE, "the place of one is not stated")
    return found


def comparable(one: str, other: str) -> bool:
    """Whether two unlike outcomes count nearly the same people."""
    return {one, other} in NEARBY or (CASUALTIES in (one, other) and {one, other} <= HARMED)


def _definitions(a: Told, b: Told, one_event: bool) -> Relation | None:
    """How what is counted differs: in kind, people, place, measure or period; None when nothing does."""
    one, other = a.figure, b.figure
    if one_event and {one.party, other.party} == {"a", "b"}:
        return Relation(INCOMPARABLE, TWO_SIDES)
    parted = _parted(a, b)
    if parted is not None:
        return parted
    incident = one_event and one.measure == other.measure == "incident"
    located = _located(a, b, incident)
    # Of two places, even unlike counts are no two definitions of one; nor are they of a place and what it lies in.
    if located is not None and (located.kind == INCOMPARABLE or (not incident and a.outcome != b.outcome)):
        return Relation(INCOMPARABLE, located.why)
    return (
        _counted(a, b)
        or _peopled(a, b, one_event)
        or located
        or _kinds(a, b)
        or _measured(a, b)
        or (None if incident else _timed(one, other))
    )


def _parted(a: Told, b: Told) -> Relation | None:
    """How a figure that is told as a part of another relates to that one, to its other parts and to other totals."""
    for part, whole in ((a, b), (b, a)):
        if part.figure.part_of is not None and part.figure.part_of == whole.figure.id:
            return Relation(SUBSET, "a part of it")
        if is_partial(part) and not is_partial(whole) and not _are_alike(part, whole):
            return Relation(COMPATIBLE, "a part of another count")
    siblings = a.figure.part_of is not None and a.figure.part_of == b.figure.part_of
    return Relation(COMPATIBLE, "parts of one count") if siblings else None


def _are_alike(a: Told, b: Told) -> bool:
    """Whether both name the same people: 'three children' of the dead, and five children elsewhere."""
    one, other = a.figure.population, b.figure.population
    return one is not None and other is not None and a.people != EVERYBODY and alike(one, other)


def _counted(a: Told, b: Told) -> Relation | None:
    if a.outcome != b.outcome:
        if CASUALTIES in (a.outcome, b.outcome) and {a.outcome, b.outcome} <= HARMED:
            return _of_all_harmed(*((a, b) if a.outcome == CASUALTIES else (b, a)))
        nearby = {a.outcome, b.outcome} in NEARBY
        return Relation(DEFINITION if nearby else INCOMPARABLE, f"{a.outcome} against {b.outcome}")
    if a.figure.counted != b.figure.counted:
        return Relation(DEFINITION, f"{a.figure.counted} against {b.figure.counted}")
    return None


def _kinds(a: Told, b: Told) -> Relation | None:
    """How what stories say of their counts differs: troops authorised against troops present."""
    one, other = a.remark.kind, b.remark.kind
    if one == other or _is_one_amount(a, b) or not ({one, other} & APART or (one and other)):
        return None
    return Relation(DEFINITION, f"{one or PRESENT} against {other or PRESENT}")


def _of_all_harmed(every: Told, some: Told) -> Relation | None:
    """The dead among all who came to harm; nobody harmed against some dead is left to the amounts."""
    return None if is_zero(every) else Relation(SUBSET, f"{some.outcome} among {every.outcome}")


def _measured(a: Told, b: Told) -> Relation | None:
    one, other = a.figure.measure, b.figure.measure
    # How many are dead is the same number whether told as a state or as a running total; so with fighters.
    if one == other or (a.outcome in STANDING and {one, other} <= RUNNING) or _is_one_amount(a, b):
        return None
    if {one, other} == TOLLS:
        # What an aggregate counts is a running total, whatever its words.
        return None if a.total and b.total else Relation(SUBSET, "one incident against a running total")
    if {one, other} == ADDED_UP and _begin_together(a.figure.period, b.figure.period):
        return None
    return Relation(DEFINITION, f"{one} against {other}")


def _is_one_amount(a: Told, b: Told) -> bool:
    """Whether both give one number, so that no two ways to count show."""
    return interval(a.figure) is not None and interval(a.figure) == interval(b.figure)


def _begin_together(one: Period | None, other: Period | None) -> bool:
    """Whether two counts begin on one day as far as is told; then a flow since that day is its running total."""
    if one is None or other is None or one.earliest is None or other.earliest is None:
        return True
    return one.earliest[:10] == other.earliest[:10]


def _peopled(a: Told, b: Told, one_event: bool) -> Relation | None:
    """How those counted differ; the parties a and b are one happening's own and say nothing across two."""
    parties = {a.figure.party, b.figure.party}
    if a.outcome == "fighters" or _is_same_people(a, b, one_event and len(parties) == 1 and parties < {"a", "b"}):
        return None
    for nobody, others in ((a, b), (b, a)):
        if is_zero(nobody) and not _is_part(others.people, nobody.people):
            return Relation(COMPATIBLE, "none of one, and some of others")
    one, other = a.figure.population or "people", b.figure.population or "people"
    for part, whole in ((a, b), (b, a)):
        if _is_part(part.people, whole.people):
            return _of_whole(part, whole)
    return Relation(INCOMPARABLE, f"{one} against {other}")


def _is_same_people(a: Told, b: Told, one_side: bool) -> bool:
    if a.people == b.people == EVERYBODY:
        return True
    if a.figure.population is None or b.figure.population is None:
        return not is_zero(a) and not is_zero(b)
    if alike(a.figure.population, b.figure.population):
        return True
    if a.people == b.people:
        return a.people in (CIVILIANS, FORCES, ARMED)
    return one_side and OTHER in (a.people, b.people) and {a.people, b.people} <= FIGHTERS


def _is_part(part: str, whole: str) -> bool:
    return (whole == EVERYBODY and part != EVERYBODY) or (whole == CIVILIANS and part == SOME)


def _of_whole(part: Told, whole: Told) -> Relation | None:
    """`subset`, unless the part is more than the whole: then the amounts decide."""
    if not fits(part, whole):
        return None
    inner, outer = part.figure.population or "people", whole.figure.population or "people"
    return Relation(SUBSET, f"{inner} among {outer}")


def _located(a: Told, b: Told, incident: bool) -> Relation | None:
    """How the places counted over differ; for the toll of one incident its town is its place told more roughly.

    A place that a running count has from its story at large does not show that it is a part of another.
    """
    one, other = a.figure.scope, b.figure.scope
    if one is None or other is None or same_place(one, other):
        return None
    if within(one, other) or within(other, one):
        inner, outer = (one, other) if within(one, other) else (other, one)
        part, whole = (a, b) if inner is one else (b, a)
        whole_site = any(same_place(site, inner) or within(site, inner) for site in (*a.sites, *b.sites))
        if incident and (whole_site or _is_one_amount(a, b) or is_later(a, b) or not fits(part, whole)):
            return None
        if not incident and any(scope.basis.startswith(STORY_PLACE) for scope in (one, other)):
            return None
        return Relation(SUBSET, f"{place_name(inner)} within {place_name(outer)}")
    return Relation(INCOMPARABLE, f"{place_name(one)} against {place_name(other)}")


def _timed(a: Figure, b: Figure) -> Relation | None:
    if a.period is None or b.period is None or overlap(a.period, b.period):
        return None
    if a.measure in RUNNING:
        return Relation(UPDATE, "the same count at another time")
    return Relation(INCOMPARABLE, "other periods")


def _far_apart(one: Period, other: Period) -> bool:
    """Whether two counts hold for days more than a season apart."""
    if one.latest is None or other.earliest is None:
        return False
    after = shift(one.latest, FAR_DAYS)
    return after is not None and after < other.earliest[:10]
