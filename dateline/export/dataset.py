"""The whole record as a Parquet dataset: a folder a kind, parted by month and country in the layout of Hive.

DuckDB, Spark, pandas and Arrow read it as it is. The rows are the lines of the JSONL record with their keys as typed
columns. They are written as they come: no more than `ROWS_HELD` of them wait in memory, and what they are parted into
is a function of the record, so that the same record gives the same files.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from dateline.export.dataset_folder import MANIFEST, FileEntry, Manifest, replaced
from dateline.export.dataset_rows import KINDS, Kind, Row, folder_of, rows_of
from dateline.export.dataset_types import schema_of
from dateline.export.jsonl import SCHEMA, record_lines
from dateline.export.outcome import ExportReport
from dateline.export.view import ExportView
from dateline.model.errors import MissingError

ROWS_HELD = 50_000
"""Rows that wait for a file, over all partitions; a claim takes about 2 kB as Python objects, so about 100 MB."""


def write(view: ExportView, folder: Path) -> ExportReport:
    """Write every row of the view into `folder`, in place of the dataset that it may hold.

    Raises MissingError without pyarrow, DatasetError where the folder holds anything else.
    """
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise MissingError("dataset needs pyarrow; install it with: pip install 'dateline[scale]'") from error
    notes = {"dateline": view.dateline, "masked": str(view.masks is not None).lower()}
    with replaced(folder) as made:
        parts = Parts(made, notes)
        parts.write(rows_of(record_lines(view)))
        written = sum(parts.rows.values())
        manifest = Manifest(
            schema=SCHEMA,
            dateline=view.dateline,
            tables=view.tables,
            masked=view.masks is not None,
            rows={kind.folder: parts.rows[kind.folder] for kind in KINDS.values()},
            left_out=dict(sorted(view.withheld.items())),
            parted_by={kind.folder: kind.parted_by for kind in KINDS.values()},
            files=tuple(sorted(parts.files, key=lambda one: one.path)),
        )
        (made / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")
    return ExportReport(written, written, {})


class Partition(Struct, frozen=True):
    """A partition of a kind of rows."""

    kind: Kind
    values: tuple[str | None, ...]


class Parts:
    """The files of a dataset as they are written."""

    def __init__(self, folder: Path, notes: Mapping[str, str]) -> None:
        """Of a dataset in `folder`; `notes` stand in every file."""
        self.folder = folder
        self.files: list[FileEntry] = []
        self.rows: Counter[str] = Counter()
        self._schemas = {kind.folder: schema_of(kind.line, {**notes, "kind": tag}) for tag, kind in KINDS.items()}
        self._held: dict[Partition, list[dict[str, object]]] = {}
        self._parts: Counter[str] = Counter()

    def write(self, rows: Iterable[Row]) -> None:
        """Write all rows; a kind of which there are none gets a file without rows, so that it can be asked too."""
        held = 0
        for row in rows:
            self._held.setdefault(Partition(row.kind, row.partition), []).append(row.cells)
            held += 1
            if held >= ROWS_HELD:
                # The fullest one, the first of such: few files, and the same ones every time.
                held -= self._flush(max(self._held, key=lambda one: len(self._held[one])))
        for partition in list(self._held):
            self._flush(partition)
        for kind in KINDS.values():
            if not self.rows[kind.folder]:
                self._write(Partition(kind, (None,) * len(kind.parted_by)), [])

    def _flush(self, partition: Partition) -> int:
        rows = self._held.pop(partition)
        self._write(partition, rows)
        return len(rows)

    def _write(self, partition: Partition, rows: list[dict[str, object]]) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        folder = folder_of(partition.kind, partition.values)
        path = f"{folder}/part-{self._parts[folder]}.parquet"
        self._parts[folder] += 1
        self.rows[partition.kind.folder] += len(rows)
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        table = pa.Table.from_pylist(rows, schema=self._schemas[partition.kind.folder])
        parquet.write_table(table, target, compression="zstd")
        data = target.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        self.files.append(FileEntry(path=path, rows=len(rows), bytes=len(data), sha256=digest))
