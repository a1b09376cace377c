"""The two main actors of an ACLED row and who stands beside them: no direction, ordered by kind, named by the table."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from dateline.export.parties import Party, Sides, armed, distinct
from dateline.tables.event_types import sub_events
from dateline.tables.schemes import countries, party_kinds, years_of

VIOLENCE = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
CROWDS = {"Protests": "protesters", "Riots": "rioters"}
CIVILIANS, FOREIGN = 7, 8
Side = tuple[Party, ...]


class Pair(Struct, frozen=True):
    """Two sides, each with its main actor first; `second` is empty where there is one actor only."""

    first: Side
    second: Side

    @property
    def keys(self) -> frozenset[tuple[str, str, str | None]]:
        """The armed parties that are known."""
        return frozenset(p.key for p in (*self.first, *self.second) if p.is_armed and (p.name or p.state))


class Scene(Struct, frozen=True):
    """What a name of an actor depends on: the event's country by ISO 3166-1 alpha-2, and its day."""

    country: str | None
    day: str

    def name_of(self, country: str | None) -> str:
        """The name of a country, its code where no table knows it."""
        row = countries().get(country or "")
        return row.name if row else country or ""

    def owner(self, country: str) -> str:
        """The name of a country behind 'of'."""
        row = countries().get(country)
        return f"{row.article} {row.name}" if row and row.article else self.name_of(country)

    def label(self, party: Party) -> str:
        """A party as ACLED names it."""
        if party.state and party.country:
            plain = party.kind.acled_label.format(country=self.owner(party.country))
            return " ".join(filter(None, (plain, years_of(party.country, self.day), party.unit)))
        country = self.name_of(self.country)
        kind = party.kind.acled_label
        return party.name or (kind.format(country=country) if country else kind.replace(" ({country})", ""))

    def is_abroad(self, party: Party) -> bool:
        """Whether a party is the body of another state than the event's."""
        return party.state and party.country is not None and self.country not in (None, party.country)

    def inter(self, party: Party) -> int:
        """ACLED's code of a party in this country."""
        return party.kind.acled_inter_abroad if self.is_abroad(party) else party.kind.acled_inter

    def rank(self, party: Party) -> tuple[int, bool, str]:
        """The order of actors: demonstrators, state forces, other armed actors, foreign ones, civilians before those
        of a body.
        """
        unarmed_body = bool(party.name) and not party.is_armed
        return FOREIGN if self.is_abroad(party) else party.kind.acled_order, unarmed_body, self.label(party)

    def interaction(self, pair: Pair) -> int:
        """The codes of both main actors as one number, the lower first."""
        codes = sorted(self.inter(side[0]) for side in (pair.first, pair.second) if side)
        return codes[0] * 10 + codes[1] if len(codes) > 1 else codes[0] * 10


def pair_of(sides: Sides, event_type: str, sub_event: str, scene: Scene) -> Pair | None:
    """The main actors of an event; None where nobody is known and the type does not say who it must have been."""
    if event_type in CROWDS:
        one, other = crowd(sides, event_type, sub_event)
    elif event_type == "Strategic developments":
        one, other = development(sides, scene)
    else:
        unknown = Party(kind=party_kinds()[sub_events()[sub_event].unknown])
        one, other = violence(sides, event_type, scene, unknown)
    pair = sorted(
        (tuple(sorted(distinct(side), key=scene.rank)) for side in (one, other) if side),
        key=lambda side: scene.rank(side[0]),
    )
    return Pair(pair[0], pair[1] if len(pair) > 1 else ()) if pair else None


def violence(sides: Sides, event_type: str, scene: Scene, nobody: Party) -> tuple[Side, Side]:
    """The sides of a fight, a strike, an attack; an armed actor of whom nobody tells is `nobody`."""
    unknown = (nobody,)
    acting, struck = tuple(armed(forces(sides.acting))), tuple(armed(forces(sides.acted_upon)))
    own = {party.key for party in acting}
    struck = struck or tuple(party for party in armed(sides.victims) if party.key not in own)
    unarmed = tuple(p for p in (*sides.acted_upon, *sides.victims) if not p.is_armed and p.kind.kind != "government")
    civilians = (Party(kind=party_kinds()["civilians"]),)
    if event_type == "Violence against civilians":
        return acting or unknown, (*civilians, *unarmed)
    if event_type == "Battles":
        if not struck and len(acting) > 1:
            acting, struck = divided(acting, scene)
        return (acting or unknown, struck or unknown) if acting or struck else ((), ())
    hit = civilians if unarmed else ()
    return acting or unknown, (*struck, *hit)


def forces(parties: Iterable[Party]) -> Side:
    """The parties, a government that fights as its armed forces."""
    military = party_kinds()["military"]
    return tuple(
        Party(kind=military, country=p.country, state=True, assumed=p.assumed) if p.kind.kind == "government" else p
        for p in parties
    )


def divided(acting: Side, scene: Scene) -> tuple[Side, Side]:
    """The sides of those who all 'clashed': the country's state and the others, else the first and the others."""
    home = tuple(p for p in acting if p.state and not scene.is_abroad(p))
    home = home or tuple(p for p in acting if p.state) or acting[:1]
    others = tuple(p for p in acting if p not in home)
    return (home, others) if others else (acting, ())


def crowd(sides: Sides, event_type: str, sub_event: str) -> tuple[Side, Side]:
    """The demonstrators with the bodies that they belong to, and who acted against them or whom they attacked."""
    named = tuple(p for p in sides.acting if not p.is_armed and p.name)
    people = (Party(kind=party_kinds()[CROWDS[event_type]]), *named)
    if sub_event == "Peaceful protest":
        return people, ()
    against = tuple(armed((*sides.acting, *sides.acted_upon, *sides.victims)))
    hurt = any(p.kind.acled_inter == CIVILIANS for p in (*sides.acted_upon, *sides.victims))
    if sub_event == "Mob violence" and not against and hurt:
        return people, (Party(kind=party_kinds()["civilians"]),)
    return people, against


def development(sides: Sides, scene: Scene) -> tuple[Side, Side]:
    """Who did something of note, and with or to whom."""
    acting = sides.acting
    # 'The state', 'a company': nobody that could be told from others.
    other = tuple(p for p in sides.acted_upon if p.name or p.kind.kind != "organisation")
    if not other and len(acting) > 1:
        return divided(acting, scene)
    return acting, other
