"""Actors that are no personal names: table names, bodies of states and groups, units, people by common nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dateline.reading.actor_drafts import ARMED_GROUPS, Draft
from dateline.reading.actor_edges import left_edge, right_edge
from dateline.reading.actor_hardware import find_hardware
from dateline.reading.actor_nouns import (
    GROUP_ADJECTIVES,
    as_said,
    is_the_unit,
    is_title,
    is_written,
    less_owner,
    noun_at,
)
from dateline.reading.actor_offices import ministry_of
from dateline.reading.actor_whose import WHOLE_GOVERNMENT, Owner, owner_in
from dateline.reading.actor_words import PARTICLES, Words, words_between
from dateline.tables.actor_rows import ActorRow, NounRow
from dateline.tables.actors import ActorTable

if TYPE_CHECKING:
    from dateline.tables.load import Tables

# How a state's body is called when the actor table has no row of its own for it.
BRANCHES = {
    "military": "military forces",
    "navy": "navy",
    "air_force": "air force",
    "police": "police",
    "security": "security forces",
    "government": "government",
}
# Plural leaders act for their group; one leader is a person.
LEADING = frozenset({"leader", "commander", "chief", "leadership", "member", "element", "operative", "supporter"})
# Words before a noun for fighters that leave open whose they are.
NEUTRAL = frozenset(
    ["foreign", "remaining", "other", "last", "armed", "surviving", "fleeing", "retreating", "captured", "dead"]
)
# Where a noun that mostly means a thing ('service', 'channel') is somebody.
ACTING = frozenset({"nsubj", "nsubjpass", "poss"})
# The armed part of a movement is the movement.
ARMS = frozenset({"wing", "arm"})
COALITION = frozenset({"coalition", "alliance"})


def find_groups(at: int, words: Words, tables: Tables) -> list[Draft]:
    """The actors of one paragraph that are no personal names, none inside another, in text order."""
    named = [] if words.shouted else list(_table_matches(at, words, tables.actors))
    phrases = [
        draft
        for i in range(len(words.parse))
        if (noun := noun_at(words, i, tables.actors)) and (draft := _phrase(at, words, i, noun, tables))
    ]
    return _outermost([*phrases, *find_hardware(at, words, tables.actors), *named])


def _table_matches(at: int, words: Words, table: ActorTable) -> list[Draft]:
    found: list[Draft] = []
    i = 0
    while i < len(words.parse):
        match = table.match(words.parse.forms, words.keys, i)
        if match is None or words.parse.pos[i] == "PRON" or _is_undertaking(words, i, match.end - 1):
            i += 1
            continue
        row = match.row
        person = row.kind == "person"
        particle = words.keys[i] in PARTICLES
        found.append(
            Draft(
                at=at,
                first=i,
                last=match.end - 1,
                head=match.end - 1,
                how="named",
                name=words_between(words.parse, i, match.end - 1)
                if person and match.end - i > 1 and not particle
                else row.name,
                kind=row.kind,
                actor_id=row.id,
                affiliated_with=_parent(row, table),
                organisation=_parent(row, table) if person else None,
                private=False if person else None,
                public_reason="named in the actor table" if person else None,
            )
        )
        i = match.end
    return found


def _is_undertaking(words: Words, first: int, last: int) -> bool:
    """Whether 'Operation X' is what is done, not those who do it: 'in support of Operation X'."""
    parse = words.parse
    first -= first > 0 and words.keys[first - 1] == "operation"
    if words.keys[first] != "operation" or parse.deps[last] in ACTING:
        return False
    return first == 0 or parse.forms[first - 1] not in {"by", "from"}


def _parent(row: ActorRow, table: ActorTable) -> str | None:
    parent = table.by_id.get(row.affiliated_with or "")
    return parent.name if parent else None


def _phrase(at: int, words: Words, i: int, noun: NounRow, tables: Tables) -> Draft | None:
    first = left_edge(words, i, tables.gazetteer.countries)
    noun = as_said(noun, words, first, i)
    last = right_edge(words, i, noun)
    owner = owner_in(words, first, i, tables)
    if noun.noun in ARMS and (armed := _armed_by(words, i, owner, tables.actors)) is not None:
        owner, last = armed
    core = words_between(words.parse, first, last)
    if first == i == last and noun.role != "body" and (words.titled or words.begins_sentence(i)):
        core = core.lower()  # the capital is the sentence's
    draft = Draft(
        at=at, first=first, last=last, head=i, how="noun", name=core, kind=noun.kind, noun=noun.noun,
        bare=first == i == last, affiliated_with=owner.name,
    )  # fmt: skip
    plural = words.parse.tags[i] in {"NNS", "NNPS"} or words.keys[i] == f"{noun.noun}s"
    if owner.row and owner.whole:
        return replace(
            draft,
            how="named",
            name=owner.row.name,
            kind=owner.row.kind,
            actor_id=owner.row.id,
            affiliated_with=_parent(owner.row, tables.actors),
        )
    if noun.role == "force" or (noun.noun in ARMS and owner.row) or (plural and owner.row and noun.noun in LEADING):
        return _force(draft, noun, owner, words, tables.actors)
    if plural and noun.noun in LEADING and owner.name is None and _says_group(words, first, i):
        return replace(draft, how="group", kind="rebel")
    if noun.role == "body":
        return _body(draft, noun, owner, words, tables.actors)
    if noun.role == "unit":
        if first == i and not plural and not is_the_unit(words, i, noun):
            return None
        kind = owner.row.kind if owner.row and owner.row.kind in ARMED_GROUPS else "military"
        return replace(draft, how="body" if first < i else "noun", kind=kind)
    if noun.role == "person" and noun.branch == "group" and plural and is_written(words, first, i):
        return replace(draft, how="body", kind="political_militia")
    if noun.branch == "group" and noun.role == "person" and is_written(words, first, i) and not is_title(words, i):
        return replace(draft, how="body", kind="military")  # 'the National Guard'
    if noun.role == "person":
        return replace(draft, role=noun.noun, organisation=owner.name, kind="person" if not plural else "people")
    return less_owner(draft, words, tables.actors) if noun.role == "thing" else draft


def _armed_by(words: Words, i: int, owner: Owner, table: ActorTable) -> tuple[Owner, int] | None:
    """Whose armed wing token i is, and where the phrase ends: 'the armed wing of X', 'X's military wing'."""
    if owner.row is not None:
        return owner, i
    forms = words.parse.forms
    name = i + 2 + (i + 2 < len(forms) and forms[i + 2].lower() == "the")
    found = table.match(forms, words.keys, name) if name < len(forms) and forms[i + 1] == "of" else None
    return (Owner(row=found.row), found.end - 1) if found is not None and found.row.kind in ARMED_GROUPS else None


