"""The words by which a page is sifted: of violence, forces, crisis and politics, and those of ordinary news."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

from msgspec import Struct

from dateline.tables.rows import read_table

Theme = Literal["violence", "forces", "crisis", "politics", "place", "ordinary"]
TOKEN = re.compile(r"[a-z][a-z0-9]*(?:[-'][a-z0-9]+)*")
# Kinds of actors that fight outside a state's forces: their names are words of conflict by themselves.
ARMED = frozenset({"rebel", "paramilitary", "political_militia", "communal_militia", "private_force"})
ARMED_WEIGHT = 4
SHORTEST = 4
# A country in which the actor table knows so many armed groups is one from which conflicts are reported.
AT_WAR = {10: 2, 5: 1}


class WordRow(Struct, frozen=True, kw_only=True):
    """One row of `data/sift_words.tsv`: a word or phrase in small letters and what it weighs."""

    words: str
    theme: Theme
    weight: int
    origin: str
    licence: str


class ArmedRow(Struct, frozen=True, kw_only=True):
    """What sifting needs of a row of `data/actors.tsv`."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str
    country: str | None = None


class CountryRow(Struct, frozen=True, kw_only=True):
    """What sifting needs of a row of `data/countries.tsv`."""

    id: str
    name: str
    demonyms: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


class SiftWords(Struct, frozen=True, eq=False):
    """What words weigh, and their themes; `phrases`: by their first words, what follows it in a phrase."""

    weights: dict[str, int]
    themes: dict[str, Theme]
    phrases: dict[str, tuple[tuple[str, ...], ...]]


def load() -> SiftWords:
    """The words of the table, the names of armed groups and of the countries in which many of them fight."""
    weighed: dict[str, tuple[Theme, int]] = {}
    groups = [row for row in read_table("actors", ArmedRow) if row.kind in ARMED]
    for row in groups:
        for name in (row.name, *row.aliases):
            # Acronyms in small letters are words of every kind: 'LET', 'MODEL'; those that are none are in the table.
            if len(name) >= SHORTEST and name.isascii() and not name.isupper() and name[0].isupper():
                weighed[plain(name)] = ("forces", ARMED_WEIGHT)
    weighed |= {name: ("place", weight) for name, weight in at_war(groups).items()}
    weighed |= {row.words: (row.theme, row.weight) for row in read_table("sift_words", WordRow)}
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for words in weighed:
        first, *rest = words.split()
        if rest:
            phrases.setdefault(first, []).append(tuple(rest))
    return SiftWords(
        weights={words: weight for words, (_, weight) in weighed.items()},
        themes={words: theme for words, (theme, _) in weighed.items()},
        phrases={first: tuple(sorted(rest, key=lambda one: (-len(one), one))) for first, rest in phrases.items()},
    )


def at_war(groups: list[ArmedRow]) -> dict[str, int]:
    """Names and demonyms of countries in which many armed groups are known, with their weight."""
    number = Counter(row.country for row in groups)
    weighed: dict[str, int] = {}
    for row in read_table("countries", CountryRow):
        found = number[row.id.removeprefix("iso:")]
        weight = next((weight for least, weight in AT_WAR.items() if found >= least), 0)
        if weight:
            weighed |= {plain(name): weight for name in (row.name, *row.demonyms, *row.seats)}
    return weighed


def plain(name: str) -> str:
    """A name as the words by which sifting finds it.

    >>> plain("Jaish-e-Mohammed (Da’esh)")
    "jaish-e-mohammed da'esh"
    """
    return " ".join(words_of(name))


def words_of(text: str) -> list[str]:
    """The words of a text as sifting compares them.

    >>> words_of("A car bomb; “it’s war”")
    ['a', 'car', 'bomb', "it's", 'war']
    """
    return TOKEN.findall(text.lower().replace("’", "'"))
