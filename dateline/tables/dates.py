"""Month names of many languages, and what the letters of time zones mean."""

from __future__ import annotations

from msgspec import Struct

from dateline.tables.rows import read_table


class MonthRow(Struct, frozen=True, kw_only=True):
    """One row of `data/month_names.tsv`: a name or abbreviation in lower case, without its full stop."""

    name: str
    month: int
    languages: tuple[str, ...]
    origin: str
    licence: str


class ZoneRow(Struct, frozen=True, kw_only=True):
    """One row of `data/zones.tsv`: letters behind a time; with countries where the letters mean several zones."""

    letters: str
    offset: str
    countries: tuple[str, ...] = ()
    origin: str
    licence: str


class DateWords(Struct, frozen=True, eq=False):
    """Months by name; zones by letters, each with the countries on whose pages it is meant (empty: everywhere).

    `english`: the names that may stand before a year without a day; elsewhere 'mars 2020' may be anything.
    """

    months: dict[str, int]
    english: frozenset[str]
    zones: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]

    def month(self, name: str) -> int | None:
        """The number of the month of this name, in any case, with or without a full stop."""
        return self.months.get(name.casefold().strip("."))

    def offset(self, letters: str, country: str | None) -> str | None:
        """The offset from UTC that a zone's letters mean on a page of this country; None where it cannot be told."""
        for offset, countries in self.zones.get(letters.upper(), ()):
            if not countries or country in countries:
                return offset
        return None


def load() -> DateWords:
    """The shipped words; raises TableError when a row is malformed."""
    zones: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
    for row in read_table("zones", ZoneRow):
        zones[row.letters] = (*zones.get(row.letters, ()), (row.offset, row.countries))
    rows = read_table("month_names", MonthRow)
    return DateWords(
        months={row.name: row.month for row in rows},
        english=frozenset(row.name for row in rows if "en" in row.languages),
        zones=zones,
    )
