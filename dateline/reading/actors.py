"""Who acts and is acted upon: table names, bodies of states and groups, units, persons, people, and their chains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.model.document import Document
from dateline.model.mention import Actor, Place
from dateline.model.parse import Parse
from dateline.reading.actor_chains import chain
from dateline.reading.actor_drafts import Draft, finished
from dateline.reading.actor_groups import find_groups
from dateline.reading.actor_introductions import introduce
from dateline.reading.actor_persons import Persons, find_persons
from dateline.reading.actor_settling import settled
from dateline.reading.actor_words import HYPHENS, words_of_parse

if TYPE_CHECKING:
    from dateline.tables.load import Tables


def find_actors(
    document: Document, parses: tuple[Parse, ...], places: tuple[Place, ...], tables: Tables
) -> tuple[Actor, ...]:
    """The actor mentions of headline, body and captions, in text order, none overlapping another.

    Names of countries and capitals that stand for their government come from `places` with use `government`.
    """
    paragraphs = [words_of_parse(parse) for parse in parses]
    located = _tokens_of(places, parses)
    drafts: list[Draft] = []
    named = [find_groups(at, words, tables) for at, words in enumerate(paragraphs)]
    named = settled(named, paragraphs, places, document.published.earliest, tables.actors)
    groups = introduce(named, paragraphs, tables)
    found = [find_persons(at, words, groups[at], located[at], tables) for at, words in enumerate(paragraphs)]
    for others, persons in zip(groups, _without_places(found), strict=True):
        inside = {i for d in persons for i in range(d.first, d.last + 1)}
        others = [d for d in others if not any(i in inside for i in range(d.first, d.last + 1))]
        drafts += sorted([*others, *persons], key=lambda d: d.first)
    chained = chain(drafts, paragraphs, tables)
    kept = [d for d in chained if not _is_predicate(d, parses[d.at])]
    actors = [finished(draft, parses[draft.at], document.text) for draft in kept]
    return _with_peoples(_with_governments(actors, places, tables), places, parses)


def _is_predicate(draft: Draft, parse: Parse) -> bool:
    """Whether a noun for a person only says what someone is: 'he was a soldier' names nobody else."""
    common = draft.how == "noun" and draft.kind == "person" and parse.deps[draft.head] == "attr"
    return common and (draft.first == 0 or parse.forms[draft.first - 1] != "the")


def _without_places(found: Sequence[Persons]) -> Iterator[list[Draft]]:
    """The persons of each paragraph, less names nothing shows to be persons and that elsewhere stand like places."""
    placed = {name for persons in found for name in persons.placed}
    shown = {draft.name for persons in found for draft in persons.drafts if draft.name not in persons.likely}
    doubtful = placed - shown
    for persons in found:
        yield [draft for draft in persons.drafts if draft.how != "person" or draft.name not in doubtful]


def _tokens_of(places: tuple[Place, ...], parses: tuple[Parse, ...]) -> list[set[int]]:
    """For each paragraph, the tokens of its place names."""
    tokens: list[set[int]] = [set() for _ in parses]
    at = 0
    for place in places:
        while at < len(parses) and parses[at].span.end <= place.span.start:
            at += 1
        if at < len(parses) and place.use != "organisation":
            tokens[at].update(parses[at].tokens_in(place.span))
    return tokens


def _with_governments(actors: list[Actor], places: tuple[Place, ...], tables: Tables) -> tuple[Actor, ...]:
    starts = [actor.span for actor in actors]
    for place in places:
        if place.use != "government" or any(place.span.overlaps(span) for span in starts):
            continue
        actor_id = f"state:{place.country}:government" if place.country else None
        row = tables.actors.by_id.get(actor_id or "")
        name = row.name if row and row.aliases else place.name or place.text
        actors.append(
            Actor(
                span=place.span,
                text=place.text,
                name=name,
                actor_id=actor_id,
                kind="government",
                affiliated_with=place.name,
            )
        )
    return tuple(sorted(actors, key=lambda a: a.span))


def _with_peoples(actors: tuple[Actor, ...], places: tuple[Place, ...], parses: tuple[Parse, ...]) -> tuple[Actor, ...]:
    """The actors and the nationals that a demonym names by itself: 'Iraqis fled', 'the French left'."""
    taken = {k for actor in actors for k in range(actor.span.start, actor.span.end)}
    found = list(actors)
    at = 0
    for place in places:
        while at < len(parses) and parses[at].span.end <= place.span.start:
            at += 1
        if place.use != "demonym" or place.span.start in taken or at == len(parses):
            continue
        tokens = parses[at].tokens_in(place.span)
        if tokens and _names_people(parses[at], tokens[-1]):
            found.append(
                Actor(
                    span=place.span,
                    text=place.text,
                    name=place.text,
                    actor_id=None,
                    kind="people",
                    affiliated_with=place.name,
                )
            )
    return tuple(sorted(found, key=lambda a: a.span))


def _names_people(parse: Parse, i: int) -> bool:
    """Whether a demonym stands for its people: a plural, or an adjective that heads a phrase after 'the'."""
    following = i + 1 < len(parse) and (parse.pos[i + 1] in {"NOUN", "PROPN", "ADJ"} or parse.forms[i + 1] in HYPHENS)
    if following or parse.deps[i] in {"compound", "amod", "nmod"}:
        return False
    if parse.tags[i] in {"NNS", "NNPS"}:
        return True
    return i > 0 and parse.forms[i - 1].lower() == "the" and parse.deps[i] in {"nsubj", "nsubjpass", "dobj", "pobj"}
