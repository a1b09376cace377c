"""Nouns for actors: which tokens are one, what is whose, and what makes a thing or a unit of a common noun."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.reading.actor_drafts import Draft
from dateline.reading.actor_words import APOSTROPHE_S, HYPHENS, Words, words_between
from dateline.tables.actor_rows import NounRow
from dateline.tables.actors import ActorTable

# Bodies whose name is no part of what a thing is: 'coalition aircraft', 'an enemy mortar'.
OWNERS = frozenset({"coalition", "alliance", "enemy"})
# What makes men an armed group that nobody names.
ARMED = frozenset({"armed", "masked", "hooded", "camouflaged"})
# 'the coast guard' is a body; 'a guard' is somebody.
GUARDS = frozenset({"coast", "border", "national", "presidential", "republican", "palace"})
# They say of people that they fight, for nobody in particular.
GROUP_ADJECTIVES = frozenset(
    [
        "jihadist",
        "jihadi",
        "militant",
        "rebel",
        "insurgent",
        "extremist",
        "islamist",
        "terrorist",
        "guerrilla",
        "separatist",
    ]
)
# What makes a group of people an armed one.
FIGHTING = {
    **dict.fromkeys(GROUP_ADJECTIVES | {"armed"}, "rebel"),
    **dict.fromkeys(("defence", "defense", "vigilante"), "political_militia"),
}
# A convoy with one of them is no force but its vehicles: 'an aid convoy'.
RELIEF = frozenset({"aid", "relief", "humanitarian", "food", "medical", "civilian", "refugee"})
# 'an army officer' is no policeman.
NO_POLICE = frozenset({"army", "military", "intelligence", "naval", "navy", "defence", "defense"})
# Roles of nouns that name people in the plural.
MANY = frozenset({"people", "force"})
# Between the noun for a thing and that for its part: 'artillery defence system'.
PART_REACH = 3


def noun_at(words: Words, i: int, table: ActorTable) -> NounRow | None:
    """The row of the noun at token i if it heads a phrase there: `police` in `police station` does not."""
    parse = words.parse
    if parse.pos[i] not in {"NOUN", "PROPN", "ADJ"} and parse.tags[i] not in {"NNS", "NNP", "NNPS"}:
        return None
    row = table.nouns.get(parse.lemmas[i]) or table.nouns.get(words.keys[i])
    if row is None and parse.pos[i] == "PROPN":
        kept = table.nouns.get(words.keys[i].removesuffix("s"))  # the parser keeps a name's plural
        plural = parse.tags[i] in {"NNP", "NNPS"} and words.keys[i].endswith("s")
        opens = i == 0 or parse.sentences[i - 1] != parse.sentences[i]  # whose capital says nothing
        people = kept is not None and plural and (kept.role == kept.kind == "people" or (opens and kept.role in MANY))
        row = kept if people or is_written(words, i - 1, i) else None
    if row is not None and row.kind == "place" and row.branch and parse.deps[i] == "nsubj":
        return None  # a country that does something is its state
    if row is None or (parse.pos[i] == "ADJ" and parse.deps[i] in {"amod", "compound"}):
        return None
    if i > 1 and parse.forms[i - 1] in HYPHENS and parse.pos[i - 2] == "ADP":
        return None  # 'in-house', 'on-site'
    following = i + 1
    if following < len(parse) and parse.forms[following] in HYPHENS and parse.starts[following] == parse.ends[i]:
        return None
    if (
        following < len(parse)
        and parse.pos[following] in {"NOUN", "PROPN"}
        and parse.deps[i] in {"compound", "amod", "nmod"}
        and not _owns_next(words, i, row, table)
    ):
        return None
    return _whole_thing(words, i, row, table) if row.role == "part" else row


def _owns_next(words: Words, i: int, row: NounRow, table: ActorTable) -> bool:
    """Whether the noun at token i is whose the next is: 'Navy Capt. X', 'coalition aircraft', 'Coalition nations'."""
    if row.noun in OWNERS:
        after = table.nouns.get(words.parse.lemmas[i + 1])
        return words.parse.forms[i][:1].isupper() or (after is not None and after.role != "force")
    if row.role != "force" or not words.parse.forms[i][:1].isupper():
        return False
    ranks = (table.ranks.get(tuple(key for key in words.keys[i + 1 : i + 1 + n] if key)) for n in (1, 2, 3))
    return any(rank is not None and rank.type == "rank" for rank in ranks)


def is_written(words: Words, first: int, head: int) -> bool:
    """Whether a phrase is written as a name: its noun and the word before it with capitals."""
    forms = words.parse.forms
    return 0 <= first < head and all(forms[i][:1].isupper() for i in (head - 1, head))


def _whole_thing(words: Words, i: int, part: NounRow, table: ActorTable) -> NounRow | None:
    """The row of a thing's part after the noun for the thing: 'mortar system'; None where no such noun is before it."""
    parse = words.parse
    for k in range(i - 1, max(-1, i - 1 - PART_REACH), -1):
        row = table.nouns.get(parse.lemmas[k]) or table.nouns.get(words.keys[k])
        if row is not None and row.kind in {"weapon", "vehicle"}:
            return replace(row, noun=part.noun, role="thing")
        if parse.deps[k] not in {"compound", "amod", "nmod"} and parse.forms[k] not in HYPHENS:
            return None
    return None