def _force(draft: Draft, noun: NounRow, owner: Owner, words: Words, table: ActorTable) -> Draft:
    row = owner.row
    if row is not None and row.kind != "person" and row.kind not in {"media", "organisation"}:
        return replace(draft, how="force", name=row.name, kind=row.kind, actor_id=row.id)
    if owner.state and noun.branch in BRANCHES:
        return _of_state(draft, noun.branch or "", noun.kind, owner, table)
    if owner.name is None and _may_be_the_group(noun, words, draft.first, draft.head):
        kind = noun.kind if noun.branch == "group" else "rebel"
        return replace(draft, how="group", kind=kind)
    return replace(draft, how="force")


def _of_state(draft: Draft, branch: str, kind: str, owner: Owner, table: ActorTable) -> Draft:
    actor_id = f"state:{owner.state}:{branch}"
    row = table.by_id.get(actor_id)
    country = owner.country
    if row is None and country is not None:
        name = f"{country.demonyms[0] if country.demonyms else country.name} {BRANCHES[branch]}"
        return replace(draft, how="force", name=name, kind=kind, actor_id=actor_id)
    return replace(draft, how="force", name=row.name if row else draft.name, kind=kind, actor_id=actor_id)


def _body(draft: Draft, noun: NounRow, owner: Owner, words: Words, table: ActorTable) -> Draft | None:
    if owner.state and noun.noun in WHOLE_GOVERNMENT:
        return _of_state(draft, "government", "government", owner, table)
    if noun.noun in COALITION or noun.noun == "group":
        return replace(draft, how="group" if noun.noun == "group" else "force", kind=noun.kind)
    forms = words.parse.forms
    if noun.noun == "ministry" and owner.name is None and draft.first < draft.head == draft.last:
        return replace(draft, how="body", name=ministry_of(words_between(words.parse, draft.first, draft.head - 1)))
    if noun.kind == "structure" and _acts_as_body(words, draft, table):
        draft = replace(draft, kind="organisation")
    if noun.noun == "front" and words.parse.tags[draft.head] == "NNS" and forms[draft.head].islower():
        return None  # 'on all fronts'
    if draft.bare or not forms[draft.head][:1].isupper():
        if noun.branch == "acting" and words.parse.deps[draft.head] not in ACTING:
            return None
        # 'Orsa hospital' is a name, 'city hospital' is none.
        own = not draft.bare and owner.name is None and words.parse.pos[draft.head - 1] == "PROPN"
        kind = "organisation" if own and noun.kind == "structure" else draft.kind
        return replace(draft, how="body" if own else "noun", kind="rebel" if _acts(noun, draft, words) else kind)
    # 'the rebel Orsa Front' is named Orsa Front.
    first = next(i for i in range(draft.first, draft.head + 1) if forms[i][:1].isupper())
    name = words_between(words.parse, first, draft.last)
    armed = noun.branch == "group" or _says_group(words, draft.first, first)
    kind = "organisation" if noun.kind == "structure" else noun.kind
    return replace(draft, first=first, name=name, how="body", kind="rebel" if armed else kind)


