"""Countries and capitals that do what only a state does: 'Russia shelled X', 'announced by Turkey', 'Iran's strikes'.

Such a name is no place of what is told; it is the state's government, as an actor.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dateline.model.mention import Place
from dateline.model.parse import Parse
from dateline.reading.actor_words import HYPHENS
from dateline.tables.actors import word_key

if TYPE_CHECKING:
    from dateline.tables.load import Tables

OBJECTS = frozenset({"dobj", "ccomp", "xcomp"})
BETWEEN = frozenset({"with", "between"})


def acting_states(places: tuple[Place, ...], parses: tuple[Parse, ...], tables: Tables) -> tuple[Place, ...]:
    """The places, countries and capitals that act as states in use `government`."""
    acting = {n for n, parse, i in _names(places, parses) if _acts(parse, i, places[n], tables)}
    return tuple(replace(place, use="government") if n in acting else place for n, place in enumerate(places))


def _names(places: tuple[Place, ...], parses: tuple[Parse, ...]) -> Iterator[tuple[int, Parse, int]]:
    """Each place that may stand for a state: its number, its paragraph, the token that heads its name."""
    at = 0
    for n, place in enumerate(places):
        while at < len(parses) and parses[at].span.end <= place.span.start:
            at += 1
        if at == len(parses):
            return
        if place.use == "location" and place.precision in {"country", "settlement"}:
            tokens = parses[at].tokens_in(place.span)
            root = parses[at].root_of(range(tokens[0], tokens[-1] + 1)) if tokens else None
            if root is not None:
                yield n, parses[at], root


def _acts(parse: Parse, i: int, place: Place, tables: Tables) -> bool:
    country = place.precision == "country"
    if not country and word_key(place.text) not in tables.gazetteer.countries.seats:
        return False
    if i + 1 < len(parse) and parse.forms[i + 1] in HYPHENS:
        return False
    dep = parse.deps[i]
    if dep == "poss":
        return parse.lemmas[parse.heads[i]] in tables.actors.signs("state_deed")
    first = _first_of_list(parse, i)
    head = parse.heads[first]
    if parse.deps[first] == "nsubj":
        return _does(parse, head, country, tables)
    if not country or parse.deps[first] != "pobj":
        return False
    if parse.deps[head] == "agent":
        return True
    return parse.forms[head] in BETWEEN and parse.lemmas[parse.heads[head]] in tables.actors.signs("state_dealing")


def _does(parse: Parse, verb: int, country: bool, tables: Tables) -> bool:
    """Whether a verb is of what states do; a country may also 'see' or 'suffer' as a place, a capital sleep."""
    if parse.pos[verb] not in {"VERB", "AUX"}:
        return False
    below = [k for k in range(len(parse)) if parse.heads[k] == verb and k != verb]
    if parse.lemmas[verb] == "be":
        bound = tables.actors.signs("state_is")
        return country and any(parse.deps[k] in {"attr", "acomp"} and parse.lemmas[k] in bound for k in below)
    if parse.lemmas[verb] in tables.actors.signs("state_stays"):
        return False
    return country or any(parse.deps[k] in OBJECTS for k in below)


def _first_of_list(parse: Parse, i: int) -> int:
    """The first of the names that token i stands in a list with."""
    while parse.deps[i] == "conj" and parse.heads[i] < i:
        i = parse.heads[i]
    return i
