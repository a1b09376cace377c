"""Chains of one story: surnames after full names, 'the group', 'the military' and careful pronouns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dateline.model.parse import Parse
from dateline.reading.actor_appositions import apposed, second_names
from dateline.reading.actor_belonging import belonging
from dateline.reading.actor_drafts import ARMED_GROUPS, Draft
from dateline.reading.actor_owners import owned
from dateline.reading.actor_pronouns import find_pronouns
from dateline.reading.actor_words import HYPHENS, SUFFIXES, Words
from dateline.tables.actors import word_key

if TYPE_CHECKING:
    from dateline.tables.load import Tables

# 'The militiamen' are no rebels; 'the militants' may be anybody's.
MILITIAS = frozenset({"political_militia", "communal_militia", "paramilitary"})
# Nouns that take up an organisation named before.
TAKEN_UP = frozenset({"charity", "organisation", "organization", "agency", "watchdog", "nonprofit"})
# 'in the US-led coalition': preposition, article and a modifier or two.
POST_REACH = 4
# Words beside 'group' that leave it the one that was named; 'rights group', 'aid group', 'ethnic group' are others.
SAME_GROUP = frozenset(
    {"the", "this", "that", "same", "armed", "militant", "rebel", "terrorist", "terror", "extremist", "insurgent"}
    | {"guerrilla", "guerilla", "separatist", "jihadist", "jihadi", "islamist", "ruling", "hardline", "radical"}
    | {"paramilitary", "political", "outlawed", "banned", "shadowy", "notorious", "violent"}
    | {"sunni", "shiite", "islamic"}
)
OTHERS = frozenset({"other", "another", "rival", "several", "different", "various", "many"})
POST_PREPOSITIONS = frozenset({"in", "of", "from", "with", "for", "at"})

# The persons of a story by folded surname.
Bearers = dict[str, tuple[Draft, ...]]


def surname(name: str) -> str:
    """The folded last word of a name, without its Arabic article: `al-Mohammedawi` -> `mohammedawi`."""
    words = [word for word in name.replace("’", "'").split() if word.lower().rstrip(".") not in SUFFIXES]
    return word_key(re.split("[-‐–]", words[-1])[-1]) if words else ""


def chain(drafts: Sequence[Draft], paragraphs: Sequence[Words], tables: Tables) -> list[Draft]:
    """The drafts with the name, id, role and privacy of their chain; surnames and pronouns are found on the way."""
    drafts = belonging(_explained(drafts, paragraphs), paragraphs, tables)
    drafts = second_names(owned(drafts, paragraphs, tables.actors), paragraphs)
    persons = _persons(drafts)
    merged = [
        _as_chain(draft, persons) if draft.kind == "person" and draft.how in {"person", "named"} else draft
        for draft in drafts
    ]
    merged += _surnames(merged, paragraphs, persons)
    merged.sort(key=lambda d: (d.at, d.first, -d.last))
    merged = _in_office(_described(_posted(apposed(_apart(merged), paragraphs), paragraphs)))
    merged += find_pronouns(merged, paragraphs)
    merged.sort(key=lambda d: (d.at, d.first, -d.last))
    return merged


def _persons(drafts: Sequence[Draft]) -> Bearers:
    """The fullest mention of each person by surname; those of one surname in the order in which they are named."""
    bearers: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.kind != "person" or draft.how not in {"person", "named"}:
            continue
        known = bearers.setdefault(surname(draft.name), [])
        for n, one in enumerate(known):
            longer, shorter = (draft, one) if _fullness(draft) > _fullness(one) else (one, draft)
            if _same_person(longer, shorter):
                # The place of the first mention is kept: a bare surname means who was named before it.
                known[n] = replace(_joined(longer, shorter), at=one.at, first=one.first)
                break
        else:
            known.append(draft)
    return {name: tuple(found) for name, found in bearers.items()}


def _bearer(name: str, at: int, first: int, persons: Bearers) -> Draft | None:
    """Who bears a bare surname at a token: the person of that surname whom the story named last before it."""
    known = persons.get(name, ())
    before = [one for one in known if (one.at, one.first) <= (at, first)]
    return before[-1] if before else known[0] if len(known) == 1 else None


def _fullness(draft: Draft) -> tuple[int, bool]:
    return len(draft.name.split()), draft.actor_id is not None


def _joined(longer: Draft, shorter: Draft) -> Draft:
    """What two mentions of one person say together; public as soon as one of them shows it."""
    return replace(
        longer,
        actor_id=longer.actor_id or shorter.actor_id,
        role=longer.role or shorter.role,
        organisation=longer.organisation or shorter.organisation,
        affiliated_with=longer.affiliated_with or shorter.affiliated_with,
        private=bool(longer.private and shorter.private),
        public_reason=longer.public_reason or shorter.public_reason,
    )


def _same_person(longer: Draft, shorter: Draft) -> bool:
    a, b = longer.name.lower().split(), shorter.name.lower().split()
    return len(b) == 1 or a[0] == b[0] or longer.actor_id == shorter.actor_id is not None


def _as_chain(draft: Draft, persons: Bearers) -> Draft:
    if len(draft.name.split()) > 1 or draft.actor_id is not None:
        full = next((p for p in persons.get(surname(draft.name), ()) if _same_person(p, draft)), None)
    else:
        full = _bearer(surname(draft.name), draft.at, draft.first, persons)
    if full is None or not _same_person(full, draft):
        return draft
    return replace(
        draft, name=full.name, actor_id=full.actor_id, role=draft.role or full.role, private=full.private,
        organisation=draft.organisation or full.organisation,
        affiliated_with=draft.affiliated_with or full.affiliated_with,
        public_reason=full.public_reason,
        basis=draft.basis or (f"the story names {full.name} in full" if draft.name != full.name else None),
    )  # fmt: skip


def _surnames(drafts: Sequence[Draft], paragraphs: Sequence[Words], persons: Bearers) -> list[Draft]:
    taken = {(d.at, i) for d in drafts for i in range(d.first, d.last + 1)}
    found = []
    for at, words in enumerate(paragraphs):
        for i, form in enumerate(words.parse.forms):
            written = form[:1].isupper() and len(form) > 2 and (at, i) not in taken
            person = _bearer(words.keys[i], at, i, persons) if written else None
            if person is None or (len(person.name.split()) < 2 and words.parse.tags[i] != "NNP"):
                continue
            first = i
            if first >= 2 and words.parse.forms[first - 1] in HYPHENS and words.keys[first - 2] in {"al", "el"}:
                first -= 2
            found.append(replace(person, at=at, first=first, last=i, head=i, basis=f"the surname of {person.name}"))
    return found


def _apart(drafts: list[Draft]) -> list[Draft]:
    """The drafts without those that lie in another of personal name; text order is kept."""
    kept: list[Draft] = []
    for draft in drafts:
        if kept and kept[-1].at == draft.at and kept[-1].last >= draft.first:
            if draft.how in {"person", "named"} and kept[-1].how == "noun" and draft.last >= kept[-1].last:
                kept[-1] = draft
            continue
        kept.append(draft)
    return kept


def _explained(drafts: Sequence[Draft], paragraphs: Sequence[Words]) -> list[Draft]:
    """'the group', 'the jihadists', 'the military', 'the coalition' as the one body of their kind in the story."""
    bodies = [d for d in drafts if (d.actor_id and d.how in {"force", "named", "body"}) or d.how == "body"]
    known = {draft.actor_id or draft.name: draft for draft in bodies}
    groups = {i: d for i, d in known.items() if d.kind in ARMED_GROUPS}
    coalitions = {i: d for i, d in known.items() if d.kind == "foreign_force"}
    armies = {i: d for i, d in known.items() if d.kind == "military" and i.startswith("state:")}
    # 'a US military official' brings a second army into the story although it does nothing.
    owners = {
        d.affiliated_with for d in drafts if d.how == "noun" and (d.affiliated_with or "").endswith("military forces")
    }
    if owners - {d.name for d in armies.values()}:
        armies = {}
    explained = []
    for draft in drafts:
        only, why = None, "the only {} that the story names"
        if draft.how == "group" and not _is_another(draft, paragraphs[draft.at]):
            only = _group_of(draft, groups)
        if only is None and draft.actor_id is None and draft.how in {"group", "noun"}:
            only, why = _latest(draft, drafts, paragraphs), "taken up from the sentence that names it"
        elif draft.how == "force" and draft.actor_id is None and draft.noun in {"coalition", "alliance"}:
            only = _only(coalitions)
        elif draft.how == "force" and draft.actor_id is None and draft.bare and draft.kind == "military":
            only = _only(armies)
        if only is not None:
            why = why.format("coalition" if only.kind == "foreign_force" else only.kind.replace("_", " "))
            draft = replace(draft, name=only.name, actor_id=only.actor_id, kind=only.kind, basis=draft.basis or why)
        explained.append(draft)
    return explained


def _is_another(draft: Draft, words: Words) -> bool:
    """Whether the words are those of other bodies than the one that was named: 'rights groups', 'other militants'."""
    before = range(draft.first, draft.head)
    if any(words.keys[i] in OTHERS for i in before):
        return True
    several = words.parse.tags[draft.head] == "NNS"
    # 'The Lebanese group' is still that one.
    return draft.noun == "group" and (
        several or any(words.keys[i] not in SAME_GROUP and not words.is_name_like(i) for i in before)
    )


def _group_of(draft: Draft, groups: dict[str, Draft]) -> Draft | None:
    """The story's only armed group of the kind that a noun names; any for a noun that says no kind ('fighters')."""
    militia = draft.kind in MILITIAS
    return _only({i: d for i, d in groups.items() if (d.kind in MILITIAS) == militia}) or (
        None if militia else _only(groups)
    )


