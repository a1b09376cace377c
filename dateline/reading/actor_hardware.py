"""Weapons and vehicles that no common noun names: 'an F-16', 'Katyushas', 'USS Example (DDG 1)'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model.parse import Parse
from dateline.reading.actor_drafts import Draft
from dateline.reading.actor_words import HYPHENS, Words, words_between
from dateline.tables.actors import ActorTable, type_key

# Letters and a number, or capitals alone; a variant's letters may be a token of their own.
DESIGNATION = re.compile(r"^(?:[A-Z0-9][A-Za-z]{0,8}[-‐]?\d{1,4}(?:[A-Z]{1,2}\d?|v\d)?|[A-Z]{2,6})s?$")
VARIANT = re.compile(r"^[A-Z]{1,2}\d?$")
# The hull number after a ship's name: '(DDG 70)', '(R08)'.
HULL = re.compile(r"^[A-Z]{1,4}-?\d{0,4}$|^\d{1,4}$")
SHIP_WORDS = 5
NAME_PARTICLES = frozenset({"de", "of", "the", "la", "von", "van"})
# They mean men alone, and machines beside other machines: 'bombers, fighters and helicopters'.
MANNED = frozenset({"fighter", "bomber"})
# Tokens between a fighter and the machine in one list with it.
LIST_REACH = 9
LIST_WORDS = frozenset({"and", "or", ",", "remotely", "piloted", "unmanned", "attack", "multirole", "strategic"})
MACHINES = frozenset({"aircraft", "jet", "plane", "helicopter", "tanker", "drone", "airlifter", "gunship", "warplane"})


def find_hardware(at: int, words: Words, table: ActorTable) -> Iterator[Draft]:
    """The named types and ships of one paragraph, and the fighters and bombers that are machines."""
    parse = words.parse
    i = 0
    while i < len(parse):
        found = _ship(words, i, table) or _vessel(words, i, table) or _type(words, i, table) or _machine(words, i)
        if found is None:
            i += 1
            continue
        last, kind = found
        last, kind = _with_noun(words, last, kind, table)
        name = words_between(parse, i, last)
        noun = parse.lemmas[last] if parse.lemmas[last] in table.nouns else None
        yield Draft(at=at, first=i, last=last, head=last, how="noun", name=name, kind=kind, noun=noun)
        i = last + 1


def _type(words: Words, i: int, table: ActorTable) -> tuple[int, str] | None:
    """The last token and the kind of a type's designation or name that begins at token i."""
    forms = words.parse.forms
    if not forms[i][:1].isalnum():
        return None
    if words.keys[i] and forms[i][:1].isupper() and (named := table.type_at(words.keys, i)):
        return named[0] - 1, named[1]
    whole, last = forms[i], i
    if i + 2 < len(forms) and forms[i + 1] == "/" and forms[i] == "F":
        whole, last = forms[i + 2], i + 2  # the parser parts F/A-18
    if not DESIGNATION.match(whole) or words.shouted or (kind := table.designations.get(type_key(whole))) is None:
        return None
    if (
        last + 1 < len(forms)
        and VARIANT.match(forms[last + 1])
        and words.parse.ends[last] == words.parse.starts[last + 1]
    ):
        last += 1
    return last, kind


def _ship(words: Words, i: int, table: ActorTable) -> tuple[int, str] | None:
    """The last token of a ship's name that begins with the letters of its navy or trade: 'HMS Example (L 12)'."""
    forms = words.parse.forms
    if forms[i] not in table.ship_prefixes or i + 1 >= len(forms) or not _is_capital(forms[i + 1]):
        return None
    last = _end_of_name(forms, i + 1, i + SHIP_WORDS)
    closing = next((k for k in range(last + 2, min(last + 5, len(forms))) if forms[k] == ")"), None)
    if (
        closing
        and forms[last + 1] == "("
        and all(HULL.match(form) or form in HYPHENS for form in forms[last + 2 : closing])
    ):
        last = closing
    return last, "vehicle"


