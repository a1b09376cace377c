"""What one story says of the names in it: which are bodies', what their short forms stand for, whose each body is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from dateline.linking.people import singular
from dateline.linking.states import Setting, setting_of
from dateline.model.document import Document
from dateline.tables.actors import ActorTable
from dateline.values.names import fold, is_acronym

# Kinds of actor that are bodies, so that someone can speak for them.
BODIES = frozenset(
    {"military", "police", "paramilitary", "rebel", "political_militia", "communal_militia", "criminal_group"}
    | {"private_force", "foreign_force", "government", "organisation", "media"}
)
# Roles of nouns that head the name of a body, so that they can stand for it: 'the front', 'the ministry'.
HEADS = frozenset({"body", "force", "unit"})


class Story(Struct, frozen=True, eq=False):
    """What one story says of names, folded: where it plays, full names by short form, bodies, owners of bodies.

    `countries`: the code and the name of each country, each time that it is named.
    """

    setting: Setting
    full: Mapping[str, str]
    bodies: frozenset[str]
    owners: Mapping[str, str]
    countries: tuple[tuple[str, str], ...]


def story_of(document: Document, table: ActorTable) -> Story:
    """What a story that was read says of names."""
    named = [actor for actor in document.actors if actor.kind in BODIES]
    full = _full_names([actor.name for actor in named if actor.actor_id is None], table)
    bodies = {fold(name) for name in full.values()}
    bodies |= {fold(actor.name) for actor in named if is_name(actor.name, table)}
    spoken_for = [actor.organisation for actor in document.actors] + [
        said.organisation for said in document.attributions
    ]
    bodies |= {fold(name) for name in spoken_for if name and is_name(name, table)}
    owners = {fold(actor.name): actor.affiliated_with for actor in named if actor.affiliated_with}
    return Story(setting_of(document), full, frozenset(bodies), owners, country_names(document))


def _full_names(names: Iterable[str], table: ActorTable) -> dict[str, str]:
    """Each short form of a body's name with the one full name of the story that it can stand for, folded."""
    full = {without_adjective(name) for name in names if capitals(without_adjective(name)) >= 2}
    meant: dict[str, set[str]] = defaultdict(set)
    for name in full:
        meant[fold(name)].add(name)
        for word in fold(name).split():
            row = table.nouns.get(word) or table.nouns.get(singular(word))
            if row is not None and row.role in HEADS:
                meant[word].add(name)
    for name in names:
        meant[fold(name)] |= {whole for whole in full if is_acronym(name, whole) or without_adjective(name) == whole}
    return {short: next(iter(found)) for short, found in meant.items() if len(found) == 1}


def without_adjective(name: str) -> str:
    """'rebel Eastern Front' without the words before the name itself."""
    words = name.split()
    first = next((n for n, word in enumerate(words) if word[:1].isupper()), 0)
    return " ".join(words[first:])


def short_forms(names: Iterable[str], table: ActorTable) -> dict[str, str]:
    """The acronyms and last words that stand for one full name of the case only: 'the front' in a story without it."""
    meant: dict[str, set[str]] = defaultdict(set)
    for name in names:
        initials = "".join(word[0] for word in name.replace("-", " ").split() if word[:1].isupper())
        last = name.split()[-1].lower()
        row = table.nouns.get(last) or table.nouns.get(singular(last))
        for short in (initials, last if row is not None and row.role in HEADS else ""):
            if len(short) > 1:
                meant[short].add(name)
    return {short: next(iter(found)) for short, found in meant.items() if len(found) == 1}


def country_names(document: Document) -> tuple[tuple[str, str], ...]:
    """The code and the name of each country that a story names, each time that it does."""
    return tuple(
        (place.country, place.name)
        for place in document.places
        if place.precision == "country" and place.country and place.name
    )


def posts_of(document: Document) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    """Each person with the words that say what they belong to or hold, the surest first."""
    for actor in document.actors:
        if actor.kind == "person":
            yield actor.name, (actor.organisation, actor.affiliated_with, actor.role)
    for said in document.attributions:
        if said.speaker and said.organisation:
            yield said.speaker, (said.organisation,)


def is_name(name: str, table: ActorTable) -> bool:
    """Whether a name can be a body's: it has a capital or heads like one, and its noun is none for people."""
    words = fold(name).split()
    row = table.nouns.get(words[-1]) or table.nouns.get(singular(words[-1])) if words else None
    if row is not None and row.role not in HEADS:
        return capitals(name) > 1
    return row is not None or capitals(name) > 0


def capitals(name: str) -> int:
    """How many words of a name have a capital."""
    return sum(1 for word in name.split() if word[:1].isupper())