def _latest(draft: Draft, drafts: Sequence[Draft], paragraphs: Sequence[Words]) -> Draft | None:
    """The one body that a bare 'the group' can mean: named in its sentence before it, else in the one before."""
    words = paragraphs[draft.at]
    definite = draft.noun == "group" or words.keys[draft.first - 1 : draft.first] == ["the"]
    if draft.noun not in TAKEN_UP | {"group"} or not draft.bare or not definite:
        return None
    kinds = {"organisation"} if draft.noun in TAKEN_UP else ARMED_GROUPS | {"organisation"}
    sentences = words.parse.sentences
    here = sentences[draft.first]
    for sentence in (here, here - 1):
        near = {
            d.name: d
            for d in drafts
            if d.at == draft.at
            and d.last < draft.first
            and sentences[d.first] == sentence
            and d.how in {"named", "body"}
            and d.kind in kinds
        }  # fmt: skip
        if near:
            heads = [d.head for d in near.values()]
            deps = words.parse.deps
            subjects = {name: d for name, d in near.items() if deps[d.head] in {"nsubj", "nsubjpass"}}
            return _only(near) or (_only(subjects) if len(heads) > 1 else None)
    return None


def _in_office(drafts: list[Draft]) -> list[Draft]:
    """'the press secretary' as the one named person of the story whose role ends so; that person is known by then."""
    holders: dict[str, dict[str, Draft]] = {}
    known: set[str] = set()
    placed = []
    for draft in drafts:
        if draft.how in {"person", "named"} and draft.kind == "person" and draft.role and draft.private is False:
            known.add(draft.name)
            for word in {draft.role.lower().split()[-1]}:
                holders.setdefault(word, {})[draft.name] = draft
        elif draft.how == "noun" and draft.kind == "person" and draft.noun and draft.name not in known:
            fits = {
                name: d for name, d in holders.get(draft.noun, {}).items()
                if f" {d.role}".lower().endswith(f" {draft.name.lower()}")
            }  # fmt: skip
            only = _only(fits)
            other = only is not None and draft.organisation and only.organisation not in {None, draft.organisation}
            if only is not None and not other and len(holders[draft.noun]) == 1:
                draft = replace(
                    draft, name=only.name, actor_id=only.actor_id, organisation=only.organisation or draft.organisation,
                    affiliated_with=only.affiliated_with or draft.affiliated_with, private=only.private,
                    public_reason=only.public_reason, basis=f"the only {draft.noun} that the story names",
                )  # fmt: skip
        placed.append(draft)
    return placed


