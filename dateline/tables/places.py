"""What a gazetteer answers with, and the two curated tables: countries with their demonyms, and places.tsv."""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from dateline.tables.place_keys import fold
from dateline.tables.rows import read_table

# How widely known a place of each kind is, as if it had so many people. A province outranks a namesake town of some
# other country, not the town of 100,000 that it is usually named after; a district ranks below any town.
PROMINENCE = {
    "country": 1_000_000_000, "international": 900_000_000, "region": 3_000_000, "admin1": 100_000, "settlement": 0,
    "point": 20_000, "part_of_settlement": 10_000, "near": 0, "admin2": 0, "admin3": 0,
}  # fmt: skip


class Candidate(Struct, frozen=True, kw_only=True):
    """One place that a name can mean. `layer`: project, user, supplement, embedded; `part_of`: id of its city.

    `radius_km`: how far from the point the place may reach. `country`: ISO 3166-1 alpha-2. `population` None: unknown.
    `bulk`: from an import of a whole world's places, such as a GeoNames dump.
    """

    gazetteer_id: str
    name: str
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    precision: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    admin3: str | None = None
    pcode: str | None = None
    population: int | None = None
    layer: str = "embedded"
    part_of: str | None = None
    bulk: bool = False

    @property
    def curated(self) -> bool:
        """Whether somebody chose the place for reports: it ranks first, and its name is more than any hamlet's."""
        return self.layer != "embedded" and not self.bulk


class PlaceRow(Struct, frozen=True):
    """A row of places.tsv. With a GeoNames id it completes that place: new aliases, and whatever cells are filled."""

    id: str
    name: str
    source: str
    origin: str
    licence: str
    aliases: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    precision: str | None = None
    country: str | None = None
    admin1: str | None = None
    part_of: str | None = None


class CountryRow(Struct, frozen=True):
    """A row of countries.tsv: a country by ISO code, a continent, or a region of the world.

    `seats`: names that stand for its government when they act (Moscow, the Kremlin).
    """

    id: str
    name: str
    precision: str
    origin: str
    licence: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None


class Countries(Struct, frozen=True, eq=False):
    """Countries and regions of the world: by id, and by the folded key of a name, a demonym, a seat of government."""

    rows: dict[str, CountryRow]
    names: dict[str, CountryRow]
    demonyms: dict[str, CountryRow]
    seats: dict[str, CountryRow]


def load_countries() -> Countries:
    """The table of countries and regions of the world."""
    names: dict[str, CountryRow] = {}
    demonyms: dict[str, CountryRow] = {}
    seats: dict[str, CountryRow] = {}
    rows = read_table("countries", CountryRow)
    for row in rows:
        for keys, words in ((names, (row.name, *row.aliases)), (demonyms, row.demonyms), (seats, row.seats)):
            for word in words:
                keys.setdefault(fold(word), row)
    return Countries({row.id: row for row in rows}, names, demonyms, seats)


@cache
def country_names() -> dict[str, str]:
    """The names of countries by their two letters (ISO 3166-1 alpha-2)."""
    rows = read_table("countries", CountryRow)
    return {row.id.removeprefix("iso:"): row.name for row in rows if row.id.startswith("iso:")}


def load_supplement() -> tuple[tuple[PlaceRow, ...], dict[str, tuple[PlaceRow, ...]]]:
    """The rows of places.tsv, and the same by the folded key of every name."""
    rows = read_table("places", PlaceRow)
    by_key: dict[str, list[PlaceRow]] = defaultdict(list)
    for row in rows:
        for key in {fold(name) for name in (row.name, *row.aliases)}:
            by_key[key].append(row)
    return rows, {key: tuple(found) for key, found in by_key.items()}


def prominence(candidate: Candidate) -> int:
    """How widely known a place is, in people: the order of candidates without any context."""
    own = (candidate.population or 0) if candidate.precision in {"settlement", "country"} else 0
    return max(PROMINENCE[candidate.precision], own) + (20_000 if candidate.layer == "supplement" else 0)


def merged(base: Candidate | None, row: PlaceRow) -> Candidate:
    """The candidate of a supplement row, laid over the embedded place whose id it has, if any."""
    if base is None:
        return Candidate(
            gazetteer_id=row.id,
            name=row.name,
            latitude=row.latitude,
            longitude=row.longitude,
            radius_km=row.radius_km,
            precision=row.precision or "settlement",
            country=row.country,
            admin1=row.admin1,
            layer="supplement",
            part_of=row.part_of,
        )
    fields = {
        f: getattr(row, f) for f in ("latitude", "longitude", "radius_km", "precision", "country", "admin1", "part_of")
    }
    return replace(base, name=row.name, layer="supplement", **{k: v for k, v in fields.items() if v is not None})


def settlement_radius(population: int | None) -> float:
    """Kilometres from the centre to the edge of a built-up area, from its people.

    0.0115 times the root, at least 2: 15 km for 1.7 million, which is a density of 2,400 people per square
    kilometre; fitted by eye to a dozen cities, so a rough figure.
    """
    return max(2.0, round(0.0115 * math.sqrt(population or 0), 1))