def less_owner(draft: Draft, words: Words, table: ActorTable) -> Draft:
    """A thing without the name of the body whose it is, which is a mention of its own: 'ISIL vehicles'."""
    first = draft.first
    while (
        first < draft.head
        and words.parse.pos[first] == "ADJ"
        and table.match(words.parse.forms, words.keys, first) is None
    ):
        first += 1
    found = table.match(words.parse.forms, words.keys, first)
    if found is not None and found.row.kind != "person" and found.end <= draft.head:
        first = found.end
    elif words.parse.lemmas[first] in OWNERS and first < draft.head:
        first += 1
    else:
        return draft
    while first < draft.head and (words.parse.forms[first] in HYPHENS or words.parse.forms[first] in APOSTROPHE_S):
        first += 1
    return replace(draft, first=first, name=words_between(words.parse, first, draft.last), bare=first == draft.head)


def is_the_unit(words: Words, i: int, noun: NounRow) -> bool:
    """Whether a bare noun means a unit: 'the squadron', not 'the command of' or 'a wing'."""
    after = words.parse.forms[i + 1] if i + 1 < len(words.parse) else ""
    return noun.noun == "unit" or (i > 0 and words.keys[i - 1] == "the" and after != "of")


def is_title(words: Words, i: int) -> bool:
    """Whether a name follows the noun at token i, as it does a title."""
    return i + 1 < len(words.parse) and words.is_name_like(i + 1)


def as_said(noun: NounRow, words: Words, first: int, head: int) -> NounRow:
    """The noun as the words before it turn it: 'armed men', 'a police patrol', 'an army officer', 'his men'."""
    before = set(words.keys[first:head])
    if "non" in before and noun.kind == "unidentified_armed_group":
        return replace(noun, kind="civilians")  # 'non-combatants'
    if noun.kind == "civilians" and before & ARMED:
        return replace(noun, kind="unidentified_armed_group")
    if noun.noun == "man" and words.parse.tags[head] == "NNS" and words.parse.tags[head - 1] in {"PRP$", "POS"}:
        return replace(noun, kind="people")  # a commander's
    if noun.noun == "guard" and before & GUARDS and words.parse.tags[head] == "NN":
        return replace(noun, kind="military", role="body", branch=None)
    if noun.noun == "group" and noun.role == "body":
        return replace(noun, kind=next((FIGHTING[key] for key in words.keys[first:head] if key in FIGHTING), noun.kind))
    if noun.noun == "convoy" and before & RELIEF:
        return replace(noun, kind="vehicle", role="thing", branch=None)
    if noun.role == "force" and noun.branch == "military" and "police" in before:
        return replace(noun, kind="police", branch="police")
    if noun.noun == "officer" and before & NO_POLICE and words.parse.tags[head] in {"NN", "NNP"}:
        return replace(noun, kind="person", role="person")
    return noun
