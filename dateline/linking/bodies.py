"""Which body a name means in a story: by the actor table, as a state's own, by its full name elsewhere in the story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from dateline.linking.parties import chain, row_of
from dateline.linking.people import GROUP_KINDS, singular
from dateline.linking.states import Setting, setting_of, state_body
from dateline.model.document import Document
from dateline.model.mention import Actor, Attribution
from dateline.tables.actors import ActorTable
from dateline.values.names import fold, is_acronym

# Kinds of actor that are bodies, so that someone can speak for them.
BODIES = frozenset(
    {"military", "police", "paramilitary", "rebel", "political_militia", "communal_militia", "criminal_group"}
    | {"private_force", "foreign_force", "government", "organisation", "media"}
)
# Roles of nouns that head the name of a body, so that they can stand for it: 'the front', 'the ministry'.
HEADS = frozenset({"body", "force", "unit"})
HOLDERS = frozenset({"minister", "president", "premier"})
# Words in the name of a publisher that tells what others say. Editorial.
PRESS = frozenset({"press", "news", "wire", "media", "radio", "television", "tv", "times", "post", "daily", "journal"})


class Body(Struct, frozen=True):
    """An institution by its `id`; `camp`: the ids of what it is and belongs to, nearest first; `name` as told."""

    id: str
    camp: tuple[str, ...]
    name: str


class Story(Struct, frozen=True):
    """What one story says of names, folded: where it plays, full names by short form, bodies, owners of bodies."""

    setting: Setting
    full: Mapping[str, str]
    bodies: frozenset[str]
    owners: Mapping[str, str]


class Bodies:
    """The bodies that the names of a case mean. A name is read in its story, a person's body also in other stories."""

    def __init__(self, documents: Iterable[Document], table: ActorTable) -> None:
        self._table = table
        # The same few names come up in every story.
        self._chain = cache(lambda name: tuple(chain(name, table)))
        ordered = sorted(
            (document for document in documents if document.reading is not None), key=lambda document: document.id
        )
        self._stories = {document.id: _story(document, table) for document in ordered}
        self._known = frozenset(name for story in self._stories.values() for name in story.bodies)
        self._short = _short_forms({name for story in self._stories.values() for name in story.full.values()}, table)
        self._holders = self._offices(ordered)
        self._names = self._usage(ordered)
        self._armed = self._bearing_arms(ordered)
        self._countries = _country_names(ordered)

    def named(self, name: str | None, document: str) -> Body | None:
        """The body that a name means in a story; None for people, persons and names of nothing known."""
        story = self._stories.get(document)
        if not name or story is None:
            return None
        full = story.full.get(fold(name)) or self._short.get(name) or _without_adjective(name)
        listed = self._chain(full)
        if not listed:
            state = state_body(full, story.owners.get(fold(full)), story.setting, self._table.nouns)
            listed = self._chain(state)
        if listed:
            return Body(self._institution(listed), listed, full)
        return Body(fold(full), (fold(full),), full) if fold(full) in self._known else None

    def behind(self, said: Attribution, document: str) -> Body | None:
        """The body that a speaker speaks for, as this story says it, else as all other stories do."""
        found = self.named(said.organisation, document) or self.named(said.speaker, document)
        found = found or self._holders.get(fold(said.speaker or ""))
        if found is None and said.organisation is not None and _is_name(said.organisation, self._table):
            return Body(fold(said.organisation), (fold(said.organisation),), said.organisation)
        return found

    def of_actor(self, actor: Actor, document: str) -> frozenset[str]:
        """The ids of what an actor is and belongs to; its folded name where that is all there is."""
        names = (actor.actor_id, actor.name, actor.organisation, actor.affiliated_with)
        found = [body for body in (self.named(name, document) for name in names) if body is not None]
        return frozenset(id_ for body in found for id_ in body.camp) or frozenset({fold(actor.name)})

    def is_armed(self, body: Body) -> bool:
        """Whether some story has a body as an armed group that is no state's."""
        return body.id in self._armed

    def speaks(self, name: str) -> bool:
        """Whether a publisher of this name gives its own word: its noun is a body's, and none of the press's."""
        words = set(fold(name).split())
        rows = [self._table.nouns.get(word) or self._table.nouns.get(singular(word)) for word in words]
        return any(row is not None and row.role in HEADS for row in rows) and not words & PRESS

    def label(self, body: Body, told: Mapping[str, int] | None = None) -> str:
        """How a body is shown: its name in the table, else the fullest that is most used.

        `told`: how often an event's own sources use which name; without them, all stories' names are asked.
        """
        row = row_of(body.id, self._table)
        if row is not None and row.kind != "person":
            return row.name
        for used in (told or {}, self._names.get(body.id, {})):
            # The title of who heads a body is no name of it.
            names = [name for name in used if not HOLDERS & set(fold(name).split())]
            best = min(names, key=lambda name: (-min(_capitals(name), 2), -used[name], name), default="")
            if best and (_capitals(best) > 1 or body.id.endswith(":military") or not body.id.startswith("state:")):
                return best
        if not body.id.startswith("state:"):
            return body.name
        _, country, branch = body.id.split(":", 2)
        if branch.startswith("ministry"):
            return branch.title().replace(" Of ", " of ")
        return f"{branch.capitalize()} of {self._countries.get(country, country)}"

    def _institution(self, camp: Sequence[str]) -> str:
        """The outermost body short of the state itself: a unit's spokesman and the army's speak for one institution."""
        bodies = [id_ for id_ in camp if id_.count(":") != 1]
        persons = {id_ for id_ in bodies if (row := row_of(id_, self._table)) is not None and row.kind == "person"}
        known = [id_ for id_ in bodies if id_ not in persons]
        return next((id_ for id_ in known if id_.startswith("state:")), known[0] if known else camp[0])

    def _offices(self, documents: Sequence[Document]) -> dict[str, Body]:
        """The body of each person whom every story that says so puts into the same one, by folded full name."""
        found: dict[str, dict[str, Body]] = defaultdict(dict)
        for document in documents:
            for name, posts in _posts(document):
                bodies = (self.named(words, document.id) for words in posts if words)
                body = next((one for one in bodies if one is not None), None)
                if body is not None and _capitals(name) > 1:
                    found[fold(name)][body.id] = body
        return {name: next(iter(bodies.values())) for name, bodies in found.items() if len(bodies) == 1}

    def _usage(self, documents: Sequence[Document]) -> dict[str, Counter[str]]:
        """How often each body goes by which name."""
        used: dict[str, Counter[str]] = defaultdict(Counter)
        for document in documents:
            for actor in document.actors:
                body = self.named(actor.name, document.id) if actor.kind in BODIES else None
                if body is not None:
                    used[body.id][self._stories[document.id].full.get(fold(actor.name), actor.name)] += 1
        return used

    def _bearing_arms(self, documents: Sequence[Document]) -> frozenset[str]:
        """The ids of the bodies that some story tells of as armed groups."""
        told = ((actor, document.id) for document in documents for actor in document.actors)
        found = (self.named(actor.name, document) for actor, document in told if actor.kind in GROUP_KINDS)
        return frozenset(body.id for body in found if body is not None)


