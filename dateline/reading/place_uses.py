"""What a place's name stands for where more than its neighbours say it: a list of states, the name of an actor."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from dateline.model.mention import Actor, Place
from dateline.model.parse import Parse

STATES = frozenset({"nation", "country", "state", "ally", "partner", "member", "government", "power"})
# Between the noun and the first name: 'nations which have conducted strikes in Iraq include A'.
LIST_REACH = 14
# How a list of names goes on.
JOINTS = frozenset({",", "and", "or", "the", "as", "well", "&"})


def listed_states(places: tuple[Place, ...], parses: tuple[Parse, ...]) -> tuple[Place, ...]:
    """The places, countries that are named one by one as states that act in use `government`: 'allies such as A'."""
    starts = {place.span.start: n for n, place in enumerate(places) if _is_country(place)}
    found = {n for parse in parses for n in _listed(parse, places, starts)} if starts else set()
    return tuple(replace(place, use="government") if n in found else place for n, place in enumerate(places))


def _is_country(place: Place) -> bool:
    return place.use == "location" and place.precision == "country"


def _listed(parse: Parse, places: tuple[Place, ...], starts: dict[int, int]) -> Iterator[int]:
    for i, lemma in enumerate(parse.lemmas):
        opens = lemma == "include" or (lemma == "as" and i > 0 and parse.lemmas[i - 1] == "such")
        if not opens or not _of_states(parse, i):
            continue
        k = i + 1
        while k < len(parse):
            n = starts.get(parse.starts[k])
            if n is not None:
                yield n
                while k < len(parse) and parse.starts[k] < places[n].span.end:
                    k += 1
            elif parse.forms[k] in JOINTS:
                k += 1
            else:
                break


def _of_states(parse: Parse, i: int) -> bool:
    """Whether the noun for states that a list names one by one stands before token i, in its sentence."""
    return any(
        parse.lemmas[k] in STATES and parse.tags[k] == "NNS" and parse.sentences[k] == parse.sentences[i]
        for k in range(max(0, i - LIST_REACH), i)
    )


def within_names(places: tuple[Place, ...], actors: tuple[Actor, ...]) -> tuple[Place, ...]:
    """The places, those in the name that the actor table has for a body in use `organisation`: no place of events."""
    named = iter(actor for actor in actors if actor.actor_id)
    actor = next(named, None)
    found = []
    for place in places:
        while actor is not None and actor.span.end <= place.span.start:
            actor = next(named, None)
        inside = actor is not None and place.use == "location" and _is_in_name(place, actor)
        found.append(replace(place, use="organisation") if inside else place)
    return tuple(found)


def _is_in_name(place: Place, actor: Actor) -> bool:
    """Whether a place's name is part of an actor's; in 'Iraq's army' it stands beside it."""
    if not actor.span.covers(place.span) or actor.span == place.span:
        return False
    return actor.text[place.span.end - actor.span.start :][:1] not in {"'", "’"}
