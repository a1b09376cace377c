"""DuckDB, which sorts and counts what does not fit in memory; the only module of linking that knows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dateline.model.errors import MissingError

if TYPE_CHECKING:
    import duckdb

LACKING = "linking within a memory limit needs DuckDB and pyarrow; install them with `pip install 'dateline[scale]'`"
Columns = Mapping[str, NDArray[Any] | Sequence[object]]


def check_installed() -> None:
    """Raises MissingError, which says how to install them, where DuckDB or pyarrow is missing."""
    try:
        import duckdb
        import pyarrow
    except ImportError as error:
        raise MissingError(LACKING) from error
    _ = duckdb, pyarrow


def write(path: Path, columns: Columns) -> None:
    """A Parquet file of these columns."""
    import pyarrow
    from pyarrow import parquet

    # Groups of so many rows: a sorted file is read by the groups that hold what is asked for.
    parquet.write_table(pyarrow.table(dict(columns)), path, compression="zstd", row_group_size=20_000)


class Duck:
    """Asks Parquet files of one folder, within a limit of memory; what does not fit goes into the folder."""

    def __init__(self, folder: Path, memory: int) -> None:
        check_installed()
        import duckdb

        spill = folder / "duckdb"
        spill.mkdir(exist_ok=True)
        settings: dict[str, str | bool | int | float | list[str]] = {
            "threads": 1,
            "memory_limit": f"{max(memory // 1_000_000, 100)}MB",
            "temp_directory": str(spill),
            "preserve_insertion_order": False,
        }
        self._connection: duckdb.DuckDBPyConnection = duckdb.connect(config=settings)

    def asked(self, sql: str, *values: object) -> dict[str, NDArray[Any]]:
        """The columns that a query gives."""
        found: dict[str, Any] = self._connection.execute(sql, list(values)).fetchnumpy()
        return {name: np.ma.getdata(column) for name, column in found.items()}

    def run(self, sql: str, *values: object) -> None:
        """A statement that gives nothing."""
        self._connection.execute(sql, list(values))

    def close(self) -> None:
        """Let go of its memory."""
        self._connection.close()
