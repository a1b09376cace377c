"""Who stands behind an actor: its identity, its camp, and whether two lists of actors can be the same side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from dateline.linking.people import GROUP_KINDS
from dateline.linking.states import Setting, state_body
from dateline.model.mention import Actor
from dateline.tables.actor_rows import ActorRow
from dateline.tables.actors import ActorTable
from dateline.values.names import alike, fold, is_acronym

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


# What a state's own bodies are, as against those that fight a state.
STATE_KINDS = frozenset({"military", "police", "government"})
NOWHERE = Setting()


class Party(Struct, frozen=True):
    """One actor as linking sees it: `id` or folded name, `name` as told, `camp`: the ids it belongs to, its own too.

    `listed`: the table or a country's name says who it is. `assumed`: a state's body by its noun alone, so that
    its country is that of the happening.
    """

    id: str
    name: str
    kind: str
    camp: frozenset[str]
    listed: bool
    assumed: bool = False


def party(actor: Actor, table: ActorTable, setting: Setting = NOWHERE) -> Party:
    """The party of an actor, by the actor table where it knows it, else as a body of its state, else by its name."""
    row = row_of(actor.actor_id, table) or table.named(actor.name)
    own = actor.actor_id or (row.id if row else None)
    state = None
    if own is None and actor.kind in STATE_KINDS:
        state = state_body(actor.name, actor.affiliated_with, setting, table.nouns)
    camp = set(chain(own or state, table)) | {
        camp for up in (actor.affiliated_with, actor.organisation) for camp in chain(up, table)
    }
    if row is not None and row.kind == "person" and row.country and len(camp) == 1:
        # A listed person without a group of their own holds, or held, an office of their state.
        camp.add(f"state:{row.country}")
    return Party(
        own or state or fold(actor.name), actor.name, actor.kind, frozenset(camp), own is not None, state is not None
    )


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


def parties(actors: Iterable[Actor], table: ActorTable, setting: Setting = NOWHERE) -> tuple[Party, ...]:
    """The parties that name someone, sorted."""
    found = {party(actor, table, setting) for actor in actors if actor.kind not in NAMELESS}
    return tuple(sorted(found, key=lambda one: (one.id, one.name)))


def compare(a: tuple[Party, ...], b: tuple[Party, ...]) -> str:
    """How two lists relate: `same` (a member in common), `camp` (one camp), `differ` (known others), `unknown`."""
    if any(is_same(one, other) for one in a for other in b):
        return "same"
    camps_a, camps_b = _camps(a), _camps(b)
    if camps_a & camps_b:
        return "camp"
    return "differ" if _are_known(a, b) or _are_foes(a, b) or _are_foes(b, a) else "unknown"


def is_same(one: Party, other: Party) -> bool:
    """Whether two parties are one actor: the same id, or one name, where at most one is in the table.

    One name is alike to the other, or its acronym.
    """
    if one.id == other.id:
        return True
    if (one.listed and other.listed) or one.assumed or other.assumed:
        return False
    acronym = is_acronym(one.name, other.name) or is_acronym(other.name, one.name)
    return acronym or (one.kind == other.kind and alike(one.name, other.name))


def _are_known(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """Whether it is known of both who they are, so that other names are others."""
    if any(one.kind in JOINT or one.assumed for one in (*a, *b)):
        return False
    return bool(_camps(a) and _camps(b))


def _are_foes(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """Whether a state's own forces stand on one side and an armed group that is no state's on the other."""
    forces = bool(a) and all(one.kind in STATE_KINDS and _is_of_state(one) for one in a)
    return forces and bool(b) and all(one.kind in GROUP_KINDS and not _is_of_state(one) for one in b)


def _is_of_state(one: Party) -> bool:
    return any(id_.startswith("state:") for id_ in one.camp)


def _camps(several: tuple[Party, ...]) -> frozenset[str]:
    return frozenset().union(*(one.camp for one in several)) if several else frozenset()
