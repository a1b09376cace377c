"""Where the figures of an event differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from msgspec import Struct

from dateline.linking.amounts import COMPATIBLE, INCOMPARABLE
from dateline.linking.claimants import OWN, UNKNOWN, UNNAMED
from dateline.linking.pairing import Item, is_crowd, pairs
from dateline.linking.relations import TWO_SIDES, comparable, relate
from dateline.linking.told import Told, amount_of
from dateline.model.event import Disagreement
from dateline.model.mention import Figure
from dateline.model.span import Span
from dateline.values.wording import quantity_value

# A number that is told as a bound is another statement than the same number told as it is.
OPEN = frozenset({"at_least", "up_to"})


class Statement(Struct, frozen=True):
    """One amount that one institution, or one nameless speaker, gives: the figures that state it, the first first."""

    told: tuple[Told, ...]

    @property
    def first(self) -> Told:
        """Where it was told first."""
        return self.told[0]


def originals(told: Sequence[Told]) -> tuple[Told, ...]:
    """The figures without those that a copy repeats, and without an outlet's own repetition of whom it quotes.

    Each stands once, where it was told first: 'nine dead' over a story in which a doctor counts nine is the doctor's.
    """
    briefs = [brief_of(n, one) for n, one in enumerate(told)]
    return tuple(told[n] for n in kept_of(briefs))


class Brief(Struct, frozen=True, eq=False):
    """What tells whether a figure is told again: where it stands, whether it is a copy's, its claim, whether it is an
    outlet's own word, what all that say the same have in common, and which number of its story it is."""

    at: int
    copied: bool
    claim: str
    own: bool
    same: Hashable
    number: Hashable


def brief_of(at: int, one: Told) -> Brief:
    """A figure by what tells whether it is told again."""
    figure = one.figure
    same = (
        one.claimant, one.published, figure.text, figure.low, figure.best, figure.high, figure.modifier,
        figure.outcome, figure.counted, figure.population, figure.party, figure.measure,
    )  # fmt: skip
    return Brief(at, one.copied, one.claim, is_outlets(one), same, _number(one))


def kept_of(briefs: Sequence[Brief]) -> Iterator[int]:
    """Where those stand that are told for the first time, in order of claim, those of copies last."""
    kept: set[Hashable] = set()
    quoted = {one.number for one in briefs if not one.own}
    for one in sorted(briefs, key=lambda one: (one.copied, one.claim)):
        if not (one.copied and one.same in kept) and not (one.own and one.number in quoted):
            kept.add(one.same)
            yield one.at


def is_outlets(told: Told) -> bool:
    """Whether an outlet tells it in its own words, or without saying whose it is."""
    return told.claimant.side == OWN or told.claimant.speaker.startswith(UNNAMED)


def _number(told: Told) -> tuple[object, ...]:
    """One number of one outcome in one story."""
    return told.figure.evidence.rendition.id, *_count(told)


def figure_disagreements(event: str, told: Sequence[Told]) -> tuple[Disagreement, ...]:
    """How the figures of an event that differ relate, in order of outcome and claims.

    Figures of unlike outcomes and the losses of the two sides are no disagreement and are left out, as are two
    figures of one speaker in one story.
    What one institution says again is compared where it said it first.
    """
    statements = statements_of(told)
    items = [Item(one.first.outcome or "", one.first.claimant.institution, amount_of(one.first)) for one in statements]
    rows = (_row(event, statements[a], statements[b]) for a, b in pairs(items, comparable))
    return tuple(sorted((row for row in rows if row is not None), key=lambda one: (one.field, one.claims)))


def crowd(told: Sequence[Told]) -> int:
    """How many statements an event has where not every pair of them is compared; 0 where every pair is."""
    statements = statements_of(told)
    return len(statements) if is_crowd(statements) else 0


def statements_of(told: Sequence[Told]) -> tuple[Statement, ...]:
    """The amounts that each institution or nameless speaker gives, in the order in which they hold."""
    grouped: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for one in sorted(_current(originals(told)), key=_order):
        grouped[_statement(one)].append(one)
    return tuple(Statement(tuple(several)) for several in grouped.values())


