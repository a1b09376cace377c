"""Personal names: runs of capitals that a rank, an office, an apposition or the grammar shows to be persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dateline.reading.actor_drafts import ARMED_GROUPS, Draft
from dateline.reading.actor_evidence import Evidence, evidence_of, is_surname_of
from dateline.reading.actor_names import Run, find_runs, titled_from
from dateline.reading.actor_roles import Role, role_of
from dateline.reading.actor_words import APOSTROPHE_S, HYPHENS, Words, words_between

if TYPE_CHECKING:
    from dateline.tables.load import Tables


class Persons(Struct, frozen=True):
    """The persons of one paragraph, which of them are merely likely, and the names that stand where places do."""

    drafts: list[Draft]
    likely: frozenset[str] = frozenset()
    placed: frozenset[str] = frozenset()


def find_persons(at: int, words: Words, groups: list[Draft], places: set[int], tables: Tables) -> Persons:
    """The personal names of one paragraph; `groups` are its other actors, `places` the tokens of its place names."""
    taken = {i for d in groups if d.how != "noun" or _is_no_person(d, words) for i in range(d.first, d.last + 1)}
    found = [_of_table(words, draft, groups, tables) for draft in groups if _is_table_person(draft)]
    found += _owned(at, words, groups, taken | places, tables)
    taken |= {i for draft in found for i in range(draft.first, draft.last + 1)}
    names: dict[Evidence, set[str]] = {evidence: set() for evidence in Evidence}
    for run in find_runs(words, taken, tables):
        known = tables.actors.match(words.parse.forms, words.keys, run.first)
        if known is not None and known.row.kind != "person" and known.end > run.last:
            continue
        role = role_of(words, run, groups, tables)
        evidence = evidence_of(words, run, role, places, tables)
        names[evidence].add(words_between(words.parse, run.first, run.last))
        if evidence >= Evidence.LIKELY:
            found.append(_draft(at, words, run, role))
    likely = names[Evidence.LIKELY] - names[Evidence.SHOWN]
    return Persons(sorted(found, key=lambda d: d.first), frozenset(likely), frozenset(names[Evidence.PLACE]))


def _is_no_person(draft: Draft, words: Words) -> bool:
    """Whether a mention by a noun is a place, or a weapon or vehicle by its name."""
    named = draft.kind in {"vehicle", "weapon"} and words.parse.forms[draft.last][:1].isupper()
    return draft.kind == "place" or named


def _is_table_person(draft: Draft) -> bool:
    return draft.how == "named" and draft.kind == "person"


def _of_table(words: Words, draft: Draft, groups: list[Draft], tables: Tables) -> Draft:
    run = Run(draft.first, draft.last, titled_from(words, draft.first, tables))
    role = role_of(words, run, groups, tables)
    return replace(draft, first=run.titled_from, role=role.words, organisation=draft.organisation or role.organisation)


def _owned(at: int, words: Words, groups: list[Draft], taken: set[int], tables: Tables) -> list[Draft]:
    """`the GROUP's Surname`: a person of an armed group, or of a state if the table knows the surname there."""
    parse = words.parse
    found = []
    for owner in groups:
        i = owner.last + 1
        while i < len(parse) and (parse.forms[i] in APOSTROPHE_S or parse.forms[i] in HYPHENS):
            i += 1
        if i == owner.last + 1 or i >= len(parse) or i in taken or not is_surname_of(words, i, tables.actors):
            continue
        row = tables.actors.member(owner.actor_id, words.keys[i]) if owner.actor_id else None
        if row is None and owner.kind not in ARMED_GROUPS:
            continue
        draft = _draft(at, words, Run(i, i, i), Role(organisation=owner.name))
        if row is not None:
            draft = replace(
                draft, name=row.name, actor_id=row.id, how="named", private=False,
                public_reason="named in the actor table",
            )  # fmt: skip
        found.append(draft)
    return found


def _draft(at: int, words: Words, run: Run, role: Role) -> Draft:
    return Draft(
        at=at,
        first=run.titled_from,
        last=run.last,
        head=run.last,
        how="person",
        name=words_between(words.parse, run.first, run.last),
        kind="person",
        role=role.words,
        organisation=role.organisation,
        affiliated_with=role.organisation,
        private=role.public is None,
        public_reason=role.public,
    )
