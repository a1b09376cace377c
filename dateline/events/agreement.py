"""What two mentions say of place, time, people and numbers: whether it can be of one happening."""

from __future__ import annotations

from dateline.events.draft import Draft
from dateline.model.mention import Actor, Figure, Place
from dateline.model.report import When
from dateline.values.geometry import holds

REACH, PARAGRAPHS = 3, 2  # sentences back within a paragraph, else paragraphs back

# Common nouns that take up a place named elsewhere: 'Orsa fell ... they hold the town'.
TAKEN_UP = frozenset(
    {"city", "town", "village", "area", "region", "district", "place", "settlement", "capital", "territory"}
    | {"outskirts", "outskirt", "edge", "way", "home"}
)
PEOPLED = frozenset({"people", "displaced", "person"})  # 'flooding affected families' says no place
COMPASS = frozenset({"north", "south", "east", "west"})


def is_near(known: Draft, draft: Draft) -> bool:
    """Whether a mention stands near before another: a few sentences, or a paragraph or two."""
    here, there = draft.found, known.found
    if there.scene.parse.role != here.scene.parse.role or known.evidence.start > draft.evidence.start:
        return False
    if there.scene is here.scene:
        numbers = here.scene.parse.sentences
        return numbers[here.token] - numbers[there.token] <= REACH
    return here.scene.number - there.scene.number <= PARAGRAPHS


def key(place: Place) -> str:
    """What tells places apart."""
    return place.gazetteer_id or place.name or place.text


def places_agree(a: Place | None, b: Place | None) -> bool:
    """Same place, or one inherited from the story."""
    if a is None or b is None or key(a) == key(b):
        return True
    return not is_named(a) or not is_named(b)


def is_nested(a: Place | None, b: Place | None) -> bool:
    """Whether one place lies in the other: a quarter in its town, a town in its country."""
    if a is None or b is None:
        return True
    whole = a.country == b.country and "country" in (a.precision, b.precision)
    return whole or holds(a, b) or holds(b, a)


def wheres_agree(a: Draft, b: Draft) -> bool:
    """Where a slot says the place in common nouns, 'the airport' and 'a bridge' are two; so are east and west."""
    here, there = bearings(a), bearings(b)
    if here and there and not here & there:
        return False
    first, second = where_words(a), where_words(b)
    if (first and in_slot(b) and not first & TAKEN_UP) or (second and in_slot(a) and not second & TAKEN_UP):
        return False
    return not first or not second or bool(first & second)


def in_slot(draft: Draft) -> bool:
    """Whether the trigger's own slot names the place."""
    return draft.where is not None and draft.where.basis.startswith("slot")


def bearings(draft: Draft) -> set[str]:
    """The points of the compass that say where: 'its eastern side', 'West Mosul'."""
    parse = draft.found.scene.parse
    words = {parse.forms[t].lower() for token in draft.roles.where for t in (*parse.children[token], token)}
    if draft.where is not None and in_slot(draft):
        words |= set((draft.where.name or draft.where.text).lower().split())
    return {word.removesuffix("ern") for word in words} & COMPASS


def where_words(draft: Draft) -> set[str]:
    """The lemmas in the place slots of a mention, unless they name a place or only point at one."""
    scene = draft.found.scene
    if in_slot(draft):
        return set()
    nouns = (t for t in draft.roles.where if scene.parse.pos[t] == "NOUN" and not scene.classes(t) & PEOPLED)
    return {scene.parse.lemmas[t] for t in nouns}


def is_named(place: Place) -> bool:
    """Whether the mention's own words name the place."""
    return not place.basis.startswith(("story place", "paragraph"))


def times_agree(a: When | None, b: When | None) -> bool:
    """The two intervals overlap, or one is unknown or only the story's date; no two days of an unknown year do."""
    if a is None or b is None:
        return True
    if None in (a.earliest, a.latest, b.earliest, b.latest):
        days = {when.symbol.value for when in (a, b) if when.symbol is not None and when.symbol.rule == "monthday"}
        return len(days) < 2
    if any(when.basis.startswith("publication date") for when in (a, b)):
        return True
    return str(a.earliest)[:10] <= str(b.latest)[:10] and str(b.earliest)[:10] <= str(a.latest)[:10]


def names(actors: tuple[Actor, ...]) -> set[str]:
    """What tells actors apart: table ids, else names; the words of an office name whoever holds it too."""
    offices = {a.text.casefold() for a in actors if is_office(a, a.text)}
    return {a.actor_id or a.name.casefold() for a in actors} | offices


def is_office(actor: Actor, text: str) -> bool:
    """Whether words for a person say an office and no name: 'the Foreign Minister'."""
    if actor.kind != "person" or not actor.role or len(text.split()) == 1:
        return False
    return text.casefold().split()[-1] == actor.role.casefold().split()[-1]


def agree(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> bool:
    """One of the roles is empty, or they share someone, or one names nobody in particular ('gunmen')."""
    return not a or not b or share(a, b) or not (named(a) and named(b))


def named(actors: tuple[Actor, ...]) -> bool:
    """Whether the role names someone in particular: a known actor, or a person by name."""
    return any(
        a.actor_id is not None or (a.kind in ("person", "government", "organisation") and not is_office(a, a.name))
        for a in actors
    )


def share(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> bool:
    """Whether the two have a participant in common."""
    return bool(names(a) & names(b))


def figures_agree(a: Draft, b: Draft) -> bool:
    """Different counts of the same outcome are two happenings."""
    numbers = {(f.outcome, f.counted): amount(f) for f in a.figures}
    return all(numbers.get((f.outcome, f.counted), amount(f)) == amount(f) for f in b.figures)


def counts(draft: Draft) -> set[tuple[str | None, float | None]]:
    """What a mention counts people for, and how many."""
    return {(f.outcome, amount(f)) for f in draft.figures if f.counted == "persons" and amount(f) is not None}


def amount(figure: Figure) -> float | None:
    """The number that a count gives: its best, else its floor, else its ceiling."""
    return next((n for n in (figure.best, figure.low, figure.high) if n is not None), None)
