"""From the words of a source to who speaks, for whom, and through which outlet."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from dateline.model.mention import Actor
from dateline.model.parse import Parse
from dateline.model.span import Span
from dateline.reading.actor_words import words_between
from dateline.reading.attribution_cues import SPEECH_PERSONS, Cue
from dateline.tables.speech import SpeechWords

PRONOUNS = frozenset({"he", "she", "they", "it", "who", "his", "her", "their"})
SINGULAR = frozenset({"he", "she"})
# What a determiner or a count adds to a speaker is no part of the name.
LEADING = frozenset({"DET", "NUM", "PUNCT"})
HEARERS = frozenset({"dobj", "dative", "pobj"})
HEARING = frozenset({"tell", "inform", "assure", "speak", "say", "give"})
# 'said in an interview with CNN' names the outlet within this many tokens of the verb.
OUTLET_REACH = 10
THINGS = frozenset({"weapon", "vehicle", "structure", "place"})


class Speaker(Struct, frozen=True):
    """The name to be quoted as the source, what they speak for, and the outlet they spoke to.

    `speaks_of_self`: the source is an I or we, so that whoever is quoted saying it is meant.
    """

    name: str | None
    organisation: str | None = None
    via: tuple[str, ...] = ()
    is_person: bool = False
    speaks_of_self: bool = False


NOBODY = Speaker(None)


def _speaker_of(actor: Actor, via: tuple[str, ...]) -> Speaker:
    """A person by name; a body as the text names it, unless it only says 'the military', with its full name beside."""
    if actor.kind in {"person", "people"}:
        return Speaker(actor.name, actor.organisation or actor.affiliated_with, via, is_person=actor.kind == "person")
    capitals = sum(letter.isupper() for letter in actor.text)
    named = capitals > 1 or (capitals and " " in actor.text)
    return Speaker(actor.text if named else actor.name, actor.name, via)


class Speakers:
    """Looks up who the source of a cue is among the actors of the story."""

    def __init__(self, parses: Sequence[Parse], actors: Sequence[Actor], speech: SpeechWords) -> None:
        self._parses = parses
        self._actors = list(actors)
        self._starts = [actor.span.start for actor in actors]
        self._speech = speech

    def of(self, at: int, cue: Cue, before: Speaker | None) -> Speaker:
        """The speaker of a cue of paragraph `at`; `before` is who spoke last, for a pronoun that names nobody."""
        if cue.source is None:
            return NOBODY
        parse = self._parses[at]
        via = self._outlet(parse, cue)
        source = cue.source if cue.named is None else cue.named
        head = parse.root_of(source)
        head = source.start if head is None else head
        actor = self._actor(parse, source, head)
        if actor is not None:
            return _speaker_of(actor, via)
        own = parse.lemmas[head] in SPEECH_PERSONS
        pronoun = own or parse.lemmas[head] in PRONOUNS
        if pronoun and before is not None and (before.is_person or parse.forms[head].lower() not in SINGULAR):
            return Speaker(before.name, before.organisation, via or before.via, before.is_person, speaks_of_self=own)
        name = self._named(parse, source)
        is_person = not pronoun and all(word[0].isupper() for word in name.split())
        return Speaker(name, None, via, is_person, speaks_of_self=own)

    def _actor(self, parse: Parse, source: range, head: int) -> Actor | None:
        """The actor whose mention holds the source's head word, or the first within the source: its owner or author."""
        span = parse.span_of(source.start, source.stop - 1)
        inside = self._within(span)
        at_head = [a for a in inside if a.span.start <= parse.starts[head] < a.span.end]
        person = next((a for a in inside if a.kind == "person" and a.is_private_person is not None), None)
        if at_head:
            noun = at_head[0].kind == "person" and at_head[0].is_private_person is None
            beside = person is not None and 0 <= person.span.start - at_head[0].span.end <= len(", ")
            return person if noun and beside else at_head[0]
        if person is not None and parse.starts[head] - person.span.end < 2:
            return person
        if parse.lemmas[head] in self._speech.nouns:
            return next((a for a in inside if a.kind not in THINGS), None)
        return None

    def _within(self, span: Span) -> list[Actor]:
        i = bisect_left(self._starts, span.start)
        found = []
        if i > 0 and self._actors[i - 1].span.end > span.start:
            i -= 1
        while i < len(self._actors) and self._starts[i] < span.end:
            found.append(self._actors[i])
            i += 1
        return found

    def _outlet(self, parse: Parse, cue: Cue) -> tuple[str, ...]:
        """The outlet that was told, or to which the interview or statement was given."""
        if cue.verb is None or parse.lemmas[cue.verb] not in HEARING:
            return ()
        end = min(cue.verb + OUTLET_REACH, len(parse) - 1)
        if parse.sentences[end] != parse.sentences[cue.verb]:
            end = parse.sentence(cue.verb).stop - 1
        inside = [a for a in self._within(parse.span_of(cue.verb, end)) if a.kind == "media"]
        for actor in inside:
            token = parse.token_at(actor.span.start)
            if token is None or any(token in run for run in cue.contents):
                continue
            if token == cue.verb + 1 or any(
                parse.forms[k].lower() in {"to", "with", "told", "by"} for k in range(max(cue.verb, token - 3), token)
            ):
                return (actor.text,)
        return ()

    @staticmethod
    def _named(parse: Parse, source: range) -> str:
        """The words of the source without its determiner."""
        first = source.start
        while first < source.stop - 1 and parse.pos[first] in LEADING:
            first += 1
        return words_between(parse, first, source.stop - 1)
