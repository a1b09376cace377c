"""Reading and appending what people do around the record: each record of `model/practice.py` is a row of one table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from dateline.model import practice

if TYPE_CHECKING:
    from sqlalchemy import Table

    from dateline.store.query import Query
    from dateline.store.store import Store

R = TypeVar("R", bound=Struct)
TABLES: dict[type[Struct], str] = {
    practice.RowFile: "row_files",
    practice.CodedRow: "coded_rows",
    practice.RowMatch: "row_matches",
    practice.CodedEvent: "coded_events",
    practice.Assignment: "assignment_log",
    practice.Assigned: "assignments",
    practice.Round: "rounds",
    practice.RoundItem: "round_items",
    practice.Coding: "codings",
    practice.Settlement: "settlements",
    practice.Codebook: "codebooks",
    practice.Check: "checks",
    practice.Restriction: "restrictions",
}
COLUMNS = {"by": "made_by", "at": "made_at"}
"""Fields whose column is called otherwise, since SQL has words of its own."""


def read(query: Query, kind: type[R], where: str = "", values: Sequence[object] = ()) -> tuple[R, ...]:
    """The rows of a kind of record, in order of their keys; `where`: a condition in SQL on its columns."""
    names = [COLUMNS.get(field.name, field.name) for field in fields(kind)]
    condition = f" WHERE {where}" if where else ""
    quoted = ", ".join(f'"{name}"' for name in names)
    rows = query.rows(f'SELECT {quoted} FROM "{TABLES[kind]}"{condition} ORDER BY {ordered(kind)}', values)
    nested = nested_fields(kind)
    return tuple(
        msgspec.convert(
            {
                field.name: msgspec.json.decode(row[name]) if field.name in nested else row[name]
                for field, name in zip(fields(kind), names, strict=True)
            },
            kind,
        )
        for row in rows
    )


def append(store: Store, records: Iterable[Struct]) -> None:
    """Append records of any of these kinds, all or none."""
    from dateline.store.write import transaction

    with transaction(store.engine) as connection:
        for record in records:
            connection.execute(table_of(type(record)).insert(), [row_of(record)])


def replace(store: Store, kinds: Sequence[type[Struct]], records: Iterable[Struct]) -> None:
    """Put these records in the place of all that there are of their kinds: for what is worked out, not said."""
    from dateline.store.write import transaction

    rows: dict[type[Struct], list[dict[str, object]]] = {kind: [] for kind in kinds}
    for record in records:
        rows[type(record)].append(row_of(record))
    with transaction(store.engine) as connection:
        for kind, found in rows.items():
            connection.execute(table_of(kind).delete())
            if found:
                connection.execute(table_of(kind).insert(), found)


def end(store: Store, assignments: Iterable[practice.Assignment]) -> None:
    """Note on assignments, given with their end, that they are taken back."""
    from dateline.store.write import transaction

    table = table_of(practice.Assignment)
    with transaction(store.engine) as connection:
        for one in assignments:
            ended = {"ended_by": one.ended_by, "ended_at": one.ended_at}
            connection.execute(table.update().where(table.c.number == one.number).values(ended))


def next_number(query: Query, kind: type[Struct]) -> int:
    """The number of the next record of a numbered kind."""
    return int(query.rows(f'SELECT coalesce(max(number), 0) + 1 FROM "{TABLES[kind]}"')[0][0])


def row_of(record: Struct) -> dict[str, object]:
    """A record as the cells of its row; what is not one value is JSON."""
    nested = nested_fields(type(record))
    return {
        COLUMNS.get(name, name): msgspec.json.encode(value).decode() if name in nested else value
        for name in record.__struct_fields__
        for value in (getattr(record, name),)
    }


@cache
def nested_fields(kind: type[Struct]) -> frozenset[str]:
    """The fields that hold several values."""
    return frozenset(f.name for f in fields(kind) if str(f.type).startswith(("tuple", "dict")))


def ordered(kind: type[Struct]) -> str:
    """What rows of a kind are ordered by: the first fields that tell them apart."""
    names = [field.name for field in fields(kind)]
    keys = [name for name in ("file", "round", "number", "ordinal") if name in names]
    return ", ".join(keys if "number" in keys or "ordinal" in keys else names[:1])


def table_of(kind: type[Struct]) -> Table:
    """The table of a kind of record."""
    from dateline.store.schema import metadata

    return metadata.tables[TABLES[kind]]
