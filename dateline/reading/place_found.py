"""A name that may be a place, and what its context says about it."""

from __future__ import annotations

from msgspec import Struct

from dateline.tables.places import Candidate, CountryRow

HYPHENS = frozenset("-‐‑–")
APOSTROPHES = frozenset({"'s", "’s", "'", "’", "‘"})
# What stands between the names of a list.
JOINTS = frozenset({",", "and", "or", "&", "then", "as", "well"})
# A town so large that its name is meant even where it is a common word too (Nice, Reading, Mobile).
LARGE = 100_000


class Found(Struct, frozen=True, kw_only=True):
    """A name that may be a place: tokens `first`..`last` of parse `parse`, and what its context says.

    `support` adds up the evidence for a place; `noun`: precision that a noun beside it gives (province, village);
    `direction`: tokens from there to `first` say a direction; `person`: it is part of a person's name;
    `organisation`: of an organisation's; `adjective`: it only qualifies a noun ('a US officer');
    `government`: it acts, or is hyphenated with what a state does;
    `seat`: id of the country whose government sits in a place of this name;
    `inside`: the text says 'in' between it and what contains it;
    `row`: a country, a region of the world, or (with `demonym`) whose people it names; `why`: the evidence in words.
    """

    parse: int
    first: int
    last: int
    key: str
    candidates: tuple[Candidate, ...] = ()
    row: CountryRow | None = None
    demonym: bool = False
    support: float = 0.0
    noun: str | None = None
    direction: int | None = None
    person: bool = False
    organisation: bool = False
    government: bool = False
    adjective: bool = False
    inside: bool = False
    seat: str | None = None
    why: str = ""


class Sides(Struct, frozen=True):
    """What stands left or right of a name: support, flags as in `Found`."""

    support: float = 0.0
    noun: str | None = None
    person: bool = False
    organisation: bool = False
    government: bool = False
    adjective: bool = False
    why: str = ""


def is_capital(form: str) -> bool:
    """Whether a token begins like a name: a capital, also behind an apostrophe or an elided article (d'Ivoire)."""
    if form[0].isupper():
        return True
    if len(form) < 3:
        return False
    return (form[0] in "'’‘" and form[1].isupper()) or (form[1] in "'’" and form[2].isupper())
