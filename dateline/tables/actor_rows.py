"""The rows of the tables of actors: named actors, nouns, ranks, signs, hardware, given names."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class ActorRow(Struct, frozen=True, kw_only=True):
    """A row of actors.tsv. `kind`: see design.md, section 4. `country`: ISO 3166-1 alpha-2 of its home.

    `local_names`: names that mean it only in a story about its country, being another's or a word elsewhere ('AA').
    `affiliated_with`: the id of the actor it belongs to or fights for. `valid_from`, `valid_to`: ISO years or
    dates between which it existed under this name. `succeeded_by`: the id of what it became. `side_group`: actors of
    one camp share it. `ucdp_actor`: its number in the actor list of the Uppsala Conflict Data Program, which bears out
    its name.
    """

    id: str
    name: str
    kind: str
    origin: str
    licence: str
    aliases: tuple[str, ...] = ()
    local_names: tuple[str, ...] = ()
    country: str | None = None
    affiliated_with: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    succeeded_by: str | None = None
    side_group: str | None = None
    ucdp_actor: str | None = None


class NounRow(Struct, frozen=True, kw_only=True):
    """A row of actor_nouns.tsv: a lemma that heads a phrase for an actor.

    `role`: `force` (with a state or a group before it, stands for that body), `people`, `person`, `body` (an
    institution), `unit` (a part of an army), `thing` (weapon, vehicle, structure, place), `part` (a thing only after
    the noun for one: 'mortar system', and then of its kind). `branch`: which body of a state a force is (military,
    police, security, government, navy, air_force), or `group` for armed groups; `acting` on a `body` that is mostly a
    thing and somebody only where it acts ('the channel said'); `group` on a `body` or `person` says that a
    capitalised name with the noun ('the Orsa Front', 'the Hill Guards') is one.
    """

    noun: str
    kind: str
    role: Literal["force", "people", "person", "body", "unit", "thing", "part"]
    origin: str
    licence: str
    branch: str | None = None


class RankRow(Struct, frozen=True, kw_only=True):
    """A row of ranks.tsv: words before or after a person's name.

    `type`: rank, office, role, title (an honorific). `public`: whether it makes its bearer a public person.
    """

    words: str
    type: Literal["rank", "office", "role", "title"]
    public: bool
    origin: str
    licence: str


class NameSign(Struct, frozen=True, kw_only=True):
    """A row of name_signs.tsv: a word in or beside a capitalised name that tells a person from a place or a thing.

    In the name: `thing` anywhere, `thing_first`, `thing_last`. Before it: `locative` (a preposition),
    `place_verb`, `place_noun` (before `of` or in apposition), `naming` ('named'), `kin` (before `of`, after `'s`:
    relatives, bodies, homes, deaths), `relation` (those of them that only people have).
    Heads of a preposition: `to_person`, `from_person` (a person follows), `for_place`, `on_place` (a place does).
    Verbs with people as subjects: `saying`; with people as objects: `suffering`.
    Of a country's name: verbs that it is a place for (`state_stays`: 'Syria has seen'), what it is as a state
    (`state_is`: 'is a partner'), its deeds (`state_deed`: 'X's invasion'), dealings (`state_dealing`: 'talks with X').
    """

    word: str
    sign: Literal[
        "thing", "thing_first", "thing_last", "locative", "place_verb", "place_noun", "naming", "kin", "relation",
        "to_person", "from_person", "for_place", "on_place", "saying", "suffering",
        "state_stays", "state_is", "state_deed", "state_dealing",
    ]  # fmt: skip
    origin: str
    licence: str


class HardwareRow(Struct, frozen=True, kw_only=True):
    """A row of hardware.tsv: how a vehicle or a weapon is named.

    `sign`: `designation` (a type's letters and number), `name` (of a type), `ship` (letters before a ship's name),
    `vessel` (a noun before it).
    """

    word: str
    kind: Literal["vehicle", "weapon"]
    sign: Literal["designation", "name", "ship", "vessel"]
    origin: str
    licence: str


class GivenName(Struct, frozen=True):
    """A row of given_names.tsv."""

    name: str
    origin: str
    licence: str
