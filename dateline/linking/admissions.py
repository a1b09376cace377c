"""What a side tells against its own interest: civilians it harmed, its own losses, a place it lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dateline.linking.amounts import SIDES
from dateline.linking.claimants import Chain, Voiced, camp_of
from dateline.linking.people import CIVILIANS, FORCE_KINDS, GROUP_KINDS
from dateline.linking.told import Told, is_zero
from dateline.model.event import Admission, Claimant

# Happenings in which civilians come to harm by whoever acts.
AGAINST_CIVILIANS = ("civilian.", "humanitarian.obstruction")
HARMED, LOSSES, LOST = "civilians it harmed", "its own losses", "a place it lost"
LOSS = frozenset({"killed", "injured", "bodies", "casualties", "missing", "detained", "abducted"})
CAPTURE, WITHDRAW = "battle.capture", ("battle.withdraw", "battle.surrender")
ARMED_KINDS = FORCE_KINDS | GROUP_KINDS
OWN_PARTY = {"party_a": "a", "party_b": "b"}


def admissions(type_: str, voiced: Sequence[Voiced], told: Sequence[Told], walk: Chain) -> tuple[Admission, ...]:
    """The admissions of an event, each claimant once for each kind, in order."""
    found: dict[tuple[str, Claimant], set[str]] = defaultdict(set)
    for one in voiced:
        if one.claim.stance == "affirms" and one.claimant.side in SIDES and one.attributed:
            for kind in _of_claim(type_, one, walk):
                found[kind, one.claimant].add(one.claim.id)
    acted = {one.claim.id for one in voiced if one.claimant.side == "party_a" and _is_own_deed(one, walk)}
    for figure in told:
        loss = _of_figure(figure, acted)
        if loss is not None:
            found[loss, figure.claimant].add(figure.claim)
    ordered = sorted(found.items(), key=lambda item: (item[0][0], item[0][1]))
    return tuple(Admission(claimant=who, of=kind, claims=tuple(sorted(claims))) for (kind, who), claims in ordered)


def _of_claim(type_: str, one: Voiced, walk: Chain) -> Iterable[str]:
    """What a side admits that tells of the happening itself; a charge against somebody else admits nothing."""
    if one.claim.field not in ("occurrence", "initiators"):
        return
    own = _is_own_deed(one, walk)
    unarmed = not any(actor.kind in ARMED_KINDS for actor in (*one.report.victims, *one.report.targets))
    if one.claimant.side == "party_a" and own and unarmed and type_.startswith(AGAINST_CIVILIANS):
        yield HARMED
    left = one.claimant.side == "party_a" and own and type_ in WITHDRAW
    if left or (one.claimant.side == "party_b" and not own and type_ == CAPTURE):
        yield LOST


def _is_own_deed(one: Voiced, walk: Chain) -> bool:
    """Whether the words name the speaker's own body as the one that acted."""
    camp = camp_of(one.claim, one.report, walk)
    return any(camp & walk.bodies.of_actor(actor, one.report.document) for actor in one.report.initiators)


def _of_figure(told: Told, acted: set[str]) -> str | None:
    figure, side = told.figure, told.claimant.side
    if figure.outcome not in LOSS or side not in SIDES or is_zero(told):
        return None
    if figure.party == OWN_PARTY[side] and told.people != CIVILIANS:
        return LOSSES
    civilians = figure.party == "civilians" or told.people == CIVILIANS
    return HARMED if civilians and told.claim in acted else None
