"""The institution that an office or a compound names: 'Health Minister X', 'Defence Ministry spokesman X'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading.actor_words import Words, country_ending

if TYPE_CHECKING:
    from dateline.tables.load import Tables

# Before 'Minister', these grade the office and name no field of it.
GRADES = frozenset({"deputy", "vice", "former", "acting", "junior", "interim", "caretaker", "then", "ex", "senior"})
# Heads of a government, and ministers of no field.
WITHOUT_FIELD = frozenset({"prime", "chief", "first", "state", "cabinet", "government"})
# A ministry whose field is named otherwise in the office.
FIELDS = {"Foreign": "Foreign Affairs"}


def ministry_of(field: str) -> str:
    """The name of the ministry of a field: `Defence` and `defence` are one.

    >>> ministry_of("health"), ministry_of("Foreign")
    ('Ministry of Health', 'Ministry of Foreign Affairs')
    """
    named = " ".join(word if word in {"and", "of"} else word[:1].upper() + word[1:] for word in field.split())
    return f"Ministry of {FIELDS.get(named, named)}"


def ministry(words: Words, first: int, end: int, tables: Tables) -> str | None:
    """The ministry of the office in tokens `first` to `end`, its field there or before them; None for no field."""
    keys, forms = words.keys, words.parse.forms
    at = next((i for i in range(first, end) if keys[i] == "minister"), None)
    if at is None:
        return None
    if at + 2 < end and keys[at + 1] in {"of", "for"} and forms[at + 2][:1].isupper():
        return ministry_of(" ".join(forms[at + 2 : end]))
    field = [forms[i] for i in range(_capitals_before(words, at, tables), at) if keys[i] not in GRADES]
    return ministry_of(" ".join(field)) if field and field[-1].lower() not in WITHOUT_FIELD else None


def named_body(words: Words, end: int, tables: Tables) -> str | None:
    """The institution that a compound before token `end` names with capitals: 'Defence Ministry spokesman'."""
    noun = tables.actors.nouns.get(words.keys[end - 1]) if end else None
    first = _capitals_before(words, end, tables)
    if noun is None or noun.role != "body" or end - first < 2:
        return None
    forms = words.parse.forms
    return ministry_of(" ".join(forms[first : end - 1])) if noun.noun == "ministry" else " ".join(forms[first:end])


def _capitals_before(words: Words, end: int, tables: Tables) -> int:
    """Where the words with capitals before token `end` begin; a country's name or people is none of them."""
    forms, countries = words.parse.forms, tables.gazetteer.countries
    first = end
    while first > 0 and forms[first - 1].isalpha() and forms[first - 1][:1].isupper():
        if country_ending(words, first, countries) is not None:
            break
        first -= 1
    return first
