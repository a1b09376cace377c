"""Which body a name means in a story: by the actor table, as a state's own, by its full name elsewhere in the story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct

from dateline.linking.naming import (
    BODIES,
    HEADS,
    Story,
    capitals,
    is_name,
    posts_of,
    short_forms,
    story_of,
    without_adjective,
)
from dateline.linking.parties import chain, row_of
from dateline.linking.people import GROUP_KINDS, singular
from dateline.linking.states import state_body
from dateline.linking.surnames import Surnames, is_whole
from dateline.model.document import Document, Reading
from dateline.model.mention import Actor, Attribution
from dateline.tables.actors import ActorTable
from dateline.values.names import fold

HOLDERS = frozenset({"minister", "president", "premier"})
# Words in the name of a publisher that tells what others say. Editorial.
PRESS = frozenset({"press", "news", "wire", "media", "radio", "television", "tv", "times", "post", "daily", "journal"})
NAMED_KINDS = BODIES | GROUP_KINDS
# What a view of an event may ask: a kind of question, a name or a body's id, and the document that is asked about.
Question = tuple[str, str, str]


class Body(Struct, frozen=True):
    """An institution by its `id`; `camp`: the ids of what it is and belongs to, nearest first; `name` as told."""

    id: str
    camp: tuple[str, ...]
    name: str


class Meaning(Struct, frozen=True):
    """What a name means in a story, and what of other stories that depends on: a full name, whether it is a body's."""

    short: str | None
    key: str | None
    known: bool
    body: Body | None


class Read(Struct, frozen=True, eq=False):
    """What a document's reading says of names, and what the names that were asked for mean so far."""

    reading: Reading
    story: Story
    meanings: dict[str, Meaning]


class Memory:
    """What is known of names, kept from one linking to the next: by the actor table, and in each story."""

    def __init__(self, table: ActorTable, held: Mapping[str, Read] | None = None) -> None:
        """`held`: what the stories say, where that is kept elsewhere."""
        self.table = table
        self._held = held
        # The same few names come up in every story.
        self.chain = cache(lambda name: tuple(chain(name, table)))
        self.row = cache(lambda name: row_of(name, table))
        self._read: dict[str, Read] = {}

    def read(self, document: str) -> Read | None:
        """What is known of the names of a document, if it was asked."""
        return self._read.get(document)

    def recall(self, document: Document, story: Story, meanings: dict[str, Meaning]) -> None:
        """Take over what another memory knew of a document."""
        if document.reading is not None:
            self._read[document.id] = Read(document.reading, story, meanings)

    def of(self, documents: Iterable[Document]) -> Mapping[str, Read]:
        """What each document that was read says; what is known of all others is let go."""
        if self._held is not None:
            return self._held
        self._read = {document.id: self._of(document, document.reading) for document in documents if document.reading}
        return self._read

    def _of(self, document: Document, reading: Reading) -> Read:
        found = self._read.get(document.id)
        if found is None or found.reading is not reading:
            return Read(reading, story_of(document, self.table), {})
        return found


