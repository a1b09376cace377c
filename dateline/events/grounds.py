"""Places told without their name: 'there' takes up one named before, 'Veyran soil' is Veyra's land."""

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
    for token, lemma in enumerate(scene.parse.lemmas):
        place = land_of(scene, token) if lemma in LAND else None
        if place is not None:
            yield token, place


def there(found: Found) -> Place | None:
    """The place named last before 'there', in the clause or a clause below: 'the land that they once held there'."""
    scene, parse = found.scene, found.scene.parse
    clause = syntax.clause_head(parse, found.verb)
    pointing = [t for t in parse.subtree(clause) if parse.lemmas[t] == "there" and parse.deps[t] == "advmod"]
    for token in sorted(pointing):
        told = [t for t, place in scene.places.items() if t < token and place.use == "location"]
        told = [t for t in told if is_located(scene, t)]
        if told:
            return scene.places[max(told)]
    return None
