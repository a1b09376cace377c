"""Pronouns as subjects: he and she as the one person, they as the one group or crowd, of the sentence before."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.reading.actor_drafts import ARMED_GROUPS, Draft
from dateline.reading.actor_words import Words
from dateline.reading.attribution_quotes import Quote, find_quotes

HE = frozenset({"he", "she"})

IT = "it"
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# What a sentence's 'it' can go on about: a body that is the subject of the one before.
ONE_BODY = ARMED_GROUPS | {
    "military",
    "police",
    "foreign_force",
    "private_force",
    "government",
    "organisation",
    "media",
}
# What 'they' can stand for; things, places and single persons cannot be meant.
MANY = ARMED_GROUPS | {
    "military", "police", "foreign_force", "private_force", "unidentified_armed_group", "protesters", "rioters",
    "civilians", "people",
}  # fmt: skip
BODIES = frozenset({"force", "named", "group"})
NAMED = frozenset({"force", "named", "group", "body", "pronoun"})


def find_pronouns(drafts: list[Draft], paragraphs: Sequence[Words]) -> list[Draft]:
    """The pronouns that are subjects and can only mean one actor of the story, with that actor's name."""
    return _persons(drafts, paragraphs) + _groups(drafts, paragraphs) + _bodies(drafts, paragraphs)


def _as_pronoun(draft: Draft, at: int, i: int) -> Draft:
    return replace(draft, at=at, first=i, last=i, head=i, how="pronoun", basis="a pronoun that can mean only this one")


def _bodies(drafts: list[Draft], paragraphs: Sequence[Words]) -> list[Draft]:
    """'It' that begins a sentence as the body that is the only subject among the actors of the sentence before."""
    subjects: dict[tuple[int, int], list[Draft]] = {}
    for draft in drafts:
        parse = paragraphs[draft.at].parse
        if parse.deps[draft.head] in SUBJECTS and draft.how != "pronoun":
            subjects.setdefault((draft.at, parse.sentences[draft.head]), []).append(draft)
    found = []
    for at, words in enumerate(paragraphs):
        parse = words.parse
        for i, key in enumerate(words.keys):
            if key != IT or parse.deps[i] not in SUBJECTS or not words.begins_sentence(i):
                continue
            before = subjects.get((at, parse.sentences[i] - 1), [])
            if len({d.name for d in before}) == 1 and before[0].kind in ONE_BODY and before[0].how in NAMED:
                body = _as_pronoun(before[0], at, i)
                found.append(body)
                subjects.setdefault((at, parse.sentences[i]), []).append(body)
    return found


def _groups(drafts: list[Draft], paragraphs: Sequence[Words]) -> list[Draft]:
    """'They' after exactly one plural subject, or one body or crowd, in its sentence or the one before."""
    by_sentence: dict[tuple[int, int], list[Draft]] = {}
    for draft in drafts:
        if draft.kind in MANY and (draft.how in BODIES or draft.how == "noun"):
            by_sentence.setdefault((draft.at, paragraphs[draft.at].parse.sentences[draft.first]), []).append(draft)
    found = []
    for at, words in enumerate(paragraphs):
        parse = words.parse
        for i, key in enumerate(words.keys):
            if key != "they" or parse.deps[i] not in SUBJECTS:
                continue
            sentence = parse.sentences[i]
            here = [d for d in by_sentence.get((at, sentence), []) if d.last < i]
            before = here or by_sentence.get((at, sentence - 1), [])
            only = _one_of(before, parse.deps)
            if only is not None:
                found.append(_as_pronoun(only, at, i))
    return found


def _one_of(drafts: list[Draft], deps: list[str]) -> Draft | None:
    """The draft whose name all of them share, else the only subject among them, if it has no other beside it."""
    subjects = [] if any(deps[d.head] == "conj" for d in drafts) else [d for d in drafts if deps[d.head] in SUBJECTS]
    for some in (drafts, subjects):
        if some and len({d.name for d in some}) == 1:
            return some[-1]
    return None


def _persons(drafts: list[Draft], paragraphs: Sequence[Words]) -> list[Draft]:
    """He and she as subject, where the sentence before or the same one names exactly one person."""
    by_sentence: dict[tuple[int, int], list[Draft]] = {}
    for draft in drafts:
        if draft.kind == "person" and draft.how in {"person", "named"}:
            by_sentence.setdefault((draft.at, paragraphs[draft.at].parse.sentences[draft.first]), []).append(draft)
    found = []
    for at, words in enumerate(paragraphs):
        parse = words.parse
        for i, key in enumerate(words.keys):
            if key not in HE or parse.deps[i] not in SUBJECTS:
                continue
            sentence = parse.sentences[i]
            before = [d for d in by_sentence.get((at, sentence), []) if d.last < i]
            before = before or by_sentence.get(_sentence_before(at, sentence, paragraphs), [])
            names = {d.name for d in before}
            if len(names) == 1:
                pronoun = _as_pronoun(before[-1], at, i)
                found.append(pronoun)
                by_sentence.setdefault((at, sentence), []).append(pronoun)
    return found


def _is_spoken(sentence: range, quotes: list[Quote]) -> bool:
    """Whether a sentence stands whole within one quotation."""
    return any(q.covers(sentence.start) and q.covers(sentence.stop - 1) for q in quotes)


def _sentence_before(at: int, sentence: int, paragraphs: Sequence[Words]) -> tuple[int, int]:
    """Paragraph and number of the sentence before one, spoken words passed over: '"They came. They shot," she said'."""
    parse = paragraphs[at].parse
    quotes = find_quotes(parse)
    sentence -= 1
    while sentence >= 0 and _is_spoken(parse.sentence(parse.sentences.index(sentence)), quotes):
        sentence -= 1
    if sentence >= 0 or at == 0 or not len(paragraphs[at - 1].parse):
        return at, sentence
    return at - 1, paragraphs[at - 1].parse.sentences[-1]
