"""The stories of the stream read as texts, by the real reading, with the invented country as a gazetteer layer."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from bench.stream import world
from bench.stream.prose import Written
from bench.stream.world import Town
from dateline.document.stories import from_text
from dateline.engine.reader import Reader
from dateline.model.document import Document
from dateline.tables.load import Tables
from dateline.tables.place_layers import import_layer

COLUMNS = (
    "id", "name", "aliases", "latitude", "longitude", "radius_km", "precision", "country", "admin1", "admin2",
    "population", "part_of",
)  # fmt: skip


def read_texts(written: Sequence[Written]) -> tuple[tuple[Document, ...], Tables]:
    """The document of each story, read, and the tables it was read with."""
    places = {account.happening.town for one in written for account in one.piece.accounts}
    with tempfile.TemporaryDirectory() as folder:
        source, layer = Path(folder) / "places.csv", Path(folder) / "places.sqlite"
        write_places(source, sorted(places, key=lambda town: town.name))
        import_layer(source, layer)
        reader = Reader.load(project=layer)
        return tuple(read(one, reader) for one in written), reader.tables


def read(written: Written, reader: Reader) -> Document:
    """One story as a document of its outlet and day."""
    news = written.piece.accounts[0]
    document = from_text(
        written.text, title=None, url=None, publisher=news.outlet, published=news.told.isoformat(), tables=reader.tables
    )
    return reader.read(replace(document, id=f"{document.id}-{written.piece.number}", agency=news.agency))


def write_places(path: Path, towns: Sequence[Town]) -> None:
    """The country, its provinces, the towns and their quarters as a gazetteer in CSV."""
    rows: list[tuple[object, ...]] = [
        ("country", "Karvelia", "", -32.0, -120.0, 600, "country", world.COUNTRY, "", "", 4000000, "")
    ]
    for nth, name in enumerate(world.PROVINCES):
        rows.append((name, name, "", -32.0 + nth, -120.0, 90, "admin1", world.COUNTRY, name, "", 300000, ""))
    for town in towns:
        rows.append(_row(town, "", 40000))
        rows += [_row(world.quarter(town, nth), town.name, "") for nth in range(len(world.QUARTERS))]
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([COLUMNS, *rows])


def _row(town: Town, part_of: str, population: object) -> tuple[object, ...]:
    return (
        town.name, town.name, "", town.latitude, town.longitude, town.radius_km, town.precision, world.COUNTRY,
        town.admin1, "", population, part_of,
    )  # fmt: skip
