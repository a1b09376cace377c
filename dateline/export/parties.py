"""Who took part in an event, as the data sets of the field see it: parties with a kind, a country, a side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from dateline.model.event import Event
from dateline.model.mention import Actor
from dateline.model.report import Report
from dateline.tables.actor_rows import ActorRow
from dateline.tables.rows import read_table
from dateline.tables.schemes import PartyKind, party_kinds

STATE_KINDS = frozenset({"military", "police", "government"})
OWNED = STATE_KINDS | {"paramilitary"}
PEOPLE = frozenset({"civilians", "people", "person", "organisation", "media", "protesters", "rioters"})
BRANCHES = {"police": "police", "government": "government", "security": "police"}
RIVAL = frozenset({"conflict", "divergent"})


class Party(Struct, frozen=True, kw_only=True):
    """One who took part. `country`: ISO 3166-1 alpha-2 of a state's body, or the home of a group that a table knows.

    `name`: empty where the words only say of what kind it is. `unit`: the part of a state's forces. `assumed`: the
    words name no state, so that the forces are taken as those of the event's country.
    """

    kind: PartyKind
    name: str = ""
    country: str | None = None
    state: bool = False
    unit: str | None = None
    ucdp_actor: str | None = None
    assumed: str | None = None

    @property
    def is_armed(self) -> bool:
        """Whether it takes part in fighting."""
        return self.kind.armed is not None

    @property
    def key(self) -> tuple[str, str, str | None]:
        """What two mentions of one party share; a unit is its army."""
        return self.kind.kind, self.name, self.country


class Sides(Struct, frozen=True, kw_only=True):
    """Who acted and upon whom, with the victims. `disputed`: who acted, where reports name rivals for it."""

    acting: tuple[Party, ...]
    acted_upon: tuple[Party, ...]
    victims: tuple[Party, ...]
    disputed: tuple[Party, ...] = ()


@cache
def actor_rows() -> dict[str, ActorRow]:
    """The named actors by id."""
    return {row.id: row for row in read_table("actors", ActorRow)}


@cache
def named_rows() -> dict[str, ActorRow]:
    """The actors of the table by name."""
    return {row.name: row for row in actor_rows().values()}


def sides_of(event: Event, reports: Sequence[Report]) -> Sides:
    """Who took part in an event, by all its reports."""
    country = event.where.country if event.where else None

    def parties(role: str) -> tuple[Party, ...]:
        if role in event.set_by_hand:
            return decided(event, reports, role)
        named = (actor for report in reports for actor in getattr(report, role))
        return distinct(party for actor in named if (party := party_of(actor, country, role)))

    acting, acted_upon, victims = parties("initiators"), parties("targets"), parties("victims")
    open_ = is_disputed(event, reports) and "initiators" not in event.set_by_hand
    rivals = claimed(event, reports, acting) if open_ else ()
    if len(rivals) > 1:
        keys = {party.key for party in rivals}
        acted_upon = tuple(party for party in acted_upon if party.key not in keys)
        return Sides(acting=(), acted_upon=acted_upon, victims=victims, disputed=rivals)
    both = {party.key for party in acting} & {party.key for party in acted_upon}
    if both and any(party.key not in both for party in acting):
        acting = tuple(party for party in acting if party.key not in both)
    elif both:
        acted_upon = tuple(party for party in acted_upon if party.key not in both)
    return Sides(acting=acting, acted_upon=acted_upon, victims=victims)


def is_disputed(event: Event, reports: Sequence[Report]) -> bool:
    """Whether reports name rivals for who did it: by a conflict over it, or 'either A or B'."""
    rivals = any(d.field == "initiators" and d.relation in RIVAL for d in event.disagreements)
    return rivals or any(report.alternative_group for report in reports)


def claimed(event: Event, reports: Sequence[Report], acting: tuple[Party, ...]) -> tuple[Party, ...]:
    """Whom anybody claims to have done it: those of the reports, and those whom only a quoted charge names."""
    found = list(acting)
    for party in by_name(event, reports, "initiators", [value.value for value in event.held("initiators")]):
        if party.name not in {one.name for one in found if one.name}:
            found.append(party)
    return distinct(found)


def decided(event: Event, reports: Sequence[Report], role: str) -> tuple[Party, ...]:
    """Whom a person set in a role."""
    return distinct(by_name(event, reports, role, [value.value for value in event.held(role)]))


def by_name(event: Event, reports: Sequence[Report], role: str, names: Sequence[str]) -> Iterator[Party]:
    """The parties of these names: as a report has one, else as the actor table has, else of an unknown kind."""
    country = event.where.country if event.where else None
    seen = {a.name: a for r in reports for a in (*r.targets, *r.victims, *r.initiators)}
    for name in names:
        row = named_rows().get(name)
        if name in seen:
            party = party_of(seen[name], country, role)
        elif row is not None and row.kind in party_kinds():
            party = named(row)
        else:
            party = Party(kind=party_kinds()["unidentified_armed_group"], name=name)
        if party is not None:
            yield party


def party_of(actor: Actor, country: str | None, role: str) -> Party | None:
    """The party that an actor of a report is or belongs to; None for things, places and people of no known body."""
    row = actor_rows().get(actor.actor_id or "")
    if actor.kind == "person":
        return person(actor, row, country, role)
    kind = party_kinds().get(actor.kind)
    if kind is None:
        return None
    if actor.actor_id is not None and actor.actor_id.startswith("state:"):
        return body_of_state(actor.actor_id)
    if row is not None:
        return named(row)
    if actor.kind in STATE_KINDS:
        return Party(kind=kind, country=country, state=True, assumed=actor.name)
    if actor.kind == "foreign_force":
        return Party(kind=kind, name=actor.name)
    is_named = actor.name[:1].isupper() and actor.kind not in PEOPLE - {"organisation", "media"}
    return Party(kind=kind, name=actor.name if is_named else "")


def person(actor: Actor, row: ActorRow | None, country: str | None, role: str) -> Party | None:
    """The body that a person acts for; one of no known body is a civilian where they suffer, else unknown."""
    if row is not None and row.affiliated_with:
        owner = row.affiliated_with
        known = actor_rows().get(owner)
        if owner.startswith("state:"):
            return body_of_state(owner)
        if known is not None:
            return named(known)
    return None if role == "initiators" else Party(kind=party_kinds()["civilians"])


def body_of_state(actor_id: str) -> Party:
    """A body of a state by its id, `state:IQ:military`."""
    _, country, branch = actor_id.split(":", 2)
    kind = BRANCHES.get(branch, "government" if branch.startswith("ministry") else "military")
    return Party(kind=party_kinds()[kind], country=country, state=True)


def named(row: ActorRow) -> Party:
    """An actor of the table; a part of a state's forces is these, with the part's name as `unit`."""
    owner = state_owner(row)
    if owner is not None:
        return replace(body_of_state(owner), unit=row.name if owner != row.id else None)
    kind = party_kinds()[row.kind]
    if row.kind in STATE_KINDS and row.country is not None:
        return Party(kind=kind, country=row.country, state=True, unit=row.name)
    return Party(kind=kind, name=row.name, country=row.country, ucdp_actor=row.ucdp_actor)


def state_owner(row: ActorRow) -> str | None:
    """The id of the state's body that an army, a police or a paramilitary force belongs to, by the table."""
    above: ActorRow | None = row
    for _ in range(4):  # an army's corps, its division, its brigade
        if above is None or above.kind not in OWNED:
            return None
        if above.id.startswith("state:"):
            return above.id
        if (above.affiliated_with or "").startswith("state:"):
            return above.affiliated_with
        above = actor_rows().get(above.affiliated_with or "")
    return None


def distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Each party once, in order of first mention; 'rebels' are the rebel group that is named beside them."""
    found: dict[tuple[str, str, str | None], Party] = {}
    for party in parties:
        found[party.key] = kept(found.get(party.key), party)
    named_kinds = {party.kind.kind for party in found.values() if party.name}
    return tuple(p for p in found.values() if p.name or p.state or p.kind.kind not in named_kinds)


def kept(before: Party | None, party: Party) -> Party:
    """Of two mentions of one party what both are sure of; a unit only where every mention is of it."""
    if before is None:
        return party
    unit = before.unit if before.unit == party.unit else None
    assumed = before.assumed if before.assumed and party.assumed else None
    return replace(before, unit=unit, assumed=assumed)


def armed(parties: Iterable[Party]) -> Iterator[Party]:
    """Those that take part in fighting."""
    return (party for party in parties if party.is_armed)
