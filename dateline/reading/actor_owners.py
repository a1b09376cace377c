"""For whom an office-holder stands where only the sentence before says it: 'its spokesman X', 'spokesman X said'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from dateline.model.parse import Parse
from dateline.reading.actor_drafts import ARMED_GROUPS, Draft
from dateline.reading.actor_words import Words
from dateline.reading.attribution_quotes import find_quotes

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OWNING = frozenset({"its", "their"})
# Who speaks for a body even where no owner is named.
SPEAKING = frozenset({"spokesman", "spokeswoman", "spokesperson"})
BODIES = ARMED_GROUPS | {
    "military", "police", "foreign_force", "private_force", "government", "organisation", "unidentified_armed_group",
}  # fmt: skip
# Sentences back to the one that names the body; a paragraph that is one quotation lies between at most.
REACH = 4


def owned(drafts: Sequence[Draft], paragraphs: Sequence[Words]) -> list[Draft]:
    """The drafts, those of persons in office with the body that the text before them tells to be theirs."""
    found = []
    for draft in drafts:
        words = paragraphs[draft.at]
        if draft.kind == "person" and draft.organisation is None and draft.how in {"person", "named", "noun"}:
            first = _first_of_title(draft, drafts, words)
            if _lacks_owner(draft, first, words):
                body = next(_subjects_before(draft, first, drafts, paragraphs), None)
                if body is not None:
                    draft = replace(draft, organisation=body.name, affiliated_with=draft.affiliated_with or body.name)
        found.append(draft)
    return found


def _first_of_title(draft: Draft, drafts: Sequence[Draft], words: Words) -> int:
    """Where the office before a name begins, a comma between them or not: 'its spokesman, X'."""
    first = draft.first
    role = (draft.role or "").lower().replace(",", "").split()
    while first and words.keys[first - 1] in role:
        first -= 1
    before = first - 1 if first and words.parse.forms[first - 1] == "," else first
    office = next(
        (d for d in drafts if d.at == draft.at and d.last == before - 1 and d.how == "noun" and d.kind == "person"),
        None,
    )
    return office.first if office is not None else first


def _lacks_owner(draft: Draft, first: int, words: Words) -> bool:
    """Whether the office is owned by a pronoun, or is a spokesman's and nothing before it says whose."""
    parse = words.parse
    before = words.keys[first - 1] if first else ""
    if before in OWNING and parse.tags[first - 1] == "PRP$":
        return draft.role is not None or draft.how == "noun"
    speaks = words.keys[first] in SPEAKING and draft.how != "noun"
    return speaks and (not before or parse.pos[first - 1] not in {"DET", "PROPN", "NOUN", "ADJ"})


def _subjects_before(draft: Draft, first: int, drafts: Sequence[Draft], paragraphs: Sequence[Words]) -> Iterator[Draft]:
    """The bodies that are subjects before a person, nearest sentence first; quoted ones are left out."""
    for at, sentence in _sentences_before(draft, first, paragraphs):
        parse = paragraphs[at].parse
        quotes = find_quotes(parse)
        for other in drafts:
            if other.at != at or parse.sentences[other.head] != sentence or (at == draft.at and other.last >= first):
                continue
            if other.kind in BODIES and not any(q.covers(other.head) for q in quotes) and _is_subject(parse, other):
                yield other


def _is_subject(parse: Parse, draft: Draft) -> bool:
    """Whether a body is a subject, or stands in the phrase of one: 'hardliners in the Dock Guards'."""
    head = draft.head
    if parse.deps[head] == "pobj" and parse.deps[parse.heads[head]] == "prep":
        head = parse.heads[parse.heads[head]]
    return parse.deps[head] in SUBJECTS


def _sentences_before(draft: Draft, first: int, paragraphs: Sequence[Words]) -> Iterator[tuple[int, int]]:
    """Paragraph and number of a person's sentence and those before it, nearest first."""
    at, sentence = draft.at, paragraphs[draft.at].parse.sentences[first]
    for _ in range(REACH):
        yield at, sentence
        sentence -= 1
        if sentence < 0:
            at -= 1
            if at < 0 or paragraphs[at].parse.role not in {"body"}:
                return
            sentence = paragraphs[at].parse.sentences[-1]
