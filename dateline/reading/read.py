"""From a document to its mentions: parse once, then each reader in the order of what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from dateline.model.document import Document, ReadDocument, Reading
from dateline.model.mention import Actor, Attribution, Place
from dateline.model.parse import Parse
from dateline.reading.actor_speakers import with_speakers
from dateline.reading.actor_states import acting_states
from dateline.reading.actors import find_actors
from dateline.reading.attributions import find_attributions
from dateline.reading.figures import find_figures
from dateline.reading.parse import parse_document
from dateline.reading.place_uses import listed_states, within_names
from dateline.reading.places import find_places
from dateline.reading.readable import readable, restored
from dateline.reading.times import find_times
from dateline.tables.load import Tables

if TYPE_CHECKING:
    from spacy.language import Language


NOTHING = Reading(times=(), places=(), actors=(), figures=(), attributions=())


class Parsed(Struct, frozen=True, eq=False):
    """A document, how it is taken for reading, and its parses; neither where it is not read."""

    document: Document
    taken: Document | None
    parses: tuple[Parse, ...] = ()


def read(document: Document, nlp: Language, tables: Tables) -> ReadDocument:
    """The document with its mentions, and the parses they were read from; nothing of a story that is not read."""
    return mentioned(parsed(document, nlp, tables), tables)


def parsed(document: Document, nlp: Language, tables: Tables) -> Parsed:
    """The document with its parses."""
    if document.unread is not None:
        return Parsed(document, None)
    taken = readable(document, nlp, tables)
    return Parsed(document, taken, parse_document(nlp, taken))


def mentioned(parsed: Parsed, tables: Tables) -> ReadDocument:
    """The document with its mentions."""
    document, taken = parsed.document, parsed.taken
    if taken is None:
        return ReadDocument(msgspec.structs.replace(document, reading=NOTHING), ())
    reading = find_mentions(taken, parsed.parses, tables)
    if taken is not document:
        reading = restored(reading, document.text)
    return ReadDocument(msgspec.structs.replace(document, reading=reading), parsed.parses)


def find_mentions(document: Document, parses: tuple[Parse, ...], tables: Tables) -> Reading:
    """What the five readers find in a parsed document."""
    times = find_times(document, parses, tables)
    places, actors, attributions = find_named(document, parses, tables)
    mentions = Reading(times=times, places=places, actors=actors, figures=(), attributions=attributions)
    return msgspec.structs.replace(mentions, figures=find_figures(document, parses, mentions, tables))


def find_named(
    document: Document, parses: tuple[Parse, ...], tables: Tables
) -> tuple[tuple[Place, ...], tuple[Actor, ...], tuple[Attribution, ...]]:
    """Places, actors and attributions, what each of them says of the others settled."""
    places = acting_states(listed_states(find_places(document, parses, tables), parses), parses, tables)
    actors = find_actors(document, parses, places, tables)
    attributions = find_attributions(document, parses, actors, tables)
    actors = with_speakers(actors, attributions, parses, document.text)
    return within_names(places, actors), actors, attributions
