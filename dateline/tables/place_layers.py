"""A project's or user's own places: imported into a small SQLite file that ranks above ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline.tables.place_entries import Entry, RowError, entries_of
from dateline.tables.place_files import LayerError, Part, geojson_rows, parts_of, table_rows
from dateline.tables.place_geonames import Names, admin_codes, alternate_names, areas_of, dump_entries
from dateline.tables.place_keys import fold
from dateline.tables.places import Candidate

# Raised whenever the same file would give other places: it is read again then.
FORM = "2"
SCHEMA = """
CREATE TABLE IF NOT EXISTS place(id TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS name(key TEXT, place TEXT, PRIMARY KEY(key, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS origin(place TEXT PRIMARY KEY, file TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file(name TEXT PRIMARY KEY, digest TEXT NOT NULL);
"""
# Precisions from the finest: of two rows for one place the finer one says what it is.
FINEST = ("point", "part_of_settlement", "settlement", "near", "admin3", "admin2", "region", "admin1")


class ImportReport(Struct, frozen=True):
    """What became of a source. `read`: rows; `imported`: places; `repeated`: rows about a place of an earlier row;
    `names`: further names from lists of names; `left_out`: rows that are no places, a line each with where and why;
    `passed_over`: files that hold none; `unchanged`: files that the layer has already, byte for byte.
    """

    read: int
    imported: int
    repeated: int
    names: int
    left_out: tuple[str, ...]
    passed_over: tuple[str, ...]
    unchanged: tuple[str, ...]


class Layer:
    """One layer file, read-only."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)

    def find(self, key: str) -> tuple[Candidate, ...]:
        """The layer's places with this folded name."""
        rows = self._db.execute(
            "SELECT body FROM name JOIN place ON place.id = name.place WHERE key = ? ORDER BY place", (key,)
        )
        return tuple(replace(msgspec.json.decode(r[0], type=Candidate), layer=self.name) for r in rows)


def open_layer(name: str, path: Path) -> Layer:
    """The layer at `path`; raises LayerError when the file is no layer."""
    layer = Layer(name, path)
    try:
        layer.find("")
    except sqlite3.DatabaseError as error:
        raise LayerError(
            f"{path}: not a gazetteer layer ({error}); make one with `dateline gazetteer import`"
        ) from error
    return layer


def import_layer(source: Path, layer: Path) -> ImportReport:
    """Add the places of a file, a folder or a ZIP to the layer file `layer`.

    A file of the same name replaces what it brought before; a file that has not changed is not read, and where none
    has, the layer file stays as it is, so that nothing that was read with it has to be read again.
    Raises LayerError when the source cannot be read at all; the layer is then what it was.
    """
    try:
        parts, passed = parts_of(source)
        known = digests(layer)
        news = tuple(part for part in parts if known.get(part.name) != stamp(part))
        same = tuple(part.name for part in parts if part not in news)
        if not news:
            return ImportReport(0, 0, 0, 0, (), passed, same)
        layer.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(layer)) as db:
            db.executescript(SCHEMA)
            with db:
                filling = Filling(db)
                filling.fill(parts, {part.name for part in news})
    except OSError as error:
        raise LayerError(f"{source}: {error.strerror or error}; check the path and your rights to it") from error
    except sqlite3.DatabaseError as error:
        raise LayerError(f"{layer}: not a gazetteer layer ({error}); move it away and import again") from error
    return ImportReport(
        filling.read, filling.imported, filling.repeated, filling.names, tuple(filling.left_out), passed, same
    )


def stamp(part: Part) -> str:
    """The digest of a file together with the form of the import."""
    return f"{FORM}:{part.digest}"


def digests(layer: Path) -> dict[str, str]:
    """The stamp of every file that a layer was made from; none where there is no layer, or an older one."""
    if not layer.is_file():
        return {}
    with closing(sqlite3.connect(f"{layer.resolve().as_uri()}?mode=ro", uri=True)) as db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'file'").fetchone():
            return {}
        return dict(db.execute("SELECT name, digest FROM file"))


class Filling:
    """One import into an open layer: what came of it so far."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.read = self.imported = self.repeated = self.names = 0
        self.left_out: list[str] = []

    def fill(self, parts: tuple[Part, ...], news: set[str]) -> None:
        """Read the new ones of the files, in order; lists of codes and names serve all of them."""
        codes: Names = {}
        for part in parts:
            if part.kind == "admin_codes":
                codes |= admin_codes(part)
            elif part.kind == "alternate_names":
                self.add_names(part)
            elif part.name in news:
                self.replace_file(part, codes)
            self._db.execute("INSERT OR REPLACE INTO file VALUES (?, ?)", (part.name, stamp(part)))

    def replace_file(self, part: Part, codes: Names) -> None:
        """The places of a file instead of those that a file of this name brought before."""
        old = "SELECT place FROM origin WHERE file = ?"
        self._db.execute(f"DELETE FROM name WHERE place IN ({old})", (part.name,))
        self._db.execute(f"DELETE FROM place WHERE id IN ({old})", (part.name,))
        self._db.execute("DELETE FROM origin WHERE file = ?", (part.name,))
        here: dict[str, Candidate] = {}
        for where, found in entries(part, codes):
            self.read += 1
            if isinstance(found, RowError):
                self.left_out.append(f"{where}: {found}")
                continue
            for entry in found:
                self.add(entry, here, part.name)
        self.imported += len(here)

    def add(self, entry: Entry, here: dict[str, Candidate], file: str) -> None:
        """One place; of two that the source tells apart by nothing but their coordinates the second gets an id with
        those, and what a row says of a wider area only in passing never replaces what is known of it.
        """
        place = entry.place
        before = here.get(place.gazetteer_id)
        if before is not None and not entry.sure_id and is_elsewhere(before, place):
            place = replace(place, gazetteer_id=f"{place.gazetteer_id}@{place.latitude:.3f},{place.longitude:.3f}")
            before = here.get(place.gazetteer_id)
        if entry.slight:
            if (
                before is None
                and not self._db.execute("SELECT 1 FROM place WHERE id = ?", (place.gazetteer_id,)).fetchone()
            ):
                self.write(place, entry.names, file)
                here[place.gazetteer_id] = place
            return
        self.repeated += before is not None and before.latitude is not None
        if before is not None and place.bulk and FINEST.index(before.precision) < FINEST.index(place.precision):
            place = before
        here[place.gazetteer_id] = place
        self.write(place, entry.names, file)

    def write(self, place: Candidate, names: tuple[str, ...], file: str) -> None:
        """A place with its names, instead of what has its id."""
        self._db.execute("DELETE FROM name WHERE place = ?", (place.gazetteer_id,))
        self._db.execute("INSERT OR REPLACE INTO place VALUES (?, ?)", (place.gazetteer_id, msgspec.json.encode(place)))
        self._db.execute("INSERT OR REPLACE INTO origin VALUES (?, ?)", (place.gazetteer_id, file))
        keys = sorted({fold(name) for name in names} - {""})
        self._db.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", [(key, place.gazetteer_id) for key in keys])

    def add_names(self, part: Part) -> None:
        """Further names of places that the layer holds."""
        for _, place, key in alternate_names(part):
            done = self._db.execute("INSERT OR IGNORE INTO name SELECT ?, id FROM place WHERE id = ?", (key, place))
            self.names += done.rowcount


def is_elsewhere(one: Candidate, other: Candidate) -> bool:
    """Whether two places have different coordinates."""
    return other.latitude is not None and (one.latitude, one.longitude) != (other.latitude, other.longitude)


def entries(part: Part, codes: Names) -> Iterator[tuple[str, tuple[Entry, ...] | RowError]]:
    """Where each row of a file stands, with its places or why there are none."""
    if part.kind == "geonames":
        for where, found in dump_entries(part, areas_of(part) | codes):
            yield where, found if isinstance(found, RowError) else (found,)
        return
    source = part.name.rpartition(".")[0]
    for row in geojson_rows(part) if part.kind == "geojson" else table_rows(part):
        try:
            yield row.where, tuple(entries_of(row, source))
        except RowError as error:
            yield row.where, error
