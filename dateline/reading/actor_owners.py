"""For whom someone stands where the words beside the name do not say it.

'Its spokesman X' and 'spokesman X said' after a sentence about a body, a colonel quoted after one about the army's
ministry, 'an officer' after what the troops did, 'a man who said he spoke for the militia'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from dateline.model.parse import Parse
from dateline.reading.actor_drafts import ARMED_GROUPS, Draft
from dateline.reading.actor_words import Words
from dateline.reading.attribution_quotes import find_quotes
from dateline.tables.actors import ActorTable, word_key

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OWNING = frozenset({"its", "their"})
# Who speaks for a body even where no owner is named.
SPEAKING = frozenset({"spokesman", "spokeswoman", "spokesperson"})
BODIES = ARMED_GROUPS | {
    "military", "police", "foreign_force", "private_force", "government", "organisation", "unidentified_armed_group",
}  # fmt: skip
STATE = frozenset({"military", "police", "government"})
OFFICER = "officer"
ARMY = frozenset({"army", "military"})
# 'a man who said he spoke for X': the verb stands within this many tokens of the noun.
CLAIM_REACH = 9
# Sentences back to the one that names the body; a paragraph that is one quotation lies between at most.
REACH = 4


def owned(drafts: Sequence[Draft], paragraphs: Sequence[Words], table: ActorTable) -> list[Draft]:
    """The drafts, those of people who stand for a body with that body, where the text around them tells it."""
    found = []
    for draft in drafts:
        body = None if draft.organisation is not None else _body_of(draft, drafts, paragraphs, table)
        if body is not None:
            up = draft.affiliated_with or body.name
            draft = replace(draft, organisation=body.name, affiliated_with=up)
            if draft.noun == OFFICER:
                draft = replace(draft, kind="person", name=f"{body.name} {OFFICER}" if draft.bare else draft.name)
        found.append(draft)
    return found


def _body_of(draft: Draft, drafts: Sequence[Draft], paragraphs: Sequence[Words], table: ActorTable) -> Draft | None:
    words = paragraphs[draft.at]
    if draft.how == "noun" and words.parse.tags[draft.head] == "NN" and draft.kind in {"person", "civilians", "police"}:
        if (body := _spoken_for(draft, drafts, words)) is not None:
            return body
        if draft.noun == OFFICER:
            return _troops_of(draft, drafts, paragraphs)
    if draft.kind != "person" or draft.how not in {"person", "named", "noun"}:
        return None
    first = _first_of_title(draft, drafts, words)
    if _lacks_owner(draft, first, words):
        return next(_subjects_before(draft, first, drafts, paragraphs), None)
    if _is_quoted_rank(draft, words, table):
        before = next(_subjects_before(draft, first, drafts, paragraphs), None)
        near = before is not None and before.at == draft.at and before.kind in STATE
        return before if near else None
    return None


def _spoken_for(draft: Draft, drafts: Sequence[Draft], words: Words) -> Draft | None:
    """The body of 'a man who said he spoke for the militia'."""
    lemmas, forms = words.parse.lemmas, words.parse.forms
    reach = range(draft.last + 1, min(draft.last + CLAIM_REACH, len(forms) - 2))
    if not reach or forms[reach.start] not in {"who", "claiming", "saying"}:
        return None
    verb = next((k for k in reach if lemmas[k] == "speak" and forms[k + 1] == "for"), None)
    if verb is None:
        return None
    return next((d for d in drafts if d.at == draft.at and verb + 1 < d.first <= verb + 3 and d.kind in BODIES), None)


def _troops_of(draft: Draft, drafts: Sequence[Draft], paragraphs: Sequence[Words]) -> Draft | None:
    """The army of 'an officer': named with him, or whose troops his sentence tells of, where no police are named."""
    said = set(paragraphs[draft.at].keys[draft.first : draft.head]) & ARMY
    if draft.affiliated_with or (not said and any(d.kind == "police" and d.noun != OFFICER for d in drafts)):
        return None
    near = _subjects_before(draft, draft.first, drafts, paragraphs)
    troops = next((d for d in near if d.kind == "military" and d.at == draft.at), None)
    if troops is None and not said:
        return None
    army = next((d for d in drafts if d.noun in ARMY and d.how == "force" and d.bare), troops)
    return army or replace(draft, name=min(said), kind="military")


def _is_quoted_rank(draft: Draft, words: Words, table: ActorTable) -> bool:
    """Whether a person with a military rank says what is quoted in the paragraph."""
    parse = words.parse
    ranked = any(
        row.type == "rank" for word in (draft.role or "").split() if (row := table.ranks.get((word_key(word),)))
    )
    return ranked and parse.deps[draft.head] in SUBJECTS and bool(find_quotes(parse))


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
