"""Who stands behind an actor: its identity, its camp, and whether two lists of actors can be the same side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from dateline.model.mention import Actor
from dateline.tables.actors import ActorRow, ActorTable
from dateline.values.names import alike, fold

# Kinds of actor that name no one: two mentions of 'civilians' are neither the same people nor different ones.
NAMELESS = frozenset(
    {
        "civilians",
        "people",
        "rioters",
        "protesters",
        "unidentified_armed_group",
        "structure",
        "vehicle",
        "weapon",
        "place",
    }
)
# Kinds whose members overlap with others' (a coalition and its member state), so that unlike names prove nothing.
JOINT = frozenset({"foreign_force", "organisation", "media"})
LONGEST_CHAIN = 6


class Party(Struct, frozen=True):
    """One actor as linking sees it: `id` or folded name, `name` as told, `camp`: the ids it belongs to, its own too."""

    id: str
    name: str
    kind: str
    camp: frozenset[str]
    listed: bool


def party(actor: Actor, table: ActorTable) -> Party:
    """The party of an actor, by the actor table where it knows it, else by its name."""
    row = row_of(actor.actor_id, table) or table.named(actor.name)
    own = actor.actor_id or (row.id if row else None)
    camp = set(chain(own, table)) | {
        camp for up in (actor.affiliated_with, actor.organisation) for camp in chain(up, table)
    }
    if row is not None and row.kind == "person" and row.country and len(camp) == 1:
        # A listed person without a group of their own holds, or held, an office of their state.
        camp.add(f"state:{row.country}")
    return Party(own or fold(actor.name), actor.name, actor.kind, frozenset(camp), own is not None)


def row_of(id_or_name: str | None, table: ActorTable) -> ActorRow | None:
    """The table's row for an id or a whole name."""
    if not id_or_name:
        return None
    return table.by_id.get(id_or_name) or table.named(id_or_name)


def chain(id_or_name: str | None, table: ActorTable) -> Iterator[str]:
    """The ids of an actor, of what it belongs to and of its state; nothing for an unknown name."""
    for _ in range(LONGEST_CHAIN):
        row = row_of(id_or_name, table)
        own = row.id if row else id_or_name if id_or_name and id_or_name.startswith("state:") else None
        if own is None:
            return
        yield own
        if own.startswith("state:"):
            yield ":".join(own.split(":")[:2])
            return
        if row is not None and row.side_group:
            yield f"side:{row.side_group}"
        id_or_name = row.affiliated_with if row else None


def parties(actors: Iterable[Actor], table: ActorTable) -> tuple[Party, ...]:
    """The parties that name someone, sorted."""
    found = {party(actor, table) for actor in actors if actor.kind not in NAMELESS}
    return tuple(sorted(found, key=lambda one: (one.id, one.name)))


def compare(a: tuple[Party, ...], b: tuple[Party, ...]) -> str:
    """How two lists relate: `same` (a member in common), `camp` (one camp), `differ` (known others), `unknown`."""
    if any(is_same(one, other) for one in a for other in b):
        return "same"
    camps_a, camps_b = _camps(a), _camps(b)
    if camps_a & camps_b:
        return "camp"
    known = bool(camps_a and camps_b) and not any(one.kind in JOINT for one in (*a, *b))
    return "differ" if known else "unknown"


def is_same(one: Party, other: Party) -> bool:
    """Whether two parties are one actor: the same id, or alike names where at most one is in the table."""
    if one.id == other.id:
        return True
    return not (one.listed and other.listed) and one.kind == other.kind and alike(one.name, other.name)


def _camps(several: tuple[Party, ...]) -> frozenset[str]:
    return frozenset().union(*(one.camp for one in several)) if several else frozenset()
