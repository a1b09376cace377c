"""Where shards and what came of them lie while machines work on them: a folder or an fsspec address all of them reach.

Each file has a manifest beside it, written after it, that states its SHA-256. What does not match is as good as absent:
a file that was cut short, was altered or belongs to other code is made again.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import msgspec
from msgspec import Struct

from dateline.engine.jobs import Done, Job, Shard, shard_of
from dateline.model.errors import DatelineError, MissingError
from dateline.values.stopwatch import Spent

if TYPE_CHECKING:
    import pyarrow

SHARD, OUTCOME = "shard", "outcome"


class ExchangeError(DatelineError):
    """The exchange cannot be read or written here; says which address."""


class Manifest(Struct, frozen=True):
    """What stands beside a file of the exchange."""

    shard: str  #: the id of the shard
    sha256: str  #: of the file
    jobs: int  #: how many rows it has
    inputs: str  #: digest of the jobs
    work: str  #: digest of the code, tables and models that it is meant for, or was made by


class Exchange:
    """The files of shards under one address."""

    def __init__(self, address: str) -> None:
        """Raises ExchangeError for an address that fsspec does not know."""
        try:
            import fsspec
            import pyarrow  # noqa: F401
        except ImportError as error:
            raise MissingError(
                "shards need pyarrow and fsspec; install them: pip install 'dateline[cluster]'"
            ) from error
        try:
            self.files, self.root = fsspec.core.url_to_fs(address)
            self.local = "file" in self.files.protocol
            self.address = self.root if self.local else address
        except (ImportError, ValueError) as error:
            raise ExchangeError(f"{address}: no address to exchange shards at ({error})") from error

    def put_shard(self, shard: Shard) -> Manifest:
        """Write a shard for the workers."""
        columns: dict[str, list[Any]] = {
            "kind": [one.kind for one in shard.jobs],
            "id": [one.id for one in shard.jobs],
            "payload": [one.payload for one in shard.jobs],
            "key": [one.key for one in shard.jobs],
            "seconds": [one.seconds for one in shard.jobs],
        }
        return self._put(SHARD, shard, columns)

    def shard(self, manifest: Manifest) -> Shard:
        """The shard that a manifest is of; raises ExchangeError when it is not there, or not as it was written."""
        rows = self._rows(SHARD, manifest)
        jobs = [Job(row["kind"], row["id"], row["payload"], row["key"], row["seconds"]) for row in rows]
        made = shard_of(jobs, manifest.work)
        if made.id != manifest.shard:
            raise ExchangeError(f"{self._path(SHARD, manifest.shard)}: not the jobs that its manifest states")
        return made

    def put_outcome(self, shard: Shard, dones: Sequence[Done]) -> Manifest:
        """Write what came of a shard, in the order of its jobs."""
        columns: dict[str, list[Any]] = {
            "id": [one.job for one in dones],
            "result": [one.result for one in dones],
            "reason": [one.reason for one in dones],
            "spent": [msgspec.msgpack.encode(one.spent) for one in dones],
            "megabytes": [one.megabytes for one in dones],
        }
        return self._put(OUTCOME, shard, columns)

    def outcome(self, shard: Shard) -> tuple[Done, ...] | None:
        """What came of a shard; None where nothing whole is there."""
        try:
            manifest = msgspec.json.decode(self._get(self._path(OUTCOME, shard.id, "json")), type=Manifest)
            rows = self._rows(OUTCOME, manifest)
        except (ExchangeError, msgspec.DecodeError):
            return None
        stated = (manifest.shard, manifest.inputs, manifest.work)
        if stated != (shard.id, shard.inputs, shard.work) or [row["id"] for row in rows] != [j.id for j in shard.jobs]:
            return None
        return tuple(_done(shard, row) for row in rows)

    def put_file(self, source: Path) -> str:
        """Put a file beside the shards under its digest, unless it is there; returns the digest."""
        data = source.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if not self.files.exists(f"{self.root}/{digest}"):
            self._write(f"{self.root}/{digest}", data)
        return digest

    def fetch_file(self, digest: str, folder: Path) -> Path:
        """The file of this digest, copied into a folder of this machine."""
        path = folder / digest
        if not path.exists():
            data = self._get(f"{self.root}/{digest}")
            if hashlib.sha256(data).hexdigest() != digest:
                raise ExchangeError(f"{self.root}/{digest}: altered; delete it, and build again")
            path.write_bytes(data)
        return path

    def drop(self, shard: Shard) -> None:
        """Delete the files of a shard."""
        for kind in (SHARD, OUTCOME):
            for ending in ("json", "parquet"):
                path = self._path(kind, shard.id, ending)
                if self.files.exists(path):
                    self.files.rm_file(path)

    def _put(self, kind: str, shard: Shard, columns: dict[str, list[Any]]) -> Manifest:
        from pyarrow import parquet

        out = io.BytesIO()
        parquet.write_table(_table(columns), out, compression="zstd")
        data = out.getvalue()
        digest = hashlib.sha256(data).hexdigest()
        manifest = Manifest(shard.id, digest, len(columns["id"]), shard.inputs, shard.work)
        self._write(self._path(kind, shard.id), data)
        self._write(self._path(kind, shard.id, "json"), msgspec.json.encode(manifest))
        return manifest

    def _rows(self, kind: str, manifest: Manifest) -> list[dict[str, Any]]:
        from pyarrow import parquet

        path = self._path(kind, manifest.shard)
        data = self._get(path)
        if hashlib.sha256(data).hexdigest() != manifest.sha256:
            raise ExchangeError(f"{path}: not the bytes that its manifest states; build again")
        rows: list[dict[str, Any]] = parquet.read_table(io.BytesIO(data)).to_pylist()
        return rows

    def _path(self, kind: str, shard: str, ending: str = "parquet") -> str:
        return f"{self.root}/{shard}.{kind}.{ending}"

    def _get(self, path: str) -> bytes:
        try:
            data: bytes = self.files.cat_file(path)
        except OSError as error:
            raise ExchangeError(f"{path}: cannot be read here ({error.strerror or error})") from error
        return data

    def _write(self, path: str, data: bytes) -> None:
        """Write a file; on a disk whole or not at all, as object stores do by themselves."""
        try:
            if self.local:
                part = Path(f"{path}.{uuid4().hex}.part")
                part.parent.mkdir(parents=True, exist_ok=True)
                part.write_bytes(data)
                part.replace(path)
            else:
                self.files.pipe_file(path, data)
        except OSError as error:
            raise ExchangeError(f"{path}: cannot be written here ({error.strerror or error})") from error


def _done(shard: Shard, row: dict[str, Any]) -> Done:
    spent = msgspec.msgpack.decode(row["spent"], type=tuple[Spent, ...])
    return Done(shard.id, row["id"], row["result"], row["reason"], spent, row["megabytes"])


def _table(columns: dict[str, list[Any]]) -> pyarrow.Table:
    import pyarrow as pa

    types = {name: pa.binary() for name in ("payload", "key", "result", "spent")}
    types |= {name: pa.float64() for name in ("seconds", "megabytes")}
    return pa.table({name: pa.array(values, types.get(name, pa.string())) for name, values in columns.items()})
