"""Who is private in a set of documents, under which names, and with which pseudonym."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from dateline.export.disguise import NOBODY, Disguise, Names
from dateline.export.names import Form, form_of, holds, name_words, names_in, telling, words_of
from dateline.model.document import Document
from dateline.model.mention import Actor, Attribution
from dateline.model.span import Span


class Named(Struct, frozen=True, order=True):
    """A name under which a page has a private person: where, who (the chain's name), and the name."""

    start: int
    person: Form
    form: Form


class Page(Struct, frozen=True):
    """The names of one rendition: of private people by first mention, of public ones, and of whatever else has one."""

    hidden: tuple[Named, ...]
    public: frozenset[Form]
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
        shown = [form for _, page in pages for form in page.shown | page.public if len(form) > 1]
        numbers: dict[Form, set[int]] = {}
        for item, page in pages:
            for named in page.hidden:
                if named.person in public:
                    continue
                number = self.numbers[key_of(item, named.person)]
                for form in (named.form, *((word,) for word in named.form if telling(word))):
                    if not is_full(form):
                        numbers.setdefault(form, set()).add(number)
        return Disguise.of(pseudonyms(numbers), shown, self.full, public)


def pseudonyms(numbers: dict[Form, set[int]]) -> dict[Form, str]:
    """The pseudonym for each name; without a number where several people bear it."""
    return {form: f"{NOBODY} {min(found)}" if len(found) == 1 else NOBODY for form, found in numbers.items()}


def is_full(form: Form) -> bool:
    """Whether a name has two telling words, so that it means the same person on other pages."""
    return sum(map(telling, form)) > 1


def key_of(page: str, person: Form) -> tuple[str, Form]:
    """Under what a person is numbered."""
    return ("" if is_full(person) else page), person


def people_of(documents: Iterable[Document]) -> People:
    """The people of documents, numbered in the order of the documents and of their first mention."""
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
    return People(pages, numbers, Names.of({**pseudonyms(full)}))


def page_of(documents: Iterable[Document]) -> Page:
    """The names of the documents of one rendition; a full name that any of them shows to be public is public."""
    hidden: list[Named] = []
    public: set[Form] = set()
    shown: set[Form] = set()
    for document in documents:
        if document.reading is None:
            continue
        actors = tuple(actors_of(document))
        others = [actor for actor in actors if not is_private(actor)]
        public |= {form for a in others if a.kind == "person" for text in (a.name, a.text) for form in names_in(text)}
        shown |= {form_of(text) for actor in others for text in (actor.name, actor.text)}
        shown |= {form_of(text) for place in document.places for text in (place.name or "", place.text)}
        shown |= {form_of(text) for text in (document.publisher, document.agency, document.byline) if text}
        hidden += [named for actor in actors if is_private(actor) for named in names_of(actor, document)]
        hidden += [named for said in document.attributions for named in unknown_speaker(said, actors, shown)]
    return Page(tuple(sorted(set(whole_people(hidden, public)))), frozenset(public), frozenset(shown) - {()})


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


def unknown_speaker(said: Attribution, actors: tuple[Actor, ...], shown: set[Form]) -> Iterator[Named]:
    """A speaker written like a person's name whom no mention, place or masthead accounts for: taken as private."""
    if said.speaker is None or said.speaker == said.organisation:
        return
    if said.source is not None and any(actor.span.overlaps(said.source) for actor in actors):
        return
    words = words_of(said.speaker)
    form = tuple(word.key for word in words)
    like_a_name = 2 <= len(words) <= 4 and all(w.capital or name_words().get(w.key) == "particle" for w in words)
    known = shown | {form_of(text) for actor in actors for text in (actor.name, actor.text)}
    if like_a_name and not any(holds(one, form) for one in known):
        start = said.source.start if said.source else said.cue.start
        forms = names_in(said.speaker)
        yield from (Named(start, forms[0], name) for name in forms)
