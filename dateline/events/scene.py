"""One paragraph with its mentions laid over the tokens: what every question of this stage starts from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Protocol, TypeVar

from msgspec import Struct

from dateline.model.document import ReadDocument
from dateline.model.mention import Actor, Attribution, Figure, Place, Time
from dateline.model.parse import Parse
from dateline.model.span import Span
from dateline.tables.triggers import TriggerTable

ARMED_KINDS = frozenset(
    {"military", "police", "paramilitary", "rebel", "political_militia", "communal_militia", "criminal_group"}
    | {"private_force", "foreign_force", "unidentified_armed_group"}
)
STATE_FORCES = frozenset({"military", "police", "foreign_force"})
KIND_CLASSES = {
    "government": frozenset({"state", "organisation"}),
    "organisation": frozenset({"state", "organisation", "group"}),
    "media": frozenset({"organisation"}),
    "civilians": frozenset({"people"}),
    "people": frozenset({"people"}),
    "person": frozenset({"person", "people"}),
    "protesters": frozenset({"people", "protesters"}),
    "rioters": frozenset({"people", "rioters"}),
    "structure": frozenset({"structure", "place"}),
    "vehicle": frozenset({"vehicle"}),
    "weapon": frozenset({"weapon"}),
    "place": frozenset({"place"}),
}
# Kinds that leave open whether those named bear arms, so that their noun decides: 'government troops', 'border guards'.
UNTOLD_KINDS = frozenset({"government", "people"})
REPORTING = frozenset({"headline", "body"})
STATE, PEOPLE = frozenset({"state", "organisation"}), frozenset({"people"})
NAMED = frozenset({"disaster"})
NOTHING: frozenset[str] = frozenset()


class Mentioned(Protocol):
    """Anything with a span."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        ...


M = TypeVar("M", bound=Mentioned)


class Scene(Struct, frozen=True, eq=False):
    """A parse with the mentions inside it. `actors` and `places` go by token, `times` by head token.

    `text` is the whole rendition. `subjects` are the document's grammatical subjects that are actors, by the
    offsets of their head and of their verb; `by_name` and `by_id` the first mention of each actor; `armed` its armed
    actors that a table knows, the most often named first.
    """

    number: int
    text: str
    parse: Parse
    actors: dict[int, Actor]
    places: dict[int, Place]
    times: tuple[tuple[int, Time], ...]
    figures: tuple[tuple[int, Figure], ...]
    attributions: tuple[Attribution, ...]
    subjects: tuple[tuple[int, int, Actor], ...]
    by_name: dict[str, Actor]
    by_id: dict[str, Actor]
    armed: tuple[Actor, ...]
    table: TriggerTable

    def classes(self, i: int) -> frozenset[str]:
        """What kinds of thing token i names: by its actor, its place, and its noun, with the lemma itself."""
        lemmas = self.parse.lemmas
        # 'By firing rockets' is no fire.
        verb = self.parse.pos[i] == "VERB" and self.parse.deps[i] == "pcomp"
        found = (NOTHING if verb else self.table.classes.get(lemmas[i], NOTHING)) | {lemmas[i]}
        before, joint = (i - 2, "-") if i > 1 and lemmas[i - 1] == "-" else (i - 1, " ")  # 'sit-in', 'petrol bomb'
        if i > 0 and (pair := self.table.classes.get(f"{lemmas[before]}{joint}{lemmas[i]}")) is not None:
            found = found | pair
        actor = self.actors.get(i)
        if actor is not None:
            troops = "armed" in found and actor.kind in UNTOLD_KINDS
            found = (found - {"armed"}) | self.actor_classes(actor)
            if troops:
                found = found | {"armed", "stateforce"} if actor.kind == "government" else found | {"armed"}
        elif self.parse.pos[i] == "PROPN" and i not in self.places:
            found = found | {"name"}  # a name that no table knows: mostly a village or a person
            if i > 0 and self.parse.deps[i - 1] == "compound":  # 'Cyclone Mocha'
                found = found | (self.table.classes.get(lemmas[i - 1], NOTHING) & NAMED)
        elif (place := self.places.get(i)) is not None:
            found = found | self.place_classes(place, i)
        return found

    def place_classes(self, place: Place, i: int) -> frozenset[str]:
        """What a place's name stands for at token i: its state, its people ('Veyrans'), or the place."""
        if place.use == "demonym" and self.parse.tags[i] in ("NNS", "NNPS"):
            return PEOPLE
        if place.use == "government":
            return STATE
        acts = place.precision == "country" and self.parse.deps[i] == "nsubj"
        return STATE | {"place"} if acts else frozenset({"place"})

    def state_at(self, i: int) -> Actor | None:
        """The state that a country's name stands for at token i."""
        return state_at(self.places, i)

    def lemmas(self, span: Span) -> list[str]:
        """The lemmas of the words of a span."""
        return [self.parse.lemmas[t] for t in self.parse.tokens_in(span)]

    def actor_classes(self, actor: Actor) -> frozenset[str]:
        """The classes of an actor: its kind's, and those of its role for a person ('commander', 'president')."""
        if actor.kind in ARMED_KINDS:
            return frozenset({"armed", "group", "stateforce" if actor.kind in STATE_FORCES else "nonstate"})
        found = KIND_CLASSES.get(actor.kind, NOTHING)
        if actor.kind == "person":
            words = f"{actor.role or ''} {actor.organisation or ''}".lower().split()
            for word in words:
                found = found | (self.table.classes.get(word, NOTHING) & {"armed", "leader", "people"})
            if actor.affiliated_with is not None or actor.is_private_person is False:
                found = found | {"leader"}
        return found


