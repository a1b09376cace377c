"""How two figures that differ relate, by the rules of promise 5, and in words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from msgspec import Struct

from dateline.linking.claimants import UNKNOWN
from dateline.model.event import Claimant, Disagreement
from dateline.model.mention import Figure, Period, Place
from dateline.model.report import Claim
from dateline.values.calendar import overlap
from dateline.values.geometry import holds
from dateline.values.names import alike
from dateline.values.wording import quantity_value

# 'About 500' and 520 are compatible, 600 is not. Editorial, not measured.
ABOUT = 0.1
# Open floors that differ by this factor or more are divergent (design.md, promise 5).
TWOFOLD = 2.0
# Outcomes that count nearly the same people by another definition.
NEARBY = (
    frozenset({"killed", "bodies"}), frozenset({"killed", "missing"}), frozenset({"injured", "affected"}),
    frozenset({"displaced", "affected"}), frozenset({"trapped", "affected"}), frozenset({"displaced", "trapped"}),
)  # fmt: skip
RUNNING = frozenset({"cumulative", "stock"})
STANDING = frozenset({"killed", "injured", "fighters", "troops", "trapped", "detained", "missing"})
WHOLE = frozenset({"civilians", "people", "persons", "residents", "population", "unknown"})
COMPATIBLE, CONFLICT, DIVERGENT, UPDATE = "compatible", "conflict", "divergent", "update"
CORRECTION, SUBSET, DEFINITION, INCOMPARABLE = "correction", "subset", "definition", "incomparable"


class Told(Struct, frozen=True, kw_only=True):
    """A figure with who says it, when it was told, and the claim that states it.

    `claim`: the figure's own id where no report claims it. `copied`: an older story has the passage too, and
    `claimant` and `published` are that story's.
    """

    figure: Figure
    claimant: Claimant
    published: Period
    claim: str
    copied: bool = False


class Relation(Struct, frozen=True):
    """How two figures relate, and why."""

    kind: str
    why: str


def relate(a: Told, b: Told, one_event: bool) -> Relation:
    """The relation of two figures; `compatible` when they do not differ.

    `one_event`: both are about one happening, so that what one leaves unsaid (scope, party) is taken as shared.
    """
    if (a.published.earliest or "") > (b.published.earliest or "") and b.published.earliest is not None:
        a, b = b, a
    if not one_event and a.figure.measure == b.figure.measure == "incident":
        return Relation(INCOMPARABLE, "counts of two happenings")
    found = _definitions(a.figure, b.figure) or _amounts(a, b)
    unplaced = a.figure.scope is None or b.figure.scope is None
    if unplaced and not one_event and found.kind not in (COMPATIBLE, DEFINITION):
        return Relation(INCOMPARABLE, "the place of one is not stated")
    return found


def _definitions(a: Figure, b: Figure) -> Relation | None:
    """How what is counted differs: in kind, people, place, measure or period; None when nothing does."""
    for compare in (_counted, _peopled, _located, _measured, _timed):
        found = compare(a, b)
        if found is not None:
            return found
    return None


def _counted(a: Figure, b: Figure) -> Relation | None:
    if a.outcome != b.outcome:
        nearby = {a.outcome, b.outcome} in NEARBY
        return Relation(DEFINITION if nearby else INCOMPARABLE, f"{a.outcome} against {b.outcome}")
    if a.counted != b.counted:
        return Relation(DEFINITION, f"{a.counted} against {b.counted}")
    return None


def _measured(a: Figure, b: Figure) -> Relation | None:
    # How many are dead is the same number whether told as a state or as a running total; so with fighters.
    if a.measure == b.measure or (a.outcome in STANDING and {a.measure, b.measure} <= RUNNING):
        return None
    if {a.measure, b.measure} == {"incident", "cumulative"}:
        return Relation(SUBSET, "one incident against a running total")
    return Relation(DEFINITION, f"{a.measure} against {b.measure}")


def _peopled(a: Figure, b: Figure) -> Relation | None:
    if {a.party, b.party} == {"a", "b"}:
        return Relation(INCOMPARABLE, "losses of the two sides")
    one, other = a.population, b.population
    if one is None or other is None or a.outcome == "fighters" or alike(one, other):
        return None
    if one in WHOLE or other in WHOLE:
        return Relation(SUBSET, f"{other if one in WHOLE else one} among {one if one in WHOLE else other}")
    return Relation(INCOMPARABLE, f"{one} against {other}")


def _located(a: Figure, b: Figure) -> Relation | None:
    one, other = a.scope, b.scope
    if one is None or other is None:
        return None
    if same_place(one, other):
        return None
    if within(one, other) or within(other, one):
        inner, outer = (one, other) if within(one, other) else (other, one)
        return Relation(SUBSET, f"{inner.name or inner.text} within {outer.name or outer.text}")
    return Relation(INCOMPARABLE, f"{one.name or one.text} against {other.name or other.text}")


def same_place(one: Place, other: Place) -> bool:
    """Whether two places are one: the same gazetteer entry, or alike names where one is not in it."""
    if one.gazetteer_id is not None and other.gazetteer_id is not None:
        return one.gazetteer_id == other.gazetteer_id
    return alike(one.name or one.text, other.name or other.text)


def within(inner: Place, outer: Place) -> bool:
    """Whether a place lies in another by country, province or circle."""
    if outer.precision == "country":
        return inner.country is not None and inner.country == outer.country and inner.precision != "country"
    if outer.precision == "admin1" and inner.precision != "admin1":
        return inner.country == outer.country and inner.admin1 is not None and inner.admin1 == outer.name
    return holds(outer, inner)


def _timed(a: Figure, b: Figure) -> Relation | None:
    if a.period is None or b.period is None or overlap(a.period, b.period):
        return None
    if a.measure in RUNNING:
        return Relation(UPDATE, "the same count at another time")
    return Relation(INCOMPARABLE, "other periods")


def _amounts(a: Told, b: Told) -> Relation:
    """Two amounts of one thing: a is told no later than b."""
    one, other = _interval(a.figure), _interval(b.figure)
    if one is None or other is None:
        return Relation(COMPATIBLE, "no number to compare")
    if one == other:
        return Relation(COMPATIBLE, "the same amount")
    if one[1] is None and other[1] is None:
        low, high = sorted((one[0], other[0]))
        far = high >= TWOFOLD * max(low, 1.0)
        return Relation(DIVERGENT if far else COMPATIBLE, "open floors that differ twofold" if far else "open floors")
    if (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1]):
        return Relation(COMPATIBLE, "the intervals overlap")
    return _revised(a, b, rises=other[0] > one[0])


def _revised(a: Told, b: Told, rises: bool) -> Relation:
    later = (
        a.published.latest is not None
        and b.published.earliest is not None
        and a.published.latest < b.published.earliest
    )
    one_voice = a.claimant.institution == b.claimant.institution != UNKNOWN
    if later and rises:
        return Relation(UPDATE, "told later and higher")
    if later and one_voice:
        return Relation(CORRECTION, "lowered later by the same institution")
    return Relation(CONFLICT, "other amounts of the same thing at the same time")


def _interval(figure: Figure) -> tuple[float, float | None] | None:
    """Lowest and highest amount, the highest None where open; None without any number."""
    if figure.best is not None and figure.modifier == "approximate":
        return figure.best * (1 - ABOUT), figure.best * (1 + ABOUT)
    if figure.low is None and figure.high is None:
        return None if figure.best is None else (figure.best, figure.best)
    return figure.low or 0.0, figure.high


def originals(told: Sequence[Told]) -> tuple[Told, ...]:
    """The figures without those that a copy repeats: each stands once, where it was told first."""
    kept: set[tuple[object, ...]] = set()
    found = []
    for one in sorted(told, key=lambda one: (one.copied, one.claim)):
        figure = one.figure
        same = (
            one.claimant, one.published, figure.text, figure.low, figure.best, figure.high, figure.modifier,
            figure.outcome, figure.counted, figure.population, figure.party, figure.measure,
        )  # fmt: skip
        if not one.copied or same not in kept:
            found.append(one)
            kept.add(same)
    return tuple(found)


def figure_disagreements(event: str, told: Sequence[Told]) -> tuple[Disagreement, ...]:
    """How the figures of an event that differ relate, in order of outcome and claims.

    Figures of unlike outcomes are no disagreement and are left out, as are two figures of one speaker in one story.
    """
    found = []
    for a, b in combinations(sorted(originals(told), key=_order), 2):
        if a.figure.outcome is None or b.figure.outcome is None or one_voice(a, b):
            continue
        relation = relate(a, b, one_event=True)
        if relation.kind == COMPATIBLE or (relation.kind == INCOMPARABLE and a.figure.outcome != b.figure.outcome):
            continue
        field = a.figure.outcome if a.figure.outcome == b.figure.outcome else f"{a.figure.outcome}, {b.figure.outcome}"
        says = f"{a.claimant.speaker}: {_amount(a)}; {b.claimant.speaker}: {_amount(b)} ({relation.why})"
        found.append(
            Disagreement(event=event, field=field, relation=relation.kind, claims=(a.claim, b.claim), says=says)
        )
    return tuple(sorted(found, key=lambda one: (one.field, one.claims)))


def one_voice(a: Told, b: Told) -> bool:
    """Whether one speaker gives both figures in one story, as parts of one account."""
    return a.claimant == b.claimant and a.figure.evidence.rendition == b.figure.evidence.rendition


def _order(told: Told) -> tuple[str, str]:
    return told.published.earliest or "9999", told.claim


def _amount(told: Told) -> str:
    return f"{quantity_value(told.figure)} {told.figure.population or ''} {told.figure.outcome or ''}".replace(
        "  ", " "
    ).strip()


def denials(event: str, claims: Sequence[tuple[Claim, Claimant]]) -> tuple[Disagreement, ...]:
    """The conflict between those who say that it happened and those who deny it, if both are there."""
    affirmed = [(c, who) for c, who in claims if c.field == "occurrence" and c.stance == "affirms"]
    denied = [(c, who) for c, who in claims if c.field == "occurrence" and c.stance == "denies"]
    if not affirmed or not denied:
        return ()
    says = f"{_speakers(affirmed)}: it happened; {_speakers(denied)}: it did not"
    ids = tuple(sorted(c.id for c, _ in (*affirmed, *denied)))
    return (Disagreement(event=event, field="occurrence", relation=CONFLICT, claims=ids, says=says),)


def _speakers(claims: Sequence[tuple[Claim, Claimant]]) -> str:
    return ", ".join(sorted({who.speaker for _, who in claims}))
