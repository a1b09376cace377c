"""Arrow types of the lines of the record, read off their structs: one schema a kind, whatever rows there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec
from msgspec import inspect

if TYPE_CHECKING:
    import pyarrow


def schema_of(line: type[msgspec.Struct], notes: Mapping[str, str]) -> pyarrow.Schema:
    """The columns of a kind of line, in the order of its keys, with notes about the file."""
    import pyarrow as pa

    told = inspect.type_info(line)
    assert isinstance(told, inspect.StructType)
    return pa.schema(fields_of(told), metadata=dict(notes))


def fields_of(told: inspect.StructType) -> list[pyarrow.Field]:
    """The fields of a struct under the names that are written."""
    import pyarrow as pa

    return [pa.field(one.encode_name, arrow_of(one.type)) for one in told.fields]


def arrow_of(told: inspect.Type) -> pyarrow.DataType:
    """The Arrow type of a field: text, numbers, structs, lists, and a map for a dict with keys of its own."""
    import pyarrow as pa

    plain = {inspect.StrType: pa.string(), inspect.BoolType: pa.bool_(), inspect.FloatType: pa.float64()}
    plain |= {inspect.IntType: pa.int64(), inspect.LiteralType: pa.string()}
    if type(told) in plain:
        return plain[type(told)]
    if isinstance(told, inspect.UnionType):
        (only,) = [one for one in told.types if not isinstance(one, inspect.NoneType)]
        return arrow_of(only)
    if isinstance(told, (inspect.VarTupleType, inspect.ListType)):
        return pa.list_(arrow_of(told.item_type))
    if isinstance(told, inspect.TupleType):
        # A pair of positions: both of one type.
        return pa.list_(arrow_of(told.item_types[0]))
    if isinstance(told, inspect.DictType):
        return pa.map_(arrow_of(told.key_type), arrow_of(told.value_type))
    if isinstance(told, inspect.StructType):
        return pa.struct(fields_of(told))
    raise TypeError(f"no Arrow type for {told}")
