"""Where the figures of an event differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from msgspec import Struct

from dateline.linking.claimants import UNKNOWN
from dateline.linking.relations import COMPATIBLE, INCOMPARABLE, Told, relate
from dateline.model.event import Disagreement
from dateline.values.wording import quantity_value


class Pair(Struct, frozen=True):
    """Two figures that differ, and why they do."""

    one: Told
    other: Told
    why: str


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
    What several outlets tell of the same two claimants and amounts is one disagreement with the claims of them all.
    """
    found: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for a, b in combinations(sorted(originals(told), key=_order), 2):
        if a.outcome is None or b.outcome is None or one_voice(a, b):
            continue
        relation = relate(a, b, one_event=True)
        if relation.kind == COMPATIBLE or (relation.kind == INCOMPARABLE and a.outcome != b.outcome):
            continue
        field = a.outcome if a.outcome == b.outcome else f"{a.outcome}, {b.outcome}"
        found[field, relation.kind, *_voice(a), *_voice(b)].append(Pair(a, b, relation.why))
    rows = [_row(event, key[0], key[1], pairs) for key, pairs in found.items()]
    return tuple(sorted(rows, key=lambda one: (one.field, one.claims)))


def _row(event: str, field: str, relation: str, pairs: Sequence[Pair]) -> Disagreement:
    """One disagreement from the pairs of figures that show it, the first told first."""
    first = pairs[0]
    claims = [claim for pair in pairs for claim in (pair.one.claim, pair.other.claim)]
    says = (
        f"{first.one.claimant.speaker}: {_amount(first.one)}; "
        f"{first.other.claimant.speaker}: {_amount(first.other)} ({first.why})"
    )
    return Disagreement(event=event, field=field, relation=relation, claims=tuple(dict.fromkeys(claims)), says=says)


def _voice(told: Told) -> tuple[str, str]:
    """Whose figure it is and how much it says."""
    who = told.claimant
    voice = who.speaker if who.institution == UNKNOWN else who.institution
    return voice, f"{quantity_value(told.figure)} {told.people} {told.figure.party}"


def one_voice(a: Told, b: Told) -> bool:
    """Whether one speaker gives both figures in one story and for one day, as parts of one account."""
    if a.claimant != b.claimant or a.figure.evidence.rendition != b.figure.evidence.rendition or a.asof != b.asof:
        return False
    one, other = a.figure.attribution, b.figure.attribution
    # 'One resident' and 'another' have no name by which to tell them apart.
    return a.claimant.institution != UNKNOWN or one is None or other is None or one.source == other.source


def _order(told: Told) -> tuple[str, str]:
    return told.asof.earliest or "9999", told.claim


def _amount(told: Told) -> str:
    return f"{quantity_value(told.figure)} {told.figure.population or ''} {told.figure.outcome or ''}".replace(
        "  ", " "
    ).strip()
