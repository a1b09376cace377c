"""The kinds of columns that the schema is made of."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, LargeBinary, Text


def key(name: str = "id") -> Column[str]:
    """A text primary key."""
    return Column(name, Text, primary_key=True)


def text(name: str) -> Column[str]:
    """Text that must be there."""
    return Column(name, Text, nullable=False)


def maybe(name: str) -> Column[str]:
    """Text or NULL for unknown."""
    return Column(name, Text)


def number(name: str, *, primary_key: bool = False) -> Column[int]:
    """A whole number that must be there."""
    return Column(name, Integer, primary_key=primary_key, nullable=False)


def real(name: str) -> Column[float]:
    """A number or NULL for unknown."""
    return Column(name, Float)


def flag(name: str) -> Column[bool]:
    """Yes or no."""
    return Column(name, Boolean, nullable=False)


def blob(name: str) -> Column[bytes]:
    """Bytes that must be there."""
    return Column(name, LargeBinary, nullable=False)


def to(name: str, target: str, *, nullable: bool = False, primary_key: bool = False) -> Column[str]:
    """A reference to the id of another table's row."""
    return Column(name, Text, ForeignKey(target), nullable=nullable, primary_key=primary_key)


def evidence(*, nullable: bool) -> tuple[Column[str], Column[int], Column[int], Column[str]]:
    """Where a value stands: rendition, start, end, quote."""
    return (
        to("rendition", "renditions.id", nullable=nullable),
        Column("evidence_start", Integer, nullable=nullable),
        Column("evidence_end", Integer, nullable=nullable),
        Column("quote", Text, nullable=nullable),
    )