def _posted(drafts: list[Draft], paragraphs: Sequence[Words]) -> list[Draft]:
    """'a general in the coalition' belongs to the coalition; a named person of that rank there is the same one."""
    named = {d.name: d for d in drafts if d.how in {"person", "named"} and d.kind == "person" and d.role}
    posted = []
    for n, draft in enumerate(drafts):
        # 'the director of the city's hospital'
        after = next((d for d in drafts[n + 1 : n + 3] if d.kind != "place"), None)
        parse = paragraphs[draft.at].parse
        if draft.how == "noun" and draft.kind == "person" and after and _is_post(parse, draft, after):
            draft = replace(draft, organisation=after.name)
            same = [
                d
                for d in named.values()
                if d.organisation == after.name and str(draft.noun) in (d.role or "").lower().replace(",", " ").split()
            ]
            if len(same) == 1:
                draft = replace(
                    draft, name=same[0].name, private=same[0].private, public_reason=same[0].public_reason,
                    basis=f"the {draft.noun} of {after.name} whom the story names",
                )  # fmt: skip
        posted.append(draft)
    return posted


def _is_post(parse: Parse, draft: Draft, after: Draft) -> bool:
    """Whether the mention after an office is the body that it is held in."""
    if after.at != draft.at or after.how not in {"named", "force", "body"}:
        return False
    if parse.forms[draft.last + 1] not in POST_PREPOSITIONS:
        return False
    over = parse.heads[after.head]
    return after.first - draft.last <= POST_REACH or (parse.deps[over] == "prep" and parse.heads[over] == draft.head)


def _described(drafts: list[Draft]) -> list[Draft]:
    """'the official' after 'a senior Kenyan official': a person by a noun takes the one fuller description before."""
    fuller: dict[str | None, dict[str, Draft]] = {}
    described = []
    for draft in drafts:
        if draft.how != "noun" or draft.kind != "person":
            described.append(draft)
            continue
        known = fuller.setdefault(draft.noun, {})
        words = set(draft.name.lower().split())
        fits = [d for name, d in known.items() if words <= set(name.lower().split())]
        if len(fits) == 1 and len(known) == 1:
            own = draft if draft.organisation or draft.affiliated_with else fits[0]
            draft = replace(
                draft, name=fits[0].name, affiliated_with=own.affiliated_with, organisation=own.organisation,
                basis=draft.basis or (None if draft.name == fits[0].name else "described more fully before"),
            )  # fmt: skip
        elif not fits:
            known.setdefault(draft.name, draft)
        described.append(draft)
    return described


def _only(candidates: dict[str, Draft]) -> Draft | None:
    return next(iter(candidates.values())) if len(candidates) == 1 else None
