"""Whose body or thing a phrase names: the table's actor or the country in it, unless its words say another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.reading.actor_words import APOSTROPHE_S, HYPHENS, LONGEST_COUNTRY, Words, country_ending
from dateline.tables.actor_rows import ActorRow
from dateline.tables.places import CountryRow

if TYPE_CHECKING:
    from dateline.tables.load import Tables

# Bodies that are a state's government as a whole; others (a ministry, a court) keep their own name.
WHOLE_GOVERNMENT = frozenset({"government", "regime", "administration", "authority", "junta", "cabinet"})
STATE_KINDS = frozenset({"military", "police", "government", "paramilitary"})
# After a name and a hyphen: whose the body is, and to whom it is only close.
RUN = frozenset({"led", "run"})
NEAR = frozenset({"linked", "affiliated", "aligned", "allied"})


class Owner(Struct, frozen=True):
    """Whose body a noun names: a row of the actor table or a country, or neither. `whole`: its name has the noun.

    `near`: a body that it is only said to be close to: 'al-Qaeda-linked fighters'.
    """

    row: ActorRow | None = None
    whole: bool = False
    country: CountryRow | None = None
    near: str | None = None

    @property
    def state(self) -> str | None:
        """The ISO code of the country, if it is one."""
        return self.country.id[4:] if self.country and self.country.id.startswith("iso:") else None

    @property
    def name(self) -> str | None:
        """The owner's name."""
        return self.row.name if self.row else self.country.name if self.country else self.near


def owner_in(words: Words, first: int, head: int, tables: Tables) -> Owner:
    """The owner that stands between tokens `first` and `head` of a phrase, or behind 'the government of'."""
    forms = words.parse.forms
    for i in range(first, head):
        found = tables.actors.match(forms, words.keys, i)
        if (
            found
            and found.end <= head + 1
            and found.row.kind != "person"
            and not _of_other(words, i, found.row, tables)
        ):
            hyphened = found.end < head and forms[found.end] in HYPHENS
            if not hyphened or forms[found.end + 1] in RUN:
                return Owner(row=found.row, whole=found.end == head + 1)
            return Owner(near=found.row.name if forms[found.end + 1] in NEAR else None)
    for end in range(head, first, -1):
        country = country_ending(words, end, tables.gazetteer.countries)
        # 'Iran-backed militias' are not Iran's, 'Georgia state troopers' those of no country.
        if country and country[0] >= first and forms[end] not in HYPHENS and words.keys[end] != "state":
            return Owner(country=country[1])
    if words.parse.lemmas[head] not in WHOLE_GOVERNMENT:
        return Owner()
    governed = _governed(words, head, tables)
    return governed if governed.name else _led_state(words, first, head, tables)


def _governed(words: Words, head: int, tables: Tables) -> Owner:
    """The country behind 'the government of'; nobody where none stands there."""
    first = head + 2 + (words.keys[head + 2 : head + 3] == ["the"])
    if words.keys[head + 1 : head + 2] != ["of"]:
        return Owner()
    for end in range(min(first + LONGEST_COUNTRY, len(words.keys)), first, -1):
        country = country_ending(words, end, tables.gazetteer.countries)
        if country is not None and country[0] == first:
            return Owner(country=country[1])
    return Owner()


def _led_state(words: Words, first: int, head: int, tables: Tables) -> Owner:
    """The state of 'the X government' where the table has X as a leader of one country alone."""
    home = next((home for i in range(first, head) if (home := tables.actors.home_of_leader(words.keys[i]))), None)
    countries = tables.gazetteer.countries.names.values()
    return Owner(country=next((row for row in countries if row.id == f"iso:{home}"), None)) if home else Owner()


def _of_other(words: Words, at: int, row: ActorRow, tables: Tables) -> bool:
    """Whether another country stands before a state's body: 'Mexican federal police', 'India's Congress'."""
    if row.kind not in STATE_KINDS:
        return False
    end = at - 1 if at and words.parse.forms[at - 1] in APOSTROPHE_S else at
    country = country_ending(words, end, tables.gazetteer.countries)
    return country is not None and row.country is not None and country[1].id != f"iso:{row.country}"