def scenes(read: ReadDocument, table: TriggerTable) -> tuple[Scene, ...]:
    """The scenes of the paragraphs that can report: headline and body (captions are no reports of the story)."""
    reading = read.document.reading
    if reading is None:
        return ()
    said = sorted(reading.attributions, key=lambda a: a.cue)
    told = [
        (n, parse, by_token(parse, reading.actors)) for n, parse in enumerate(read.parses) if parse.role in REPORTING
    ]
    placed = {n: by_token(parse, reading.places) for n, parse, _ in told}
    subjects = tuple(subject for n, parse, actors in told for subject in subjects_of(parse, actors, placed[n]))
    by_name = {actor.name: actor for actor in reversed(reading.actors)}
    by_id = {actor.actor_id: actor for actor in reversed(reading.actors) if actor.actor_id}
    armed = armed_by_count(reading.actors)
    return tuple(
        Scene(
            number=number,
            text=read.document.text,
            parse=parse,
            actors=actors,
            places=placed[number],
            times=by_head(parse, reading.times),
            figures=by_head(parse, reading.figures),
            attributions=tuple(a for a in said if any(c.overlaps(parse.span) for c in a.content)),
            subjects=subjects,
            by_name=by_name,
            by_id=by_id,
            armed=armed,
            table=table,
        )
        for number, parse, actors in told
    )


def armed_by_count(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """The armed actors with an id, one mention each, the most often named first."""
    known = [actor for actor in actors if actor.kind in ARMED_KINDS and actor.actor_id]
    counts = Counter(actor.actor_id for actor in known)
    first = {actor.actor_id: actor for actor in reversed(known)}
    return tuple(sorted(first.values(), key=lambda a: (-counts[a.actor_id], a.span)))


def state_at(places: dict[int, Place], i: int) -> Actor | None:
    """The state that a country's name stands for at token i."""
    place = places.get(i)
    if place is None or place.precision != "country" or place.use not in ("location", "government"):
        return None
    return acting_state(place)


def acting_state(place: Place) -> Actor:
    """The government of the country that a place names."""
    return Actor(
        span=place.span,
        text=place.text,
        name=place.name or place.text,
        actor_id=f"state:{place.country}:government" if place.country else None,
        kind="government",
    )


def subjects_of(parse: Parse, actors: dict[int, Actor], places: dict[int, Place]) -> list[tuple[int, int, Actor]]:
    """The actors and states that are subjects in a paragraph, with the offsets of their head word and of their verb."""
    subjects = (i for i in range(len(parse)) if parse.deps[i] in ("nsubj", "nsubjpass") and parse.pos[i] != "PRON")
    named = ((i, actors.get(i) or state_at(places, i)) for i in subjects)
    return [(parse.starts[i], parse.starts[parse.heads[i]], actor) for i, actor in named if actor is not None]


def inside(span: Span, mentions: Sequence[M]) -> Sequence[M]:
    """The mentions, sorted by start, that begin within `span`."""
    first = bisect_left(mentions, span.start, key=lambda m: m.span.start)
    last = bisect_right(mentions, span.end - 1, key=lambda m: m.span.start)
    return mentions[first:last]


def by_token(parse: Parse, mentions: Sequence[M]) -> dict[int, M]:
    """Each token's mention; where two overlap, a head word belongs to the longer one, other words to the shorter."""
    found: dict[int, M] = {}
    heads: dict[int, M] = {}
    for mention in sorted(inside(parse.span, mentions), key=lambda m: (-len(m.span), m.span.start)):
        tokens = parse.tokens_in(mention.span)
        for i in tokens:
            found[i] = mention
        root = parse.root_of(tokens)
        if root is not None:
            heads.setdefault(root, mention)
    return found | heads


def by_head(parse: Parse, mentions: Sequence[M]) -> tuple[tuple[int, M], ...]:
    """Mentions with their head tokens, in text order."""
    pairs = ((parse.root_of(parse.tokens_in(m.span)), m) for m in inside(parse.span, mentions))
    return tuple((root, m) for root, m in pairs if root is not None)
