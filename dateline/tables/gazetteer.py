"""The gazetteer: a name in, the places it can mean out, best first, from layers project > user > embedded.

The embedded layer is a read-only SQLite file under the curated rows of places.tsv and countries.tsv.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from msgspec.structs import replace

from dateline.tables import place_words
from dateline.tables.place_entries import located
from dateline.tables.place_keys import fold, loosen
from dateline.tables.place_layers import Layer, open_layer
from dateline.tables.places import (
    Candidate,
    Countries,
    CountryRow,
    PlaceRow,
    load_countries,
    load_supplement,
    merged,
    prominence,
    settlement_radius,
)

KINDS = ("settlement", "admin2", "admin1", "country")
LAYER_ORDER = {"project": 0, "user": 1, "supplement": 2, "embedded": 2}
# Texts repeat their names: 20,000 keys hold a few thousand documents' worth at about 10 MB.
REMEMBERED = 20_000
COLUMNS = """p.id, p.ref, p.name, p.kind, p.latitude, p.longitude, p.radius, p.country, a.name, b.name, p.population,
  p.admin2, p.admin1"""
AREAS = "LEFT JOIN area a ON a.code = p.admin1 LEFT JOIN area b ON b.code = p.admin2"
JOINS = f"place p {AREAS}"
NAMED = f"place p ON p.id = n.place {AREAS}"
Columns = tuple[
    int, str | None, str, int, int, int, int | None, str, str | None, str | None, int | None, str | None, str | None
]


class Gazetteer:
    """Place names to places; `countries`: countries, demonyms, seats of government; `words`: those around names."""

    def __init__(self, path: Path, countries: Countries, layers: tuple[Layer, ...] = ()) -> None:
        self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self.countries = countries
        self.words = place_words.load()
        self._layers = layers
        rows, self._supplement = load_supplement()
        self._loose_supplement: dict[str, list[PlaceRow]] = {}
        for key, found in self._supplement.items():
            self._loose_supplement.setdefault(loosen(key), []).extend(found)
        self._completed = {row.id: row for row in rows}
        self._by_id_cached = lru_cache(maxsize=512)(self._by_id)
        self.find_key = lru_cache(maxsize=REMEMBERED)(self._find_key)

    def find(self, name: str) -> tuple[Candidate, ...]:
        """The places that `name` can mean in any spelling, best first; empty when no layer knows it.

        Rank: layer, then prominence (`places.prominence`), then id.
        """
        return self.find_key(fold(name))

    def get(self, gazetteer_id: str) -> Candidate | None:
        """The place with this id, or None."""
        return self._by_id(gazetteer_id)

    def layers(self) -> tuple[tuple[str, str, str, str], ...]:
        """Name, source, licence and attribution of the embedded file's layers."""
        return tuple(self._db.execute("SELECT name, source, licence, attribution FROM layer ORDER BY name"))

    def _find_key(self, key: str) -> tuple[Candidate, ...]:
        if len(key) < 2:
            return ()
        return self._exact(key) or self._loose(key)

    def _exact(self, key: str) -> tuple[Candidate, ...]:
        known = tuple(self._embedded("name", key)) if self._layers else ()
        found = [located(candidate, known) for layer in self._layers for candidate in layer.find(key)]
        found += [merged(self._by_id(row.id, plain=True), row) for row in self._supplement.get(key, ())]
        country = self.countries.names.get(key)
        if country:
            found.append(self.country(country))
        found += self._embedded("name", key)
        return ranked(found)

    def _loose(self, key: str) -> tuple[Candidate, ...]:
        loose = loosen(key)
        if len(loose) < 4:
            return ()
        found = [merged(self._by_id(row.id, plain=True), row) for row in self._loose_supplement.get(loose, ())]
        found += self._embedded("loose", loose)
        if loose != key:
            found += self._embedded("name", loose)
        return ranked(found)

    def _embedded(self, table: str, key: str) -> Iterable[Candidate]:
        # `table` is one of two literals above, never text from outside.
        query = f"SELECT {COLUMNS} FROM {table} n JOIN {NAMED} WHERE n.key = ?"
        for row in self._db.execute(query, (key,)):
            base = candidate_of(row)
            done = self._completed.get(base.gazetteer_id)
            yield merged(base, done) if done else base

    def _by_id(self, gazetteer_id: str, plain: bool = False) -> Candidate | None:
        done = None if plain else self._completed.get(gazetteer_id)
        column, value = ("p.id", gazetteer_id[9:]) if gazetteer_id.startswith("geonames:") else ("p.ref", gazetteer_id)
        if column == "p.ref" and not gazetteer_id.startswith(("iso:", "ne:", "geonames-admin:")):
            return merged(None, done) if done else None
        row = self._db.execute(f"SELECT {COLUMNS} FROM {JOINS} WHERE {column} = ?", (value,)).fetchone()
        if row is None:
            return merged(None, done) if done else None
        return merged(candidate_of(row), done) if done else candidate_of(row)

    def country(self, row: CountryRow) -> Candidate:
        """The candidate of a row of countries.tsv: its own coordinates, else the embedded file's."""
        base = self._by_id_cached(row.id) if row.id.startswith("iso:") else None
        if base is None:
            return Candidate(
                gazetteer_id=row.id,
                name=row.name,
                latitude=row.latitude,
                longitude=row.longitude,
                radius_km=row.radius_km,
                precision=row.precision,
                country=row.id[4:] if row.id.startswith("iso:") else None,
                layer="supplement",
            )
        return replace(base, name=row.name)


def candidate_of(row: Columns) -> Candidate:
    """The candidate of a row of the embedded file."""
    number, ref, name, kind, latitude, longitude, radius, country, admin1, admin2, population, _, _ = row
    return Candidate(
        gazetteer_id=ref or f"geonames:{number}",
        name=name,
        latitude=latitude / 1e5,
        longitude=longitude / 1e5,
        radius_km=float(radius) if radius is not None else settlement_radius(population),
        precision=KINDS[kind],
        country=country or None,
        admin1=admin1 or (name if kind == 2 else None),
        admin2=admin2,
        population=population,
    )


def ranked(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Candidates without duplicates, best first."""
    unique: dict[str, Candidate] = {}
    for candidate in found:
        unique.setdefault(candidate.gazetteer_id, candidate)
    return tuple(sorted(unique.values(), key=rank))


def rank(candidate: Candidate) -> tuple[int, int, str]:
    """Layer, prominence, id: the order without any context."""
    order = LAYER_ORDER["embedded" if candidate.bulk else candidate.layer]
    return order, -prominence(candidate), candidate.gazetteer_id


def load(project: Path | None = None, user: Path | None = None) -> Gazetteer:
    """The embedded gazetteer under the given layers (files written by `import_layer`; absent files are no layer)."""
    layers = tuple(
        open_layer(name, path) for name, path in (("project", project), ("user", user)) if path and path.is_file()
    )
    with as_file(files("dateline") / "data" / "gazetteer.sqlite") as path:
        return Gazetteer(path, load_countries(), layers)
