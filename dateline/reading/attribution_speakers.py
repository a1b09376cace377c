"""From the words of a source to who speaks, for whom, and through which outlet."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.model.mention import Actor
from dateline.model.parse import Parse
from dateline.model.span import Span
from dateline.reading.actor_words import words_between
from dateline.reading.attribution_cue import Cue
from dateline.reading.attribution_cues import SPEECH_PERSONS
from dateline.values.names import fold

if TYPE_CHECKING:
    from dateline.tables.load import Tables

PRONOUNS = frozenset({"he", "she", "they", "it", "who", "his", "her", "its", "their"})
SINGULAR = frozenset({"he", "she"})
# What a determiner or a count adds to a speaker is no part of the name.
LEADING = frozenset({"DET", "NUM", "PUNCT"})
HEARING = frozenset({"tell", "inform", "assure", "speak", "say", "give"})
# 'said in an interview with CNN' names the outlet within this many tokens of the verb.
OUTLET_REACH = 10
# Between the comma and the name stand an article, an adjective and an office at most.
APPOSED_REACH = 7
THINGS = frozenset({"weapon", "vehicle", "structure", "place"})
PEOPLE = frozenset({"person", "people", "civilians", "protesters", "rioters", "unidentified_armed_group"})
BODIES = frozenset(
    {"military", "police", "paramilitary", "rebel", "political_militia", "communal_militia", "criminal_group"}
    | {"private_force", "foreign_force", "government", "organisation"}
)
LEARNED = frozenset({"Dr", "Dr.", "Doctor", "Prof", "Prof.", "Professor"})


class Speaker(Struct, frozen=True):
    """The name to be quoted as the source, what they speak for, and the outlet they spoke to.

    `speaks_of_self`: the source is an I or we, so that whoever is quoted saying it is meant. `is_learned`: it is
    named with a Dr or Professor.
    """

    name: str | None
    organisation: str | None = None
    via: tuple[str, ...] = ()
    is_person: bool = False
    speaks_of_self: bool = False
    is_learned: bool = False


NOBODY = Speaker(None)


def _speaker_of(actor: Actor, via: tuple[str, ...], singular: bool) -> Speaker:
    """A person by name; a body as the text names it, unless it only says 'the military', with its full name beside.

    People who are no body (residents, a crowd) speak for none.
    """
    if actor.kind in PEOPLE:
        is_person = actor.kind == "person" or (singular and actor.kind in {"civilians", "people"})
        learned = is_person and actor.role in LEARNED
        return Speaker(
            actor.name, actor.organisation or actor.affiliated_with, via, is_person=is_person, is_learned=learned
        )
    capitals = sum(letter.isupper() for letter in actor.text)
    named = capitals > 1 or (capitals and " " in actor.text)
    return Speaker(actor.text if named else actor.name, actor.name, via)


class Speakers:
    """Looks up who the source of a cue is among the actors of the story."""

    def __init__(
        self, parses: Sequence[Parse], actors: Sequence[Actor], tables: Tables, masthead: tuple[str | None, str | None]
    ) -> None:
        self._parses = parses
        self._actors = list(actors)
        self._starts = [actor.span.start for actor in actors]
        self._speech = tables.speech
        self._nouns = tables.actors.nouns
        self._papers: dict[str, Speaker] = {}
        self._masthead = frozenset(fold(name) for name in masthead if name)
        self._platforms = tables.segments.masthead.platform_names
        self._media = frozenset(actor.name for actor in actors if actor.kind == "media")

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
        paper = parse.lemmas[head] if parse.lemmas[head] in self._speech.nouns else None
        if actor is not None:
            speaker = _speaker_of(actor, via, singular=parse.tags[head] in {"NN", "NNP"})
            for noun in (*([] if paper is None else [paper]), *self._papers_of(parse, cue)):
                self._papers[noun] = speaker
            return speaker
        if paper in self._papers and parse.forms[source.start].lower() in {"the", "this"}:
            return self._papers[paper]  # 'the release said', after 'a ministry release'
        own = parse.lemmas[head] in SPEECH_PERSONS
        pronoun = own or parse.lemmas[head] in PRONOUNS
        if pronoun and before is not None and (before.is_person or parse.forms[head].lower() not in SINGULAR):
            return Speaker(before.name, before.organisation, via or before.via, before.is_person, speaks_of_self=own)
        if (those := self._of_them(parse, head)) is not None:
            return those
        name = self._named(parse, source)
        is_person = not pronoun and all(word[0].isupper() for word in name.split())
        return Speaker(name, self._body_in(parse, source), via, is_person, speaks_of_self=own)

    def _papers_of(self, parse: Parse, cue: Cue) -> list[str]:
        """The nouns for what a speaker says it in: 'said in a statement'."""
        verb = cue.verb
        inside = [] if verb is None else [c for c in parse.children[verb] if parse.lemmas[c] == "in"]
        nouns = [parse.lemmas[n] for c in inside for n in parse.children[c] if parse.deps[n] == "pobj"]
        return [noun for noun in nouns if noun in self._speech.nouns]

    def _actor(self, parse: Parse, source: range, head: int) -> Actor | None:
        """The actor whose mention holds the source's head word, or the first within the source: its owner or author."""
        span = parse.span_of(source.start, source.stop - 1)
        inside = self._within(span)
        at_head = [a for a in inside if a.span.start <= parse.starts[head] < a.span.end]
        person = next((a for a in inside if a.kind == "person" and a.is_private_person is not None), None)
        if at_head:
            noun = at_head[0].kind == "person" and at_head[0].is_private_person is None
            beside = person is not None and 0 <= person.span.start - at_head[0].span.end <= len(", ")
            last = person is not None and self._ends_with(parse, source, person)
            return person if noun and (beside or last) else at_head[0]
        if person is not None and parse.starts[head] - person.span.end < 2:
            return person
        if parse.forms[head : head + 2] == ["one", "of"] and (named := self._apposed(parse, source)) is not None:
            return named
        if parse.lemmas[head] in self._speech.nouns:
            # 'A statement on Facebook' is nobody's but its author's.
            return next((a for a in inside if a.kind not in THINGS and fold(a.name) not in self._platforms), None)
        return None

    @staticmethod
    def _ends_with(parse: Parse, source: range, person: Actor) -> bool:
        """Whether a name ends the source after a comma: 'the governor of Orsa Province, X'."""
        tokens = parse.tokens_in(person.span)
        return bool(tokens) and parse.forms[tokens[0] - 1] == "," and tokens[-1] >= source.stop - 2 and tokens[0] > 0

    def _body_in(self, parse: Parse, source: range) -> str | None:
        """The one body in a phrase about some of its people: 'hardliners in the militia'."""
        inside = [a for a in self._within(parse.span_of(source.start, source.stop - 1)) if a.kind in BODIES]
        if len(inside) != 1:
            return None
        tokens = parse.tokens_in(inside[0].span)
        before = tokens[0] - 1 - (parse.pos[tokens[0] - 1] == "DET") if tokens and tokens[0] > source.start else -1
        return (
            inside[0].name if before > source.start and parse.forms[before] in {"in", "of", "from", "within"} else None
        )

    def _apposed(self, parse: Parse, source: range) -> Actor | None:
        """The person named after a comma: 'one of the mourners, the retired judge X'."""
        comma = next((k for k in range(source.start, source.stop) if parse.forms[k] == ","), source.stop)
        end = min(comma + APPOSED_REACH, parse.sentence(source.start).stop) - 1
        if comma >= end or parse.forms[comma] != ",":
            return None
        inside = self._within(parse.span_of(comma + 1, end))
        return next((a for a in inside if a.kind == "person" and a.is_private_person is not None), None)

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
        inside = [a for a in self._within(parse.span_of(cue.verb, end)) if self.is_outlet(a.name)]
        for actor in inside:
            token = parse.token_at(actor.span.start)
            if token is None or any(token in run for run in cue.contents):
                continue
            if token == cue.verb + 1 or any(
                parse.forms[k].lower() in {"to", "with", "told", "by"} for k in range(max(cue.verb, token - 3), token)
            ):
                return (actor.text if actor.text[:1].isupper() else actor.name,)
        named = self._told(parse, cue.verb) if parse.lemmas[cue.verb] == "tell" else ""
        return (named,) if self.is_outlet(named) else ()

    def is_outlet(self, name: str) -> bool:
        """Whether a name is the page's outlet or agency, a medium that is known, or has a word for one in it."""
        if name in self._media:
            return True
        rows = (self._nouns.get(word) for word in name.lower().split())
        return fold(name) in self._masthead or any(row is not None and row.kind == "media" for row in rows)

    @staticmethod
    def _told(parse: Parse, verb: int) -> str:
        """The capitalised name right after 'told', an article left out."""
        first = verb + 1 + (parse.forms[verb + 1 : verb + 2] == ["the"])
        last = first
        while last < len(parse) and parse.forms[last][:1].isupper():
            last += 1
        return words_between(parse, first, last - 1) if last > first else ""

    def _of_them(self, parse: Parse, head: int) -> Speaker | None:
        """'One of them': one of the people whom the paragraph named last before."""
        if parse.forms[head + 1 : head + 3] != ["of", "them"]:
            return None
        before = (
            self._within(Span(parse.span.start, parse.starts[head])) if parse.starts[head] > parse.span.start else []
        )
        for actor in reversed(before):
            root = parse.root_of(parse.tokens_in(actor.span))
            if root is not None and actor.kind in PEOPLE and parse.tags[root] == "NNS":
                one = parse.lemmas[head] == "one"
                return Speaker(parse.lemmas[root] if one else actor.name, actor.organisation, is_person=one)
        return None

    @staticmethod
    def _named(parse: Parse, source: range) -> str:
        """The words of the source without its determiner."""
        first = source.start
        while first < source.stop - 1 and parse.pos[first] in LEADING and parse.forms[first + 1] != "of":
            first += 1
        last = source.stop - 1
        return words_between(parse, first, last - (parse.tags[last] == "POS" and last > first))
