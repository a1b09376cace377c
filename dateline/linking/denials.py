"""Who denies what: that it happened, or that they did it; and who names another as the one that did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from msgspec import Struct

from dateline.linking.amounts import CONFLICT
from dateline.linking.claimants import Chain, Voiced, camp_of
from dateline.linking.parties import Party, compare, parties
from dateline.linking.states import setting_of
from dateline.model.event import Disagreement
from dateline.values.names import alike


class Answers(Struct, frozen=True):
    """The claims of an event on whether it happened and on who did it, sorted by what they say to it."""

    happened: tuple[Voiced, ...]
    did_not_happen: tuple[Voiced, ...]
    charges: tuple[Voiced, ...]
    disowned: tuple[Voiced, ...]


def answers(voiced: Sequence[Voiced], walk: Chain) -> Answers:
    """The answers that the claims give; an accused who denies a deed disowns it, and does not say it never happened."""
    denied = [v for v in voiced if v.claim.stance == "denies" and v.claim.field in ("occurrence", "initiators")]
    disowned = [v for v in denied if v.claim.field == "initiators" or _is_accused(v, voiced, walk)]
    charges = [v for v in voiced if v.claim.field == "initiators" and v.claim.stance == "affirms"]
    return Answers(
        happened=tuple(v for v in voiced if v.claim.field == "occurrence" and v.claim.stance == "affirms"),
        did_not_happen=tuple(v for v in denied if v not in disowned),
        # The name of the accused in the words of a denial is no charge.
        charges=tuple(v for v in charges if not any(_is_one_statement(v, d) for d in denied)),
        disowned=tuple(disowned),
    )


def is_contested(found: Answers) -> bool:
    """Whether somebody says that it happened, and somebody denies it or their part in it."""
    return bool(found.happened) and bool(found.did_not_happen or found.disowned)


def denials(event: str, found: Answers, walk: Chain) -> tuple[Disagreement, ...]:
    """The conflicts between those who affirm and those who deny that it happened, and over who did it."""
    rows = []
    if found.happened and found.did_not_happen:
        says = f"{_speakers(found.happened)}: it happened; {_speakers(found.did_not_happen)}: it did not"
        rows.append(_row(event, "occurrence", (*found.happened, *found.did_not_happen), says))
    if found.disowned and (found.charges or found.happened):
        # Where nobody is quoted with a charge, the deed itself is what the denial answers.
        against = found.charges or found.happened
        says = f"{_charges(found.charges) or f'{_speakers(against)}: it happened'}; {_speakers(found.disowned)}: not us"
        rows.append(_row(event, "initiators", (*against, *found.disowned), says))
    elif _is_disputed(found.charges, walk):
        rows.append(_row(event, "initiators", found.charges, _charges(found.charges)))
    return tuple(rows)


def _row(event: str, field: str, voiced: Sequence[Voiced], says: str) -> Disagreement:
    ids = tuple(sorted({v.claim.id for v in voiced}))
    return Disagreement(event=event, field=field, relation=CONFLICT, claims=ids, says=says)


def _is_accused(denial: Voiced, voiced: Sequence[Voiced], walk: Chain) -> bool:
    """Whether who denies is among those whom the denied words themselves name as the ones that did it."""
    named = {v.claim.value for v in voiced if v.claim.field == "initiators" and _is_one_statement(v, denial)}
    camp = camp_of(denial.claim, denial.report, walk)
    for actor in denial.report.initiators:
        same = camp & walk.bodies.of_actor(actor, denial.report.document) or alike(actor.name, denial.claimant.speaker)
        if actor.name in named and same:
            return True
    return False


def _is_one_statement(one: Voiced, other: Voiced) -> bool:
    """Whether two claims stand in the same words of the same source."""
    return one.report.id == other.report.id and one.claim.attribution == other.claim.attribution


def _is_disputed(charges: Sequence[Voiced], walk: Chain) -> bool:
    """Whether two institutions each name a side that the other does not; who leaves both open takes no side."""
    by_side: dict[tuple[Party, ...], set[str]] = defaultdict(set)
    for v in charges:
        if v.report.alternative_group is None:
            by_side[_named(v, walk)].add(v.claimant.institution)
    return any(
        len(by_side[one] | by_side[other]) > 1 and compare(one, other) == "differ"
        for one, other in combinations(by_side, 2)
    )


def _named(charge: Voiced, walk: Chain) -> tuple[Party, ...]:
    report = charge.report
    meant = [actor for actor in report.initiators if actor.name == charge.claim.value]
    return parties(meant, walk.actors, setting_of(walk.documents[report.document]).at(report.where))


def _charges(charges: Sequence[Voiced]) -> str:
    quoted = [v for v in charges if v.attributed]
    said = dict.fromkeys((v.claimant.speaker, v.claim.value) for v in quoted or charges)
    return "; ".join(f"{speaker}: {name} did it" for speaker, name in sorted(said))


def _speakers(voiced: Sequence[Voiced]) -> str:
    """Those who are quoted; the outlets where nobody is."""
    quoted = [v for v in voiced if v.attributed]
    return ", ".join(sorted({v.claimant.speaker for v in quoted or voiced}))
