"""Rows of a listing as data frames and Arrow tables, each column of the type of its field."""

from __future__ import annotations

import typing
from collections.abc import Sequence
from types import ModuleType
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.model.errors import MissingError

if TYPE_CHECKING:
    import pandas
    import pyarrow

DAYS = frozenset({"earliest", "latest"})


def to_pandas(kind: type[Struct], rows: Sequence[Struct], *, days: bool = False) -> pandas.DataFrame:
    """A data frame with a column for each field of the rows; raises MissingError without pandas."""
    needed("to_pandas", "pandas")
    return to_arrow(kind, rows, days=days).to_pandas(date_as_object=False)


def to_arrow(kind: type[Struct], rows: Sequence[Struct], *, days: bool = False) -> pyarrow.Table:
    """An Arrow table with a column for each field of the rows; raises MissingError without pyarrow.

    `days`: the first and last possible time are days, and become dates.
    """
    needed("to_arrow", "pyarrow")
    import pyarrow as pa

    hints = typing.get_type_hints(kind)
    columns = {}
    for name in kind.__struct_fields__:
        values = [getattr(row, name) for row in rows]
        if days and name in DAYS:
            cut = [value and value[:10] for value in values]
            columns[name] = pa.array(cut, type=pa.string()).cast(pa.date32())
        else:
            columns[name] = pa.array(values, type=arrow_type(hints[name], pa))
    return pa.table(columns)


def arrow_type(hint: object, pa: ModuleType) -> pyarrow.DataType:
    """The Arrow type of a field's type; a tuple of texts is a list."""
    kinds = [kind for kind in typing.get_args(hint) or (hint,) if kind not in (type(None), ...)]
    plain = {str: pa.string(), bool: pa.bool_(), int: pa.int64(), float: pa.float64()}[kinds[0]]
    return pa.list_(plain) if typing.get_origin(hint) is tuple else plain


def needed(what: str, package: str) -> None:
    """Raise MissingError, which names the command that installs it, unless a package is there."""
    try:
        __import__(package)
    except ImportError as error:
        raise MissingError(f"{what} needs {package}; install it with: pip install 'dateline[notebook]'") from error
