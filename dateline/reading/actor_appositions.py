"""A person by a noun beside the name: 'X, a driver,', 'the bishop, X', 'a commander known as X'; and second names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from dateline.model.parse import Parse
from dateline.reading.actor_drafts import Draft
from dateline.reading.actor_evidence import QUOTES
from dateline.reading.actor_words import Words
from dateline.tables.actors import word_key

NAMED = frozenset({"person", "named"})
DETERMINERS = frozenset({"a", "an", "the", "its", "their", "his", "her"})
SINGULAR = frozenset({"NN", "NNP", "JJ"})
PEOPLE = frozenset({"person", "civilians", "police", "people"})
# 'X, a former driver from Varno,': from the comma to the noun.
REACH = 6
# What leads from a name or a noun to a second name of the same person.
CALLED = (
    ("alias",), ("aka",), ("dubbed",), ("nicknamed",), ("known", "as"), ("called",), ("named",),
    ("nom", "de", "guerre"),
)  # fmt: skip
BETWEEN = frozenset({"", ",", "(", "also", "better", "widely", "popularly", "locally", "only", "who", "is", "was"})
LONGEST_SECOND_NAME = 4


def apposed(drafts: Sequence[Draft], paragraphs: Sequence[Words]) -> list[Draft]:
    """The drafts, a noun for one person beside the name of that person with the name, and what else is known."""
    people = {at: [d for d in drafts if d.at == at and _is_person(d)] for at in {d.at for d in drafts}}
    found = []
    for draft in drafts:
        words = paragraphs[draft.at]
        if draft.how == "noun" and draft.kind in PEOPLE and words.parse.tags[draft.head] in SINGULAR:
            named = next((d for d in people[draft.at] if _beside(draft, d, words)), None)
            draft = _as(draft, named) if named is not None else draft
        found.append(draft)
    return found


def _as(draft: Draft, person: Draft) -> Draft:
    return replace(
        draft, name=person.name, actor_id=person.actor_id, kind="person", private=person.private,
        public_reason=person.public_reason, organisation=draft.organisation or person.organisation,
        affiliated_with=draft.affiliated_with or person.affiliated_with, role=draft.role or draft.noun,
        basis="stands beside the name",
    )  # fmt: skip


def _is_person(draft: Draft) -> bool:
    return draft.how in NAMED and draft.kind == "person"


def _beside(noun: Draft, person: Draft, words: Words) -> bool:
    """Whether the noun's phrase stands in apposition to the name, before or after it."""
    parse = words.parse
    if parse.sentences[noun.head] != parse.sentences[person.head]:
        return False
    first, second = (noun, person) if noun.first < person.first else (person, noun)
    between = range(first.last + 1, second.first)
    if not between:  # 'his brother X'
        tied = parse.heads[noun.head] == person.head or parse.heads[person.head] == noun.head
        return noun.first < person.first and tied and parse.forms[noun.head].islower()
    if noun.first < person.first and _leads_to_name(words, between):
        return True
    if parse.deps[second.head] != "appos" or not _same_phrase(parse, second.head, first):
        return False
    return person.first < noun.first or parse.forms[between[-1]] == ","


def _same_phrase(parse: Parse, head: int, first: Draft) -> bool:
    """Whether what token `head` is apposed to is the first of the two, or in its phrase: 'the bishop of Goma, X'."""
    to = parse.heads[head]
    for _ in range(REACH):
        if first.covers(to):
            return True
        if parse.deps[to] not in {"pobj", "prep", "appos", "compound"}:
            return False
        to = parse.heads[to]
    return False


def _leads_to_name(words: Words, between: range) -> bool:
    said = tuple(key for i in between if (key := words.keys[i]) not in BETWEEN and words.parse.forms[i] not in QUOTES)
    return said in CALLED and said != ("called",)


def second_names(drafts: Sequence[Draft], paragraphs: Sequence[Words]) -> list[Draft]:
    """Second names of the persons of a story, where they are given and wherever else they stand alone."""
    meant: dict[tuple[str, ...], Draft] = {}
    for draft in drafts:
        if _is_person(draft) and (span := _second_name(paragraphs[draft.at], draft)) is not None:
            meant.setdefault(tuple(paragraphs[draft.at].keys[i] for i in span), draft)
    if not meant:
        return list(drafts)
    known = [draft for draft in drafts if not (_is_person(draft) and tuple(word_key(draft.name).split()) in meant)]
    taken = {(d.at, i) for d in known for i in range(d.first, d.last + 1)}
    found = [d for at, words in enumerate(paragraphs) for d in _mentions(at, words, meant, taken)]
    return sorted([*known, *found], key=lambda d: (d.at, d.first, -d.last))


def _second_name(words: Words, draft: Draft) -> range | None:
    """The tokens of the second name that follows a name: 'X, alias Y', 'X, also known as Y'."""
    keys, forms = words.keys, words.parse.forms
    i = draft.last + 1
    while i < len(keys) and (keys[i] in BETWEEN or forms[i] in QUOTES):
        i += 1
    cue = next((cue for cue in CALLED if tuple(keys[i : i + len(cue)]) == cue), None)
    if cue is None or (i == draft.last + 1 and cue in {("called",), ("named",)}):
        return None
    first = i + len(cue)
    while first < len(forms) and forms[first] in QUOTES:
        first += 1
    last = first
    while last < min(len(forms), first + LONGEST_SECOND_NAME) and words.is_name_like(last):
        last += 1
    return range(first, last) if last > first else None


def _mentions(
    at: int, words: Words, meant: dict[tuple[str, ...], Draft], taken: set[tuple[int, int]]
) -> Iterator[Draft]:
    for name, person in meant.items():
        for i in range(len(words.keys) - len(name) + 1):
            last = i + len(name) - 1
            same = tuple(words.keys[i : last + 1]) == name and words.parse.forms[i][:1].isupper()
            if same and not any((at, k) in taken for k in range(i, last + 1)):
                yield replace(
                    person,
                    at=at,
                    first=i,
                    last=last,
                    head=last,
                    basis=f"a second name that the story gives {person.name}",
                )
