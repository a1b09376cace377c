"""Type of violence and sides of an event by UCDP's rules, worked out from who fought whom or killed civilians."""

from __future__ import annotations

from msgspec import Struct

from dateline.export.acled_actors import Scene, divided, forces
from dateline.export.coded import Coded
from dateline.export.parties import Party, armed
from dateline.tables.schemes import countries

CIVILIANS = "Civilians"
UNKNOWN = "events whose sides no report names for certain"


class Versus(Struct, frozen=True, kw_only=True):
    """Side a against side b. `is_turned`: side a is whom the record has as acted upon."""

    violence: int
    side_a: str
    side_b: str
    party_a: Party | None
    party_b: Party | None
    is_turned: bool = False


def versus(one: Coded, kind: str) -> Versus | str:
    """The sides of an event of a kind in the table of types, or why UCDP would not code it."""
    if one.sides.disputed:
        return UNKNOWN
    acting = known(forces(one.sides.acting))
    struck = known(forces(one.sides.acted_upon)) or tuple(
        p for p in known(one.sides.victims) if p.key not in {q.key for q in acting}
    )
    civilians = any(not p.is_armed and p.kind.kind != "government" for p in (*one.sides.acted_upon, *one.sides.victims))
    against_civilians = not struck and (civilians or killed_civilians(one))
    if kind == "one_sided" or (kind == "one_sided_if_civilians" and against_civilians):
        if not acting:
            return UNKNOWN
        return Versus(violence=3, side_a=name(acting[0]), side_b=CIVILIANS, party_a=acting[0], party_b=None)
    if not struck and len(acting) > 1:
        country = one.event.where.country if one.event.where else None
        acting, struck = divided(acting, Scene(country, ""))
    if not acting or not struck:
        return UNKNOWN
    return fight(acting[0], struck[0])


def killed_civilians(one: Coded) -> bool:
    """Whether all the dead of whom it is told are civilians."""
    return set(one.toll.sides) == {"civilians"}


def fight(one: Party, other: Party) -> Versus:
    """Two armed sides: a government is side a, of two governments or two groups the first in the alphabet."""
    turned = (not one.state, name(one)) > (not other.state, name(other))
    first, second = (other, one) if turned else (one, other)
    return Versus(
        violence=1 if first.state or second.state else 2,
        side_a=name(first), side_b=name(second), party_a=first, party_b=second, is_turned=turned,
    )  # fmt: skip


def known(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """The armed parties that have a name or are a state's, states first."""
    found = [party for party in armed(parties) if party.name or party.state]
    return tuple(sorted(found, key=lambda party: not party.state))


def name(party: Party) -> str:
    """A party as UCDP names it."""
    if not (party.state and party.country):
        return party.name or "Government"
    row = countries().get(party.country)
    return f"Government of {(row.ucdp_name or row.name) if row else party.country}"
