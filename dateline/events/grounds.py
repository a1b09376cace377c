"""Places told without their name: 'there' and 'the town' take up one named before, 'Veyran soil' is Veyra's land."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dateline.events import syntax
from dateline.events.located import is_located
from dateline.events.scene import Scene
from dateline.events.triggers import Found
from dateline.model.mention import Place

# Nouns that with a people's name before them say where: 'on Veyran territory', 'in Veyran jails'.
LAND = frozenset({"territory", "soil", "airspace", "land", "jail", "prison", "custody", "village", "town", "city"})
LAND |= frozenset({"water", "waters", "sky", "skies", "countryside", "capital", "side", "enclave"})
TOWN = frozenset({"settlement", "near", "part_of_settlement"})
# What a definite noun takes up: a place named before it of that kind.
KINDS = {
    "town": TOWN,
    "city": TOWN,
    "village": TOWN,
    "settlement": TOWN,
    "country": frozenset({"country"}),
    "nation": frozenset({"country"}),
    "province": frozenset({"admin1", "region"}),
    "region": frozenset({"admin1", "region"}),
    "state": frozenset({"admin1", "country"}),
    "governorate": frozenset({"admin1"}),
    "district": frozenset({"admin2", "admin3", "part_of_settlement"}),
}


def land_of(scene: Scene, token: int) -> Place | None:
    """The country on whose land something is, by the name of its people before a noun: 'on Veyran soil'."""
    parse = scene.parse
    if parse.lemmas[token] not in LAND:
        return None
    named = (scene.places[c] for c in parse.children[token] if c in scene.places and parse.deps[c] in ("amod", "poss"))
    place = next((p for p in named if p.use in ("demonym", "government") and p.precision == "country"), None)
    if place is None:
        return None
    return msgspec.structs.replace(place, use="location", basis=f"{place.basis}, whose {parse.lemmas[token]} it is")


def lands(scene: Scene) -> Iterator[tuple[int, Place]]:
    """The tokens of a paragraph that are somebody's land, with the country."""
    for token in range(len(scene.parse)):
        place = land_of(scene, token)
        if place is not None:
            yield token, place


def taken_up(found: Found, where: tuple[int, ...]) -> Place | None:
    """The place named before in the paragraph that 'there' or a definite noun in the clause stands for."""
    scene, parse = found.scene, found.scene.parse
    clause = syntax.clause_head(parse, found.verb)
    for token in (*where, *sorted(parse.subtree(clause))):
        kinds = kinds_of(scene, token, token in where)
        if kinds is not None:
            place = named_before(scene, token, kinds)
            if place is not None:
                return place
    return None


def kinds_of(scene: Scene, token: int, is_where: bool) -> frozenset[str] | None:
    """The precisions of the place that a word takes up, empty for any; None for a word that takes up none."""
    parse = scene.parse
    if parse.lemmas[token] == "there" and parse.deps[token] == "advmod":
        return frozenset()
    bare = syntax.is_definite(parse, token) and not any(
        parse.deps[c] in ("amod", "compound", "nmod", "prep", "relcl", "acl", "appos") for c in parse.children[token]
    )
    located = is_where or (parse.deps[token] == "pobj" and parse.lemmas[parse.heads[token]] in ("in", "at", "inside"))
    return KINDS.get(parse.lemmas[token]) if bare and located and token not in scene.places else None


def named_before(scene: Scene, token: int, kinds: frozenset[str]) -> Place | None:
    """The place of one of the kinds that the paragraph told of last before a token."""
    told = [
        t for t, p in scene.places.items() if t < token and p.use == "location" and (not kinds or p.precision in kinds)
    ]
    told = [t for t in told if is_located(scene, t)]
    return scene.places[max(told)] if told else None
