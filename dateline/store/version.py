"""Which schema this version of Dateline writes, and which a file has; without importing SQLAlchemy."""

from __future__ import annotations

from pathlib import Path

from dateline.store.errors import StoreError, told
from dateline.store.readonly import open_read_only

HEAD = "0015"
"""The newest schema revision; as migrations/versions has it (a test compares)."""


def revision_of(path: Path) -> str:
    """The schema revision of the store file `path`; raises StoreError when it is no store or a newer one."""
    try:
        with told(path):
            connection = open_read_only(path)
            try:
                row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            finally:
                connection.close()
    except StoreError as error:
        if "no such table" in str(error) or "not a database" in str(error):
            raise not_a_case(path) from error
        raise
    if row is None:
        raise not_a_case(path)
    revision = str(row[0])
    if revision > HEAD:
        raise StoreError(
            f"{path}: made by a newer Dateline (schema {revision}, this version knows {HEAD}); upgrade Dateline"
        )
    return revision


def not_a_case(path: Path) -> StoreError:
    """The error for a file that is there but holds no record of ours."""
    return StoreError(
        f"{path}: not the record of a Dateline case; name another folder, or make one with `dateline init`"
    )