def _end_of_name(forms: list[str], first: int, limit: int) -> int:
    """The last token of a ship's name that begins at token `first`."""
    last = first
    while last + 1 < min(len(forms), limit) and (
        _is_capital(forms[last + 1])
        or (forms[last + 1] in NAME_PARTICLES | HYPHENS and last + 2 < len(forms) and _is_capital(forms[last + 2]))
    ):
        last += 1
    return last


def _vessel(words: Words, i: int, table: ActorTable) -> tuple[int, str] | None:
    """The last token of a ship's name that follows the noun for the ship: 'the frigate Example'."""
    forms = words.parse.forms
    plain = words.keys[i] in table.vessels and forms[i].islower() and i + 1 < len(forms)
    if not plain or forms[i + 1] in table.ship_prefixes or not words.is_name_like(i + 1):
        return None
    last = _end_of_name(forms, i + 1, i + SHIP_WORDS)
    owned = last + 1 < len(forms) and words.parse.pos[last + 1] in {"NOUN", "PROPN"}
    # 'the ship Ana X owned', 'the ferry Captain X left': masked rather than a ship.
    person = words.keys[i + 1] in table.given_names or table.rank_ending(words.keys, i + 2) is not None
    return None if owned or person else (last, "vehicle")


def _is_capital(form: str) -> bool:
    return form[:1].isupper() and form[-1:].isalnum()


def _machine(words: Words, i: int) -> tuple[int, str] | None:
    """A fighter or a bomber in one list with aircraft: in the list of its heads, or before their noun."""
    parse = words.parse
    if parse.lemmas[i] not in MANNED or parse.forms[i][:1].isupper():
        return None
    sentence = parse.sentences[i]
    near = range(max(0, i - LIST_REACH), min(len(parse), i + LIST_REACH))
    listed = any(parse.lemmas[k] in MACHINES and parse.sentences[k] == sentence and _in_list(words, i, k) for k in near)
    return (i, "vehicle") if listed else None


def _in_list(words: Words, one: int, other: int) -> bool:
    """Whether two tokens stand in one list: 'bomber, fighter and unmanned aircraft', 'bombers and helicopters'."""
    first, last = min(one, other), max(one, other)
    between = range(first + 1, last)
    listed = all(
        words.parse.lemmas[k] in MANNED | MACHINES or words.parse.forms[k] in LIST_WORDS for k in between
    ) and any(words.parse.forms[k] in {",", "and", "or"} for k in between)
    plural = words.parse.tags[one] == "NNS"
    return listed and (not plural or _first_of_list(words.parse, one) == _first_of_list(words.parse, other))


def _first_of_list(parse: Parse, i: int) -> int:
    """The token that a list begins with, for one of its members."""
    while parse.deps[i] == "conj":
        i = parse.heads[i]
    return i


def _with_noun(words: Words, last: int, kind: str, table: ActorTable) -> tuple[int, str]:
    """The type with the rest of its name and the noun that says what it is: 'KC-135R Stratotanker', 'T-72 tanks'."""
    parse = words.parse
    typed = table.type_at(words.keys, last + 1) if last + 1 < len(parse) else None
    if typed is not None and parse.forms[last + 1][:1].isupper():
        last = typed[0] - 1  # 'F-16 Fighting Falcons'
    k = last + 1
    while k < len(parse) and k - last <= 2 and parse.sentences[k] == parse.sentences[last]:
        noun = table.nouns.get(parse.lemmas[k]) or table.nouns.get(words.keys[k])
        if noun is not None and noun.kind in {"vehicle", "weapon"}:
            return k, noun.kind
        if not words.is_name_like(k) or parse.pos[k] != "PROPN" or table.match(parse.forms, words.keys, k):
            break
        k += 1
    named = last
    while named + 1 < k and words.is_name_like(named + 1):
        named += 1
    return named, kind
