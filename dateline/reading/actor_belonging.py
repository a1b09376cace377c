"""Whose armed people are where their body stands behind the noun: 'fighters of the front', 'troops from Chad'."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dateline.reading.actor_drafts import ARMED_GROUPS, Draft
from dateline.reading.actor_words import LONGEST_COUNTRY, Words, country_ending, words_between
from dateline.tables.actors import word_key

if TYPE_CHECKING:
    from dateline.tables.load import Tables

OF = frozenset({"of", "from"})
BODIES = ARMED_GROUPS | {"military", "police", "foreign_force", "private_force"}
# Who is the body itself, and who only belongs to it; 'supporters of the front' do neither.
FIGHTERS = frozenset({"militant", "operative", "gunman", "fighter", "group"})
MEMBERS = frozenset({"member", "element", "leader", "commander"})
# Nouns that are armed people of whichever state follows.
STATES_OWN = frozenset({"troop", "soldier", "force", "peacekeeper", "serviceman", "commando"})
ARTICLES = frozenset({"the", "a", "an"})


def belonging(drafts: Sequence[Draft], paragraphs: Sequence[Words], tables: Tables) -> list[Draft]:
    """The drafts, plural nouns for armed people as the body, the army or the men of whom the words behind name."""
    found = []
    for n, draft in enumerate(drafts):
        words = paragraphs[draft.at]
        plural = words.parse.tags[draft.head] in {"NNS", "NNPS"}
        if plural and draft.actor_id is None and draft.how in {"force", "group", "noun"}:
            after = drafts[n + 1 : n + 3]
            draft = (
                _of(draft, after, words)
                or _loyal(draft, after, words)
                or _from_state(draft, words, tables)
                or _of_leader(draft, drafts, words)
                or draft
            )
        found.append(draft)
    return found


def _of(draft: Draft, after: Sequence[Draft], words: Words) -> Draft | None:
    """'fighters of X', 'members of the X'; X stands behind, an article between at most."""
    keys = words.keys
    at = draft.last + 1
    if at + 1 >= len(keys) or keys[at] not in OF:
        return None
    at += 1 + (keys[at + 1] in ARTICLES)
    body = next((d for d in after if d.at == draft.at and d.first == at), None)
    if body is None or body.kind not in BODIES or body.how not in {"named", "body", "force"}:
        return None
    if draft.how == "noun" and draft.noun in MEMBERS:
        return replace(draft, organisation=body.name, affiliated_with=body.name)
    if draft.how == "noun" and draft.noun not in FIGHTERS:
        return None
    return replace(
        draft, name=body.name, kind=body.kind, actor_id=body.actor_id, affiliated_with=body.affiliated_with,
        basis=f"those of {body.name}, named behind them",
    )  # fmt: skip


def _loyal(draft: Draft, after: Sequence[Draft], words: Words) -> Draft | None:
    """'forces loyal to X': X's body where the table or the story has one for X, else X."""
    keys = words.keys
    at = draft.last + 1
    if draft.how == "noun" or keys[at : at + 2] != ["loyal", "to"]:
        return None
    leader = next((d for d in after if d.at == draft.at), None)
    if leader is None or leader.first > at + 4 or leader.kind not in BODIES | {"person", "government"}:
        return None
    name = words_between(words.parse, draft.first, leader.last)
    return replace(draft, name=name, affiliated_with=leader.organisation or leader.name)


def _of_leader(draft: Draft, drafts: Sequence[Draft], words: Words) -> Draft | None:
    """'X's forces': the body of the person whom the story names so, else the person."""
    at = next((k for k in range(draft.first, draft.head) if words.parse.tags[k] == "POS"), 0)
    if at == 0 or draft.affiliated_with is not None:
        return None
    leader = next((d for d in drafts if d.kind == "person" and word_key(d.name).endswith(words.keys[at - 1])), None)
    return replace(draft, affiliated_with=leader.organisation or leader.name) if leader is not None else None


def _from_state(draft: Draft, words: Words, tables: Tables) -> Draft | None:
    """'soldiers from Uganda': the army of that state."""
    forms = words.parse.forms
    at = draft.last + 1
    if draft.noun not in STATES_OWN or at + 1 >= len(forms) or forms[at] != "from" or draft.how != "force":
        return None
    at += 1 + (words.keys[at + 1] in ARTICLES)
    for end in range(min(at + LONGEST_COUNTRY, len(forms)), at, -1):
        country = country_ending(words, end, tables.gazetteer.countries)
        if country is not None and country[0] == at and country[1].id.startswith("iso:"):
            row = tables.actors.by_id.get(f"state:{country[1].id[4:]}:military")
            name = row.name if row else f"{country[1].demonyms[0]} military forces" if country[1].demonyms else None
            return replace(
                draft, name=name or draft.name, kind="military", actor_id=f"state:{country[1].id[4:]}:military",
                affiliated_with=country[1].name, basis=f"from {country[1].name}",
            )  # fmt: skip
    return None