def _current(told: Sequence[Told]) -> Iterator[Told]:
    """The figures without those that an outlet only repeats: what somebody else is quoted for, and its own lower ones.

    A story's lower number beside its higher one is what was known before, or a part: 'up from nine'.
    """
    quoted = {_count(one) for one in told if not is_outlets(one)}
    highest: dict[tuple[object, ...], float] = defaultdict(float)
    for one in told:
        if is_outlets(one):
            highest[_quantity(one)] = max(highest[_quantity(one)], amount_of(one))
    for one in told:
        if not is_outlets(one) or (amount_of(one) >= highest[_quantity(one)] and _count(one) not in quoted):
            yield one


def _count(told: Told) -> tuple[object, ...]:
    """One number of one outcome, however rounded."""
    return told.outcome, told.figure.counted, amount_of(told)


def _quantity(told: Told) -> tuple[object, ...]:
    return told.figure.evidence.rendition.id, told.outcome, told.figure.counted, told.people, told.figure.party


def _row(event: str, a: Statement, b: Statement) -> Disagreement | None:
    """The disagreement between two statements, None where there is none."""
    one, other = a.first, b.first
    if one.outcome is None or other.outcome is None or _is_one_account(a, b):
        return None
    relation = relate(one, other, one_event=True)
    unlike = relation.kind == INCOMPARABLE and (one.outcome != other.outcome or relation.why == TWO_SIDES)
    if relation.kind == COMPATIBLE or unlike:
        return None
    return Disagreement(
        event=event,
        field=one.outcome if one.outcome == other.outcome else f"{one.outcome}, {other.outcome}",
        relation=relation.kind,
        claims=tuple(dict.fromkeys(told.claim for told in (*a.told, *b.told))),
        says=f"{one.claimant.speaker}: {_amount(one)}; {other.claimant.speaker}: {_amount(other)} ({relation.why})",
    )


def _statement(told: Told) -> tuple[object, ...]:
    """Whose figure it is, what it counts and how much it says."""
    who, figure = told.claimant, told.figure
    nameless = (who.speaker, figure.evidence.rendition.id, None if figure.attribution is None else _source(figure))
    voice = nameless if who.institution == UNKNOWN else who.institution
    running = figure.scope if figure.measure != "incident" else None
    scope = None if running is None else running.gazetteer_id or running.name
    return (
        voice,
        amount_of(told),
        figure.modifier in OPEN,
        told.outcome,
        figure.counted,
        told.people,
        figure.party,
        scope,
        figure.part_of,
    )


def _is_one_account(a: Statement, b: Statement) -> bool:
    """Whether one speaker gives both in one story."""
    homes: dict[str, list[Told]] = defaultdict(list)
    for one in a.told:
        homes[one.figure.evidence.rendition.id].append(one)
    return any(one_voice(one, other) for other in b.told for one in homes.get(other.figure.evidence.rendition.id, ()))


def one_voice(a: Told, b: Told) -> bool:
    """Whether one speaker gives both figures in one story and for one day, as parts of one account."""
    if a.figure.evidence.rendition != b.figure.evidence.rendition or a.asof != b.asof:
        return False
    if is_outlets(a) and is_outlets(b):
        return True
    if a.claimant != b.claimant:
        return False
    one, other = a.figure, b.figure
    # 'One resident' and 'another' have no name by which to tell them apart.
    unknown = one.attribution is None or other.attribution is None
    return a.claimant.institution != UNKNOWN or unknown or _source(one) == _source(other)


def _source(figure: Figure) -> Span | None:
    return None if figure.attribution is None else figure.attribution.source


def _order(told: Told) -> tuple[str, str]:
    return told.asof.earliest or "9999", told.claim


def _amount(told: Told) -> str:
    population, outcome = told.figure.population or "", told.figure.outcome or ""
    said = [quantity_value(told.figure), population, "" if outcome in population.split() else outcome]
    return " ".join(filter(None, said))