def _acts_as_body(words: Words, draft: Draft, table: ActorTable) -> bool:
    """Whether a building without a name stands for those who run it: 'the hospital said', 'director of a hospital'."""
    parse, i = words.parse, draft.head
    if parse.deps[i] == "nsubj":
        return parse.lemmas[parse.heads[i]] in table.signs("saying")
    of = parse.heads[i]
    if parse.deps[i] == "pobj" and parse.forms[of] == "of":
        office = table.nouns.get(parse.lemmas[parse.heads[of]])
        return office is not None and office.role == "person"
    return False


def _acts(noun: NounRow, draft: Draft, words: Words) -> bool:
    """Whether 'the front' does or owns something, as a group does and the place where armies meet does not."""
    acting = words.parse.deps[draft.head] in {"nsubj", "nsubjpass", "poss"}
    return noun.branch == "group" and draft.bare and acting and words.keys[draft.first - 1 : draft.first] == ["the"]


def _may_be_the_group(noun: NounRow, words: Words, first: int, head: int) -> bool:
    """Whether the phrase can mean the story's armed group: a word says so and no other word narrows it."""
    if _says_group(words, first, head):
        return True
    return noun.branch == "group" and all(words.keys[i] in NEUTRAL for i in range(first, head))


def _says_group(words: Words, first: int, head: int) -> bool:
    return any(
        words.keys[i] in GROUP_ADJECTIVES or words.parse.lemmas[i] in GROUP_ADJECTIVES for i in range(first, head)
    )


def _outermost(drafts: list[Draft]) -> list[Draft]:
    """The longest drafts, none overlapping; at equal length the one given later, a table's name, wins."""
    taken: set[int] = set()
    kept = []
    for _, draft in sorted(enumerate(drafts), key=lambda nd: (nd[1].first - nd[1].last, -nd[0])):
        tokens = set(range(draft.first, draft.last + 1))
        if not tokens & taken:
            taken |= tokens
            kept.append(draft)
    return sorted(kept, key=lambda d: d.first)
