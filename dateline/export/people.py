"""Who is private in a set of documents, under which names, and with which pseudonym."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from msgspec import Struct

from dateline.export.disguise import NOBODY, Disguise, Names
from dateline.export.names import Form, form_of, holds, name_words, names_in, telling, words_of
from dateline.export.relatives import is_kin, named_by_kin
from dateline.model.document import Document
from dateline.model.mention import Actor, Attribution, Place
from dateline.model.span import Span
from dateline.tables.outlets import OutletTable
from dateline.tables.outlets import load as load_outlets

# All that stands before a possessive, with it; the possessive of a plural has no s.
UNNAMING = frozenset({"determiner", "pronoun"})
OWNER = re.compile(r".*(?:['\u2019\u02bc]s|s['\u2019\u02bc])(?=\s)", re.DOTALL | re.IGNORECASE)


@cache
def outlets() -> OutletTable:
    """The outlets that are known."""
    return load_outlets()


class Named(Struct, frozen=True, order=True):
    """A name under which a page has a private person: where, who (the chain's name), and the name."""

    start: int
    person: Form
    form: Form


class Page(Struct, frozen=True):
    """The names of one rendition: of private people by first mention, of public ones, and of whatever else has one.

    `known`: what a table of actors, places or outlets has; `shown`: what only the text calls so, as a house.
    """

    hidden: tuple[Named, ...]
    public: frozenset[Form]
    known: frozenset[Form]
    shown: frozenset[Form]


class People(Struct, frozen=True):
    """The names of a whole case: its pages by rendition id, numbers by page and person, and full names.

    A full name (of two telling words or more) is one person in the whole case and has the page "".
    """

    pages: dict[str, Page]
    numbers: dict[tuple[str, Form], int]
    full: Names

    def disguise(self, renditions: Iterable[str]) -> Disguise:
        """What to hide in text that comes from these renditions (from none: full names alone)."""
        pages = [(item, self.pages[item]) for item in renditions if item in self.pages]
        public = frozenset(form for _, page in pages for form in page.public if is_full(form))
        hidden = [(item, named) for item, page in pages for named in page.hidden if named.person not in public]
        numbers: dict[Form, set[int]] = {}
        for item, named in hidden:
            number = self.numbers[key_of(item, named.person)]
            for form in (named.form, *((word,) for word in named.form if telling(word))):
                if not is_full(form):
                    numbers.setdefault(form, set()).add(number)
        words = {word for _, named in hidden for word in named.form if telling(word)}
        return Disguise.of(pseudonyms(numbers), protected((page for _, page in pages), words), self.full, public)


def protected(pages: Iterable[Page], words: set[str]) -> Iterator[Form]:
    """The names of several words in which nothing is hidden.

    What no table knows (`Oduya's house`) protects nothing if a word of it is in the name of a private person.
    """
    for page in pages:
        safe = page.public | page.known | {form for form in page.shown if words.isdisjoint(form)}
        yield from (form for form in safe if len(form) > 1)


def pseudonyms(numbers: dict[Form, set[int]]) -> dict[Form, str]:
    """The pseudonym for each name; without a number where several people bear it."""
    return {form: f"{NOBODY} {min(found)}" if len(found) == 1 else NOBODY for form, found in numbers.items()}


def is_full(form: Form) -> bool:
    """Whether a name has two telling words, so that it means the same person on other pages."""
    return sum(map(telling, form)) > 1


def key_of(page: str, person: Form) -> tuple[str, Form]:
    """Under what a person is numbered."""
    return ("" if is_full(person) else page), person


def people_of(documents: Iterable[Document], typed: Iterable[Form] = ()) -> People:
    """The people of documents, numbered in the order of the documents and of their first mention.

    `typed`: names that somebody gave by hand, which are of private people unless a page shows them to be public.
    """
    by_rendition: dict[str, list[Document]] = {}
    for document in documents:
        by_rendition.setdefault(document.rendition.id, []).append(document)
    pages = {item: page_of(found) for item, found in by_rendition.items()}
    numbers: dict[tuple[str, Form], int] = {}
    full: dict[Form, set[int]] = {}
    for item, page in pages.items():
        for named in page.hidden:
            number = numbers.setdefault(key_of(item, named.person), len(numbers) + 1)
            if is_full(named.form):
                full.setdefault(named.form, set()).add(number)
                # Written together, as in an e-mail address or a tag.
                full.setdefault(("".join(named.form),), set()).add(number)
    others = {form for page in pages.values() for form in page.public | page.known}
    for form in typed:
        if form not in others:
            full.setdefault(form, {numbers.setdefault(("", form), len(numbers) + 1)})
    return People(pages, numbers, Names.of({**pseudonyms(full)}))


def page_of(documents: Iterable[Document]) -> Page:
    """The names of the documents of one rendition; a full name that any of them shows to be public is public."""
    hidden: list[Named] = []
    public: set[Form] = set()
    known: set[Form] = set()
    shown: set[Form] = set()
    for document in documents:
        if document.reading is None:
            continue
        actors = tuple(actors_of(document))
        others = [actor for actor in actors if not is_private(actor)]
        public |= {form for actor in others if actor.kind == "person" for form in public_names(actor)}
        known |= known_names(document, others)
        shown |= {form_of(text) for actor in others for text in (actor.name, actor.text)}
        shown |= {form_of(text) for place in document.places for text in (place.name or "", place.text)}
        shown |= {form_of(text) for text in (document.publisher, document.agency, document.byline) if text}
        hidden += [named for actor in actors if is_private(actor) for named in names_of(actor, document)]
        hidden += [named for said in document.attributions for named in unknown_speaker(said, actors, shown)]
        hidden += relatives(document, actors, public | known)
        hidden += families(document, hidden)
    told = tuple(sorted(set(whole_people(hidden, public))))
    return Page(told, frozenset(public), frozenset(known) - {()}, frozenset(shown) - {()})


def public_names(actor: Actor) -> Iterator[Form]:
    """The names of a public person; whose lawyer or brother they are is another person (`Oduya's lawyer`)."""
    for text in (actor.name, actor.text):
        yield from names_in(OWNER.sub("", text))


def known_names(document: Document, others: Iterable[Actor]) -> set[Form]:
    """The names that a table has: of actors and places that were found in one, and of outlets.

    Not where they stand with an owner: `Oduya's Karsa` is in no table.
    """
    texts = [text for actor in others if actor.actor_id for text in (actor.name, actor.text)]
    texts += [text for place in document.places if place.gazetteer_id for text in (place.name or "", place.text)]
    texts += [text for text in (document.publisher, document.agency) if text and outlets().named(text)]
    return {form_of(text) for text in texts if not OWNER.search(text)}


def whole_people(hidden: list[Named], public: set[Form]) -> Iterator[Named]:
    """The names of people who are not public; who has one telling word is the only one whose full name holds it."""
    private = [named for named in hidden if not (is_full(named.person) and named.person in public)]
    full = {named.person for named in private if is_full(named.person)}
    for named in private:
        longer = [person for person in full if holds(person, named.person)]
        yield named if named.person in full or len(longer) != 1 else Named(named.start, longer[0], named.form)


def is_private(actor: Actor) -> bool:
    """Whether an actor is a person whom nothing shows to be public; a person of whom that was not asked is private."""
    return actor.is_private_person is True or (actor.kind == "person" and actor.is_private_person is None)


def actors_of(document: Document) -> Iterator[Actor]:
    """Every actor of a document: mentions, then participants of its reports."""
    yield from document.actors
    for report in document.coding.reports if document.coding else ():
        yield from (*report.initiators, *report.targets, *report.victims, *report.weapons)


def names_of(actor: Actor, document: Document) -> Iterator[Named]:
    """The names of a person: of the chain, and in this mention, without what is a place or a role in it."""
    others = [place.span for place in document.places if place.span != actor.span]
    others += [a.span for a in document.actors if not is_private(a) and a.kind != "person" and a.span != actor.span]
    start = actor.span.start
    inside = [Span(span.start - start, span.end - start) for span in others if actor.span.covers(span)]
    forms = (*names_told(actor, actor.name, ()), *names_told(actor, actor.text, inside))
    for form in forms:
        yield Named(start, forms[0], form)


def names_told(actor: Actor, text: str, without: Iterable[Span]) -> Iterator[Form]:
    """The names in one naming of a person.

    Words of which the last has a small letter describe (`US defence official`): only a full name in them
    counts, and none at all where nothing says that the person is private.
    """
    words = words_of(text)
    role = form_of(actor.role or "")
    describes = bool(words) and not words[-1].capital
    if describes and actor.is_private_person is None:
        return
    for form in names_in(text, (*without, *(word.span for word in words if word.key in role))):
        if is_full(form) or not describes:
            yield form
    # `Tamar This`: a word that names nobody by itself belongs to the name when the whole is told as one.
    whole = tuple(word.key for word in words)
    as_one = len(whole) > 1 and all(word.capital for word in words)
    if as_one and any(map(telling, whole)) and not UNNAMING.isdisjoint(map(name_words().get, whole)):
        yield whole


def unknown_speaker(said: Attribution, actors: tuple[Actor, ...], shown: set[Form]) -> Iterator[Named]:
    """A speaker written like a person's name whom no mention, place or masthead accounts for: taken as private."""
    if said.speaker is None or said.speaker == said.organisation:
        return
    if said.source is not None and any(actor.span.overlaps(said.source) for actor in actors):
        return
    words = words_of(said.speaker)
    form = tuple(word.key for word in words)
    like_a_name = 2 <= len(words) <= 4 and all(w.capital or name_words().get(w.key) == "particle" for w in words)
    # `Oduya's house` does not account for Oduya.
    told = {text for actor in actors for text in (actor.name, actor.text) if not OWNER.search(text)}
    known = {form for form in shown if "s" not in form} | {form_of(text) for text in told}
    if like_a_name and not any(holds(one, form) for one in known):
        start = said.source.start if said.source else said.cue.start
        forms = names_in(said.speaker)
        yield from (Named(start, forms[0], name) for name in forms)


def relatives(document: Document, actors: tuple[Actor, ...], told: set[Form]) -> Iterator[Named]:
    """Who is named through kin or home, and whom no public person, place, time or organisation accounts for."""
    spans = [time.span for time in document.times]
    # `her son Karsa`: no place stands right after kin.
    spans += [place.span for place in document.places if not (place.use == "location" and after_kin(document, place))]
    spans += [actor.span for actor in actors if not is_private(actor) and not OWNER.search(actor.text)]
    for span in named_by_kin(document.text):
        text = document.text[span.start : span.end]
        if any(span.overlaps(other) and not other.covers(widened(span)) for other in spans) or outlets().named(text):
            continue
        forms = [form for form in names_in(text) if not any(holds(one, form) for one in told)]
        yield from (Named(span.start, forms[0], form) for form in forms)


def widened(span: Span) -> Span:
    """A span with one code point more; what covers it says more than the name in `span`, as `Oduya family`."""
    return Span(span.start, span.end + 1)


def after_kin(document: Document, place: Place) -> bool:
    """Whether what was taken for a place stands right after a word for kin, with a space between."""
    before = document.text[max(0, place.span.start - 20) : place.span.start]
    words = words_of(before)
    return bool(words) and before.endswith(" ") and is_kin(words[-1]) and before[words[-1].span.end :] == " "


def families(document: Document, hidden: Iterable[Named]) -> list[Named]:
    """The plurals by which a text calls the families of hidden people (`the Oduyas`)."""
    people = {f"{word}s": named for named in hidden for word in named.form if telling(word)}
    words = words_of(document.text)
    return [
        Named(people[word.key].start, people[word.key].person, (word.key,))
        for before, word in pairwise(words)
        if word.capital and word.key in people and before.key == "the"
    ]