def _story(document: Document, table: ActorTable) -> Story:
    named = [actor for actor in document.actors if actor.kind in BODIES]
    full = _full_names([actor.name for actor in named if actor.actor_id is None], table)
    bodies = {fold(name) for name in full.values()}
    bodies |= {fold(actor.name) for actor in named if _is_name(actor.name, table)}
    spoken_for = [actor.organisation for actor in document.actors] + [
        said.organisation for said in document.attributions
    ]
    bodies |= {fold(name) for name in spoken_for if name and _is_name(name, table)}
    owners = {fold(actor.name): actor.affiliated_with for actor in named if actor.affiliated_with}
    return Story(setting_of(document), full, frozenset(bodies), owners)


def _full_names(names: Iterable[str], table: ActorTable) -> dict[str, str]:
    """Each short form of a body's name with the one full name of the story that it can stand for, folded."""
    full = {_without_adjective(name) for name in names if _capitals(_without_adjective(name)) >= 2}
    meant: dict[str, set[str]] = defaultdict(set)
    for name in full:
        meant[fold(name)].add(name)
        for word in fold(name).split():
            row = table.nouns.get(word) or table.nouns.get(singular(word))
            if row is not None and row.role in HEADS:
                meant[word].add(name)
    for name in names:
        meant[fold(name)] |= {whole for whole in full if is_acronym(name, whole) or _without_adjective(name) == whole}
    return {short: next(iter(found)) for short, found in meant.items() if len(found) == 1}


def _without_adjective(name: str) -> str:
    """'rebel Eastern Front' without the words before the name itself."""
    words = name.split()
    first = next((n for n, word in enumerate(words) if word[:1].isupper()), 0)
    return " ".join(words[first:])


def _short_forms(names: Iterable[str], table: ActorTable) -> dict[str, str]:
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


def _country_names(documents: Iterable[Document]) -> dict[str, str]:
    """The name that the stories use most of each country, by its code."""
    used: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for place in document.places:
            if place.precision == "country" and place.country and place.name:
                used[place.country][place.name] += 1
    return {code: min(names, key=lambda name: (-names[name], name)) for code, names in used.items()}


def _posts(document: Document) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    """Each person with the words that say what they belong to or hold, the surest first."""
    for actor in document.actors:
        if actor.kind == "person":
            yield actor.name, (actor.organisation, actor.affiliated_with, actor.role)
    for said in document.attributions:
        if said.speaker and said.organisation:
            yield said.speaker, (said.organisation,)


def _is_name(name: str, table: ActorTable) -> bool:
    """Whether a name can be a body's: it has a capital or heads like one, and its noun is none for people."""
    words = fold(name).split()
    row = table.nouns.get(words[-1]) or table.nouns.get(singular(words[-1])) if words else None
    if row is not None and row.role not in HEADS:
        return _capitals(name) > 1
    return row is not None or _capitals(name) > 0


def _capitals(name: str) -> int:
    return sum(1 for word in name.split() if word[:1].isupper())