class Bodies:
    """The bodies that the names of a case mean. A name is read in its story, a person's body also in other stories."""

    def __init__(self, documents: Iterable[Document], memory: Memory) -> None:
        """`documents`: in order of id; they are gone through twice. `memory`: what is known of a case that grows."""
        self._table = memory.table
        self._memory = memory
        self.heard: dict[Question, object] = {}
        self._read = memory.of(documents)
        known: set[str] = set()
        full: set[str] = set()
        countries: dict[str, Counter[str]] = defaultdict(Counter)
        for story in (one.story for one in self._read.values()):
            known |= story.bodies
            full.update(story.full.values())
            for code, name in story.countries:
                countries[code][name] += 1
        self._known = frozenset(known)
        self._short = short_forms(full, memory.table)
        self._countries = {code: min(names, key=lambda n: (-names[n], n)) for code, names in countries.items()}
        self._names: dict[str, Counter[str]] = defaultdict(Counter)
        self._armed: set[str] = set()
        offices: dict[str, dict[str, Body]] = defaultdict(dict)
        persons: set[str] = set()
        for document in (document for document in documents if document.reading is not None):
            persons.update(name for name, _ in posts_of(document))
            self._note_offices(document, offices)
            self._note_usage(document)
            self.heard = {}
        self._holders = {name: next(iter(bodies.values())) for name, bodies in offices.items() if len(bodies) == 1}
        self._surnames = Surnames(sorted(persons), self._holders)
        self._usual = cache(lambda id_: _best(self._names.get(id_, {})))

    def ask(self, question: Question) -> object:
        """The answer to a question, as a view of an event heard it: the same answers make the same view."""
        kind, subject, document = question
        match kind:
            case "named":
                return self.named(subject, document)
            case "holder":
                return self._holders.get(subject)
            case "surname":
                return self._bearer(subject, document)
            case "usual":
                return self._usual(subject)
            case "country":
                return self._countries.get(subject)
            case _:
                return subject in self._armed

    def named(self, name: str | None, document: str) -> Body | None:
        """The body that a name means in a story; None for people, persons and names of nothing known."""
        read = self._read.get(document)
        if not name or read is None:
            return None
        short, last = self._short.get(name), read.meanings.get(name)
        if last is None or last.short != short or (last.key is not None and last.known != (last.key in self._known)):
            last = read.meanings[name] = self._meaning(name, short, read.story)
        self.heard["named", name, document] = last.body
        return last.body

    def _meaning(self, name: str, short: str | None, story: Story) -> Meaning:
        full = story.full.get(fold(name)) or short or without_adjective(name)
        listed = self._memory.chain(full)
        if not listed:
            state = state_body(full, story.owners.get(fold(full)), story.setting, self._table.nouns)
            listed = self._memory.chain(state)
        if listed:
            return Meaning(short, None, True, Body(self._institution(listed), listed, full))
        key = fold(full)
        known = key in self._known
        return Meaning(short, key, known, Body(key, (key,), full) if known else None)

    def behind(self, said: Attribution, document: str) -> Body | None:
        """The body that a speaker speaks for, as this story says it, else as all other stories do."""
        found = self.named(said.organisation, document) or self.named(said.speaker, document)
        if found is None and said.speaker:
            found = self.heard["holder", fold(said.speaker), ""] = self._holders.get(fold(said.speaker))
        if found is None and said.speaker and said.organisation is None:
            found = self.heard["surname", said.speaker, document] = self._bearer(said.speaker, document)
        if found is None and said.organisation is not None and is_name(said.organisation, self._table):
            return Body(fold(said.organisation), (fold(said.organisation),), said.organisation)
        return found

    def _bearer(self, surname: str, document: str) -> Body | None:
        """The body of the one person of the case with a surname, where a story that gives no more names that body too.

        Pages are cut, and stories begin in the middle: 'Saadi said' beside a force whose general bears that name.
        """
        read, body = self._read.get(document), self._surnames.holder(surname)
        if body is None or read is None:
            return None
        bodies = (self.named(a.actor_id or a.name, document) for a in read.reading.actors if a.kind in BODIES)
        return body if any(one is not None and set(one.camp) & set(body.camp) for one in bodies) else None

    def of_actor(self, actor: Actor, document: str) -> frozenset[str]:
        """The ids of what an actor is and belongs to; its folded name where that is all there is."""
        names = (actor.actor_id, actor.name, actor.organisation, actor.affiliated_with)
        found = [body for body in (self.named(name, document) for name in names) if body is not None]
        return frozenset(id_ for body in found for id_ in body.camp) or frozenset({fold(actor.name)})

    def is_armed(self, body: Body) -> bool:
        """Whether some story has a body as an armed group that is no state's."""
        found = self.heard["armed", body.id, ""] = body.id in self._armed
        return found

    def speaks(self, name: str) -> bool:
        """Whether a publisher of this name gives its own word: its noun is a body's, and none of the press's."""
        words = set(fold(name).split())
        rows = [self._table.nouns.get(word) or self._table.nouns.get(singular(word)) for word in words]
        return any(row is not None and row.role in HEADS for row in rows) and not words & PRESS

    def label(self, body: Body, told: Mapping[str, int] | None = None) -> str:
        """How a body is shown: its name in the table, else the fullest that is most used.

        `told`: how often an event's own sources use which name; without them, all stories' names are asked.
        """
        row = self._memory.row(body.id)
        if row is not None and row.kind != "person":
            return row.name
        best = _best(told or {})
        if not self._is_label(best, body):
            best = self.heard["usual", body.id, ""] = self._usual(body.id)
        if self._is_label(best, body):
            return best
        if not body.id.startswith("state:"):
            return body.name
        _, country, branch = body.id.split(":", 2)
        if branch.startswith("ministry"):
            return branch.title().replace(" Of ", " of ")
        self.heard["country", country, ""] = self._countries.get(country)
        return f"{branch.capitalize()} of {self._countries.get(country, country)}"

    def _is_label(self, name: str, body: Body) -> bool:
        whole = capitals(name) > 1 or body.id.endswith(":military") or not body.id.startswith("state:")
        return bool(name) and whole

    def _institution(self, camp: Sequence[str]) -> str:
        """The outermost body short of the state itself: a unit's spokesman and the army's speak for one institution."""
        bodies = [id_ for id_ in camp if id_.count(":") != 1]
        persons = {id_ for id_ in bodies if (row := self._memory.row(id_)) is not None and row.kind == "person"}
        known = [id_ for id_ in bodies if id_ not in persons]
        return next((id_ for id_ in known if id_.startswith("state:")), known[0] if known else camp[0])

    def _note_offices(self, document: Document, found: dict[str, dict[str, Body]]) -> None:
        """The bodies into which a story puts persons, by folded full name; only where all agree they are believed."""
        for name, posts in posts_of(document):
            bodies = (self.named(words, document.id) for words in posts if words)
            body = next((one for one in bodies if one is not None), None)
            if body is not None and is_whole(name):
                found[fold(name)][body.id] = body

    def _note_usage(self, document: Document) -> None:
        """How often each body goes by which name, and which bodies a story tells of as armed groups."""
        full = self._read[document.id].story.full
        for actor in document.actors:
            body = self.named(actor.name, document.id) if actor.kind in NAMED_KINDS else None
            if body is not None and actor.kind in BODIES:
                self._names[body.id][full.get(fold(actor.name), actor.name)] += 1
            if body is not None and actor.kind in GROUP_KINDS:
                self._armed.add(body.id)


def _best(used: Mapping[str, int]) -> str:
    """The fullest name that is most used; empty where there is none but the title of who heads the body."""
    names = [name for name in used if not HOLDERS & set(fold(name).split())]
    return min(names, key=lambda name: (-min(capitals(name), 2), -used[name], name), default="")
